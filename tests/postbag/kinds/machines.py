"""Mails that no person wrote: automatic replies, bounces, receipts, lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from postbag import papers
from postbag.kinds.ours import marked_ledger, our_answer
from postbag.mime import as_bytes, box, message_part, part, text_part
from postbag.office import address_of
from postbag.post import Draft, Post, kind, paper, quarantined
from postbag.programs import EXCHANGE, FOXMAIL, QQ, File, Letter
from taizhang.model.reporter import RosterLine
from taizhang.model.verdict import Machine, ReceiptState

_AUTO, _BOUNCE, _RECEIPT, _BULK = Machine.AUTO_REPLY, Machine.BOUNCE, Machine.READ_RECEIPT, Machine.BULK
NOBODY = b"Return-Path: <>"


# Automatic replies

_REPLIES = (
    ("自动回复: {}", (b"X-Mailer: Coremail Webmail Server",)),  # nothing but the subject
    ("自动回复:{}", (NOBODY, b"X-QQ-STYLE: 1")),
    ("自动答复: {}", (NOBODY, b"Auto-Submitted: auto-generated", b"X-Auto-Response-Suppress: All")),
    ("Automatic reply: {}", (b"X-MS-Exchange-Inbox-Rules-Loop: x@yunling.example",)),
    (
        "{}",
        (b"Auto-Submitted: auto-replied (vacation)", b"Precedence: bulk"),
    ),  # both, and it answers one mail (RFC 3834)
    ("Re: {}", (b"X-Autoreply: yes", b"Precedence: auto_reply")),
    ("Out of Office: {}", (b"X-Autorespond: yes",)),
)


@kind("automatic reply", variants=7)
def automatic_reply(post: Post) -> Iterator[Draft]:
    line = post.county()
    subject, marks = post.pick(*_REPLIES)
    letter = post.letter(
        line, subject=subject.format(f"{line.name}台账退回修改"), text="您好，您的邮件已收到。", headers=marks
    )
    yield post.simple(letter, state=ReceiptState.AUTO_REPLY, machine=_AUTO)


@kind("automatic mail with a ledger")
def automatic_with_ledger(post: Post) -> Iterator[Draft]:
    """An office system that sends by itself, or a reply that attaches what lies about: a person looks first."""
    line = post.county()
    name, content = post.name(line), post.good(line)
    marks = post.pick((b"Auto-Submitted: auto-generated",), (b"X-Autoreply: yes",))
    letter = post.letter(line, File(name, content), headers=marks)
    yield post.simple(letter, quarantined(name, content, line), machine=_AUTO)


# Bounces


@kind("bounce", variants=5)
def bounce(post: Post) -> Iterator[Draft]:
    """Our return could not be delivered; the marked-up ledger comes back with it and is no submission."""
    line = post.county()
    answer = our_answer(post, line, marked_ledger(post, line))
    returned = FOXMAIL.written(answer, post.random)
    make = post.pick(_postfix, _exchange, _qq, _netease, _qmail)
    yield make(post, line, answer, returned)


def _bounced(post: Post, raw: bytes, letter: Letter, answer: Letter, returned: int) -> Draft:
    return post.draft(
        letter, raw, state=ReceiptState.BOUNCE, machine=_BOUNCE, answered=False, returned=returned,
        returned_ids=(answer.message_id,), promises=None, incomplete=None,
    )  # fmt: skip


def _notice(post: Post, sender: str, name: str, subject: str, **more: Any) -> Letter:
    return Letter(sender, name, subject, "邮件未能送达。", post.moment(), post.message_id(sender), **more)


def _status(line: RosterLine) -> bytes:
    said = f"Reporting-MTA: dns; mx.yunling.example\r\n\r\nFinal-Recipient: rfc822; {address_of(line)}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    return part([b"Content-Type: message/delivery-status"], said.encode())


def _postfix(post: Post, line: RosterLine, answer: Letter, returned: bytes) -> Draft:
    letter = _notice(
        post,
        "mailer-daemon@mx.yunling.example",
        "Mail Delivery System",
        "Undelivered Mail Returned to Sender",
        headers=(b"Auto-Submitted: auto-replied", NOBODY),
    )
    parts = [
        text_part("This is the mail system at host mx.yunling.example.\n", "us-ascii", how="bytes"),
        _status(line),
        message_part(returned),
    ]
    body = box(
        "report", parts, f"{post.random.getrandbits(40):X}.1664/mx", more=" report-type=delivery-status;"
    )
    return _bounced(post, b"\r\n".join(FOXMAIL.head(letter)) + b"\r\n" + body.part, letter, answer, 1)


def _exchange(post: Post, line: RosterLine, answer: Letter, returned: bytes) -> Draft:
    """Only the headers of what was sent."""
    letter = _notice(
        post,
        "postmaster@county.example",
        "Microsoft Outlook",
        f"未送达: {answer.subject}",
        headers=(NOBODY, b"X-MS-Exchange-Message-Is-Ndr:"),
    )
    headers = returned.partition(b"\r\n\r\n")[0] + b"\r\n"
    held = part([b"Content-Type: text/rfc822-headers"], headers)
    body = box(
        "report",
        [text_part("未能送达以下收件人。", "gb2312", "html"), _status(line), held],
        f"_{post.random.getrandbits(90):x}_",
        more=" report-type=delivery-status;",
    )
    return _bounced(post, b"\r\n".join(EXCHANGE.head(letter)) + b"\r\n" + body.part, letter, answer, 0)


def _qq(post: Post, line: RosterLine, answer: Letter, returned: bytes) -> Draft:
    """No report, but a mail like another one, and the returned one hangs on it."""
    letter = _notice(post, "postmaster@qq.com", "PostMaster", "系统退信/Systems bounce")
    parts = [
        text_part(f"抱歉，您的邮件被退回来了。原邮件信息：收件人 {address_of(line)}", "gb18030", "html"),
        message_part(returned),
    ]
    body = box("mixed", parts, f"----=_NextPart_{post.random.getrandbits(64):X}")
    return _bounced(post, b"\r\n".join(QQ.head(letter)) + b"\r\n" + body.part, letter, answer, 1)


def _netease(post: Post, line: RosterLine, answer: Letter, returned: bytes) -> Draft:
    letter = _notice(
        post, "postmaster@163.com", "Postmaster", f"系统退信：{answer.subject}", headers=(NOBODY,)
    )
    parts = [text_part("您的邮件被退回，原因：用户不存在。", "gbk"), _status(line), message_part(returned)]
    body = box(
        "report", parts, f"----=_Part_{post.random.getrandbits(50)}", more=" report-type=delivery-status;"
    )
    return _bounced(post, b"\r\n".join(FOXMAIL.head(letter)) + b"\r\n" + body.part, letter, answer, 1)


def _qmail(post: Post, line: RosterLine, answer: Letter, returned: bytes) -> Draft:
    """One plain text, with the headers of the mail copied under it."""
    letter = _notice(post, "mailer-daemon@county.example", "", "failure notice", headers=(NOBODY,))
    text = (
        f"Hi. This is the qmail-send program at county.example.\r\nI'm afraid I wasn't able to deliver your message.\r\n\r\n"
        f"<{address_of(line)}>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n"
    )
    copied = returned.partition(b"\r\n\r\n")[0]
    raw = b"\r\n".join(FOXMAIL.head(replace(letter, sender_name="MAILER-DAEMON"))) + b"\r\n"
    raw += as_bytes([b"Content-Type: text/plain; charset=us-ascii"], text.encode() + copied + b"\r\n")
    return _bounced(post, raw, letter, answer, 0)


# Receipts


@kind("read receipt", variants=3)
def read_receipt(post: Post) -> Iterator[Draft]:
    """RFC 8098, with our mail attached by some programs."""
    line = post.county()
    answer = our_answer(post, line, marked_ledger(post, line))
    subject, text, program = post.pick(
        ("已读: {}", "这是邮件收条。", EXCHANGE), ("已读回执：{}", "您发送的邮件已被阅读。", FOXMAIL), ("Read: {}", "Your message was read.", FOXMAIL),
    )  # fmt: skip
    letter = post.letter(line, subject=subject.format(answer.subject), text=text)
    said = f"Final-Recipient: rfc822;{address_of(line)}\r\nOriginal-Message-ID: {answer.message_id}\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n"
    parts = [
        text_part(text, "gb2312"),
        part([b"Content-Type: message/disposition-notification"], said.encode()),
    ]
    with_mail = post.turn % 2 == 1
    if with_mail:
        parts.append(message_part(FOXMAIL.written(answer, post.random)))
    body = box(
        "report", parts, f"=_r{post.random.getrandbits(64):x}", more=" report-type=disposition-notification;"
    )
    raw = b"\r\n".join(program.head(letter)) + b"\r\n" + body.part
    yield post.draft(
        letter,
        raw,
        state=ReceiptState.READ_RECEIPT,
        machine=_RECEIPT,
        returned=int(with_mail),
        returned_ids=(answer.message_id,),
    )


# Lists and newsletters

_LISTS = (
    (b"List-Id: <news.example>", b"List-Unsubscribe: <https://news.example/u>"),
    (b"Precedence: bulk",),
    (b"Precedence: list", b"List-Post: <mailto:all@yunling.example>", b"List-Id: <all.yunling.example>"),
)


@kind("bulk mail", variants=3)
def bulk_mail(post: Post) -> Iterator[Draft]:
    letter = Letter(
        "news@news.example",
        "会议服务",
        f"第{post.random.randint(1, 900)}期培训通知",
        "欢迎参加培训。",
        post.moment(),
        post.message_id("n@news.example"),
        headers=post.pick(*_LISTS),
    )
    yield post.simple(letter, state=ReceiptState.BULK, machine=_BULK)


@kind("bulk mail with files")
def bulk_with_files(post: Post) -> Iterator[Draft]:
    """A circular's brochure is a paper; a ledger that comes over a list waits for a person."""
    line = post.county()
    if post.turn % 2:
        name, content = post.name(line), post.good(line)
        letter = post.letter(line, File(name, content), headers=_LISTS[2])
        yield post.simple(letter, quarantined(name, content, line), machine=_BULK)
        return
    brochure = papers.pdf_of(post.random)
    letter = Letter(
        "news@news.example",
        "会议服务",
        "会议邀请函",
        "请见附件。",
        post.moment(),
        post.message_id("n@news.example"),
        (File("邀请函.pdf", brochure, "application/pdf"),),
        headers=_LISTS[0],
    )
    yield post.simple(letter, paper("邀请函.pdf", brochure, None), machine=_BULK)


# What only looks like a machine's


@kind("only looks automatic", variants=3)
def only_looks_automatic(post: Post) -> Iterator[Draft]:
    """A person's mail: Auto-Submitted says no, automatic answers are asked not to come, the subject speaks of them."""
    line = post.county()
    file, expected = post.ledger(line)
    marks, subject = post.pick(
        ((b"Auto-Submitted: no",), f"{line.name}台账"), ((b"X-Auto-Response-Suppress: DR, OOF, AutoReply",), f"{line.name}台账"),
        ((b"Precedence: normal",), f"{line.name}台账（贵单位自动回复已收到）"),
    )  # fmt: skip
    yield post.simple(post.letter(line, file, headers=marks, subject=subject), expected)
