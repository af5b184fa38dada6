"""What a county's clerk does to a workbook: values typed into cells, rows taken out and put in.

It imitates a spreadsheet program for the demo and the tests: load and save, with whatever that loses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.model.grid import CellError, CellValue, Formula

Cell = tuple[int, int]  # row and column, from 1


def fill_cells(content: bytes, sheet: str, values: Mapping[Cell, CellValue | None]) -> bytes:
    """The workbook with these values typed in; None empties a cell, a covered part of a merge is passed over.

    A formula is saved without its value, as no program computed it.

    Raises:
        KeyError: the workbook has no such sheet.
    """

    def type_in(page: Worksheet) -> None:
        for (row, column), value in values.items():
            cell = page.cell(row, column)
            if not isinstance(cell, MergedCell):
                cell.value = _typed(value)
                if isinstance(value, str):
                    cell.data_type = "s"  # a text that begins with = stays a text

    return _changed(content, sheet, type_in)


def delete_row(content: bytes, sheet: str, row: int) -> bytes:
    """The workbook without this row; formulas below move with their rows, merges are left as they stand."""

    def take_out(page: Worksheet) -> None:
        page.delete_rows(row)
        _move_formulas(page, row, -1)

    return _changed(content, sheet, take_out)


def insert_row(content: bytes, sheet: str, row: int, values: Mapping[int, CellValue | None]) -> bytes:
    """The workbook with one more row before this one, holding these values by column."""

    def put_in(page: Worksheet) -> None:
        page.insert_rows(row)
        _move_formulas(page, row + 1, 1)

    opened = _changed(content, sheet, put_in)
    return fill_cells(opened, sheet, {(row, column): value for column, value in values.items()})


def _move_formulas(page: Worksheet, first: int, moved: int) -> None:
    """Shift what the formulas from this row on refer to, which openpyxl leaves to the spreadsheet program."""
    for cells in page.iter_rows(min_row=first):
        for cell in cells:
            if cell.data_type == "f":
                came_from = f"{cell.column_letter}{cell.row - moved}"
                cell.value = Translator(cell.value, came_from).translate_formula(cell.coordinate)


def _changed(content: bytes, sheet: str, change: Callable[[Worksheet], None]) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book[sheet])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _typed(value: CellValue | None) -> object:
    """The value as openpyxl takes it."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Formula(text=text):
            return f"={text}"
        case CellError(code=code):
            return code
        case _:
            return value
