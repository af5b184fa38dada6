"""Whose numbers an item's settings are about: each reporter's, the whole's, or either's alike.

Steps, differences and bonuses are written in numbers. 每差1名扣1分 of each county's doctors says nothing of how many counties
have enough of them, and steps over a city's total say nothing of a county's part.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from taizhang.model.plan import Indicator, Method, Plan, Scope
from taizhang.model.scoring import Manner, ScoringItem

_ALIKE = (Method.RATIO_OF_SUMS, Method.MAX, Method.MIN, Method.LAST)
_IN_NUMBERS = (Manner.STEP, Manner.DEDUCT, Manner.BONUS)
BY_RATE_INSTEAD = "计分办法按各单位的数定，汇总数按完成率计分"


class MeantFor(StrEnum):
    """Whose numbers the settings are about."""

    EACH = "each"
    WHOLE = "whole"
    EITHER = "either"


def meant_for(item: ScoringItem, indicator: Indicator, plan: Plan) -> MeantFor:
    """A quotient or an extreme is of the same size for one and for all."""
    if indicator.method in _ALIKE:
        return MeantFor.EITHER
    own = indicator.scope in (Scope.EACH_PLACE, Scope.NAMED) or item.held_to is not None
    return MeantFor.EACH if own or any(one.id == item.id for one in plan.splits) else MeantFor.WHOLE


def for_the_whole(item: ScoringItem, indicator: Indicator, plan: Plan) -> ScoringItem:
    """The item as it is scored over everybody: by the rate where its settings are about each one's number."""
    if item.manner in _IN_NUMBERS and meant_for(item, indicator, plan) is MeantFor.EACH:
        return replace(item, manner=Manner.PROPORTIONAL)
    return item
