"""What Outlook writes: .msg files and winmail.dat, alone and inside other mails."""

from __future__ import annotations

import struct
import tracemalloc
from datetime import datetime

import pytest
from oxmsg import Message
from tnefparse import TNEF
from written_mails.by_outlook import (
    attached,
    attached_message,
    attribute,
    bytes_property,
    compound_file,
    outlook_message,
    text_property,
    winmail,
    winmail_file,
)
from written_mails.in_parts import BOOK, HEAD, PNG, TEXT, mail, part, together

from taizhang.mail import Mail, kind_of_mail, read_mail
from taizhang.mail.tnef import read_tnef
from taizhang.model.verdict import Machine

WHEN = datetime.fromisoformat("2022-10-08T09:30:00+08:00")
LONG = BOOK * 20  # in sectors of its own
LOST = "邮件附带的另一封邮件读不出来，里面的附件没有读取，请人工查看原邮件。"
CUT_OFF = "附件包不完整，里面的文件可能缺失或被截断，请核对，必要时请对方重发。"


def files(read: Mail) -> list[tuple[str, bytes]]:
    return [(one.name, one.content) for one in read.attachments]


def message(**more: object) -> bytes:
    given: dict[str, object] = {
        "subject": "临江县台账", "sender": "LinJiang@example.gov.cn", "sent": WHEN, "message_id": "<m@example.gov.cn>", "body": "请查收附件",
    }  # fmt: skip
    return compound_file(outlook_message(**{**given, **more}))  # type: ignore[arg-type]


def test_r48_a_message_file_is_read_as_a_mail():
    raw = message(attachments=[attached("台账.xlsx", LONG), attached("说明.xls", BOOK, narrow=True)])
    read = read_mail(raw)
    assert (read.sender, read.subject, read.date, read.message_id) == (
        "linjiang@example.gov.cn",
        "临江县台账",
        WHEN,
        "<m@example.gov.cn>",
    )
    assert files(read) == [("台账.xlsx", LONG), ("说明.xls", BOOK)]
    assert (read.notes, read.promises, read.machine) == ((), False, Machine.NONE)


def test_the_message_files_of_these_tests_are_such():
    assert Message.load(message()).sent_date == WHEN


def test_r48_the_headers_a_message_travelled_with_come_first():
    headers = (
        "From: =?gbk?B?w/e807XY?= <county@example.gov.cn>\r\nMessage-ID: <travelled@x>\r\n"
        "In-Reply-To: <asked@x>\r\nAuto-Submitted: auto-replied\r\n"
    )
    read = read_mail(message(headers=headers))
    assert (read.sender, read.message_id, read.in_reply_to) == (
        "county@example.gov.cn",
        "<travelled@x>",
        "<asked@x>",
    )
    assert (read.subject, read.date, read.machine) == ("临江县台账", WHEN, Machine.AUTO_REPLY)
    assert read.promises is True


def test_r48_messages_embedded_in_a_message_are_opened():
    inner = outlook_message(subject="内层", attachments=[attached("内.xlsx", LONG)], embedded=True)
    middle = outlook_message(subject="中层", attachments=[attached_message(inner)], embedded=True)
    assert files(read_mail(message(attachments=[attached_message(middle)]))) == [("内.xlsx", LONG)]


@pytest.mark.parametrize(
    "headers",
    ['Content-Type: application/vnd.ms-outlook; name="转发.msg"', "Content-Type: application/octet-stream"],
)
def test_r48_a_message_file_in_a_mail_is_opened_like_a_forwarded_one(headers):
    read = read_mail(mail(TEXT, part(headers, message(attachments=[attached("a.xlsx", BOOK)]))))
    assert (files(read), read.sender) == ([("a.xlsx", BOOK)], "linjiang@example.gov.cn")


def test_r48_a_mail_in_a_message_file_is_opened():
    inner = HEAD + together(TEXT, part('Content-Type: x/y; name="a.xlsx"'))
    assert files(read_mail(message(attachments=[attached("转发.eml", inner)]))) == [("a.xlsx", BOOK)]


def test_r52_a_picture_in_the_text_of_a_message_file_is_no_attachment():
    shown = {**outlook_message(subject="图"), "__substg1.0_10130102": b'<img src="cid:a@x">'}
    raw = compound_file(
        {**shown, "__attach_version1.0_#00000000": attached("image001.png", PNG, content_id="a@x")}
    )
    read = read_mail(raw)
    assert (read.attachments, read.pictures) == ((), 1)


def test_r53_messages_embedded_too_deep_are_left_out_with_a_note():
    inner = outlook_message(attachments=[attached("a.xlsx", BOOK)], embedded=True)
    for _ in range(12):
        inner = outlook_message(attachments=[attached_message(inner)], embedded=True)
    read = read_mail(message(attachments=[attached_message(inner)]))
    assert (read.attachments, read.incomplete) == ((), True)


def test_r48_an_attachment_that_is_not_in_the_message_file_is_missed():
    read = read_mail(message(attachments=[{"__properties_version1.0": bytes(8)}]))
    assert (read.attachments, read.incomplete) == ((), True)
    assert read.notes == ("邮件的一个附件不在邮件里或嵌套过深，没有读取，请人工查看原邮件。",)


def test_r51_a_damaged_message_file_is_kept_and_said_so():
    whole = message(attachments=[attached("a.xlsx", LONG)])
    half = whole[: len(whole) // 2]
    read = read_mail(mail(TEXT, part('Content-Type: x/y; name="a.msg"', half)))
    assert files(read) == [("a.msg", half)]
    assert kind_of_mail(half, "a.msg") == ""  # its list of contents is lost


def test_r53_streams_that_share_their_sectors_are_not_read_again_and_again():
    raw = bytearray(message(attachments=[attached("a.xlsx", LONG) for _ in range(8)]))
    name = "__substg1.0_37010102".encode("utf-16-le")
    at = [place for place in range(len(raw)) if raw.startswith(name, place)]
    for place in at:
        struct.pack_into("<Q", raw, place + 120, len(raw) - 2000)
    read = read_mail(mail(TEXT, part('Content-Type: x/y; name="a.msg"', bytes(raw))))
    assert (len(at), read.incomplete, [one.name for one in read.attachments]) == (8, True, ["a.msg"])
    alone = read_mail(bytes(raw))
    assert (alone.attachments, alone.incomplete, alone.sender) == ((), True, "")


@pytest.mark.parametrize(
    ("message_class", "machine"),
    [
        ("IPM.Note", Machine.NONE),
        ("REPORT.IPM.Note.NDR", Machine.BOUNCE),
        ("REPORT.IPM.Note.DR", Machine.READ_RECEIPT),
        ("REPORT.IPM.Note.IPNRN", Machine.READ_RECEIPT),
    ],
)
def test_r55_the_reports_of_outlook_are_known(message_class, machine):
    assert read_mail(message(message_class=message_class)).machine is machine


def test_r48_winmail_gives_its_files_with_their_long_names():
    raw = winmail(
        winmail_file("台账.xls".encode("gbk"), BOOK),
        winmail_file(
            b"LONG~1.XLS",
            LONG,
            text_property(0x3707, "临江县台账.xlsx"),
            text_property(0x370E, "application/vnd.ms-excel"),
        ),
    )
    read = read_mail(mail(TEXT, part('Content-Type: application/ms-tnef; name="winmail.dat"', raw)))
    assert [(one.name, one.content, one.content_type) for one in read.attachments] == [
        ("台账.xls", BOOK, "application/octet-stream"),
        ("临江县台账.xlsx", LONG, "application/vnd.ms-excel"),
    ]
    assert read.notes == ()


@pytest.mark.parametrize(
    "headers", ['Content-Type: application/octet-stream; name="ATT00001.dat"', "Content-Type: text/plain"]
)
def test_r48_winmail_is_known_by_its_content(headers):
    raw = winmail(winmail_file(b"a.xlsx", BOOK), code_page=None)
    assert files(read_mail(mail(TEXT, part(headers, raw)))) == [("a.xlsx", BOOK)]
    assert files(read_mail(raw)) == [("a.xlsx", BOOK)]


def test_r48_a_mail_embedded_in_winmail_is_opened():
    inner = winmail(winmail_file("内.xlsx".encode("gbk"), BOOK))
    embedded = bytes.fromhex("0703020000000000c000000000000046") + inner
    raw = winmail(winmail_file("转发".encode("gbk"), b"", bytes_property(0x3701, embedded, 0x0D)))
    assert files(read_mail(mail(TEXT, part("Content-Type: application/ms-tnef", raw)))) == [("内.xlsx", BOOK)]


def test_r52_the_text_of_winmail_is_read():
    said = attribute(0x800C, "台账见网盘 https://pan.baidu.com/s/1abc".encode("gbk"))
    assert [link.site for link in read_mail(winmail(said)).links] == ["百度网盘"]
    shown = attribute(
        0x9003, struct.pack("<I", 1) + bytes_property(0x1013, b'<a href="https://pan.baidu.com/s/1abc">x</a>')
    )
    assert [link.site for link in read_mail(winmail(shown)).links] == ["百度网盘"]


def test_winmail_is_read_as_another_reader_reads_it():
    raw = winmail(
        winmail_file(b"a.xlsx", BOOK, text_property(0x3707, "台账.xlsx")), winmail_file(b"b.xls", LONG)
    )
    ours, theirs = read_tnef(raw), TNEF(raw)
    assert [(one.names[0], one.content) for one in ours.files] == [
        (one.long_filename(), one.data) for one in theirs.attachments
    ]


def test_r51_winmail_cut_off_keeps_what_is_there_and_says_so():
    raw = winmail(winmail_file(b"a.xlsx", BOOK), winmail_file(b"b.xlsx", LONG))
    read = read_mail(raw[:-3000])
    assert [one.name for one in read.attachments] == ["a.xlsx", "b.xlsx"]
    assert LONG.startswith(read.attachments[1].content)
    assert (read.incomplete, read.notes[0]) == (True, CUT_OFF)


@pytest.mark.parametrize(
    "block",
    [
        struct.pack("<I", 0xFFFFFFFF),
        struct.pack("<IHHI", 1, 0x1003, 0x3701, 0xFFFFFFFF),
        struct.pack("<IHHI", 1, 0x101E, 0x3701, 0xFFFFFFFF) + bytes(8),
        struct.pack("<IHHII", 1, 0x0102, 0x3701, 1, 0xFFFFFFFF),
        struct.pack("<IHH16xII", 1, 0x0102, 0x8001, 1, 0xFFFFFFFF),
        struct.pack("<IHHI", 1, 0x0999, 0x3701, 0xFFFFFFFF),
    ],
)
def test_r53_counts_that_claim_more_than_there_is_cost_nothing(block):
    raw = winmail(attribute(0x9002, bytes(14), 2), attribute(0x9005, block, 2), code_page=None)
    tracemalloc.start()
    read = read_mail(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (read.attachments, read.incomplete, read.notes[0]) == ((), True, CUT_OFF)
    assert peak < 5_000_000
