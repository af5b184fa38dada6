"""A mailbox in one file (mbox), split into its mails (INTAKE 51).

The standard library's reader begins a mail at every line that starts with "From ", and so cuts a ledger off behind
such a line in a text. Here a mail begins only where that line names a sender and a time, stands at the beginning or
behind a blank line or the end mark of the mail before it, and is followed by a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FROM = (
    rb"From [^\r\n]{0,300}?\b(?:mon|tue|wed|thu|fri|sat|sun),? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) +\d{1,2} "
    rb"\d{1,2}:\d\d(?::\d\d)?(?: [A-Za-z0-9+-]{1,6}){0,2} \d{4}[^\r\n]{0,40}\r?\n"
)
_HEADER = (
    rb"(?=(?:>?From [^\r\n]*\r?\n)?(?:received|return-path|from|to|cc|subject|date|message-id|mime-version|x-[\w-]+|dkim-[\w-]+|arc-[\w-]+"
    rb"|authentication-results|delivered-to|reply-to|sender|status|content-(?:type|transfer-encoding|length))[ \t]*:)"
)
_FIRST = re.compile(rb"\A(?:\xef\xbb\xbf)?[ \t\r\n]*(?i:" + _FROM + _HEADER + rb")")
_BEGINNING = re.compile(rb"(?:(?<=\n\n)|(?<=\n\r\n)|(?<=--\n)|(?<=--\r\n))(?i:" + _FROM + _HEADER + rb")")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_HEAD = 4096  # bytes in which the first mail of a mailbox begins


def is_mailbox(beginning: bytes) -> bool:
    """Whether bytes that begin like this are a mailbox in one file."""
    return bool(_FIRST.match(beginning[:_HEAD]))


def split_mailbox(content: bytes) -> tuple[bytes, ...]:
    """Each mail of the mailbox, with the lines restored that were quoted for its sake; what is no mailbox is one mail."""
    first = _FIRST.match(content)
    return tuple(_mails(content, first.end())) if first else (content,)


def _mails(content: bytes, start: int) -> Iterator[bytes]:
    for match in _BEGINNING.finditer(content, start):
        yield _QUOTED.sub(b"", content[start : match.start()])
        start = match.end()
    yield _QUOTED.sub(b"", content[start:])
