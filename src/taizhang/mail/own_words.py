"""Where the author's own words end in a mail, and whether they promise an attachment (INTAKE 52)."""

from __future__ import annotations

import re

_DASHED = re.compile(
    r"^[ \t>]{0,20}[-—_]{2,60}[ \t]*(?:原始邮件|原邮件|回复的原邮件|回复的邮件|转发的?邮件(?:信息)?|original(?: message)?|forwarded message)"
    r"[ \t]*[-—_:：]{0,60}",
    re.MULTILINE | re.IGNORECASE,
)
_WROTE = re.compile(
    r"^[ \t>]{0,20}(?:[^\n]{0,120}?(?:在|于)\s?\d{4}[年/.-][^\n]{0,200}\n?[^\n]{0,200}?写道|(?:on|at) [^\n]{5,200}\n?[^\n]{0,200}?wrote)\s?[:：]",
    re.MULTILINE | re.IGNORECASE,
)
_SENDER_LINE = re.compile(
    r"^[ \t>*]{0,20}(?:发件人|寄件者|from)[ \t*]*[:：][^\n]*(?:\n[^\n]*){0,4}?\n[ \t>*]{0,20}(?:发送时间|发送日期|日期|时间|收件人|主题|sent|date|to|subject)[ \t*]*[:：]",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_FORWARDED = re.compile(r"\s*(?:转发|轉寄|fwd?)\s*[:：]", re.IGNORECASE)
_ANSWERED = re.compile(r"\s*(?:转发|回复|答复|轉寄|回覆|fwd?|re|aw)\s*[:：]", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？!?；;\n]+")
_PROMISE = re.compile(
    r"附件|见附|附后|后附|随附|附上|附送|附表|现附|\battach(?:ed|ments?)?\b|\benclosed\b", re.IGNORECASE
)
_NO_PROMISE = re.compile(
    r"(?:本|此|该|这封)(?:电子)?邮件|保密|误收|泄露|病毒|收件人|删除|(?:无|没有|不含|不带|未附|无需|超大|云|大)附件"
    r"|confidential|intended|recipient|virus|\bthis e-?mail\b|\bno attachments?\b",
    re.IGNORECASE,
)
_LONGEST = 200_000  # characters of a text that are searched


def is_forwarded(subject: str) -> bool:
    """Whether the subject says that the author passes a mail on; then what is quoted is what he sends."""
    return bool(_FORWARDED.match(subject))


def own_end(text: str) -> int:
    """Where the author's own words end and the quoted mail begins."""
    searched = text[:_LONGEST]
    found = (pattern.search(searched) for pattern in (_DASHED, _WROTE, _SENDER_LINE))
    return min((match.start() for match in found if match), default=len(text))


def promises_attachment(text: str) -> bool:
    """Whether own words speak of an attachment; a notice at the foot and a quoted line do not."""
    words = _SIGNATURE.split(text[:_LONGEST], 1)[0]
    lines = (line for line in words.split("\n") if not line.lstrip().startswith(">"))
    return any(
        _PROMISE.search(sentence) and not _NO_PROMISE.search(sentence)
        for sentence in _SENTENCE.split("\n".join(lines))
    )


def subject_promises(subject: str) -> bool:
    """Whether a subject of the author's own speaks of an attachment."""
    return not _ANSWERED.match(subject) and promises_attachment(subject)
