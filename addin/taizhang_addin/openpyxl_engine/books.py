"""Workbooks: opened from a file, made new, saved whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import get_column_letter
from xlwings import base_classes

from taizhang_addin.openpyxl_engine.refusal import NotOnThisEngine, strict
from taizhang_addin.openpyxl_engine.sheets import Sheets

if TYPE_CHECKING:
    from taizhang_addin.openpyxl_engine.engine import App

_SUFFIXES = (".xlsx", ".xlsm")
# Excel's own options of opening that change nothing about the cells.
_HARMLESS = {"update_links", "ignore_read_only_recommended", "notify", "add_to_mru", "local"}

Computed = dict[tuple[int, int], Any]  # by (row, column): what a formula was last computed to


@strict(base_classes.Books)
class Books(base_classes.Books):
    """The open workbooks of an app."""

    app: Any = None

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def active(self) -> Book:
        return self.app.open[0]  # type: ignore[no-any-return]

    def __call__(self, name_or_index: str | int) -> Book:
        if isinstance(name_or_index, int):
            return list(self)[name_or_index - 1]
        for book in self.app.open:
            if book.name.lower() == name_or_index.lower():
                return book  # type: ignore[no-any-return]
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.app.open)

    def __iter__(self) -> Iterator[Book]:
        return iter(sorted(self.app.open, key=lambda book: book.opened))

    def __contains__(self, name: str) -> bool:
        return any(book.name.lower() == name.lower() for book in self.app.open)

    def add(self) -> Book:
        taken = {book.name for book in self}
        number = next(n for n in range(1, len(taken) + 2) if f"Book{n}" not in taken)
        native = openpyxl.Workbook()
        native.worksheets[0].title = "Sheet1"
        return self._opened(Book(self.app, native, f"Book{number}"))

    def open(
        self,
        fullname: str,
        update_links: Any = None,
        read_only: Any = None,
        format: Any = None,  # noqa: A002 - xlwings' signature
        password: Any = None,
        write_res_password: Any = None,
        ignore_read_only_recommended: Any = None,
        origin: Any = None,
        delimiter: Any = None,
        editable: Any = None,
        notify: Any = None,
        converter: Any = None,
        add_to_mru: Any = None,
        local: Any = None,
        corrupt_load: Any = None,
    ) -> Book:
        given = {name for name, value in locals().items() if value is not None} - {"self", "fullname"}
        path = Path(fullname)
        if given - _HARMLESS or path.suffix.lower() not in _SUFFIXES:
            raise NotOnThisEngine(f"Books.open({'、'.join(sorted(given - _HARMLESS)) or path.suffix})")
        return self._opened(_read_book(self.app, path))

    def _opened(self, book: Book) -> Book:
        self.app.open.insert(0, book)
        return book


def _read_book(app: App, path: Path) -> Book:
    content = path.read_bytes()
    native = openpyxl.load_workbook(BytesIO(content), keep_vba=path.suffix.lower() == ".xlsm")
    book = Book(app, native, path.name, path)
    if any(cell.data_type == "f" for sheet in native.worksheets for row in sheet.iter_rows() for cell in row):
        book.computed = _last_computed(native, content)
    for sheet in native.worksheets:
        _one_entry_per_column(sheet)
    return book


def _last_computed(native: Any, content: bytes) -> dict[Any, Computed]:
    """By sheet: the values that its formulas were saved with."""
    values = openpyxl.load_workbook(BytesIO(content), data_only=True)
    return {
        sheet: {
            (cell.row, cell.column): values[sheet.title].cell(cell.row, cell.column).value
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        for sheet in native.worksheets
    }


def _one_entry_per_column(sheet: Any) -> None:
    """A file may describe neighbouring columns in one entry; a single column of it could not be changed."""
    for entry in list(sheet.column_dimensions.values()):
        first, last = entry.min or 0, entry.max or 0
        for column in range(first + 1, min(last, max(sheet.max_column, first)) + 1):
            single = copy(entry)
            single.index, single.min, single.max = get_column_letter(column), column, column
            sheet.column_dimensions[single.index] = single
        entry.max = first or None


@strict(base_classes.Book)
class Book(base_classes.Book):
    """One open workbook."""

    name: str = ""
    app: Any = None
    sheets: Any = None
    _opened_so_far = 0

    def __init__(self, app: App, native: Any, name: str, path: Path | None = None) -> None:
        self.app = app
        self.native = native
        self.name = name
        self.path = path
        self.computed: dict[Any, Computed] = {}
        self.sheets = Sheets(self)
        Book._opened_so_far += 1
        self.opened = Book._opened_so_far  # the order in which books were opened

    @property
    def fullname(self) -> str:
        return str(self.path) if self.path else self.name

    def activate(self) -> None:
        self.app.open.remove(self)
        self.app.open.insert(0, self)

    def close(self) -> None:
        if self in self.app.open:
            self.app.open.remove(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        target = Path(path) if path else self.path
        if target is None or password is not None or target.suffix.lower() not in _SUFFIXES:
            raise NotOnThisEngine("Book.save(password)" if password else f"Book.save({target or '没有路径'})")
        _write_whole(self.native, target)
        self.path, self.name = target.resolve(), target.name


def _write_whole(native: Any, target: Path) -> None:
    """Write beside the target first, so that a failure leaves the old file as it was."""
    number, beside = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent)
    os.close(number)
    try:
        native.save(beside)
        os.replace(beside, target)
    finally:
        Path(beside).unlink(missing_ok=True)
