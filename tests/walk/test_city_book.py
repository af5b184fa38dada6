"""The rollup workbook of a city of 22: each number from the raw cells, each sheet's settings, links, other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from clients.jobs import Answer, Job
from clients.office import Office
from openpyxl.worksheet.worksheet import Worksheet
from postbag.typed_in import typed_in

from taizhang.books import write_rollup
from taizhang.model.place import parse_cell_name
from taizhang.rollups import Rollup
from taizhang.rollups.views import view_of_leader, view_of_unit
from walk.again import Walk, is_same
from walk.raw import RawFile, grids_of
from walk.settings import print_areas, settings_of

ONE = ("A4", "one page wide", "")
LISTED = {
    "指标汇总": ("D4", "A3", "1:3", "", *ONE),
    "县区明细": ("C4", "A3", "1:3", "A:B", "A4", "66 %", "/14"),
    "问题清单": ("C4", "A3", "1:3", "", *ONE),
    "需领导协调": ("C4", "A3", "1:3", "", *ONE),
    "销号台账": ("C6", "A5", "1:5", "", *ONE),
    "未报送与迟报": ("B4", "A3", "1:3", "", *ONE),
    "豁免与说明": ("C4", "A3", "1:3", "", *ONE),
    "按责任单位": ("C4", "A3", "1:3", "", *ONE),
    "按分管领导": ("C4", "A3", "1:3", "", *ONE),
    "计划变更": ("D4", "A3", "1:3", "", *ONE),
    "来源": ("E4", "A3", "1:3", "", *ONE),
}


@pytest.fixture(scope="module")
def book(city: Walk) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(city.content))


def test_every_number_is_computed_again_from_the_raw_cells(city: Walk) -> None:
    walked = Counter[str]()
    for cell in city.numbers():
        assert is_same(city.again(cell), city.shown(cell)), str(city.tracer.trace(cell))
        walked[cell[0]] += 1
    assert dict(walked) == {
        "总览": 236, "任务进展": 180, "指标汇总": 84, "县区明细": 741, "销号台账": 8, "未报送与迟报": 3, "按责任单位": 538,
        "按分管领导": 224, "来源": 617,
    }  # fmt: skip
    assert len(city.places) == 1481


@pytest.mark.parametrize(
    ("view", "numbers"),
    [
        (lambda whole: view_of_leader(whole, "分管领导甲"), 1269),
        (lambda whole: view_of_unit(whole, "市财政局"), 1665),
    ],
    ids=["leader", "unit"],
)
def test_every_number_of_a_view_is_computed_again(
    city: Walk, view: Callable[[Rollup], Rollup], numbers: int
) -> None:
    made = replace(city.made, view=view)
    walk = Walk(made, write_rollup(made.rollup))
    cells = list(walk.numbers())
    assert [cell for cell in cells if not is_same(walk.again(cell), walk.shown(cell))] == []
    assert len(cells) == numbers


def test_a_cell_that_says_something_else_is_noticed(city: Walk) -> None:
    cell = next(one for one in city.numbers() if one[0] == "指标汇总")
    line = next(line for line in city.tracer.trace(cell).lines if line.place)
    _, row, column = parse_cell_name(line.place)
    original = city.made.files[line.sha256]
    walk = Walk(city.made, city.content)
    walk.files[line.sha256] = RawFile(typed_in(original, {(row, column): "4321"}))
    with pytest.raises(AssertionError):
        walk.again(cell)


def test_how_every_sheet_is_frozen_filtered_and_printed(book: openpyxl.Workbook) -> None:
    assert settings_of(book) == {
        "总览": ("", "", "", "", "A4", "85 %", "32,57/"),
        "任务进展": ("E5", "", "1:4", "A:D", "A4", "59 %", "/24"),
        **LISTED,
    }


def test_what_is_printed_ends_with_what_is_there(book: openpyxl.Workbook) -> None:
    assert print_areas(book) == {
        "总览": "A1:L84", "任务进展": "A1:AL19", "指标汇总": "A1:Q25", "县区明细": "A1:T803", "问题清单": "A1:J259",
        "需领导协调": "A1:I82", "销号台账": "A1:Q6", "未报送与迟报": "A1:J25", "豁免与说明": "A1:N4", "按责任单位": "A1:R47",
        "按分管领导": "A1:N28", "计划变更": "A1:L4", "来源": "A1:Q1562",
    }  # fmt: skip


def test_charts_cover_no_cell_and_not_each_other(book: openpyxl.Workbook) -> None:
    page = book["总览"]
    covered: Counter[tuple[int, int]] = Counter()
    for chart in page._charts:
        first, last = chart.anchor._from, chart.anchor.to
        covered.update(
            (row, column)
            for row in range(first.row + 1, last.row + 1)
            for column in range(first.col + 1, last.col + 1)
        )
    assert len(page._charts) == 3
    assert max(covered.values()) == 1
    assert [page.cell(*at).value for at in covered if page.cell(*at).value is not None] == []


def links(page: Worksheet) -> dict[str, str]:
    """Where each cell of a sheet leads, by its address."""
    return {
        cell.coordinate: cell.hyperlink.location.replace("'", "")
        for row in page.iter_rows()
        for cell in row
        if cell.hyperlink
    }


def test_every_link_leads_to_a_cell_that_says_something(book: openpyxl.Workbook) -> None:
    led = [target for page in book.worksheets for target in links(page).values()]
    empty = [
        target for target in led if book[target.partition("!")[0]][target.partition("!")[2]].value is None
    ]
    assert (len(led), empty) == (1606, [])


def test_sheets_lead_to_each_other_both_ways(book: openpyxl.Workbook) -> None:
    led = Counter(
        (page.title, target.partition("!")[0]) for page in book.worksheets for target in links(page).values()
    )
    assert led == {
        ("总览", "未报送与迟报"): 8, ("总览", "任务进展"): 26, ("总览", "指标汇总"): 5, ("总览", "问题清单"): 1,
        ("总览", "需领导协调"): 1, ("总览", "来源"): 22,
        ("任务进展", "总览"): 22, ("任务进展", "按责任单位"): 14, ("任务进展", "来源"): 308,
        ("指标汇总", "来源"): 22, ("县区明细", "问题清单"): 256,
        ("问题清单", "需领导协调"): 79, ("问题清单", "县区明细"): 256,
        ("需领导协调", "问题清单"): 79, ("需领导协调", "县区明细"): 79,
        ("未报送与迟报", "来源"): 25, ("未报送与迟报", "按分管领导"): 22,
        ("按责任单位", "任务进展"): 34, ("按分管领导", "任务进展"): 22,
        ("来源", "未报送与迟报"): 22, ("来源", "指标汇总"): 22, ("来源", "任务进展"): 280,
        ("来源", "销号台账"): 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "column", "other"),
    [("问题清单", "J", "县区明细"), ("需领导协调", "A", "问题清单"), ("指标汇总", "F", "来源")],
)
def test_a_link_there_comes_back(book: openpyxl.Workbook, one: str, column: str, other: str) -> None:
    there, back = links(book[one]), links(book[other])
    rows = [address for address in there if address.startswith(column)]
    assert rows
    for address in rows:
        row = address.removeprefix(column)
        returned = back[there[address].partition("!")[2]] if other != "问题清单" else ""
        if other == "问题清单":  # the cell 是 beside it leads back
            returned = back["I" + there[address].partition("!A")[2]]
        assert returned.partition("!")[0] == one
        assert returned.rpartition("!")[2].strip("ABCDEFGHIJ") == row


def test_the_reporters_state_in_a_task_leads_to_its_cells_and_back(book: openpyxl.Workbook) -> None:
    there, back = links(book["任务进展"]), links(book["来源"])
    states = {address: target for address, target in there.items() if target.startswith("来源!")}
    silent = {address for address, target in states.items() if back[target[3:]].startswith("未报送与迟报!")}
    assert {book["任务进展"][address].value for address in silent} == {"未报"}
    told = {address: back[target[3:]] for address, target in states.items() if address not in silent}
    assert told == {address: f"任务进展!{address}" for address in told}


def test_libreoffice_shows_the_same_values(city: Walk, libreoffice: Office, tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(city.content)
    names = tuple(city.grids)
    [answer] = libreoffice.recalculated([Job(path, read=names)])
    assert texts(answer, names) == shown(city.content, names)


def test_gnumeric_shows_the_same_values(
    city: Walk, gnumeric: Callable[..., list[Answer]], tmp_path: Path
) -> None:
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(city.content)
    names = tuple(city.grids)
    [answer] = gnumeric([path], names)
    assert texts(answer, names) == shown(city.content, names)


def shown(content: bytes, names: tuple[str, ...]) -> dict[str, dict[tuple[int, int], object]]:
    grids = {grid.sheet: grid for grid in grids_of(content)}
    return {
        name: {at: one if isinstance(one, str) else float(one) for at, one in grids[name].cells.items()}
        for name in names
    }


def texts(answer: Answer, names: tuple[str, ...]) -> dict[str, dict[tuple[int, int], object]]:
    return {name: {at: one for at, one in answer.sheets[name].items() if one != ""} for name in names}
