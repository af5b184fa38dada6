"""The workbook of a wide rollup as a picture; its long sheets end with two rows that give way to pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taizhang.model.picture import Look, Sheet
from taizhang.model.place import column_letters
from taizhang.rollups.draw import INDEX, INDEX_TITLES
from taizhang.rollups.how import OF_METHOD, How
from taizhang.rollups.sheets.figures import counted_by
from taizhang.rollups.wide.figures import Concluding
from taizhang.rollups.wide.rollup import FIRST_ROW, WideRollup
from taizhang.rollups.wide.sheets import place_figures, places, reporting
from taizhang.rollups.wide.sheets.figures import draw_figures
from taizhang.rollups.wide.sheets.overview import draw_overview
from taizhang.rollups.wide.sheets.place_figures import draw_place_figures
from taizhang.rollups.wide.sheets.places import draw_places, in_order
from taizhang.rollups.wide.sheets.progress import draw_progress
from taizhang.rollups.wide.sheets.reporting import draw_reporting
from taizhang.rollups.wide.sheets.sources import draw_sources
from taizhang.rollups.wide.source_lines import NAME as SOURCES

Link = tuple[str, str]  # from a cell, as G12, to a cell of the workbook, as 来源!A4


def draw_wide(rollup: WideRollup) -> tuple[Sheet, ...]:
    """The sheets in the order of the workbook."""
    concluding = Concluding(rollup.asked)
    of_places, of_figures = draw_places(rollup), draw_figures(rollup, concluding)
    _link_places(of_places, rollup)
    overview = draw_overview(rollup, of_places, of_figures)
    sheets = (
        overview, draw_progress(rollup), of_figures, draw_place_figures(rollup), of_places,
        draw_reporting(rollup), draw_sources(rollup),
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


def links_of_sources(rollup: WideRollup) -> Iterator[Link]:
    """From the first line of each place's own reporters back to its figures."""
    for line in rollup.lines:
        if line.depth and line.place.lines and line.sources.last >= line.sources.first:
            yield f"A{line.sources.first}", f"{place_figures.NAME}!A{line.figures.first}"


def _link_places(sheet: Sheet, rollup: WideRollup) -> None:
    """Each place's line leads to its rows in the long sheets."""
    for row, line in enumerate(in_order(rollup), FIRST_ROW):
        for title, name, span in (
            ("名册行", reporting.NAME, line.reporters),
            ("来源行", SOURCES, line.sources),
            ("指标行", place_figures.NAME, line.figures),
        ):
            if span.last >= span.first:
                sheet.lead(row, places.column(title), f"{name}!A{span.first}")


def _draw_index(sheets: Sequence[Sheet], rollup: WideRollup) -> Sheet:
    """How the numbers of 总览 came about, and for each indicator its method, what counts, and the plan's words."""
    index = Sheet(INDEX, (18.0, 40.0, 20.0, 40.0, 60.0, 24.0, 60.0), visible=False)
    index.put_row(1, INDEX_TITLES, Look.HEADER)
    row = 2
    for one in (derivation for sheet in sheets for derivation in sheet.derivations):
        texts = (one.cell, one.name, one.how, How(one.how).says, one.origins, one.parameter, one.clause)
        _put(index, row, texts)
        row += 1
    for told in _indicators(rollup):
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
            clause = row.measure.text if row.measure else indicator.span.words
            name = indicator.subject or indicator.span.words
            yield (
                f"#{row.id}", name, how, how.says, f"{indicator.answered_by or row.id} {indicator.weight_of}".strip(),
                counted_by(indicator), clause,
            )  # fmt: skip
