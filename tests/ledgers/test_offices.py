"""Ledgers of a plan's own offices: its responsible units, and the place itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from taizhang.ledgers import LedgerLayout, draw_ledger, lay_out_ledger
from taizhang.ledgers.offices import OWN, line_of, offices_of, own_line, responsible_units
from taizhang.ledgers.sheet_layout import FIRST_ROW, column_of
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Duty, Plan, Role
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine

PERIOD = Period.parse("2022Q3")
ROSTER = Roster((RosterLine(Reporter("990121"), "清河县", Level.COUNTY, "990100"),))
HEALTH, MONEY, REFORM = "市卫生健康委", "市财政局", "市发展改革委"


def of_unit(plan: Plan, unit: str) -> Ledger:
    return lay_out_ledger(plan, line_of(Reporter("990100", unit), plan, ROSTER), PERIOD, roster=ROSTER)


def of_the_place(plan: Plan) -> Ledger:
    return lay_out_ledger(plan, own_line(Reporter("990100"), plan, ROSTER), PERIOD, roster=ROSTER)


def with_source(plan: Plan, unit: str) -> Plan:
    """The plan whose total of 93 one unit reports."""
    task, *others = plan.tasks
    first, *rest = task.measures
    counted = replace(first, indicators=(replace(first.indicators[0], source=unit),))
    return replace(plan, tasks=(replace(task, measures=(counted, *rest)), *others))


def test_units_come_by_their_part_then_by_the_text(plan: Plan) -> None:
    assert responsible_units(plan) == (HEALTH, REFORM, MONEY, "市医保局")


@pytest.mark.parametrize(
    "name", ["各有关部门", "各县(市、区)人民政府", "市有关单位", "清河县人民政府", "清河县", "市直园区管委会"]
)
def test_groups_and_places_are_no_units(plan: Plan, name: str) -> None:
    task = plan.tasks[0]
    duty = Duty(name, Role.LEAD, 0, task.span)
    told = replace(plan, tasks=(replace(task, duties=(*task.duties, duty)), plan.tasks[1]))
    assert name not in offices_of(told, ROSTER).units


def test_a_unit_has_the_rows_in_which_it_has_a_part(plan: Plan) -> None:
    assert [row.id for row in of_unit(plan, MONEY).rows] == [
        "T01.M01.I1", "T01.M02.I1", "T01.M03.I1", "T01.M04",
    ]  # fmt: skip
    ledger = of_unit(plan, REFORM)
    assert [(row.number, row.id) for row in ledger.rows] == [
        ("5", "T02.M01.I1"), ("6", "T02.M02.I1"), ("7", "T02.M03.I1"), ("8", "T02.M03.I2"), ("9", "T02.M04"),
    ]  # fmt: skip
    assert (str(ledger.reporter), ledger.head.reporter_name) == ("990100/市发展改革委", REFORM)


def test_the_counties_numbers_are_not_asked_of_a_unit(plan: Plan) -> None:
    told = [(row.target, row.unit, str(row.answer)) for row in of_unit(plan, HEALTH).rows]
    assert told == [
        ("全市93个", "个", "status"), ("各地≥1个", "个", "status"), ("点名2地", "个", "status"), ("", "", "status"),
        ("全市4级以上", "%", "status"), ("各地≥40%", "%", "status"), ("全市≥50%", "%", "status"),
        ("全市＜10%", "%", "status"), ("", "", "status"),
    ]  # fmt: skip
    assert {row.asked.target for row in of_unit(plan, HEALTH).rows if row.asked} == {None}


def test_a_total_is_the_places_own_target(plan: Plan) -> None:
    told = [(row.target, str(row.asked.target)) for row in of_the_place(plan).rows if row.asked]
    assert told == [
        ("93", "93个"), ("各地≥1个", "None"), ("点名2地", "None"), ("", "None"), ("全市4级以上", "None"),
        ("各地≥40%", "None"), ("≥50%", "≥50%"), ("＜10%", "＜10%"), ("", "None"),
    ]  # fmt: skip
    assert of_the_place(plan).head.reporter_name == "云岭市本级"


def test_a_unit_is_asked_for_the_number_it_is_the_source_of(plan: Plan) -> None:
    sourced = with_source(plan, HEALTH)
    row = of_unit(sourced, HEALTH).rows[0]
    assert row.asked is not None
    assert (row.indicator, row.target, str(row.answer), row.asked.rolled_up) == (
        "社区医院", "93", "number", False,
    )  # fmt: skip
    (other, place) = of_unit(sourced, MONEY).rows[0], of_the_place(sourced).rows[0]
    assert {one.indicator for one in (other, place)} == {"社区医院（数字由市卫生健康委填报）"}
    assert {one.asked.target for one in (other, place) if one.asked} == {None}


def test_a_source_without_a_part_in_the_row_has_it_all_the_same(plan: Plan) -> None:
    sourced = with_source(plan, "市统计局")
    assert [row.id for row in of_unit(sourced, "市统计局").rows] == ["T01.M01.I1"]


def test_figures_stand_in_closed_cells(plan: Plan) -> None:
    layout = LedgerLayout(plan, PERIOD, roster=ROSTER)
    line = line_of(Reporter("990100", HEALTH), plan, ROSTER)
    sheets = draw_ledger(layout.ledger(line, {"T01.M01.I1": Decimal(57), "T02.M04": Decimal(1)}), plan, line)
    assert [sheets.table.text(row, column_of("actual")) for row in (FIRST_ROW, FIRST_ROW + 8)] == ["57", ""]
    entries = [
        sheets.entries[FIRST_ROW, column_of(field)] for field in ("numerator", "denominator", "actual")
    ]
    assert {(entry.asked, entry.hint) for entry in entries} == {
        (False, "由各县（市、区）台账汇总，不用填写。")
    }
    assert sheets.entries[FIRST_ROW, column_of("progress")].asked
    texts = [sheets.instructions.text(row, 1) for row in sheets.line_kinds]
    assert (
        "本表只列本单位有分工的任务：牵头4行，分别负责0行，按职责分工负责5行，配合0行；注明由各县（市、区）台账汇总的数字不用填写。"
        in texts
    )


def test_the_texts_of_a_measure_are_asked_on_the_first_row_held(plan: Plan) -> None:
    assert [row.asked.row.leads for row in of_unit(plan, REFORM).rows if row.asked] == [
        True, True, True, False, True,
    ]  # fmt: skip


def test_a_unit_elsewhere_is_no_office_of_the_plan(plan: Plan) -> None:
    offices = offices_of(plan, ROSTER)
    known = [Reporter("990100", HEALTH), Reporter("990121", OWN)]
    others = [Reporter("990121", HEALTH), Reporter("990100", "市医院"), Reporter("990100")]
    assert [offices.is_office(one) for one in (*known, *others)] == [True, True, False, False, False]
    assert line_of(Reporter("990121", OWN), plan, ROSTER).name == "清河县本级"
    assert line_of(Reporter("990100", "市医院"), plan, ROSTER).name == "990100/市医院"
