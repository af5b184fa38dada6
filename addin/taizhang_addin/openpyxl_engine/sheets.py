"""Worksheets: found by name or number, added where told, shown or hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openpyxl.utils.cell import range_boundaries
from xlwings import base_classes

from taizhang_addin.openpyxl_engine.ranges import LAST_COLUMN, LAST_ROW, Range
from taizhang_addin.openpyxl_engine.refusal import NotOnThisEngine, strict

if TYPE_CHECKING:
    from taizhang_addin.openpyxl_engine.books import Book


@strict(base_classes.Sheets)
class Sheets(base_classes.Sheets):
    """The worksheets of a workbook, in their order."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.native.active)

    def __call__(self, name_or_index: str | int) -> Sheet:
        natives = self.book.native.worksheets
        if isinstance(name_or_index, int):
            return Sheet(self.book, natives[name_or_index - 1])
        for native in natives:
            if native.title.lower() == name_or_index.lower():
                return Sheet(self.book, native)
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.book.native.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, native) for native in self.book.native.worksheets)

    def __contains__(self, name: str) -> bool:
        return any(native.title.lower() == name.lower() for native in self.book.native.worksheets)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        if before is None and after is None:
            raise NotOnThisEngine("Sheets.add()（请写明 before 或 after）")
        position = before.index - 1 if before is not None else after.index  # type: ignore[union-attr]
        taken = {native.title for native in self.book.native.worksheets}
        title = name or next(f"Sheet{n}" for n in range(1, len(taken) + 2) if f"Sheet{n}" not in taken)
        native = self.book.native.create_sheet(title, position)
        self.book.native.active = native
        return Sheet(self.book, native)


@strict(base_classes.Sheet)
class Sheet(base_classes.Sheet):
    """One worksheet."""

    book: Any = None

    def __init__(self, book: Book, native: Any) -> None:
        self.book = book
        self.native = native

    @property
    def name(self) -> str:
        return str(self.native.title)

    @name.setter
    def name(self, value: str) -> None:
        self.native.title = value

    @property
    def index(self) -> int:
        return int(self.book.native.worksheets.index(self.native)) + 1

    @property
    def visible(self) -> bool:
        return bool(self.native.sheet_state == "visible")

    @visible.setter
    def visible(self, value: bool) -> None:
        others = [sheet for sheet in self.book.native.worksheets if sheet is not self.native]
        if not value and not any(sheet.sheet_state == "visible" for sheet in others):
            raise NotOnThisEngine("Sheet.visible = False（至少要有一张工作表可见）")
        self.native.sheet_state = "visible" if value else "hidden"
        if not value and self.book.native.active is self.native:
            self.book.native.active = next(sheet for sheet in others if sheet.sheet_state == "visible")

    def activate(self) -> None:
        self.book.native.active = self.native

    select = activate

    @property
    def cells(self) -> Range:
        return Range(self, 1, 1, LAST_ROW, LAST_COLUMN)

    @property
    def used_range(self) -> Range:
        native = self.native
        rows = native.max_row - native.min_row + 1
        return Range(self, native.min_row, native.min_column, rows, native.max_column - native.min_column + 1)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        first = self._range(arg1)
        if arg2 is None:
            return first
        second = self._range(arg2)
        top, left = min(first.row, second.row), min(first.column, second.column)
        bottom = max(first.row + first.shape[0], second.row + second.shape[0])
        right = max(first.column + first.shape[1], second.column + second.shape[1])
        return Range(self, top, left, bottom - top, right - left)

    def _range(self, written: Any) -> Range:
        if isinstance(written, Range):
            return written
        if isinstance(written, tuple):
            if 0 in written[:2]:
                raise IndexError(written)
            return Range(self, *(written if len(written) == 4 else (*written, 1, 1)))
        try:
            left, top, right, bottom = range_boundaries(written)
        except (ValueError, TypeError):
            raise NotOnThisEngine(f"Sheet.range({written})") from None
        top, left = top or 1, left or 1
        return Range(self, top, left, (bottom or LAST_ROW) - top + 1, (right or LAST_COLUMN) - left + 1)

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def clear(self) -> None:
        self.used_range.clear()

    def delete(self) -> None:
        if len(self.book.native.worksheets) == 1:
            raise NotOnThisEngine("Sheet.delete()（至少要有一张工作表）")
        self.book.computed.pop(self.native, None)
        self.book.native.remove(self.native)
