"""Our columns of one workbook: what they need of its names, its printed ranges and its texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from taizhang.books.marking.own_columns import (
    ColumnRecord,
    add_columns,
    free_column,
    header_rows,
    our_columns_in,
    remove_columns,
    used_right,
)
from taizhang.books.marking.own_words import words_by_row
from taizhang.books.marking.package import Package
from taizhang.books.marking.relationships import Relationships
from taizhang.books.marking.result_sheet import cell_text, quoted_sheet
from taizhang.books.marking.sheet_part import Cell, SheetPart, range_box
from taizhang.books.marking.styles_part import StyleTable
from taizhang.books.marking.workbook_xml import WorkbookPart
from taizhang.ledgers.sheet_layout import OUR_COLUMNS
from taizhang.model.finding import Finding
from taizhang.model.grid import Box
from taizhang.model.ledger import ledger_columns
from taizhang.model.place import column_letters, column_number
from taizhang.model.table_rows import TableRows

_KEYS = frozenset(column.field for column in ledger_columns())
_FILTER, _PRINTED = "_xlnm._FilterDatabase", "_xlnm.Print_Area"

_LAST_ROW = 1_048_576  # rows that are added later are printed too

Strings = Callable[[], Sequence[str]]  # the texts that the sheets share, read when they are needed


class ColumnsBeside:
    """Writes our columns into a workbook, and takes those of an earlier round away."""

    def __init__(
        self, package: Package, workbook: WorkbookPart, styles: StyleTable, strings: Strings
    ) -> None:
        self._package, self._workbook, self._styles, self._strings = package, workbook, styles, strings

    def write(
        self, sheet: SheetPart, part: str, table: TableRows, findings: Sequence[Finding]
    ) -> ColumnRecord | None:
        """Say each row's findings beside it; None where nothing is to be said, or there is no room."""
        words = words_by_row(findings, table)
        if not words:
            return None
        printed = self._printed(table.sheet)
        right = used_right(sheet, (*self._tables(part), *printed))
        header = header_rows(sheet, table, self._texts(sheet, table.first), _KEYS)
        first = free_column(sheet, range(header.start, table.last + 1), right, len(OUR_COLUMNS))
        if not first:
            return None
        before = sheet.filter_right()
        beside, columns = add_columns(sheet, self._styles, table, header, first, words)
        record = ColumnRecord(table.sheet, columns, max(0, first - 1 - before) if before else 0)
        if beside.filtered:
            self._name_filter(table.sheet, beside.filtered, new=beside.own_filter)
        if not printed:
            area = f"{quoted_sheet(table.sheet)}!$A$1:${column_letters(max(1, right))}${_LAST_ROW}"
            self._workbook.set_sheet_name(_PRINTED, table.sheet, area)
            record.printed = True
        return record

    def remove(self, name: str, sheet: SheetPart, record: ColumnRecord) -> bool:
        """Take our columns out of a sheet; whether it had any."""
        ours = our_columns_in(sheet, self._styles, texts := self._texts(sheet))
        if not ours:
            return False
        had_filter = sheet.filter_right() > 0
        told = record if record.sheet == name else ColumnRecord()
        filtered = remove_columns(sheet, self._styles, texts, ours, told)
        if filtered:
            self._name_filter(name, filtered, new=False)
        elif had_filter:
            self._workbook.drop_sheet_name(_FILTER, name)
        if told.printed:
            self._workbook.drop_sheet_name(_PRINTED, name)
        return True

    def _texts(self, sheet: SheetPart, before: int = 0) -> Mapping[Cell, str]:
        """The text cells of a sheet, or those above a row."""
        strings = self._strings()
        return {
            cell: cell_text(element, strings)
            for cell, element in sheet.cells(before)
            if element.get("t") in ("s", "inlineStr")
        }

    def _tables(self, part: str) -> list[Box]:
        """Where the sheet's tables (list objects) stand."""
        names = Relationships(self._package, part).all("table")
        boxes = (
            range_box(self._package.root(name).get("ref", "")) for name in names if self._package.has(name)
        )
        return [box for box in boxes if box]

    def _printed(self, sheet: str) -> list[Box]:
        """The ranges that the sheet prints; none where it prints everything."""
        told = self._workbook.sheet_name(_PRINTED, sheet)
        written = (area.rpartition("!")[2] for area in told.split(",")) if told else ()
        return [range_box(area) or _whole_columns(area) for area in written]

    def _name_filter(self, sheet: str, box: Box, *, new: bool) -> None:
        """The hidden name by which programs find a filter; one that was not there is written for ours only."""
        reference = f"${column_letters(box.left)}${box.top}:${column_letters(box.right)}${box.bottom}"
        told = self._workbook.sheet_name(_FILTER, sheet)
        if told:
            self._workbook.set_sheet_name(
                _FILTER, sheet, f"{told.rpartition('!')[0]}!{reference}", hidden=True
            )
        elif new:
            self._workbook.set_sheet_name(_FILTER, sheet, f"{quoted_sheet(sheet)}!{reference}", hidden=True)


def _whole_columns(area: str) -> Box:
    """The last column of a range without rows, as $A:$F; of what is no range, none."""
    letters = area.replace("$", "").rpartition(":")[2]
    last = column_number(letters) if letters.isascii() and letters.isalpha() and len(letters) <= 3 else 0
    return Box(1, 1, 1, last)
