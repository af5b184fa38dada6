"""A rollup workbook that arrived from below, as the register keeps it: whose it is, and what was found in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from taizhang.errors import Trouble
from taizhang.model.period import Period
from taizhang.model.region import Region
from taizhang.rollups.read_back import standing_of
from taizhang.rollups.sheets.records import standing_line
from taizhang.rollups.timeliness import ReporterState

_MARK = b'{"rollup":'  # no ledger's record begins so
_FORM = 1


@dataclass(frozen=True, slots=True)
class ArrivedRollup:
    """What a rollup workbook says of itself, held against the ledgers that it carries."""

    plan: str = ""  # id; "" where that cannot be read
    title: str = ""  # of the plan
    place: Region | None = None
    period: Period | None = None
    ledgers: int = 0
    missing: tuple[str, ...] = ()  # names of those without a ledger in it
    differences: tuple[str, ...] = ()  # Chinese sentences: cells that show what the ledgers do not come to
    altered: str = ""  # one Chinese sentence: why its ledgers cannot be believed; "" where they can
    standings: tuple[ReporterState, ...] = ()  # how everybody stands in it
    upper_plan: str = ""  # id of our plan that it answers; "" where it answers none

    @property
    def place_code(self) -> str:
        return self.place.code if self.place else ""

    @property
    def can_be_used(self) -> bool:
        return not self.altered and bool(self.upper_plan)

    def answering(self, upper_plan: str) -> ArrivedRollup:
        return replace(self, upper_plan=upper_plan)


def arrived_to_record(arrived: ArrivedRollup) -> bytes:
    place, period = arrived.place, arrived.period
    facts: dict[str, Any] = {
        "rollup": _FORM, "plan": arrived.plan, "title": arrived.title, "period": str(period) if period else None,
        "place": [place.code, place.name, place.level.value, place.parent] if place else None,
        "ledgers": arrived.ledgers, "missing": arrived.missing, "differences": arrived.differences,
        "altered": arrived.altered, "upper_plan": arrived.upper_plan,
        "standings": [standing_line(one) for one in arrived.standings],
    }  # fmt: skip
    return json.dumps(facts, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def is_arrived_rollup(record: bytes | None) -> bool:
    """Whether what the register keeps of a file is that of a rollup workbook."""
    return record is not None and record.startswith(_MARK)


def arrived_from_record(record: bytes) -> ArrivedRollup:
    """What `arrived_to_record` wrote.

    Raises:
        ValueError: it is no such record.
    """
    from taizhang.rollups.carried_form import ArrivedShape

    told = ArrivedShape.model_validate_json(record)
    try:
        standings = tuple(standing_of(key, text) for key, text in told.standings)
    except Trouble as trouble:
        raise ValueError("standings") from trouble
    return ArrivedRollup(
        plan=told.plan,
        title=told.title,
        place=Region(*told.place) if told.place else None,
        period=told.period,
        ledgers=told.ledgers,
        missing=tuple(told.missing),
        differences=tuple(told.differences),
        altered=told.altered,
        standings=standings,
        upper_plan=told.upper_plan,
    )
