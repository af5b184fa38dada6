from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from taizhang.books import write_rollup
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Roster
from taizhang.model.words.status import Status
from taizhang.rollups import Report, Rollup, consolidate, draw_rollup

SHEETS = [
    "总览",
    "任务进展",
    "指标汇总",
    "县区明细",
    "问题清单",
    "需领导协调",
    "销号台账",
    "未报送与迟报",
    "豁免与说明",
    "按责任单位",
    "计划变更",
    "来源",
    "台账记录",
    "来源索引",
]


@pytest.fixture
def rollup(plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report]) -> Rollup:
    reports = [report(line, seed=n, day=4 + n % 3) for n, line in enumerate(roster) if n != 4]
    return consolidate(plan, roster, period, reports, as_of=as_of)


@pytest.fixture
def book(rollup: Rollup) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(write_rollup(rollup)))


def test_sheets_to_read_and_two_hidden_ones(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert [page.title for page in book.worksheets if page.sheet_state != "visible"] == [
        "台账记录",
        "来源索引",
    ]


def test_the_standard_says_nothing_against_it(rollup: Rollup, tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(write_rollup(rollup))
    found = OpenXmlValidator().validate(str(path))
    assert [str(error) for error in found.errors] == []


def test_the_same_rollup_gives_the_same_bytes(rollup: Rollup) -> None:
    assert write_rollup(rollup) == write_rollup(rollup)
    day = datetime(2022, 11, 1)  # noqa: DTZ001 - the format has no zone
    dated = openpyxl.load_workbook(BytesIO(write_rollup(rollup, created=day)))
    assert dated.properties.created == day


def test_native_charts_of_places_timeliness_and_tasks(book: openpyxl.Workbook) -> None:
    charts = book["总览"]._charts
    titles = [chart.title.tx.rich.p[0].r[0].t for chart in charts]
    assert titles == ["各单位任务亮灯", "报送及时情况", "各任务亮灯单位数"]
    assert [type(chart).__name__ for chart in charts] == ["BarChart", "PieChart", "BarChart"]
    assert [chart.barDir for chart in (charts[0], charts[2])] == ["col", "bar"]
    assert charts[2].series[0].cat.strRef.f == "'任务进展'!$C$5:$C$8"


def test_what_a_county_wrote_is_text_and_never_a_formula(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report]
) -> None:
    risky = ['=HYPERLINK("http://a")', "+1", "-1", "@SUM(1)", "＝1", "http://a.example/b", "\t=1", "x\x07y"]
    answers = {row: {"problems": text} for row, text in zip(
        ("T01.M01.I1", "T01.M02.I1", "T01.M03.I1", "T01.M04", "T02.M01.I1", "T02.M02.I1", "T02.M03.I1", "T02.M04"), risky, strict=True
    )}  # fmt: skip
    given = report(roster.lines[0], answers)
    given = replace(given, submission=replace(given.submission, file_name="=cmd|' /C calc'!A0.xlsx"))
    book = openpyxl.load_workbook(
        BytesIO(write_rollup(consolidate(plan, roster, period, [given], as_of=as_of)))
    )
    assert all(cell.data_type != "f" for page in book.worksheets for row in page.iter_rows() for cell in row)
    issues = book["问题清单"]
    cells = [issues.cell(row, 7) for row in range(4, 12)]
    assert [cell.value for cell in cells] == [*risky[:6], "\t=1", "xy"]
    assert [bool(cell.quotePrefix) for cell in cells] == [True, True, True, True, True, False, True, False]
    assert [cell.hyperlink for cell in cells] == [None] * 8


def test_a_figure_links_to_its_lines_and_they_link_back(book: openpyxl.Workbook) -> None:
    figures, sources = book["指标汇总"], book["来源"]
    target = figures["F4"].hyperlink.location
    sheet, address = target.split("!")
    assert sheet.strip("'") == "来源"
    line = sources[address]
    assert line.value == "指标汇总!F4"
    assert line.hyperlink.location == "'指标汇总'!F4"


def test_numbers_are_shown_with_one_decimal_and_kept_exact(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report]
) -> None:
    reports = [
        report(
            line,
            {"T02.M02.I1": {"numerator": Decimal(1), "denominator": Decimal(3), "actual": Decimal("33.3")}},
        )
        for line in roster
    ]
    book = openpyxl.load_workbook(
        BytesIO(write_rollup(consolidate(plan, roster, period, reports, as_of=as_of)))
    )
    cell = book["指标汇总"]["F8"]
    assert (cell.value, cell.number_format) == (33.33333333333334, "0.0")  # 16 digits
    assert (book["指标汇总"]["I8"].value, book["指标汇总"]["I8"].number_format) == (8, "0")


def test_the_sheets_say_what_they_say(
    rollup: Rollup, read_grids: Callable[[bytes], tuple[Grid, ...]]
) -> None:
    grids = {grid.sheet: grid for grid in read_grids(write_rollup(rollup))}
    overview, late = grids["总览"], grids["未报送与迟报"]
    labels = [overview.text(4, column) for column in range(1, 13)]
    values = [overview.text(5, column) for column in range(1, 9)]
    assert labels == [
        "应报", "已报", "及时", "迟报", "零报告", "退回未改", "待定", "未报", "报送率（%）", "及时率（%）", "迟报率（%）",
        "缺报率（%）",
    ]  # fmt: skip
    assert values == ["8", "7", "5", "2", "0", "0", "0", "1"]
    assert [late.text(row, 1) for row in range(4, 7)] == ["云岭区", "青松县", "双河市"]
    assert [late.text(row, 5) for row in range(4, 7)] == ["", "1", "1"]
    assert grids["指标汇总"].text(4, 11).split("\n")[0] == "未报：云岭区"
    assert grids["指标汇总"].text(12, 17) == "“药占比”以“%”计，各地数值不能相加，请按分子、分母报送后再汇总。"


def test_equal_shares_rank_equal(rollup: Rollup, read_grids: Callable[[bytes], tuple[Grid, ...]]) -> None:
    overview = read_grids(write_rollup(rollup))[0]
    header = next(row for (row, column), text in overview.cells.items() if column == 1 and text == "名次")
    rows = [(overview.text(row, 1), overview.value(row, 7)) for row in range(header + 1, header + 9)]
    shares = [share for _, share in rows[:-1] if isinstance(share, Decimal)]
    assert len(shares) == 7
    assert [rank for rank, _ in rows] == [
        str(1 + sum(other > share for other in shares)) for share in shares
    ] + ["—"]


def test_a_row_is_as_high_as_its_text_needs(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report]
) -> None:
    long = report(roster.lines[0], {"T01.M01.I1": {"progress": "已召开推进会，" * 40, "status": Status.DONE}})
    details = draw_rollup(consolidate(plan, roster, period, [long], as_of=as_of))[3]
    assert details.heights[4] > 200
    assert details.heights[5] < 40


def test_a_province_puts_the_city_over_its_counties(
    plan: Plan, province_roster: Roster, province: Region, period: Period, as_of: date,
    report: Callable[..., Report], tmp_path: Path,
) -> None:  # fmt: skip
    reports = [report(line, seed=n) for n, line in enumerate(province_roster) if line.level is Level.COUNTY]
    content = write_rollup(consolidate(plan, province_roster, period, reports, as_of=as_of, place=province))
    page = openpyxl.load_workbook(BytesIO(content))["任务进展"]
    heads = [cell.value for cell in page[3] if cell.value][-3:]
    assert heads == ["云岭市", "海川市", "新岭市"]
    path = tmp_path / "省.xlsx"
    path.write_bytes(content)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_nothing_reported_still_makes_a_workbook(
    plan: Plan, roster: Roster, period: Period, as_of: date, tmp_path: Path
) -> None:
    path = tmp_path / "空.xlsx"
    path.write_bytes(write_rollup(consolidate(plan, roster, period, [], as_of=as_of)))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    assert openpyxl.load_workbook(path)["问题清单"]["A4"].value == "本期没有单位填报问题。"


@pytest.mark.client
def test_libreoffice_opens_it_and_prints_it_one_page_wide(rollup: Rollup, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "汇总.xlsx").write_bytes(write_rollup(rollup))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(
        [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "汇总.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    printed = (tmp_path / "汇总.pdf").read_bytes()
    assert printed.count(b"/Type/Page\n") + printed.count(b"/Type/Page/") in range(14, 26)
