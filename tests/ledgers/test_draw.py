from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from taizhang.ledgers import LedgerSheets, LineKind, draw_ledger, lay_out_ledger
from taizhang.ledgers.lists import list_names
from taizhang.ledgers.sheet_layout import FIRST_ROW, KEY_ROW, column_of
from taizhang.ledgers.titles import ledger_title
from taizhang.model.grid import Formula
from taizhang.model.ledger import BLANK_WORDS, Head, Ledger, LedgerRow, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import RosterLine
from taizhang.model.words.status import Status


@pytest.fixture
def ledger(plan: Plan, line: RosterLine, period: Period) -> Ledger:
    return lay_out_ledger(plan, line, period, version="0123456789abcdef")


@pytest.fixture
def sheets(ledger: Ledger, plan: Plan, line: RosterLine) -> LedgerSheets:
    return draw_ledger(ledger, plan, line)


def line_of(sheets: LedgerSheets, number: int) -> dict[str, object]:
    return {
        column.field: sheets.table.value(FIRST_ROW + number - 1, at)
        for at, column in enumerate(ledger_columns(), 1)
        if sheets.table.value(FIRST_ROW + number - 1, at) is not None
    }


def test_every_column_carries_its_field_name_in_the_key_row(sheets: LedgerSheets) -> None:
    keys = [sheets.table.value(KEY_ROW, at) for at in range(1, len(ledger_columns()) + 1)]
    assert keys == [column.field for column in ledger_columns()]


def test_the_head_says_who_reports_and_leaves_the_rest_open(sheets: LedgerSheets) -> None:
    head = [(at, sheets.table.value(2, at)) for at in range(1, 27) if sheets.table.value(2, at)]
    assert [value for _, value in head] == [
        "填报单位（盖章）：",
        "清河县",
        "填报人：",
        "联系电话：",
        "填报日期：",
    ]
    labels = [at for at, value in head if str(value).endswith("：")]
    assert [(2, at + 1) in sheets.entries for at in labels] == [False, True, True, True]


def test_what_the_filler_wrote_above_the_table_is_drawn_beside_its_label(
    ledger: Ledger, plan: Plan, line: RosterLine
) -> None:
    head = Head("清河县", "填报员", "0999-0000000", "2022-10-08")
    table = draw_ledger(replace(ledger, head=head), plan, line).table
    labels = {str(table.value(2, at)): table.value(2, at + 1) for at in range(1, 27)}
    assert labels["填报人："] == "填报员"
    assert labels["联系电话："] == "0999-0000000"
    assert labels["填报日期："] == "2022-10-08"


def test_a_row_is_drawn_with_the_plans_columns(sheets: LedgerSheets) -> None:
    assert line_of(sheets, 2) == {
        "id": "T01.M02.I1",
        "version": "01234567",
        "number": Decimal(2),
        "task": "加强基层服务",
        "measure": "每个县至少建成1个县域医疗中心。",
        "indicator": "县域医疗中心",
        "target": "≥1",
        "unit": "个",
        "duties": "牵头：市卫生健康委；配合：市财政局、市医保局",
        "lead": "市卫生健康委",
        "support": "市财政局、市医保局",
        "deadline": "2022年12月31日前",
        "rate": Formula('IF(ISNUMBER(Q7),Q7/1,"—")', "—"),
    }


def test_a_rate_is_computed_only_against_a_number_of_ones_own(sheets: LedgerSheets) -> None:
    assert [number for number in range(1, 10) if "rate" in line_of(sheets, number)] == [2, 6]


def answered(ledger: Ledger, row_id: str, **values: object) -> Ledger:
    def fill(row: LedgerRow) -> LedgerRow:
        return replace(row, **values) if row.id == row_id else row  # type: ignore[arg-type]

    return replace(ledger, rows=tuple(fill(row) for row in ledger.rows))


def test_answers_are_drawn_as_they_would_be_typed(ledger: Ledger, plan: Plan, line: RosterLine) -> None:
    filled = answered(ledger, "T02.M02.I1", actual=Decimal("42.5"), status=Status.DONE)
    filled = answered(filled, "T01.M03.I1", actual=Decimal(1))
    filled = answered(filled, "T01.M01.I1", raw={"actual": "约三十"}, progress="=1+1")
    sheets = draw_ledger(filled, plan, line)
    ratio = line_of(sheets, 6)
    assert (ratio["actual"], ratio["status"]) == (Decimal("42.5"), "已完成")
    assert ratio["rate"] == Formula('IF(ISNUMBER(Q11),Q11/40,"—")', Decimal("1.0625"))
    assert line_of(sheets, 3)["actual"] == "是"
    assert (line_of(sheets, 1)["actual"], line_of(sheets, 1)["progress"]) == ("约三十", "=1+1")


def test_nothing_is_asked_twice_or_where_it_does_not_belong(sheets: LedgerSheets) -> None:
    closed: dict[int, list[str]] = {}
    for (row, at), entry in sorted(sheets.entries.items()):
        if not entry.asked:
            closed.setdefault(row - FIRST_ROW + 1, []).append(ledger_columns()[at - 1].field)
    parts = ["numerator", "denominator"]
    assert closed == {
        1: parts,
        2: parts,
        3: parts,
        4: [*parts, "actual"],
        7: parts,
        8: ["person", "progress", "problems", "next_steps"],
        9: [*parts, "actual"],
    }


def test_yes_no_rows_choose_from_a_list_and_shares_are_told_how_to_be_written(sheets: LedgerSheets) -> None:
    actual = column_of("actual")
    asked = {row - FIRST_ROW + 1: entry for (row, at), entry in sheets.entries.items() if at == actual}
    assert [number for number in range(1, 10) if asked[number].choices == "actual"] == [3, 7]
    assert asked[6].hint == "请填百分号前的数字，如42.5。"
    assert asked[1].hint == "请填自2022年1月1日起的累计数，只填数字，不写单位。"


def offered(sheets: LedgerSheets, name: str) -> list[str]:
    """The words of a drop-down, as the defined name over them tells."""
    box = list_names()[f"tz_list_{name}"]
    assert sheets.lists.text(1, box.left) == name
    return [sheets.lists.text(row, box.left) for row in range(box.top, box.bottom + 1)]


def test_each_drop_down_has_its_words_under_its_fields_name(sheets: LedgerSheets) -> None:
    assert {name: offered(sheets, name) for name in ("status", "needs_leader", "clearing", "actual")} == {
        "status": ["未启动", "序时推进", "滞后", "已完成", "超额完成", "逾期未完成", "不适用"],
        "needs_leader": ["否", "是"],
        "clearing": ["未申请", "申请中", "已销号", "退回"],
        "actual": ["是", "否"],
    }
    assert offered(sheets, "nothing_to_report") == ["否", "是"]
    assert not sheets.lists.visible


def test_the_lists_know_the_ways_to_write_nothing_and_where_the_columns_stand(sheets: LedgerSheets) -> None:
    names, lists = list_names(), sheets.lists
    blank, nothing, columns = names["tz_blank"], names["tz_nothing"], names["tz_columns"]
    words = [lists.text(row, nothing.left) for row in range(nothing.top, nothing.bottom + 1)]
    assert words[0] == ""  # an empty cell, which an empty text equals
    assert set(words) == {*BLANK_WORDS, "\u3000"}
    assert set(words) - {lists.text(row, blank.left) for row in range(blank.top, blank.bottom + 1)} == {
        "同上",
        "〃",
    }
    assert {
        lists.text(row, columns.left): lists.value(row, columns.right)
        for row in range(columns.top, columns.bottom + 1)
        if lists.text(row, columns.left) in ("完成状态", "分子")
    } == {
        "分子": Formula("COLUMN('任务台账'!N$5)", Decimal(14)),
        "完成状态": Formula("COLUMN('任务台账'!S$5)", Decimal(19)),
    }


def test_the_stamp_says_whose_ledger_of_which_plan_and_period_it_is(sheets: LedgerSheets) -> None:
    stamp = {sheets.stamp.text(row, 1): sheets.stamp.text(row, 2) for row in range(1, 6)}
    assert stamp == {
        "plan": "yunling-2022",
        "version": "0123456789abcdef",
        "reporter": "990121",
        "period": "2022Q3",
        "template": "2",
    }


def test_the_total_row_counts_the_rows_at_each_status(ledger: Ledger, plan: Plan, line: RosterLine) -> None:
    filled = answered(ledger, "T02.M02.I1", status=Status.DONE)
    filled = answered(filled, "T01.M03.I1", status=Status.BEHIND)
    filled = answered(filled, "T01.M01.I1", raw={"status": "快了"})
    sheets = draw_ledger(filled, plan, line)
    total = {at: value for (row, at), value in sheets.table.cells.items() if row == sheets.total_row}
    counted = total.pop(column_of("measure"))
    assert total == {column_of("task"): "合计"}
    assert isinstance(counted, Formula)
    assert (
        counted.value == "共9行：未启动0，序时推进0，滞后1，已完成1，超额完成0，逾期未完成0，不适用0，未填6"
    )
    assert counted.text == (
        '"共"&SUMPRODUCT((tz_id<>"")*1)&"行：未启动"&COUNTIF(tz_status,"未启动")&"，序时推进"&'
        'COUNTIF(tz_status,"序时推进")&"，滞后"&COUNTIF(tz_status,"滞后")&"，已完成"&COUNTIF(tz_status,"已完成")&'
        '"，超额完成"&COUNTIF(tz_status,"超额完成")&"，逾期未完成"&COUNTIF(tz_status,"逾期未完成")&"，不适用"&'
        'COUNTIF(tz_status,"不适用")&"，未填"&COUNTIFS(tz_id,"<>",tz_status,"")'
    )


def test_the_last_row_says_the_stamp_in_words(sheets: LedgerSheets) -> None:
    assert sheets.table.last_row == sheets.stamp_row
    assert sheets.table.text(sheets.stamp_row, 3) == "台账标识：yunling-2022 990121 2022Q3 01234567 2"


def test_the_foot_takes_a_zero_report(ledger: Ledger, plan: Plan, line: RosterLine) -> None:
    for said, word in ((False, "否"), (True, "是")):
        sheets = draw_ledger(replace(ledger, nothing_to_report=said), plan, line)
        at = next(at for at in range(1, 27) if sheets.table.text(sheets.foot_row, at).startswith("零报告"))
        assert sheets.table.text(sheets.foot_row, at + 1) == word
        assert sheets.entries[sheets.foot_row, at + 1].choices == "nothing_to_report"


def test_the_title_names_place_subject_and_period(plan: Plan, period: Period) -> None:
    assert ledger_title(plan, period) == "云岭市深化医药卫生体制改革重点工作任务台账（2022年第三季度）"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("关于印发云岭市2022年重点工作任务的通知", "云岭市重点工作任务台账（2022年第三季度）"),
        (
            "云岭市人民政府关于印发《云岭市卫生强市行动》的通知",
            "云岭市卫生强市行动任务台账（2022年第三季度）",
        ),
        ("云岭市重点工作任务及分工", "云岭市重点工作任务及分工台账（2022年第三季度）"),
        (
            "云岭市实施方案征求意见稿",
            "云岭市实施方案任务台账（2022年第三季度）（征求意见稿）",
        ),
        (
            "云岭市重点工作任务（征求意见稿）",
            "云岭市重点工作任务台账（2022年第三季度）（征求意见稿）",
        ),
    ],
)
def test_the_title_drops_the_words_of_a_notice(plan: Plan, period: Period, title: str, told: str) -> None:
    status = "draft" if "征求意见稿" in title else "issued"
    assert ledger_title(replace(plan, title=title, status=status), period) == told


def test_the_instructions_explain_every_visible_column_from_its_declaration(sheets: LedgerSheets) -> None:
    grid = sheets.instructions
    told = [grid.text(row, 2) for row, kind in sheets.line_kinds.items() if kind is LineKind.TABLE_ROW]
    assert told == [
        f"{column.group}：{column.title}" if column.group else column.title
        for column in ledger_columns()
        if not column.hidden
    ]


def test_the_instructions_count_what_is_asked_and_say_when_it_is_due(sheets: LedgerSheets) -> None:
    texts = [sheets.instructions.text(row, 1) for row in sheets.line_kinds]
    assert (
        "本表共9行，其中填数字的2行、填分子分母的3行、填“是”或“否”的2行，其余只填状态和文字；目标值为“不涉及”的行不用填写。"
        in texts
    )
    assert any("请于2022年10月5日前" in text for text in texts)
    assert not any("{" in text for text in texts)
