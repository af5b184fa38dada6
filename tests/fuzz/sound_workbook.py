"""What must hold of every Workbook that was read, and of what is said of a file that was not."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256

from fuzz.fit_to_show import asks_for_something, can_be_written, fits_to_be_shown, says_one_line
from taizhang.books.clean_text import LONGEST_TEXT
from taizhang.model.grid import Box, CellError, CellValue, Formula, Grid, Workbook, shown
from taizhang.model.verdict import FileClass, Flag
from taizhang.model.words.unseen import UNSEEN

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_UNSEEN = re.compile(f"[{UNSEEN}]")


def is_sound(book: Workbook, content: bytes) -> None:
    assert isinstance(book, Workbook)
    assert (book.sha256, book.size) == (sha256(content).hexdigest(), len(content))
    assert list(book.flags) == [Flag(flag).value for flag in book.flags]
    says_one_line(book.name)
    can_be_written((book.name, book.flags, book.stamp, book.part_stamp, book.prints, book.names))
    if FileClass(book.file_class) is not FileClass.READABLE:
        asks_for_something(book.note)
        assert book.grids == ()
        return
    assert book.note == ""
    names = [grid.sheet for grid in book.grids]
    assert len(set(names)) == len(names), f"a place in {names} may be one of two"
    for grid in book.grids:
        _is_sound_sheet(grid, book.sha256)
    for name, named in book.names.items():
        says_one_line(name)
        says_one_line(named.sheet)
        _lies_in_a_sheet(named.box)


def _is_sound_sheet(grid: Grid, source: str) -> None:
    fits_to_be_shown(grid.sheet)
    assert grid.source == source
    for box in grid.merges:
        _lies_in_a_sheet(box)
    assert all(1 <= row <= _LAST_ROW for row in grid.hidden_rows)
    assert all(1 <= column <= _LAST_COLUMN for column in grid.hidden_columns)
    for (row, column), value in grid.cells.items():
        assert 1 <= row <= _LAST_ROW and 1 <= column <= _LAST_COLUMN, (row, column)  # noqa: PT018
        assert grid.place(row, column).sheet == grid.sheet
        _is_sound_value(value)
    assert sum(len(values) for _, values in grid.rows()) == len(grid.cells)
    can_be_written([shown(value) for value in grid.cells.values()])


def _lies_in_a_sheet(box: Box) -> None:
    assert 1 <= box.top <= box.bottom <= _LAST_ROW, box
    assert 1 <= box.left <= box.right <= _LAST_COLUMN, box


def _is_sound_value(value: CellValue | None) -> None:
    match value:
        case str():
            assert value
            _is_clean(value, LONGEST_TEXT)
        case Decimal():
            assert value.is_finite(), value
        case Formula():
            _is_clean(value.text, LONGEST_TEXT)
            assert not isinstance(value.value, Formula)
            if value.value not in (None, ""):
                _is_sound_value(value.value)
        case CellError():
            _is_clean(value.code, 40)
        case bool() | datetime() | date() | time() | timedelta():
            pass
        case _:
            raise AssertionError(f"a cell holds {value!r}")


def _is_clean(text: str, longest: int) -> None:
    assert len(text) <= longest, f"{len(text)} characters"
    assert _UNSEEN.search(text) is None, ascii(text[:200])
