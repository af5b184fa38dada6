"""What most mails are: one county, one ledger, perhaps a paper beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from postbag import papers, workbooks
from postbag.locked import NOBODY_ASKED, locked
from postbag.nouns import Form
from postbag.office import PERIOD, address_of
from postbag.post import (
    USUAL,
    Draft,
    Post,
    accepted,
    kind,
    no_ledger,
    paper,
    quarantined,
    returned,
    set_aside,
)
from postbag.programs import File, Letter
from taizhang.model.verdict import FileClass

PDF, DOCX = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@kind(USUAL)
def plain(post: Post) -> Iterator[Draft]:
    line = post.county()
    file, expected = post.ledger(line)
    letter = post.letter(line, file, headers=_travelled(post, address_of(line)))
    form = post.random.choices((Form.EML, Form.IMAP, Form.MAILDIR, Form.MBOX), (70, 8, 10, 12))[0]
    draft = post.simple(letter, expected, form=form)
    yield replace(draft, raw=stored(draft.raw, form))


def stored(raw: bytes, form: Form) -> bytes:
    """As a mail store of Unix keeps it: with its own line ends."""
    return raw.replace(b"\r\n", b"\n") if form in (Form.MBOX, Form.MAILDIR) else raw


def _travelled(post: Post, address: str) -> tuple[bytes, ...]:
    """The lines of the servers on the way, most of the time."""
    if post.random.random() < 0.3:
        return ()
    host = address.partition("@")[2].encode()
    return (
        b"Received: from mail."
        + host
        + b" (mail."
        + host
        + b" [192.0.2.%d])\r\n\tby mx.yunling.example with ESMTP id %x"
        % (post.random.randint(1, 254), post.random.getrandbits(40)),
        b"Return-Path: <" + address.encode() + b">",
    )


@kind("report beside")
def report_beside(post: Post) -> Iterator[Draft]:
    """A report in Word with the ledger."""
    line = post.county()
    file, expected = post.ledger(line)
    report = papers.docx_of(post.random)
    name = f"{line.name}医改工作小结.docx"
    letter = post.letter(line, file, File(name, report, DOCX))
    yield post.simple(letter, expected, paper(name, report, line, beside=True))


@kind("stamped scan", variants=2)
def stamped_scan(post: Post) -> Iterator[Draft]:
    """The ledger, and its printed copy with the seal on it."""
    line = post.county()
    file, expected = post.ledger(line)
    make, kind_, ending = post.pick((papers.pdf_of, PDF, "pdf"), (papers.jpg_of, "image/jpeg", "jpg"))
    scan, name = make(post.random), f"{file.name.rpartition('.')[0]}（盖章）.{ending}"
    letter = post.letter(line, file, File(name, scan, kind_))
    yield post.simple(letter, expected, paper(name, scan, line, beside=True))


@kind("scan alone")
def scan_alone(post: Post) -> Iterator[Draft]:
    """Only the printed copy: nothing that can be added up."""
    line = post.county()
    scan, name = papers.pdf_of(post.random), f"{line.name}台账扫描件.pdf"
    yield post.simple(post.letter(line, File(name, scan, PDF)), paper(name, scan, line))


@kind("signature logo")
def signature_logo(post: Post) -> Iterator[Draft]:
    """A picture under the text, which nobody means as an attachment."""
    line = post.county()
    file, expected = post.ledger(line)
    logo = File(
        "image001.png", papers.png_of(post.random), "image/png", "inline", content_id="image001.png@01D8DAF7"
    )
    html = f'<html><body><p>台账见附件。</p><p>{line.name}卫健局</p><img src="cid:image001.png@01D8DAF7"></body></html>'
    yield post.simple(post.letter(line, file, html=html, pictures=(logo,)), expected)


@kind("locked workbook")
def locked_workbook(post: Post) -> Iterator[Draft]:
    line, name = post.county(), post.pick("台账（加密）.xlsx", "三季度台账.xlsx")
    content = locked(post.good(line), f"{post.random.randint(1000, 9999)}", b"0123456789abcdef")
    yield post.simple(
        post.letter(line, File(name, content)), set_aside(name, content, line, FileClass.ENCRYPTED)
    )


@kind("locked for nobody")
def locked_for_nobody(post: Post) -> Iterator[Draft]:
    """Under the password that a spreadsheet program uses by itself: everybody opens it, and so do we."""
    line = post.county()
    name, content = post.name(line), locked(post.good(line), NOBODY_ASKED, b"fedcba9876543210")
    yield post.simple(post.letter(line, File(name, content)), accepted(name, content, line))


@kind("other form", variants=7)
def other_form(post: Post) -> Iterator[Draft]:
    """The ledger saved by another program or in another of its forms."""
    line = post.county()
    ending, change = post.pick(
        ("xls", workbooks.as_xls), ("csv", workbooks.as_csv), ("ods", workbooks.as_ods), ("et", workbooks.as_xls),
        ("xlsb", workbooks.as_xlsb), ("xml", workbooks.as_xml_2003), ("csv", lambda book: workbooks.as_csv(book, "utf-8-sig")),
    )  # fmt: skip
    content, name = change(post.good(line)), f"{line.name}任务台账.{ending}"
    yield post.simple(
        post.letter(line, File(name, content, "application/octet-stream")), accepted(name, content, line)
    )


@kind("last period")
def last_period(post: Post) -> Iterator[Draft]:
    """The ledger of the quarter before, sent once more: E003 asks for this one's."""
    line = post.county()
    content = post.office.good(line, post.random, PERIOD.previous)
    name = f"{line.name}二季度任务台账.xlsx"
    yield post.simple(post.letter(line, File(name, content)), returned(name, content, line))


@kind("unfilled")
def unfilled(post: Post) -> Iterator[Draft]:
    """The ledger as it was issued, saved and sent back."""
    line = post.county()
    name = post.name(line)
    content = post.office.saved_again(line, post.random)
    yield post.simple(post.letter(line, File(name, content)), returned(name, content, line))


@kind("nothing to report")
def nothing_to_report(post: Post) -> Iterator[Draft]:
    """零报告, as the ledger has it."""
    line = post.county()
    name, content = post.name(line), post.office.nothing_to_report(line, post.random)
    letter = post.letter(line, File(name, content), text=f"{line.name}本季度零报告，请查收。")
    yield post.simple(letter, accepted(name, content, line))


@kind("blank workbook")
def blank_workbook(post: Post) -> Iterator[Draft]:
    """A new workbook under the ledger's name: there is nothing of ours in it."""
    line = post.county()
    name = post.name(line)
    cells = f'<row r="1"><c r="A1"><v>{post.random.randint(1, 10**6)}</v></c></row>' if post.turn else ""
    content = workbooks.plain_workbook(cells)
    yield post.simple(post.letter(line, File(name, content)), no_ledger(name, content))


@kind("empty file")
def empty_file(post: Post) -> Iterator[Draft]:
    """No byte in it. The county meant to report, so it waits under its name and is not called some other paper."""
    line = post.county()
    name = post.name(line)
    yield post.simple(post.letter(line, File(name, b"")), set_aside(name, b"", line, None))


@kind("of a neighbour")
def of_a_neighbour(post: Post) -> Iterator[Draft]:
    """The neighbour's ledger: filed under who sent it, until a person has asked."""
    line, neighbour = post.counties(2)
    name, content = post.name(neighbour), post.good(neighbour)
    letter: Letter = post.letter(line, File(name, content))
    yield post.simple(letter, quarantined(name, content, line))


@kind("phone photos")
def phone_photos(post: Post) -> Iterator[Draft]:
    """Photos of the printed ledger as files: attachments like any other, though no ledger."""
    line = post.county()
    photos = [
        (f"mmexport{1665190800000 + at}.jpg", papers.jpg_of(post.random))
        for at in range(post.random.randint(1, 3))
    ]
    files = [File(name, content, "image/jpeg", post.pick("attachment", "inline")) for name, content in photos]
    # Shown inline by a telephone, but named and referred to by no text: what is not part of the text is an attachment.
    yield post.simple(post.letter(line, *files), *(paper(name, content, line) for name, content in photos))
