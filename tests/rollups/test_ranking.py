"""The ranking: equal shares rank equal, and few tasks are not compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from taizhang.model.figure import Light
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster
from taizhang.rollups import Report, Rollup, consolidate
from taizhang.rollups.draw import draw_rollup
from taizhang.rollups.ranking import LEAST_JUDGED, Ranked, ranking

LIGHTS = {"绿": Light.GREEN, "黄": Light.YELLOW, "红": Light.RED, "—": Light.NONE}


@pytest.fixture
def with_lights(plan: Plan, roster: Roster, period: Period, as_of: date) -> Callable[..., Rollup]:
    """A rollup of the roster's first places, each with the lights of the four tasks as a word: 绿绿黄—."""

    def lit(*words: str) -> Rollup:
        some = Roster(roster.lines[: len(words)])
        rollup = consolidate(plan, some, period, [], as_of=as_of)
        tasks = tuple(
            replace(
                task,
                states=tuple(
                    replace(state, light=LIGHTS[word[number]])
                    for state, word in zip(task.states, words, strict=True)
                ),
            )
            for number, task in enumerate(rollup.tasks)
        )
        return replace(rollup, tasks=tasks)

    return lit


def test_equal_shares_rank_equal_and_the_next_rank_is_left_out(with_lights: Callable[..., Rollup]) -> None:
    rollup = with_lights("绿黄黄黄", "绿绿绿绿", "绿绿黄黄", "黄黄黄黄", "绿红绿黄", "绿绿绿黄")
    found = [(rollup.lines[one.position].name, one.rank, one.share) for one in ranking(rollup)]
    assert found == [
        ("白石县", 1, Fraction(1)),
        ("双河市", 2, Fraction(3, 4)),
        ("青松县", 3, Fraction(1, 2)),
        ("云岭区", 3, Fraction(1, 2)),
        ("清河县", 5, Fraction(1, 4)),
        ("石桥县", 6, Fraction(0)),
    ]


def test_shares_are_compared_exactly(with_lights: Callable[..., Rollup]) -> None:
    ranks = [one.rank for one in ranking(with_lights("绿绿黄—", "绿绿黄—", "绿绿绿黄"))]
    assert ranks == [1, 2, 2]


def test_few_tasks_are_not_ranked_and_push_nobody_down(with_lights: Callable[..., Rollup]) -> None:
    assert LEAST_JUDGED == 3
    assert ranking(with_lights("————", "绿绿——", "绿绿黄—", "黄黄——", "绿黄黄黄")) == (
        Ranked(2, 2, 3, 1),
        Ranked(4, 1, 4, 2),
        Ranked(1, 2, 2),
        Ranked(3, 0, 2),
        Ranked(0, 0, 0),
    )


def test_the_workbook_ranks_by_the_same_rule(with_lights: Callable[..., Rollup]) -> None:
    overview = draw_rollup(with_lights("绿绿——", "绿绿黄—", "绿黄黄黄"))[0]
    header = next(row for (row, column), one in overview.cells.items() if one.value == "名次")
    assert (
        overview.cells[header - 1, 1].value
        == "三、各填报单位亮灯情况（按绿灯占比排名，已亮灯任务不足3项的不参加）"
    )
    rows = [
        (overview.cells[row, 2].value, str(overview.cells[row, 1].value))
        for row in range(header + 1, header + 4)
    ]
    assert rows == [("白石县", "1"), ("青松县", "2"), ("清河县", "—")]
    compared = {one.parameter for one in overview.derivations if one.how == "名次"}
    assert compared == {f"总览!G{header + 1}:G{header + 2}"}


def test_nobody_at_all_is_no_trouble(
    plan: Plan, period: Period, as_of: date, report: Callable[..., Report], read_grids: Callable[..., Grid]
) -> None:
    assert ranking(consolidate(plan, Roster(()), period, [], as_of=as_of)) == ()
