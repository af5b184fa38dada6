"""Mails that chance has damaged are read all the same; what chance leaves whole is found."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_mails.by_outlook import (
    attached,
    attached_message,
    bytes_property,
    compound_file,
    outlook_message,
    text_property,
    winmail,
    winmail_file,
)
from written_mails.by_signers import streamed
from written_mails.in_parts import BOOK, HEAD, PNG, TEXT, XLSX, html, mail, part, plain, together

from taizhang.mail import Mail, kind_of_mail, read_mail, split_mailbox

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # kinds of characters that a name must not hold
INNER = compound_file(
    outlook_message(
        subject="台账",
        attachments=[
            attached("a.xlsx", BOOK),
            attached_message(outlook_message(attachments=[attached("b.xlsx", BOOK)], embedded=True)),
        ],
    )
)
WINMAIL = winmail(
    winmail_file(b"a.xlsx", BOOK, text_property(0x3707, "台账.xlsx"), bytes_property(0x3701, b"abc", 0x0D))
)
FORWARDED = (
    b"Content-Type: message/rfc822\r\n\r\n" + HEAD + together(plain("见附件"), part(XLSX), boundary="=_f")
)
BOUNCE = together(
    plain("退信"), b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: x\r\n\r\nAction: failed\r\n", FORWARDED,
    kind="report; report-type=delivery-status", boundary="=_r",
)  # fmt: skip
MAILS = {
    "usual": mail(TEXT, part(XLSX)),
    "page": mail(
        together(html('<table><tr><td>a<td>b<td>c</table><img src="cid:a@x"><a href="https://pan.baidu.com/s/1">a.xlsx</a>'),
        part("Content-Type: image/png\r\nContent-ID: <a@x>", PNG), kind="related", boundary="=_p")
    ),
    "forwarded": mail(FORWARDED),
    "bounce": HEAD + BOUNCE,
    "message file": INNER,
    "message file in a mail": mail(part('Content-Type: x/y; name="a.msg"', INNER)),
    "winmail": WINMAIL,
    "winmail in a mail": mail(TEXT, part("Content-Type: application/ms-tnef", WINMAIL)),
    "signed": HEAD + part("Content-Type: application/pkcs7-mime", streamed(together(TEXT, part(XLSX)), size=40)),
    "uuencode": HEAD + b"\r\nbegin 644 a.xlsx\n#4$L#\n`\nend\n",
}  # fmt: skip


def damaged(raw: bytes, chance: Random) -> bytes:
    """Some bytes flipped, some stretches cut out, doubled or moved."""
    damage = bytearray(raw)
    for _ in range(1 + chance.randrange(12)):
        at = chance.randrange(len(damage) + 1)
        end = min(len(damage), at + chance.choice((1, 1, 4, 40, 400)))
        stretch = bytes(damage[at:end])
        match chance.randrange(5):
            case 0:
                damage[at:end] = bytes(one ^ (1 << chance.randrange(8)) for one in stretch)
            case 1:
                del damage[at:end]
            case 2:
                damage[at:at] = stretch * chance.randrange(1, 4)
            case 3:
                to = chance.randrange(len(damage) + 1)
                damage[to:to] = stretch
            case _:
                damage[at:end] = chance.choice(
                    (b"\0" * 4, b"\xff" * 8, b"\r\n\r\n", b"--", b"=?gbk?B?", b'"', b"<", b"\x80")
                )
    return bytes(damage)


def read_all(raw: bytes) -> None:
    assert isinstance(kind_of_mail(raw, "a.eml"), str)
    for one in split_mailbox(raw):
        read = read_mail(one)
        assert isinstance(read, Mail)
        assert len(read.attachments) <= 1_000
        assert sum(len(file.content) for file in read.attachments) <= 10 * len(raw) + 1_000
        assert all(
            file.name and len(file.name) <= 120 and HIDDEN.isdisjoint(map(unicodedata.category, file.name))
            for file in read.attachments
        )
        assert read.subject.splitlines() in ([], [read.subject])


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("name", MAILS)
def test_r51_r53_no_damage_raises(name, seed):
    chance = Random(f"{name} {seed}")
    for _ in range(8):
        read_all(damaged(MAILS[name], chance))


@given(st.binary(max_size=400))
def test_r51_no_bytes_raise(raw):
    read_all(raw)
    read_all(HEAD + raw)


@given(st.sampled_from(sorted(MAILS)), st.integers(0, 3000))
def test_r51_no_cut_raises(name, length):
    read_all(MAILS[name][:length])


@given(st.text(max_size=200))
def test_r52_no_page_raises(text):
    read_all(HEAD + html(f"{text}<td>{text}<a href='{text}'>{text}"))


@given(st.text(max_size=60), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_r49_r41_every_subject_is_one_line(text, charset):
    raw = b"Subject: " + text.encode(charset, errors="replace") + b"\r\n\r\n"
    assert read_mail(raw).subject.splitlines() in ([], [read_mail(raw).subject])


def test_the_undamaged_mails_are_read():
    found = {name: [one.content for one in read_mail(raw).attachments] for name, raw in MAILS.items()}
    assert found == {
        "usual": [BOOK],
        "page": [],
        "forwarded": [BOOK],
        "bounce": [],
        "message file": [BOOK, BOOK],
        "message file in a mail": [BOOK, BOOK],
        "winmail": [BOOK],
        "winmail in a mail": [BOOK],
        "signed": [BOOK],
        "uuencode": [b"PK\x03"],
    }
