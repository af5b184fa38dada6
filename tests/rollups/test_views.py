"""The workbook's sheets for leaders, units and changes of the plan, and its views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from taizhang.books import write_rollup
from taizhang.model.figure import Light
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.picture import Sheet
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Amendment, Change, Correction, Split
from taizhang.model.region import Region
from taizhang.model.reporter import Roster
from taizhang.model.words.status import Status
from taizhang.rollups import Report, Rollup, consolidate, draw_rollup
from taizhang.rollups.leaders import leader_parts
from taizhang.rollups.unit_tasks import unit_parts
from taizhang.rollups.views import view_of_leader, view_of_unit, views_by_leader, views_by_unit

Make = Callable[..., Report]
ASKING = {
    "status": Status.BEHIND,
    "problems": "资金未到位",
    "next_steps": "请市里协调资金",
    "needs_leader": "是",
}
NAMING = {"status": Status.BEHIND, "problems": "人手不足", "needs_leader": "否"}


@pytest.fixture
def led(roster: Roster) -> Roster:
    """The first three under one leader, the next four under another, the last under nobody known."""
    leaders = ("分管领导甲",) * 3 + ("分管领导乙",) * 4 + ("",)
    return Roster(tuple(replace(line, leader=one) for line, one in zip(roster, leaders, strict=True)))


@pytest.fixture
def rollup(plan: Plan, led: Roster, period: Period, as_of: date, report: Make) -> Rollup:
    reports = [report(line, seed=n) for n, line in enumerate(led) if n != 4]
    reports[0] = report(led.lines[0], {"T01.M04": NAMING, "T03.M02.I1": {**ASKING, "actual": Decimal(35)}})
    reports[1] = report(led.lines[1], {"T02.M04": ASKING})
    reports[2:] = [replace(one, ledger=_quiet(one)) for one in reports[2:]]
    return consolidate(plan, led, period, reports, as_of=as_of)


def _quiet(one: Report):
    rows = tuple(replace(row, problems="无", needs_leader="否") for row in one.ledger.rows)
    return replace(one.ledger, rows=rows)


def sheet(rollup: Rollup, name: str) -> Sheet:
    return next(one for one in draw_rollup(rollup) if one.name == name)


def table(found: Sheet, first: int = 4) -> list[list[str]]:
    """The texts and numbers below the header, row by row."""
    rows = range(first, found.last_row + 1)
    columns = range(1, len(found.widths) + 1)
    return [
        [str(found.cells[row, column].value) for column in columns if (row, column) in found.cells]
        for row in rows
    ]


def test_who_asks_for_a_leader_stands_on_a_sheet_with_units_and_leader(rollup: Rollup) -> None:
    duties = "牵头：市卫生健康委；配合：市财政局"
    assert table(sheet(rollup, "需领导协调")) == [
        ["1", "清河县", "控制不合理费用", "药占比", "资金未到位", "请市里协调资金", duties, "分管领导甲", "任务台账!X15"],
        ["2", "白石县", "提升信息化水平", "实施17项专项行动。", "资金未到位", "请市里协调资金", duties, "分管领导甲", "任务台账!X13"],
    ]  # fmt: skip
    overview = sheet(rollup, "总览")
    assert (str(overview.cells[9, 11].value), str(overview.cells[9, 12].value)) == ("3", "2")
    assert overview.cells[9, 12].link == "需领导协调!A4"


def test_nobody_asking_is_said(plan: Plan, roster: Roster, period: Period, as_of: date) -> None:
    empty = consolidate(plan, roster, period, [], as_of=as_of)
    assert table(sheet(empty, "需领导协调")) == [["本期没有需领导协调的事项。"]]
    assert table(sheet(empty, "计划变更")) == [["本期没有计划变更。"]]


def test_each_unit_has_its_tasks_by_role_with_their_counts(rollup: Rollup) -> None:
    found = sheet(rollup, "按责任单位")
    rows = table(found)
    assert [row[:5] for row in rows] == [
        ["市卫生健康委", "牵头4", "4", "", "合计"],
        ["市卫生健康委", "牵头", "", "（一）", "加强基层服务"],
        ["市卫生健康委", "牵头", "", "（二）", "提升信息化水平"],
        ["市卫生健康委", "牵头", "", "（三）", "控制不合理费用"],
        ["市卫生健康委", "牵头", "", "（四）", "加强宣传培训"],
        ["市财政局", "配合4", "4", "", "合计"],
        ["市财政局", "配合", "", "（一）", "加强基层服务"],
        ["市财政局", "配合", "", "（二）", "提升信息化水平"],
        ["市财政局", "配合", "", "（三）", "控制不合理费用"],
        ["市财政局", "配合", "", "（四）", "加强宣传培训"],
    ]  # fmt: skip
    counts = [[int(number) for number in row[5:-1]] for row in rows]
    assert counts[0] == [sum(column) for column in zip(*counts[1:5], strict=True)]
    tasks = table(sheet(rollup, "任务进展"), 5)
    assert counts[1:5] == [[int(number) for number in row[4:15]] for row in tasks[:4]]


def test_a_units_worst_indicators_stand_red_before_yellow(rollup: Rollup) -> None:
    lit = {
        light: [one.row for one in rollup.figures if one.light is light]
        for light in (Light.RED, Light.YELLOW)
    }
    assert lit == {
        Light.RED: ["T02.M01.I1", "T04.M02.I1"],
        Light.YELLOW: ["T01.M02.I1", "T02.M02.I1", "T03.M01.I1", "T04.M01.I1"],
    }
    rows = table(sheet(rollup, "按责任单位"))
    assert [row[-1] for row in rows[1:5]] == [
        "黄：县域医疗中心", "红：三级医院电子病历达标率\n黄：家庭医生签约率", "黄：县域外转率",
        "红：开放床位\n黄：最长候诊时间",
    ]  # fmt: skip


def test_each_leader_has_the_reporters_below(rollup: Rollup) -> None:
    rows = table(sheet(rollup, "按分管领导"))
    assert [row[:3] for row in rows] == [
        ["分管领导甲", "合计", "3"], ["分管领导甲", "清河县", ""], ["分管领导甲", "白石县", ""], ["分管领导甲", "青松县", ""],
        ["分管领导乙", "合计", "4"], ["分管领导乙", "石桥县", ""], ["分管领导乙", "云岭区", ""], ["分管领导乙", "双河市", ""],
        ["分管领导乙", "平川县", ""],
        ["未登记", "合计", "1"], ["未登记", "松山县", ""],
    ]  # fmt: skip
    assert [row[10:13] for row in rows[:3]] == [["3", "2", ""], ["2", "1", "及时"], ["1", "1", "及时"]]


def test_without_leaders_there_is_no_such_sheet(
    plan: Plan, roster: Roster, period: Period, as_of: date
) -> None:
    empty = consolidate(plan, roster, period, [], as_of=as_of)
    assert "按分管领导" not in [one.name for one in draw_rollup(empty)]
    assert list(views_by_leader(empty)) == []


def test_leaders_of_two_cities_are_two_and_a_city_may_name_its_counties(
    plan: Plan, province_roster: Roster, province: Region, period: Period, as_of: date
) -> None:
    cities = {"990100": "分管领导丙", "990200": "分管领导丙"}
    lines = tuple(replace(line, leader=cities.get(line.reporter.code, "")) for line in province_roster)
    rollup = consolidate(plan, Roster(lines), period, [], as_of=as_of, place=province)
    assert [(part.name, len(part.reporters)) for part in leader_parts(rollup)] == [
        ("云岭市 分管领导丙", 8), ("海川市 分管领导丙", 3), ("未登记", 1),
    ]  # fmt: skip


def amended(rollup: Rollup) -> Rollup:
    def amendment(day: date, before: str, after: str) -> Amendment:
        change = Change("T01.M01.I1", "value", before, after)
        return Amendment(day, "云医改〔2022〕9号", "经办人", date(2022, 6, 20), (change,))

    plan = replace(
        rollup.plan,
        amendments=(
            amendment(date(2022, 4, 1), "90", "91"), amendment(date(2022, 7, 1), "91", "93"),
            amendment(date(2022, 10, 1), "93", "95"),
        ),
        review=(Correction(Change("T01.C1", "units/lead", "市卫健委", "市卫生健康委"), "经办人", date(2022, 4, 1)),),
        retired=("T04.M03",),
        splits=(Split("T01.M01.I1", (("990121", Decimal(40)), ("990122", Decimal(53)))),),
    )  # fmt: skip
    tasks = (replace(plan.tasks[0], clauses=(plan.tasks[0].span,)), *plan.tasks[1:])
    return replace(rollup, plan=replace(plan, tasks=tasks))


def test_changes_of_the_plan_say_from_when_and_by_which_document(rollup: Rollup) -> None:
    found = sheet(amended(rollup), "计划变更")
    given = ("T01.M01.I1", "社区医院", "目标值")
    paper = ("云医改〔2022〕9号", "经办人", "2022-06-20")
    assert table(found) == [
        ["1", "计划变更", *given, "90", "91", "2022-04-01", "已执行", *paper],
        ["2", "计划变更", *given, "91", "93", "2022-07-01", "本期起执行", *paper],
        ["3", "计划变更", *given, "93", "95", "2022-10-01", "尚未执行", *paper],
        ["4", "审核更正", "T01.C1", "加强基层服务（责任分工）", "牵头单位", "市卫健委", "市卫生健康委", "—", "已执行", "—", "经办人", "2022-04-01"],
        ["5", "取消", "T04.M03", "持续开展健康宣传。", "处理", "保留", "取消", "—", "已执行", "—", "—", "—"],
        ["6", "任务分解", "T01.M01.I1", "社区医院", "分解", "—", "清河县40、白石县53；合计93", "—", "已执行", "—", "—", "—"],
    ]  # fmt: skip
    assert found.cells[2, 1].value == (
        "依据：《云岭市深化医药卫生体制改革2022年重点工作任务》；本期起执行的变更1处；以往的变更、审核更正、取消和分解一并列出。"
    )


def test_a_change_and_its_figure_lead_to_each_other(rollup: Rollup) -> None:
    drawn = {one.name: one for one in draw_rollup(amended(rollup))}
    assert [drawn["计划变更"].cells[row, 3].link for row in range(4, 10)] == [
        "指标汇总!A4", "指标汇总!A4", "指标汇总!A4", "任务进展!A5", "任务进展!A8", "指标汇总!A4",
    ]  # fmt: skip
    assert drawn["指标汇总"].cells[4, 1].link == "计划变更!C4"
    assert drawn["任务进展"].cells[5, 1].link == "计划变更!C7"


def test_a_split_among_very_many_is_only_counted(rollup: Rollup) -> None:
    parts = tuple((f"{code}", Decimal(2)) for code in range(990121, 990136))
    split = replace(rollup, plan=replace(rollup.plan, splits=(Split("T01.M01.I1", parts),)))
    assert table(sheet(split, "计划变更"))[0][6] == "分给15个单位，合计30；各单位的见“县区明细”目标值"


def test_the_view_of_a_unit_holds_its_tasks_alone(rollup: Rollup) -> None:
    tasks = tuple(
        replace(task, duties=task.duties[:1]) if task.id in ("T01", "T04") else task
        for task in rollup.plan.tasks
    )
    some = replace(rollup, plan=replace(rollup.plan, tasks=tasks))
    assert [(part.unit, len(part.tasks)) for part in unit_parts(some)] == [
        ("市卫生健康委", 4),
        ("市财政局", 2),
    ]
    view = view_of_unit(some, "市财政局")
    assert view.place.name == "云岭市（市财政局）"
    assert [task.id for task in view.tasks] == ["T02", "T03"]
    assert (
        {figure.row[:3] for figure in view.figures}
        == {"T02", "T03"}
        == {one.row.id[:3] for one in view.details}
    )
    assert (view.lines, view.standings) == (some.lines, some.standings)
    assert [name for name, _ in views_by_unit(some)] == ["市卫生健康委", "市财政局"]


def test_the_view_of_a_unit_tells_the_changes_of_its_tasks_alone(rollup: Rollup) -> None:
    whole = amended(rollup)
    tasks = tuple(
        replace(task, duties=task.duties[:1]) if task.id == "T04" else task for task in whole.plan.tasks
    )
    view = view_of_unit(replace(whole, plan=replace(whole.plan, tasks=tasks)), "市财政局")
    assert [row[1:3] for row in table(sheet(view, "计划变更"))] == [
        *(["计划变更", "T01.M01.I1"],) * 3, ["审核更正", "T01.C1"], ["任务分解", "T01.M01.I1"],
    ]  # fmt: skip


def test_a_view_is_drawn_like_the_whole(
    rollup: Rollup, read_grids: Callable[[bytes], tuple[Grid, ...]]
) -> None:
    for view in (view_of_unit(rollup, "市财政局"), view_of_leader(rollup, "分管领导乙")):
        grids = read_grids(write_rollup(view))
        assert [grid.sheet for grid in grids] == [one.name for one in draw_rollup(rollup)]
    assert grids[0].text(1, 1) == "云岭市（分管领导乙）2022年第三季度重点任务进展汇总"


def test_the_view_of_a_leader_counts_the_reporters_anew(rollup: Rollup) -> None:
    view = view_of_leader(rollup, "分管领导乙")
    assert [line.name for line in view.lines] == ["石桥县", "云岭区", "双河市", "平川县"]
    assert [len(task.states) for task in view.tasks] == [4] * 4
    assert {one.name for one in view.details} == {"石桥县", "双河市", "平川县"}
    whole, part = rollup.figure("T01.M01.I1"), view.figure("T01.M01.I1")
    assert whole is not None
    assert part is not None
    mine = [one.value for one in whole.contributions if one.name in ("石桥县", "双河市", "平川县")]
    assert part.value == sum(value for value in mine if value is not None)
    assert len(part.expected) == 4


def test_what_the_plan_asks_of_all_is_not_held_against_some(rollup: Rollup) -> None:
    view = view_of_leader(rollup, "分管领导乙")
    unlit = {one.row: one.light for one in view.figures if one.target is None}
    assert unlit == dict.fromkeys(("T01.M01.I1", "T02.M03.I1", "T03.M02.I1"), Light.NONE)
    figures = sheet(view, "指标汇总")
    assert (figures.cells[4, 8].value, figures.cells[4, 17].value) == (
        "—", "目标值属于全部单位，这里只有其中一部分，不对照。",
    )  # fmt: skip


def test_indicators_of_others_alone_are_left_out_of_a_leaders_view(rollup: Rollup) -> None:
    """清河县 and 白石县 are named, and stand under the other leader."""
    assert view_of_leader(rollup, "分管领导乙").figure("T01.M03.I1") is None
    assert view_of_leader(rollup, "分管领导甲").figure("T01.M03.I1") is not None


def test_a_leader_whom_nobody_knows_has_an_empty_view(rollup: Rollup) -> None:
    view = view_of_leader(rollup, "分管领导戊")
    assert (view.lines, view.figures, view.details) == ((), (), ())
    assert write_rollup(view)
