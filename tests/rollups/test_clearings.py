"""销号台账 of the rollup: one line an item, counts that lead to cells, and what climbs to the province."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from clearing_histories import claim, item_of, step

from taizhang.books import write_rollup
from taizhang.model.clearing import Claim
from taizhang.model.figure import Light
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.place import parse_cell_name
from taizhang.model.plan import Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster
from taizhang.model.words.status import Clearing, Status
from taizhang.rollups import Report, Rollup, consolidate, trace_cell
from taizhang.rollups.clearing_claims import claims_of
from taizhang.rollups.clearing_items import items_of
from taizhang.rollups.clearings import Owed, late_cleared
from taizhang.rollups.gathered import Gathered, put_together

SECOND = Reporter("990122")  # 白石县
PAPER, CAMPAIGN, STRANGE = "T01.M04", "T04.M03", "T09.M09"
ASKED = {"status": Status.DONE, "clearing": Clearing.REQUESTED, "evidence": "县政办〔2022〕3号"}


@pytest.fixture
def rollup(plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report]) -> Rollup:
    """Two counties: one asks, was cleared late and was refused; the other has a retired row cleared and one reopened."""
    behind = {"status": Status.OVERDUE, "problems": "人手不足"}
    reports = [report(roster.lines[0], {PAPER: ASKED, CAMPAIGN: behind}), report(roster.lines[1], {})]
    items = [
        *items_of(list(claims_of(reports[0].ledger, reports[0].submission)), []),
        item_of(
            claim("07-03", "2022Q2 滞后 未申请 —", row="T01.M02.I1"),
            step("10-02", "申请中", evidence="来函", row="T01.M02.I1"),
            step("10-08", "已销号", why="例外", row="T01.M02.I1"),
        ),
        item_of(
            step("09-01", "申请中", evidence="照片", row=CAMPAIGN), step("09-03", "退回", why="缺验收单", row=CAMPAIGN)
        ),
        item_of(
            step("09-01", "申请中", evidence="来函", row=STRANGE, whose=SECOND),
            step("09-02", "已销号", row=STRANGE, whose=SECOND),
        ),
        item_of(
            step("08-01", "申请中", evidence="照片", row=CAMPAIGN, whose=SECOND),
            step("08-02", "已销号", row=CAMPAIGN, whose=SECOND),
            step("08-09", "未申请", why="复核未达标", row=CAMPAIGN, whose=SECOND),
        ),
        item_of(step("09-01", "申请中", evidence="来函", whose=Reporter("110101"))),
    ]  # fmt: skip
    early = replace(plan, year=2021)  # the plan's last day, and so each deadline, is over
    return consolidate(early, roster, period, reports, as_of=as_of, clearings=items)


@pytest.fixture
def grids(rollup: Rollup, read_grids: Callable[[bytes], tuple[Grid, ...]]) -> tuple[Grid, ...]:
    return read_grids(write_rollup(rollup))


@pytest.fixture
def page(grids: tuple[Grid, ...]) -> Grid:
    return next(grid for grid in grids if grid.sheet == "销号台账")


def test_one_line_an_item_and_what_waits_stands_first(page: Grid) -> None:
    assert [[page.text(row, column) for column in range(1, 18)] for row in range(5, 11)] == [
        [
            "序号", "填报单位", "行标识", "重点任务", "工作举措或指标", "完成时限", "完成状态", "销号状态", "申请时间",
            "佐证材料", "审核人", "审核时间", "理由", "是否逾期销号", "亮灯", "说明", "出处",
        ],
        [
            "1", "清河县", PAPER, "加强基层服务", "印发实施方案。", "2021-12-31", "已完成", "申请中", "2022-10-03",
            "县政办〔2022〕3号", "", "", "", "—", "绿", "", "任务台账!Y9",
        ],
        [
            "2", "清河县", CAMPAIGN, "加强宣传培训", "持续开展健康宣传。", "2021-12-31", "", "退回", "2022-09-01",
            "照片", "李某", "2022-09-03", "缺验收单", "—", "红", "", "档案库销号记录",
        ],
        [
            "3", "白石县", CAMPAIGN, "加强宣传培训", "持续开展健康宣传。", "2021-12-31", "", "未申请", "2022-08-01",
            "照片", "李某", "2022-08-09", "复核未达标", "—", "—", "", "档案库销号记录",
        ],
        [
            "4", "清河县", "T01.M02.I1", "加强基层服务", "县域医疗中心", "2021-12-31", "滞后", "已销号", "2022-10-02",
            "来函", "李某", "2022-10-08", "例外", "是", "黄", "", "档案库销号记录",
        ],
        [
            "5", "白石县", STRANGE, "（计划已取消的任务行）", "", "2021-12-31", "", "已销号", "2022-09-01",
            "来函", "李某", "2022-09-02", "", "是", "黄", "", "档案库销号记录",
        ],
    ]  # fmt: skip


def test_the_counts_stand_above_with_their_arithmetic(page: Grid) -> None:
    above = {page.text(3, column): page.text(4, column) for column in range(1, 18) if page.text(3, column)}
    rate = above.pop("销号率（%）")
    assert above == {
        "应销号（行）": "98", "已申请": "5", "申请中": "1", "退回": "1", "重新打开": "1", "已销号": "2", "逾期销号": "2",
        "已销号÷应销号": "2÷98＝2.0%",
    }  # fmt: skip
    assert float(rate) == pytest.approx(200 / 98)


def test_each_count_leads_down_to_cells_and_steps(grids: tuple[Grid, ...], rollup: Rollup) -> None:
    said = {
        title: trace_cell(grids, *parse_cell_name(f"销号台账!{cell}"))
        for title, cell in (
            ("应销号", "B4"),
            ("已申请", "C4"),
            ("已销号", "G4"),
            ("逾期销号", "H4"),
            ("率", "I4"),
        )
    }
    assert (
        sum(Decimal(line.value) for line in said["应销号"].lines)
        == sum(one.rows for one in rollup.owed)
        == 98
    )
    assert [part.cell for part in said["已申请"].parts] == [f"销号台账!H{row}" for row in range(6, 11)]
    assert [part.cell for part in said["已销号"].parts] == ["销号台账!H9", "销号台账!H10"]
    assert [(part.cell, part.how.value, part.parameter) for part in said["逾期销号"].parts] == [
        ("销号台账!N9", "逾期销号", "2021-12-31"), ("销号台账!N10", "逾期销号", "2021-12-31"),
    ]  # fmt: skip
    assert [part.cell for part in said["率"].parts] == ["销号台账!G4", "销号台账!B4"]


def test_a_state_tells_its_whole_history(grids: tuple[Grid, ...]) -> None:
    asked = trace_cell(grids, *parse_cell_name("销号台账!H6"))
    sha = f"{'990121':0>64}"
    assert str(asked).split("\n")[1:] == [
        "├─ 算法：销号状态（按时间先后：台账所填为申请，核准、退回、重新打开由上级登记，最后一步为准）",
        f"└─ 清河县　清河县2022年第三季度台账.xlsx（登记号121）　SHA-256 {sha}　收到 2022-10-03 09:30　"
        "任务台账!Y9 销号　原文“申请中”，采用 申请中　2022年第三季度，完成状态：已完成",
    ]
    cleared = trace_cell(grids, *parse_cell_name("销号台账!H9"))
    assert str(cleared).split("\n")[2:] == [
        "├─ 清河县　清河县.xlsx（登记号184）　SHA-256 " + "f" * 64 + "　收到 2022-07-03 09:00　"
        "任务台账!Y9 销号　原文“未申请”，采用 未申请　2022年第二季度，完成状态：滞后",
        "├─ 清河县　申请中　2022-10-02 李某登记：来函",
        "└─ 清河县　已销号　2022-10-08 李某登记：例外",
    ]


def test_what_was_cleared_late_is_told_by_reporter_and_row(rollup: Rollup) -> None:
    assert late_cleared(rollup.clearings) == {(Reporter("990121"), "T01.M02.I1"), (SECOND, STRANGE)}
    assert [line.light for line in rollup.clearings] == [
        Light.GREEN, Light.RED, Light.NONE, Light.YELLOW, Light.YELLOW,
    ]  # fmt: skip


def test_rows_to_be_cleared_are_those_that_concern_the_reporter(rollup: Rollup) -> None:
    """开展试点 is for two counties alone."""
    assert rollup.owed == tuple(
        Owed(line.reporter, *((13, 0) if number < 2 else (12, 1))) for number, line in enumerate(rollup.lines)
    )


def test_items_climb_with_the_rollup(
    rollup: Rollup, province_roster: Roster, province: Region, as_of: date
) -> None:
    items = tuple(line.item for line in rollup.clearings)
    source = Gathered(
        "云岭市.db", rollup.plan, province_roster, rollup.reports, rollup.standings, clearings=items
    )
    together = put_together(rollup.plan, rollup.period, [source])
    above = consolidate(
        rollup.plan, together.roster, rollup.period, together.reports,
        as_of=as_of, place=province, standings=together.standings, clearings=together.clearings,
    )  # fmt: skip
    assert above.clearings == rollup.clearings
    assert len(above.owed) == len(above.lines) == 12


def test_without_any_item_the_sheet_says_so(
    plan: Plan, roster: Roster, period: Period, as_of: date, read_grids: Callable[[bytes], tuple[Grid, ...]]
) -> None:
    grids = {
        one.sheet: one for one in read_grids(write_rollup(consolidate(plan, roster, period, [], as_of=as_of)))
    }
    page = grids["销号台账"]
    assert page.text(6, 1) == "至本期末没有单位申请销号。"
    assert [page.text(4, column) for column in range(2, 11)] == [
        "98", *"0000000", "0÷98＝0.0%",
    ]  # fmt: skip


# What a ledger claims


def claims(report: Report) -> dict[str, tuple[str, str, str]]:
    found: list[Claim] = list(claims_of(report.ledger, report.submission))
    return {
        one.row: (str(one.clearing or ""), one.evidence, str(one.place))
        for one in found
        if one.clearing or one.evidence
    }


def test_ditto_is_the_evidence_of_the_row_above(roster: Roster, report: Callable[..., Report]) -> None:
    given = report(
        roster.lines[0],
        {
            "T01.M01.I1": {"evidence": "验收单", "clearing": Clearing.REQUESTED},
            "T01.M02.I1": {"evidence": "同上"},
            "T01.M03.I1": {"evidence": "〃", "clearing": Clearing.CLEARED},
            PAPER: {"evidence": "无"},
            "T02.M01.I1": {"evidence": "同上", "clearing": Clearing.REFUSED},
        },
    )
    assert claims(given) == {
        "T01.M01.I1": ("申请中", "验收单", "任务台账!Y6"),
        "T01.M02.I1": ("", "验收单", "任务台账!Y7"),
        "T01.M03.I1": ("已销号", "验收单", "任务台账!Y8"),
        "T02.M01.I1": ("退回", "", "任务台账!Y10"),
    }


def test_a_sheet_without_the_column_has_no_cell_to_name(
    roster: Roster, report: Callable[..., Report]
) -> None:
    given = report(roster.lines[0], {PAPER: {"evidence": "验收单"}})
    rows = tuple(
        replace(row, sheet=replace(row.sheet, columns={"status": 19}) if row.sheet else None)
        for row in given.ledger.rows
    )
    (found,) = [one for one in claims_of(replace(given.ledger, rows=rows), given.submission) if one.evidence]
    assert (found.place.file, found.place.row) == (given.ledger.file, 0)
