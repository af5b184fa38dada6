"""What two sources tell of one reporter counts once: its standing in a period, and the clearing of its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from clearing_histories import claim, item_of, step
from small_city import LINES, ROSTER, A, B, asked, plan_of

from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.submission import Submission
from taizhang.model.verdict import ReportingState, Verdict
from taizhang.model.words.status import Clearing
from taizhang.rollups.gathered import Gathered, put_together
from taizhang.rollups.period_standings import PeriodStandings, joined_periods
from taizhang.rollups.timeliness import ReporterState

PERIOD = Period.parse("2022Q3")
DUE = date(2022, 10, 5)
PLAN = plan_of(asked("T01.M01.I1", "新增床位", "100", "张"))


def sent(whose: Reporter, number: int, verdict: Verdict = Verdict.ACCEPTED) -> Submission:
    received = datetime(2022, 10, number, 9, tzinfo=UTC)
    return Submission(number, received, "", "台账.xlsx", f"{number:064}", 9, verdict, PLAN.id, whose, PERIOD)


def state(at: int, word: ReportingState, submission: Submission | None = None) -> ReporterState:
    return ReporterState(LINES[at], word, submission, submission)


def test_everybody_stands_once_in_a_period_as_who_has_its_ledger_says() -> None:
    back = sent(A, 2, Verdict.RETURNED)
    above = PeriodStandings(
        PERIOD, DUE, (state(0, ReportingState.MISSING), state(1, ReportingState.LATE, sent(B, 8)))
    )
    below = PeriodStandings(
        PERIOD,
        DUE,
        (state(0, ReportingState.ON_TIME, sent(A, 3)), state(1, ReportingState.MISSING)),
        (back,),
    )
    (joined,) = joined_periods([[above], [below], [below]])
    assert [(one.line.name, one.state) for one in joined.states] == [
        ("清河县", ReportingState.ON_TIME),
        ("白石县", ReportingState.LATE),
    ]
    assert joined.returned == (back,)


def test_a_row_is_cleared_once_as_who_knows_of_it_last_says() -> None:
    asked_for = claim("10-03", "2022Q3 已完成 申请中 验收单")
    older, newer = item_of(asked_for), item_of(asked_for, step("10-08", "已销号"))
    other = replace(older, row="T01.M05")
    sources = [
        Gathered(name, PLAN, ROSTER, (), (), clearings=items)
        for name, items in (("甲.db", (older, other)), ("乙.xlsx", (newer,)), ("丙.xlsx", (older,)))
    ]
    together = put_together(PLAN, PERIOD, sources)
    assert {item.row: item.state for item in together.clearings} == {
        "T01.M04": Clearing.CLEARED,
        "T01.M05": Clearing.REQUESTED,
    }
    assert together.clearings == (newer, other)
