"""Each level held against the one below it: what the places under a place come to, and what they say themselves.

A place's number is added up from those who fill in, never from the numbers of the places between; so both must agree.
Where a city also sent numbers of its own, the difference is said with what may explain it, and nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from taizhang.model.divisions import Divisions
from taizhang.model.plan import Method, Plan
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.rollups.contributions import own_number
from taizhang.rollups.figures import rolled_up_indicators
from taizhang.rollups.rollup import Group, OwnNumber, PlaceFigures, Report

# How a place's own number can be held against its counties': they count the same thing the same way.
COMPARED = (Method.SUM, Method.RATIO_OF_SUMS, Method.MAX, Method.MIN)


def own_numbers(
    plan: Plan, below: Sequence[PlaceFigures], reports: Sequence[Report]
) -> tuple[OwnNumber, ...]:
    """The numbers of places that sent a ledger of their own beside their counties', in the order of the places."""
    of_places = {report.ledger.reporter: report for report in reports}
    return tuple(
        own
        for place in below
        if place.line.reporter in of_places and place.line.reporter not in place.reporters
        for own in _own_numbers(plan, place, of_places[place.line.reporter])
    )


def _own_numbers(plan: Plan, place: PlaceFigures, report: Report) -> Iterator[OwnNumber]:
    figures = {figure.row: figure for figure in place.figures}
    for row in rolled_up_indicators(plan):
        if row.indicator is None or row.indicator.source or row.indicator.method not in COMPARED:
            continue
        said = own_number(row.indicator.answered_by or row.id, report, place.line.name)
        if said is not None:
            yield OwnNumber(place.line, row.id, said, figures[row.id])


def why_different(own: OwnNumber, notes: Mapping[str, tuple[str, ...]], names: Mapping[Reporter, str]) -> str:
    """What may explain a difference: who is missing below, and who belongs to the place by its code alone.

    `notes` are those of `belonging` by the place's code.
    """
    if own.difference is None:
        return "本级或所辖各地没有可比的数。"
    if own.agrees:
        return "一致。"
    reasons = []
    missing = [names[one] for one in own.below.missing]
    if missing:
        reasons.append(f"所辖{_some(missing)}未报，合计中没有")
    reasons.extend(notes.get(own.place.reporter.code, ()))
    if not reasons:
        more = (
            "多出的可能是市本级的数，请单列市本级填报" if own.difference > 0 else "请核对所辖各地是否重复计数"
        )
        reasons.append(more)
    return f"{'；'.join(reasons)}。"


def belonging(roster: Roster, groups: Sequence[Group], divisions: Divisions) -> dict[str, tuple[str, ...]]:
    """By a place's code, what is counted in it or not against what codes would say: 省直管, 新区, 开发区, 市本级."""
    reports_through = {one: group.line for group in groups for one in group.reporters}
    said: dict[str, list[str]] = {}
    for reporter, above in reports_through.items():
        line = roster.line(reporter)
        if line is None:
            continue
        region = divisions.region(reporter.code)
        if region is None or reporter.unit:
            _local(said, above, line)
        elif line.level is Level.COUNTY and region.parent != above.reporter.code:
            _elsewhere(said, above, line, divisions.region(region.parent))
    return {code: tuple(sentences) for code, sentences in said.items()}


def _local(said: dict[str, list[str]], above: RosterLine, line: RosterLine) -> None:
    """A plan-local place or a unit counts where the roster says, and only there."""
    if line.reporter != above.reporter:
        said.setdefault(above.reporter.code, []).append(f"{line.name}按通讯录单列，计入{above.name}")


def _elsewhere(said: dict[str, list[str]], above: RosterLine, line: RosterLine, home: Region | None) -> None:
    """A county that its code puts into one place and the roster into another."""
    if home is None or home.level is not Level.CITY:
        return
    where = "直接计入上一级" if line.reporter == above.reporter else f"计入{above.name}"
    sentence = f"{line.name}{where}，不在{home.name}内，只计一次"
    for code in dict.fromkeys((home.code, above.reporter.code)):
        said.setdefault(code, []).append(sentence)


def _some(names: Sequence[str]) -> str:
    return "、".join(names) if len(names) <= 3 else f"{'、'.join(names[:3])}等{len(names)}个单位"
