"""A ledger's mould: everything of the workbook that does not differ between the reporters of one plan and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from taizhang.books.stamp_part import stamp_part
from taizhang.books.stamping.mould import Mould, SheetMould, open_mould
from taizhang.books.stamping.packed_parts import archive
from taizhang.books.stamping.stamp_parts import STAMP_PART
from taizhang.books.writing.body_looks import BodyLooks
from taizhang.books.writing.body_rows import BodyRows
from taizhang.books.writing.input_rules import input_rules
from taizhang.books.writing.instruction_rows import InstructionRows, merged_cells
from taizhang.books.writing.paint_sheets import paint_sheet
from taizhang.books.writing.palette import Palette
from taizhang.books.writing.sheet_formats import Formats
from taizhang.books.writing.stating_sheet import StatingSheet
from taizhang.books.writing.table_shape import TableShape
from taizhang.books.writing.write_instructions import instruction_styles, write_instructions
from taizhang.books.writing.write_table import put_cell, write_table
from taizhang.ledgers.formula_prints import Prints
from taizhang.ledgers.sheet_layout import Entry, LedgerSheets, LineKind
from taizhang.model.grid import Grid, shown
from taizhang.model.place import column_letters
from taizhang.model.words.formula_signs import looks_like_formula
from taizhang_templates import Style

TABLE_PART, SELF_CHECK_PART, INSTRUCTIONS_PART, LISTS_PART, STAMP_SHEET_PART = (
    f"xl/worksheets/sheet{number}.xml" for number in range(1, 6)
)
_MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001 - a file says nothing of when it was made, so that bytes repeat


@dataclass(frozen=True, slots=True)
class LedgerMould:
    """A workbook without its table's rows, and what writes them."""

    mould: Mould
    body: BodyRows
    instructions: InstructionRows

    def stamp(
        self,
        sheets: LedgerSheets,
        rows: Mapping[int, str],
        entries: Mapping[tuple[int, int], Entry],
        prints: Prints,
    ) -> bytes:
        """The workbook of these sheets, with these rows in its table."""
        parts = {
            TABLE_PART: self.table.with_rows(rows, self.tail(input_rules(entries))),
            INSTRUCTIONS_PART: self.instructions_part(sheets.instructions, sheets.line_kinds),
            STAMP_SHEET_PART: self.mould.sheets[STAMP_SHEET_PART].with_rows({}),
            STAMP_PART: stamp_part(sheets.said, prints),
        }
        return archive(self.mould.stamped(parts))

    def instructions_part(self, grid: Grid, kinds: Mapping[int, LineKind]) -> bytes:
        """The sheet 填报说明."""
        last = column_letters(grid.last_column)
        sheet = self.mould.sheets[INSTRUCTIONS_PART].reaching(f"A1:{last}{grid.last_row}")
        tail = before_print_options(sheet.tail, merged_cells(kinds))
        return sheet.with_rows(self.instructions.rows(grid, kinds), tail)

    @property
    def table(self) -> SheetMould:
        return self.mould.sheets[TABLE_PART]

    def tail(self, rules: str) -> str:
        """What stands behind the table's rows, with these input rules."""
        return before_print_options(self.table.tail, rules)


def before_print_options(tail: str, element: str) -> str:
    """A sheet's tail with the element where merged cells and input rules belong when nothing else stands there."""
    before, mark, behind = tail.partition("<printOptions")
    return f"{before}{element}{mark}{behind}"


def make_mould(sheets: LedgerSheets, shape: TableShape, style: Style) -> LedgerMould:
    """The mould for ledgers of that shape, from the sheets of one of them."""
    content = BytesIO()
    book = Workbook(content, _options())
    book.set_properties({"title": _title(sheets), "created": _MADE_ON})
    palette = Palette(book, style)
    looks, kinds = BodyLooks(palette), instruction_styles(palette)
    write_table(book, sheets, palette, shape)
    paint_sheet(book, sheets.self_check, Formats(book, style), style)
    write_instructions(book, sheets, palette)
    for grid in (sheets.lists, sheets.stamp):
        _write_hidden(book, grid)
    book.close()
    return LedgerMould(
        mould=open_mould(content.getvalue(), never_differs=LISTS_PART),
        body=BodyRows(shape, looks.styles, style),
        instructions=InstructionRows(kinds, style),
    )


def _title(sheets: LedgerSheets) -> str:
    return next((shown(value) for value in sheets.table.cells.values()), "")[:200]


def _write_hidden(book: Workbook, grid: Grid) -> None:
    sheet = book.add_worksheet(grid.sheet, StatingSheet)
    quoted = book.add_format({"quote_prefix": True})
    for (row, column), value in grid.cells.items():
        put_cell(sheet, row, column, value, quoted if looks_like_formula(shown(value)) else None)
    sheet.hide()


def _options() -> dict[str, object]:
    """XlsxWriter's options, new each time, since it writes into them: every text stays a text."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # Column widths count this font's digits; every client has it, or one of the same widths.
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }
