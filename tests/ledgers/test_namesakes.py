"""Two places of one name: the name alone tells neither; the place above before it does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhang.ledgers.lay_out import LedgerLayout
from taizhang.ledgers.namesakes import shared_names, unclear_names, with_full_names
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine

PERIOD = Period.parse("2022Q3")
PILOTS = "T01.M03.I1"  # 支持清河县、白石县开展试点


def place(code: str, name: str, above: str, level: Level = Level.COUNTY) -> RosterLine:
    return RosterLine(Reporter(code), name, level, above)


WEST, EAST, OTHER = (
    place("990121", "清河县", "990100"),
    place("990221", "清 河县", "990200"),
    place("990122", "白石县", "990100"),
)
ROSTER = Roster(
    (
        place("990100", "云岭市", "990000", Level.CITY),
        place("990200", "海川市", "990000", Level.CITY),
        WEST,
        OTHER,
        EAST,
        RosterLine(Reporter("990122", "县医院"), "清河县", Level.COUNTY, "990122"),
    )
)


def naming(plan: Plan, *names: str) -> Plan:
    """The plan whose pilots are these."""
    task, *others = plan.tasks
    first, second, pilots, last = task.measures
    (indicator,) = pilots.indicators
    named = replace(pilots, indicators=(replace(indicator, names=names),))
    return replace(plan, tasks=(replace(task, measures=(first, second, named, last)), *others))


def asked_of(plan: Plan) -> dict[str, tuple[str, bool]]:
    """What 目标值 says, and whether the row is asked."""
    layout = LedgerLayout(plan, PERIOD, roster=ROSTER)
    rows = {line.reporter.code: layout.ledger(line).row(PILOTS) for line in (WEST, EAST, OTHER)}
    return {code: (row.target, row.concerns) for code, row in rows.items() if row}


def test_who_shares_a_name() -> None:
    assert shared_names(ROSTER) == {"清河县": ("990121", "990221")}
    assert shared_names(None) == {}
    assert with_full_names({"河西": "990122"}, ROSTER) == {
        "云岭市清河县": "990121", "海川市清河县": "990221", "河西": "990122",
    }  # fmt: skip


def test_neither_of_two_is_taken_for_the_one_named(plan: Plan) -> None:
    assert unclear_names(plan, ROSTER) == {"清河县": ("990121", "990221")}
    assert asked_of(plan) == {"990121": ("", True), "990221": ("", True), "990122": ("是", True)}


def test_the_full_name_is_clear(plan: Plan) -> None:
    clear = naming(plan, "海川市清河县", "白石县")
    assert unclear_names(clear, ROSTER) == {}
    assert asked_of(clear) == {"990121": ("不涉及", False), "990221": ("是", True), "990122": ("是", True)}


@pytest.mark.parametrize("names", [("白石县",), ()])
def test_a_name_that_the_plan_does_not_give(plan: Plan, names: tuple[str, ...]) -> None:
    named = unclear_names(naming(plan, *names), ROSTER)
    assert named == (
        {} if names else {"清河县": ("990121", "990221")}
    )  # without a list the sentence itself counts


def test_a_measure_that_is_asked_no_more_names_nobody(plan: Plan) -> None:
    assert unclear_names(replace(plan, retired=("T01.M03",)), ROSTER) == {}
