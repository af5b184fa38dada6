"""Writes the sheet 填报说明: one page wide, with its table of columns and its example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taizhang.books.writing.page_setup import set_page
from taizhang.books.writing.palette import Palette
from taizhang.books.writing.row_heights import row_height
from taizhang.ledgers.instructions import SPANS
from taizhang.ledgers.sheet_layout import LedgerSheets, LineKind
from taizhang_templates import Font, Style

_HEADS = (LineKind.TABLE_HEAD, LineKind.EXAMPLE_HEAD)
_INDENTS = {LineKind.TEXT: 1, LineKind.CHECKS: 3}  # each as wide as three digits, as programs draw it
_MARGIN = 1.0  # what a cell keeps free at its sides
_INDENT_WIDTH = 1.3


def write_instructions(book: Any, sheets: LedgerSheets, palette: Palette) -> None:
    """The sheet without its rows, which are stamped in: see `instruction_rows`."""
    look = palette.style.instructions
    sheet = book.add_worksheet(sheets.instructions.sheet)
    for at, width in enumerate(look.widths):
        sheet.set_column(at, at, width)
    sheet.hide_gridlines(2)
    sheet.set_zoom(look.zoom)
    set_page(sheet, palette.style.page, paper="A4", orientation=look.orientation)


def instruction_styles(palette: Palette) -> dict[tuple[LineKind, int], int]:
    """The style of each kind of row in each of its columns, always in the same order, so that styles never shift."""
    return {
        (kind, first): _format(kind, first, palette)._get_xf_index()
        for kind, spans in SPANS.items()
        for first, _ in spans
    }


def line_height(kind: LineKind, texts: Sequence[str], style: Style) -> float:
    """The height of one of the sheet's rows, in points."""
    if kind is LineKind.TITLE:
        return style.rows.title
    widths = [sum(style.instructions.widths[first - 1 : last]) for first, last in SPANS[kind]]
    free = _MARGIN + _INDENTS.get(kind, 0) * _INDENT_WIDTH
    cells = [(text, width - free) for text, width in zip(texts, widths, strict=True)]
    needed = row_height(cells, _font(kind, style).size, style.rows.leading)
    return max(needed, style.rows.heading) if kind is LineKind.HEADING else needed


def _font(kind: LineKind, style: Style) -> Font:
    match kind:
        case LineKind.TITLE:
            return style.fonts.title
        case LineKind.HEADING:
            return style.fonts.heading
        case _:
            return style.fonts.header if kind in _HEADS else style.fonts.body


def _format(kind: LineKind, column: int, palette: Palette) -> Any:
    font, colours = _font(kind, palette.style), palette.style.colours
    match kind:
        case LineKind.TITLE:
            return palette.quoted(font)
        case LineKind.HEADING:
            return palette.quoted(font, align="left")
        case LineKind.TEXT | LineKind.CHECKS:
            return palette.quoted(font, align="left", indent=_INDENTS[kind])
        case LineKind.TABLE_HEAD | LineKind.EXAMPLE_HEAD:
            return palette.boxed(font, bg_color=colours.header, quote_prefix=True)
        case _:
            centred = column == 1 or (kind is LineKind.TABLE_ROW and column == 3)
            return palette.boxed(font, align="center" if centred else "left", quote_prefix=True)
