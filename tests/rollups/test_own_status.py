"""The filler states the status, the product works out its own, and 县区明细 shows both; clearing is an axis of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from small_city import A, Rounds, asked, plan_of, report

from taizhang.books import write_rollup
from taizhang.model.figure import Light
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.plan import Kind, Method, Plan, Scope
from taizhang.model.schedule import schedule_of
from taizhang.model.words.status import Clearing, Status
from taizhang.rollups.own_status import differs, own_status

EACH = {"scope": Scope.EACH_PLACE, "method": Method.COUNT_MEETING}
BEDS, LIMIT, BUILT = "T01.M01.I1", "T01.M02.I1", "T01.M03.I1"
YES, BARE = "T01.M04.I1", "T01.M99"
PLAN = plan_of(
    asked(BEDS, "开放床位", ">=100", "张", **EACH),
    asked(LIMIT, "候诊时间", "<=30", "分钟", **EACH),
    asked(BUILT, "建成医疗中心", "1", "个", **EACH),
    asked(YES, "紧密型医共体", "1", "个", kind=Kind.YES_NO, **EACH),
    bare="开展健康宣传。",
)
S = Status


def own(row: str, said: Status | None, actual: str | None, period: str, plan: Plan = PLAN) -> str:
    """Our word, with a mark where it says otherwise than the filler's."""
    cells: dict[str, object] = {"status": said} if said else {}
    if actual is not None:
        cells["actual"] = Decimal(actual)
    found = report(plan, A, period, {row: cells}).ledger.row(row)
    assert found is not None
    when = Period.parse(period)
    judged = own_status(found, schedule_of(plan, when, when.following.start.replace(day=12)))
    return f"{judged or '—'}{'≠' if differs(said, judged) else ''}"


@pytest.mark.parametrize(
    ("row", "said", "actual", "period", "ours"),
    [
        (BEDS, S.DONE, "100", "2022Q3", "已完成"),
        (BEDS, S.EXCEEDED, "100", "2022Q3", "已完成"),
        (BEDS, S.ON_SCHEDULE, "100", "2022Q3", "已完成"),  # reached, and the work goes on
        (BEDS, S.BEHIND, "100", "2022Q3", "已完成≠"),
        (BEDS, S.ON_SCHEDULE, "75", "2022Q3", "序时推进"),
        (BEDS, S.DONE, "75", "2022Q3", "序时推进≠"),
        (BEDS, S.BEHIND, "75", "2022Q3", "序时推进≠"),
        (BEDS, S.ON_SCHEDULE, "74", "2022Q3", "滞后≠"),
        (BEDS, S.BEHIND, "0", "2022Q3", "滞后"),
        (BEDS, S.NOT_STARTED, "0", "2022Q3", "滞后≠"),
        (BEDS, S.BEHIND, "99", "2022Q4", "逾期未完成≠"),
        (BEDS, S.OVERDUE, "99", "2022Q4", "逾期未完成"),
        (BEDS, None, "74", "2022Q3", "滞后"),
        (BEDS, S.NOT_APPLICABLE, "74", "2022Q3", "—"),
        (BEDS, S.ON_SCHEDULE, None, "2022Q3", "—"),
        (BEDS, S.ON_SCHEDULE, None, "2022Q4", "逾期未完成≠"),
        (LIMIT, S.ON_SCHEDULE, "20", "2022Q3", "序时推进"),  # kept so far
        (LIMIT, S.DONE, "20", "2022Q4", "已完成"),
        (LIMIT, S.ON_SCHEDULE, "31", "2022Q3", "滞后≠"),
        (BUILT, S.NOT_STARTED, "0", "2022Q3", "—"),  # it is there or not: before its day nothing follows
        (BUILT, S.NOT_STARTED, "0", "2022Q4", "逾期未完成≠"),
        (BUILT, S.DONE, "1", "2022Q3", "已完成"),
        (YES, S.ON_SCHEDULE, "0", "2022Q3", "—"),
        (YES, S.BEHIND, "1", "2022Q3", "已完成≠"),
        (YES, S.DONE, "0", "2022Q4", "逾期未完成≠"),
        (BARE, S.ON_SCHEDULE, None, "2022Q3", "—"),
        (BARE, S.ON_SCHEDULE, None, "2022Q4", "逾期未完成≠"),
        (BARE, S.DONE, None, "2022Q4", "—"),
        (BARE, None, None, "2022Q4", "—"),
    ],
)
def test_our_own_word(row: str, said: Status | None, actual: str | None, period: str, ours: str) -> None:
    assert own(row, said, actual, period) == ours


def details(grids: tuple[Grid, ...]) -> list[Mapping[str, str]]:
    sheet = next(grid for grid in grids if grid.sheet == "县区明细")
    titles = {sheet.text(3, column): column for column in range(1, sheet.last_column + 1)}
    return [
        {title: sheet.text(row, column) for title, column in titles.items()}
        for row in range(4, sheet.last_row + 1)
    ]


def test_both_words_and_the_clearing_stand_side_by_side(
    read_grids: Callable[[bytes], tuple[Grid, ...]],
) -> None:
    cells = {
        BEDS: {"actual": Decimal(74), "status": S.ON_SCHEDULE, "clearing": Clearing.CLEARED},
        LIMIT: {"actual": Decimal(20), "status": S.ON_SCHEDULE},
        BARE: {"status": S.DONE, "clearing": Clearing.REQUESTED},
    }
    rolled = Rounds(PLAN, {"2022Q3": {A: cells}}).rollup("2022Q3")
    shown = {row["行标识"]: row for row in details(read_grids(write_rollup(rolled)))}
    columns = ("完成状态", "系统判定", "亮灯", "销号")
    assert {row: tuple(shown[row][title] for title in columns) for row in (BEDS, LIMIT, BARE)} == {
        BEDS: ("序时推进", "滞后（与填报不同）", "黄", "已销号"),
        LIMIT: ("序时推进", "序时推进", "绿", ""),
        BARE: ("已完成", "", "绿", "申请中"),
    }


@pytest.mark.parametrize("clearing", [None, *Clearing])
def test_clearing_changes_no_status_light_or_figure(clearing: Clearing | None) -> None:
    def rolled(said: Clearing | None) -> tuple[object, ...]:
        cells = {
            row: {"actual": Decimal(40), "status": S.OVERDUE, "clearing": said}
            for row in (BEDS, LIMIT, BUILT)
        }
        rollup = Rounds(PLAN, {"2022Q3": {A: cells}}).rollup("2022Q3")
        states = [(state.word, state.light) for task in rollup.tasks for state in task.states]
        values = [(one.value, one.light) for one in rollup.figures]
        return states, values, [(one.light, one.own, one.late) for one in rollup.details]

    assert rolled(clearing) == rolled(None)
    assert rolled(clearing)[0] == [("逾期未完成", Light.RED)] + [("未报", Light.NONE)] * 3
