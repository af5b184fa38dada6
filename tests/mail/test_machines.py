"""Which machine wrote a mail, and which mail a bounce is about."""

from __future__ import annotations

import pytest
from written_mails.in_parts import BOOK, HEAD, TEXT, XLSX, html, mail, part, plain, together

from taizhang.mail import read_mail
from taizhang.model.verdict import Machine

ORIGINAL = HEAD.replace(b"<1@example.gov.cn>", b"<answer.7@city.cn>") + together(
    TEXT, part(XLSX), boundary="=_o"
)


def written(headers: str, sender: str = "county@example.gov.cn") -> bytes:
    lines = ["MIME-Version: 1.0", f"From: {sender}", "Message-ID: <b@x>", *headers.splitlines()]
    return "".join(f"{line}\r\n" for line in lines).encode()


def report(kind: str, fields: str, original: bytes = ORIGINAL, headers: str = "") -> bytes:
    notice = plain("您的邮件未能送达。")
    machine = f"Content-Type: message/{kind}\r\n\r\n{fields}\r\n".encode()
    returned = b"Content-Type: message/rfc822\r\n\r\n" + original
    return written(headers) + together(notice, machine, returned, kind=f"report; report-type={kind}")


@pytest.mark.parametrize(
    ("headers", "machine"),
    [
        ("", Machine.NONE),
        ("Auto-Submitted: no", Machine.NONE),
        ("X-Auto-Response-Suppress: All", Machine.NONE),
        ("Subject: 回复：自动回复：台账", Machine.NONE),
        ("Subject: 转发：系统退信", Machine.NONE),
        ("Subject: 关于退信问题的说明", Machine.NONE),
        ("Auto-Submitted: auto-replied; owner-email=x", Machine.AUTO_REPLY),
        ("Auto-Submitted: auto-generated", Machine.AUTO_REPLY),
        ("X-Autoreply: yes", Machine.AUTO_REPLY),
        ("X-Autorespond: 台账", Machine.AUTO_REPLY),
        ("Precedence: auto_reply", Machine.AUTO_REPLY),
        ("Return-Path: <>", Machine.AUTO_REPLY),
        ("Subject: 自动回复: 台账", Machine.AUTO_REPLY),
        ("Subject: [自动回复]台账", Machine.AUTO_REPLY),
        ("Subject: Out of office", Machine.AUTO_REPLY),
        ("Subject: Automatic reply: x", Machine.AUTO_REPLY),
        ("Precedence: bulk", Machine.BULK),
        ("Precedence: List", Machine.BULK),
        ("Precedence: junk", Machine.BULK),
        ("List-Id: <a>", Machine.BULK),
        ("List-Unsubscribe: <mailto:a@b.cn>", Machine.BULK),
        ("List-Post: <mailto:a@b.cn>", Machine.BULK),
        ("X-Failed-Recipients: a@b.cn", Machine.BOUNCE),
        ("Subject: 系统退信", Machine.BOUNCE),
        ("Subject: 退信通知", Machine.BOUNCE),
        ("Subject: 已读回执", Machine.READ_RECEIPT),
        ("Subject: 已读：退回修改", Machine.READ_RECEIPT),
        ("Content-Type: multipart/report; boundary=x", Machine.AUTO_REPLY),
        ("Content-Type: message/delivery-status", Machine.BOUNCE),
    ],
)
def test_r55_machines_are_known_by_their_headers(headers, machine):
    read = read_mail(written(headers) + b"\r\nx")
    assert read.machine is machine
    assert read.auto_submitted is (machine is not Machine.NONE)


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("PostMaster@qq.com", "来自qq.com的退信"),
        ("Postmaster@163.com", "系统退信"),
        ("postmaster@mail.example.gov.cn", "系统退信/Systems bounce"),
        ("postmaster@example.gov.cn", "未送达: 退回修改"),
        ("postmaster@outlook.com", "Undeliverable: x"),
        ("MAILER-DAEMON@mail.example.cn", "failure notice"),
        ("mailer-daemon@googlemail.com", "whatever"),
        ("MAILER-DAEMON", "Returned mail"),
    ],
)
def test_r55_bounces_of_the_usual_mail_systems_are_known(sender, subject):
    raw = mail(plain("退信原因"), part(XLSX), head=written(f"Subject: {subject}", sender))
    read = read_mail(raw)
    assert (read.machine, read.attachments, read.returned_attachments) == (Machine.BOUNCE, (), 1)


@pytest.mark.parametrize("subject", ["系统退信", "退信通知", "已读：台账"])
def test_r55_r47_a_subject_alone_makes_no_attachment_disappear(subject):
    read = read_mail(mail(TEXT, part(XLSX), head=written(f"Subject: {subject}")))
    assert (read.machine, len(read.attachments), read.returned_attachments) == (Machine.AUTO_REPLY, 1, 0)


def test_r55_a_bounce_forwarded_by_hand_is_an_ordinary_mail():
    bounce = report("delivery-status", "Reporting-MTA: dns; x\r\n\r\nAction: failed\r\n")
    read = read_mail(
        mail(TEXT, b"Content-Type: message/rfc822\r\n\r\n" + bounce.replace(b"=_b", b"=_bounce"))
    )
    assert (read.machine, [one.content for one in read.attachments]) == (Machine.NONE, [BOOK])
    assert (read.returned_ids, read.returned_attachments) == ((), 0)


@pytest.mark.parametrize(
    ("action", "machine"),
    [
        ("failed", Machine.BOUNCE),
        ("delayed", Machine.READ_RECEIPT),
        ("delivered", Machine.READ_RECEIPT),
        ("relayed", Machine.READ_RECEIPT),
    ],
)
def test_r55_a_delivery_report_is_a_bounce_only_when_the_delivery_failed(action, machine):
    raw = report(
        "delivery-status",
        f"Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; a@b.cn\r\nAction: {action}\r\n",
    )
    assert read_mail(raw).machine is machine


def test_r58_a_bounce_names_the_mail_that_came_back_and_keeps_none_of_its_files():
    raw = report(
        "delivery-status",
        "Reporting-MTA: dns; x\r\n\r\nAction: failed\r\n",
        headers="In-Reply-To: <other@x>\r\n",
    )
    read = read_mail(raw)
    assert (read.machine, read.attachments, read.returned_attachments) == (Machine.BOUNCE, (), 1)
    assert read.returned_ids == ("<answer.7@city.cn>", "<other@x>")


def test_r58_a_read_receipt_names_the_mail_that_was_read():
    fields = "Final-Recipient: rfc822; a@b.cn\r\nOriginal-Message-ID: <answer.7@city.cn>\r\nDisposition: manual-action; displayed\r\n"
    read = read_mail(report("disposition-notification", fields, original=b"Subject: x\r\n\r\n"))
    assert (read.machine, read.returned_ids) == (Machine.READ_RECEIPT, ("<answer.7@city.cn>",))


@pytest.mark.parametrize(
    "returned",
    [
        b"Content-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID:\r\n <answer.7@city.cn>\r\n",
        b"Content-Type: message/rfc822\r\n\r\nMessage-Id: <answer.7@city.cn>\r\n\r\n",
        b"Content-Type: text/plain\r\n\r\n> Message-ID: <answer.7@city.cn>\r\n> Subject: x\r\n",
        part(
            'Content-Type: application/octet-stream; name="x.eml"',
            b"Message-Id: <answer.7@city.cn>\r\nFrom: a@b.cn\r\n\r\n",
        ),
    ],
)
def test_r58_the_returned_mail_is_known_however_it_is_quoted(returned):
    head = written("Subject: 系统退信", "postmaster@163.com")
    read = read_mail(mail(plain("退信"), returned, head=head))
    assert (read.machine, read.returned_ids) == (Machine.BOUNCE, ("<answer.7@city.cn>",))


def test_r58_a_bounce_without_the_original_is_known_by_what_it_answers():
    head = written("Subject: 系统退信\r\nReferences: <1@x> <answer.7@city.cn>", "postmaster@163.com")
    assert read_mail(head + b"\r\nx").returned_ids == ("<1@x>", "<answer.7@city.cn>")


def test_r56_an_answer_names_what_it_answers():
    read = read_mail(written("In-Reply-To: <a@x> (台账)\r\nReferences: <1@x>\r\n <a@x>  <a@x>") + b"\r\n")
    assert (read.in_reply_to, read.references, read.returned_ids) == ("<a@x>", ("<1@x>", "<a@x>"), ())


def test_r53_message_ids_without_end_are_bounded():
    many = " ".join(f"<{number}@x>" for number in range(5_000))
    references = read_mail(written(f"References: {many}") + b"\r\n").references
    assert (len(references), references[-1]) == (100, "<4999@x>")


def test_r55_a_bounce_is_not_searched_for_tables_links_or_promises():
    row = "<tr><td>县</td><td>数</td><td>率</td></tr>"
    raw = mail(
        html(f"<table>{row * 4}</table><p>见附件 https://pan.baidu.com/s/1abc</p>"),
        head=written("Subject: 系统退信", "postmaster@163.com"),
    )
    read = read_mail(raw)
    assert (read.links, read.tables, read.pictures, read.promises) == ((), 0, 0, False)
