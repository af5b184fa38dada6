"""Findings as JSON and back: how the archive keeps them and a rollup workbook carries them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from taizhang.model.finding import Finding, Severity, Spot
from taizhang.model.place import Place


def findings_to_json(findings: Sequence[Finding]) -> str:
    text = json.dumps(list(findings), ensure_ascii=False, default=_fields)
    return text.encode("utf-8", "backslashreplace").decode()  # a lone surrogate becomes a JSON escape


def findings_from_json(text: str) -> tuple[Finding, ...]:
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
