"""What the milestones of a line or a task may not say together with its target and its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from taizhang.model.grid import plain
from taizhang.model.pace import Milestone, Pace, Timing
from taizhang.model.plan import Answer, Direction, Indicator, Plan
from taizhang.plans.changing.spots import Spot, spots

_Fault = tuple[str, str]  # what is wrong, and what to do


def faults_of_milestones(plan: Plan, timing: Timing) -> Iterator[_Fault]:
    """Every fault of the milestones that one id was given."""
    spot = next((one for one in spots(plan) if one.id == timing.id), None)
    indicator = spot.indicator if spot else None
    if timing.pace in (Pace.ONCE, Pace.LASTING):
        yield "序时方式是一次性或长期坚持，里程碑用不上", "请清空里程碑，或改选序时方式"
    yield from _of_days(plan, timing.milestones, _deadline(spot))
    yield from _of_numbers(timing.milestones, indicator)
    for one, other in pairwise(timing.milestones):
        if _falls_back(one, other, indicator):
            yield (
                f"{other.day.isoformat()}的里程碑比{one.day.isoformat()}的要求还低",
                "请核对，越往后要求应越高",
            )


def _deadline(spot: Spot | None) -> date | None:
    return spot.indicator.deadline if spot and spot.indicator else None


def _of_days(plan: Plan, milestones: tuple[Milestone, ...], deadline: date | None) -> Iterator[_Fault]:
    for one in milestones:
        if one.day < plan.starts_on:
            yield (
                f"里程碑{one.day.isoformat()}早于计划的起算日{plan.starts_on.isoformat()}",
                "请核对年份和日期",
            )
        if deadline and one.day > deadline:
            yield f"里程碑{one.day.isoformat()}晚于时限{deadline.isoformat()}", "请核对日期"
    days = [(one.day, one.status is None) for one in milestones]
    for day, _ in dict.fromkeys(one for one in days if days.count(one) > 1):
        yield f"{day.isoformat()}写了两个里程碑", "请只留一个"


def _of_numbers(milestones: tuple[Milestone, ...], indicator: Indicator | None) -> Iterator[_Fault]:
    for one in milestones:
        if one.share is not None and not 0 < one.share <= 100:
            yield f"里程碑达到目标的{plain(one.share)}%，应在0到100之间", "请核对"
        if one.value is not None and (indicator is None or indicator.answer is Answer.STATUS):
            yield "这里没有数量指标，里程碑不能写数值", "请写达到目标的百分之几，或写序时推进、已完成"
        elif one.value is not None and indicator and one.unit not in ("", indicator.target.unit):
            yield _other_unit(one, indicator)


def _other_unit(one: Milestone, indicator: Indicator) -> _Fault:
    """A share of the target is what a % beside a count most likely means."""
    value = plain(one.value) if one.value is not None else ""
    says = f"里程碑写了{value}{one.unit}，指标的单位是“{indicator.target.unit}”"
    fix = (
        f"占目标值百分之几的，请写成“达到目标的{value}%”"
        if one.unit == "%"
        else "请换算成指标的单位，或去掉单位"
    )
    return says, fix


def _falls_back(one: Milestone, other: Milestone, indicator: Indicator | None) -> bool:
    if one.share is not None and other.share is not None:
        return other.share < one.share
    if one.value is None or other.value is None:
        return False
    lower = indicator is not None and (
        indicator.direction is Direction.LOWER or indicator.target.comparator.is_upper_limit
    )
    return other.value > one.value if lower else other.value < one.value
