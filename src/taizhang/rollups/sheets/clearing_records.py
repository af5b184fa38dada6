"""What 台账记录 says of clearing and of the year's periods: who did what and when, and nobody's telephone or address."""

from __future__ import annotations

import re
from typing import Any

from taizhang.model.clearing import Claim, ClearingStep
from taizhang.rollups.clearing_items import ClearingItem, Event

_REACHED_BY = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－—]?\d{7,8})(?!\d)")
_LEFT_OUT = "（联系方式略）"


def clearing_item_facts(item: ClearingItem) -> dict[str, Any]:
    """The row and everything said and done of it, in the order of time."""
    return {"row": item.row, "history": [_event(one) for one in item.history]}


def _event(event: Event) -> dict[str, Any]:
    return {"claim": _claim(event)} if isinstance(event, Claim) else {"step": _step(event)}


def _claim(claim: Claim) -> dict[str, Any]:
    place = claim.place
    return {
        "period": str(claim.period), "submission": claim.submission, "file_name": claim.file_name,
        "received": claim.received.isoformat(), "clearing": claim.clearing.value if claim.clearing else None,
        "status": claim.status.value if claim.status else None, "evidence": _unreachable(claim.evidence),
        "place": [place.file, place.sheet, place.row, place.column], "raw": _unreachable(claim.raw),
    }  # fmt: skip


def _step(step: ClearingStep) -> dict[str, Any]:
    return {
        "state": step.state.value, "evidence": _unreachable(step.evidence), "who": step.who,
        "why": _unreachable(step.why), "at": step.at.isoformat(),
    }  # fmt: skip


def _unreachable(text: str) -> str:
    """The text without telephone numbers and mail addresses."""
    return _REACHED_BY.sub(_LEFT_OUT, text)
