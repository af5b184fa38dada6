"""Writes the sheet 任务台账: head, header, rows, foot, and how it prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from taizhang.books.safe_text import safe_text
from taizhang.books.writing.page_setup import set_page
from taizhang.books.writing.palette import Palette
from taizhang.books.writing.row_heights import row_height
from taizhang.books.writing.stating_sheet import StatingSheet
from taizhang.books.writing.table_rules import write_colour_rules
from taizhang.books.writing.table_shape import TableShape
from taizhang.ledgers.lists import list_names
from taizhang.ledgers.sheet_layout import (
    FIRST_ROW,
    FORM_FROM,
    FORM_TO,
    GROUP_ROW,
    HEAD_ROW,
    HEADER_ROW,
    KEY_ROW,
    TABLE,
    TITLE_BESIDE_FORM_TO,
    TITLE_ROW,
    LedgerSheets,
    column_of,
    first_visible_column,
    last_column,
    last_printed_column,
)
from taizhang.model.grid import Box, CellValue, Formula, Grid, shown
from taizhang.model.ledger import ledger_columns
from taizhang.model.place import column_letters
from taizhang_templates import Font, Style


def write_table(book: Any, sheets: LedgerSheets, palette: Palette, shape: TableShape) -> None:
    """All but the rows and their input rules, which are stamped in: see `body_rows` and `input_rules`."""
    sheet = book.add_worksheet(sheets.table.sheet, StatingSheet)
    table = _Table(sheet, sheets, palette, shape)
    table.set_columns()
    table.write_head()
    table.write_header()
    table.write_foot()
    write_colour_rules(table.sheet, sheets, palette)
    table.set_print()
    table.quieten()
    table.protect()
    _define_names(book, sheets)


@dataclass
class _Table:
    sheet: Any
    sheets: LedgerSheets
    palette: Palette
    shape: TableShape

    def set_columns(self) -> None:
        for at, (width, hidden) in enumerate(zip(self.shape.widths, self.shape.hidden, strict=True)):
            self.sheet.set_column(at, at, width, None, {"hidden": hidden})

    def write_head(self) -> None:
        style = self.palette.style
        self.sheet.set_row(TITLE_ROW - 1, title_height(self.sheets.table, self.shape, style))
        self.sheet.set_row(HEAD_ROW - 1, style.rows.head)
        self._put_merged(TITLE_ROW, self.palette.quoted(style.fonts.title), left=first_visible_column())
        form = self.palette.quoted(style.fonts.body, align="left")
        self._put_merged(TITLE_ROW, form, left=column_of(FORM_FROM))
        self._write_labelled(HEAD_ROW)

    def write_header(self) -> None:
        style, palette = self.palette.style, self.palette
        header = palette.boxed(style.fonts.header, bg_color=style.colours.header)
        for row in (GROUP_ROW, HEADER_ROW):
            self.sheet.set_row(row - 1, max(style.rows.header, self._header_height() / 2))
            for at in range(1, last_column() + 1):
                self._put(row, at, header)
            self._put_merged(row, header)
        for at in range(1, last_column() + 1):
            self._put(KEY_ROW, at, self._numbering(at))
        if style.sheet.numbered_columns:
            self.sheet.set_row(KEY_ROW - 1, style.rows.smallest / 2 + 2)
            self.sheet.autofilter(KEY_ROW - 1, 0, self.sheets.last_row - 1, last_column() - 1)
        else:
            self.sheet.set_row(KEY_ROW - 1, None, None, {"hidden": True})

    def write_foot(self) -> None:
        style = self.palette.style
        self._write_total(self.sheets.total_row)
        for row in range(self.sheets.foot_row, self.sheets.note_row):
            self.sheet.set_row(row - 1, style.rows.head)
            self._write_labelled(row)
        body, small = style.fonts.body, replace(style.fonts.body, size=style.fonts.body.size - 2)
        self._write_line(self.sheets.note_row, body)
        self._write_line(self.sheets.stamp_row, small, font_color=style.colours.faint)

    def _write_total(self, row: int) -> None:
        style, palette = self.palette.style, self.palette
        look = palette.boxed(style.fonts.body, bold=True, bg_color=style.colours.numbering)
        for at in range(first_visible_column(), last_printed_column() + 1):
            self._put(row, at, look)
        self._put_merged(row, palette.boxed(style.fonts.body, align="left", bg_color=style.colours.numbering))
        self.sheet.set_row(row - 1, style.rows.smallest)

    def _write_line(self, row: int, font: Font, **looks: object) -> None:
        """One text over the printed columns, as high as it needs."""
        text = self.sheets.table.text(row, first_visible_column())
        self.sheet.set_row(row - 1, wide_line_height(text, self.shape, font.size, self.palette.style))
        self._put_merged(row, self.palette.quoted(font, align="left", valign="top", **looks))

    def set_print(self) -> None:
        first, last = first_visible_column() - 1, last_printed_column() - 1
        look = self.palette.style.sheet
        self.sheet.freeze_panes(KEY_ROW, column_of(look.frozen_through) if look.frozen_through else 0)
        self.sheet.set_zoom(look.zoom)
        self.sheet.repeat_rows(TITLE_ROW - 1, KEY_ROW - 1)
        self.sheet.print_area(0, first, self.sheets.table.last_row - 1, last)
        set_page(self.sheet, self.palette.style.page)

    def quieten(self) -> None:
        """Keep Excel's green corners away from what is meant: each row's rate has its own target."""
        rate, whole = self.sheets.body("rate"), Box(FIRST_ROW, 1, self.sheets.last_row, last_column())
        self.sheet.ignore_errors({"formula_differs": _range(rate), "number_stored_as_text": _range(whole)})

    def protect(self) -> None:
        look = self.palette.style.sheet
        if look.protect:
            self.sheet.protect("", dict.fromkeys(look.allowed, True))

    def _write_labelled(self, row: int) -> None:
        """Labels stand right-aligned before their values; a value that is asked has a line under it."""
        style, palette = self.palette.style, self.palette
        label = palette.format(style.fonts.body, align="right", text_wrap=False)
        looks: dict[str, Any] = {"align": "left", "text_wrap": False, "bold": True}
        counted, given = palette.format(style.fonts.body, **looks), palette.quoted(style.fonts.body, **looks)
        asked = palette.format(
            style.fonts.body, align="left", text_wrap=False, bottom=1, bottom_color=style.colours.rule,
            bg_color=style.colours.fill_in, locked=False, num_format="@",
        )  # fmt: skip
        for (at_row, at), value in self.sheets.table.cells.items():
            if at_row == row and (at_row, at) not in self.sheets.entries:
                told = counted if isinstance(value, Formula) else given
                self._put(row, at, label if shown(value).endswith("：") else told)
        for (at_row, at), _ in self.sheets.entries.items():
            if at_row == row:
                self._put(row, at, asked)
                self._put_merged(row, asked, left=at)

    def _put_merged(self, row: int, look: Any, left: int = 0) -> None:
        """Merge the boxes that start in this row; the value is written once."""
        for box in self.sheets.table.merges:
            if box.top == row and left in (0, box.left):
                self.sheet.merge_range(box.top - 1, box.left - 1, box.bottom - 1, box.right - 1, "", look)
                self._put(box.top, box.left, look)

    def _put(self, row: int, at: int, look: Any) -> None:
        value = self.sheets.table.value(row, at)
        put_cell(self.sheet, row, at, value, look)

    def _numbering(self, at: int) -> Any:
        """The key row shows 栏次; the field's name stays in the cell, for reading back."""
        style, number = self.palette.style, at - first_visible_column() + 1
        if number < 1:
            return self.palette.boxed(style.fonts.header)
        font = style.fonts.header
        return self.palette.boxed(
            font, font_color=style.colours.faint, bg_color=style.colours.numbering, font_size=font.size - 2,
            num_format=f';;;"{number}"', text_wrap=False,
        )  # fmt: skip

    def _header_height(self) -> float:
        style = self.palette.style
        titles = [
            (c.title, w) for c, w in zip(ledger_columns(), self.shape.widths, strict=True) if not c.hidden
        ]
        return row_height(titles, style.fonts.header.size, style.rows.leading)


def title_height(table: Grid, shape: TableShape, style: Style) -> float:
    """The style's own; more where the title, or the lines of the form head beside it, need it."""
    form = table.text(TITLE_ROW, column_of(FORM_FROM))
    if not form:
        return style.rows.title
    title = table.text(TITLE_ROW, first_visible_column())
    beside = sum(shape.widths[first_visible_column() - 1 : column_of(TITLE_BESIDE_FORM_TO)])
    held = sum(shape.widths[column_of(FORM_FROM) - 1 : column_of(FORM_TO)])
    return max(
        style.rows.title,
        row_height([(title, beside)], style.fonts.title.size, style.rows.leading),
        row_height([(form, held)], style.fonts.body.size, style.rows.leading),
    )


def wide_line_height(text: str, shape: TableShape, size: float, style: Style) -> float:
    """The height, in points, of a text that runs over all printed columns."""
    visible = sum(shape.widths[first_visible_column() - 1 : column_of("changes") - 1])
    return row_height([(text, visible)], size, style.rows.note_leading)


def put_cell(sheet: Any, row: int, column: int, value: CellValue | None, look: Any) -> None:
    """Write one value, row and column from 1: texts as texts, a formula with its value."""
    at = (row - 1, column - 1)
    match value:
        case None | "":
            sheet.write_blank(*at, None, look)
        case Formula():
            computed = float(value.value) if isinstance(value.value, Decimal) else shown(value.value)
            sheet.write_formula(*at, f"={value.text}", look, computed)
        case Decimal():
            sheet.write_number(*at, value, look)
        case _:
            sheet.write_string(*at, safe_text(shown(value)), look)


def _define_names(book: Any, sheets: LedgerSheets) -> None:
    """One name over each column's rows, and one over all of them."""
    for column in ledger_columns():
        book.define_name(f"tz_{column.field}", _reference(sheets.body(column.field)))
    whole = Box(FIRST_ROW, 1, sheets.last_row, last_column())
    book.define_name("tz_table", _reference(whole))
    at = sheets.foot_cell("nothing_to_report")
    book.define_name("tz_nothing_to_report", _reference(Box(*at, *at)))
    for name, box in list_names().items():
        book.define_name(name, _reference(box, sheets.lists.sheet))


def _reference(box: Box, sheet: str = TABLE) -> str:
    first, last = f"${column_letters(box.left)}${box.top}", f"${column_letters(box.right)}${box.bottom}"
    return f"='{sheet}'!{first}" if first == last else f"='{sheet}'!{first}:{last}"


def _range(box: Box) -> str:
    return f"{column_letters(box.left)}{box.top}:{column_letters(box.right)}{box.bottom}"
