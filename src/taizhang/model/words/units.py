"""Measure words that follow a number in a plan, and the families inside which they convert."""

from __future__ import annotations

import re
from decimal import Decimal

MEASURE_WORDS = (
    "人次", "例次", "批次", "人", "名", "个", "家", "所", "项", "次", "例", "张", "套", "台", "辆", "种", "处",
    "支", "份", "条", "件", "期", "场", "户", "间", "座", "间次", "床", "篇", "部", "类", "批", "岁",
    "平方米", "公里", "元", "级", "分", "倍", "村", "乡镇",
)  # fmt: skip

# By family: the unit and how many of the family's smallest it holds.
FAMILIES: tuple[dict[str, Decimal], ...] = (
    {
        "元": Decimal(1),
        "千元": Decimal(1000),
        "万元": Decimal(10_000),
        "百万元": Decimal(1_000_000),
        "亿元": Decimal(100_000_000),
    },
    {"人": Decimal(1), "名": Decimal(1), "万人": Decimal(10_000)},
    {"人次": Decimal(1), "万人次": Decimal(10_000)},
    {"%": Decimal(1), "‰": Decimal("0.1"), "/万": Decimal("0.01"), "/10万": Decimal("0.001")},
)

# What people count when they plan: never a date, an age or a length of time.
COUNTED = re.compile(
    "人次|例次|批次|(?:平方米|公里|亿元|万元|元)|分钟|小时|[岁天人名个家所项次例张套台辆种处支份条件期场户间座床篇部类批管]"
)


def same_family(one: str, other: str) -> Decimal | None:
    """How many of the other unit one unit is; None when they do not convert."""
    if one == other:
        return Decimal(1)
    for family in FAMILIES:
        if one in family and other in family:
            return family[one] / family[other]
    return None
