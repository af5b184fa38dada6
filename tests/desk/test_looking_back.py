"""Rollups from an archive look back: earlier periods of the plan, the year before, and what a workbook carries up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from kept_reports import AT, put
from small_city import A, B, C, D, asked, plan_of

from taizhang.desk.consolidate import Consolidated, consolidate_archives, rolled_up_of
from taizhang.desk.open_archive import opened
from taizhang.desk.trace import trace_number
from taizhang.model.period import Period
from taizhang.model.plan import Over, Scope
from taizhang.model.words.status import Status

BEDS, VISITS, CLINICS = "T01.M01.I1", "T01.M02.I1", "T01.M03.I1"
PLAN = plan_of(
    asked(BEDS, "新增床位", "100", "张"),
    asked(VISITS, "本期义诊", "100", "场次", over=Over.SUM),
    asked(CLINICS, "开放诊室", ">=5", "间", scope=Scope.EACH_PLACE, deadline=date(2022, 3, 31)),
)
LAST_YEAR = plan_of(asked("T01.M07.I1", "新增床位", "80", "张"), year=2021)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    where = tmp_path / "档案.db"
    done = {"actual": Decimal(6), "status": Status.DONE}
    put(where, LAST_YEAR, {"2021Q3": {A: {"T01.M07.I1": 7}, B: {"T01.M07.I1": 8}}})
    put(
        where,
        PLAN,
        {
            "2022Q1": {A: {VISITS: 3, CLINICS: 2}, B: {VISITS: 4, CLINICS: 9}},
            "2022Q2": {A: {BEDS: 10, VISITS: 5, CLINICS: done}, C: {BEDS: 1}},
            "2022Q3": {one: {BEDS: 20, VISITS: 1, CLINICS: done} for one in (A, B, C, D)},
        },
    )
    return where


def consolidated(archive: Path, out: Path, *rollups: Path) -> Consolidated:
    made = consolidate_archives([archive], "2022Q3", None, out, date(2022, 10, 12), at=AT, rollups=rollups)
    return next(one for one in made if one.title == PLAN.title)


def rows(book: Path) -> dict[str, dict[str, object]]:
    sheet = openpyxl.load_workbook(book)["指标汇总"]
    titles = [cell.value for cell in sheet[3]]
    told = (dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=4, values_only=True))
    return {str(row["行标识"]): row for row in told}


COMPARED = ("汇总值", "上期值", "较上期增减", "去年同期值", "较去年同期增减", "亮灯", "说明")


def table(book: Path) -> dict[str, list[object]]:
    return {given: [row[title] for title in COMPARED] for given, row in rows(book).items()}


def test_a_rollup_looks_back_in_its_archive(archive: Path, tmp_path: Path) -> None:
    made = consolidated(archive, tmp_path / "汇总.xlsx")
    assert table(made.path) == {
        BEDS: [80, 11, 69, 15, 65, "绿", "上期值缺2个单位。去年同期值缺2个单位。"],
        VISITS: [
            16, 12, 4, "—", "—", "红",
            "2022Q1未报：青松县、石桥县。\n2022Q2未报：白石县、石桥县。\n2022Q2未填：青松县。\n"
            "上期值缺3个单位。上年计划没有同一指标。",
        ],
        CLINICS: [
            24, 6, 18, "—", "—", "黄",
            "2022年第一季度末已到时限，未达到目标（当期应报4，已报2），逾期后完成。\n"
            "上期值缺3个单位。上年计划没有同一指标。",
        ],
    }  # fmt: skip
    details = openpyxl.load_workbook(made.path)["县区明细"]
    titles = [cell.value for cell in details[3]]
    own, row_id = titles.index("系统判定"), titles.index("行标识")
    shown = [row[own] for row in details.iter_rows(min_row=4, values_only=True) if row[row_id] == CLINICS]
    assert shown == ["逾期后完成", "已完成", "已完成", "已完成"]  # 清河县 had 2 of 5 in March


def test_the_numbers_of_earlier_periods_lead_to_their_own_files(archive: Path, tmp_path: Path) -> None:
    made = consolidated(archive, tmp_path / "汇总.xlsx")
    visits = trace_number(made.path, "指标汇总!F5").trace
    assert [(one.reporter, one.period, one.file_name, one.value) for one in visits.lines if one.file_name] == [
        ("清河县", "2022Q1", "清河县2022Q1.xlsx", "3"), ("清河县", "2022Q2", "清河县2022Q2.xlsx", "5"),
        ("清河县", "", "清河县2022Q3.xlsx", "1"), ("白石县", "2022Q1", "白石县2022Q1.xlsx", "4"),
        ("白石县", "", "白石县2022Q3.xlsx", "1"), ("青松县", "", "青松县2022Q3.xlsx", "1"),
        ("石桥县", "", "石桥县2022Q3.xlsx", "1"),
    ]  # fmt: skip
    year = trace_number(made.path, "指标汇总!O4").trace
    assert [(one.period, one.file_name) for one in year.lines if one.file_name] == [
        ("2021Q3", "清河县2021Q3.xlsx"), ("2021Q3", "白石县2021Q3.xlsx"),
    ]  # fmt: skip


def test_an_office_is_shown_the_sum_over_the_periods(archive: Path) -> None:
    shown = rolled_up_of(archive, PLAN, Period.parse("2022Q3"), "990100", date(2022, 10, 12))
    assert shown.numbers == {BEDS: 80, VISITS: 16, CLINICS: 24}


def test_two_plans_of_the_year_before_are_not_chosen_between(archive: Path, tmp_path: Path) -> None:
    other = plan_of(asked("T01.M07.I1", "新增床位", "80", "张"), year=2021, given="yunling-2021-b")
    put(archive, other, {"2021Q3": {A: {"T01.M07.I1": 7}}})
    made = consolidated(archive, tmp_path / "汇总.xlsx")
    assert table(made.path)[BEDS][3:] == ["—", "—", "绿", "上期值缺2个单位。上年计划不止一个。"]


def test_no_plan_of_the_year_before_and_no_ledgers_under_it_are_two_reasons(tmp_path: Path) -> None:
    alone, silent = tmp_path / "甲.db", tmp_path / "乙.db"
    put(alone, PLAN, {"2022Q3": {A: {BEDS: 1}}})
    put(silent, LAST_YEAR, {"2021Q2": {A: {"T01.M07.I1": 7}}})
    put(silent, PLAN, {"2022Q3": {A: {BEDS: 1}}})
    shown = [table(consolidated(one, tmp_path / f"{one.stem}.xlsx").path)[BEDS][6] for one in (alone, silent)]
    assert shown == ["上期未汇总。档案库没有上年计划。", "上期未汇总。去年同期未汇总。"]


def test_a_workbook_carries_the_earlier_numbers_up(archive: Path, tmp_path: Path) -> None:
    """The level above has the plan and no ledgers; the sum over the periods comes out the same, and nothing is remarked."""
    city = consolidated(archive, tmp_path / "市.xlsx")
    above = tmp_path / "上级.db"
    put(above, PLAN, {})
    made = consolidated(above, tmp_path / "省.xlsx", city.path)
    assert made.remarks == ()
    below, lifted = table(city.path), table(made.path)
    assert [lifted[row][0] for row in (BEDS, VISITS, CLINICS)] == [80, 16, 24]
    assert str(lifted[VISITS][6]).split("\n")[:3] == str(below[VISITS][6]).split("\n")[:3]
    details = openpyxl.load_workbook(made.path)["县区明细"]
    own = [cell.value for cell in details[3]].index("系统判定")
    assert [row[own] for row in details.iter_rows(min_row=4, values_only=True)].count("逾期后完成") == 1


def test_ledgers_whose_time_was_over_are_named_as_the_reason(archive: Path, tmp_path: Path) -> None:
    with opened(archive) as store:
        store.purge([LAST_YEAR.id], 2021, who="王芳", why="保存期满", at=datetime(2022, 10, 11, tzinfo=UTC))
    made = consolidated(archive, tmp_path / "汇总.xlsx")
    assert table(made.path)[BEDS][3:] == ["—", "—", "绿", "上期值缺2个单位。去年同期台账已到期清除。"]
