"""Drawn sheets become the bytes of a workbook, painted with XlsxWriter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from taizhang.books.safe_text import safe_text
from taizhang.books.writing.page_scale import scale_of
from taizhang.books.writing.sheet_charts import insert_charts
from taizhang.books.writing.sheet_formats import Formats
from taizhang.books.writing.stating_sheet import StatingSheet
from taizhang.model.figure import Light
from taizhang.model.picture import Choice, Drawn, Sheet, Tint
from taizhang.model.place import column_letters
from taizhang.model.words.formula_signs import looks_like_formula
from taizhang_templates import Style, load_style

_MILLIMETRES = 25.4
_PAPERS = {"A4": 9, "A3": 8}


def paint_sheets(sheets: Iterable[Sheet], title: str, created: datetime, style: Style | None = None) -> bytes:
    """The workbook of the drawn sheets; the same sheets, style and date give the same bytes.

    A number stands in its cell with 16 digits of the double nearest to it, and is shown half up with one decimal.
    `title` and `created` stand in the file's properties.
    """
    style = style or load_style()
    output = BytesIO()
    book = xlsxwriter.Workbook(
        output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )  # numbers and texts are written as what they are; nothing is guessed
    book.set_properties({"title": title, "created": created})
    formats = Formats(book, style)
    for sheet in sheets:
        paint_sheet(book, sheet, formats, style)
    book.close()
    return output.getvalue()


def paint_sheet(book: Any, sheet: Sheet, formats: Formats, style: Style) -> None:
    """Add the drawn sheet to a workbook that is being written."""
    page = book.add_worksheet(sheet.name, StatingSheet)
    page.hide_gridlines(2)
    for column, width in enumerate(sheet.widths):
        hidden = {"hidden": True} if column + 1 in sheet.hidden_columns else {}
        page.set_column(column, column, width, None, hidden)
    for row, height in sheet.heights.items():
        page.set_row(row - 1, height)
    for (row, column), drawn in sorted(sheet.cells.items()):
        _write_cell(page, row, column, drawn, formats)
    _merge(page, sheet, formats)
    for choice in sheet.choices:
        _offer(page, choice)
    for tint in sheet.tints:
        _tint(page, tint, formats)
    _set_view(page, sheet)
    _set_print(page, sheet, style)
    insert_charts(book, page, sheet, style)


def _write_cell(page: Any, row: int, column: int, drawn: Drawn, formats: Formats) -> None:
    """A link lies under the cell, so that a number stays a number."""
    if drawn.link:
        page.link(row - 1, column - 1, f"internal:{_quoted(drawn.link)}", _tip(drawn.link))
    if drawn.formula:
        value = float(drawn.value) if isinstance(drawn.value, Decimal) else drawn.value
        page.write_formula(row - 1, column - 1, f"={drawn.formula}", formats.of(drawn), value)
        return
    if isinstance(drawn.value, Decimal):
        page.write_number(row - 1, column - 1, float(drawn.value), formats.of(drawn))
        return
    text = safe_text(drawn.value)
    look = formats.of(drawn, quoted=looks_like_formula(text))
    if text:
        page.write_string(row - 1, column - 1, text, look)
    else:
        page.write_blank(row - 1, column - 1, None, look)


def _tip(cell: str) -> str:
    return f"转到“{cell.rpartition('!')[0]}”"


def _quoted(cell: str) -> str:
    sheet, _, address = cell.rpartition("!")
    return f"'{sheet}'!{address}"


def _merge(page: Any, sheet: Sheet, formats: Formats) -> None:
    """Merge and write again what stands in the upper left cell, since merging takes a text only."""
    for (top, left), (bottom, right) in sheet.merges.items():
        if (top, left) == (bottom, right):
            continue
        drawn = sheet.cells[top, left]
        page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", formats.of(drawn))
        _write_cell(page, top, left, drawn, formats)


def _offer(page: Any, choice: Choice) -> None:
    """A drop-down or a hint that warns and never forbids, so that pasting works."""
    rule: dict[str, Any] = {"validate": "any"}
    if choice.source:
        rule = {
            "validate": "list", "source": choice.source, "error_type": "warning", "error_title": "请核对",
            "error_message": "所填内容不在下拉列表中，请核对后再确认。",
        }  # fmt: skip
    if choice.hint:
        rule |= {"input_title": "填写提示", "input_message": choice.hint}
    (top, left), (bottom, right) = choice.first, choice.last
    page.data_validation(top - 1, left - 1, bottom - 1, right - 1, rule)


def _tint(page: Any, tint: Tint, formats: Formats) -> None:
    looks = formats.difference(Light.GREEN if tint.good else Light.RED)
    rule = {"type": "text", "criteria": "begins with", "value": tint.word, "format": looks}
    (top, left), (bottom, right) = tint.first, tint.last
    page.conditional_format(top - 1, left - 1, bottom - 1, right - 1, rule)


def _set_view(page: Any, sheet: Sheet) -> None:
    first, last = sheet.header
    if last:
        page.freeze_panes(last, sheet.frozen_columns)
    if sheet.filtered and sheet.last_row > last:
        page.autofilter(first - 1, 0, sheet.last_row - 1, len(sheet.widths) - 1)
    page.ignore_errors(
        {"number_stored_as_text": f"A1:{column_letters(len(sheet.widths))}{max(1, sheet.last_row)}"}
    )
    if not sheet.visible:
        page.hide()


def _set_print(page: Any, sheet: Sheet, style: Style) -> None:
    """Landscape; one page wide unless the sheet says more; the header on each page."""
    paper = style.page
    page.set_landscape()
    page.set_paper(_PAPERS[sheet.paper or paper.paper])
    page.set_margins(*(edge / _MILLIMETRES for edge in (paper.left, paper.right, paper.top, paper.bottom)))
    page.center_horizontally()
    page.set_footer(paper.footer, {"margin": paper.header_footer / _MILLIMETRES})
    if sheet.row_breaks or sheet.column_breaks:
        _break_pages(page, sheet, style)
    else:
        page.fit_to_pages(sheet.pages_wide, sheet.pages_tall)
    if sheet.frozen_columns and (sheet.pages_wide > 1 or sheet.column_breaks):
        page.repeat_columns(0, sheet.frozen_columns - 1)
    first, last = sheet.repeated_rows if sheet.repeated_rows[1] else (1, sheet.header[1])
    if last:
        page.repeat_rows(first - 1, last - 1)
    if not sheet.visible:
        return  # a print area would make it print, hidden or not
    columns = sheet.last_printed_column or len(sheet.widths)
    below = max(sheet.last_row, *sheet.heights, 1)  # rows under a chart hold nothing, and have their height
    page.print_area(0, 0, below - 1, columns - 1)


def _break_pages(page: Any, sheet: Sheet, style: Style) -> None:
    """Pages as the sheet breaks them: a program that fits sheets to pages takes no notice of breaks."""
    page.set_print_scale(scale_of(sheet, style.page))
    if sheet.row_breaks:
        page.set_h_pagebreaks(list(sheet.row_breaks))
    if sheet.column_breaks:
        page.set_v_pagebreaks(list(sheet.column_breaks))
        page.print_across()  # what is right of a page follows it
