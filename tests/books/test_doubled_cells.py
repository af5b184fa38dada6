"""A cell that is given two values cannot be read, in whatever form; the same value twice is that value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from bundles.zip_files import DEFLATED, Listed
from clients.biff12 import xlsb_of
from hostile.forms import sheet_xml, xls
from hostile.kinds.inflating import with_swollen
from hostile.old_records import number
from hostile.packages import parts_of

from taizhang.books import read_workbook
from taizhang.books.gathered_sheet import UNREADABLE
from taizhang.model.grid import Grid
from taizhang.model.verdict import Flag


def of_xlsx(*values: int) -> bytes:
    cells = "".join(f'<c r="A1"><v>{value}</v></c>' for value in values)
    return sheet_xml(f'<row r="1">{cells}<c r="B1"><v>9</v></c></row>')


def of_xls(*values: int) -> bytes:
    return xls([*(number(0, 0, value) for value in values), number(0, 1, 9)])


def of_xlsb(*values: int) -> bytes:
    """The records of a sheet's cells taken from sheets with one value each, one behind the other."""
    name = "xl/worksheets/sheet1.bin"
    grids = [Grid("任务台账", {(1, 1): f"{value:04}", (1, 2): Decimal(9)}) for value in values]
    parts = [parts_of(xlsb_of([grid]))[name] for grid in grids]
    first = f"{values[0]:04}".encode("utf-16-le")
    at = (
        parts[0].index(first) - 14
    )  # the record's kind and length, the cell's address and style, and the text's length
    end = at + 14 + len(first)
    doubled = parts[0][:end] + b"".join(part[at:end] for part in parts[1:]) + parts[0][end:]
    return with_swollen(Listed(name.encode(), doubled, DEFLATED), of=xlsb_of(grids[:1]))


FORMS = (of_xlsx, of_xls, of_xlsb)


@pytest.mark.parametrize("form", FORMS)
def test_two_values_are_none(form) -> None:
    workbook = read_workbook(form(5, 6), "a")
    assert (workbook.file_class, workbook.flags) == ("readable", (Flag.BAD_CELL,))
    assert workbook.grids[0].cells == {(1, 1): UNREADABLE, (1, 2): 9}


@pytest.mark.parametrize("form", FORMS)
def test_one_value_twice_is_that_value(form) -> None:
    workbook = read_workbook(form(5, 5), "a")
    assert (workbook.file_class, workbook.flags) == ("readable", ())
    assert workbook.grids[0].cells == read_workbook(form(5), "a").grids[0].cells
