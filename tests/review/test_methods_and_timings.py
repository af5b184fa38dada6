"""逐期取数, 权数, 序时方式, 里程碑 and 亮灯分档 in the review workbook: printed, read, refused where they contradict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from taizhang.model.grid import CellValue
from taizhang.model.light import Band, Light
from taizhang.model.pace import Milestone, Pace, Timing
from taizhang.model.plan import Method, Over, Plan
from taizhang.model.plan_change import Correction
from taizhang.model.words.status import Status
from taizhang.plans import compile_plan, fingerprint, plan_from_json, plan_to_json
from taizhang.plans.recompiling.carry import carry_over
from taizhang.plans.review.draw import HEADER_ROW, draw_review
from taizhang.plans.review.judge import Judged

from .conftest import REPORTERS, changes_of, indicator, judged, sheets_of, told

ROW, OTHER = "T13.M02.I1", "T03.M01.I1"  # 新增普惠托位600个, 村卫生室120所
BARE = "T01.M02"


def taken(plan: Plan, cells: dict[tuple[str, str], CellValue], sheet: str = "审核") -> Judged:
    return judged(sheets_of(plan).write(cells, sheet), plan)


def accepted(plan: Plan, cells: dict[tuple[str, str], CellValue], sheet: str = "审核") -> Plan:
    found = taken(plan, cells, sheet)
    assert told(found) == []
    return found.plan


def why(plan: Plan, cells: dict[tuple[str, str], CellValue], sheet: str = "审核") -> list[str]:
    return [one.says for one in taken(plan, cells, sheet).refusals]


def test_a_method_over_periods_is_set_and_unset(plan: Plan) -> None:
    changed = accepted(plan, {(ROW, "逐期取数"): "本期数相加"})
    assert (indicator(changed, ROW).over, indicator(changed, OTHER).over) == (Over.SUM, None)
    assert fingerprint(changed) != fingerprint(plan)
    back = accepted(changed, {(ROW, "逐期取数"): "累计数取最新"})
    assert (indicator(back, ROW).over, fingerprint(back)) == (None, fingerprint(plan))


def test_a_weight_is_set_with_its_method(plan: Plan) -> None:
    changed = accepted(plan, {(ROW, "汇总方式"): "加权平均", (ROW, "权数取自哪行"): OTHER})
    assert (indicator(changed, ROW).method, indicator(changed, ROW).weight_of) == (Method.WEIGHTED, OTHER)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({(ROW, "汇总方式"): "加权平均"}, ["汇总方式是“加权平均”，却没有写权数取自哪行"]),
        ({(ROW, "权数取自哪行"): OTHER}, ["写了权数取自哪行，汇总方式却不是“加权平均”"]),
        (
            {(ROW, "汇总方式"): "加权平均", (ROW, "权数取自哪行"): ROW},
            ["没有这样一行数量指标可以作权数"],
        ),
        (
            {(ROW, "汇总方式"): "加权平均", (ROW, "权数取自哪行"): "T99"},
            ["没有这样一行数量指标可以作权数"],
        ),
        (
            {(ROW, "汇总方式"): "加权平均", (ROW, "权数取自哪行"): "T03.M03.I1"},  # a ratio
            ["没有这样一行数量指标可以作权数"],
        ),
        ({("T03.M03.I1", "汇总方式"): "取平均"}, ["百分比、比率、等级和“是否”不能取平均"]),
        ({("T02.M01.I1", "汇总方式"): "取平均"}, ["百分比、比率、等级和“是否”不能取平均"]),
        (
            {("T02.M01.I1", "逐期取数"): "本期数相加"},
            ["“是否”、等级、文件和不分分子分母的百分比不能逐期相加"],
        ),
        ({("T03.M03.I1", "逐期取数"): "各期取最大"}, ["填报分子、分母的指标，逐期只能取最新或相加"]),
        (
            {("T02.M01.I1", "逐期取数"): "各期取平均"},
            ["百分比和“是否”不能逐期取平均"],
        ),
        ({(ROW, "汇总方式"): "全部完成"}, ["按达标单位汇总的，范围要落到各地"]),
    ],
)
def test_methods_that_contradict_the_line(
    cells: dict[tuple[str, str], CellValue], says: list[str], plan: Plan
) -> None:
    assert why(plan, cells) == says


def test_the_mean_and_all_of_are_set_where_they_mean_something(plan: Plan) -> None:
    changed = accepted(plan, {(ROW, "汇总方式"): "取平均", ("T03.M02.I1", "汇总方式"): "全部完成"})
    assert [indicator(changed, one).method for one in (ROW, "T03.M02.I1")] == [Method.MEAN, Method.ALL_OF]


def test_paces_and_milestones_stand_in_the_settings(plan: Plan) -> None:
    changed = accepted(
        plan,
        {
            (ROW, "序时方式"): "按季",
            (ROW, "里程碑"): "2022年6月底前达到目标的３０％；9月30日前达到400个",
            (BARE, "里程碑"): "6月底启动\n2022-09-30已完成",
            (OTHER, "任务里程碑"): "二季度末达到目标的50%",
        },
    )
    june, september = date(2022, 6, 30), date(2022, 9, 30)
    assert changed.settings.timings == (
        Timing(BARE, None, (Milestone(june, status=Status.ON_SCHEDULE), Milestone(september, status=Status.DONE))),
        Timing("T03", None, (Milestone(june, share=Decimal(50)),)),
        Timing(
            ROW, Pace.QUARTER,
            (Milestone(june, share=Decimal(30)), Milestone(september, value=Decimal(400), unit="个")),
        ),
    )  # fmt: skip
    assert fingerprint(changed) == fingerprint(plan)
    assert plan_from_json(plan_to_json(changed)) == changed
    sheets = sheets_of(changed)
    assert sheets.row("审核", ROW)[sheets.column("审核", "里程碑")] == (
        "2022-06-30达到目标的30%；2022-09-30达到400个"
    )
    assert sheets.row("审核", BARE)[sheets.column("审核", "里程碑")] == "2022-06-30序时推进；2022-09-30已完成"
    assert changes_of(judged(sheets, changed)) == []
    emptied = accepted(
        changed,
        {(ROW, "里程碑"): "", (ROW, "序时方式"): "随计划", (BARE, "里程碑"): "", (OTHER, "任务里程碑"): ""},
    )
    assert plan_to_json(emptied) == plan_to_json(plan)


@pytest.mark.parametrize(
    ("given", "text", "says"),
    [
        (ROW, "尽快完成", "“尽快完成”看不懂"),
        (ROW, "6月底力争", "“6月底力争”里看不出要达到什么"),
        (ROW, "6月底完成60%", "“完成60%”有两种读法，可能是目标值的60%，也可能是数值60%"),
        (ROW, "6月底达到60%", "里程碑写了60%，指标的单位是“个”"),
        (ROW, "6月底达到60张", "里程碑写了60张，指标的单位是“个”"),
        (ROW, "2021-06-30达到60", "里程碑2021-06-30早于计划的起算日2022-01-01"),
        (ROW, "6月底达到60；6月30日达到70", "2022-06-30写了两个里程碑"),
        (ROW, "6月底达到60；9月底达到50", "2022-09-30的里程碑比2022-06-30的要求还低"),
        (ROW, "6月底达到目标的130%", "里程碑达到目标的130%，应在0到100之间"),
        (BARE, "6月底达到5个", "这里没有数量指标，里程碑不能写数值"),
        ("T02.M01.I1", "2023-03-31已完成", "里程碑2023-03-31晚于时限2022-12-31"),
    ],
)
def test_milestones_that_nobody_could_hold_anybody_to(given: str, text: str, says: str, plan: Plan) -> None:
    assert why(plan, {(given, "里程碑"): text}) == [says]


def test_milestones_of_what_has_no_way_are_refused(plan: Plan) -> None:
    cells: dict[tuple[str, str], CellValue] = {(ROW, "里程碑"): "6月底达到60", (ROW, "序时方式"): "一次性"}
    assert why(plan, cells) == ["序时方式是一次性或长期坚持，里程碑用不上"]


def test_lower_limits_come_down_by_milestones(plan: Plan) -> None:
    limit = "T06.M02.I1"  # 县域外住院患者占比低于12%
    changed = accepted(plan, {(limit, "里程碑"): "6月底降到14%；9月底降到13%"})
    assert [one.value for one in changed.settings.timings[0].milestones] == [14, 13]
    assert why(plan, {(limit, "里程碑"): "6月底降到13%；9月底降到14%"}) == [
        "2022-09-30的里程碑比2022-06-30的要求还低"
    ]


def test_the_plans_own_pace(plan: Plan) -> None:
    changed = accepted(plan, {("序时方式（全计划）", "内容"): "按日"}, "计划设置")
    assert changed.settings.pace is Pace.DAY
    assert why(plan, {("序时方式（全计划）", "内容"): "一次性"}, "计划设置") == ["不在可选的词里"]


BANDS = "亮灯分档（落后百分点）"


@pytest.mark.parametrize(
    "text",
    [
        "绿：5以内；黄：5—20；红：20以上",
        "红灯20个百分点以上\n黄灯落后5至20\n绿灯不超过5个百分点",
        "黄5~20；绿≤5；红超过20",
    ],
)
def test_bands_of_lights(text: str, plan: Plan) -> None:
    changed = accepted(plan, {(BANDS, "内容"): text}, "计划设置")
    assert changed.settings.lights.bands == (
        Band(Light.GREEN, None, Decimal(5)), Band(Light.YELLOW, Decimal(5), Decimal(20)), Band(Light.RED, Decimal(20), None),
    )  # fmt: skip
    sheets = sheets_of(changed)
    row = sheets.row("计划设置", BANDS)
    assert row[sheets.column("计划设置", "内容")] == "绿：5以内；黄：5—20；红：20以上"
    assert accepted(changed, {(BANDS, "内容"): ""}, "计划设置").settings.lights.bands == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("绿：5以内；黄：10—20；红：20以上", ["绿灯到5止，黄灯从10起，有空档"]),
        ("绿：10以内；黄：5—20；红：20以上", ["绿灯到10止，黄灯从5起，有重叠"]),
        ("绿：5以内；黄：5—20", ["黄灯到20止，落后更多的没有灯"]),
        ("黄：5—20；红：20以上", ["黄灯从5起，比它更好的没有灯"]),
        ("绿：5以内；黄：5以上；红：20以上", ["黄灯和红灯有重叠"]),
        (
            "绿：5以内；黄：20—5；红：5以上",
            ["黄灯的下限20不小于上限5", "绿灯到5止，黄灯从20起，有空档"],
        ),
        ("绿：5以内；绿：5—20；红：20以上", ["绿灯写了2次"]),
        ("绿：一点点；黄：5以上", ["“绿:一点点”看不懂"]),
        ("优：5以内", ["“优:5以内”看不懂"]),
    ],
)
def test_bands_with_a_gap_or_an_overlap_are_refused(text: str, says: list[str], plan: Plan) -> None:
    assert why(plan, {(BANDS, "内容"): text}, "计划设置") == says


def test_a_threshold_that_bands_make_idle_is_refused(plan: Plan) -> None:
    changed = accepted(plan, {(BANDS, "内容"): "绿：5以内；红：5以上"}, "计划设置")
    cells: dict[tuple[str, str], CellValue] = {("黄灯界限（落后百分点）", "内容"): Decimal(20)}
    assert why(changed, cells, "计划设置") == ["已写了亮灯分档，黄灯界限用不上"]


def test_a_new_reading_takes_over_what_was_set_where_the_words_still_stand(plan: Plan) -> None:
    found = taken(plan, {(ROW, "里程碑"): "6月底达到300个", (OTHER, "序时方式"): "按日"})
    review = tuple(Correction(change, "王芳", date(2022, 4, 1)) for change in found.changes)
    old = replace(found.plan, review=review)
    again = carry_over(compile_plan(plan.text), old).plan
    assert again.settings.timings == old.settings.timings
    other = compile_plan(plan.text.replace("新增普惠托位600个", "新增普惠托位600个左右"))
    carried = carry_over(other, old)
    assert [one.id for one in carried.plan.settings.timings] == [OTHER]
    assert [(one.change.id, one.why) for one in carried.left_over] == [(ROW, "所依据的原文已经变了")]


def test_a_unit_that_no_longer_fits_the_milestones_is_refused(plan: Plan) -> None:
    changed = accepted(plan, {(ROW, "里程碑"): "6月底达到60个"})
    assert why(changed, {(ROW, "单位"): "张"}) == ["里程碑写了60个，指标的单位是“张”"]


def test_the_columns_say_how_they_are_written(plan: Plan) -> None:
    sheet = next(one for one in draw_review(plan, REPORTERS) if one.name == "审核")
    titles = {column: str(cell.value) for (row, column), cell in sheet.cells.items() if row == HEADER_ROW}
    hints = {titles[one.first[1]]: bool(one.source) for one in sheet.choices if one.hint}
    assert hints == {
        "逐期取数": True, "权数取自哪行": False, "序时方式": True, "里程碑": False, "任务里程碑": False,
    }  # fmt: skip
    assert all(len(one.hint) <= 255 for one in sheet.choices)
