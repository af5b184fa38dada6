"""Names and subjects in every way that Chinese gets into a header."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from postbag.header_text import (
    Way,
    continued,
    cut_words,
    encoded,
    extended,
    in_bytes,
    in_cut_words,
    in_one_word,
    in_words,
    percent,
)
from postbag.mime import UNTYPED, XLSX
from postbag.post import Draft, Post, kind
from postbag.programs import FOXMAIL, NETEASE, OUTLOOK, PROGRAMS, QQ, File, naming
from taizhang.model.reporter import RosterLine

# 镕 and 喆 are of GBK and not of GB2312; 㛃 has four bytes in GB18030 and none in GBK.
RARE = ("喆山镇", "镕水乡", "㛃溪村")


def _with_names(post: Post, way: Way, name: str = "", other: Way | None = None) -> tuple[RosterLine, Draft]:
    """A usual mail whose file's name is written in this way."""
    line = post.county()
    file, expected = post.ledger(line, name)
    program = naming(post.any(PROGRAMS), way, other)
    return line, post.simple(post.letter(line, file), expected, program=program)


@kind("words cut in a character", variants=5)
def words_cut(post: Post) -> Iterator[Draft]:
    """Encoded words whose border lies inside a character; only joined bytes can be decoded."""
    charset, how = post.pick(("gb2312", "B"), ("GBK", "Q"), ("gb18030", "B"), ("utf-8", "B"), ("utf-8", "Q"))
    line = post.county()
    file, expected = post.ledger(line, f"{line.name}深化医药卫生体制改革任务台账.xlsx")
    letter = post.letter(line, file)
    letter = replace(letter, subject_line=cut_words(letter.subject, charset, how))
    program = naming(FOXMAIL, in_cut_words(charset, how))
    yield post.simple(letter, expected, program=program)


@kind("characters beyond the label", variants=4)
def beyond_the_label(post: Post) -> Iterator[Draft]:
    """What says gb2312 and holds characters of GBK, and of GB18030 with four bytes."""
    line = post.county()
    rare = post.pick(RARE[0], RARE[2], RARE[1])
    file, expected = post.ledger(line, f"{line.name}{rare}卫生院台账.xlsx")
    letter = post.letter(line, file, subject=f"{line.name}{rare}台账", sender_name=f"{line.name}{rare}")
    yield post.simple(letter, expected, program=post.pick(FOXMAIL, OUTLOOK, QQ, NETEASE))


@kind("raw bytes in headers")
def raw_bytes(post: Post) -> Iterator[Draft]:
    """No encoding at all: GBK or UTF-8 as it comes."""
    charset = post.pick("gbk", "utf-8")
    line = post.county()
    file, expected = post.ledger(line)
    letter = post.letter(line, file)
    sender = encoded(letter.sender_name, charset) + b" <" + letter.sender.encode() + b">"
    letter = replace(letter, from_line=sender, subject_line=encoded(letter.subject, charset))
    yield post.simple(letter, expected, program=naming(FOXMAIL, in_bytes(charset)))


@kind("extended names", variants=5)
def extended_names(post: Post) -> Iterator[Draft]:
    """RFC 2231: with a charset, and in pieces that cut characters."""
    way = post.pick(
        continued("gb18030"),
        extended("gbk"),
        continued("UTF-8", 7),
        continued("gb2312", 5),
        extended("utf-8"),
    )
    yield _with_names(post, way)[1]


@kind("two names")
def two_names(post: Post) -> Iterator[Draft]:
    """filename* before filename before name."""
    line = post.county()
    file, expected = post.ledger(line, f"{line.name}定稿.xlsx")
    old = "附件.dat" if post.turn % 2 else "ATT00001.bin"
    plain = in_one_word("gb18030")
    names = post.pick(
        plain("filename", file.name), extended("utf-8")("filename", file.name) + b'; filename="' + b'x.bin"'
    )
    head = (
        f"Content-Type: {UNTYPED}; ".encode() + plain("name", old),
        b"Content-Disposition: attachment; " + names,
    )
    yield post.simple(post.letter(line, replace(file, head=head)), expected)


@kind("no name", variants=3)
def no_name(post: Post) -> Iterator[Draft]:
    """The file is called nothing; one is made for it."""
    line = post.county()
    file, expected = post.ledger(line)
    head = post.pick(
        (f"Content-Type: {XLSX}".encode(), b"Content-Disposition: attachment"),
        (f"Content-Type: {UNTYPED}".encode(),),
        (f'Content-Type: {UNTYPED}; name=""'.encode(), b'Content-Disposition: attachment; filename=""'),
    )
    yield post.simple(post.letter(line, replace(file, head=head)), replace(expected, name=""))


@kind("name alone")
def name_alone(post: Post) -> Iterator[Draft]:
    """octet-stream with a name, and no word about what it is there for."""
    line = post.county()
    file, expected = post.ledger(line)
    head = (f"Content-Type: {UNTYPED};\r\n\t".encode() + in_words("GB2312")("name", file.name),)
    yield post.simple(post.letter(line, replace(file, head=head)), expected)


@kind("wrong ending", variants=6)
def wrong_ending(post: Post) -> Iterator[Draft]:
    """An xlsx without an ending, or with another one."""
    line = post.county()
    name = f"{line.name}台账" + post.pick("", ".doc", ".dat", ".xls", ".txt", ".pdf")
    file, expected = post.ledger(line, name)
    yield post.simple(post.letter(line, replace(file, kind=UNTYPED)), expected)


@kind("one long word")
def one_long_word(post: Post) -> Iterator[Draft]:
    """A name of ninety characters in one encoded word, four times as long as allowed."""
    line = post.county()
    long = (
        f"{line.name}贯彻落实深化医药卫生体制改革重点工作任务"
        + "进展情况" * post.random.randint(8, 12)
        + "台账.xlsx"
    )
    file, expected = post.ledger(line, long)
    charset = post.pick("gb18030", "UTF-8")
    program = naming(QQ, in_one_word(charset))
    yield post.simple(post.letter(line, file), expected, program=program)


@kind("percent name")
def percent_name(post: Post) -> Iterator[Draft]:
    """A name written as in a web address, as some web mails do."""
    yield _with_names(post, percent(post.pick("utf-8", "gbk")))[1]


@kind("unlabelled form", variants=4)
def unlabelled_form(post: Post) -> Iterator[Draft]:
    """The wrong type is claimed: a text, a picture, an old table."""
    line = post.county()
    file, expected = post.ledger(line)
    claimed = post.pick("text/plain", "image/png", "application/vnd.ms-excel", "application/x-zip-compressed")
    head = (
        f"Content-Type: {claimed}; ".encode() + in_one_word("utf-8")("name", file.name),
        b"Content-Disposition: attachment; " + in_one_word("utf-8")("filename", file.name),
    )
    yield post.simple(post.letter(line, File(file.name, file.content, head=head)), expected)
