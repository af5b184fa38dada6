"""What one place of those who fill in comes to, and its source lines: all that a wide rollup asks of its ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from taizhang.model.figure import Contribution
from taizhang.model.plan import Indicator, Plan
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.rollups.answers import answers_for
from taizhang.rollups.contributions import cells_in
from taizhang.rollups.figures import pool_for, rolled_up_indicators
from taizhang.rollups.rollup import Report
from taizhang.rollups.tally import Tally, tally_of
from taizhang.rollups.wide.source_lines import Cell, source_lines


@dataclass(frozen=True, slots=True)
class Place:
    """A place that reporters fill in for, with whom it expects; a city, or a county without one."""

    code: str
    path: tuple[str, str]  # its province and itself, by name; "" where there is none
    lines: tuple[RosterLine, ...]
    # By indicator: whom it expects, where that is not all of them.
    expected: Mapping[str, tuple[Reporter, ...]]

    def expects(self, row: str) -> tuple[RosterLine, ...]:
        """Who should answer the indicator."""
        some = self.expected.get(row)
        return self.lines if some is None else tuple(one for one in self.lines if one.reporter in some)


@dataclass(frozen=True, slots=True)
class PlaceExtract:
    """The place's tallies by indicator, and its source lines."""

    code: str
    tallies: Mapping[str, Tally]
    lines: tuple[tuple[Cell, ...], ...]


def extract_place(plan: Plan, place: Place, reports: Iterable[Report]) -> PlaceExtract:
    """The extract of a place from the reports of its reporters, which come in the order of its lines."""
    lines = {line.reporter: line for line in place.lines}
    known = [report for report in reports if report.ledger.reporter in lines]
    asked = [row.indicator for row in rolled_up_indicators(plan) if row.indicator]
    answers = _answers(asked, known, lines)
    tallies = {
        indicator.id: tally_of(
            pool_for(indicator, plan, answers_for(indicator, answers), place.expects(indicator.id))
        )
        for indicator in asked
    }
    return PlaceExtract(
        code=place.code,
        tallies=tallies,
        lines=tuple(
            line
            for report in known
            for line in source_lines(report, place.path, lines[report.ledger.reporter].name)
        ),
    )


def _answers(
    asked: Sequence[Indicator], reports: Sequence[Report], lines: Mapping[Reporter, RosterLine]
) -> dict[str, list[Contribution]]:
    """By indicator, the cells of everybody."""
    found: dict[str, list[Contribution]] = {indicator.id: [] for indicator in asked}
    for report in reports:
        rows = {row.id: row for row in reversed(report.ledger.rows)}
        name = lines[report.ledger.reporter].name
        for indicator in asked:
            row = rows.get(indicator.answered_by or indicator.id)
            if row is not None:
                found[indicator.id] += cells_in(row, indicator, report, name)
    return found
