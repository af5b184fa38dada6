"""The figures of the period before, and of the same period a year ago, for a rollup's to be held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taizhang.model.figure import Figure, Late
from taizhang.model.pace import Pace
from taizhang.model.period import Period
from taizhang.model.plan import Plan, PlanRow
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.rollups.answers import Answers, answers_for, gather_answers
from taizhang.rollups.figures import comes_to_its_goal, due_day, figure_for, rolled_up_indicators
from taizhang.rollups.frame import Frame, frame_of
from taizhang.rollups.past import LookBack, Past, counting
from taizhang.rollups.rollup import Earlier, called
from taizhang.rollups.same_indicators import OTHER_LAST, OTHER_YEAR, same_in

NOT_YET = "本计划自本期起算"


@dataclass(frozen=True, slots=True)
class PastRound:
    """An earlier period of the plan for the same place, with everybody's answers."""

    frame: Frame
    answers: Answers
    filed: frozenset[Reporter]
    filed_before: frozenset[tuple[Reporter, Period]]  # in which still earlier periods

    @classmethod
    def of(cls, past: Past, before: Sequence[Past], now: Frame) -> PastRound:
        reports = counting(past.reports)
        heard = {report.ledger.reporter for report in reports}
        frame = frame_of(
            past.plan, past.roster, past.period, past.period.end, now.place, now.expectation.places, heard
        )
        filed_before = ((one.ledger.reporter, then.period) for then in before for one in then.reports)
        return cls(frame, gather_answers(frame, reports, before), frozenset(heard), frozenset(filed_before))

    def figure(self, row: PlanRow, within: Callable[[RosterLine], bool] = lambda _line: True) -> Figure:
        """The figure of that time over everybody expected, or those of them who are within a place."""
        assert row.indicator is not None
        lines = [line for line in self.frame.expectation.of(row.indicator) if within(line)]
        answers = answers_for(row.indicator, self.answers)
        frame = self.frame
        return figure_for(row, frame.plan, answers, lines, frame.schedule, filed=self.filed_before)


def past_rounds(back: LookBack, now: Frame) -> tuple[PastRound, ...]:
    """The earlier periods of the plan, oldest first."""
    in_order = sorted(back.earlier, key=lambda past: past.period)
    return tuple(PastRound.of(past, in_order[:at], now) for at, past in enumerate(in_order))


def last_period(back: LookBack, rounds: Sequence[PastRound], now: Frame) -> Earlier:
    """The period before, under the same plan."""
    before = now.period.previous
    found = next((one for one in rounds if one.frame.period == before), None)
    if found is None:
        why = NOT_YET if before.end < now.plan.starts_on else back.no_last
        return Earlier(before, now.plan.title, {}, _for_all(now.plan, why))
    return _compared(now.plan, found, OTHER_LAST)


def a_year_before(back: LookBack, now: Frame) -> Earlier:
    """The same period a year ago: where one indicator of that plan, and one only, means the same as one of this."""
    past = back.a_year_before(now.period)
    if past is None:
        return Earlier(now.period.year_before, "", {}, _for_all(now.plan, back.no_year_before))
    return _compared(now.plan, PastRound.of(past, back.year_before, now), OTHER_YEAR)


def late_figure(
    row: PlanRow,
    plan: Plan,
    rounds: Sequence[PastRound],
    within: Callable[[RosterLine], bool] = lambda _line: True,
) -> Late | None:
    """The first period since its deadline in which the figure had not come to its goal; None where it always had."""
    deadline = due_day(row, plan)
    for one in rounds:
        if one.frame.period.end < deadline or one.frame.schedule.for_figure(row).pace is Pace.LASTING:
            continue
        figure = one.figure(row, within)
        if comes_to_its_goal(row, figure) is False:
            return Late(one.frame.period, figure.reported, len(figure.expected))
    return None


def _compared(plan: Plan, found: PastRound, otherwise: str) -> Earlier:
    same = same_in(plan, found.frame.plan, otherwise)
    figures: dict[str, Figure] = {}
    unknown: dict[str, str] = {}
    for row in rolled_up_indicators(plan):
        other = same(row)
        if isinstance(other, str):
            unknown[row.id] = other
        else:
            figures[row.id] = found.figure(other)
    frame = found.frame
    names = called(frame.lines, frame.groups, tuple(figures.values()))
    return Earlier(frame.period, frame.plan.title, figures, unknown, names, found.filed)


def _for_all(plan: Plan, why: str) -> dict[str, str]:
    return {row.id: why for row in rolled_up_indicators(plan)}
