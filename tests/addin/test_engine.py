import warnings
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
import xlsxwriter
import xlwings as xw

from taizhang_addin.openpyxl_engine import NotOnThisEngine, register_engine
from taizhang_addin.openpyxl_engine.books import Book, Books
from taizhang_addin.openpyxl_engine.engine import App, Apps
from taizhang_addin.openpyxl_engine.looks import Font
from taizhang_addin.openpyxl_engine.ranges import Range
from taizhang_addin.openpyxl_engine.sheets import Sheet, Sheets

OFFERED = {
    Apps: {"keys", "add", "cleanup"},
    App: {
        "activate", "alert", "books", "display_alerts", "enable_events", "kill", "pid", "quit",
        "screen_updating", "status_bar", "visible",
    },
    Books: {"active", "add", "open"},
    Book: {"activate", "app", "close", "fullname", "name", "save", "sheets"},
    Sheets: {"active", "add"},
    Sheet: {
        "activate", "book", "cells", "clear", "clear_contents", "delete", "index", "name", "range", "select",
        "used_range", "visible",
    },
    Range: {
        "address", "api", "clear", "clear_contents", "color", "column", "column_hidden", "column_width", "end",
        "font", "formula", "get_address", "has_array", "merge", "merge_area", "merge_cells", "number_format",
        "raw_value", "row", "row_height", "row_hidden", "set_colors", "shape", "unmerge", "wrap_text",
    },
    Font: {"bold", "color", "size"},
}  # fmt: skip
DAY, MORNING = datetime(2022, 9, 1), datetime(2022, 9, 1, 8, 30)  # noqa: DTZ001 - cells know no time zone
KEPT = {"expand", "max_cells_per_read", "max_cells_per_write"}


def test_nothing_of_xlwings_pro_is_there() -> None:
    assert xw.__pro__ is False


def test_the_engine_is_known_once_by_its_name() -> None:
    first, second = register_engine(), register_engine()
    assert first is second
    assert (first.name, first.type) == ("openpyxl", "desktop")
    assert [engine.name for engine in xw.engines].count("openpyxl") == 1


@pytest.mark.parametrize(
    ("offering", "members"), OFFERED.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_what_is_offered_is_what_is_listed(offering: type, members: set[str]) -> None:
    declared = {name for name in vars(offering.__base__) if not name.startswith("_")}
    assert offering.offers & declared == members  # type: ignore[attr-defined]


@pytest.mark.parametrize("offering", OFFERED, ids=lambda value: value.__name__)
def test_every_other_member_refuses_and_is_named(offering: type) -> None:
    declared = {name for name in vars(offering.__base__) if not name.startswith("_")}
    refused = declared - OFFERED[offering] - KEPT
    bare = object.__new__(offering)
    for name in refused:
        with pytest.raises(NotOnThisEngine, match=f"“{offering.__name__}.{name}”") as caught:
            getattr(bare, name)()
        assert caught.value.member == f"{offering.__name__}.{name}"


def test_a_property_without_a_setter_refuses_to_be_set(app: xw.App) -> None:
    with pytest.raises(NotOnThisEngine, match=r"“Range.borders”"):
        _ = app.books.add().sheets[0]["A1"].borders
    with pytest.raises(NotOnThisEngine, match=r"“App.calculation”"):
        app.calculation = "manual"


def test_the_native_object_cannot_be_used(book: xw.Book) -> None:
    cell = book.sheets[0]["A1"]
    with pytest.raises(NotOnThisEngine, match=r"“Range.api.Interior”"):
        _ = cell.api.Interior
    with pytest.raises(NotOnThisEngine, match=r"“Range.api.Value”"):
        cell.api.Value = 1
    with pytest.raises(NotOnThisEngine, match=r"“Book.api”"):
        _ = book.api


def test_an_app_starts_with_a_book_unless_told_otherwise() -> None:
    register_engine().activate()
    with xw.App() as started:
        assert [book.name for book in started.books] == ["Book1"]
        assert started.books[0].sheet_names == ["Sheet1"]
        assert xw.apps.active == started
        assert started.engine.name == "openpyxl"
    with xw.App(add_book=False) as started:
        assert len(started.books) == 0


def test_the_last_app_is_active_and_another_can_be(app: xw.App) -> None:
    with xw.App(add_book=False) as second:
        assert xw.apps.active == second
        app.activate()
        assert xw.apps.active == app
        assert sorted(xw.apps.keys()) == sorted([app.pid, second.pid])
        assert xw.apps[second.pid] == second


def test_alerts_are_kept_in_order(app: xw.App) -> None:
    assert app.alert("请核对", title="台账", mode="info") == "ok"
    assert app.alert("继续？", buttons="yes_no") == "yes"
    assert [(alert.prompt, alert.title, alert.mode) for alert in app.impl.alerts] == [
        ("请核对", "台账", "info"),
        ("继续？", None, None),
    ]
    with pytest.raises(NotOnThisEngine):
        app.alert("？", callback="f")


def test_states_of_an_app_are_kept(app: xw.App) -> None:
    with app.properties(
        screen_updating=False, display_alerts=False, enable_events=False, status_bar="读取中"
    ):
        assert (app.screen_updating, app.display_alerts, app.enable_events, app.status_bar) == (
            False, False, False, "读取中",
        )  # fmt: skip
    assert (app.screen_updating, app.display_alerts, app.enable_events, app.status_bar) == (
        True,
        True,
        True,
        False,
    )


def test_a_book_is_opened_once_and_found_again(app: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "甲县.xlsx"
    openpyxl.Workbook().save(path)
    book = xw.Book(path)
    assert (book.name, book.fullname) == ("甲县.xlsx", str(path))
    assert xw.Book(str(path)) == book
    assert app.books.open(path) == book
    assert app.books["甲县.xlsx"] == book
    assert "甲县.xlsx" in app.books
    book.close()
    assert len(app.books) == 0
    with pytest.raises(KeyError):
        app.books["甲县.xlsx"]


def test_the_active_book_changes(app: xw.App) -> None:
    first, second = app.books.add(), app.books.add()
    assert (first.name, second.name) == ("Book1", "Book2")
    assert app.books.active == second
    first.activate()
    assert app.books.active == first
    assert [book.name for book in app.books] == ["Book1", "Book2"]


def test_a_mock_caller_is_the_caller(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xw.Book, "_mock_caller", book, raising=False)
    assert xw.Book.caller() == book


def test_other_formats_and_options_of_opening_refuse(app: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "甲县.xls"
    path.write_bytes(b"")
    with pytest.raises(NotOnThisEngine, match=r"Books.open\(.xls\)"):
        app.books.open(path)
    workbook = tmp_path / "甲县.xlsx"
    openpyxl.Workbook().save(workbook)
    with pytest.raises(NotOnThisEngine, match=r"Books.open\(password\)"):
        app.books.open(workbook, password="1")
    assert app.books.open(workbook, update_links=False).name == "甲县.xlsx"


def test_values_come_back_as_excel_gives_them(book: xw.Book) -> None:
    block = book.sheets[0].range((1, 1), (3, 3))
    block.value = [
        ["甲", 1, 2.5],
        [True, None, date(2022, 9, 1)],
        [MORNING, np.float64(0.1), float("nan")],
    ]
    assert block.options(ndim=2).value == [
        ["甲", 1.0, 2.5],
        [True, None, DAY],
        [MORNING, 0.1, None],
    ]
    assert type(block.value[0][1]) is float
    assert type(block.value[1][0]) is bool


@pytest.mark.parametrize(
    "text", ["130102", "2022-09", "2022年9月", "1/2", "90%", "-5", "+1", "@x", "TRUE", "#N/A?", "（"]
)
def test_text_that_excel_would_rewrite_refuses_unless_marked(book: xw.Book, text: str) -> None:
    cell = book.sheets[0]["A1"]
    if text != "（":
        with pytest.raises(NotOnThisEngine, match="半角单引号"):
            cell.value = text
    cell.value = "'" + text
    assert cell.value == text
    assert cell.formula == text


def test_a_decimal_refuses(book: xw.Book) -> None:
    with pytest.raises(NotOnThisEngine, match="Decimal"):
        book.sheets[0]["A1"].value = Decimal("1.5")


def test_a_formula_has_no_value_until_excel_computes_it(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet["A1:B1"].value = [["=1+1", "'=1+1"]]
    assert sheet["A1:B1"].value == [None, "=1+1"]
    assert sheet["A1:B1"].formula == (("=1+1", "=1+1"),)


def test_saved_results_of_formulas_are_read_until_overwritten(app: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "算.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("表")
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("A2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("A3", '=""', None, "")
        sheet.write("A4", 7)
    cells = app.books.open(path).sheets["表"]["A1:A4"]
    assert cells.value == [2.0, None, None, 7.0]
    assert cells.options(err_to_str=True).value == [2.0, "#DIV/0!", None, 7.0]
    assert cells.raw_value == ((2.0,), (-2146826281,), (None,), (7.0,))
    cells[0].value = 5
    assert cells.value == [5.0, None, None, 7.0]
    assert cells.formula == (("5.0",), ("=1/0",), ('=""',), ("7.0",))


def test_an_error_written_as_text_is_an_error(book: xw.Book) -> None:
    cell = book.sheets[0]["A1"]
    cell.value = "#N/A"
    assert cell.value is None
    assert cell.options(err_to_str=True).value == "#N/A"


def test_one_value_fills_a_range_and_another_size_refuses(book: xw.Book) -> None:
    cells = book.sheets[0]["A1:B2"]
    cells.value = 3
    assert cells.value == [[3.0, 3.0], [3.0, 3.0]]
    with pytest.raises(NotOnThisEngine, match="2 行 2 列"):
        cells.raw_value = [[1, 2, 3]]


def test_frames_go_in_and_come_out(book: xw.Book) -> None:
    sheet = book.sheets[0]
    frame = pd.DataFrame({"县": ["甲", "乙"], "数": [1.5, None]})
    sheet["B2"].options(index=False).value = frame
    read = sheet["B2"].options(pd.DataFrame, expand="table", index=False).value
    assert list(read.columns) == ["县", "数"]
    assert read["县"].tolist() == ["甲", "乙"]
    assert read["数"].tolist()[0] == 1.5
    assert sheet["B2:C4"].value == [["县", "数"], ["甲", 1.5], ["乙", None]]


@pytest.mark.parametrize(
    ("mode", "address"), [("table", "$B$2:$C$4"), ("down", "$B$2:$B$4"), ("right", "$B$2:$C$2")]
)
def test_ranges_expand(book: xw.Book, mode: str, address: str) -> None:
    sheet = book.sheets[0]
    sheet["B2"].value = [["a", "b"], ["c", "d"], ["e", "f"]]
    sheet["E9"].value = "x"
    assert sheet["B2"].expand(mode).address == address


def test_end_jumps_over_blanks_to_the_next_value_or_the_edge(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet["B2"].value = [["a"], ["b"], [None], ["c"]]
    assert sheet["B2"].end("down").address == "$B$3"
    assert sheet["B3"].end("down").address == "$B$5"
    assert sheet["B5"].end("down").row == 1_048_576
    assert sheet["B5"].end("up").address == "$B$3"
    assert sheet["B2"].end("left").address == "$A$2"


def test_ranges_are_named_and_counted(book: xw.Book) -> None:
    sheet = book.sheets[0]
    block = sheet.range((2, 3), (4, 5))
    assert (block.address, block.shape, len(block)) == ("$C$2:$E$4", (3, 3), 9)
    assert block.get_address(False, False) == "C2:E4"
    assert block.get_address(external=True) == "'[Book1]Sheet1'!$C$2:$E$4"
    assert sheet["$C$2"] == sheet.range((2, 3))
    assert sheet.range("E4", "C2") == block
    assert sheet["2:3"].shape == (2, 16_384)
    assert sheet["C:C"].shape == (1_048_576, 1)
    assert block[1, 1].address == "$D$3"
    assert block.last_cell.address == "$E$4"
    assert [cell.address for cell in sheet["A1:B2"]] == ["$A$1", "$B$1", "$A$2", "$B$2"]
    assert block.offset(1, 1).address == "$D$3:$F$5"
    with pytest.raises(IndexError):
        sheet.range((0, 1))
    with pytest.raises(NotOnThisEngine, match="tz_table"):
        sheet.range("tz_table")


def test_the_used_range_begins_where_values_begin(book: xw.Book) -> None:
    sheet = book.sheets[0]
    assert sheet.used_range.address == "$A$1"
    sheet["C3"].value = [["a", "b"], ["c", "d"]]
    assert sheet.used_range.address == "$C$3:$D$4"
    assert sheet["A1:Z99"].value[98][25] is None
    assert sheet.used_range.last_cell.address == "$D$4"


def test_a_range_is_emptied(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet["A1:B1"].value = ["a", "b"]
    sheet["A1"].color = (255, 0, 0)
    sheet["A1"].clear_contents()
    assert (sheet["A1"].value, sheet["A1"].color, sheet["B1"].value) == (None, (255, 0, 0), "b")
    sheet.clear()
    assert (sheet["A1"].color, sheet["B1"].value) == (None, None)


def test_sheets_are_added_where_told_renamed_hidden_and_deleted(book: xw.Book) -> None:
    last = book.sheets.add("乙", after=book.sheets[-1])
    first = book.sheets.add("甲", before=book.sheets[0])
    book.sheets.add(after=first)
    assert book.sheet_names == ["甲", "Sheet2", "Sheet1", "乙"]
    assert (first.index, last.index, len(book.sheets)) == (1, 4, 4)
    assert "乙" in book.sheets
    last.name = "丙"
    last.activate()
    assert book.sheets.active.name == "丙"
    last.visible = False
    assert (last.visible, book.sheets.active.name) == (False, "甲")
    del book.sheets["丙"]
    assert book.sheet_names == ["甲", "Sheet2", "Sheet1"]
    with pytest.raises(NotOnThisEngine, match="before 或 after"):
        book.sheets.add("丁")


def test_one_sheet_stays_visible_and_one_sheet_stays(book: xw.Book) -> None:
    with pytest.raises(NotOnThisEngine, match="可见"):
        book.sheets[0].visible = False
    with pytest.raises(NotOnThisEngine, match="至少要有一张"):
        book.sheets[0].delete()


def test_cells_are_merged_and_parted(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet["A1"].value = [["题", None], ["a", "b"]]
    sheet["A1:B1"].merge()
    assert sheet["B1"].merge_area.address == "$A$1:$B$1"
    assert (sheet["A1:B2"].merge_cells, sheet["A2:B2"].merge_cells) == (True, False)
    sheet["A1:B1"].value = ["新题", "看不见"]
    assert sheet["A1:B1"].value == ["新题", None]
    sheet["A1:B2"].unmerge()
    assert sheet["A1:B2"].merge_cells is False
    sheet["A1:B2"].merge(across=True)
    assert sheet["A2"].merge_area.address == "$A$2:$B$2"


def test_rows_and_columns_are_hidden_and_sized(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet["A2:A3"].rows.hidden = True
    sheet["B1"].columns.hidden = True
    assert [sheet[place].rows.hidden for place in ("A2:A3", "A3:A4", "A4")] == [True, None, False]
    assert [sheet[place].columns.hidden for place in ("B1", "A1:B1", "A1")] == [True, None, False]
    sheet["C1:D1"].column_width = 20
    sheet["A5"].row_height = 30
    assert (sheet["C1:D1"].column_width, sheet["C1:E1"].column_width, sheet["A5"].row_height) == (
        20,
        None,
        30,
    )


def test_columns_that_share_an_entry_in_the_file_are_changed_alone(app: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "列.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("表")
        sheet.write("H1", "h")
        sheet.set_column("B:E", 20, None, {"hidden": True})
    book = app.books.open(path)
    assert book.sheets["表"]["B1:E1"].columns.hidden is True
    book.sheets["表"]["D1"].columns.hidden = False
    book.save()
    book.close()
    again = app.books.open(path).sheets["表"]
    assert [again.range((1, n)).columns.hidden for n in range(1, 7)] == [
        False,
        True,
        True,
        False,
        True,
        False,
    ]


def test_cells_are_coloured_and_set_in_bold(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet["A1:B1"].color = (255, 179, 160)
    sheet["A1:B2"].set_colors([[..., None], ["#00FF00", 255]])
    assert [sheet[cell].color for cell in ("A1", "B1", "A2", "B2")] == [
        (255, 179, 160), None, (0, 255, 0), (255, 0, 0),
    ]  # fmt: skip
    sheet["A1"].font.bold = True
    sheet["A1"].font.size = 18
    sheet["A1"].font.color = (1, 2, 3)
    assert (sheet["A1"].font.bold, sheet["A1"].font.size, sheet["A1"].font.color) == (True, 18, (1, 2, 3))
    assert sheet["A1:B1"].font.bold is None
    sheet["A1"].number_format = "0.0%"
    sheet["A1"].wrap_text = True
    assert (sheet["A1"].number_format, sheet["A1"].wrap_text, sheet["B1"].wrap_text) == ("0.0%", True, False)


def test_everything_written_stands_in_the_saved_file(book: xw.Book, tmp_path: Path) -> None:
    sheet = book.sheets[0]
    sheet["A1"].value = [["甲", 1.5, "=B1*2"], [date(2022, 9, 1), "'130102", True]]
    sheet["A1"].color = (255, 0, 0)
    path = tmp_path / "存.xlsx"
    book.save(path)
    assert (book.name, book.fullname) == ("存.xlsx", str(path))
    native = openpyxl.load_workbook(path)["Sheet1"]
    assert [[cell.value for cell in row] for row in native] == [
        ["甲", 1.5, "=B1*2"],
        [DAY, "130102", True],
    ]
    assert native["B2"].quotePrefix
    assert native["A1"].fill.fgColor.rgb == "FFFF0000"
    assert [entry.name for entry in tmp_path.iterdir()] == ["存.xlsx"]


def test_a_failed_save_leaves_the_old_file(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "存.xlsx"
    book.save(path)
    before = path.read_bytes()
    monkeypatch.setattr(openpyxl.Workbook, "save", _fail)
    with pytest.raises(OSError, match="disk"):
        book.save()
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["存.xlsx"]


def _fail(*_: object) -> None:
    raise OSError("disk")


def test_saving_needs_a_path_and_knows_no_password(book: xw.Book, tmp_path: Path) -> None:
    with pytest.raises(NotOnThisEngine, match="没有路径"):
        book.save()
    with pytest.raises(NotOnThisEngine, match="password"):
        book.save(tmp_path / "a.xlsx", password="1")
    with pytest.raises(NotOnThisEngine, match=r"a\.xls"):
        book.save(tmp_path / "a.xls")


def test_a_block_of_twenty_thousand_cells_goes_through_in_one_piece(book: xw.Book) -> None:
    block = [[float(row * 20 + column) for column in range(20)] for row in range(1000)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book.sheets[0]["A1"].value = block
        assert book.sheets[0].used_range.value == block


def test_a_value_at_the_start_of_a_blank_stretch_is_not_the_end_of_it(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet["B2"].value = "a"
    assert sheet["B2"].end("down").row == 1_048_576
    assert sheet["B2"].end("right").column == 16_384
    assert sheet["B2"].end("up").row == 1
