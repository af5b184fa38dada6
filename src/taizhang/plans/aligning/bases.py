"""What a number is counted over: each place, a share of the places, a share of institutions, a total …"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from taizhang.model.plan import Kind, Scope, Target
from taizhang.model.words.qualifiers import PER_HEAD
from taizhang.plans.aligning.asked import Asked

_SHARES = {"%": Decimal(1), "‰": Decimal("0.1")}
_PER_HEAD = re.compile(PER_HEAD)
_GROWTH = "个百分点"
_LARGE = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1_000)}


class Base(StrEnum):
    """What a number is counted over, in words for an official."""

    EACH_PLACE = "每个地方各自的数"
    SHARE_OF_PLACES = "地方个数的占比"
    NAMED_PLACES = "点名的地方"
    PLACES = "地方的个数"
    SHARE = "比例"
    LEVEL = "等级"
    GROWTH = "增减的百分点"
    PER_HEAD = "人均或按人口的数"
    COUNT = "总数"
    DAY = "完成时间"


def base_of(asked: Asked) -> Base:
    """A level and a share keep their base whichever institutions they are asked of."""
    indicator = asked.indicator
    if indicator is None:
        return Base.DAY
    if indicator.scope is Scope.NAMED:
        return Base.NAMED_PLACES
    if indicator.target.unit == _GROWTH:
        return Base.GROWTH
    if indicator.kind is Kind.LEVEL:
        return Base.LEVEL
    if indicator.scope is Scope.SHARE_OF_PLACES:
        return Base.SHARE_OF_PLACES
    if indicator.scope is Scope.EACH_PLACE:
        return (
            Base.EACH_PLACE
            if indicator.target.unit not in _SHARES or indicator.kind is not Kind.YES_NO
            else Base.SHARE_OF_PLACES
        )
    if indicator.target.unit in _SHARES:
        return Base.SHARE
    if _PER_HEAD.search(f"{indicator.per} {asked.words}"):
        return Base.PER_HEAD
    return Base.PLACES if indicator.kind is Kind.YES_NO else Base.COUNT


def plain_values(target: Target) -> tuple[Decimal, Decimal | None]:
    """The target's value, and the upper end of a range, in % or in ones: 5‰ is 0.5, 2万 is 20000."""
    factor = _SHARES.get(target.unit) or _LARGE.get(target.unit[:1], Decimal(1))
    return target.value * factor, target.value_max * factor if target.value_max is not None else None
