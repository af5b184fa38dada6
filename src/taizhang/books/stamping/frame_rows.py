"""The rows around the table, and those of the other sheets, written anew where a reporter's words differ."""

from __future__ import annotations

import re
from collections.abc import Mapping

from taizhang.books.stamping.mould import SheetMould
from taizhang.books.writing.row_xml import write_cell, write_row
from taizhang.model.grid import CellValue
from taizhang.model.place import column_number

Cells = Mapping[tuple[int, int], CellValue]

_STARTS = re.compile(r'<row r="\d+"([^>]*?)/?>')


def rows_that_differ(sheet: SheetMould, moulded: Cells, wanted: Cells) -> dict[int, str]:
    """The XML of each row in which another value is wanted than the one the sheet was moulded with."""
    cells = moulded.keys() | wanted.keys()
    rows = sorted({row for row, at in cells if moulded.get((row, at)) != wanted.get((row, at))})
    return {row: _written_anew(sheet, row, wanted) for row in rows}


def _written_anew(sheet: SheetMould, row: int, wanted: Cells) -> str:
    """The row with the looks that it had."""
    start = _STARTS.match(sheet.rows[row])
    cells = (
        write_cell(f"{letters}{row}", style, wanted.get((row, column_number(letters))))
        for letters, style in sheet.styles(row).items()
    )
    return write_row(row, start[1] if start else "", cells)
