from __future__ import annotations

import email
from datetime import datetime
from email.policy import default

import pytest

from taizhang.mail import Attachment, read_mail, write_mail

WHEN = datetime.fromisoformat("2022-10-08T09:30:00+08:00")
FACTS = {"date": WHEN, "message_id": "<7@city.example>"}


def written(**more) -> bytes:
    files = [
        Attachment("临江县2022年第三季度台账.xlsx", b"PK\3\4\xff\r\n."),
        Attachment("说明.dat", b"Subject: x", "message/rfc822"),
    ]
    return write_mail(
        "city@example.cn",
        "county@example.cn",
        "退回修改：临江县台账",
        "请修改。\n\n.\nFrom 市",
        files,
        **{**FACTS, **more},
    )


def test_what_was_written_reads_back_equal():
    mail = read_mail(written(sender_name="市医改办"))
    assert (mail.sender, mail.subject, mail.date, mail.message_id) == (
        "city@example.cn",
        "退回修改：临江县台账",
        WHEN,
        "<7@city.example>",
    )
    assert [(one.name, one.content) for one in mail.attachments] == [
        ("临江县2022年第三季度台账.xlsx", b"PK\3\4\xff\r\n."),
        ("说明.dat", b"Subject: x"),
    ]
    assert (
        mail.attachments[0].content_type
        == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    assert (mail.notes, mail.auto_submitted, mail.from_us) == ((), False, False)


def test_r57_an_answer_names_the_mail_it_answers_and_says_a_machine_wrote_it():
    raw = written(in_reply_to="<1@county.example>", automatic=True)
    mail = email.message_from_bytes(raw, policy=default)
    assert {name: mail[name] for name in ("In-Reply-To", "References", "Auto-Submitted", "X-Loop")} == {
        "In-Reply-To": "<1@county.example>",
        "References": "<1@county.example>",
        "Auto-Submitted": "auto-replied",
        "X-Loop": "taizhang",
    }
    back = read_mail(raw)
    assert (back.auto_submitted, back.from_us) == (True, True)


def test_it_is_the_same_bytes_every_time():
    assert written() == written()


def test_the_body_comes_back():
    body = email.message_from_bytes(written(), policy=default).get_body()
    assert body.get_content() == "请修改。\r\n\r\n.\r\nFrom 市\r\n"


def test_no_argument_brings_in_a_header():
    raw = write_mail("a@b.cn", "c@d.cn", "台账\r\nBcc: x@y.cn", "", [], **FACTS)
    mail = email.message_from_bytes(raw, policy=default)
    assert mail["Subject"] == "台账 Bcc: x@y.cn"
    assert mail.keys() == [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    ]


def test_an_address_that_is_none_is_refused():
    with pytest.raises(ValueError, match="addr"):
        write_mail("nobody <a@b.cn>", "c@d.cn", "", "", [], **FACTS)
