"""Answers: by indicator, the cells of everybody who reports it, and of earlier periods where its numbers are of their period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from taizhang.ledgers.offices import Offices, offices_of
from taizhang.model.figure import Contribution
from taizhang.model.plan import Indicator
from taizhang.rollups.contributions import answers_to
from taizhang.rollups.figures import rolled_up_indicators
from taizhang.rollups.frame import Frame
from taizhang.rollups.past import Past, counting
from taizhang.rollups.rollup import Report

Answers = Mapping[str, Sequence[Contribution]]


def gather_answers(frame: Frame, reports: Iterable[Report], earlier: Sequence[Past] = ()) -> Answers:
    """By the indicator's id.

    A unit's ledger answers for the indicators whose one source it is, and for nothing else. `earlier` are the periods
    of the same plan before the frame's.
    """
    gathering = _Gathering(frame)
    gathering.hear(reports, gathering.asked)
    of_period = [indicator for indicator in gathering.asked if indicator.of_period]
    for past in earlier:
        if of_period and past.period < frame.period:
            gathering.hear(counting(past.reports), of_period)
    return gathering.found


def answers_for(indicator: Indicator, answers: Answers) -> list[Contribution]:
    """The indicator's own cells, and behind them those that its values are weighted by."""
    weights = answers.get(indicator.weight_of, ()) if indicator.weight_of else ()
    return [*answers.get(indicator.id, ()), *(replace(one, weighs=True) for one in weights)]


class _Gathering:
    def __init__(self, frame: Frame) -> None:
        self.names = frame.names
        self.offices: Offices = offices_of(frame.plan, frame.roster)
        self.asked = [row.indicator for row in rolled_up_indicators(frame.plan) if row.indicator]
        self.found: dict[str, list[Contribution]] = {}

    def hear(self, reports: Iterable[Report], asked: Sequence[Indicator]) -> None:
        for report in reports:
            reporter = report.ledger.reporter
            name = self.names.get(reporter)
            if name is not None:
                self._take(report, asked, name)
            elif self.offices.is_unit(reporter):
                own = [indicator for indicator in asked if indicator.source == reporter.unit]
                self._take(report, own, reporter.unit)

    def _take(self, report: Report, asked: Iterable[Indicator], name: str) -> None:
        for indicator in asked:
            cells = answers_to(indicator, report, name)
            if cells:
                self.found.setdefault(indicator.id, []).extend(cells)
