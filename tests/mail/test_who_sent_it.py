"""Who sent a mail: never an address that something else than the sender's own place in the header brings in."""

from __future__ import annotations

import base64

import pytest

from taizhang.mail import read_headers, read_mail

COUNTY, STRANGER = b"x990103@yunling.example", b"stranger@elsewhere.example"
LONG = b"a" * 2_000
REST = b"Subject: t\r\nDate: Sat, 08 Oct 2022 09:30:00 +0800\r\n\r\nx"
SEVERAL = "邮件写有几个发件人或写法不合规范，认不准是谁发来的，请人工核对原邮件。"


def word(text: bytes, how: str = "B") -> bytes:
    inner = base64.b64encode(text) if how == "B" else text
    return b"=?utf-8?" + how.encode() + b"?" + inner + b"?="


def told(headers: bytes) -> tuple[str, int, bool]:
    """The sender, how many notes there are, and whether a person must find out who it was."""
    read = read_mail(headers + b"\r\n" + REST)
    alone = read_headers(headers + b"\r\n" + REST)
    assert (alone.sender, alone.notes, alone.unsigned) == (read.sender, read.notes, read.unsigned)
    return read.sender, len(read.notes), read.unsigned


@pytest.mark.parametrize(
    "written",
    [
        STRANGER,
        b"<" + STRANGER + b">",
        b"  < " + STRANGER + b" >  ",
        b"\r\n <" + STRANGER.upper() + b">",
        COUNTY + b" <" + STRANGER + b">",
        COUNTY + b"\r\n <" + STRANGER + b">",
        COUNTY + b"\r <" + STRANGER + b">",
        COUNTY + b"<" + STRANGER + b">",
        b'"' + COUNTY + b'" <' + STRANGER + b">",
        b'"<' + COUNTY + b'>" <' + STRANGER + b">",
        b'"' + COUNTY + b'\\" <' + COUNTY + b'>" <' + STRANGER + b">",
        b'"' + COUNTY + b'," <' + STRANGER + b">",
        b'"' + word(COUNTY) + b'" <' + STRANGER + b">",
        word(COUNTY) + b" <" + STRANGER + b">",
        word(b"<" + COUNTY + b">") + b" <" + STRANGER + b">",
        word(COUNTY.replace(b"@", b"=40"), "Q") + b" <" + STRANGER + b">",
        word(COUNTY + b"\r\nFrom: " + COUNTY) + b" <" + STRANGER + b">",
        b"(" + COUNTY + b") " + STRANGER,
        STRANGER + b" (" + COUNTY + b")",
        b"<" + STRANGER + b"> (" + COUNTY + b")",
        b"Clerk, First <" + STRANGER + b">",
        "碧潭县 <".encode("gbk") + STRANGER + b">",
        "“碧潭县” <".encode() + STRANGER + b">",
    ],
)
def test_the_address_in_its_own_place_is_the_sender_whatever_is_shown_beside_it(written: bytes) -> None:
    assert told(b"From: " + written) == (STRANGER.decode(), 0, False)


@pytest.mark.parametrize(
    "written",
    [
        # more than one
        COUNTY + b", " + STRANGER,
        COUNTY + b", <" + STRANGER + b">",
        b"<" + COUNTY + b">, <" + STRANGER + b">",
        b"<" + COUNTY + b"> <" + STRANGER + b">",
        b"<" + COUNTY + b"> " + STRANGER,
        b"<" + COUNTY + b">, " + STRANGER,
        COUNTY + b" " + STRANGER,
        b"clerk, " + COUNTY + b" <" + STRANGER + b">",
        b"<" + COUNTY + b"<" + STRANGER + b">>",
        word(b"<" + COUNTY + b">", "Q") + b" <" + STRANGER + b">",
        # a group, a route, a way through other servers
        b"county: " + COUNTY + b";",
        b"county: " + COUNTY + b", " + STRANGER + b";",
        b"county:; <" + COUNTY + b">",
        b"<@elsewhere.example:" + COUNTY + b">",
        b"<elsewhere.example!" + COUNTY + b">",
        b"<x%yunling.example@elsewhere.example>",
        # comments and quotes that another program closes elsewhere
        COUNTY + b" (<" + STRANGER + b">)",
        COUNTY + b" (a (b) c)",
        COUNTY + b" (",
        b"(" + COUNTY,
        b'"' + COUNTY,
        b'"' + COUNTY + b'"',
        b'"\x81\\" <' + COUNTY + b">",
        b'<"x990103"@yunling.example>',
        b"<x990103(a)@yunling.example>",
        # what is no address, or only after something was done to it
        word(COUNTY),
        b"<" + word(COUNTY) + b">",
        b"<" + word(COUNTY.replace(b"@", b"=40"), "Q") + b">",
        b"<" + COUNTY + b"\0>",
        b"<" + COUNTY + b"\0.elsewhere.example>",
        COUNTY + b"\0 <" + STRANGER + b">",
        b"<x990103@yunling\t.example>",
        b"<x990103@yunling.\r\n example>",
        b"<" + COUNTY + b" elsewhere>",
        b"<" + COUNTY + b".>",
        b"<x990103@@yunling.example>",
        b"<x990103@[192.0.2.1]>",
        "<x990103@yunlinɡ.example>".encode(),
        "<x990103＠yunling.example>".encode(),
        "<ｘ990103@yunling.example>".encode("gbk"),
        b"<\xff" + COUNTY + b">",
        "<\u202e".encode() + COUNTY + b">",
        # what was left out
        b"<" + COUNTY,
        COUNTY + b">",
        COUNTY + b" " + LONG + b" <" + STRANGER + b">",
        b"nobody",
        b"<>",
    ],
)  # fmt: skip
def test_in_doubt_nobody_sent_it_and_a_note_says_so(written: bytes) -> None:
    assert told(b"From: " + written) == ("", 1, True)


@pytest.mark.parametrize(
    "headers",
    [
        b"From: " + COUNTY + b"\r\nFrom: " + STRANGER,
        b"From: " + STRANGER + b"\r\nfrom:" + COUNTY,
        b"From: " + COUNTY + b"\nFROM: " + STRANGER,
        b"From: " + COUNTY + b"\rFrom: " + STRANGER,
        b"From: " + COUNTY + b"\r\nFrom: ",
        # lines that some programs take for a header, and the parser for something else
        b"From : " + STRANGER + b"\r\nFrom: " + COUNTY,
        b"From: " + COUNTY + b"\r\nFrom\t: " + STRANGER,
        b"From: " + COUNTY + b"\r\nX : y\r\nFrom: " + STRANGER,
        b"From: " + COUNTY + b"\r\nno header\r\nFrom: " + STRANGER,
        b"From: " + COUNTY + b"\r\nFr\0om: " + STRANGER,
    ],
)
def test_of_several_froms_none_is_believed(headers: bytes) -> None:
    read = read_mail(headers + b"\r\n" + REST)
    assert (read.sender, read.unsigned, SEVERAL in read.notes) == ("", True, True)


@pytest.mark.parametrize(
    "headers",
    [b"", b"From: ", b"From : " + COUNTY, b"X: y\r\rFrom: " + COUNTY, b"no header\r\nFrom: " + COUNTY],
)
def test_without_a_from_that_the_parser_knows_nobody_sent_it(headers: bytes) -> None:
    read = read_mail(headers + b"\r\n" + REST if headers else REST)
    assert (read.sender, read.unsigned) == ("", True)


def test_the_same_from_twice_leaves_no_doubt() -> None:
    assert told(b"From: " + COUNTY + b"\r\nFrom: " + COUNTY) == (COUNTY.decode(), 0, False)


@pytest.mark.parametrize("name", [b"Sender", b"Return-Path", b"Reply-To", b"X-From", b"Resent-From"])
def test_no_other_header_stands_for_from(name: bytes) -> None:
    assert told(name + b": " + COUNTY) == ("", 0, True)


def test_a_from_in_the_text_or_in_another_mail_is_none() -> None:
    read = read_mail(
        b"From: " + STRANGER + b"\r\n" + REST + b"\r\nFrom: " + COUNTY + b"\r\n\r\nFrom: " + COUNTY
    )
    assert (read.sender, read.notes) == (STRANGER.decode(), ())


def test_what_was_written_is_shown_in_one_short_line() -> None:
    written = word("甲\r\nBcc: x\u202e".encode()) + b" <" + COUNTY + b">, " + b"b" * 100
    (note,) = read_mail(b"From: " + written + b"\r\n" + REST).notes
    shown = f"甲 Bcc: x  <{COUNTY.decode()}>, {'b' * 100}"[:60]
    assert note == f"邮件的发件人写作“{shown}…”，认不准是谁发来的，请人工核对原邮件。"
