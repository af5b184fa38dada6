"""How the reporters of lower places stand by the rollup workbooks that came from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.arrivals_below import FiledRollup, counting_rollups, filed_rollups
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.submission import Submission

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups.timeliness import ReporterState


def told_from_below(store: Archive, plan: str) -> Mapping[Period, Sequence[ReporterState]]:
    """By period, the states in the newest workbook of each place that answers our plan; numbers of other registers are 0."""
    told: dict[Period, list[ReporterState]] = {}
    for one in counting_rollups(filed_rollups(store)):
        if one.rollup.upper_plan == plan and one.rollup.period:
            told.setdefault(one.rollup.period, []).extend(
                _state(state, one) for state in one.rollup.standings
            )
    return told


def with_lines(roster: Roster, lines: Iterable[RosterLine]) -> Roster:
    """The roster with the lines of those whom it does not list."""
    known = {line.reporter for line in roster}
    more = {line.reporter: line for line in lines if line.reporter not in known}
    return Roster((*roster, *more.values())) if more else roster


def with_states(states: Sequence[ReporterState], below: Sequence[ReporterState]) -> tuple[ReporterState, ...]:
    """The states, those of reporters that sent nothing here as they are told from below."""
    told: dict[Reporter, ReporterState] = {}
    for one in below:
        told.setdefault(one.line.reporter, one)
    return tuple(
        one
        if one.submission or one.line.reporter not in told
        else replace(told[one.line.reporter], line=one.line)
        for one in states
    )


def _state(state: ReporterState, one: FiledRollup) -> ReporterState:
    return replace(state, submission=_elsewhere(state.submission, one), first=_elsewhere(state.first, one))


def _elsewhere(sent: Submission | None, one: FiledRollup) -> Submission | None:
    """What was sent to the lower office, whose register has numbers of its own."""
    why = f"见{one.rollup.place}汇总表（登记第{one.line.number}号）"
    return replace(sent, number=0, reason=why) if sent else None
