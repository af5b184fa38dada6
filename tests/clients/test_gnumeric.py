"""gnumeric as tests use it: it recalculates, and numbers, texts and failures come back as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from clients.jobs import Answer, Failed


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "小册.xlsx"
    with xlsxwriter.Workbook(path) as written:
        sheet = written.add_worksheet("台账")
        sheet.write_row("B3", ["误：甲", "1300", "#N/A", " 空格 "])
        sheet.write_row("B4", [2.5, 44834], written.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_formula("B5", "B4*2", None, 99)
        sheet.write_formula("C5", "1/0", None, 7)
        sheet.write_formula("D5", '"√"&B3', None, "")
        sheet.write_formula("E5", 'IF(TRUE,"","x")', None, "x")
        sheet.write_formula("F5", "1=1", None, 0)
        sheet.write_formula("G5", "SUMPRODUCT(--(LEN(B3:D3)>3))", None, 9)
        written.add_worksheet("空")
    return path


SHOWN = {
    (3, 2): "误：甲", (3, 3): "1300", (3, 4): "#N/A", (3, 5): " 空格 ", (4, 2): 2.5, (4, 3): 44834.0, (5, 2): 5.0,
    (5, 3): Failed("#DIV/0!"), (5, 4): "√误：甲", (5, 6): 1.0,
}  # fmt: skip


@pytest.mark.parametrize(("as_arrays", "long"), [(False, Failed("#VALUE!")), (True, 2.0)])
def test_cached_values_are_replaced(gnumeric, book: Path, as_arrays: bool, long: object) -> None:
    shown = SHOWN | {(5, 7): long}
    answer = Answer({"台账": shown, "空": {}})
    assert gnumeric([book, book], ("台账", "空"), as_arrays=as_arrays) == [answer, answer]
