"""R23: a value in a sheet's last cell costs what one cell costs, in every form."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from clients.biff12 import xlsb_of
from clients.jobs import Job, Put
from clients.office import Office
from clients.xml_2003 import xml_2003_of

from taizhang.books import read_workbook
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Grid, Workbook

SHEET = "任务台账"
LAST = {
    "xlsx": (1_048_576, 16_384),
    "xlsb": (1_048_576, 16_384),
    "xml": (1_048_576, 16_384),
    "xls": (65_536, 256),
}
LAST |= {"ods": (1_048_576, 16_384), "fods": (1_048_576, 16_384)}
MOST = 8_000_000  # bytes; laid out, the smallest of these sheets takes 500 MB


@pytest.fixture(scope="module")
def far(libreoffice: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("far")
    with xlsxwriter.Workbook(folder / "近.xlsx") as book:
        book.add_worksheet(SHEET).write(0, 0, "甲")
    (near,) = read_workbook((folder / "近.xlsx").read_bytes(), "").grids
    cells = Grid(SHEET, {**near.cells, LAST["xlsb"]: "远"})
    (folder / "远.xlsb").write_bytes(xlsb_of([cells]))
    (folder / "远.xml").write_bytes(xml_2003_of([cells]))
    for form in ("xls", "ods", "fods", "xlsx"):
        row, column = LAST[form]
        last = (Put(SHEET, row, min(column, 1024), "远"),)  # this LibreOffice has 1024 columns
        libreoffice.recalculated([Job(folder / "近.xlsx", last, save_to=folder / f"远.{form}")])
    return folder


def measured(read: Callable[[], Workbook]) -> tuple[Workbook, int]:
    tracemalloc.start()
    try:
        return read(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", LAST)
def test_r23_one_far_cell_costs_one_cell(far: Path, form: str) -> None:
    content = (far / f"远.{form}").read_bytes()
    workbook, peak = measured(lambda: read_workbook(content, ""))
    row, column = LAST[form]
    assert workbook.file_class == "readable"
    (grid,) = workbook.grids
    assert {cell for cell, text in grid.cells.items() if text == "远"} <= {
        (row, column),
        (row, min(column, 1024)),
    }
    assert sorted(map(str, grid.cells.values())) == ["甲", "远"]
    assert peak < MOST


def test_r25_a_cell_repeated_without_end_is_over_the_limit() -> None:
    spans = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:p="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cell = '<t:table-cell t:number-columns-repeated="16384"><p:p>甲</p:p></t:table-cell>'
    row = f'<t:table-row t:number-rows-repeated="1048576">{cell}</t:table-row>'
    body = f'<o:body><o:spreadsheet><t:table t:name="甲">{row}</t:table></o:spreadsheet></o:body>'
    told = '<?xml version="1.0"?><o:document xmlns:office="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    workbook, peak = measured(lambda: read_workbook(f"{told} {spans}>{body}</o:document>".encode(), ""))
    assert (workbook.file_class, workbook.flags) == ("unsupported-format", ("over-limit",))
    assert peak < MOST


@pytest.mark.parametrize(
    "cell",
    ['<td colspan="16384" rowspan="1048576">甲</td>' * 100, "<td>甲</td>" * 2_000],
    ids=["spans", "cells"],
)
def test_r25_the_cells_of_a_page_are_counted_with_what_they_span(cell: str) -> None:
    page = f"<html><table><tr>{cell}</tr></table></html>".encode()
    workbook, peak = measured(lambda: read_workbook(page, "", FileLimits(cells=1_000)))
    assert (workbook.file_class, workbook.flags) == ("unsupported-format", ("over-limit",))
    assert peak < MOST


@pytest.mark.parametrize("form", ["xls", "xlsb", "ods", "xml", "fods"])
def test_r26_too_many_cells_are_said_with_the_limit(far: Path, form: str) -> None:
    workbook = read_workbook((far / f"远.{form}").read_bytes(), "", FileLimits(cells=1))
    assert (workbook.file_class, workbook.flags) == ("unsupported-format", ("over-limit",))
    assert "超过1个单元格的上限" in workbook.note
