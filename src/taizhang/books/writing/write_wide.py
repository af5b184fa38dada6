"""A wide rollup as a workbook: small sheets painted, long ones stitched from the pieces of its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from taizhang.books.stitching.piece import LooseRows, Piece, loose_rows, placed
from taizhang.books.stitching.stitch import LongSheet, fixed_looks, stitch_fixed
from taizhang.books.writing.paint_sheets import paint_sheets
from taizhang.model.picture import height_of, lines_needed
from taizhang.rollups.wide.draw import draw_wide, links_of_figures, links_of_taken
from taizhang.rollups.wide.figures import WideFigure
from taizhang.rollups.wide.lines.column import Line
from taizhang.rollups.wide.lines.earlier import NAME as EARLIER
from taizhang.rollups.wide.lines.sources import NAME as SOURCES
from taizhang.rollups.wide.places import Place
from taizhang.rollups.wide.rollup import FIRST_ROW, WideRollup
from taizhang.rollups.wide.sheets import place_figures, places, reporting, taken
from taizhang.rollups.wide.sheets.long_columns import LONG_COLUMNS
from taizhang_templates import Style

_ROW_HEIGHT = 20.0
_FONT = 9.0  # points: body of drawn tables
_LOOKS = {
    name: fixed_looks(place, len(columns)) for place, (name, columns) in enumerate(LONG_COLUMNS.items())
}


def taken_rows(sheet: str, lines: Sequence[Line]) -> LooseRows:
    """Lines that were taken out of ledgers, ready to be stitched into the sheet of any wide rollup.

    The sources have rows of one height, since they are searched rather than read.
    """
    return _loose(sheet, lines) if sheet in (SOURCES, EARLIER) else _fitted(sheet, lines)


def figure_rows(place: Place, figures: Iterable[WideFigure]) -> LooseRows:
    """The lines of one place in 分地区指标."""
    return _fitted(place_figures.NAME, list(place_figures.figure_lines(place, figures)))


def write_wide(
    rollup: WideRollup,
    figures: Mapping[str, Piece],
    taken_out: Mapping[str, Mapping[str, Piece]],
    style: Style | None = None,
    *,
    created: datetime | None = None,
) -> bytes:
    """The rollup's workbook; the same rollup, pieces, style and date give the same bytes.

    Pieces stand by the code of their place; `taken_out` by sheet, too, and of the place's own reporters alone. Each knows
    the row that it begins at, in the order of `rollup.tree.walk()`.
    """
    day = rollup.as_of
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no zone
    title = f"{rollup.place}{rollup.period.title}重点任务汇总"
    painted = paint_sheets(draw_wide(rollup), title, created or midnight, style)
    walked = list(rollup.tree.walk())
    links = links_of_taken(rollup)
    long_sheets = {
        place_figures.NAME: LongSheet(
            [figures[one.code] for one in walked if one.path], tuple(links_of_figures(rollup))
        ),
        places.NAME: LongSheet(
            [_piece(places.NAME, places.place_lines(rollup))], tuple(places.links_of_places(rollup))
        ),
        reporting.NAME: LongSheet([_piece(reporting.NAME, reporting.reporting_lines(rollup))]),
        **{
            name: LongSheet([taken_out[one.code][name] for one in walked], links.get(name, ()))
            for name in taken.drawn_of(rollup)
        },
    }
    in_order = {name: long_sheets[name] for name in LONG_COLUMNS if name in long_sheets}
    return stitch_fixed(painted, in_order)


def _piece(sheet: str, lines: Iterable[Line]) -> Piece:
    """The whole sheet's rows."""
    return placed(_loose(sheet, list(lines)), FIRST_ROW)


def _loose(sheet: str, lines: Sequence[Line]) -> LooseRows:
    return loose_rows(lines, _LOOKS[sheet], _ROW_HEIGHT)


def _fitted(sheet: str, lines: Sequence[Line]) -> LooseRows:
    return loose_rows(lines, _LOOKS[sheet], [_height(sheet, line) for line in lines])


def _height(sheet: str, line: Line) -> float:
    """What the longest of its texts needs."""
    needed = (
        lines_needed(text, column.width, _FONT)
        for text, column in zip(line, LONG_COLUMNS[sheet], strict=True)
        if isinstance(text, str)
    )
    return max(_ROW_HEIGHT, height_of(max(needed, default=1), _FONT))
