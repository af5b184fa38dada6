"""The scoring is set in the review workbook: what is written comes back as settings, or is refused with its cell."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from taizhang.books import paint_sheets, read_workbook
from taizhang.errors import CannotRead
from taizhang.model.grid import CellValue
from taizhang.model.picture import Choice, Sheet
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Amendment, Change
from taizhang.model.scoring import (
    Bound,
    Deduction,
    Manner,
    Missing,
    RoleShares,
    Scale,
    Scoring,
    ScoringItem,
    Steps,
    Subsidy,
    SubsidyBy,
)
from taizhang.plans import compile_plan, fingerprint, plan_from_json, plan_to_json
from taizhang.plans.changing.apply import apply_changes
from taizhang.plans.changing.forms import Form, Unreadable
from taizhang.plans.changing.scoring_fields import scoring_spots
from taizhang.plans.changing.scoring_rules import scoring_contradictions
from taizhang.plans.changing.scoring_words import DEDUCTION, OWN_GOAL, ROLE_SHARES, STEPS, SUBSIDY
from taizhang.plans.differences import differences
from taizhang.plans.in_force import in_force
from taizhang.plans.recompiling.carry import carry_over
from taizhang.plans.review.draw import draw_review
from taizhang.plans.review.judge import judge_review
from taizhang.plans.review.read import read_review

from .conftest import DAY, REPORTERS, changes_of, grid_of, judged, sheets_of, told

Cells = dict[tuple[str, str], CellValue]

ITEMS: Cells = {
    ("T03.M02.I1", "分值"): Decimal(10),
    ("T03.M03.I1", "分值"): "20分", ("T03.M03.I1", "计分办法"): "按完成率得分", ("T03.M03.I1", "考核目标值"): "70%",
    ("T06.M02.I1", "分值"): Decimal(10), ("T06.M02.I1", "计分办法"): "每差一单位扣分", ("T06.M02.I1", "考核目标值"): Decimal(12),
    ("T06.M02.I1", "每差（超）多少"): "1%", ("T06.M02.I1", "扣（加）几分"): Decimal(2), ("T06.M02.I1", "最低得分"): Decimal(1),
    ("T02.M01.I1", "分值"): Decimal(5), ("T02.M01.I1", "考核目标值"): "是",
    ("T10.M02.I1", "分值"): Decimal(10), ("T10.M02.I1", "计分办法"): "按完成值分档",
    ("T10.M02.I1", "分档"): "6以上得10分；4-6得5分；低于4得0分",
    ("T14", "分值"): Decimal(15), ("T14", "计分办法"): "按完成率得分", ("T01.M02", "分值"): Decimal(5),
}  # fmt: skip
WHOLE: Cells = {
    ("考核：没有报送的数", "内容"): "记0分", ("考核：不计分的项", "内容"): "不折算", ("考核：得分保留小数位", "内容"): Decimal(2),
    ("考核：迟报扣分", "内容"): "每次扣0.5分，最多扣2分", ("考核：未报扣分", "内容"): "每次1分，最多4分",
    ("考核：退回扣分", "内容"): "", ("考核：责任单位计入比例", "内容"): "牵头1；分别负责1；按职责分工负责50%",
    ("考核：排名最少计分（占满分%）", "内容"): Decimal(50), ("考核：排名最少计分项数", "内容"): Decimal(2),
    ("考核：比率最小分母", "内容"): Decimal(30),
    ("考核：补助资金挂钩", "内容"): "得分≥90：全额拨付；80-90：拨付90%；＜80：暂缓拨付",
}  # fmt: skip
THIRDS = Scale((Bound(Decimal(4)), Bound(Decimal(6))))
SCORING = Scoring(
    items=(
        ScoringItem("T01.M02", Decimal(5)),
        ScoringItem("T02.M01.I1", Decimal(5), held_to=Decimal(1)),
        ScoringItem("T03.M02.I1", Decimal(10)),
        ScoringItem("T03.M03.I1", Decimal(20), Manner.PROPORTIONAL, Decimal(70)),
        ScoringItem(
            "T06.M02.I1", Decimal(10), Manner.DEDUCT, Decimal(12), Decimal(1), Decimal(2), Decimal(1)
        ),
        ScoringItem("T10.M02.I1", Decimal(10), Manner.STEP, steps=Steps(THIRDS, (*map(Decimal, (0, 5, 10)),))),
        ScoringItem("T14", Decimal(15), Manner.PROPORTIONAL),
    ),
    missing=Missing.ZERO,
    converts=False,
    places=2,
    late=Deduction(Decimal("0.5"), Decimal(2)),
    unreported=Deduction(Decimal(1), Decimal(4)),
    roles=RoleShares(by_duty=Decimal("0.5")),
    least_share=Decimal(50),
    least_items=2,
    least_denominator=Decimal(30),
    subsidy=Subsidy(
        SubsidyBy.SCORE,
        Scale((Bound(Decimal(80)), Bound(Decimal(90)))),
        ("暂缓拨付", "拨付90%", "全额拨付"),
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def scored(plan: Plan) -> Plan:
    found = judged(sheets_of(plan).write(ITEMS, "评分设置").write(WHOLE, "计划设置"), plan)
    assert told(found) == []
    return found.plan


def test_what_is_written_is_the_scoring(plan: Plan, scored: Plan) -> None:
    assert scored.settings.scoring == SCORING
    assert scored.settings.scoring.full == 75
    assert list(scoring_contradictions(scored)) == []
    assert replace(scored, settings=plan.settings) == plan


def test_what_is_drawn_comes_back_the_same(scored: Plan) -> None:
    found = judged(sheets_of(scored), scored)
    assert (changes_of(found), told(found), found.plan) == ([], [], scored)


def test_a_real_workbook_comes_back_the_same(scored: Plan) -> None:
    content = paint_sheets(draw_review(scored, REPORTERS), "审核表", datetime.combine(DAY, time()))
    found = judge_review(read_review(read_workbook(content, "审核.xlsx")), scored)
    assert (changes_of(found), told(found)) == ([], [])


def test_a_real_workbook_is_edited_and_comes_back_as_written(plan: Plan) -> None:
    book = openpyxl.load_workbook(
        BytesIO(paint_sheets(draw_review(plan, REPORTERS), "审核表", datetime.combine(DAY, time())))
    )
    for name, first, header, cells in (("评分设置", "编号", 5, ITEMS), ("计划设置", "项目", 4, WHOLE)):
        page = book[name]
        titles = {cell.value: cell.column for cell in page[header]}
        rows = {page.cell(row, titles[first]).value: row for row in range(header + 1, page.max_row + 1)}
        for (given, title), value in cells.items():
            page.cell(rows[given], titles[title], value)
    saved = BytesIO()
    book.save(saved)
    found = judge_review(read_review(read_workbook(saved.getvalue(), "审核.xlsx")), plan)
    assert told(found) == []
    assert found.plan.settings.scoring == SCORING


def test_an_emptied_line_is_scored_no_more(scored: Plan) -> None:
    emptied: Cells = dict.fromkeys(ITEMS, "") | {(given, "计分办法"): "" for given, _ in ITEMS}
    found = judged(sheets_of(scored).write(_seen(emptied, scored), "评分设置"), scored)
    assert told(found) == []
    assert found.plan.settings.scoring == replace(SCORING, items=())


def _seen(cells: Cells, plan: Plan) -> Cells:
    """Only cells that hold something can be emptied."""
    grid = grid_of(next(one for one in draw_review(plan, REPORTERS) if one.name == "评分设置"))
    titles = {grid.text(5, column): column for column in range(1, grid.last_column + 1)}
    rows = {grid.text(row, 1): row for row, _ in grid.rows()}
    return {
        (given, title): value for (given, title), value in cells.items() if grid.text(rows[given], titles[title])
    }  # fmt: skip


def test_settings_that_say_nothing_are_none(plan: Plan) -> None:
    one = apply_changes(plan, [Change("T14", "score/weight", "", "10")])
    assert one.settings.scoring == Scoring((ScoringItem("T14", Decimal(10)),))
    back = apply_changes(one, [Change("T14", "score/weight", "10", "")])
    assert (back.settings.scoring, back) == (None, plan)


def test_a_plan_file_keeps_the_scoring_and_the_fingerprint_its_own(plan: Plan, scored: Plan) -> None:
    assert plan_from_json(plan_to_json(scored)) == scored
    assert fingerprint(scored) == fingerprint(plan)


def test_a_plan_file_from_before_is_read_as_one_that_scores_nothing(plan: Plan) -> None:
    held = json.loads(plan_to_json(plan))
    del held["settings"]["scoring"]
    assert plan_from_json(json.dumps(held, ensure_ascii=False)) == plan


@pytest.mark.parametrize(
    ("old", "new"),
    [('"at": "6"', '"at": "4"'), ('"manner": "deduct"', '"manner": "gift"'), ('"拨付90%",', ""), ('"weight": "15"', '"weight": "多"')],
)  # fmt: skip
def test_a_plan_file_whose_scoring_was_spoilt_by_hand_is_refused(scored: Plan, old: str, new: str) -> None:
    text = plan_to_json(scored)
    assert old in text
    with pytest.raises(CannotRead, match="内容已被改动"):
        plan_from_json(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("form", "written", "shown"),
    [
        (STEPS, "≥90得10分；80-90得８分；<80得0", "≥90得10分；≥80且＜90得8分；＜80得0分"),
        (STEPS, "5以下：10；5～8：6；高于8：0", "＞8得0分；＞5且≤8得6分；≤5得10分"),
        (STEPS, "≥2得4\n1至2得2\n不足1得0", "≥2得4分；≥1且＜2得2分；＜1得0分"),
        (SUBSIDY, "得分≥90：全额拨付（按季）；得分80-90：拨付90%；得分低于80：暂缓拨付", "得分≥90：全额拨付（按季）；≥80且＜90：拨付90%；＜80：暂缓拨付"),
        (SUBSIDY, "名次≤3：上浮10%；3-6：按得分比例；＞6：下浮5%", "名次≤3：上浮10%；＞3且≤6：按得分比例；＞6：下浮5%"),
        (DEDUCTION, "每次１分，最多5分", "每次扣1分，最多扣5分"), (DEDUCTION, "0.5；至多2", "每次扣0.5分，最多扣2分"), (DEDUCTION, " ", ""),
        (ROLE_SHARES, "牵头单位100%、分别负责：1", "牵头1；分别负责1；按职责分工负责0；配合0"),
        (OWN_GOAL, "是", "1"), (OWN_GOAL, "一千二百", "1200"), (OWN_GOAL, "", ""),
    ],
)  # fmt: skip
def test_what_people_write_is_understood_and_printed_in_one_way(
    plan: Plan, form: Form, written: str, shown: str
) -> None:
    value = form.read(written, plan)
    assert form.show(value) == shown
    assert form.read(shown, plan) == value


@pytest.mark.parametrize(
    ("form", "written", "says"),
    [
        (STEPS, "≥90得10；80以下得0", "80与90之间没有规定"), (STEPS, "≥90得10；≤90得0", "恰好90同时落在两档里"),
        (STEPS, "＞90得10；＜90得0", "恰好90哪一档也没有写进去"), (STEPS, "≥90得10；≥80得8；＜80得0", "“≥80得8”与“≥90得10”有重叠"),
        (STEPS, "≥90得10；80-95得8；＜80得0", "“80-95得8”与“≥90得10”有重叠"), (STEPS, "≥90得10；80-90得8", "没有规定低于80的怎样算"),
        (STEPS, "80-90得8；＜80得0", "没有规定高于90的怎样算"), (STEPS, "≥90得10", "至少要写两档"), (STEPS, "优秀得10；＜90得0", "“优秀得10”的界限看不懂"),
        (STEPS, "≥90得满分；＜90得0", "“满分”不是分数"), (STEPS, "≥90；＜90", "“≥90”没有写明得什么"),
        (SUBSIDY, "≥90：全额；＜90：不拨", "没有写明按得分还是按名次"), (SUBSIDY, "得分≥90：全额；名次＞3：不拨", "又按得分又按名次"),
        (SUBSIDY, "名次≤3.5：上浮；＞3.5：不变", "名次只能是整数"), (DEDUCTION, "扣一点", "每次扣几分、最多扣几分看不懂"),
        (ROLE_SHARES, "牵头1；支持1", "“支持1”看不懂"), (ROLE_SHARES, "", "没有写明各种分工计几成"), (OWN_GOAL, "差不多", "这里要填一个数"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(plan: Plan, form: Form, written: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        form.read(written, plan)
    assert (refused.value.says, refused.value.fix[0]) == (says, "请")


PER: Cells = {("T03.M02.I1", "每差（超）多少"): Decimal(1), ("T03.M02.I1", "扣（加）几分"): Decimal(2)}
TEN: Cells = {("T03.M02.I1", "分值"): Decimal(10)}

# What is written, and the column and reason of each refusal.
REFUSED: list[tuple[Cells, list[str]]] = [
    ({("T03.M02.I1", "分值"): Decimal(0), ("T03.M02.I1", "计分办法"): "按完成率得分"}, ["分值（“0”）：分值要大于0"]),
    ({("T03.M02.I1", "分值"): Decimal(-5)}, ["分值（“-5”）：分值要大于0"]),
    ({("T03.M02.I1", "分值"): "十来分"}, ["分值（“十来分”）：这里要填一个数"]),
    ({("T03.M02.I1", "计分办法"): "看着办"}, ["计分办法（“看着办”）：不在可选的词里"]),
    (TEN | {("T03.M02.I1", "计分办法"): "每差一单位扣分"}, ["计分办法（“每差一单位扣分”）：没有写明每差（超）多少扣（加）几分"]),
    (TEN | PER, ["每差（超）多少（“1”）：这种计分办法不按差（超）多少扣（加）分"]),
    (TEN | PER | {("T03.M02.I1", "计分办法"): "每差一单位扣分", ("T03.M02.I1", "每差（超）多少"): Decimal(0)}, ["每差（超）多少（“0”）：每差（超）多少、扣（加）几分都要大于0"]),
    (TEN | PER | {("T03.M02.I1", "计分办法"): "每差一单位扣分", ("T03.M02.I1", "最低得分"): Decimal(12)}, ["最低得分（“12”）：最低得分应在0到分值之间"]),
    (TEN | {("T03.M02.I1", "最低得分"): Decimal(2)}, ["最低得分（“2”）：只有“每差一单位扣分”有最低得分"]),
    (TEN | PER | {("T03.M02.I1", "计分办法"): "超额加分"}, ["计分办法（“超额加分”）：超额加分没有写明最多加几分"]),
    (TEN | {("T03.M02.I1", "最多加分"): Decimal(2)}, ["最多加分（“2”）：只有“超额加分”有最多加分"]),
    (TEN | {("T03.M02.I1", "计分办法"): "按完成值分档"}, ["计分办法（“按完成值分档”）：分档计分没有写明各档"]),
    (TEN | {("T03.M02.I1", "分档"): "≥2得10分；＜2得0分"}, ["分档（“≥2得10分；＜2得0分”）：这种计分办法不分档"]),
    (TEN | {("T03.M02.I1", "计分办法"): "按完成值分档", ("T03.M02.I1", "分档"): "≥2得8分；＜2得0分"}, ["分档（“≥2得8分；＜2得0分”）：分档中最高得8分，与分值10分不符"]),
    (TEN | {("T03.M02.I1", "计分办法"): "按完成值分档", ("T03.M02.I1", "分档"): "≥2得10分；＜1得0分"}, ["分档（“≥2得10分；＜1得0分”）：1与2之间没有规定"]),
    ({("T14", "分值"): Decimal(5), ("T14", "考核目标值"): Decimal(3)}, ["考核目标值（“3”）：任务和举措按是否完成计分，没有考核目标值"]),
    ({("T02.M01.I1", "分值"): Decimal(5), ("T02.M01.I1", "考核目标值"): Decimal(3)}, ["考核目标值（“3”）：“是否”类指标的考核目标值只能是“是”"]),
    (
        {("T14", "分值"): Decimal(5), ("T14", "计分办法"): "超额加分", ("T14", "每差（超）多少"): Decimal(1), ("T14", "扣（加）几分"): Decimal(1), ("T14", "最多加分"): Decimal(1)},
        ["计分办法（“超额加分”）：任务、举措和“是否”类指标没有超额可言"],
    ),
    (TEN | {("T03.M02.I1", "计分办法"): "按完成率得分", ("T03.M02.I1", "考核目标值"): Decimal(0)}, ["计分办法（“按完成率得分”）：目标值不大于0，没有完成率可言"]),
    ({("T03.M02.I1", "原文"): "每个县建成3个", **TEN}, ["原文（“每个县建成3个”）：这一列只供阅读"]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "says"), REFUSED, ids=lambda value: str(value)[:60])
def test_contradictions_are_refused_at_their_cell(plan: Plan, cells: Cells, says: list[str]) -> None:
    book = sheets_of(plan).write(cells, "评分设置")
    found = judged(book, plan)
    header = book.rows["评分设置"][book.header("评分设置")]
    lines = []
    for refusal in found.refusals:
        assert refusal.place is not None
        assert (refusal.place.sheet, refusal.fix[0]) == ("评分设置", "请")
        seen = f"（“{refusal.value}”）" if refusal.value else ""
        lines.append(f"{header[refusal.place.column]}{seen}：{refusal.says}")
    assert lines == says


@pytest.mark.parametrize(
    ("setting", "written", "says"),
    [
        ("考核：得分保留小数位", Decimal(9), "小数位应在0到4之间"),
        ("考核：迟报扣分", "每次扣3分，最多扣1分", "每次扣的分要大于0，最多扣的不能比它少"),
        ("考核：责任单位计入比例", "牵头2", "计入比例应在0到1之间"),
        ("考核：排名最少计分（占满分%）", Decimal(120), "百分比应在0到100之间"),
        ("考核：排名最少计分项数", Decimal(-1), "项数不能小于0"),
        ("考核：比率最小分母", Decimal(-1), "分母不能小于0"),
        ("考核：没有报送的数", "算了", "不在可选的词里"),
        ("考核：补助资金挂钩", "得分≥90：全额", "至少要写两档"),
    ],
)
def test_settings_of_the_whole_are_refused_at_their_cell(
    plan: Plan, setting: str, written: CellValue, says: str
) -> None:
    book = sheets_of(plan).write({(setting, "内容"): written}, "计划设置")
    found = judged(book, plan)
    assert [(str(one.place), one.says) for one in found.refusals] == [
        (book.place(setting, "内容", "计划设置"), says)
    ]


def test_a_scored_line_is_cancelled_only_with_its_points(plan: Plan, scored: Plan) -> None:
    book = sheets_of(scored).write({("T03.M03.I1", "处理"): "取消"})
    assert told(judged(book, scored)) == [
        f"{book.place('T03.M03.I1', '处理')}（“取消”）：T03.M03.I1有分值，却已经取消或不在计划中；请在“评分设置”清空这一行，或恢复这一行。"
    ]
    emptied: Cells = {("T03.M03.I1", title): "" for title in ("分值", "计分办法", "考核目标值")}
    found = judged(book.write(emptied, "评分设置"), scored)
    assert told(found) == []
    assert found.plan.settings.scoring
    assert found.plan.settings.scoring.item("T03.M03.I1") is None


def test_a_split_and_a_goal_for_each_contradict(plan: Plan) -> None:
    shares: Cells = {("T10.M01.I1", "碧潭县"): Decimal(4)}
    goal: Cells = {("T10.M01.I1", "分值"): Decimal(5), ("T10.M01.I1", "考核目标值"): Decimal(1)}
    found = judged(sheets_of(plan).write(shares, "任务分解").write(goal, "评分设置"), plan)
    assert [one.says for one in found.refusals] == ["已经在“任务分解”中分到各单位，又填了考核目标值"]


def test_a_goal_that_changes_may_break_its_scoring(plan: Plan) -> None:
    by_rate = apply_changes(
        plan,
        [Change("T13.M02.I1", "score/weight", "", "5"), Change("T13.M02.I1", "score/manner", "", "按完成率得分")],
    )  # fmt: skip
    book = sheets_of(by_rate).write({("T13.M02.I1", "目标值"): Decimal(0)})
    assert [one.says for one in judged(book, by_rate).refusals] == ["目标值不大于0，没有完成率可言"]


def test_rows_that_are_gone_or_strange_are_told(plan: Plan) -> None:
    book = sheets_of(plan)
    book.rows["评分设置"].remove(book.row("评分设置", "T13.M03"))
    book.add({"编号": "T99", "分值": Decimal(3)}, "评分设置")
    assert [one.says for one in judged(book, plan).refusals] == [
        "没有打印过这个编号",
        "“评分设置”表里有1行不见了，或编号已被改动",
    ]


def test_an_amendment_may_change_the_points(plan: Plan, scored: Plan) -> None:
    change = Change("T14", "score/weight", "15", "25")
    amended = replace(scored, amendments=(Amendment(date(2022, 7, 1), "", "王芳", DAY, (change,)),))
    weights = [
        in_force(amended, day).settings.scoring.item("T14").weight  # type: ignore[union-attr]
        for day in (date(2022, 6, 30), date(2022, 12, 31))
    ]
    assert weights == [15, 25]


def test_two_plans_differ_in_their_points(plan: Plan, scored: Plan) -> None:
    found = [(one.id, one.title, one.one, one.other) for one in differences(plan, scored).fields]
    assert [one for one in found if one[0] == "T10.M02.I1"] == [
        ("T10.M02.I1", "分值", "", "10"),
        ("T10.M02.I1", "计分办法", "", "按完成值分档"),
        ("T10.M02.I1", "分档", "", "≥6得10分；≥4且＜6得5分；＜4得0分"),
    ]
    assert ("plan", "考核：没有报送的数", "不计分", "记0分") in found
    assert {one[0] for one in found} == {"plan", *(item.id for item in SCORING.items)}


def test_a_new_reading_keeps_the_points_of_what_still_stands(scored: Plan) -> None:
    text = scored.text.replace("65岁以上老年人健康管理率不低于70%。", "")
    carried = carry_over(compile_plan(text), scored).plan
    assert carried.settings.scoring == replace(
        SCORING, items=tuple(one for one in SCORING.items if one.id != "T03.M03.I1")
    )


def test_the_sheet_says_what_each_is_held_to_and_offers_the_manners(plan: Plan) -> None:
    sheets = draw_review(plan, REPORTERS)
    sheet = next(one for one in sheets if one.name == "评分设置")
    assert own_goals(sheet) == {
        "T02.M01.I1": "点名3地：是", "T03": "所辖各行完成", "T03.M01.I1": "没有：请填考核目标值，不填则只考核责任单位",
        "T03.M03.I1": "没有：请填考核目标值或按完成值分档，不填则只考核责任单位",
        "T03.M02.I1": "≥2个", "T01.M02": "完成", "T01.M01.I1": "是", "T14.M01.I1": "由市卫生健康委填报，只考核责任单位",
    }  # fmt: skip
    assert [one.id for one in scoring_spots(plan)][:4] == ["T01", "T01.M01.I1", "T01.M02", "T01.M03"]
    (offered,) = sheet.choices
    assert offered == Choice((6, 7), (sheet.last_row, 7), offered.source)
    assert sheet.cells[4, 6].formula == f"SUM(F6:F{sheet.last_row})"


def own_goals(sheet: Sheet) -> dict[object, object]:
    wanted = (
        "T02.M01.I1",
        "T03",
        "T03.M01.I1",
        "T03.M03.I1",
        "T03.M02.I1",
        "T01.M02",
        "T01.M01.I1",
        "T14.M01.I1",
    )
    rows = {drawn.value: row for (row, column), drawn in sheet.cells.items() if column == 1}
    return {given: sheet.cells[rows[given], 5].value for given in wanted}
