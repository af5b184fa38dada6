"""Measure words that follow a number in a plan, and the families inside which they convert."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MEASURE_WORDS = (
    "人次", "家次", "例次", "批次", "人", "名", "个", "家", "所", "项", "次", "例", "张", "套", "台", "辆", "种", "处",
    "支", "份", "条", "件", "期", "场", "户", "间", "座", "间次", "床", "篇", "部", "类", "批", "岁",
    "平方米", "公里", "元", "级", "分", "倍", "村", "乡镇",
)  # fmt: skip

_ENGLISH_MEASURES = frozenset(
    ("level", "levels", "yuan", "points", "times", "days", "hours", "minutes", "ratio")
)

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

# Words for one whole thing: 3家医院 and 3个医院 are as many. Not 人次, 级, 分 or what is measured.
PIECES = frozenset(
    [
        "个",
        "家",
        "所",
        "项",
        "张",
        "套",
        "台",
        "辆",
        "种",
        "处",
        "支",
        "份",
        "条",
        "件",
        "期",
        "场",
        "户",
        "间",
        "座",
        "床",
        "篇",
        "部",
        "类",
        "批",
        "村",
        "乡镇",
    ]
)

# What people count when they plan: never a date.
COUNTED = re.compile(
    "个工作日|工作日|人次|家次|人份|例次|批次|台次|剂次|场次|例|(?:平方米|公里|千克|亿元|万元|元)|分钟|小时|学时|课时|学分|DDDs?|倍"
    "|[岁天人名位个家所项次张套台辆种处支份条件期场户间座床篇部类批管组对剂吨克亩株栋幢艘架轮](?!分之)|分(?![之钟级类支院公])"
)
SHARES = "[%％]|‰|个?百分点|/10万|/十万|/万"
# By how many: 7.5张/千人.
PER = "/(?:千常住人口|千人口|千人|万人口|万人|十万人|10万人|人|床日|床|日|天|月|年)"
_AFTER_COUNT = re.compile(
    "月|工作日|小时|自然日|方面|层面|允许|统一|一批|一(?!级|类|线)|不|环节|维度|阶段|学时|百分点以外"
)
# Words that make a number with this unit the name of something: 3个月, 两个允许, 5部门, 9分钟.
NAMED_AFTER = {
    "个": _AFTER_COUNT,
    "项": re.compile("制"),
    "人": re.compile("民|均|大|才|员|口|群|力|工|社"),
    "部": re.compile("门|委|级"),
    "条": re.compile("件"),
    "期": re.compile("间"),
    "件": re.compile("事"),
    "类": re.compile("标准|医疗|区|技术"),
    "次": re.compile("均|卫生"),
    "级": re.compile("甲|乙"),
}


@dataclass(frozen=True)
class Measured:
    """A unit that is a target only for some things, and only where they are held to it."""

    of: re.Pattern[str]
    grows: re.Pattern[str] = re.compile("(?!)")


_ANYTHING = re.compile("")
MEASURED = {
    "岁": Measured(re.compile("寿命")),
    **dict.fromkeys(("个工作日", "工作日"), Measured(re.compile("时限|时间|周期|审批|办理|办结|拨付|结算|压缩"))),
    **dict.fromkeys(
        ("天", "小时", "分钟"),
        Measured(
            re.compile("住院日|待床日|天数|时间|时长|等候|候诊|预约|精准到|精确到|响应|用时|周期|时限|体育|运动|睡眠|培训|学习"),
            re.compile("(?:住院日|待床日|天数|时间|时长)为?$"),
        ),
    ),
    "分": Measured(re.compile("评分|得分|分数|满意度"), re.compile("(?:评分|得分|满意度)为?$")),
    "倍": Measured(_ANYTHING, re.compile("增[加长至]?|提高|扩大|翻")),
    **dict.fromkeys(("类", "批", "管", "克", "千克", "公里", "学时", "课时", "学分", "DDD", "DDDs", "位", "组", "对"),
                    Measured(_ANYTHING)),
}  # fmt: skip


# What one whole is in a unit of shares.
_WHOLES = {
    "%": Decimal(100),
    "‰": Decimal(1000),
    "/万": Decimal(10_000),
    "/10万": Decimal(100_000),
    "比": Decimal(1),
    "ratio": Decimal(1),
}
_PER_SO_MANY = re.compile(
    r"(?:/|per )(?P<figure>\d{1,3}(?:,\d{3})+)|(?:每|/|per )(?P<times>\d{0,4}) ?(?P<of>十万|万|千|百|hundred thousand|ten thousand|thousand|hundred)|^(?P<money>[百万])元(?=.)"
)
_SO_MANY = {
    "十万": 100_000, "万": 10_000, "千": 1000, "百": 100,
    "hundred thousand": 100_000, "ten thousand": 10_000, "thousand": 1000, "hundred": 100,
}  # fmt: skip


def whole_of(unit: str, per: str = "") -> Decimal | None:
    """By how much numerator ÷ denominator is multiplied to be in this unit (% 100, 每千人口 1000); None for no ratio."""
    if unit in _WHOLES:
        return _WHOLES[unit]
    found = _PER_SO_MANY.search(per) or _PER_SO_MANY.search(unit)
    if found and found["figure"]:
        return Decimal(found["figure"].replace(",", ""))
    return Decimal(int(found["times"] or 1) * _SO_MANY[found["of"] or found["money"]]) if found else None


def same_family(one: str, other: str) -> Decimal | None:
    """How many of the other unit one unit is; None when they do not convert."""
    if one == other:
        return Decimal(1)
    for family in FAMILIES:
        if one in family and other in family:
            return family[one] / family[other]
    return None


def in_pieces(unit: str) -> bool:
    """Whether the unit is a word for one whole thing; an English plan has the thing's own name there."""
    return unit in PIECES or (unit.isascii() and unit.isalpha() and unit not in _ENGLISH_MEASURES)
