"""How moments, names and findings are written in the archive's columns, and read back."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from taizhang.model.finding import Finding, Severity, Spot
from taizhang.model.place import Place


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


def findings_json(findings: Sequence[Finding]) -> str:
    text = json.dumps(list(findings), ensure_ascii=False, default=_fields)
    return text.encode("utf-8", "backslashreplace").decode()  # a lone surrogate becomes a JSON escape


def findings_of(text: str) -> tuple[Finding, ...]:
    return tuple(_finding(fields) for fields in json.loads(text))


def _fields(noun: Finding | Spot | Place) -> dict[str, object]:
    return {field.name: getattr(noun, field.name) for field in fields(noun)}


def _finding(kept: dict[str, Any]) -> Finding:
    """A finding as it was written down; one of an earlier version lacks the fields that came later."""
    told = dict(kept)
    place, severity, spots = told.pop("place"), Severity(told.pop("severity")), told.pop("spots", ())
    cells = tuple(Spot(**{**spot, "place": _place(spot["place"])}) for spot in spots)
    return Finding(**told, severity=severity, place=_place(place), spots=cells)


def _place(kept: dict[str, Any] | None) -> Place | None:
    return Place(**kept) if kept else None
