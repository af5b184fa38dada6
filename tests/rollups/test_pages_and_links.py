"""Pages of wide sheets, links within bounds, many names in a cell."""

from __future__ import annotations

import pytest

from taizhang.books.writing.page_scale import scale_of
from taizhang.model.picture import Look, Sheet
from taizhang.rollups.sheets.links import keep_links_of_one_line, keep_links_within_limit
from taizhang.rollups.sheets.many_names import names_together
from taizhang.rollups.sheets.pages_across import PagesAcross, pages_of
from taizhang_templates import load_style

FIXED = (20.0, 20.0)


@pytest.mark.parametrize(
    ("together", "pages"),
    [
        ((1,) * 10, PagesAcross("", ())),
        ((1,) * 20, PagesAcross("", (17,))),
        ((9, 9, 2), PagesAcross("", (11,))),  # a group goes to the next page whole
        ((40,), PagesAcross("", (17, 32))),  # and is parted where no page holds it
        ((1,) * 60, PagesAcross("A3", (25, 48))),
    ],
)
def test_a_page_breaks_where_the_next_columns_find_no_room(
    together: tuple[int, ...], pages: PagesAcross
) -> None:
    widths = (*FIXED, *(9.0,) * sum(together))
    assert pages_of(widths, 2, 2, together) == pages


def test_a_sheet_that_breaks_its_pages_is_as_large_as_the_widest_allows() -> None:
    page = load_style().page
    assert scale_of(Sheet("表", (10.0,) * 4, column_breaks=(2,)), page) == 100
    assert scale_of(Sheet("表", (60.0,) * 4, column_breaks=(3,)), page) == 59
    assert scale_of(Sheet("表", (60.0,) * 4, column_breaks=(3,), paper="A3"), page) == 85
    assert scale_of(Sheet("表", (60.0,) * 4, column_breaks=(3,), hidden_columns=frozenset((2,))), page) == 89


def test_the_title_stands_on_each_page() -> None:
    sheet = Sheet("表", (10.0,) * 9, frozen_columns=2, column_breaks=(4, 7))
    sheet.put_title("任务进展", "说明")
    assert {at: drawn.value for at, drawn in sheet.cells.items() if drawn.value} == {
        (1, 3): "任务进展", (1, 5): "任务进展（续）", (1, 8): "任务进展（续）", (2, 3): "说明",
    }  # fmt: skip
    assert sheet.merges[1, 5] == (1, 7)


def linked(rows: int, columns: int) -> Sheet:
    sheet = Sheet("任务进展", (10.0,) * columns)
    sheet.put_title("任务进展", "说明。")
    for row in range(3, 3 + rows):
        for column in range(1, columns + 1):
            sheet.put(row, column, "滞后\n黄", Look.CENTRED, link=f"来源!A{row}")
    return sheet


def test_of_too_many_links_whole_rows_stay_and_the_sheet_says_where_they_end() -> None:
    sheet = linked(5, 4)
    keep_links_within_limit(sheet, most=13)
    assert [sum(bool(sheet.cells[row, column].link) for column in range(1, 5)) for row in range(3, 8)] == [
        4, 4, 4, 0, 0,
    ]  # fmt: skip
    assert sheet.cells[2, 1].value == (
        "说明。本表链接超过13个（Excel的上限），第6行起不再带链接，请按“来源”表的“汇总单元格”栏筛选。"
    )


def test_as_many_links_as_a_sheet_holds_all_stay() -> None:
    sheet = linked(5, 4)
    keep_links_within_limit(sheet, most=20)
    assert all(drawn.link for (row, _), drawn in sheet.cells.items() if row > 2)
    assert sheet.cells[2, 1].value == "说明。"


def test_a_text_of_several_lines_is_no_link() -> None:
    sheet = Sheet("表", (10.0,))
    for row, text in enumerate(("清河县", "围场满族蒙古族自治县", "滞后\n黄"), 1):
        sheet.put(row, 1, text, Look.TEXT, link="来源!A1")
    keep_links_of_one_line(sheet)
    assert [sheet.cells[row, 1].link for row in (1, 2, 3)] == ["来源!A1", "", "来源!A1"]


def test_names_of_one_city_stand_behind_it_and_of_very_many_only_the_first() -> None:
    names = ["云岭市 碧潭县", "云岭市 松陂县", "古渡县", "海川市 沙洲县"]
    assert names_together(names) == "云岭市（碧潭县、松陂县）、古渡县、海川市（沙洲县）"
    many = names_together([f"云岭市 {number}县" for number in range(31)])
    assert many.endswith("28县、29县）等31个，逐个见“来源”")
