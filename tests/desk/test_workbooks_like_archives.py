"""A province that has only its cities' rollup workbooks comes to the same as one that has their archives, sheet by sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from small_city import Cells, asked, plan_of, report

from taizhang.archive import NewSubmission, create_archive
from taizhang.books import read_workbook
from taizhang.desk.consolidate import consolidate_archives
from taizhang.desk.intake.collect import collect_sources
from taizhang.desk.scoring import score_archive
from taizhang.desk.submit import submit_rollup
from taizhang.ledgers import ledger_to_record
from taizhang.model.clearing import ClearingStep
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.plan import Jurisdiction, Over, Plan, Scope, Settings
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.scoring import Deduction, Manner, Scoring, ScoringItem
from taizhang.model.verdict import Verdict
from taizhang.model.words.status import Clearing, Status
from taizhang.plans import fingerprint, plan_to_json
from taizhang.rollups.read_back import carried_lines, read_carried
from taizhang.rollups.sheets.sources import EARLIER

AT = datetime(2022, 10, 12, 9, tzinfo=UTC)
TODAY = date(2022, 10, 12)
BEDS, VISITS, CLINICS, SHARE = "T01.M01.I1", "T01.M02.I1", "T01.M03.I1", "T01.M04.I1"
SCORING = Scoring(
    items=(ScoringItem(BEDS, Decimal(40), Manner.PROPORTIONAL, held_to=Decimal(20)), ScoringItem(CLINICS, Decimal(60))),
    late=Deduction(Decimal(1), Decimal(2)),
    unreported=Deduction(Decimal(2), Decimal(4)),
    returned=Deduction(Decimal("0.5"), Decimal(1)),
)  # fmt: skip


def of_province(plan: Plan) -> Plan:
    place = Jurisdiction("云岭省", Level.PROVINCE, "990000")
    return replace(plan, jurisdiction=place, title=plan.title.replace("云岭市", "云岭省"))


PLAN = of_province(
    plan_of(
        asked(BEDS, "新增床位", "100", "张"),
        asked(VISITS, "本期义诊", "100", "场次", over=Over.SUM),
        asked(CLINICS, "开放诊室", ">=5", "间", scope=Scope.EACH_PLACE, deadline=date(2022, 3, 31)),
        asked(SHARE, "签约服务", "300", "人"),
        settings=Settings(scoring=SCORING),
    )
)
LAST_YEAR = of_province(plan_of(asked("T01.M07.I1", "新增床位", "80", "张"), year=2021))


def line(code: str, name: str, level: Level, above: str) -> RosterLine:
    return RosterLine(Reporter(code), name, level, above)


ROSTER = Roster(
    (
        line("990100", "云岭市", Level.CITY, "990000"), line("990200", "海川市", Level.CITY, "990000"),
        line("990101", "碧潭县", Level.COUNTY, "990100"), line("990102", "松陂县", Level.COUNTY, "990100"),
        line("990201", "东岬区", Level.COUNTY, "990200"), line("990202", "沙洲县", Level.COUNTY, "990200"),
    )
)  # fmt: skip
B, S, D, Z = map(Reporter, ("990101", "990102", "990201", "990202"))
DONE: Cells = {
    CLINICS: {"actual": Decimal(6), "status": Status.DONE, "clearing": Clearing.REQUESTED, "evidence": "验收单"}
}  # fmt: skip
Told = Mapping[str, Mapping[Reporter, Cells]]
OF_CLOUD: Told = {
    "2022Q1": {B: {VISITS: 3, CLINICS: 2}, S: {VISITS: 4, CLINICS: 9}},
    "2022Q2": {B: {BEDS: 10, VISITS: 5, **DONE}},
    "2022Q3": {B: {BEDS: 20, VISITS: 1, **DONE}, S: {BEDS: 11, VISITS: 2, CLINICS: 4}},
}
OF_SEA: Told = {
    "2022Q2": {D: {BEDS: 7, VISITS: 6, **DONE}},
    "2022Q3": {D: {BEDS: 30, VISITS: 8, **DONE}},
}


def of_city(code: str) -> Roster:
    return Roster(tuple(one for one in ROSTER if code in (one.reporter.code, one.reports_to)))


def put(
    where: Path, plan: Plan, told: Told, steps: tuple[ClearingStep, ...] = (), roster: Roster = ROSTER
) -> None:
    """Accepted ledgers, one that was sent back before, and what the office decided."""
    with create_archive(where) as store:
        for one in (LAST_YEAR, plan):
            store.add_plan(plan_to_json(one), one.id, fingerprint(one), None, roster, AT)
        for period, cells in told.items():
            for whose, answers in cells.items():
                of_year = LAST_YEAR if period.startswith("2021") else plan
                ledger = report(of_year, whose, period, answers, roster=ROSTER)
                sent = ledger.submission
                kept = NewSubmission(
                    sent.received, "", sent.file_name, Verdict.ACCEPTED, of_year.id, whose, Period.parse(period),
                    record=ledger_to_record(ledger.ledger),
                )  # fmt: skip
                back = replace(kept, verdict=Verdict.RETURNED, record=None, file_name="退回.xlsx")
                if period == "2022Q2":
                    store.register(back, f"退回{whose}".encode())
                store.register(kept, f"{of_year.id}{period}{whose}".encode())
        store.add_clearings(steps, 0)


@pytest.fixture
def province(tmp_path: Path) -> Path:
    where = tmp_path / "省.db"
    put(where, PLAN, {})
    return where


@pytest.fixture
def cities(tmp_path: Path) -> tuple[Path, Path]:
    cloud, sea = tmp_path / "云岭.db", tmp_path / "海川.db"
    told = (
        ("2022-07-05", Clearing.REQUESTED, "验收单，联系13800000000", ""),
        ("2022-07-06", Clearing.CLEARED, "", "情况属实"),
    )
    steps = tuple(
        ClearingStep(PLAN.id, D, CLINICS, state, evidence, "李某", why, datetime.fromisoformat(f"{day}T09:00+00:00"))
        for day, state, evidence, why in told
    )  # fmt: skip
    put(
        cloud,
        PLAN,
        {"2021Q3": {B: {"T01.M07.I1": 7}, S: {"T01.M07.I1": 8}}, **OF_CLOUD},
        roster=of_city("990100"),
    )
    put(sea, PLAN, {"2021Q3": {D: {"T01.M07.I1": 5}}, **OF_SEA}, steps, of_city("990200"))
    return cloud, sea


@pytest.fixture
def sent_up(cities: tuple[Path, Path], tmp_path: Path) -> list[Path]:
    return [
        made.path
        for archive, place in zip(cities, ("990100", "990200"), strict=True)
        for made in submit_rollup(archive, "2022Q3", tmp_path / "上报", TODAY, who="李某", at=AT, place=place)
        if made.title == PLAN.title
    ]


def consolidated(out: Path, archives: list[Path], *rollups: Path) -> dict[str, Grid]:
    made = consolidate_archives(archives, "2022Q3", "province", out, TODAY, at=AT, rollups=rollups)
    path = next(one.path for one in made if one.title == PLAN.title)
    return {grid.sheet: grid for grid in read_workbook(path.read_bytes(), path.name).grids}


LEFT_OUT = "（联系方式略）"


def cells(grid: Grid) -> dict[tuple[int, int], object]:
    """What stands in it; telephones stay below."""
    return {
        at: value.replace("13800000000", LEFT_OUT) if isinstance(value, str) else value
        for at, value in grid.cells.items()
    }


def test_every_sheet_is_the_same(
    province: Path, cities: tuple[Path, Path], sent_up: list[Path], tmp_path: Path
) -> None:
    by_archives = consolidated(tmp_path / "甲.xlsx", [province, *cities])
    by_workbooks = consolidated(tmp_path / "乙.xlsx", [province], *sent_up)
    assert list(by_archives) == list(by_workbooks)
    read = [name for name in by_archives if name != "台账记录"]
    assert [name for name in read if cells(by_archives[name]) != cells(by_workbooks[name])] == []
    assert {"销号台账", "评分", "评分明细", EARLIER, "层级核对"} <= set(read)


def test_the_sheets_hold_what_the_workbooks_carried(
    province: Path, sent_up: list[Path], tmp_path: Path
) -> None:
    """So that two empty sheets are not taken for equal ones."""
    grids = consolidated(tmp_path / "乙.xlsx", [province], *sent_up)
    figures = {grids["指标汇总"].text(row, 1): row for row in range(4, 8)}
    titles = {grids["指标汇总"].text(3, column): column for column in range(1, 25)}
    shown = [
        grids["指标汇总"].text(figures[BEDS], titles[title]) for title in ("汇总值", "上期值", "去年同期值")
    ]
    assert shown == ["61", "17", "20"]
    assert grids["指标汇总"].text(figures[VISITS], titles["汇总值"]) == "29"
    clearing = grids["销号台账"]
    at = {clearing.text(row, column): column for row in range(1, 9) for column in range(1, 20)}
    lines = [row for row, _ in clearing.rows() if clearing.text(row, at["行标识"]) == CLINICS]
    told = ("填报单位", "销号状态", "审核人")
    assert [[clearing.text(row, at[title]) for title in told] for row in lines] == [
        ["云岭市 碧潭县", "申请中", ""], ["海川市 东岬区", "已销号", "李某"],
    ]  # fmt: skip
    sent_back = [text for text in map(str, grids["评分明细"].cells.values()) if text.startswith("-0.5×1")]
    assert sent_back == [
        "-0.5×1÷2≈-0.3",
        "-0.5×1÷2≈-0.3",
        "-0.5×1=-0.5",
        "-0.5×1=-0.5",
    ]  # two cities, two counties


def test_no_telephone_goes_up_with_a_clearing(sent_up: list[Path]) -> None:
    (_, sea) = (read_workbook(path.read_bytes(), path.name) for path in sent_up)
    carried = read_carried(carried_lines(sea.grids), sea.name)
    (item,) = carried.clearings
    assert [(step.state, step.evidence, step.who, step.why) for step in item.steps] == [
        (Clearing.REQUESTED, f"验收单，联系{LEFT_OUT}", "李某", ""),
        (Clearing.CLEARED, "", "李某", "情况属实"),
    ]


def test_a_province_with_only_workbooks_is_scored(
    province: Path, cities: tuple[Path, Path], sent_up: list[Path], tmp_path: Path
) -> None:
    taken = collect_sources(sent_up, province, now=AT)
    assert [one.word for one in taken] == ["下级汇总表"] * 2
    (scored,) = score_archive(province, "2022", tmp_path / "考核.xlsx", TODAY)
    whole = consolidated(tmp_path / "甲.xlsx", [province, *cities])
    own = {grid.sheet: grid for grid in read_workbook(scored.path.read_bytes(), "考核.xlsx").grids}
    assert cells(own["评分"]) == cells(whole["评分"])
