"""What comes back of a review workbook: changed cells alone, and every contradiction with its cell."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.form_head import FormHead
from taizhang.model.grid import CellError, CellValue, Formula
from taizhang.model.plan import Comparator, Plan, Role
from taizhang.model.plan_change import Change, Correction, Split
from taizhang.plans import compile_plan, fingerprint, plan_from_json, plan_to_json
from taizhang.plans.changing.apply import apply_changes
from taizhang.plans.changing.field import Field
from taizhang.plans.changing.fields import fields, settings_fields
from taizhang.plans.changing.spots import PLAN, Spot, spots
from taizhang.plans.changing.standing import is_inferred
from taizhang.plans.review.columns import columns

from .conftest import DAY, changes_of, indicator, judged, sheets_of, told


def accepted(plan: Plan, cells: dict[tuple[str, str], CellValue], sheet: str = "审核") -> Plan:
    found = judged(sheets_of(plan).write(cells, sheet), plan)
    assert told(found) == []
    return found.plan


def test_nothing_changed_is_the_same_plan(plan: Plan) -> None:
    found = judged(sheets_of(plan), plan)
    assert (changes_of(found), told(found)) == ([], [])
    assert plan_to_json(found.plan) == plan_to_json(plan)


def test_a_changed_cell_is_a_change_and_no_longer_inferred(plan: Plan) -> None:
    found = judged(sheets_of(plan).write({("T06.M02.I1", "范围"): "机构"}), plan)
    assert changes_of(found) == [("T06.M02.I1", "scope", "全域合计", "机构")]
    assert "scope" in indicator(plan, "T06.M02.I1").inferred
    assert "scope" not in indicator(found.plan, "T06.M02.I1").inferred


@pytest.mark.parametrize(
    ("given_id", "title", "written", "name", "value"),
    [
        ("T13.M02.I1", "目标值", Decimal(650), "value", "650"),
        ("T13.M02.I1", "目标值", "６５０个", "value", "650"),
        ("T13.M02.I1", "目标值", "一千二百", "value", "1200"),
        ("T03.M03.I1", "目标值", "75%", "value", "75"),
        ("T03.M03.I1", "时限", "9月底", "deadline", "2022-09-30"),
        ("T03.M03.I1", "时限", "2022年11月5日", "deadline", "2022-11-05"),
        ("T03.M03.I1", "时限", date(2022, 6, 30), "deadline", "2022-06-30"),
        ("T02.M01.I1", "时限", "", "deadline", ""),
        ("T08.M02.I1", "限定词", "原则上，力争", "qualifiers", "力争、原则上"),
        ("T03.M03.I1", "分母（占什么）", "65岁以上常住老年人数", "denominator", "65岁以上常住老年人数"),
        ("T07.M02", "时限", "第三季度", "deadline", "2022-09-30"),
        ("T13.M02.I1", "数字来源", "市卫生健康委", "source", "市卫生健康委"),
    ],
)
def test_what_people_write_is_understood(
    plan: Plan, given_id: str, title: str, written: CellValue, name: str, value: str
) -> None:
    found = judged(sheets_of(plan).write({(given_id, title): written}), plan)
    assert [(one.id, one.field, one.after) for one in found.changes] == [(given_id, name, value)]
    assert told(found) == []


def test_a_unit_moves_from_one_role_to_another_and_stays_who_it_was(plan: Plan) -> None:
    changed = accepted(
        plan,
        {("T03.M01", "牵头单位"): "市卫生健康委", ("T03.M01", "配合单位"): "市财政局、市人力资源社会保障局"},
    )
    task = changed.tasks[2]
    assert (task.units(Role.LEAD), task.units(Role.SUPPORT)) == (
        ("市卫生健康委",),
        ("市财政局", "市人力资源社会保障局"),
    )
    spans = {duty.unit: duty.span for duty in plan.tasks[2].duties}
    assert {duty.unit: duty.span for duty in task.duties} == spans


def test_what_several_rows_share_is_changed_on_any_of_them(plan: Plan) -> None:
    changed = accepted(plan, {("T13.M03", "重点任务"): "增加普惠托育"})
    assert changed.tasks[12].title == "增加普惠托育"


def test_a_line_is_confirmed_as_it_stands(plan: Plan) -> None:
    changed = accepted(plan, {("T13.M02.I1", "核对"): "已明确"})
    assert indicator(changed, "T13.M02.I1") == replace(indicator(plan, "T13.M02.I1"), inferred=())
    assert fingerprint(changed) == fingerprint(plan)


def test_a_line_is_cancelled_and_kept_again(plan: Plan) -> None:
    gone = accepted(plan, {("T13.M02", "处理"): "取消"})
    assert (gone.retired, [row.id for row in gone.rows() if row.id.startswith("T13")]) == (
        ("T13.M02",),
        ["T13.M01.I1", "T13.M03"],
    )
    back = accepted(gone, {("T13.M02", "处理"): "保留"})
    assert plan_to_json(back) == plan_to_json(plan)


def test_a_total_is_split(plan: Plan) -> None:
    shares = {("T10.M01.I1", name): Decimal(n) for name, n in (("碧潭县", 1), ("松陂县", 2), ("晴川区", 1))}
    changed = accepted(plan, shares, "任务分解")
    parts = (("990101", Decimal(1)), ("990102", Decimal(2)), ("990104", Decimal(1)))
    assert changed.splits == (Split("T10.M01.I1", parts),)
    assert changed.share_of("T10.M01.I1", "990102") == 2
    assert changed.share_of("T10.M01.I1", "990103") is None


def test_settings_are_set(plan: Plan) -> None:
    changed = accepted(
        plan, {("报送期限（期末后天数）", "内容"): Decimal(10), ("起算日", "内容"): "2021-07-01"}, "计划设置"
    )
    assert (changed.settings.due_days, changed.starts_on) == (10, date(2021, 7, 1))
    assert fingerprint(changed) == fingerprint(plan)


def test_the_form_head_is_set(plan: Plan) -> None:
    written = {
        "表号": "云卫统1表", "制定机关": "云岭市统计局", "批准文号": "云统制〔2022〕8号", "有效期至": "2024年5月",
    }  # fmt: skip
    changed = accepted(plan, {(title, "内容"): text for title, text in written.items()}, "计划设置")
    assert changed.settings.form == FormHead(
        "云卫统1表", "云岭市统计局", "云统制〔2022〕8号", date(2024, 5, 31)
    )
    assert fingerprint(changed) == fingerprint(plan)
    emptied = accepted(changed, {("有效期至", "内容"): "", ("表号", "内容"): ""}, "计划设置")
    assert emptied.settings.form == FormHead("", "云岭市统计局", "云统制〔2022〕8号")


def test_a_validity_that_is_no_time_is_refused(plan: Plan) -> None:
    found = judged(sheets_of(plan).write({("有效期至", "内容"): "长期有效"}, "计划设置"), plan)
    assert [text.partition("：")[2] for text in told(found)] == [
        "有效期看不懂；请写成年-月-日或年月，如 2024-05-31、2024年5月。"
    ]
    assert found.plan.settings == plan.settings


NEW = {
    "处理": "新增", "编号": "T14.M02", "原文": "编印医改经验汇编", "指标内容": "医改经验汇编", "目标值": Decimal(1),
    "比较": "不低于", "单位": "份",
}  # fmt: skip


def test_a_new_indicator_gets_the_next_free_id(plan: Plan) -> None:
    found = judged(sheets_of(plan).add(NEW), plan)
    assert told(found) == []
    new = indicator(found.plan, "T14.M02.I1")
    assert (new.span.quote, new.subject, str(new.target)) == ("编印医改经验汇编", "医改经验汇编", "≥1份")
    assert plan.text[new.span.start : new.span.end] == new.span.quote
    retired = replace(found.plan, retired=("T14.M02.I1",))
    again = judged(sheets_of(retired).add(NEW), retired)
    assert [one.id for one in again.changes if one.field == "quote"] == ["T14.M02.I2"]


def test_taking_back_twice_changes_nothing(plan: Plan) -> None:
    book = (
        sheets_of(plan)
        .add(NEW)
        .write({("T13.M02.I1", "目标值"): Decimal(650), ("T06.M01", "核对"): "已明确"})
    )
    once = judged(book, plan).plan
    twice = judged(book, once)
    assert (changes_of(twice), told(twice), twice.plan) == ([], [], once)


def test_only_changed_cells_count_whatever_the_plan_says_now(plan: Plan) -> None:
    book = sheets_of(plan).write({("T13.M02.I1", "单位"): "张"})
    meanwhile = apply_changes(plan, [Change("T13.M02.I1", "value", "600", "700")])
    found = judged(book, meanwhile)
    assert told(found) == []
    assert str(indicator(found.plan, "T13.M02.I1").target) == "700张"


def test_a_field_that_somebody_else_changed_meanwhile_is_refused_with_both_values(plan: Plan) -> None:
    book = sheets_of(plan).write({("T13.M02.I1", "目标值"): Decimal(650)})
    meanwhile = apply_changes(plan, [Change("T13.M02.I1", "value", "600", "700")])
    assert told(judged(book, meanwhile)) == [
        f"{book.place('T13.M02.I1', '目标值')}（“650”）：打印时是“600”，现在计划里已改为“700”；请核对后重新生成审核表再改。"
    ]


# What is written, and why it is refused: each on its own.
CONTRADICTIONS: list[tuple[dict[tuple[str, str], CellValue], list[str]]] = [
    ({("T13.M02.I1", "目标值"): "很多"}, ["目标值（“很多”）：这里要填一个数"]),
    ({("T13.M02.I1", "目标值"): ""}, ["目标值：这里要填一个数"]),
    ({("T13.M02.I1", "目标值"): "600人"}, ["目标值（“600人”）：这里要填一个数"]),
    ({("T08.M02.I1", "上限"): Decimal(2)}, ["上限（“2”）：上限小于目标值"]),
    ({("T13.M02.I1", "上限"): Decimal(900)}, ["上限（“900”）：有上限，比较却不是“区间”"]),
    ({("T13.M02.I1", "比较"): "区间"}, ["比较（“区间”）：比较选了“区间”，却没有上限"]),
    ({("T13.M02.I1", "比较"): "大于"}, ["比较（“大于”）：不在可选的词里"]),
    ({("T03.M03.I1", "汇总方式"): "相加"}, ["汇总方式（“相加”）：百分比、比率不能相加"]),
    ({("T13.M02.I1", "单位"): "%"}, ["单位（“%”）：百分比、比率不能相加"]),
    ({("T13.M02.I1", "类型"): "比率"}, ["类型（“比率”）：比率要以%、‰或每万人等为单位"]),
    (
        {("T13.M02.I1", "类型"): "是否", ("T13.M02.I1", "单位"): "万元"},
        ["类型（“是否”）：“是否”和“等级”不能相加、取大或取小", "类型（“是否”）：“是否”类指标不能带这样的单位"],
    ),
    ({("T13.M02.I1", "方向"): "越低越好", ("T13.M02.I1", "比较"): "不低于"}, ["方向（“越低越好”）：目标是不低于某数，方向却是越低越好"]),
    ({("T06.M02.I1", "方向"): "越高越好"}, ["方向（“越高越好”）：目标是不超过某数，方向却是越高越好"]),
    ({("T02.M01.I1", "点名地区"): "碧潭县、松陂县、云外县"}, ["点名地区（“碧潭县、松陂县、云外县”）：“云外县”不在填报单位中"]),
    ({("T02.M01.I1", "点名地区"): "碧潭县、松陂县"}, ["点名地区（“碧潭县、松陂县”）：点名地区的个数与目标值不符"]),
    ({("T02.M01.I1", "点名地区"): ""}, ["点名地区：范围是点名地区，却没有写是哪些地区"]),
    ({("T03.M01", "配合单位"): "市财政局"}, ["配合单位（“市财政局”）：“市财政局”在同一责任条款中写了2次（牵头、配合）"]),
    ({("T13.M02.I1", "时限"): "马上"}, ["时限（“马上”）：这个时间看不懂"]),
    ({("T13.M02.I1", "时限"): "2021-12-31"}, ["时限（“2021-12-31”）：时限早于计划的起算日2022-01-01"]),
    ({("T07.M02", "时限"): "2022-02-30"}, ["时限（“2022-02-30”）：没有这一天"]),
    ({("T13.M02.I1", "处理"): "取消", ("T13.M02.I1", "单位"): "张"}, ["单位（“张”）：这一行已经取消，又改了别的内容"]),
    ({("T13.M02.I1", "处理"): "删除"}, ["处理（“删除”）：不在可选的词里"]),
    ({("T13.M02.I1", "数字来源"): "市水务局"}, ["数字来源（“市水务局”）：这个单位不在本任务的责任单位中"]),
    ({("T13.M02.I1", "由哪行代答"): "T99.M01.I1"}, ["由哪行代答（“T99.M01.I1”）：没有这样一行可以代答"]),
    ({("T13.M02.I1", "核对"): "待核定"}, ["核对（“待核定”）：核对只能改为“已明确”"]),
    ({("T13.M02", "目标值"): Decimal(3)}, ["目标值（“3”）：这一行没有“目标值”"]),
    ({("T13.M02.I1", "原文"): "新增普惠托位六百个"}, ["原文（“新增普惠托位六百个”）：“原文”一列只供阅读，不能改"]),
    ({("T13.M01", "重点任务"): "甲", ("T13.M02", "重点任务"): "乙"}, ["重点任务（“乙”）：同一内容在{T13.M01}改成了“甲”，两处不一致"]),
    ({("T13.M02.I1", "目标值"): CellError("#REF!")}, ["目标值（“#REF!”）：公式出错"]),
    ({("T13.M02.I1", "目标值"): Formula("1+1", None)}, ["目标值：公式没有算出的值"]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "says"), CONTRADICTIONS, ids=lambda value: str(value)[:60])
def test_contradictions_are_refused_at_their_cell(
    plan: Plan, cells: dict[tuple[str, str], CellValue], says: list[str]
) -> None:
    book = sheets_of(plan).write(cells)
    found = judged(book, plan)
    at = book.rows["审核"][book.header("审核")]
    lines = []
    for refusal in found.refusals:
        assert refusal.place is not None
        assert refusal.fix.startswith("请")
        seen = f"（“{refusal.value}”）" if refusal.value else ""
        lines.append(f"{at[refusal.place.column]}{seen}：{refusal.says}")
    first = book.place("T13.M01", "重点任务")
    assert lines == [one.replace("{T13.M01}", first) for one in says]


def test_all_refusals_come_in_one_pass(plan: Plan) -> None:
    merged: dict[tuple[str, str], CellValue] = {
        ("T13.M02.I1", "目标值"): "很多", ("T08.M02.I1", "上限"): Decimal(2), ("T06.M02.I1", "方向"): "越高越好",
        ("T03.M01", "配合单位"): "市财政局",
    }  # fmt: skip
    assert len(judged(sheets_of(plan).write(merged), plan).refusals) == 4


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({("T10.M01.I1", "碧潭县"): Decimal(3)}, "各单位分解数合计3，与目标值4个不符"),
        ({("T10.M01.I1", "碧潭县"): Decimal(-1), ("T10.M01.I1", "松陂县"): Decimal(5)}, "分解数不能小于0"),
        ({("T10.M01.I1", "碧潭县"): "两三个"}, "这里要填一个数"),
        ({("T10.M01.I1", "目标值"): Decimal(5)}, "这一列只供阅读"),
    ],
)
def test_a_split_has_to_add_up(plan: Plan, cells: dict[tuple[str, str], CellValue], says: str) -> None:
    found = judged(sheets_of(plan).write(cells, "任务分解"), plan)
    assert [refusal.says for refusal in found.refusals] == [says]


def test_a_split_names_nobody_else(plan: Plan) -> None:
    book = sheets_of(plan)
    rows = book.rows["任务分解"]
    rows[book.header("任务分解")][40] = "云外县"
    rows[book.header("任务分解")][41] = "备注"
    row = book.row("任务分解", "T10.M01.I1")
    row |= {40: Decimal(4), 41: "再议"}
    assert [refusal.says for refusal in judged(book, plan).refusals] == ["“云外县”不在填报单位中"]


def test_a_total_that_changes_breaks_its_split(plan: Plan) -> None:
    split = accepted(plan, {("T10.M01.I1", "碧潭县"): Decimal(4)}, "任务分解")
    book = sheets_of(split).write({("T10.M01.I1", "目标值"): Decimal(5)})
    assert told(judged(book, split)) == [
        f"{book.place('T10.M01.I1', '目标值')}（“5”）：各单位分解数合计4，与目标值5个不符；请使合计等于目标值。"
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"编号": "T88.M01"}, "没有这条举措，不知道新增的指标放在哪里"),
        ({"原文": "编印医改典型案例"}, "文件中没有这段话"),
        ({"原文": ""}, "新增的指标没有原文"),
        ({"指标内容": ""}, "新增的指标没有填“指标内容”"),
        ({"处理": ""}, "与{T14.M02}编号重复"),
        ({"处理": "", "编号": ""}, "这一行没有编号"),
        ({"处理": "", "编号": "T14.M99"}, "没有打印过这个编号"),
    ],
)
def test_a_row_that_nobody_can_place_is_refused(plan: Plan, change: dict[str, CellValue], says: str) -> None:
    row = {title: value for title, value in (NEW | change).items() if value != ""}
    book = sheets_of(plan)
    says = says.replace("{T14.M02}", book.place("T14.M02", "编号"))
    found = judged(book.add(row), plan)
    assert [refusal.says for refusal in found.refusals] == [says]


def test_a_row_that_is_gone_is_asked_for(plan: Plan) -> None:
    book = sheets_of(plan)
    book.rows["审核"].remove(book.row("审核", "T13.M03"))
    assert told(judged(book, plan)) == [
        "工作簿（“T13.M03”）：“审核”表里有1行不见了，或编号已被改动；请恢复这些行；不再要求的，请在“处理”选“取消”。"
    ]


def test_rows_and_columns_may_be_moved_hidden_and_added(plan: Plan) -> None:
    book = sheets_of(plan).write({("T13.M02.I1", "目标值"): Decimal(650)}).sign("王芳")
    dice = random.Random(7)
    top = book.header("审核") + 1
    body = book.rows["审核"][top:]
    dice.shuffle(body)
    order = list(range(1, 40))
    dice.shuffle(order)
    moved = [
        {order[column - 1]: value for column, value in row.items()}
        for row in (book.rows["审核"][top - 1], *body)
    ]
    moved[0][41] = "意见"
    moved[3][41] = "这一条再议"
    book.rows["审核"][top - 1 :] = moved
    book.rows["审核"].insert(0, {3: "核对时请看此处"})
    book.rows["审核"].append({moved_id(moved[0]): "注：以上为初稿"})
    found = judged(book, plan)
    assert told(found) == []
    assert changes_of(found) == [("T13.M02.I1", "value", "600", "650")]


def moved_id(header: dict[int, CellValue]) -> int:
    return next(column for column, text in header.items() if text == "编号")


def test_two_columns_of_one_name_are_refused(plan: Plan) -> None:
    book = sheets_of(plan)
    book.rows["审核"][book.header("审核")][50] = "目标值"
    assert [refusal.says for refusal in judged(book, plan).refusals] == ["表头有两列同名，不知道以哪一列为准"]


# Edits that go together with anything: what a person may write into one cell of one line.
SAFE: dict[str, tuple[str, ...]] = {
    "subject": ("甲指标", "乙指标"), "deadline": ("2022-10-31", "2022-12-01", ""), "per": ("每个街道", ""),
    "qualifiers": ("力争", "原则上", ""), "title": ("新的题目",), "units/support": ("市档案局、市体育局", "市水务局"),
    "task_deadline": ("2022-11-30", ""), "checked": ("已明确",), "document": ("新的计划名称",), "due_days": ("7", "12"),
    "issuer": ("云岭市人民政府",), "yellow": ("20", "25.5"),
}  # fmt: skip


PICKS = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 2)), max_size=8)


def safe_cells(plan: Plan) -> list[tuple[Spot, Field]]:
    """Each cell that may be changed on its own, once for what several lines share."""
    cells = {}
    for spot in (*spots(plan), Spot(plan, PLAN)):
        for one in settings_fields() if spot.id == PLAN else fields():
            timed = one.name in ("deadline", "task_deadline")
            if one.name in SAFE and one.owner(spot) and (not timed or spot.indicator):
                cells.setdefault((one.owner(spot), one.name), (spot, one))
    return list(cells.values())


@given(picks=PICKS)
@examples(40)
def test_edits_through_the_workbook_are_the_same_edits_applied(
    plan: Plan, picks: list[tuple[int, int]]
) -> None:
    cells = safe_cells(plan)
    chosen = {number % len(cells): choice for number, choice in picks}
    book, changes = sheets_of(plan), []
    for number, choice in chosen.items():
        spot, one = cells[number]
        text, before = SAFE[one.name][choice % len(SAFE[one.name])], one.show(spot)
        if text != before:
            line = (one.title, "内容") if spot.id == PLAN else (spot.id, one.title)
            book.write({line: text}, "计划设置" if spot.id == PLAN else "审核")
            changes.append(Change(one.owner(spot), one.name, before, text))
    found = judged(book, plan)
    assert told(found) == []
    assert found.plan == apply_changes(plan, changes)
    assert sorted(changes_of(found)) == sorted((c.id, c.field, c.before, c.after) for c in changes)


def test_an_old_plan_file_is_read_and_says_the_same(plan: Plan) -> None:
    import json

    held = json.loads(plan_to_json(plan))
    old = {key: value for key, value in held.items() if key not in ("review", "amendments", "splits")}
    assert plan_from_json(json.dumps(old, ensure_ascii=False)) == plan


def test_who_and_when_are_no_part_of_the_fingerprint(plan: Plan) -> None:
    change = Change("T13.M02.I1", "value", "600", "650")
    changed = apply_changes(plan, [change])
    signed = [replace(changed, review=(Correction(change, by, DAY),)) for by in ("王芳", "李强")]
    assert len({fingerprint(one) for one in (changed, *signed)}) == 1
    assert fingerprint(changed) != fingerprint(plan)
    assert indicator(changed, "T13.M02.I1").target.comparator is Comparator.EQUAL


def test_no_two_fields_share_a_name_or_a_column() -> None:
    for held in ((*fields(), *settings_fields()), fields()):
        assert len({one.name for one in held}) == len(held)
    titles = [column.title for column in columns()]
    assert sorted(set(titles)) == sorted(titles)


def test_units_whose_role_is_inferred_are_asked_about_once() -> None:
    text = "云栖市2031年重点工作任务\n一、办实事。新建诊所。改建药房。\n责任单位：市卫生健康委，市财政局\n二、做好事。开展培训。（市卫生健康委负责）\n"
    plan = compile_plan(text)
    marked = tuple(replace(duty, inferred=("role",)) for duty in plan.tasks[0].duties)
    plan = replace(plan, tasks=(replace(plan.tasks[0], duties=marked), *plan.tasks[1:]))
    assert len(marked) == 2
    asked = [spot.id for spot in spots(plan) if is_inferred(spot)]
    assert asked == ["T01.M01"]
    clear = apply_changes(plan, [Change("T01.M01", "checked", "待核对", "已明确")])
    assert [spot.id for spot in spots(clear) if is_inferred(spot)] == []
