"""A wide rollup looks back as the full one does: the same numbers, the same words where there are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from shutil import copy

import openpyxl
import pytest
from kept_reports import AT, put
from small_city import A, B, C, D
from small_province import AS_OF, BEDS, CLINICS, HUBS, LAST_YEAR, PERIOD, PLAN, ROSTER, VISITS, fill_archive

from taizhang.archive import ExtractFile
from taizhang.desk.consolidate import consolidate_archives
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.wide.choosing import wide_rollings
from taizhang.desk.trace import trace_number
from taizhang.model.clearing import ClearingStep
from taizhang.model.scoring import Scoring, ScoringItem
from taizhang.model.words.status import Clearing


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_archive(tmp_path_factory.mktemp("filled") / "档案.db")


@pytest.fixture
def archive(filled: Path, tmp_path: Path) -> Path:
    """One of its own for each test."""
    return Path(copy(filled, tmp_path))


def full(archive: Path, folder: Path) -> Path:
    made = consolidate_archives([archive], "2022Q3", None, folder / "全.xlsx", AS_OF, at=AT)
    return next(one.path for one in made if one.title == PLAN.title)


def wide(archive: Path, folder: Path, beside: Path | None = None) -> Path:
    with opened(archive) as store:
        rollings = wide_rollings([store], PERIOD, None, AS_OF, None, ExtractFile(beside), wide_from=1)
        rolling = next(one for one in rollings if one.plan_id == PLAN.id)
        path = folder / "宽.xlsx"
        path.write_bytes(rolling.book().content)
    return path


def rows(book: Path, sheet: str) -> list[dict[str, object]]:
    told = openpyxl.load_workbook(book)[sheet].iter_rows(min_row=3, values_only=True)
    lines = [line for line in told if any(line)]
    head = next(at for at, line in enumerate(lines) if {"行标识", "填报单位", "名次", "序号"} & set(line))
    titles = [str(title) for title in lines[head]]
    return [dict(zip(titles, line, strict=True)) for line in lines[head + 1 :]]


def without(row: dict[str, object], *titles: str) -> dict[str, object]:
    return {title: value for title, value in row.items() if title not in titles}


COMPARED = ("行标识", "汇总值", "上期值", "较上期增减", "去年同期值", "较去年同期增减", "亮灯")


def test_the_periods_before_are_those_of_the_full_rollup(archive: Path, tmp_path: Path) -> None:
    ours, theirs = (rows(make(archive, tmp_path), "指标汇总") for make in (wide, full))
    told = [[row[title] for title in COMPARED] for row in ours]
    assert told == [[row[title] for title in COMPARED] for row in theirs]
    assert told == [
        [BEDS, 60, 11, 49, 16, 44, "黄"],
        [VISITS, 16, 12, 4, "—", "—", "红"],
        [CLINICS, 24, 6, 18, "—", "—", "黄"],
        [HUBS, 25, 25, 0, "—", "—", "黄"],
    ]
    assert [row["说明"] for row in ours] == [
        "上期值缺2个单位。去年同期值缺1个单位。",
        "往期缺数：2022Q2未填：东州市 白石县、2022Q1未报：西州市 青松县、2022Q1未报：西州市 石桥县、2022Q2未报：西州市 青松县、"
        "2022Q2未报：西州市 石桥县。由各期数值合成，往期的逐条来源见“往期来源”。上期值缺3个单位。上年计划没有同一指标。",
        "2022年第一季度末已到时限，未达到目标，逾期后完成。上期值缺3个单位。上年计划没有同一指标。",
        "上期值缺2个单位。上年计划没有同一指标。",
    ]


@pytest.mark.parametrize(("sheet", "count"), [("问题清单", 2), ("需领导协调", 1), ("销号台账", 2)])
def test_the_lists_are_those_of_the_full_rollup(
    archive: Path, tmp_path: Path, sheet: str, count: int
) -> None:
    """In the order of the roster, and each line says in which file it stands, and what was said and done of it."""
    ours, theirs = (rows(make(archive, tmp_path), sheet) for make in (wide, full))
    mine = [
        without(row, "省", "市", "登记号", "文件名", "经过") | {"填报单位": f"{row['省']} {row['填报单位']}"}
        for row in ours
    ]
    known = set().union(*mine)
    assert sorted(mine, key=str) == sorted(
        ({title: row.get(title, mine[0][title]) for title in mine[0]} for row in theirs), key=str
    )
    assert (len(mine), known - set(theirs[0])) == (count, set() if sheet == "销号台账" else {"行标识"})


def test_the_lines_of_a_list_say_whose_they_are_and_who_leads(archive: Path, tmp_path: Path) -> None:
    path = wide(archive, tmp_path)
    (asking,) = rows(path, "需领导协调")
    whose = ("省", "填报单位", "分管领导", "登记号", "文件名", "出处")
    assert [asking[title] for title in whose] == [
        "西州市", "青松县", "钱某", "10", "青松县2022Q3.xlsx", "任务台账!X6",
    ]  # fmt: skip
    cleared, claimed = rows(path, "销号台账")
    assert str(cleared["经过"]).split("\n") == [
        "2022年第三季度台账（登记号8，清河县2022Q3.xlsx 任务台账!Y8）：申请中，完成状态：已完成",
        "2022-10-09 东州市登记：验收单（申请中）",
        "2022-10-09 王某登记（已销号）",
    ]
    assert claimed["说明"] == "台账填“申请中”，但完成状态为“滞后”，不作申请"
    assert rows(path, "计划变更")[0]["序号"] == "本期没有计划变更。"


def test_what_is_counted_of_the_lists_is_traced_to_their_lines(archive: Path, tmp_path: Path) -> None:
    path = wide(archive, tmp_path)
    places = rows(path, "各地情况")
    counts = ("问题（条）", "需领导协调（条）", "已申请销号", "已销号", "逾期销号")
    assert [[row[title] for title in counts] for row in places] == [
        [2, 1, 1, 1, 1], [0, 0, 1, 1, 1], [2, 1, 0, 0, 0],
    ]  # fmt: skip
    headlines = openpyxl.load_workbook(path)["总览"]
    assert [headlines.cell(13, at).value for at in range(1, 6)] == [2, 1, 1, 1, 1]
    issues, late = (trace_number(path, f"总览!{column}13").trace for column in "AE")
    told = [(line.reporter, line.file_name, line.place, line.value) for line in issues.sources()]
    assert told == [
        ("西州市 青松县", "青松县2022Q3.xlsx", "任务台账!U6", "用地未批"),
        ("西州市 石桥县", "石桥县2022Q3.xlsx", "任务台账!U6", "缺人"),
    ]
    assert [(line.reporter, line.row, line.value) for line in late.sources()] == [
        ("东州市 清河县", CLINICS, "已销号")
    ]


def test_a_step_of_the_office_is_seen_by_its_place_alone(archive: Path, tmp_path: Path) -> None:
    beside = tmp_path / "记住"
    before = wide(archive, tmp_path, beside).read_bytes()
    assert wide(archive, tmp_path, beside).read_bytes() == before
    with opened(archive) as store:
        at = datetime(2022, 10, 10, 10, tzinfo=AT.tzinfo)
        reopened = ClearingStep(PLAN.id, A, CLINICS, Clearing.NOT_REQUESTED, "", "王某", "复核未达标", at)
        store.add_clearings((reopened,), 2)
    path = wide(archive, tmp_path, beside)
    assert rows(path, "销号台账")[0]["理由"] == "复核未达标"
    assert path.read_bytes() == wide(archive, tmp_path).read_bytes() != before


def test_numbers_of_a_year_ago_say_where_their_lines_stand(archive: Path, tmp_path: Path) -> None:
    path = wide(archive, tmp_path)
    difference = trace_number(path, "指标汇总!P4").trace
    now, then = difference.parts
    assert (difference.value, now.value, then.value) == ("44", "60", "16")
    assert (
        then.name
        == "新增床位去年同期值（2021年第三季度，《云岭市2021年重点工作任务》，逐条来源见该期汇总表）"
    )


def test_ledgers_whose_time_was_over_are_named_as_the_reason(archive: Path, tmp_path: Path) -> None:
    with opened(archive) as store:
        store.purge([LAST_YEAR.id], 2021, who="王芳", why="保存期满", at=AT)
    shown = rows(wide(archive, tmp_path), "指标汇总")[0]
    assert (shown["去年同期值"], shown["说明"]) == ("—", "上期值缺2个单位。去年同期台账已到期清除。")


def test_two_archives_come_to_what_one_does(archive: Path, tmp_path: Path) -> None:
    """Each city keeps its own; the newer of two ledgers of one county counts, wherever it lies."""
    east, west = (
        fill_archive(tmp_path / f"{name}.db", of=codes) for name, codes in (("东", (A, B)), ("西", (C, D)))
    )
    with opened(east) as first, opened(west) as second:
        rollings = wide_rollings([first, second], PERIOD, None, AS_OF, None, ExtractFile(None), wide_from=1)
        rolling = next(one for one in rollings if one.plan_id == PLAN.id)
        path = tmp_path / "两库.xlsx"
        path.write_bytes(rolling.book().content)
    one = wide(archive, tmp_path)
    for sheet in ("指标汇总", "分地区指标", "各地情况", "问题清单", "销号台账", "往期来源"):
        ours, theirs = ([without(row, "登记号", "经过") for row in rows(book, sheet)] for book in (path, one))
        assert ours == theirs


def test_a_plan_that_scores_says_where_the_scores_are(tmp_path: Path) -> None:
    scoring = Scoring(items=(ScoringItem(BEDS, Decimal(10)),))
    plan = replace(PLAN, settings=replace(PLAN.settings, scoring=scoring))
    archive = tmp_path / "评分.db"
    put(archive, plan, {"2022Q3": {A: {BEDS: 20}}}, ROSTER)
    path = wide(archive, tmp_path)
    told = "年度考核评分不在本汇总表中，请另写考核工作簿。"
    assert openpyxl.load_workbook(path)["总览"]["A14"].value == told
    assert (
        openpyxl.load_workbook(wide(fill_archive(tmp_path / "不评.db"), tmp_path))["总览"]["A14"].value
        is None
    )
