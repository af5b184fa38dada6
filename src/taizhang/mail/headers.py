"""The headers of one message as they stand, and what they say of sender, date and other messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from taizhang.model.words.unseen import UNSEEN

LOOP_HEADER, LOOP_WORD = "X-Loop", "taizhang"
_IDS_LIMIT = 100_000  # characters of a header in which message ids are looked for
_MOST_IDS = 100
_ID = re.compile(r"<[^<>\s]{1,300}>")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_INVISIBLE = re.compile(f"(?!\ufffd)[{UNSEEN}]")  # the sign for what could not be read is seen


class Headers:
    """Headers by name in lower case, each as it stands in the mail."""

    def __init__(self, items: Iterable[tuple[str, object]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in items:
            self._values.setdefault(name.strip().lower(), []).append(str(value))

    @classmethod
    def of(cls, message: Message) -> Headers:
        """The headers of a parsed message."""
        return cls(message.raw_items())

    def first(self, name: str) -> str:
        """The first header of that name; "" when there is none."""
        return next(iter(self._values.get(name.lower(), ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every header of that name."""
        return tuple(self._values.get(name.lower(), ()))

    def has(self, name: str) -> bool:
        return name.lower() in self._values

    def has_any_starting(self, beginning: str) -> bool:
        return any(name.startswith(beginning) for name in self._values)

    def is_ours(self) -> bool:
        """Whether our own mark is on it (INTAKE 56)."""
        return any(LOOP_WORD in value.lower() for value in self._values.get(LOOP_HEADER.lower(), ()))


def one_line(text: str) -> str:
    """The text without control characters, line breaks and what nobody sees."""
    return _INVISIBLE.sub("", _CONTROLS.sub(" ", text)).strip()


def written_date(raw: str) -> datetime | None:
    """The date with its time zone, UTC when it names none; None when it is unreadable."""
    try:
        written = parsedate_to_datetime(raw)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return written if written.tzinfo else written.replace(tzinfo=UTC)


def message_ids(text: str) -> tuple[str, ...]:
    """The message ids in a header, without doubles; of many the last hundred."""
    return tuple(dict.fromkeys(_ID.findall(one_line(text[-_IDS_LIMIT:]))))[-_MOST_IDS:]


def own_id(headers: Headers) -> str:
    """The message's own id as it stands, in one line."""
    return one_line(headers.first("message-id"))
