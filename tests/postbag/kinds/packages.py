"""Ledgers in packages: each member is judged by itself, and the package has a line only where nothing came out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from postbag import papers, workbooks
from postbag.nouns import Expected, Found
from postbag.office import digest
from postbag.packed import gz_of, rar4_of, rar5_of, sevenzip_of, tar_of
from postbag.post import Draft, Post, accepted, kind, paper, quarantined, set_aside
from postbag.programs import File
from postbag.zips import UTF8, locked_member, member, unicode_path, zip_of
from taizhang.model.reporter import RosterLine
from taizhang.model.verdict import FileClass

ZIP = "application/x-zip-compressed"


def _in_package(
    post: Post, line: RosterLine, name: str, package: bytes, members: Sequence[Expected], kind_: str = ZIP
) -> Draft:
    """A mail with one package; `members` become the lines of the register."""
    inside = tuple(replace(one, inside=name) for one in members)
    letter = post.letter(line, File(name, package, kind_))
    return post.simple(letter, *inside, files=(Found(name, digest(package)),))


def _ledger(post: Post, line: RosterLine, name: str = "") -> tuple[str, bytes, Expected]:
    file, expected = post.ledger(line, name)
    return file.name, file.content, expected


@kind("zip", variants=4)
def zip_names(post: Post) -> Iterator[Draft]:
    """Names in GBK without a word about it, in marked UTF-8, twice, and in UTF-8 that nobody marked."""
    line = post.county()
    name, content, expected = _ledger(post, line, f"{line.name}三季度台账.xlsx")
    one = post.pick(
        member(name.encode("gb18030"), content),
        member(name.encode(), content, flags=UTF8),
        member(name.encode("gb18030"), content, extra=unicode_path(name.encode("gb18030"), name)),
        member("台账/".encode("gb18030") + name.encode("gb18030"), content),
    )
    package = zip_of([one], comment=b"" if post.turn else "医改台账".encode("gb18030"))
    yield _in_package(post, line, f"{line.name}台账.zip", package, [expected])


@kind("zip with scan")
def zip_with_scan(post: Post) -> Iterator[Draft]:
    """Ledger, stamped copy and report in one package."""
    line = post.county()
    name, content, expected = _ledger(post, line)
    scan, report = papers.pdf_of(post.random), papers.docx_of(post.random)
    scanned = f"{name.rpartition('.')[0]}（盖章）.pdf"
    files = [(name, content), (scanned, scan), ("小结.docx", report)]
    package = zip_of([member(one.encode("gb18030"), held) for one, held in files])
    yield _in_package(
        post,
        line,
        "报送材料.zip",
        package,
        [
            expected,
            paper(scanned, scan, line, beside=True),
            paper("小结.docx", report, line, beside=True),
        ],
    )


@kind("zip with rubbish")
def zip_with_rubbish(post: Post) -> Iterator[Draft]:
    """What operating systems and spreadsheet programs leave behind is passed over."""
    line = post.county()
    name, content, expected = _ledger(post, line)
    rubbish = [
        ("__MACOSX/._" + name, b"\0\5\x16\7" + bytes(40)), (".DS_Store", b"\0\0\0\1Bud1"), ("Thumbs.db", b"\xd0\xcf\x11\xe0" + bytes(60)),
        ("~$" + name, b"\x06admin" + bytes(50)), ("台账/", b""),
    ]  # fmt: skip
    package = zip_of([member(one.encode(), held, flags=UTF8) for one, held in [*rubbish, (name, content)]])
    yield _in_package(post, line, "台账.zip", package, [expected])


@kind("zip in a zip")
def zip_in_a_zip(post: Post) -> Iterator[Draft]:
    """One level of nesting is opened; what lies deeper is named and set aside (INTAKE 15)."""
    line = post.county()
    name, content, expected = _ledger(post, line)
    inner = zip_of([member(name.encode("gb18030"), content)])
    if post.turn % 2 == 0:
        package = zip_of([member("台账.zip".encode("gb18030"), inner)])
        yield _in_package(post, line, "外层.zip", package, [expected])
        return
    middle = zip_of([member(b"inner.zip", inner)])
    package = zip_of([member("中层.zip".encode("gb18030"), middle)])
    yield _in_package(post, line, "外层.zip", package, [_unopened("inner.zip", line)])


def _unopened(name: str, line: RosterLine) -> Expected:
    """A member that stays shut: whether its own bytes are kept or those of the package is open."""
    return replace(set_aside(name, b"", line, None), sha256="")


@kind("zip of several counties")
def zip_of_several(post: Post) -> Iterator[Draft]:
    """One county sends its neighbours' ledgers with its own: these wait for a person, under who sent them."""
    line, *others = post.counties(3)
    files = [(f"{one.name}台账.xlsx", post.good(one), one) for one in (line, *others)]
    package = zip_of([member(name.encode("gb18030"), content) for name, content, _ in files])
    members = [accepted(*files[0])] + [quarantined(name, content, line) for name, content, _ in files[1:]]
    yield _in_package(post, line, "各县台账.zip", package, members)


@kind("locked zip")
def locked_zip(post: Post) -> Iterator[Draft]:
    line = post.county()
    name = post.name(line).encode("gb18030")
    package = zip_of([locked_member(name, post.good(line)[:3000], b"2022", post.random.randbytes(11))])
    yield _whole(post, line, "台账（密码见电话）.zip", package, FileClass.ENCRYPTED)


def _whole(post: Post, line: RosterLine, name: str, package: bytes, kind_: FileClass | None) -> Draft:
    """A package that cannot be opened: one line, for itself."""
    letter = post.letter(line, File(name, package, "application/octet-stream"))
    return post.simple(letter, set_aside(name, package, line, kind_))


@kind("7z")
def sevenzip(post: Post) -> Iterator[Draft]:
    line = post.county()
    name, content, expected = _ledger(post, line)
    yield _in_package(
        post, line, f"{line.name}.7z", sevenzip_of([(name, content)]), [expected], "application/octet-stream"
    )


@kind("rar")
def rar(post: Post) -> Iterator[Draft]:
    """Of both formats."""
    line = post.county()
    name, content, expected = _ledger(post, line, f"tz{line.reporter.code}.xlsx")
    if post.turn % 2:
        yield _in_package(post, line, "台账.rar", rar4_of([(name, content)]), [expected])
        return
    name = f"{line.name}台账.xlsx"
    yield _in_package(post, line, "台账.rar", rar5_of([(name, content)]), [replace(expected, name=name)])


@kind("locked 7z or rar")
def locked_others(post: Post) -> Iterator[Draft]:
    line = post.county()
    secret = post.random.randbytes(4096)
    name, package = post.pick(
        ("台账.7z", sevenzip_of([("台账.xlsx", secret)], locked=True)),
        ("台账.rar", rar5_of([("台账.xlsx", secret)], locked=True)),
    )
    yield _whole(post, line, name, package, FileClass.ENCRYPTED)


@kind("gz or tar", variants=3)
def gz_or_tar(post: Post) -> Iterator[Draft]:
    """What is packed in another way than zip, 7z and rar is named with advice and set aside, not opened (INTAKE 19)."""
    line = post.county()
    name, content, _ = _ledger(post, line)
    ending, package = post.pick(
        ("xlsx.gz", gz_of(content)), ("tar", tar_of([(name, content)])), ("tar.gz", gz_of(tar_of([(name, content)]))),
    )  # fmt: skip
    yield _whole(post, line, f"台账.{ending}", package, FileClass.UNSUPPORTED)


@kind("zip called otherwise")
def zip_called_otherwise(post: Post) -> Iterator[Draft]:
    """A package under a workbook's name is a package."""
    line = post.county()
    name, content, expected = _ledger(post, line)
    package = zip_of([member(name.encode(), content, flags=UTF8)])
    yield _in_package(post, line, f"{line.name}台账{post.pick('.xlsx', '.rar')}", package, [expected])


@kind("split package")
def split_package(post: Post) -> Iterator[Draft]:
    """The first volume of several: named, with advice."""
    line = post.county()
    whole = zip_of([member(b"a.xlsx", post.good(line))])
    name, volume = post.pick(("台账.z01", b"PK\x07\x08" + whole[:20_000]), ("台账.zip.001", whole[:20_000]))
    yield _whole(post, line, name, volume, None)


@kind("empty package")
def empty_package(post: Post) -> Iterator[Draft]:
    """Nothing in it: whoever packed it meant to send a ledger, so the county waits under its name."""
    line = post.county()
    package = zip_of([], comment=b"%d" % post.random.getrandbits(30))
    yield _whole(post, line, "台账.zip", package, None)


@kind("package with a bad member")
def package_with_a_bad_member(post: Post) -> Iterator[Draft]:
    """One member is damaged; the other is taken all the same."""
    line = post.county()
    name, content, expected = _ledger(post, line)
    broken = workbooks.cut(post.good(line))
    package = zip_of([member("甲.xlsx".encode("gb18030"), broken), member(name.encode("gb18030"), content)])
    yield _in_package(
        post, line, "台账.zip", package, [set_aside("甲.xlsx", broken, line, FileClass.CORRUPT), expected]
    )
