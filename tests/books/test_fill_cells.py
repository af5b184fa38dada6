from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from taizhang.books.fill_cells import delete_row, fill_cells, insert_row
from taizhang.model.grid import Formula


@pytest.fixture
def ledger() -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("任务台账")
    sheet.merge_range("A1:C1", "任务台账")
    for row, values in enumerate((("一", 1, ""), ("二", 2, ""), ("三", 3, "")), start=1):
        sheet.write_row(row, 0, values)
    sheet.data_validation("C2:C4", {"validate": "list", "source": ["是", "否"]})
    book.close()
    return stream.getvalue()


def rows(content: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(content))["任务台账"]]


def test_values_are_typed_in_with_their_types(ledger):
    filled = fill_cells(
        ledger,
        "任务台账",
        {(2, 2): Decimal("81.5"), (2, 3): "是", (3, 2): Decimal("1E+2"), (3, 3): "=文字", (4, 2): None,
         (4, 3): date(2022, 9, 30), (5, 1): Formula("B2*2"), (5, 2): "约95", (1, 2): "盖住"},
    )  # fmt: skip
    assert rows(filled) == [
        ["任务台账", None, None],
        ["一", 81.5, "是"],
        ["二", 100, "=文字"],
        ["三", None, datetime.fromisoformat("2022-09-30")],
        ["=B2*2", "约95", None],
    ]
    sheet = openpyxl.load_workbook(BytesIO(filled))["任务台账"]
    assert (sheet["C3"].data_type, sheet["A5"].data_type) == ("s", "f")
    assert [str(v.sqref) for v in sheet.data_validations.dataValidation] == ["C2:C4"]


def test_rows_are_taken_out_and_put_in(ledger):
    assert [row[0] for row in rows(delete_row(ledger, "任务台账", 3))] == ["任务台账", "一", "三"]
    more = insert_row(ledger, "任务台账", 3, {1: "一又", 2: Decimal(9)})
    assert rows(more)[1:4] == [["一", 1, None], ["一又", 9, None], ["二", 2, None]]


def test_an_unknown_sheet_is_an_error_of_the_caller(ledger):
    with pytest.raises(KeyError):
        fill_cells(ledger, "没有", {})


def test_formulas_move_with_their_rows(ledger):
    rated = fill_cells(ledger, "任务台账", {(4, 3): Formula("B4/3")})
    assert rows(delete_row(rated, "任务台账", 2))[2] == ["三", 3, "=B3/3"]
    assert rows(insert_row(rated, "任务台账", 2, {}))[4] == ["三", 3, "=B5/3"]
