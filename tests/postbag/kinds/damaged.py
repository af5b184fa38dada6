"""Mails that arrive broken: recovered where that is safe, else called incomplete and never without an attachment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from postbag.header_text import in_one_word
from postbag.kinds.wrappers import head_and
from postbag.mime import UNTYPED, as_base64, box, message_part, text_part
from postbag.nouns import Expected
from postbag.office import digest
from postbag.post import Draft, Post, accepted, kind, set_aside
from postbag.programs import FOXMAIL, OUTLOOK, PROGRAMS, File, Letter
from taizhang.model.reporter import RosterLine
from taizhang.model.verdict import FileClass, ReceiptState

_LAST_BORDER = re.compile(rb"\r\n--[^\r\n]+--\r\n\Z")


def _usual(post: Post) -> tuple[RosterLine, Letter, Expected]:
    line = post.county()
    file, expected = post.ledger(line)
    return line, post.letter(line, file), expected


def _simple(post: Post) -> tuple[Letter, Expected, bytes]:
    """A mail with text and ledger, whole."""
    _, letter, expected = _usual(post)
    return letter, expected, FOXMAIL.written(letter, post.random)


@kind("attachment cut off", variants=3)
def cut_off(post: Post) -> Iterator[Draft]:
    """The mail ends within the ledger, or the ledger within the mail: what is left of it cannot be read."""
    line = post.county()
    name, content = post.name(line), post.good(line)
    letter = post.letter(line, File(name, content))
    raw = FOXMAIL.written(letter, post.random)
    lines = raw[raw.index(b"base64\r\n\r\nUEsD") + 10 :].partition(b"\r\n--")[0].splitlines()
    kept = len(lines) // 2
    left = content[: 57 * kept]  # bytes of so many full lines
    start = raw.index(lines[0])
    upto = start + sum(len(one) + 2 for one in lines[:kept])
    where = post.pick("mail ends", "border follows", "within four letters")
    broken = set_aside(name, left, line, FileClass.CORRUPT)
    if where == "mail ends":
        raw = raw[:upto]
    elif where == "border follows":
        raw = raw[:upto] + raw[start + len(b"\r\n".join(lines)) + 2 :]
    else:
        raw, broken = raw[: upto + 18], replace(broken, sha256="")
    yield post.draft(letter, raw, broken, incomplete=None if where == "border follows" else True)


@kind("no last border")
def no_last_border(post: Post) -> Iterator[Draft]:
    """The last border is missing and the ledger is whole."""
    letter, expected, raw = _simple(post)
    raw = _LAST_BORDER.sub(b"\r\n", raw)
    yield post.draft(letter, raw, expected, incomplete=None)


@kind("wrong border")
def wrong_border(post: Post) -> Iterator[Draft]:
    """The header announces another border than the one that is there, or none at all."""
    _, letter, expected = _usual(post)
    plain = text_part(letter.text, "utf-8")
    held = as_base64(FOXMAIL.file_head(letter.files[0]), letter.files[0].content)
    made = box("mixed", [plain, held], "----=_the_real_one")
    header = post.pick(
        b'Content-Type: multipart/mixed; boundary="----=_another"', b"Content-Type: multipart/mixed"
    )
    raw = head_and(letter, header + b"\r\n\r\n" + made.body)
    yield post.draft(letter, raw, expected, incomplete=None)


@kind("cut before the attachment", variants=3)
def cut_before(post: Post) -> Iterator[Draft]:
    """The mail ends before its first file: not without an attachment, but incomplete."""
    line = post.county()
    letter = post.letter(line, text="台账见附件。")
    letter = replace(letter, files=(File(post.name(line), post.good(line)),))
    raw = replace(FOXMAIL, bodies="plain").written(letter, post.random)
    where = post.pick("text", "headers", "head of the file")
    if where == "text":
        raw = raw[: raw.index(b"base64\r\n\r\n") + 20]
    elif where == "headers":
        raw = raw[: raw.index(b"\r\n\r\n") + 2]
    else:
        raw = raw[: raw.rindex(b"Content-Disposition: attachment;")]
    yield post.draft(letter, raw, state=ReceiptState.INCOMPLETE, files=(), incomplete=True)


@kind("something before the headers", variants=4)
def before_the_headers(post: Post) -> Iterator[Draft]:
    """A byte order mark, blank lines, the border line of a mail store."""
    letter, expected, raw = _simple(post)
    before = post.pick(
        b"\xef\xbb\xbf",
        b"\r\n \r\n\r\n",
        b"From x@county.example Sat Oct  8 09:30:00 2022\r\n",
        b">From x@county.example Sat Oct  8 09:30:00 2022\n",
    )
    yield post.draft(letter, before + raw, expected)


@kind("UTF-16")
def utf16(post: Post) -> Iterator[Draft]:
    """A mail that somebody saved from an editor."""
    letter, expected, raw = _simple(post)
    assert raw.isascii()
    mark, codec = post.pick((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
    yield post.draft(letter, mark + raw.decode().encode(codec), expected)


@kind("other line ends", variants=4)
def line_ends(post: Post) -> Iterator[Draft]:
    """LF alone, CR alone, all three by turns."""
    letter, expected, raw = _simple(post)
    ends = post.pick(
        lambda at: b"\n", lambda at: b"\r", lambda at: (b"\r\n", b"\n")[at % 2], lambda at: b"\r\r\n"
    )
    lines = raw.split(b"\r\n")
    yield post.draft(
        letter, b"".join(one + ends(at) for at, one in enumerate(lines)), expected, incomplete=None
    )


@kind("headers of 1.2 MB")
def heavy_headers(post: Post) -> Iterator[Draft]:
    """Beyond the limit (INTAKE 53): kept and not read, so nobody can say what was in it."""
    letter, _, raw = _simple(post)
    pad = (
        b"".join(b"X-Pad-%d: %s\r\n" % (at, b"a" * 900) for at in range(1_300))
        if post.turn % 2
        else b"X-Pad: " + b"a" * 1_200_000 + b"\r\n"
    )
    yield post.draft(letter, pad + raw, **_not_read())


def _not_read() -> dict[str, Any]:
    return {
        "state": ReceiptState.INCOMPLETE, "files": (), "sender": None, "subject": None, "answered": None, "incomplete": True,
    }  # fmt: skip


@kind("fifteen mails deep")
def fifteen_deep(post: Post) -> Iterator[Draft]:
    """The ledger lies deeper than mails are opened; one beside the nest is taken."""
    line = post.county()
    deep = post.any(PROGRAMS).written(post.letter(line, File("深.xlsx", post.good(line))), post.random)
    for level in range(14):
        letter = Letter(
            "x@elsewhere.example",
            "x",
            f"Fw {level}",
            "转",
            post.moment(),
            post.message_id("x@elsewhere.example"),
            parts=(message_part(deep),),
        )
        deep = FOXMAIL.written(letter, post.random)
    letter = post.letter(line, parts=(message_part(deep),))
    if post.turn % 2:
        file, expected = post.ledger(line)
        yield post.simple(replace(letter, files=(file,)), expected, incomplete=True)
    else:
        yield post.simple(letter, state=ReceiptState.INCOMPLETE, incomplete=True)


@kind("1,500 parts")
def many_parts(post: Post) -> Iterator[Draft]:
    """The ledger first, and it is taken; or last, beyond what is read."""
    line = post.county()
    file, expected = post.ledger(line)
    held = as_base64(FOXMAIL.file_head(file), file.content)
    texts = [text_part(f"{at}", "us-ascii", how="bytes") for at in range(1_499)]
    first = post.turn % 2 == 0
    made = box("mixed", [held, *texts] if first else [*texts, held], "----=_many")
    letter = post.letter(line)
    raw = head_and(letter, made.part)
    if first:
        yield post.draft(letter, raw, expected, incomplete=True)
    else:
        yield post.draft(letter, raw, state=ReceiptState.INCOMPLETE, incomplete=True)


@kind("encoding misnamed")
def encoding_misnamed(post: Post) -> Iterator[Draft]:
    """Base64 whose header is written oddly, or whose lines are one endless line."""
    line = post.county()
    name, content = post.name(line), post.good(line)
    letter = post.letter(line)
    head = [
        f"Content-Type: {UNTYPED}; ".encode() + in_one_word("utf-8")("name", name),
        b"Content-Disposition: attachment",
    ]
    held = as_base64(head, content, 10**7 if post.turn % 2 else 76)
    if post.turn % 2 == 0:
        held = held.replace(b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding:  BASE64 ")
    made = box("mixed", [text_part(letter.text, "utf-8"), held], "----=_odd")
    yield post.draft(letter, head_and(letter, made.part), accepted(name, content, line))


@kind("damaged workbook")
def damaged_workbook(post: Post) -> Iterator[Draft]:
    """A file that broke before it was attached."""
    line = post.county()
    name, whole = post.name(line), post.good(line)
    middle = len(whole) // 2
    content = post.pick(whole[:middle], whole[:3000] + bytes(64) + whole[3064:])
    assert digest(content) != digest(whole)
    yield post.simple(
        post.letter(line, File(name, content)),
        set_aside(name, content, line, FileClass.CORRUPT),
        program=OUTLOOK,
    )
