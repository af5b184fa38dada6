"""What the plan gives to other places by name is listed as 不涉及, and nothing is asked there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from taizhang.ledgers import LastPeriod, LedgerLayout, carry_forward, draw_ledger, lay_out_ledger
from taizhang.ledgers.sheet_layout import FIRST_ROW, column_of
from taizhang.model.ledger import Filler, Ledger, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import Comparator, Indicator, Kind, Measure, Method, Plan, Scope, Span, Target
from taizhang.model.plan_change import Split
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.words.status import Status

PERIOD = Period.parse("2022Q3")
PILOTS = "T01.M03.I1"  # 支持清河县、白石县开展试点


def county(code: str, name: str, reports_to: str = "990100") -> RosterLine:
    return RosterLine(Reporter(code), name, Level.COUNTY, reports_to)


QINGHE, BAISHI, QINGSONG = (
    county("990121", "清河县"),
    county("990122", "白石县"),
    county("990123", "青松县"),
)
CITY = RosterLine(Reporter("990100"), "云岭市", Level.CITY, "990000")
ROSTER = Roster((QINGHE, BAISHI, QINGSONG))


def lay_out(plan: Plan, line: RosterLine, roster: Roster | None = ROSTER) -> Ledger:
    return lay_out_ledger(plan, line, PERIOD, roster=roster)


def not_asked(plan: Plan, line: RosterLine, roster: Roster | None = ROSTER) -> list[str]:
    return [row.id for row in lay_out(plan, line, roster).rows if not row.concerns]


def with_sentence(plan: Plan, sentence: str) -> Plan:
    """The plan whose last measure says this."""
    *before, task = plan.tasks
    measure = Measure("T02.M04", Span(0, len(sentence), sentence), 0)
    return replace(plan, tasks=(*before, replace(task, measures=(*task.measures[:-1], measure))))


def with_indicators(plan: Plan, *indicators: Indicator) -> Plan:
    """The plan whose pilot measure holds these."""
    task, *others = plan.tasks
    first, second, pilots, last = task.measures
    held = (first, second, replace(pilots, indicators=indicators), last)
    return replace(plan, tasks=(replace(task, measures=held), *others))


def pilots_of(plan: Plan) -> Indicator:
    return plan.tasks[0].measures[2].indicators[0]


def test_a_named_list_does_not_concern_the_others(plan: Plan) -> None:
    assert not_asked(plan, QINGHE) == []
    assert not_asked(plan, BAISHI) == []
    assert not_asked(plan, QINGSONG) == [PILOTS]


def test_the_row_stays_in_its_place_and_says_so(plan: Plan) -> None:
    ledger = lay_out(plan, QINGSONG)
    row = ledger.row(PILOTS)
    assert row is not None
    assert row.asked is not None
    assert (row.number, row.target, row.status) == ("3", "不涉及", Status.NOT_APPLICABLE)
    assert (row.asked.named, row.asked.target) == (("清河县", "白石县"), None)
    assert [one.number for one in ledger.rows] == [one.number for one in lay_out(plan, QINGHE).rows]


def test_every_cell_of_it_is_closed_and_says_why(plan: Plan) -> None:
    sheets = draw_ledger(lay_out(plan, QINGSONG), plan, QINGSONG)
    entries = [
        sheets.entries[FIRST_ROW + 2, column_of(column.field)]
        for column in ledger_columns()
        if column.filler is Filler.COUNTY
    ]
    told = {(entry.asked, entry.choices, entry.hint) for entry in entries}
    assert told == {(False, "", "本事项点名由清河县、白石县承担，不涉及本单位，不用填写。")}
    assert sheets.table.text(FIRST_ROW + 2, column_of("target")) == "不涉及"
    assert sheets.table.text(FIRST_ROW + 2, column_of("status")) == "不适用"
    texts = [sheets.instructions.text(row, 1) for row in sheets.line_kinds]
    assert any("填“是”或“否”的1行" in text for text in texts)


def test_a_long_list_of_names_is_cut_in_the_hint(plan: Plan) -> None:
    names = tuple(f"第{number}县" for number in range(1, 12))
    roster = Roster((*ROSTER, *(county(f"9902{at:02}", name) for at, name in enumerate(names))))
    many = with_indicators(plan, replace(pilots_of(plan), names=names))
    sheets = draw_ledger(lay_out(many, QINGHE, roster), many, QINGHE)
    hint = sheets.entries[FIRST_ROW + 2, column_of("actual")].hint
    assert hint == (
        "本事项点名由第1县、第2县、第3县、第4县、第5县、第6县、第7县、第8县等11地承担，不涉及本单位，不用填写。"
    )


def test_without_a_roster_everything_concerns_everybody(plan: Plan) -> None:
    assert not_asked(plan, QINGSONG, None) == []
    assert not_asked(plan, QINGSONG, Roster(())) == []


def test_a_name_that_nobody_on_the_roster_has_leaves_a_doubt(plan: Plan) -> None:
    assert not_asked(plan, QINGSONG, Roster((QINGHE, QINGSONG))) == []
    called = lay_out_ledger(
        plan, QINGSONG, PERIOD, roster=Roster((QINGHE, QINGSONG)), places={"白石县": "990123"}
    )
    assert [row.id for row in called.rows if not row.concerns] == []  # the other name is its own
    elsewhere = county("990124", "石桥县")
    ledger = lay_out_ledger(
        plan, elsewhere, PERIOD, roster=Roster((QINGHE, QINGSONG, elsewhere)), places={"白石县": "990123"}
    )
    assert [row.id for row in ledger.rows if not row.concerns] == [PILOTS]


def test_a_reporter_that_the_roster_does_not_list_is_asked(plan: Plan) -> None:
    assert not_asked(plan, county("990199", "新岭县")) == []


def test_a_unit_of_a_place_is_asked(plan: Plan) -> None:
    assert not_asked(plan, replace(QINGSONG, reporter=Reporter("990123", "县医院"))) == []


def test_a_named_list_and_a_percentage_over_one_answer_ask_everybody(plan: Plan) -> None:
    named = pilots_of(plan)
    share = replace(
        named, id="T01.M00.I1", names=(), scope=Scope.SHARE_OF_PLACES, answered_by=PILOTS,
        target=Target(Comparator.AT_LEAST, Decimal(40), "%"),
    )  # fmt: skip
    both = replace(plan, tasks=(replace(plan.tasks[0], title_indicators=(share,)), plan.tasks[1]))
    assert not_asked(both, QINGSONG) == []


def test_two_named_lists_over_one_answer_concern_whoever_stands_in_either(plan: Plan) -> None:
    named = pilots_of(plan)
    other = replace(named, id="T01.M00.I1", names=("青松县",), answered_by=PILOTS)
    both = replace(plan, tasks=(replace(plan.tasks[0], title_indicators=(other,)), plan.tasks[1]))
    further = county("990124", "石桥县")
    roster = Roster((*ROSTER, further))
    assert not_asked(both, QINGSONG, roster) == []
    assert not_asked(both, further, roster) == [PILOTS]


def test_a_county_of_a_named_city_and_the_city_of_a_named_county_are_asked(plan: Plan) -> None:
    far = county("990201", "沙洲县", "990200")
    sea = RosterLine(Reporter("990200"), "海川市", Level.CITY, "990000")
    roster = Roster((CITY, sea, *ROSTER, far))
    city_named = with_indicators(plan, replace(pilots_of(plan), names=("云岭市",)))
    assert [not_asked(city_named, line, roster) for line in (CITY, QINGSONG, sea, far)] == [
        [], [], [PILOTS], [PILOTS],
    ]  # fmt: skip
    assert [not_asked(plan, line, roster) for line in (CITY, sea)] == [[], [PILOTS]]


def test_whoever_has_a_share_of_a_split_is_asked(plan: Plan) -> None:
    split = replace(plan, splits=(Split(PILOTS, (("990123", Decimal(1)),)),))
    assert not_asked(split, QINGSONG) == []


def test_a_bare_measure_of_named_places_does_not_concern_the_others(plan: Plan) -> None:
    told = with_sentence(plan, "在清河县、白石县开展支付方式改革试点。")
    assert not_asked(told, QINGHE) == []
    assert not_asked(told, QINGSONG) == [PILOTS, "T02.M04"]
    assert not_asked(with_sentence(plan, "学习推广清河县经验。"), QINGSONG) == [PILOTS]


@pytest.mark.parametrize(
    ("scope", "rows"),
    [(Scope.TOTAL, [PILOTS]), (Scope.EACH_PLACE, []), (Scope.SHARE_OF_PLACES, []), (Scope.INSTITUTIONS, [])],
)
def test_a_number_in_such_a_sentence_follows_it_unless_it_is_everybodys(
    plan: Plan, scope: Scope, rows: list[str]
) -> None:
    assert not_asked(with_indicators(plan, replace(pilots_of(plan), names=(), scope=scope)), QINGSONG) == rows


def test_the_texts_of_a_measure_are_asked_on_its_first_row_that_concerns(plan: Plan) -> None:
    named = pilots_of(plan)
    each = replace(named, id="T01.M03.I2", names=(), scope=Scope.EACH_PLACE)
    both = with_indicators(plan, named, each)
    leading = {
        line.name: [(row.id, row.asked.row.leads) for row in lay_out(both, line).rows[2:4] if row.asked]
        for line in (QINGHE, QINGSONG)
    }
    assert leading == {
        "清河县": [(PILOTS, True), ("T01.M03.I2", False)],
        "青松县": [(PILOTS, False), ("T01.M03.I2", True)],
    }


def test_equal_rows_are_one_object_in_all_ledgers(plan: Plan) -> None:
    layout = LedgerLayout(plan, PERIOD, roster=ROSTER)
    qinghe, baishi, qingsong = map(layout.ledger, ROSTER)
    assert all(one is other for one, other in zip(qinghe.rows, baishi.rows, strict=True))
    shared = [one is other for one, other in zip(qinghe.rows, qingsong.rows, strict=True)]
    assert [row.id for row, same in zip(qinghe.rows, shared, strict=True) if not same] == [PILOTS]


def test_only_rows_that_take_something_over_are_the_reporters_own(plan: Plan) -> None:
    before = LedgerLayout(plan, PERIOD.previous, roster=ROSTER).ledger(QINGSONG)
    filled = replace(before, rows=(replace(before.rows[0], actual=Decimal(7)), *before.rows[1:]))
    blank = LedgerLayout(plan, PERIOD, roster=ROSTER).ledger(QINGSONG)
    carried = carry_forward(blank, LastPeriod(before, filled))
    assert [row.previous for row in carried.rows] == [Decimal(7), *[None] * 8]
    assert [one is other for one, other in zip(blank.rows, carried.rows, strict=True)] == [False, *[True] * 8]
    assert blank.rows[0].previous is None


def test_nothing_is_carried_into_a_row_that_asks_nothing(plan: Plan) -> None:
    before = lay_out(plan, QINGSONG, None)
    before = replace(before, period=PERIOD.previous)
    answers = {"actual": Decimal(1), "progress": "已启动", "problems": "人手不足", "person": "医改办"}
    filled = replace(before, rows=tuple(replace(row, **answers) for row in before.rows))  # type: ignore[arg-type]
    row = carry_forward(lay_out(plan, QINGSONG), LastPeriod(before, filled)).row(PILOTS)
    assert row is not None
    assert (row.previous, row.person, row.problems, row.progress) == (None, "", "", "")
    assert (row.status, row.changes) == (Status.NOT_APPLICABLE, "目标值由空白改为不涉及")


def of_its_own(plan: Plan, clause: str) -> list[tuple[str, bool]]:
    """What the three counties find in the row of a total of 50 that this clause states."""
    pilots = replace(
        pilots_of(plan), span=Span(0, len(clause), clause), scope=Scope.TOTAL, names=(), kind=Kind.COUNT,
        method=Method.SUM, target=Target(Comparator.EQUAL, Decimal(50), "名"),
    )  # fmt: skip
    rows = [lay_out(with_indicators(plan, pilots), line).row(PILOTS) for line in (QINGHE, BAISHI, QINGSONG)]
    return [(row.target, row.concerns) for row in rows if row]


def test_a_number_that_is_given_to_one_county_is_its_own_target(plan: Plan) -> None:
    assert of_its_own(plan, "其中清河县50名") == [("50", True), ("不涉及", False), ("不涉及", False)]
    assert of_its_own(plan, "清河县、白石县各完成50名") == [("50", True), ("50", True), ("不涉及", False)]
    assert of_its_own(plan, "清河县、白石县完成50名") == [
        ("全市50名", True), ("全市50名", True), ("不涉及", False),
    ]  # fmt: skip
