"""What an xls or ods workbook says beside its bare numbers, as LibreOffice writes it."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from taizhang.books import read_workbook
from taizhang.model.grid import Box, CellError, Workbook

pytestmark = pytest.mark.client


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One workbook, saved in both forms."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice 没有安装")
    folder = tmp_path_factory.mktemp("forms")
    with xlsxwriter.Workbook(folder / "台账.xlsx") as book:
        _fill(book)
    for form in ("xls", "ods"):
        subprocess.run(
            [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", form,
             "--outdir", str(folder), str(folder / "台账.xlsx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder


def _fill(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("任务台账")
    percent = book.add_format({"num_format": "0.0%"})
    sheet.write_row(0, 0, [1.19, 0.85, 0.029, 0.85], percent)
    sheet.write(0, 5, 0.85)
    sheet.write(0, 6, 85, book.add_format({"num_format": '0.0"%"'}))
    sheet.write_formula(1, 0, "=119/100", percent, 1.19)
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    sheet.merge_range(2, 0, 4, 0, "并列三行")
    sheet.write(5, 0, "藏起来的行")
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.set_column(8, 9, None, None, {"hidden": True})
    book.add_worksheet("Notes").write(0, 0, 0.5, percent)


@pytest.fixture(params=["xls", "ods"])
def workbook(request: pytest.FixtureRequest, saved: Path) -> Workbook:
    return read_workbook((saved / f"台账.{request.param}").read_bytes(), "")


def test_a_percent_cell_reads_as_the_filler_sees_it(workbook: Workbook) -> None:
    table, notes = workbook.grids
    assert [table.cells[1, column] for column in (1, 2, 3, 4, 6, 7)] == [
        "119%", "85%", "2.9%", "85%", Decimal("0.85"), Decimal(85),
    ]  # fmt: skip
    assert (table.cells[2, 1], notes.cells[1, 1]) == ("119%", "50%")


def test_r32_an_error_is_no_blank(workbook: Workbook) -> None:
    table = workbook.grids[0]
    assert table.cells[2, 2] == CellError("#DIV/0!")


def test_merges_and_what_is_hidden_are_told(workbook: Workbook) -> None:
    table = workbook.grids[0]
    assert table.merges == (Box(3, 1, 5, 1),)
    assert (table.hidden_rows, table.hidden_columns) == ({6}, {9, 10})
