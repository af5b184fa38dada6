"""What was waived or explained stands in the rollup with who, why and until when, and climbs with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from taizhang.books import write_rollup
from taizhang.ledgers.lay_out import LedgerLayout
from taizhang.model.finding import Finding, Severity, Spot
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster
from taizhang.model.waiver import Waiver, Withdrawal
from taizhang.rollups import Report, consolidate
from taizhang.rollups.read_back import carried_lines, read_carried

UNTIL = date(2022, 12, 31)


def finding(code: str, accepted: str, *rows: str) -> Finding:
    spots = tuple(Spot(f"{row}的{code}", None, row) for row in rows)
    severity = Severity(code[0])
    return Finding(code, severity, spots[0].says, "请核对。", "", row=rows[0], spots=spots, accepted=accepted)


@pytest.fixture
def given(plan: Plan, roster: Roster, period: Period, report: Callable[..., Report]):
    """The first two counties' reports, three findings in the second, and the waivers of the period."""
    first, second = (report(line, seed=n, day=4) for n, line in enumerate(list(roster)[:2]))
    rows = [row.id for row in second.ledger.rows][:3]
    whose = second.ledger.reporter
    used = Waiver("E305", whose, period, "", "王某", "验收改期", UNTIL, 1)
    idle = Waiver("E205", first.ledger.reporter, period, rows[0], "李某", "文件在会签", UNTIL, 2)
    findings = (
        finding("E305", used.sentence, *rows[:2]),
        finding("W405", "属实说明：上期误报", rows[2]),
        finding("W306", "", rows[0]),
    )
    return (first, replace(second, findings=findings)), (used, idle), rows


def told(rollup) -> list[tuple[Reporter, str, str, str, str]]:
    return [
        (one.reporter, one.code, one.row, one.why, one.waiver.who if one.waiver else "")
        for one in rollup.acceptances
    ]


def test_waivers_stand_first_each_cell_by_itself(plan, roster, period, as_of, given) -> None:
    reports, waivers, rows = given
    one, two = (report.ledger.reporter for report in reports)
    rollup = consolidate(plan, roster, period, reports, as_of=as_of, waivers=waivers)
    assert told(rollup) == [
        (one, "E205", rows[0], "文件在会签", "李某"),
        (two, "E305", rows[0], "验收改期", "王某"),
        (two, "E305", rows[1], "验收改期", "王某"),
        (two, "W405", rows[2], "上期误报", ""),
    ]
    assert [one.says for one in rollup.acceptances] == [
        "", f"{rows[0]}的E305", f"{rows[1]}的E305", f"{rows[2]}的W405",
    ]  # fmt: skip
    assert rollup.acceptances[1].task == reports[1].ledger.rows[0].task


def test_a_waiver_that_holds_no_more_is_listed_only_where_it_was_used(
    plan, roster, period, as_of, given
) -> None:
    reports, waivers, _rows = given
    withdrawn = tuple(replace(one, withdrawal=Withdrawal("张某", "批错了", UNTIL)) for one in waivers)
    rollup = consolidate(plan, roster, period, reports, as_of=as_of, waivers=withdrawn)
    assert [one.code for one in rollup.acceptances] == ["E305", "E305", "W405"]
    assert rollup.acceptances[0].waiver.standing(as_of) == "已撤回"


def test_a_waiver_for_somebody_of_another_place_is_not_listed(plan, roster, period, as_of, given) -> None:
    reports, (used, _idle), _rows = given
    stranger = replace(used, reporter=Reporter("110101"), number=3)
    rollup = consolidate(plan, roster, period, reports, as_of=as_of, waivers=(used, stranger))
    assert {one.reporter for one in rollup.acceptances} == {reports[1].ledger.reporter}


def test_they_climb_with_the_rollups_workbook(plan, roster, period, as_of, given, read_grids) -> None:
    reports, waivers, _rows = given
    below = consolidate(plan, roster, period, reports, as_of=as_of, waivers=waivers)
    carried = read_carried(carried_lines(read_grids(write_rollup(below))), "汇总.xlsx")
    layout = LedgerLayout(plan, period, roster=roster)
    asked = {line.reporter: layout.ledger(line) for line in roster}
    climbed = consolidate(
        plan, roster, period, carried.reports(lambda stamp: asked[stamp.reporter]),
        as_of=as_of, standings=carried.standings, waivers=carried.waivers,
    )  # fmt: skip
    assert climbed.acceptances == below.acceptances
