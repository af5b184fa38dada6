"""The reader of one pass and the reader element by element give the same grids, whichever program saved the file."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from taizhang.books import read_workbook, read_xlsx
from taizhang.model.grid import CellError, Formula, Workbook
from tests.clients.jobs import Job
from tests.clients.office import Office

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
from excel_like import as_excel_saves
from stamping import counties, eighty_rows, with_shares

from taizhang.desk.issue import layout_of, parse_period, press_of

TABLE = "任务台账"
TYPED = {(6, 17): 3.5, (7, 17): "42.7%", (8, 20): "已印发方案。\n正在落实", (9, 20): " 首尾有空 "}


@pytest.fixture(scope="module")
def excel_like() -> bytes:
    roster = counties(2)
    plan, period = with_shares(eighty_rows(), roster), parse_period("2022Q3")
    line = next(iter(roster))
    ledger = layout_of(plan, period, roster).ledger(line)
    return as_excel_saves(press_of(plan).stamp(ledger, line), ledger, TYPED)


def test_as_excel_saves(excel_like: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    read = both_ways(excel_like, monkeypatch)
    formulas = [value for value in read.grid(TABLE).cells.values() if isinstance(value, Formula)]
    assert len(formulas) > 150


def test_as_openpyxl_saves(excel_like: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what the ledger lacks: merged and hidden cells, a percentage and an error."""
    read = both_ways(edited(excel_like), monkeypatch)
    grid = read.grid(TABLE)
    assert grid.cells[10, 17] == "12.5%"
    assert grid.cells[11, 17] == CellError("#DIV/0!")
    assert {12, 13} <= grid.hidden_rows
    assert any((box.top, box.bottom) == (14, 15) for box in grid.merges)
    assert grid.uncomputed


def test_as_libreoffice_saves(
    excel_like: bytes, libreoffice: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, saved = tmp_path / "台账.xlsx", tmp_path / "另存.xlsx"
    given.write_bytes(edited(excel_like))
    libreoffice.recalculated([Job(given, save_to=saved)])
    read = both_ways(saved.read_bytes(), monkeypatch)
    assert read.grid(TABLE).cells[10, 17] == "12.5%"


def edited(content: bytes) -> bytes:
    book = load_workbook(BytesIO(content))
    sheet = book[TABLE]
    sheet["Q10"], sheet["Q10"].number_format = 0.125, "0.0%"
    sheet["Q11"].value, sheet["Q11"].data_type = "#DIV/0!", "e"
    sheet.row_dimensions[12].hidden = sheet.row_dimensions[13].hidden = True
    sheet.merge_cells("T14:T15")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def both_ways(content: bytes, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """What the fast way read, after the slow one has read the same."""
    with monkeypatch.context() as without:
        without.setattr(read_xlsx, "read_sparse", _not_asked)
        fast = read_workbook(content, "台账.xlsx")
    with monkeypatch.context() as without:
        without.setattr(read_xlsx, "read_usual", lambda *_: None)
        slow = read_workbook(content, "台账.xlsx")
    assert fast.file_class == slow.file_class == "readable"
    for one, other in zip(fast.grids, slow.grids, strict=True):
        assert dict(one.cells) == dict(other.cells), one.sheet
        assert set(one.merges) == set(other.merges)
    assert fast == slow
    return fast


def _not_asked(*_: object) -> None:
    raise AssertionError("one pass should have been enough")
