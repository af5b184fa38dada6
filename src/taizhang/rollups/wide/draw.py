"""The workbook of a wide rollup as a picture; its long sheets end with two rows that give way to pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from taizhang.model.picture import Look, Sheet
from taizhang.model.place import column_letters
from taizhang.rollups.draw import INDEX, INDEX_TITLES
from taizhang.rollups.how import OF_METHOD, How
from taizhang.rollups.sheets.figures import counted_by
from taizhang.rollups.sheets.plan_changes import draw_plan_changes
from taizhang.rollups.wide.figures import Concluding
from taizhang.rollups.wide.lines import clearings, coordination, issues
from taizhang.rollups.wide.lines.sources import NAME as SOURCES
from taizhang.rollups.wide.rollup import FIRST_ROW, TAKEN, WideRollup
from taizhang.rollups.wide.sheets import place_figures, places
from taizhang.rollups.wide.sheets.figures import draw_figures
from taizhang.rollups.wide.sheets.long_sheet import Link
from taizhang.rollups.wide.sheets.overview import draw_overview
from taizhang.rollups.wide.sheets.place_figures import draw_place_figures
from taizhang.rollups.wide.sheets.places import draw_places, in_order
from taizhang.rollups.wide.sheets.progress import draw_progress
from taizhang.rollups.wide.sheets.reporting import draw_reporting
from taizhang.rollups.wide.sheets.taken import draw_taken

OVER_PERIODS = "往期"  # behind the rows of an indicator whose numbers are taken over periods
EARLIER = "@"  # before the name of an earlier period in the index


def draw_wide(rollup: WideRollup) -> tuple[Sheet, ...]:
    """The sheets in the order of the workbook."""
    of_figures = draw_figures(rollup, Concluding(rollup.asked))
    taken = {sheet.name: sheet for sheet in draw_taken(rollup)}
    lists = [taken.pop(name) for name in (issues.NAME, coordination.NAME, clearings.NAME)]
    sheets = (
        draw_overview(rollup), draw_progress(rollup), of_figures, draw_place_figures(rollup),
        draw_places(rollup), *lists, draw_reporting(rollup), draw_plan_changes(rollup).sheet, *taken.values(),
    )  # fmt: skip
    return (*sheets, _draw_index(sheets, rollup))


def links_of_figures(rollup: WideRollup) -> Iterator[Link]:
    """From each place's numbers to its first line of 来源."""
    letters = column_letters(place_figures.VALUE_AT)
    for line in rollup.lines:
        if line.sources.last >= line.sources.first:
            target = f"{SOURCES}!A{line.sources.first}"
            for row in range(line.figures.first, line.figures.last + 1):
                yield f"{letters}{row}", target


def links_of_taken(rollup: WideRollup) -> dict[str, tuple[Link, ...]]:
    """By sheet, from the first line of each place's own reporters back to its figures, or to its line of 各地情况."""
    at = {line.place.code: row for row, line in enumerate(in_order(rollup), FIRST_ROW)}
    found: dict[str, list[Link]] = {name: [] for name in TAKEN}
    for line in rollup.lines:
        inside = Counter[str]()
        for below in line.place.below:
            inside += Counter(rollup.briefs[below.code].rows)
        for name, span in line.taken.items():
            if line.brief.rows.get(name, 0) > inside[name]:
                to_figures = name == SOURCES and line.depth
                back = f"{place_figures.NAME}!A{line.figures.first}" if to_figures else ""
                found[name].append((f"A{span.first}", back or f"{places.NAME}!A{at[line.place.code]}"))
    return {name: tuple(links) for name, links in found.items()}


def _draw_index(sheets: Sequence[Sheet], rollup: WideRollup) -> Sheet:
    """How the numbers of 总览 came about, and for each indicator its method, what counts, and the plan's words."""
    index = Sheet(INDEX, (18.0, 40.0, 20.0, 40.0, 60.0, 24.0, 60.0), visible=False)
    index.put_row(1, INDEX_TITLES, Look.HEADER)
    row = 2
    for one in (derivation for sheet in sheets for derivation in sheet.derivations):
        texts = (one.cell, one.name, one.how, How(one.how).says, one.origins, one.parameter, one.clause)
        _put(index, row, texts)
        row += 1
    for told in (*_indicators(rollup), *_earlier(rollup)):
        _put(index, row, told)
        row += 1
    return index


def _put(index: Sheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, 1):
        if text:
            index.put(row, column, str(text), Look.CODE)


def _indicators(rollup: WideRollup) -> Iterator[tuple[str, ...]]:
    """By the row's id in the place of a cell; the parameter is what makes a place count, origin the row that answers."""
    for row in rollup.asked.rows:
        indicator = row.indicator
        if indicator is not None:
            how = OF_METHOD[indicator.method]
            rows = (
                indicator.answered_by or row.id,
                indicator.weight_of,
                OVER_PERIODS if indicator.of_period else "",
            )
            clause = row.measure.text if row.measure else indicator.span.words
            name = indicator.subject or indicator.span.words
            yield (
                f"#{row.id}", name, how, how.says, " ".join(filter(None, rows)),
                counted_by(indicator), clause,
            )  # fmt: skip


def _earlier(rollup: WideRollup) -> Iterator[tuple[str, ...]]:
    """Under 上期 and 去年同期, which period of which plan that is."""
    for one in (rollup.last, rollup.year_before):
        if one.told:
            yield f"{EARLIER}{one.when}", one.told, How.LABEL, How.LABEL.says, "", one.period, ""
