"""A number that one unit reports is asked of that unit alone, and nobody else's answer stands in for it."""

from datetime import date

from taizhang.ledgers import lay_out_ledger
from taizhang.model.ledger import LedgerRow
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.plans import compile_plan
from taizhang.rollups import consolidate

TEXT = """云岭市深化医药卫生体制改革2022年重点工作任务

一、开展薪酬制度试点。选取2家市直医疗机构开展试点。新建村卫生室120所。(市卫生健康委、市财政局按职责分工负责)
"""
CITY, PERIOD = "990100", Period.parse("2022Q3")
COUNTY = RosterLine(Reporter("990101"), "碧潭县", Level.COUNTY, CITY)
UNIT = RosterLine(Reporter(CITY, "市卫生健康委"), "市卫生健康委", Level.CITY, CITY)


def plan() -> Plan:
    return compile_plan(TEXT)


def asked(line: RosterLine) -> dict[str, LedgerRow]:
    return {row.id: row for row in lay_out_ledger(plan(), line, PERIOD).rows}


def test_the_county_is_asked_for_status_only() -> None:
    row = asked(COUNTY)["T01.M01.I1"]
    assert (row.answer, row.asked and row.asked.target) == (Answer.STATUS, None)
    assert row.indicator.endswith("（数字由市卫生健康委填报）")
    assert asked(COUNTY)["T01.M02.I1"].answer is Answer.NUMBER


def test_the_unit_is_asked_for_its_number() -> None:
    row = asked(UNIT)["T01.M01.I1"]
    assert row.answer is Answer.NUMBER
    assert "填报" not in row.indicator


def test_the_rollup_names_the_unit_that_is_missing() -> None:
    rollup = consolidate(plan(), Roster((COUNTY,)), PERIOD, [], as_of=date(2022, 10, 15))
    figure = rollup.figure("T01.M01.I1")
    assert figure is not None
    assert (figure.value, figure.expected, figure.missing) == (
        None,
        (Reporter("", "市卫生健康委"),),
        (Reporter("", "市卫生健康委"),),
    )
    assert rollup.names()[Reporter("", "市卫生健康委")] == "市卫生健康委"
