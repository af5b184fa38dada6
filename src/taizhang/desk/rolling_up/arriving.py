"""A rollup workbook looked at when it arrives: which it is, and whether its ledgers come to what it shows. In a worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from taizhang.errors import CannotRead
from taizhang.model.grid import Grid, Workbook

if TYPE_CHECKING:
    from taizhang.ledgers.record import Expected
    from taizhang.rollups.arrived import ArrivedRollup
    from taizhang.rollups.read_back import CarriedLine, CarriedRollup
    from taizhang.rollups.rollup import Report

_NO_RECORDS = "它没有完整的“台账记录”表，不能汇入，请把上报时写出的汇总表原文件重新发来"


def arrived_in(workbook: Workbook) -> ArrivedRollup | None:
    """What a workbook that is no ledger says as a rollup of ours, by its hidden sheets; None where it is none."""
    from taizhang.rollups.arrived import ArrivedRollup as Arrived
    from taizhang.rollups.draw import INDEX, INDEX_TITLES
    from taizhang.rollups.read_back import carried_lines
    from taizhang.rollups.sheets import records

    lines = carried_lines(workbook.grids)
    if lines:
        return _held_against_its_ledgers(workbook, lines)
    titles = {grid.sheet: tuple(map(grid.text, [1] * 7, range(1, 8))) for grid in workbook.grids}
    ours = records.NAME in titles or titles.get(INDEX) == INDEX_TITLES
    return Arrived(altered=_NO_RECORDS) if ours else None


def _held_against_its_ledgers(workbook: Workbook, lines: Sequence[CarriedLine]) -> ArrivedRollup:
    from taizhang.rollups.read_back import read_carried

    try:
        return _told(read_carried(lines, workbook.name), workbook.grids)
    except CannotRead as trouble:
        return _altered(lines, str(trouble).rstrip("。"))


def _altered(lines: Sequence[CarriedLine], why: str) -> ArrivedRollup:
    """Whose it says it is, where that much can be read."""
    from taizhang.rollups.arrived import ArrivedRollup as Arrived
    from taizhang.rollups.read_back import head_of

    head = head_of(lines)
    if head is None:
        return Arrived(altered=why)
    return Arrived(plan=head.plan, place=head.region, period=head.period, altered=why)


def _told(carried: CarriedRollup, grids: Sequence[Grid]) -> ArrivedRollup:
    from taizhang.desk.examine import Known
    from taizhang.rollups.arrived import ArrivedRollup as Arrived

    asked = Known({carried.plan.id: carried.plan}, {carried.plan.id: carried.roster}).expected
    reports = carried.reports(asked)
    filed = {report.ledger.reporter for report in reports}
    return Arrived(
        plan=carried.plan.id,
        title=carried.plan.title,
        place=carried.place,
        period=carried.period,
        ledgers=len(reports),
        missing=tuple(line.name for line in carried.roster if line.reporter not in filed),
        differences=_differences(carried, reports, asked, grids),
        standings=carried.standings,
    )


def _differences(
    carried: CarriedRollup, reports: Sequence[Report], asked: Expected, grids: Sequence[Grid]
) -> tuple[str, ...]:
    """What its figures show and its ledgers do not come to.

    Raises:
        CannotRead: a line of its records was changed, also one that no figure rests on.
    """
    from taizhang.rollups.shown import shown_differences, shown_figures

    _ = carried.clearings, carried.periods  # read, so that a change in them is seen
    return shown_differences(carried, reports, carried.pasts(asked), shown_figures(grids))
