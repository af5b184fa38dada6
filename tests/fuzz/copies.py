"""What goes back for a damaged workbook that could be read: its own file with marks, and its values alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from random import Random

from returned_files.marked import OTHERS, STAMPED, found

from fuzz.damaged_package import WholePackage
from fuzz.subjects import Subject
from fuzz.whole_workbooks import damages as of_every_form
from fuzz.whole_workbooks import xlsx_files
from fuzz.workbooks import inflated
from taizhang.books import read_workbook, rebuild_as_values
from taizhang.desk.returns import Markup, annotated_copy
from taizhang.model.grid import Workbook
from taizhang.model.table_rows import TableRows

_NAME = "台账.xlsx"
_FEW = 3  # sheets: the ledger that we issue has more


def make(chance: Random) -> bytes:
    return chance.choice(_damages())(chance)


def _read(content: bytes) -> tuple[Workbook, list[bytes]]:
    book = read_workbook(content, _NAME)
    if book.file_class != "readable" or not book.grids:
        return book, []
    table = STAMPED if len(book.grids) > _FEW else OTHERS
    marked = [annotated_copy(_markup(book, content, table, as_values)) for as_values in (False, True)]
    return book, [rebuild_as_values(book), *marked]


def _judge(read: tuple[Workbook, list[bytes]], _content: bytes) -> None:
    book, copies = read
    for copy in copies:
        _can_be_opened(copy, book)


def _markup(book: Workbook, content: bytes, table: TableRows, as_values: bool) -> Markup:
    stands = TableRows(book.grids[0].sheet, table.first, table.last)
    return Markup(
        content, _NAME, as_values or book.format != "xlsx", tuple(found(stands)), "碧潭县", "2022年第三季度", "退回修改", book.sha256,
        date(2022, 10, 8), table=stands,
    )  # fmt: skip


def _can_be_opened(copy: bytes, book: Workbook) -> None:
    """By ourselves, as the workbook that it is a copy of; with each of its sheets."""
    again = read_workbook(copy, _NAME)
    assert (again.file_class, again.format, again.note) == ("readable", "xlsx", "")
    assert len(again.grids) >= len(book.grids)


@cache
def _damages() -> tuple[Callable[[Random], bytes], ...]:
    """Mostly of .xlsx, as the others go back as values only."""
    return (
        *(WholePackage(content).damaged for content in xlsx_files().values() for _ in range(8)),
        *of_every_form(),
    )


SUBJECT = Subject(
    "copies", make, _read, _judge, _damages, least=4.0, times=400.0, weight=inflated, inputs=90
)  # a hundred thousand cells of merges are written, each three times
