"""The figures of the period before, and of the same period a year ago, for a rollup's to be held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taizhang.model.figure import Figure, Late
from taizhang.model.pace import Pace
from taizhang.model.period import Period
from taizhang.model.plan import Method, Plan, PlanRow
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.rollups.answers import Answers, answers_for, gather_answers
from taizhang.rollups.figures import comes_to_its_goal, due_day, figure_for, rolled_up_indicators
from taizhang.rollups.frame import Frame, frame_of
from taizhang.rollups.past import LookBack, Past, counting
from taizhang.rollups.rollup import Earlier, called

_COUNTED = (Method.COUNT_MEETING, Method.SHARE_MEETING, Method.ALL_OF)
_OTHER_LAST = "上期口径不同"
_OTHER_YEAR = "去年同期口径不同"
_NOT_IN_PLAN = "上年计划没有同一指标"
_SEVERAL = "上年计划有几项同名指标"
_NOT_YET = "本计划自本期起算"

_Same = Callable[[PlanRow], PlanRow | str]  # the row of the earlier plan, or why there is none


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
        why = _NOT_YET if before.end < now.plan.starts_on else back.no_last
        return Earlier(before, now.plan.title, {}, _for_all(now.plan, why))
    return _compared(now.plan, found, _by_id(found, now.plan, _OTHER_LAST))


def a_year_before(back: LookBack, now: Frame) -> Earlier:
    """The same period a year ago: where one indicator of that plan, and one only, means the same as one of this."""
    past = back.a_year_before(now.period)
    if past is None:
        return Earlier(now.period.year_before, "", {}, _for_all(now.plan, back.no_year_before))
    found = PastRound.of(past, back.year_before, now)
    if past.plan.id == now.plan.id:
        return _compared(now.plan, found, _by_id(found, now.plan, _OTHER_YEAR))
    return _compared(now.plan, found, _by_meaning(found, now.plan))


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


def _compared(plan: Plan, found: PastRound, same: _Same) -> Earlier:
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


def _by_id(found: PastRound, plan: Plan, otherwise: str) -> _Same:
    """Under one plan ids stay; an amendment may have changed what one stands for."""
    then = {row.id: row for row in rolled_up_indicators(found.frame.plan)}

    def same(row: PlanRow) -> PlanRow | str:
        other = then.get(row.id)
        if other is None or _meaning(row, plan) != _meaning(other, found.frame.plan):
            return otherwise
        return other

    return same


def _by_meaning(found: PastRound, plan: Plan) -> _Same:
    """Conservative: the same words, unit and way of adding up, once in either plan."""
    ours = Counter(_meaning(row, plan) for row in rolled_up_indicators(plan))
    theirs: dict[tuple[object, ...], list[PlanRow]] = {}
    for row in rolled_up_indicators(found.frame.plan):
        theirs.setdefault(_meaning(row, found.frame.plan), []).append(row)

    def same(row: PlanRow) -> PlanRow | str:
        meaning = _meaning(row, plan)
        others = theirs.get(meaning, [])
        if not others:
            return _NOT_IN_PLAN
        return others[0] if len(others) == 1 and ours[meaning] == 1 else _SEVERAL

    return same


def _meaning(row: PlanRow, plan: Plan) -> tuple[object, ...]:
    """What the figure says: of what, in which unit, over whom and how; where places are counted, by which target."""
    one = row.indicator
    assert one is not None
    weight = next((other for other in plan.indicators() if one.weight_of and other.id == one.weight_of), None)
    return (
        "".join((one.subject or one.span.words).split()), one.target.unit, one.per, one.scope, one.names, one.kind,
        one.method, one.over, one.direction, one.source, one.target if one.method in _COUNTED else None,
        (weight.subject, weight.target.unit) if weight else None,
    )  # fmt: skip
