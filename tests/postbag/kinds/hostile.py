"""Mails and files as an enemy makes them, or an infected computer; what is honest in them is taken all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from postbag import papers, workbooks
from postbag.header_text import in_one_word, one_word, quoted
from postbag.kinds.packages import ZIP
from postbag.mime import UNTYPED
from postbag.nouns import Found
from postbag.office import digest
from postbag.outlook import tnef_of
from postbag.post import Draft, Post, accepted, kind, no_ledger, set_aside
from postbag.programs import FOXMAIL, OUTLOOK, File, naming
from postbag.workbooks import zeros
from postbag.zips import UTF8, member, zip_of
from taizhang.model.verdict import FileClass, ReceiptState


def _set_aside(post: Post, content: bytes, kind_: FileClass | None, name: str = "") -> Draft:
    line = post.county()
    name = name or post.name(line)
    return post.simple(post.letter(line, File(name, content)), set_aside(name, content, line, kind_))


@kind("line break in the subject", variants=4)
def line_break(post: Post) -> Iterator[Draft]:
    """An encoded subject that would become a header of its own."""
    line = post.county()
    file, expected = post.ledger(line)
    subject = f"{line.name}台账" + post.pick(
        "\r\nBcc: all@yunling.example", "\nX-Loop: taizhang\n\n<b>", "\x1b[31m\x00红", "\u202e\u2066反"
    )
    letter = post.letter(line, file, subject=subject)
    letter = replace(letter, subject_line=one_word(subject, "utf-8"))
    yield post.simple(letter, expected)


_NAMES = (
    "..\\..\\Windows\\System32\\台账.xlsx", "/etc/cron.d/../台账.xlsx", "C:\\台账.xlsx:流", "台账\u202exslx.exe", "台\u200b账\ufeff.xlsx",
    "CON.xlsx", "aux", "台账.xlsx\x00.exe", "台账\r\nContent-Type: text/html\r\n\r\n.xlsx", "<img src=x onerror=alert(1)>.xlsx", "=HYPERLINK(1).xlsx",
    "   ...   ",
)  # fmt: skip


@kind("hostile name", variants=6)
def hostile_name(post: Post) -> Iterator[Draft]:
    """Paths, devices, letters that turn the line around; how it is shown is ours to say, so only the rules are held."""
    line = post.county()
    file, expected = post.ledger(line)
    written = _NAMES[(2 * post.turn + post.random.randint(0, 1)) % len(_NAMES)]
    file = replace(file, name=written)
    program = naming(FOXMAIL, in_one_word("utf-8"))
    if written.isascii() and written.isprintable():
        program = naming(FOXMAIL, lambda key, name: key.encode() + b"=" + quoted(name.encode()))
    yield post.simple(post.letter(line, file), replace(expected, name=""), program=program)


@kind("name of 300 characters")
def endless_name(post: Post) -> Iterator[Draft]:
    line = post.county()
    file, expected = post.ledger(line)
    file = replace(file, name=post.pick("长" * 300 + ".xlsx", "a" * 300 + ".xlsx"))
    program = naming(FOXMAIL, in_one_word("gb18030"))
    yield post.simple(post.letter(line, file), replace(expected, name=""), program=program)


@kind("macro")
def macro(post: Post) -> Iterator[Draft]:
    """A macro that waits to be asked: flagged, and the ledger counts."""
    line = post.county()
    content, name = workbooks.with_macro(post.good(line), runs_by_itself=False), f"{line.name}台账.xlsm"
    yield post.simple(post.letter(line, File(name, content, UNTYPED)), accepted(name, content, line))


@kind("macro that runs by itself")
def macro_by_itself(post: Post) -> Iterator[Draft]:
    """Auto_Open of a macro sheet; Workbook_Open of a module (MODEL: dangerous)."""
    line = post.county()
    content = (
        workbooks.with_auto_open(post.good(line))
        if post.turn % 2 == 0
        else workbooks.with_macro(post.good(line), runs_by_itself=True)
    )
    name = f"{line.name}台账.xlsm"
    yield post.simple(
        post.letter(line, File(name, content, UNTYPED)), set_aside(name, content, line, FileClass.DANGEROUS)
    )


@kind("DDE")
def dde(post: Post) -> Iterator[Draft]:
    line = post.county()
    content = (
        workbooks.with_dde_link(post.good(line))
        if post.turn % 2
        else workbooks.with_formula(post.good(line), "cmd|'/c calc.exe'!A0")
    )
    name = post.name(line)
    yield post.simple(
        post.letter(line, File(name, content)), set_aside(name, content, line, FileClass.DANGEROUS)
    )


@kind("external link")
def external_link(post: Post) -> Iterator[Draft]:
    """Named, not followed, and the ledger counts."""
    line = post.county()
    content, name = workbooks.with_external_link(post.good(line)), post.name(line)
    yield post.simple(post.letter(line, File(name, content)), accepted(name, content, line))


@kind("DOCTYPE")
def doctype(post: Post) -> Iterator[Draft]:
    line = post.county()
    content = workbooks.with_doctype(post.good(line), wide=post.turn % 2 == 1)
    name = post.name(line)
    yield post.simple(
        post.letter(line, File(name, content)), set_aside(name, content, line, FileClass.DANGEROUS)
    )


@kind("bomb")
def bomb(post: Post) -> Iterator[Draft]:
    """210 MB of zeros in 210 kB: within the ledger, or in a package beside nothing else."""
    line = post.county()
    if post.turn % 2 == 0:
        content, name = workbooks.bomb(post.good(line)), post.name(line)
        yield post.simple(
            post.letter(line, File(name, content)), set_aside(name, content, line, FileClass.DANGEROUS)
        )
        return
    package = zip_of([zeros(210, b"ledger.csv")], comment=b"%d" % post.random.getrandbits(30))
    # One line for it, whether the package refuses or its member: nothing of it is judged.
    expected = replace(set_aside("", package, line, None), sha256="")
    letter = post.letter(line, File("台账.zip", package, ZIP))
    yield post.simple(letter, expected, files=(Found("台账.zip", digest(package)),))


@kind("overlapping parts")
def overlapping(post: Post) -> Iterator[Draft]:
    line = post.county()
    make = post.pick(workbooks.overlapping, workbooks.doubled)
    content, name = make(post.good(line)), post.name(line)
    yield post.simple(
        post.letter(line, File(name, content)), set_aside(name, content, line, FileClass.DANGEROUS)
    )


@kind("polyglot", variants=4)
def polyglot(post: Post) -> Iterator[Draft]:
    """A program, a PDF or a page with a workbook behind it; two workbooks in one."""
    line = post.county()
    content = post.pick(
        lambda: workbooks.behind(papers.exe_of(post.random), post.good(line)),
        lambda: workbooks.behind(papers.pdf_of(post.random), post.good(line)),
        lambda: workbooks.two_in_one(post.good(line), post.wrong(line)),
        lambda: workbooks.behind(b"<html><body>x</body></html>", post.good(line)),
    )()
    name = post.name(line)
    yield post.simple(
        post.letter(line, File(name, content)), set_aside(name, content, line, FileClass.DANGEROUS)
    )


@kind("program as a workbook")
def program_as_workbook(post: Post) -> Iterator[Draft]:
    """An .exe called .xlsx. It is no paper that somebody filed: it is set aside, so that nobody opens it from the register."""
    yield _set_aside(post, papers.exe_of(post.random), None, post.pick("", "台账.xlsx.exe"))


@kind("program beside a ledger", variants=3)
def program_beside(post: Post) -> Iterator[Draft]:
    """The ledger is taken; the program, script or empty package that came with it is no evidence of the county's."""
    line = post.county()
    file, expected = post.ledger(line)
    script = f"@echo off\r\necho {post.random.getrandbits(60)}\r\n".encode()
    name, content = post.pick(
        (f"{file.name}（盖章）.pdf", papers.exe_of(post.random)), ("佐证材料.txt", script), ("佐证材料.zip", zip_of([], comment=b"%d" % post.random.getrandbits(60))),
    )  # fmt: skip
    letter = post.letter(line, file, File(name, content, UNTYPED))
    yield post.simple(letter, expected, set_aside(name, content, line, FileClass.NOT_A_WORKBOOK))


@kind("page as a workbook")
def page_as_workbook(post: Post) -> Iterator[Draft]:
    """HTML called .xls, as programs of records export: readable, and no ledger."""
    line = post.county()
    content, name = papers.web_page_of(post.random), f"{line.name}床位统计.xls"
    letter = post.letter(line, File(name, content, "application/vnd.ms-excel"))
    yield post.simple(letter, no_ledger(name, content))


@kind("path in a package")
def path_in_a_package(post: Post) -> Iterator[Draft]:
    """A member that would lie outside the folder. Nothing is unpacked to a path (INTAKE 14), so the ledger is taken."""
    line = post.county()
    file, expected = post.ledger(line)
    path = post.pick("../../../../tmp/", "C:\\Windows\\") + file.name
    package = zip_of([member(path.encode(), file.content, flags=UTF8)])
    letter = post.letter(line, File("台账.zip", package, ZIP))
    inside = replace(expected, name="", inside="台账.zip")
    yield post.simple(letter, inside, files=(Found("台账.zip", digest(package)),))


@kind("broken winmail.dat")
def broken_winmail(post: Post) -> Iterator[Draft]:
    """Cut off, or with lengths that ask for gigabytes. Its files did not arrive whole, so the mail is incomplete."""
    line = post.county()
    whole = tnef_of([(post.name(line), post.good(line))])
    lengths = b"\x01\x03\x90\x06\x00\x10\x00\x00\x00\xff\xff\xff\x7f\x02\x01\x07\x37\xff\xff\xff\x7f\xff\xff\xff\x7f\0\0"
    content = post.pick(tnef_of([]) + lengths + post.random.randbytes(8), whole[:60])
    head = (
        b'Content-Type: application/ms-tnef; name="winmail.dat"',
        b'Content-Disposition: attachment; filename="winmail.dat"',
    )
    letter = post.letter(line, File("winmail.dat", content, head=head))
    yield post.simple(letter, state=ReceiptState.INCOMPLETE, program=OUTLOOK, incomplete=True)
