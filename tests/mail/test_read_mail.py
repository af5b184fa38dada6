from __future__ import annotations

import base64
from datetime import datetime
from time import process_time

import pytest

from taizhang.mail import Attachment, Mail, read_mail

BOOK = b"PK\3\4" + bytes(range(256)) * 3 + b"xl/workbook.xml"
INCOMPLETE = "邮件不完整，缺少分隔或结束标记，附件可能被截断，请核对，必要时请对方重发。"


def b64(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


HEAD = (
    b"From: =?gb2312?B?"
    + base64.b64encode("临江县卫健局".encode("gbk"))
    + b"?= <LinJiang@Example.gov.cn>\r\n"
    b"To: city@example.gov.cn\r\n"
    b"Subject: =?gb2312?B?" + base64.b64encode("临江县台账".encode("gbk")[:5]) + b"?=\r\n"
    b" =?gb2312?B?" + base64.b64encode("临江县台账".encode("gbk")[5:]) + b"?=\r\n"
    b"Date: Sat, 08 Oct 2022 09:30:00 +0800\r\nMessage-ID: <1@example.gov.cn>\r\nMIME-Version: 1.0\r\n"
)
TEXT = "Content-Type: text/plain; charset=gbk\r\n\r\n请查收。\r\n".encode("gbk")


def part(headers: str | bytes, content: bytes = BOOK) -> bytes:
    raw = headers if isinstance(headers, bytes) else headers.encode()
    return raw + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64(content)


def mixed(*parts: bytes, head: bytes = HEAD, kind: str = "mixed", end: bool = True) -> bytes:
    body = b"".join(b"--=_b\r\n" + one + b"\r\n" for one in parts) + (b"--=_b--\r\n" if end else b"")
    return head + f'Content-Type: multipart/{kind}; boundary="=_b"\r\n\r\n'.encode() + body


XLSX = 'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="a.xlsx"'


def test_an_ordinary_mail():
    named = (
        b'Content-Type: application/vnd.ms-excel; name="'
        + "三季度.xls".encode("gbk")
        + b'"\r\nContent-Disposition: attachment'
    )
    assert read_mail(mixed(TEXT, part(named))) == Mail(
        sender="linjiang@example.gov.cn",
        subject="临江县台账",
        date=datetime.fromisoformat("2022-10-08T09:30:00+08:00"),
        message_id="<1@example.gov.cn>",
        attachments=(Attachment("三季度.xls", BOOK, "application/vnd.ms-excel"),),
    )


@pytest.mark.parametrize(
    "headers",
    [
        'Content-Type: application/octet-stream; name="a.xlsx"',
        'Content-Type: application/octet-stream\r\nContent-Disposition: inline; filename="a.xlsx"',
        'Content-Type: text/plain; name="a.xlsx"',
        'Content-Type: image/png; name="a.xlsx"\r\nContent-ID: <x>',
    ],
)
@pytest.mark.parametrize("kind", ["mixed", "related", "alternative"])
def test_r48_attachments_are_found_in_every_part(headers, kind):
    found = read_mail(mixed(TEXT, part(headers), kind=kind)).attachments
    assert [(one.name, one.content) for one in found] == [("a.xlsx", BOOK)]


def test_r48_a_mail_that_is_nothing_but_a_file():
    mail = read_mail(HEAD + part(XLSX))
    assert [(one.name, one.content) for one in mail.attachments] == [("a.xlsx", BOOK)]


@pytest.mark.parametrize("way", ["plain", "base64", "file"])
def test_r48_messages_inside_messages_are_opened(way):
    inner = mixed(TEXT, part(XLSX)).replace(b"=_b", b"=_inner")
    outer = {
        "plain": b"Content-Type: message/rfc822\r\n\r\n" + inner,
        "base64": part("Content-Type: message/rfc822", inner),
        "file": part('Content-Type: application/octet-stream; name="' + "转发.eml" + '"', inner),
    }[way]
    mail = read_mail(mixed(TEXT, outer))
    assert [(one.name, one.content) for one in mail.attachments] == [("a.xlsx", BOOK)]
    assert mail.notes == ()


def test_r49_the_subject_is_one_line():
    evil = b"Subject: =?utf-8?B?" + base64.b64encode("台账\r\nBcc: x@example.com\u202e".encode()) + b"?=\r\n"
    assert read_mail(evil + b"\r\n").subject == "台账 Bcc: x@example.com"
    assert read_mail("Subject: 台账".encode("gbk") + b"\r\n\r\n").subject == "台账"


def test_r50_the_extended_name_wins_and_the_other_is_noted():
    headers = "Content-Type: x/y\r\nContent-Disposition: attachment; filename=b.bin; filename*=gbk''%CC%A8%D5%CB.xlsx"
    mail = read_mail(mixed(part(headers)))
    assert [one.name for one in mail.attachments] == ["台账.xlsx"]
    assert mail.notes == ("附件“台账.xlsx”在邮件中另有名称“b.bin”，以前者为准。",)


def test_r50_a_file_without_a_name_gets_one():
    mail = read_mail(
        mixed(part("Content-Type: application/octet-stream"), part("Content-Type: x/y", b"\xd0\xcf\x11\xe0"))
    )
    assert [one.name for one in mail.attachments] == ["附件1.xlsx", "附件2.xls"]


def test_r51_what_stands_before_the_first_header_is_dropped():
    whole = read_mail(mixed(TEXT, part(XLSX)))
    for before in (
        b"\xef\xbb\xbf",
        b"\r\n \r\n",
        b"From linjiang@example.gov.cn Sat Oct  8 09:30:00 2022\r\n",
    ):
        assert read_mail(before + mixed(TEXT, part(XLSX))) == whole
    wide = mixed(part(XLSX)).decode("ascii").encode("utf-16")
    assert read_mail(wide).attachments == whole.attachments


def test_r51_a_mail_cut_off_keeps_what_is_there_and_says_so():
    mail = read_mail(mixed(TEXT, part(XLSX), end=False))
    assert [(one.name, one.content) for one in mail.attachments] == [("a.xlsx", BOOK)]
    assert mail.notes == (INCOMPLETE,)
    cut = read_mail(mixed(TEXT, part(XLSX))[:-300])
    assert [one.name for one in cut.attachments] == ["a.xlsx"]
    assert BOOK.startswith(cut.attachments[0].content[:100])
    assert INCOMPLETE in cut.notes


def test_r51_a_cut_off_encoding_is_noted():
    broken = XLSX.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64(BOOK)[:70] + b"\r\n"
    mail = read_mail(mixed(broken))
    assert mail.notes == ("附件“a.xlsx”的编码不完整，内容可能被截断，请核对，必要时请对方重发。",)
    assert BOOK.startswith(mail.attachments[0].content)


def test_r51_a_wrong_boundary_is_recovered_with_raw_bytes_whole():
    raw = (
        b'Content-Type: application/octet-stream; name="a.csv"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        + "县,数".encode("gbk")
    )
    mail = read_mail(mixed(TEXT, raw).replace(b'boundary="=_b"', b'boundary="other"'))
    assert [(one.name, one.content) for one in mail.attachments] == [("a.csv", "县,数".encode("gbk"))]
    assert mail.notes == (INCOMPLETE,)


def test_r53_limits_are_kept_and_said():
    inner = HEAD + part(XLSX)
    for _ in range(12):
        inner = b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    deep = read_mail(inner)
    assert deep.attachments == ()
    assert deep.notes[0] == "邮件套邮件超过10层，其余没有读取，请人工查看原邮件。"
    many = read_mail(mixed(*[part("Content-Type: x/y", b"1")] * 1_100))
    assert len(many.attachments) == 999
    assert many.notes == ("邮件超过1000个部分，其余没有读取，请人工查看原邮件。",)
    heavy = read_mail(b"Subject: a\r\nX-A: " + b"a" * 1_000_001 + b"\r\n\r\n")
    assert heavy.notes == ("邮件的信头超过1000000个字符，其余没有读取，请人工查看原邮件。",)


def test_r53_a_bottomless_nest_is_no_crash():
    nest = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (level, level)
        for level in range(3_000)
    )
    mail = read_mail(HEAD + nest)
    assert mail.attachments == ()
    assert mail.notes[-1].endswith("请人工查看原邮件。")


@pytest.mark.parametrize(
    ("header", "machine"),
    [
        (b"", False),
        (b"Auto-Submitted: no\r\n", False),
        (b"Auto-Submitted: auto-replied; x=y\r\n", True),
        (b"Precedence: bulk\r\n", True),
        (b"List-Id: <a>\r\n", True),
        (b"Return-Path: <>\r\n", True),
        ("Subject: 自动回复: 台账\r\n".encode(), True),
        (b"Content-Type: multipart/report; boundary=x\r\n", True),
    ],
)
def test_r55_machines_are_known(header, machine):
    assert read_mail(header + b"From: a@b.cn\r\n\r\nx").auto_submitted is machine


@pytest.mark.parametrize(
    ("raw", "sender"),
    [
        (b"From: a@b.cn", "a@b.cn"),
        ("From: 张三 <A@B.cn>".encode("gbk"), "a@b.cn"),
        (b"From: =?utf-8?B?" + base64.b64encode(b"x@evil.cn") + b"?= <a@b.cn>", "a@b.cn"),
        (b"From: nobody", ""),
        (b"Subject: x", ""),
    ],
)
def test_the_sender_is_a_bare_address(raw, sender):
    assert read_mail(raw + b"\r\n\r\n").sender == sender


@pytest.mark.parametrize(
    "date", [b"nonsense", b"Sat, 99 Oct 2022 09:30:00 +0800", b"Sat, 08 Oct 2022 09:30:00 +999999", b""]
)
def test_an_unreadable_date_is_none_with_a_note(date):
    mail = read_mail(b"Date: " + date + b"\r\n\r\n")
    assert mail.date is None
    assert mail.notes == (f"邮件没有可读的日期（{date.decode()[:40] or '空'}），以收到时间为准。",)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\0", b"\xff\xfe", b"Content-Type: multipart/mixed\r\n\r\n--", b"Content-Type: message/rfc822\r\n\r\n", b":\r\n:\r\n", bytes(range(256)) * 20,
     b'Content-Type: text/plain; charset="x\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Disposition: attachment\r\n\r\n=\xff',
     b"Content-Type: application/x; name*0*=gbk''%; name*99999=a\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin\r\n\xff"],
)  # fmt: skip
def test_damage_never_raises(raw):
    assert read_mail(raw).sender == ""


@pytest.mark.parametrize(
    "name",
    [
        b"%41" * 20_000 + b"|",
        b"\\a" * 20_000,
        b"=?gbk?B?zKg=?= " * 3_000,
        b"a;" * 20_000 + b'"',
        b"=?" * 20_000,
    ],
)
def test_r53_a_hostile_name_costs_little(name):
    raw = b'Content-Type: x/y; name="' + name + b'"\r\nFrom: ' + b"<" * 50_000 + b"\r\n\r\nx"
    started = process_time()
    assert len(read_mail(raw).attachments[0].name) <= 120
    assert process_time() - started < 2
