from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.ledgers import lay_out_ledger
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.plans import compile_plan

SHARED = Path(__file__).parents[2] / ".." / "shared" / "plans"

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = sorted(SHARED.glob("000_*.txt"))
    if not found:
        pytest.skip("the real plan documents are not beside the repository")
    return compile_plan(found[0].read_text(encoding="utf-8"))


def choices(plan: Plan, code: str, name: str) -> set[str]:
    """What stands in 目标值 of the 是/否 rows over the eight named counties."""
    line = RosterLine(Reporter(code), name, Level.COUNTY, reports_to="130100")
    ledger = lay_out_ledger(plan, line, Period.parse("2022Q3"))
    asked = (row.asked for row in ledger.rows if row.asked and row.answer is Answer.YES_NO)
    named = {item.row.id for item in asked if item.row.indicator and len(item.row.indicator.names) == 8}
    return {row.target for row in ledger.rows if row.id in named}


def test_only_the_named_counties_are_to_answer_yes(plan: Plan) -> None:
    assert choices(plan, "130123", "正定县") == {"是"}
    assert choices(plan, "130102", "长安区") == {""}
