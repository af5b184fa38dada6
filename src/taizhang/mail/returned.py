"""What a bounce or a receipt is about: the mail that came back, known by its message id (INTAKE 58)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from taizhang.mail.nouns import Mail
from taizhang.mail.pieces import Piece

_LINE = re.compile(
    rb"^[ \t>]{0,20}(?:original-)?message-?id[ \t]*:[ \t\r\n]*(<[^<>\s]{1,300}>)",
    re.IGNORECASE | re.MULTILINE,
)
_SEARCHED = 200_000  # bytes of a text
_MOST = 100


def as_returned(mail: Mail, named: Iterable[str], texts: Iterable[Piece]) -> Mail:
    """The bounce: what hangs on it came back with it, so it is counted and not taken; `named` are ids met inside it."""
    ids = (*named, *_ids_in_texts(texts), mail.in_reply_to, *mail.references)
    others = dict.fromkeys(one for one in ids if one and one != mail.message_id)
    return replace(
        mail,
        attachments=(),
        returned_ids=tuple(others)[:_MOST],
        returned_attachments=len(mail.attachments),
        links=(),
        tables=0,
        pictures=0,
        promises=False,
    )


def _ids_in_texts(texts: Iterable[Piece]) -> list[str]:
    """The ids in the headers that a server quotes as text."""
    return [
        match.decode("utf-8", errors="replace")
        for text in texts
        for match in _LINE.findall(text.content[:_SEARCHED])
    ]
