"""What of an accepted ledger is carried into the next one, and what has changed since."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from taizhang.ledgers import LastPeriod, carry_forward, change_lines, lay_out_ledger
from taizhang.model.clearing import CarriedClearing
from taizhang.model.ledger import Filler, Ledger, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import Duty, Plan, Role
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.verdict import ReportingState
from taizhang.model.words.status import Clearing, Status

CENTRES, PILOT, PAPER = "T01.M02.I1", "T01.M03.I1", "T01.M04"
INCOME, GROUPS, OUTFLOW = "T02.M02.I1", "T02.M03.I1", "T02.M03.I2"

Said = dict[str, dict[str, Any]]  # by row id, then by field


def answered(ledger: Ledger, said: Said) -> Ledger:
    """The ledger as it came back: what is said of a row stands in it, and in the cells it was read from."""
    rows = (
        replace(row, **(cells := said.get(row.id, {})), raw={name: str(cell) for name, cell in cells.items()})
        for row in ledger.rows
    )
    return replace(ledger, rows=tuple(rows))


@pytest.fixture
def asked(plan: Plan, line: RosterLine, period: Period) -> Ledger:
    return lay_out_ledger(plan, line, period.previous)


@pytest.fixture
def blank(plan: Plan, line: RosterLine, period: Period) -> Ledger:
    return lay_out_ledger(plan, line, period)


def carried(asked: Ledger, blank: Ledger, said: Said, *fields: str, cleared: tuple[str, ...] = ()) -> Said:
    """What stands in these fields of the next ledger, by row, where anything does."""
    clearings = {row: CarriedClearing(Clearing.CLEARED) for row in cleared}
    ledger = carry_forward(blank, LastPeriod(asked, answered(asked, said)), clearings)
    cells = {row.id: {name: getattr(row, name) for name in fields} for row in ledger.rows}
    cells = {
        row: {name: value for name, value in of.items() if value not in ("", None)}
        for row, of in cells.items()
    }
    return {row: of for row, of in cells.items() if of}


def test_nothing_but_the_whitelist_is_carried(asked: Ledger, blank: Ledger) -> None:
    texts = {c.field: f"上期{c.title}" for c in ledger_columns() if c.filler is Filler.COUNTY}
    numbers = {"numerator": Decimal(3), "denominator": Decimal(4), "actual": Decimal(75), "rate": Decimal(1)}
    choices = {"status": Status.BEHIND, "clearing": Clearing.REQUESTED}
    everything = (
        texts | numbers | choices | {"previous": Decimal(50), "changes": "上期变化", "check": "上期提示"}
    )
    ledger = carry_forward(blank, LastPeriod(asked, answered(asked, {INCOME: everything})))
    new, was = ledger.row(INCOME), blank.row(INCOME)
    texts = {"person": "上期责任人及联系电话", "problems": "上期存在问题"}
    assert new == replace(was, previous=Decimal(75), **texts, raw=texts)
    assert [row for row in ledger.rows if row.id != INCOME] == [row for row in blank.rows if row.id != INCOME]


def test_the_declared_whitelist() -> None:
    assert {c.title: c.carried.value for c in ledger_columns() if c.carried} == {
        "责任人及联系电话": "text", "上期累计": "number", "存在问题": "open", "销号": "clearing",
    }  # fmt: skip


def test_a_number_is_carried_where_one_was_asked(asked: Ledger, blank: Ledger) -> None:
    said: Said = {
        CENTRES: {"actual": Decimal(0)},
        PILOT: {"actual": Decimal(1)},
        PAPER: {"actual": Decimal(5)},  # in a cell where nothing was asked
        INCOME: {"actual": None},
    }
    assert carried(asked, blank, said, "previous") == {
        CENTRES: {"previous": Decimal(0)},
        PILOT: {"previous": Decimal(1)},
    }


def test_a_number_in_another_unit_is_not_the_same_number(asked: Ledger, blank: Ledger) -> None:
    other = replace(asked, rows=tuple(replace(row, unit="家") for row in asked.rows))
    said: Said = {CENTRES: {"actual": Decimal(2)}}
    assert carried(asked, blank, said, "previous") == {CENTRES: {"previous": Decimal(2)}}
    assert carried(other, blank, said, "previous") == {}
    ledger = carry_forward(blank, LastPeriod(other, answered(other, said)))
    row = ledger.row(CENTRES)
    assert row
    assert row.changes == "计量单位由家改为个"


@pytest.mark.parametrize(
    ("status", "cleared", "problems", "open_still"),
    [
        (Status.BEHIND, (), "设备未到位", "设备未到位"),
        (Status.ON_SCHEDULE, (), "资金紧张", "资金紧张"),
        (None, (), "人手不足", "人手不足"),
        (Status.DONE, (), "设备未到位", ""),
        (Status.EXCEEDED, (), "设备未到位", ""),
        (Status.NOT_APPLICABLE, (), "本县无此类机构", ""),
        (Status.BEHIND, (PAPER,), "设备未到位", ""),
        (Status.BEHIND, (CENTRES,), "设备未到位", "设备未到位"),
        (Status.BEHIND, (), "无", ""),
        (Status.BEHIND, (), "—", ""),
        (Status.BEHIND, (), "同上", ""),
    ],
)
def test_open_problems_are_carried(
    asked: Ledger,
    blank: Ledger,
    status: Status | None,
    cleared: tuple[str, ...],
    problems: str,
    open_still: str,
) -> None:
    """What the county itself calls 已销号 closes nothing."""
    said: Said = {PAPER: {"status": status, "clearing": Clearing.CLEARED, "problems": problems}}
    expected = {PAPER: {"problems": open_still}} if open_still else {}
    assert carried(asked, blank, said, "problems", cleared=cleared) == expected


def test_a_measure_has_its_texts_once_and_its_problem_stays_until_all_rows_are_finished(
    asked: Ledger, blank: Ledger
) -> None:
    done, behind = {"status": Status.DONE}, {"status": Status.BEHIND}
    text = {"problems": "外转仍多", "person": "医改专班 0000-1"}
    fields = ("person", "problems")
    assert carried(asked, blank, {GROUPS: done | text, OUTFLOW: behind}, *fields) == {GROUPS: text}
    assert carried(asked, blank, {GROUPS: done | text, OUTFLOW: done}, *fields) == {
        GROUPS: {"person": "医改专班 0000-1"}
    }
    own = {"problems": "外转仍多"}
    assert carried(
        asked, blank, {GROUPS: done | {"problems": "已解决"}, OUTFLOW: behind | own}, "problems"
    ) == {GROUPS: own}


def test_where_the_first_row_of_a_measure_is_retired_the_next_one_has_its_texts(
    plan: Plan, line: RosterLine, period: Period, asked: Ledger
) -> None:
    now = lay_out_ledger(replace(plan, retired=(GROUPS,)), line, period)
    said: Said = {GROUPS: {"person": "医改专班"}, OUTFLOW: {"status": Status.BEHIND}}
    assert carried(asked, now, said, "person") == {OUTFLOW: {"person": "医改专班"}}


@pytest.mark.parametrize(
    ("clearing", "changes"),
    [
        (None, ""),
        (CarriedClearing(Clearing.REQUESTED), ""),
        (CarriedClearing(Clearing.CLEARED), "上期已销号"),
        (CarriedClearing(Clearing.REFUSED, "缺验收单"), "销号申请被退回：缺验收单"),
        (CarriedClearing(Clearing.NOT_REQUESTED, "复核未达标"), "销号后重新打开：复核未达标"),
    ],
)
@pytest.mark.parametrize("reported", [Clearing.CLEARED, Clearing.REQUESTED, None])
def test_the_next_ledger_shows_what_the_office_decided_and_why(
    asked: Ledger, blank: Ledger, clearing: CarriedClearing | None, changes: str, reported: Clearing | None
) -> None:
    """Whatever the last ledger said of itself, and also where none was accepted."""
    clearings = {PAPER: clearing} if clearing else {}
    shown = (clearing.state if clearing else None, None, changes)
    for last in (
        LastPeriod(asked, answered(asked, {PAPER: {"clearing": reported}})),
        LastPeriod(asked, None),
        None,
    ):
        row = carry_forward(blank, last, clearings).row(PAPER)
        assert row
        assert (row.clearing, row.status, row.changes) == shown


def test_rows_that_the_county_added_are_not_carried(asked: Ledger, blank: Ledger) -> None:
    own = replace(asked.rows[1], asked=None, actual=Decimal(9), person="某人", raw={"person": "某人"})
    accepted = replace(asked, rows=(own,))
    assert carry_forward(blank, LastPeriod(asked, accepted)) == blank


def test_what_has_changed_is_told_row_by_row(
    plan: Plan, line: RosterLine, period: Period, asked: Ledger
) -> None:
    services, records = plan.tasks
    centres = replace(services.measures[1].indicators[0], subject="县域医疗中心（含中医）")
    goal = replace(centres, target=replace(centres.target, value=Decimal(3)))
    measures = (
        services.measures[0],
        replace(services.measures[1], indicators=(goal,)),
        *services.measures[2:],
    )
    lead = replace(services.duties[0], unit="市医保局")
    amended = replace(services, measures=measures, duties=(lead, services.duties[1]), deadlines=())
    now = carry_forward(
        lay_out_ledger(replace(plan, tasks=(amended, records), retired=("T02.M04",)), line, period),
        LastPeriod(asked, None, ReportingState.RETURNED),
    )
    told = {row.id: row.changes for row in now.rows if row.changes}
    units = "牵头单位由市卫生健康委改为市医保局；配合单位由市财政局、市医保局改为市财政局"
    assert told == {
        "T01.M01.I1": units,
        CENTRES: f"量化指标由县域医疗中心改为县域医疗中心（含中医）；目标值由≥1改为≥3；{units}",
        PILOT: units,
        PAPER: f"{units}；完成时限由2022年9月30日前改为2022年12月31日前",
    }
    assert change_lines(now, LastPeriod(asked, None, ReportingState.RETURNED)) == (
        "上期退回未改，上期累计空白。",
        f"第1行（社区医院）：{units}。",
        f"第2行（县域医疗中心（含中医））：{told[CENTRES]}。",
        f"第3行（开展试点）：{units}。",
        f"第4行（9月底前印发实施方案）：{told[PAPER]}。",
        "已取消：持续开展健康宣传。",
    )


def test_units_without_a_lead_are_told_by_their_part(
    plan: Plan, line: RosterLine, period: Period, asked: Ledger
) -> None:
    services, records = plan.tasks
    first = records.duties[0]
    amended = replace(records, duties=(first, Duty("市财政局", Role.BY_DUTY, 0, first.span)))
    now = carry_forward(
        lay_out_ledger(replace(plan, tasks=(services, amended)), line, period), LastPeriod(asked, None)
    )
    assert [row.changes for row in now.rows] == [""] * 4 + [
        "责任单位（分工）由按职责分工负责：市卫生健康委、市发展改革委改为按职责分工负责：市卫生健康委、市财政局"
    ] * 5


def test_a_new_row_is_told_and_nothing_is_told_where_nothing_changed(
    plan: Plan, line: RosterLine, period: Period, asked: Ledger, blank: Ledger
) -> None:
    fewer = lay_out_ledger(replace(plan, retired=(PAPER,)), line, period.previous)
    last = LastPeriod(fewer, None, ReportingState.MISSING)
    now = carry_forward(blank, last)
    assert {row.id: row.changes for row in now.rows if row.changes} == {PAPER: "新增任务行"}
    assert change_lines(now, last) == (
        "上期未报，上期累计空白。",
        "第4行（9月底前印发实施方案）：新增任务行。",
    )
    unchanged = LastPeriod(asked, None)
    assert carry_forward(blank, unchanged) == blank
    assert change_lines(blank, unchanged) == ()


def test_a_first_period_starts_from_nothing(blank: Ledger) -> None:
    assert carry_forward(blank, None) is blank
    assert change_lines(blank, None) == ()


def test_the_last_ledger_of_anybody_else_is_refused(
    plan: Plan, line: RosterLine, other_line: RosterLine, period: Period, asked: Ledger, blank: Ledger
) -> None:
    hospital = replace(line, reporter=Reporter("990121", "县医院"))
    strangers = [
        lay_out_ledger(plan, other_line, period.previous),
        lay_out_ledger(plan, hospital, period.previous),
        lay_out_ledger(replace(plan, id="yunling-2021"), line, period.previous),
        lay_out_ledger(plan, line, period.previous.previous),
        blank,
    ]
    for stranger in strangers:
        with pytest.raises(ValueError, match="is not the last period of"):
            carry_forward(blank, LastPeriod(stranger, None))
        with pytest.raises(ValueError, match="is not the last period of"):
            carry_forward(blank, LastPeriod(asked, stranger))
