"""A formula written once and shared is read in every cell as it stands there."""

from __future__ import annotations

from functools import partial

import pytest

from taizhang.books.cell_values import StyleFacts
from taizhang.books.gathered_sheet import CellPurse
from taizhang.books.shared_formulas import SharedFormulas, copied
from taizhang.books.sheet_sparse import read_sparse
from taizhang.books.sheet_usual import read_usual
from taizhang.model.file_limits import XmlLimits

FORMULAS = [
    ("$S7+1", 3, 0, "$S10+1"),
    ("S7+$S7+S$7+$S$7", 1, 1, "T8+$S8+T$7+$S$7"),
    ("SUM(A1:B2)", 2, 1, "SUM(B3:C4)"),
    ('IF(A1="A1","见B2单元格",B2)', 1, 0, 'IF(A2="A1","见B2单元格",B3)'),
    ("'1月'!A1+任务台账!A1+LOG10(A1)", 1, 0, "'1月'!A2+任务台账!A2+LOG10(A2)"),
    ("tz_id&A1", 1, 0, "tz_id&A2"),
    ("A1", -1, 0, "#REF!"),
    ("XFD1", 0, 1, "#REF!"),
]


@pytest.mark.parametrize(("formula", "down", "right", "there"), FORMULAS)
def test_a_formula_is_copied_as_a_spreadsheet_copies_it(
    formula: str, down: int, right: int, there: str
) -> None:
    assert copied(formula, down, right) == there


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="6"><c r="B6"><f t="shared" ref="B6:B8" si="0">A6&amp;"A6"</f><v>1</v></c></row>'
    b'<row r="7"><c r="B7" t="str"><f t="shared" si="0"/><v></v></c></row>'
    b'<row r="8"><c r="B8"><f t="shared" si="0"/></c><c r="C8"><f t="shared" si="9"/><v>2</v></c></row>'
    b"</sheetData></worksheet>"
)
READ = {(6, 2): 'A6&"A6"', (7, 2): 'A7&"A6"', (8, 2): 'A8&"A6"', (8, 3): ""}


@pytest.mark.parametrize("read", [read_usual, partial(read_sparse, limits=XmlLimits())])
def test_both_readers_know_it(read) -> None:
    sheet = read(SHEET, (), StyleFacts(), CellPurse(9))
    assert {cell: value.text for cell, value in sheet.cells.items()} == READ
    assert sheet.uncomputed == {(8, 2)}
    assert sheet.dangers == set()


def test_a_flood_of_shared_formulas_stays_within_bounds() -> None:
    shared, long = SharedFormulas(), "A1+" * 2700
    assert shared.text("0", long, 1, 1) == long
    texts = [shared.text("0", "", row, 1) for row in range(2, 5000)]
    assert sum(map(len, texts)) <= 20_000_000
    assert texts[-1] == ""
