"""One line of a score: an item's points, or why there are none; and what makes up for those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from taizhang.model.grid import plain
from taizhang.model.quantity import half_up
from taizhang.model.scoring import Missing, Scoring
from taizhang.rollups.methods import Refusal
from taizhang.rollups.scoring.arithmetic import Arithmetic, times
from taizhang.rollups.scoring.asked import AskedItem
from taizhang.rollups.scoring.manners import points_for
from taizhang.rollups.scoring.reached import NothingReached, Reached
from taizhang.rollups.scoring.score import LineKind, ScoreLine


def item_line(
    asked: AskedItem, reached: Reached | NothingReached, scoring: Scoring, share: Decimal = Decimal(1)
) -> ScoreLine:
    """The item's line for what was reached; `share` of its points where only a part is answered for."""
    blank = ScoreLine(
        LineKind.ITEM, asked.item.id, asked.name, asked.item.manner, None,
        goal=reached.goal, cells=reached.cells, silent=reached.silent, clause=asked.clause,
    )  # fmt: skip
    possible = asked.item.weight * share
    if isinstance(reached, NothingReached):
        return _without_value(blank, reached, scoring, possible)
    given = points_for(asked.item, reached.value, reached.target)
    if isinstance(given, Refusal):
        return replace(blank, value=reached.told, note=f"不计分：{given.says}")
    worked = times(given.worked, share) if given.worked.exact else given.worked
    return replace(
        _with_points(blank, worked, scoring.places),
        possible=possible,
        value=reached.told,
        note="；".join(filter(None, (given.note, reached.note))),
    )


def _without_value(
    blank: ScoreLine, reached: NothingReached, scoring: Scoring, possible: Decimal
) -> ScoreLine:
    """0 points where it was due and the settings say so; else the item is not scored. The reason stands in both."""
    if reached.due and scoring.missing is Missing.ZERO:
        line = _with_points(blank, Arithmetic("0", Fraction(0)), scoring.places)
        return replace(line, possible=possible, absent=reached.why, note=f"{reached.why}，按设置记0分")
    absent = reached.why if reached.due else ""
    return replace(blank, absent=absent, note=f"不计分：{reached.why}")


def _with_points(line: ScoreLine, worked: Arithmetic, places: int) -> ScoreLine:
    points = half_up(worked.exact, places)
    return replace(line, points=points, formula=worked.comes_to(places))


def conversion(items: Sequence[ScoreLine], scoring: Scoring) -> Iterator[ScoreLine]:
    """What was not scored is made up in the proportion of what was; points above the weight are not multiplied."""
    scored = [one for one in items if one.points is not None and one.possible is not None]
    possible = sum((one.possible or Decimal(0) for one in scored), Decimal(0))
    if not scoring.converts or not possible or possible == scoring.full:
        return
    base = sum((min(one.points or Decimal(0), one.possible or Decimal(0)) for one in scored), Decimal(0))
    exact = Fraction(base) * Fraction(scoring.full - possible) / Fraction(possible)
    shown = f"{plain(base)}×({plain(scoring.full)}-{plain(possible)})÷{plain(possible)}"
    line = ScoreLine(LineKind.CONVERSION, "", "不计分项折算", None, None, goal=f"满分{plain(scoring.full)}分")
    note = f"{len(items) - len(scored)}项不计分，按已计分各项的得分率补足"
    yield replace(_with_points(line, Arithmetic(shown, exact), scoring.places), note=note)
