"""How moments and names are written in the archive's columns."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime


def moment(at: datetime) -> str:
    """A moment with its own zone.

    Raises:
        ValueError: the moment has no zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"no time zone: {at}")
    return at.isoformat()


def moment_utc(at: datetime) -> str:
    """A moment written so that the order of texts is the order of moments."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def one_line(text: str) -> str:
    """A name or subject from outside with its control, bidi and lone-surrogate characters shown as escapes."""
    if text.isprintable():
        return text  # hardly any other comes
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c
        for c in text
    )
