from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw

from taizhang.model.grid import Box, CellError, Formula
from taizhang_addin.draw_sheets import cell_content, draw_grids
from taizhang_addin.grids import cell_value, grid_cells, read_open_book
from taizhang_addin.typed_text import marked_as_text

DAY = datetime(2022, 9, 1)  # noqa: DTZ001 - cells know no time zone


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (None, None), ("", None), (True, True), (5.0, Decimal(5)), (0.1, Decimal("0.1")), (-2.5, Decimal("-2.5")),
        (1e21, Decimal("1e+21")), (1 / 3, Decimal("0.3333333333333333")), ("#DIV/0!", CellError("#DIV/0!")),
        ("甲", "甲"), (DAY, DAY), (Decimal("1.5"), Decimal("1.5")),
    ],
)  # fmt: skip
def test_values_take_the_models_types(read: object, value: object) -> None:
    result = cell_value(read)
    assert (result, type(result)) == (value, type(value))


def test_a_whole_number_has_no_decimals() -> None:
    assert str(cell_value(130102.0)) == "130102"


def test_formulas_keep_text_and_value_and_marked_text_is_no_formula() -> None:
    cells = grid_cells([[2.0, None, "=A1", "a"]], [["=1+1", "=A1", "=A1", "a"]])
    assert cells == {
        (1, 1): Formula("1+1", Decimal(2)),
        (1, 2): Formula("A1"),
        (1, 3): "=A1",
        (1, 4): "a",
    }


def test_an_open_book_becomes_grids(app: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "甲县.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        table = made.add_worksheet("任务台账")
        table.merge_range("C1:F1", "某市任务台账")
        table.merge_range("C3:C4", "序号")
        table.write_row("C5", ["1", 90.5, "是"])
        table.write_formula("F5", "=D5/100", None, 0.905)
        table.set_row(4, None, None, {"hidden": True})
        table.set_row(6, None, None, {"hidden": True})
        table.set_column("A:B", 10, None, {"hidden": True})
        table.write("D8", "末")
        made.add_worksheet("台账设置").write("A1", "计划文件")
        stamp = made.add_worksheet("_taizhang")
        stamp.write_column("A1", ["plan", "period"])
        stamp.write_column("B1", ["P1", 2022])
        stamp.hide()
    book = app.books.open(path)
    workbook = read_open_book(book, without={"台账设置"})
    assert (workbook.name, workbook.sha256, workbook.size, workbook.format) == ("甲县.xlsx", "", 0, "xlsx")
    assert [grid.sheet for grid in workbook.grids] == ["任务台账", "_taizhang"]
    assert workbook.stamp == {"plan": "P1", "period": "2022"}
    table_grid, stamp_grid = workbook.grids
    assert table_grid.cells == {
        (1, 3): "某市任务台账", (3, 3): "序号", (5, 3): "1", (5, 4): Decimal("90.5"), (5, 5): "是",
        (5, 6): Formula("D5/100", Decimal("0.905")), (8, 4): "末",
    }  # fmt: skip
    assert table_grid.merges == (Box(1, 3, 1, 6), Box(3, 3, 4, 3))
    assert table_grid.hidden_rows == {5, 7}
    assert table_grid.hidden_columns == {1, 2}
    assert (table_grid.visible, stamp_grid.visible) == (True, False)
    assert table_grid.uncomputed == frozenset()


def test_a_formula_without_a_value_is_noticed(book: xw.Book) -> None:
    book.sheets[0]["B2"].value = "=1+1"
    (grid,) = read_open_book(book).grids
    assert (grid.cells, grid.uncomputed) == ({(2, 2): Formula("1+1")}, {(2, 2)})


def test_an_empty_sheet_is_an_empty_grid(book: xw.Book) -> None:
    (grid,) = read_open_book(book).grids
    assert (grid.cells, grid.merges, grid.hidden_rows) == ({}, (), frozenset())


@pytest.mark.parametrize("text", ["甲县", "无", "—", "（一）", "2022", "= 1", "-", "1.", "true", " 5"])
def test_text_stays_what_it_is(book: xw.Book, text: str) -> None:
    book.sheets[0]["A1"].value = marked_as_text(text)
    (grid,) = read_open_book(book).grids
    assert grid.cells == {(1, 1): text}


def test_what_is_drawn_reads_back_equal(book: xw.Book) -> None:
    from dataclasses import replace

    from taizhang.model.grid import Grid

    grids = (
        Grid(
            "表",
            {
                (1, 1): "题", (2, 1): "130102", (2, 2): Decimal("1.5"), (3, 2): DAY, (4, 4): Formula("B2*2"),
                (5, 1): True, (5, 2): CellError("#N/A"), (6, 1): "=不是公式",
            },
            merges=(Box(1, 1, 1, 4),), hidden_rows=frozenset({2, 3, 5}), hidden_columns=frozenset({3}),
            uncomputed=frozenset({(4, 4)}),
        ),
        Grid("藏", {(1, 1): "甲"}, visible=False),
    )  # fmt: skip
    draw_grids(book, grids)
    read = read_open_book(book, without={"Sheet1"}).grids
    assert read == tuple(replace(grid) for grid in grids)
    assert book.sheets.active.name == "表"


def test_a_decimal_is_written_as_a_float() -> None:
    assert type(cell_content(Decimal("1.5"))) is float
