"""A Schedule (序时进度) is what a date is held against: how much of the way is due at a period's end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from taizhang.model.light import Lights
from taizhang.model.pace import Milestone, Pace, Timing, reached
from taizhang.model.period import Period
from taizhang.model.plan import Indicator, Kind, Plan, PlanRow, Target
from taizhang.model.words.status import Status
from taizhang.model.words.targets import DONE_AT_ONCE, GROWTH
from taizhang.model.words.times import LASTING

_AT_ONCE, _GROWTH, _LASTING = re.compile(DONE_AT_ONCE), re.compile(GROWTH), re.compile(LASTING)
_NONE = Timing("")


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a date is held against: the plan's as a whole, or one row's own."""

    starts_on: date
    period: Period
    as_of: date
    lights: Lights
    pace: Pace = Pace.MONTH
    milestones: tuple[Milestone, ...] = ()
    grows: bool = False  # a rate of growth: what it is at any time, it has no share of the way
    timings: Mapping[str, Timing] = field(default_factory=dict)  # by id, of the plan as a whole
    _of_rows: dict[str, Schedule] = field(
        default_factory=dict, repr=False, compare=False
    )  # as they were asked for

    def for_row(self, row: PlanRow) -> Schedule:
        """As it holds for the row of one reporter; thousands of them ask for the same."""
        own = self._of_rows.get(row.id)
        if own is None:
            once = row.indicator is not None and _is_there_or_not(row.indicator)
            own = self._of_rows[row.id] = self._for(row, Pace.ONCE if once else None)
        return own

    def for_figure(self, row: PlanRow) -> Schedule:
        """As it holds for the number of many: how many places have built something grows, whatever each one's does."""
        document = row.indicator is not None and row.indicator.kind is Kind.DOCUMENT
        return self._for(row, Pace.ONCE if document else None)

    def _for(self, row: PlanRow, by_kind: Pace | None) -> Schedule:
        """Its own milestones before its task's, its own pace before its kind's, and that before the plan's."""
        own = self.timings.get(row.id, _NONE)
        of_task = self.timings.get(row.task.id, _NONE) if row.task else _NONE
        pace = own.pace or (Pace.LASTING if _lasts(row) else by_kind) or self.pace
        return replace(
            self,
            pace=pace,
            milestones=own.milestones or of_task.milestones,
            grows=row.indicator is not None and _is_growth(row.indicator),
            timings={},
            _of_rows={},
        )

    def elapsed(self, deadline: date, target: Target | None = None) -> Fraction:
        """The share of the way that is due at the period's end: by the milestones where there are any with a number."""
        if self.period.end < deadline and self.has_numbers:
            return self._share_due(target)
        return self.period.elapsed(self.starts_on, deadline, self.pace)

    def _share_due(self, target: Target | None) -> Fraction:
        """Before the first milestone nothing is due."""
        due = self.number_due()
        if due is None:
            return Fraction(0)
        if due.share is not None:
            return Fraction(due.share) / 100
        return (target.share_of_way(due.value) if target and due.value is not None else None) or Fraction(0)

    def number_due(self) -> Milestone | None:
        """The milestone with a number that holds at the period's end; None before the first."""
        return reached((one for one in self.milestones if _in_numbers(one)), self.period.end)

    @property
    def has_numbers(self) -> bool:
        """Whether milestones say which number is due when."""
        return any(_in_numbers(one) for one in self.milestones)

    def status_due(self) -> Status | None:
        """The status that a milestone asks for at the period's end; None where none does."""
        due = reached((one for one in self.milestones if one.status), self.period.end)
        return due.status if due else None

    def overdue(self, deadline: date) -> bool:
        """The period reaches the deadline, and the deadline is over; what lasts is never overdue."""
        over = deadline <= self.period.end and deadline < self.as_of
        return over and self.pace is not Pace.LASTING


def schedule_of(plan: Plan, period: Period, as_of: date) -> Schedule:
    """The schedule of the plan as a whole."""
    settings = plan.settings
    timings = {one.id: one for one in settings.timings}
    return Schedule(plan.starts_on, period, as_of, settings.lights, settings.pace, timings=timings)


def _in_numbers(one: Milestone) -> bool:
    return one.status is None


def _is_there_or_not(indicator: Indicator) -> bool:
    """A document, or one thing that is issued or built: nothing of it is due before its day."""
    if indicator.kind is Kind.DOCUMENT:
        return True
    one = indicator.target.value == 1 and indicator.target.value_max is None and indicator.whole is None
    return one and _AT_ONCE.search(indicator.subject + indicator.span.words) is not None


def _is_growth(indicator: Indicator) -> bool:
    share = indicator.whole is not None or indicator.target.unit == "个百分点"
    return share and _GROWTH.search(indicator.subject + indicator.span.words) is not None


def _lasts(row: PlanRow) -> bool:
    """The words say 长期坚持 and name no last day."""
    words = row.indicator.span.words if row.indicator else row.measure.text if row.measure else ""
    return _LASTING.search(words) is not None and not (row.indicator and row.indicator.deadline)
