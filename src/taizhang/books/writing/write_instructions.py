"""Writes the sheet 填报说明: one page wide, upright, with its table of columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taizhang.books.writing.page_setup import set_page
from taizhang.books.writing.palette import Palette
from taizhang.books.writing.row_heights import row_height
from taizhang.ledgers.sheet_layout import LedgerSheets, LineKind
from taizhang.model.grid import shown
from taizhang_templates import Style

_WIDTHS = (6.0, 20.0, 16.0, 58.0)
_MERGED = (LineKind.TITLE, LineKind.HEADING, LineKind.TEXT)


def write_instructions(book: Any, sheets: LedgerSheets, palette: Palette) -> None:
    grid = sheets.instructions
    sheet = book.add_worksheet(grid.sheet)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    for row, values in grid.rows():
        kind = sheets.line_kinds[row]
        sheet.set_row(row - 1, line_height(kind, [shown(value) for value in values.values()], palette.style))
        if kind in _MERGED:
            sheet.merge_range(
                row - 1, 0, row - 1, len(_WIDTHS) - 1, shown(values[1]), _format(kind, 1, palette)
            )
            continue
        for at, value in values.items():
            sheet.write_string(row - 1, at - 1, shown(value), _format(kind, at, palette))
    sheet.hide_gridlines(2)
    set_page(sheet, palette.style.page, upright=True)
    sheet.print_area(0, 0, grid.last_row - 1, len(_WIDTHS) - 1)


def line_height(kind: LineKind, texts: Sequence[str], style: Style) -> float:
    """The height of one of the sheet's rows, in points."""
    if kind is LineKind.TITLE:
        return style.rows.title
    if kind is LineKind.HEADING:
        return style.fonts.heading.size * 2.2
    widths = [sum(_WIDTHS)] if kind is LineKind.TEXT else list(_WIDTHS)
    cells = [(text, width - 1) for text, width in zip(texts, widths, strict=True)]
    return row_height(cells, style.fonts.body.size, style.rows.leading)


def _format(kind: LineKind, column: int, palette: Palette) -> Any:
    fonts, colours = palette.style.fonts, palette.style.colours
    match kind:
        case LineKind.TITLE:
            return palette.format(fonts.title)
        case LineKind.HEADING:
            return palette.format(fonts.heading, align="left")
        case LineKind.TEXT:
            return palette.format(fonts.body, align="left", indent=1)
        case LineKind.TABLE_HEAD:
            return palette.boxed(fonts.header, bg_color=colours.header)
        case LineKind.TABLE_ROW:
            return palette.boxed(fonts.body, align="center" if column in (1, 3) else "left")
