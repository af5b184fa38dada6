"""Which machine wrote a mail: a mail server, a calendar, a list; an official who forwards one is none (INTAKE 55)."""

from __future__ import annotations

import re
from email.message import Message

from taizhang.mail.headers import Headers
from taizhang.mail.pieces import parts_in
from taizhang.model.verdict import Machine

_DAEMON = re.compile(r"(?:post-?master|bounces?|mail-?admin|system)@", re.IGNORECASE)
_CERTAIN_DAEMON = re.compile(r"(?:^|[\s<\"])(?:mailer[-_]?daemon|mail-?daemon)(?![\w.-])", re.IGNORECASE)
_FROM_LIMIT = 500  # characters of the sender in which a mail server's name is looked for
_OPENING = r"\s*(?:[\[【（(<]\s*)?"
_BOUNCED = re.compile(
    _OPENING
    + r"(?:系统退信|(?:来自\S{1,60}的)?退信|邮件退回|邮件被退回|退回的邮件|未送达|未传递|无法送达|无法投递|无法传递|投递失败|发送失败|邮件发送失败|邮件投递失败"
    r"|undeliver(?:able|ed)|delivery status notification|delivery (?:has )?failed|delivery failure|failure notice"
    r"|mail delivery (?:failed|system|failure)|returned mail|message (?:not delivered|undeliverable)|non[- ]delivery)",
    re.IGNORECASE,
)
_READ = re.compile(
    _OPENING
    + r"(?:已读回执|阅读回执|已读(?=\s*[:：])|read receipt|read(?=\s*[:：])|未读(?=\s*[:：])|not read(?=\s*[:：])|送达回执|投递成功|已送达(?=\s*[:：]))",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(
    _OPENING
    + r"(?:自动回复|自动答复|自动应答|不在办公室|外出自动|休假自动|out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response))",
    re.IGNORECASE,
)
_DELIVERED = frozenset({"delivered", "relayed", "expanded", "delayed"})
_ANSWERING_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply")
_LISTED = frozenset({"bulk", "junk", "list"})


def machine_by_form(
    headers: Headers, subject: str, sender: str, top: Message | None, outlook_class: str = ""
) -> Machine:
    """The machine that the mail's own form gives away; `top` is None for a message of Outlook's, which has a class."""
    report = _report(top) if top is not None else _outlook_report(outlook_class)
    if report is not Machine.NONE:
        return report
    if _is_bounce(headers, subject, sender):
        return Machine.BOUNCE
    if _answers_by_itself(headers):
        return Machine.AUTO_REPLY
    return Machine.BULK if _is_listed(headers) else Machine.NONE


def machine_by_words(subject: str) -> Machine:
    """The machine that the subject speaks like; a person could have written it, so nothing may be lost by it."""
    for pattern, machine in (
        (_BOUNCED, Machine.BOUNCE),
        (_READ, Machine.READ_RECEIPT),
        (_AUTOMATIC, Machine.AUTO_REPLY),
    ):
        if pattern.match(subject):
            return machine
    return Machine.NONE


def _report(top: Message) -> Machine:
    """What a multipart/report is about."""
    if top.get_content_type() in ("message/delivery-status", "message/disposition-notification"):
        return _kind_of_report({top.get_content_type()}, top)
    if top.get_content_type() != "multipart/report":
        return Machine.NONE
    parts = parts_in(top) or []
    kinds = {part.get_content_type() for part in parts}
    said = Headers.of(top).first("content-type").lower()
    if "disposition-notification" in said:
        kinds.add("message/disposition-notification")
    if "delivery-status" in said:
        kinds.add("message/delivery-status")
    return _kind_of_report(kinds, *parts)


def _kind_of_report(kinds: set[str], *parts: Message) -> Machine:
    if "message/disposition-notification" in kinds:
        return Machine.READ_RECEIPT
    if "message/delivery-status" not in kinds:
        return Machine.AUTO_REPLY
    actions = {action.lower() for part in parts for action in _actions(part)}
    return Machine.READ_RECEIPT if actions and actions <= _DELIVERED else Machine.BOUNCE


def _actions(part: Message) -> list[str]:
    """What became of the mail for each recipient: failed, delayed, delivered, relayed, expanded."""
    if part.get_content_type() != "message/delivery-status":
        return []
    blocks = [Headers.of(block).first("action").strip() for block in parts_in(part) or ()]
    return [action for action in blocks if action]


def _outlook_report(outlook_class: str) -> Machine:
    """The classes of Outlook's own reports: not delivered, delivered, read, not read."""
    if not outlook_class.startswith("REPORT."):
        return Machine.NONE
    return Machine.BOUNCE if outlook_class.endswith(".NDR") else Machine.READ_RECEIPT


def _is_bounce(headers: Headers, subject: str, sender: str) -> bool:
    """A mail server says that it could not deliver: by its name, or by two signs together."""
    return (
        headers.has("x-failed-recipients")
        or bool(_CERTAIN_DAEMON.search(headers.first("from")[:_FROM_LIMIT]))
        or ((_has_no_sender(headers) or bool(_DAEMON.match(sender))) and bool(_BOUNCED.match(subject)))
    )


def _has_no_sender(headers: Headers) -> bool:
    return headers.first("return-path").strip() == "<>"


def _answers_by_itself(headers: Headers) -> bool:
    submitted = headers.first("auto-submitted").partition(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or headers.first("precedence").strip().lower() == "auto_reply"
        or any(map(headers.has, _ANSWERING_HEADERS))
        or _has_no_sender(headers)
    )


def _is_listed(headers: Headers) -> bool:
    return headers.first("precedence").strip().lower() in _LISTED or headers.has_any_starting("list-")
