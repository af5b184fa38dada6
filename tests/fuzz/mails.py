"""Mails in all their forms with damage: nothing in them raises, and what is handed out of them is fit to be shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from random import Random

from written_mails import by_outlook as outlook
from written_mails.by_signers import streamed
from written_mails.in_parts import BOOK, HEAD, PNG, TEXT, XLSX, html, mail, part, plain, together

from fuzz.damaged_bytes import damaged_bytes
from fuzz.damaged_lines import damaged_lines, damaged_message, damaged_winmail
from fuzz.sound_mail import are_sound, read_all
from fuzz.subjects import Subject

_MBOX_LINE = b"From a@b.cn Sat Oct  8 09:30:00 2022\r\n"


def make(chance: Random) -> bytes:
    return chance.choice(_damages())(chance)


@cache
def _message() -> outlook.Storage:
    inner = outlook.outlook_message(
        subject="内", attachments=[outlook.attached("b.xlsx", BOOK)], embedded=True
    )
    files = [
        outlook.attached("a.xlsx", BOOK),
        outlook.attached("乙.xlsx", BOOK, narrow=True, content_id="a@x"),
        outlook.attached_message(inner),
    ]
    headers = "Subject: x\r\nFrom: a@b.cn\r\nReceived: by x\r\n"
    return outlook.outlook_message(
        subject="台账", sender="a@b.cn", message_id="<1@x>", body="见附件", headers=headers, attachments=files
    )


@cache
def _winmail() -> bytes:
    names = outlook.text_property(0x3707, "台账.xlsx"), outlook.bytes_property(0x3701, b"abc", 0x0D)
    first, second = outlook.winmail_file(b"a.xlsx", BOOK, *names), outlook.winmail_file(b"", BOOK)
    return outlook.winmail(
        outlook.attribute(0x8004, b"subject\0"),
        outlook.attribute(0x800C, "见附件".encode("gbk")),
        first,
        second,
    )


@cache
def _texts() -> tuple[bytes, ...]:
    page = html(
        '<table><tr><td>甲<td>1<td>c<tr><td>乙<td>2<td>d</table><img src="cid:a@x"><a href="https://pan.baidu.com/s/1abc">台账.xlsx</a>'
    )
    picture = part("Content-Type: image/png\r\nContent-ID: <a@x>", PNG)
    forwarded = (
        b"Content-Type: message/rfc822\r\n\r\n" + HEAD + together(plain("见附件"), part(XLSX), boundary="=_f")
    )
    status = b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: x\r\n\r\nAction: failed\r\n"
    bounce = together(
        plain("退信"), status, forwarded, kind="report; report-type=delivery-status", boundary="=_r"
    )
    names = b"Content-Disposition: attachment; filename*0*=utf-8''%E5%8F%B0; filename*1*=%E8%B4%A6.xlsx"
    answers = b"In-Reply-To: <2@example.gov.cn>\r\nReferences: <0@example.gov.cn> <2@example.gov.cn>\r\n"
    usual = mail(TEXT, part(XLSX), part(names), head=answers + HEAD)
    return (
        usual, mail(together(page, picture, kind="related", boundary="=_p"), part(XLSX)), mail(forwarded), HEAD + bounce,
        HEAD + b"\r\nbegin 644 a.xlsx\n#4$L#\n`\nend\n", mail(TEXT, part("Content-Type: application/ms-tnef", _winmail())),
        mail(part('Content-Type: x/y; name="a.msg"', outlook.compound_file(_message()))),
        HEAD + part("Content-Type: application/pkcs7-mime", streamed(together(TEXT, part(XLSX)), size=40)),
        _MBOX_LINE + usual + b"\r\n\r\n" + _MBOX_LINE + mail(TEXT, part(XLSX)) + b"\r\n",
    )  # fmt: skip


@cache
def _damages() -> tuple[Callable[[Random], bytes], ...]:
    wholes = _texts()
    return (
        *(partial(_damaged, damaged_lines, whole) for whole in wholes for _ in range(3)),
        *(
            partial(_damaged, damaged_bytes, whole)
            for whole in (*wholes, _winmail(), outlook.compound_file(_message()))
        ),
        *[partial(_damaged, damaged_winmail, _winmail())] * 4,
        *[lambda chance: damaged_message(chance, _message())] * 5,
        lambda chance: mail(
            TEXT, part("Content-Type: application/ms-tnef", damaged_winmail(chance, _winmail()))
        ),
        lambda chance: mail(part("Content-Type: x/y", damaged_message(chance, _message()))),
        lambda chance: (
            HEAD
            + part(
                "Content-Type: application/pkcs7-mime",
                damaged_bytes(chance, streamed(together(TEXT, part(XLSX)), size=40), 4),
            )
        ),
    )


def _damaged(damage: Callable[[Random, bytes], bytes], whole: bytes, chance: Random) -> bytes:
    return damage(chance, whole)


SUBJECT = Subject("mails", make, read_all, are_sound, _damages, least=0.5, times=200.0, inputs=3_000)
