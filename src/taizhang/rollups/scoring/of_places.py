"""What a place between reached of an item: its own figure, held to what those who report through it are held to together.

A city writes no ledger where its counties do, so nothing is asked of it but what is asked of them (decision 0037).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from taizhang.ledgers.targets import own_target
from taizhang.model.figure import Figure
from taizhang.model.grid import plain
from taizhang.model.plan import Comparator, Indicator, Method, Target
from taizhang.model.reporter import Reporter
from taizhang.model.scoring import ScoringItem
from taizhang.rollups.rollup import PlaceFigures
from taizhang.rollups.scoring.asked import AskedItem, Found
from taizhang.rollups.scoring.of_figures import denominator_of, finished_among, reached_by_figure
from taizhang.rollups.scoring.of_reporters import own_goal
from taizhang.rollups.scoring.of_units import asked_of_all
from taizhang.rollups.scoring.reached import NothingReached, Reached, facing


def found_below(found: Found, place: PlaceFigures) -> Found:
    """The cells of those alone who report through the place, and the figures that they come to."""
    inside = frozenset(place.reporters)
    tasks = {
        line.id: replace(line, states=tuple(one for one in line.states if one.reporter in inside))
        for line in found.tasks.values()
    }
    return replace(found, figures={figure.row: figure for figure in place.figures}, tasks=tasks)


def reached_in(place: PlaceFigures, asked: AskedItem, found: Found) -> Reached | NothingReached:
    """The item's value for the place, or why there is none; `found` is of the place alone."""
    if asked.row is None:
        return NothingReached("计划中没有这一行", due=False)
    if asked.row.indicator is None:
        return finished_among(asked, found)
    indicator, figure = asked.row.indicator, found.figures.get(asked.item.id)
    if indicator.source:
        return NothingReached(f"由{indicator.source}填报，不考核各地区", due=False)
    if figure is None or not figure.expected:
        return NothingReached("不涉及本地区", due=False)
    goal = goal_in(place, figure, asked.item, indicator, found)
    if goal is None:
        return NothingReached("没有分到本地区的目标值", due=False)
    below, least = denominator_of(figure), found.scoring.least_denominator
    if below is not None and below < least:
        why = f"分母{plain(below)}小于{plain(least)}，数量过小，不参加比较"
        return NothingReached(
            why, due=False, goal=str(goal), cells=tuple((one, "") for one in figure.contributions)
        )
    return reached_by_figure(figure, indicator, asked_of_all(asked, found), goal, found)


def goal_in(
    place: PlaceFigures, figure: Figure, item: ScoringItem, indicator: Indicator, found: Found
) -> Target | None:
    """The place's share of a split total, else what its reporters are held to; None where one of them is held to nothing."""
    share = found.plan.share_of(indicator.id, str(place.line.reporter))
    if share is not None:
        own = own_target(indicator, named=False, share=share)
        return facing(own, indicator) if own else None
    goals = [own_goal(one, item, indicator, found) for one in _held_to_it(figure, found)]
    held = [one for one in goals if one is not None]
    return _together(held, figure.method) if len(held) == len(goals) else None


def _held_to_it(figure: Figure, found: Found) -> Sequence[Reporter]:
    """Whoever gave no number to a sum is left out of its goal too, unless the settings count it for nothing."""
    told = [one for one in figure.expected if one not in figure.missing]
    leaves_out = figure.method is Method.SUM and not found.counts_missing
    return told if leaves_out and told else figure.expected


def _together(goals: Sequence[Target], method: Method) -> Target | None:
    """Sums to the sum, counts of places to all of them; a quotient or an extreme to the one goal that all have."""
    first = goals[0]
    match method:
        case Method.SUM if all(one.value_max is None for one in goals):
            return Target(first.comparator, sum((one.value for one in goals), Decimal(0)), first.unit)
        case Method.COUNT_MEETING:
            return Target(Comparator.AT_LEAST, Decimal(len(goals)), "个")
        case Method.SHARE_MEETING:
            return Target(Comparator.AT_LEAST, Decimal(100), "%")
        case Method.ALL_OF:
            return Target(Comparator.AT_LEAST, Decimal(1), "")
        case _:
            return first if all(one == first for one in goals) else None
