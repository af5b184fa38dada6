"""Pace (序时方式): how the way to a target is spread over its time; and the plan's own milestones (里程碑)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from taizhang.model.words.status import Status


class Pace(StrEnum):
    """How much of the way is due as the time passes."""

    MONTH = "month"  # an equal part with every month
    QUARTER = "quarter"  # an equal part with every quarter that is over
    DAY = "day"  # an equal part with every day
    ONCE = "once"  # 一次性: nothing before the deadline, then all
    LASTING = "lasting"  # 长期坚持: never late


@dataclass(frozen=True, slots=True)
class Milestone:
    """What has to be there by a day: a share of the target, a number, or a status."""

    day: date
    share: Decimal | None = None  # in % of the target
    value: Decimal | None = None
    unit: str = ""  # as it was written after the value; "" for the indicator's own
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """How one indicator, measure or task is spread over its time, where it is not as the plan's others are."""

    id: str
    pace: Pace | None = None
    milestones: tuple[Milestone, ...] = ()  # by their days


def reached(milestones: Iterable[Milestone], day: date) -> Milestone | None:
    """The newest of the milestones whose day has come; None before the first."""
    due = [one for one in milestones if one.day <= day]
    return max(due, key=lambda one: one.day) if due else None
