"""Clearing in a rollup: a line for each item, and how many rows there are to be cleared at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.ledgers.deadlines import deadline_of
from taizhang.ledgers.lay_out import LedgerLayout
from taizhang.model.figure import Light
from taizhang.model.plan import Plan, PlanRow
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.words.status import Clearing
from taizhang.rollups.clearing_items import ClearingItem
from taizhang.rollups.clearing_words import remark_on
from taizhang.rollups.late_clearing import is_late, light_when_cleared

OPEN_FIRST = (Clearing.REQUESTED, Clearing.REFUSED, Clearing.NOT_REQUESTED, Clearing.CLEARED)
RETIRED = "（计划已取消的任务行）"

Lights = Mapping[tuple[Reporter, str], Light]  # of the period's ledgers, by reporter and row


@dataclass(frozen=True, slots=True)
class ClearingLine:
    """One item as lists show it."""

    item: ClearingItem
    task: str
    asked: str  # the row's indicator, or its measure
    deadline: date
    late: bool  # finished, or asked to be cleared, only after the deadline
    light: Light
    remark: str  # where ledger and record disagree; "" where they agree

    @property
    def late_cleared(self) -> bool:
        return self.late and self.item.state is Clearing.CLEARED


@dataclass(frozen=True, slots=True)
class Owed:
    """How many rows of a reporter's ledger are to be cleared in the end: those that concern it."""

    reporter: Reporter
    rows: int
    spared: int  # rows that it is not asked for (不涉及)


def clearing_lines(
    items: Iterable[ClearingItem], plan: Plan, lights: Lights | None = None
) -> tuple[ClearingLine, ...]:
    """The items with the plan's words, in the order given; `lights` are those of the ledgers themselves."""
    rows = {row.id: row for row in plan.rows()}
    return tuple(_line(item, rows.get(item.row), plan, lights or {}) for item in items)


def late_cleared(lines: Iterable[ClearingLine]) -> frozenset[tuple[Reporter, str]]:
    """Reporter and row of whatever was cleared late (逾期销号) and therefore stays yellow."""
    return frozenset((line.item.reporter, line.item.row) for line in lines if line.late_cleared)


def in_reading_order(
    lines: Iterable[ClearingLine], reporters: Sequence[Reporter], plan: Plan
) -> tuple[ClearingLine, ...]:
    """What waits for somebody first; then as reporters and rows stand in roster and plan."""
    at = {reporter: number for number, reporter in enumerate(reporters)}
    rows = {row.id: number for number, row in enumerate(plan.rows())}
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                OPEN_FIRST.index(line.item.state),
                at.get(line.item.reporter, len(at)),
                rows.get(line.item.row, len(rows)),
                line.item.row,
            ),
        )
    )


def owed_by(lines: Iterable[RosterLine], layout: LedgerLayout) -> tuple[Owed, ...]:
    """What each reporter's own ledger asks it for."""
    found = []
    for line in lines:
        concerned = [row.concerns for row in layout.ledger(line).rows]
        found.append(Owed(line.reporter, sum(concerned), len(concerned) - sum(concerned)))
    return tuple(found)


def _line(item: ClearingItem, row: PlanRow | None, plan: Plan, lights: Lights) -> ClearingLine:
    deadline = deadline_of(row, plan)[0] if row else plan.ends_on
    late = is_late(item, deadline)
    is_cleared = item.state is Clearing.CLEARED
    finished = Light.GREEN if is_cleared else Light.NONE  # where the period's ledger says nothing of it
    light = lights.get((item.reporter, item.row), finished)
    return ClearingLine(
        item=item,
        task=row.heading if row else RETIRED,
        asked=_asked(row) if row else "",
        deadline=deadline,
        late=late,
        light=light_when_cleared(light, late=late and is_cleared),
        remark=remark_on(item),
    )


def _asked(row: PlanRow) -> str:
    if row.indicator:
        return row.indicator.subject or row.indicator.span.words
    return row.measure.text if row.measure else ""
