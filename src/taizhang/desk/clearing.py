"""Clearing finished rows (挂账销号): list what is asked, write requests down, approve, refuse and reopen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.called import plan_called, reporter_called
from taizhang.desk.clearing_history import ClearingHistory, history_of
from taizhang.desk.clearing_words import ClearingRow, not_finished, out_of_order
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.records import context_of
from taizhang.desk.said import said
from taizhang.errors import BadUsage
from taizhang.model.clearing import STEP_RULES, Claim, ClearingStep, Lack, lack_of
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.desk.context import Context
    from taizhang.ledgers import LedgerLayout
    from taizhang.rollups.clearing_items import ClearingItem


@dataclass(frozen=True, slots=True)
class ClearingAsked:
    """What the operator wrote: every row named, of every reporter named."""

    reporters: tuple[str, ...]  # keys or names
    rows: tuple[str, ...]
    who: str
    why: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Requests:
    """What stands at 申请中, by what an approval of all would do with it."""

    ready: tuple[ClearingRow, ...]
    held: tuple[tuple[ClearingRow, str], ...]  # with what speaks against it; each needs a decision of its own
    approved: bool  # whether the ready ones were

    def as_json(self) -> dict[str, Any]:
        return {
            "approved": self.approved,
            "ready": [row.as_json() for row in self.ready],
            "held": [row.as_json() | {"why": why} for row, why in self.held],
        }


def list_clearings(
    archive: Path | str,
    *,
    plan: str = "",
    reporters: Sequence[str] = (),
    rows: Sequence[str] = (),
    period: str = "",
    state: str = "",
    as_of: date,
) -> tuple[ClearingRow, ...]:
    """Every row whose clearing was spoken of, what waits first; of all plans where none is named.

    `period` is that of the ledger that asked, `state` one of the four words.

    Raises:
        BadUsage: the words name no plan, reporter or period.
        CannotRead: there is no such archive.
    """
    when = parse_period(period) if period else None
    with opened(archive) as store:
        context = context_of(store)
        plans = [plan_called(context, plan)] if plan else list(context.plans)
        return tuple(
            row
            for one in plans
            for row in _Record(store, context, one, as_of).listed(reporters, when)
            if (not rows or row.item.row in rows) and state in ("", row.item.state.value)
        )


def request_clearing(
    archive: Path | str, asked: ClearingAsked, *, plan: str = "", at: datetime
) -> tuple[ClearingRow, ...]:
    """Write down that clearing was asked for outside a ledger, with the evidence that was shown.

    Raises:
        BadUsage: a row is asked for or cleared already, or nobody, no evidence or no row is named.
        CannotRead: there is no such archive.
        CannotWrite: somebody else wrote steps down meanwhile.
    """
    return _take(archive, Clearing.REQUESTED, asked, plan, at)


def approve_clearing(
    archive: Path | str, asked: ClearingAsked, *, plan: str = "", at: datetime
) -> tuple[ClearingRow, ...]:
    """Clear rows that are asked for. One that its newest accepted ledger does not call finished needs a reason.

    Raises:
        BadUsage: nobody asked, the ledger speaks against it and no reason is given, or nobody or no row is named.
        CannotRead: there is no such archive.
        CannotWrite: somebody else wrote steps down meanwhile.
    """
    return _take(archive, Clearing.CLEARED, asked, plan, at)


def refuse_clearing(
    archive: Path | str, asked: ClearingAsked, *, plan: str = "", at: datetime
) -> tuple[ClearingRow, ...]:
    """Refuse what is asked for; the reason is told in the next ledger.

    Raises:
        BadUsage: nobody asked, or nobody, no reason or no row is named.
        CannotRead: there is no such archive.
        CannotWrite: somebody else wrote steps down meanwhile.
    """
    return _take(archive, Clearing.REFUSED, asked, plan, at)


def reopen_clearing(
    archive: Path | str, asked: ClearingAsked, *, plan: str = "", at: datetime
) -> tuple[ClearingRow, ...]:
    """Open again what was cleared; the reason is told in the next ledger.

    Raises:
        BadUsage: a row is not cleared, or nobody, no reason or no row is named.
        CannotRead: there is no such archive.
        CannotWrite: somebody else wrote steps down meanwhile.
    """
    return _take(archive, Clearing.NOT_REQUESTED, asked, plan, at)


def approve_requested(
    archive: Path | str,
    *,
    who: str,
    why: str = "",
    plan: str = "",
    reporters: Sequence[str] = (),
    period: str = "",
    sure: bool,
    at: datetime,
) -> Requests:
    """Clear whatever is asked for and nothing speaks against; without `sure`, only say what that would be.

    A reason makes no exception here: what the ledger speaks against is left for a decision of its own.

    Raises:
        BadUsage: the words name no plan, reporter or period, or nobody is named.
        CannotRead: there is no such archive.
        CannotWrite: somebody else wrote steps down meanwhile.
    """
    who, when = said(who, "审核人"), parse_period(period) if period else None
    with opened(archive) as store:
        context = context_of(store)
        record = _Record(store, context, plan_called(context, plan), at.date())
        waiting = [row for row in record.listed(reporters, when) if row.item.state is Clearing.REQUESTED]
        held = tuple((row, why_not) for row in waiting if (why_not := _speaks_against(row)))
        ready = tuple(row for row in waiting if not _speaks_against(row))
        if sure and ready:
            steps = [step for row in ready for step in _steps(row, Clearing.CLEARED, ("", who, why), at)]
            ready = record.write(steps, ready)
        return Requests(ready, held, approved=sure)


def _take(
    archive: Path | str, step: Clearing, asked: ClearingAsked, plan: str, at: datetime
) -> tuple[ClearingRow, ...]:
    """Take the step with all the rows, or with none: whatever is in the way is said of each."""
    words = _worded(step, asked)
    with opened(archive) as store:
        context = context_of(store)
        record = _Record(store, context, plan_called(context, plan), at.date())
        rows = record.named(asked)
        faults = [fault for row in rows if (fault := _fault(row, step, words))]
        if faults:
            raise BadUsage("\n".join(faults))
        return record.write([one for row in rows for one in _steps(row, step, words, at)], rows)


_Words = tuple[str, str, str]  # evidence, who, why


def _worded(step: Clearing, asked: ClearingAsked) -> _Words:
    """Who and what has to go with the step, once it is there."""
    rule = STEP_RULES[step]
    who = said(asked.who, "登记人" if step is Clearing.REQUESTED else "审核人")
    evidence = said(asked.evidence, "佐证材料") if rule.evidence else " ".join(asked.evidence.split())
    why = said(asked.why, "理由") if rule.reason else " ".join(asked.why.split())
    return evidence, who, why


def _fault(row: ClearingRow, step: Clearing, words: _Words) -> str:
    """Why the row cannot take the step; "" where it can."""
    evidence, _who, why = words
    if lack_of(row.item.state, step, evidence=evidence, why=why) is Lack.ORDER:
        return out_of_order(row, step)
    against = not_finished(row) if step is Clearing.CLEARED and not why else ""
    return f"{row.called}：{against}，不能核准销号。确需例外的，请用 --why 写明理由。" if against else ""


def _speaks_against(row: ClearingRow) -> str:
    """What keeps a request from being approved along with others."""
    newest = row.item.newest
    if newest and newest.clearing and not newest.wants:
        return row.line.remark
    return not_finished(row)


def _steps(row: ClearingRow, step: Clearing, words: _Words, at: datetime) -> Iterator[ClearingStep]:
    """The step; before a decision on what a ledger asked, that request, with the moment it came and its cell."""
    evidence, who, why = words
    item, asked = row.item, row.item.request
    if step is not Clearing.NOT_REQUESTED and isinstance(asked, Claim) and item.state is Clearing.REQUESTED:
        where = f"{asked.period.title}台账（登记号{asked.submission}，{asked.place}）所填"
        yield ClearingStep(
            row.plan,
            item.reporter,
            item.row,
            Clearing.REQUESTED,
            asked.evidence,
            row.name,
            where,
            asked.received,
        )
    yield ClearingStep(row.plan, item.reporter, item.row, step, evidence, who, why, at)


@dataclass(slots=True)
class _Record:
    """One plan's clearing in an open archive, as it stands now."""

    store: Archive
    context: Context
    plan_id: str
    day: date
    history: ClearingHistory = field(init=False)

    def __post_init__(self) -> None:
        self.history = history_of(self.store, self.plan_id)

    @property
    def plan(self) -> Plan:
        """As it is in force today."""
        from taizhang.plans import in_force

        return in_force(self.context.plans[self.plan_id], self.day)

    def listed(self, reporters: Sequence[str], period: Period | None) -> Iterator[ClearingRow]:
        """The items of these reporters, of all where none is named, what waits first."""
        named = [reporter_called(one, self.context, self.plan_id) for one in reporters]
        rows = self._rows(self.history.items(named or self.history.reporters))
        return (row for row in rows if period in (None, row.period))

    def named(self, asked: ClearingAsked) -> tuple[ClearingRow, ...]:
        """Each row of each reporter, also those of which nobody has spoken yet.

        Raises:
            BadUsage: a reporter or row is none, or none is named.
        """
        if not asked.reporters or not asked.rows:
            raise BadUsage("没有写明哪个填报单位的哪一行，请用 --reporter 和 --row 写明。")
        whose = dict.fromkeys(reporter_called(one, self.context, self.plan_id) for one in asked.reporters)
        items = self._items([(one, row) for one in whose for row in dict.fromkeys(asked.rows)])
        self._are_asked([item for item in items if not item.history])
        return self._rows(items)

    def write(self, steps: Sequence[ClearingStep], rows: Iterable[ClearingRow]) -> tuple[ClearingRow, ...]:
        """Write the steps down, and say where the rows stand then."""
        self.store.add_clearings(steps, self.history.known)
        self.history = history_of(self.store, self.plan_id)
        return self._rows(self._items([(row.item.reporter, row.item.row) for row in rows]))

    def _items(self, keys: Sequence[tuple[Reporter, str]]) -> list[ClearingItem]:
        from taizhang.rollups.clearing_items import ClearingItem

        reporters = list(dict.fromkeys(reporter for reporter, _ in keys))
        known = {(one.reporter, one.row): one for one in self.history.items(reporters)}
        return [known.get(key, ClearingItem(*key)) for key in keys]

    def _rows(self, items: Iterable[ClearingItem]) -> tuple[ClearingRow, ...]:
        from taizhang.rollups.clearings import clearing_lines, in_reading_order

        roster = [line.reporter for line in self.context.rosters[self.plan_id]]
        lines = in_reading_order(clearing_lines(items, self.plan), roster, self.plan)
        return tuple(
            ClearingRow(line, self.plan_id, self.context.line(self.plan_id, line.item.reporter).name)
            for line in lines
        )

    def _are_asked(self, unknown: Sequence[ClearingItem]) -> None:
        """Refuse rows of which nobody spoke and which nobody asks of the reporter."""
        layout = self._layout()
        for item in unknown:
            line = self.context.line(self.plan_id, item.reporter)
            asked = layout.ledger(line).row(item.row)
            if asked is None:
                raise BadUsage(
                    f"{line.name}的台账中没有编号为“{item.row}”的任务行，请核对 --row（如 T01.M01.I1）。"
                )
            if not asked.concerns:
                raise BadUsage(
                    f"任务行“{item.row}”不涉及{line.name}，不需要销号。请核对 --reporter 和 --row。"
                )

    def _layout(self) -> LedgerLayout:
        from taizhang.ledgers import LedgerLayout

        period = self.context.rounds.get(self.plan_id, Period.parse(str(self.plan.year)))
        return LedgerLayout(self.plan, period, roster=self.context.rosters[self.plan_id])
