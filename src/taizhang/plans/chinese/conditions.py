"""Conditions: numbers that say of whom a sentence speaks, or in which case, and not what is to be reached."""

from __future__ import annotations

import re

from taizhang.model.plan import Comparator
from taizhang.model.words.targets import INSTITUTIONS, PLACES
from taizhang.plans.chinese.amount import Amount

_SIZES = ("人", "名", "张", "床", "户", "平方米", "元", "万元", "亿元", "位", "倍", "次", "例")
_WHOSE = re.compile(f"的(?!比例|目标|任务|要求)|[^,，;；。、的]{{0,6}}?(?:{INSTITUTIONS})")
_SIZED_BEDS = re.compile(f"床位?(?:数)?(?:及)?以[上下]的?[^,，;；。、]{{0,6}}?(?:{INSTITUTIONS})")
_ON_WHOM = re.compile("依托[^,，;；。]{0,40}$")
_WEIGHTS = re.compile("(?:权重|总分|分值|得分)[^,，;；。]{0,8}$")
_SHARED_COST = re.compile(
    "(?:补偿|承担|分担(?:比例)?为?|计提|提取|消化|扣[减除罚]|自付|出资|补助|奖励|留用|调整[为到至])$"
)
# 负债率低于50%的医院: the rate says which hospitals.
_RATED = re.compile("(?:率|占比|比例|比重)(?:低于|高于|超过?|不足|大于|小于|达到)$")
_OF_WHOM = re.compile(f"(?:以[上下])?的[^,，;；。、的]{{0,10}}?(?:{INSTITUTIONS}|{PLACES})")
_IN_CASE = re.compile(
    "的[,，;；:：]|的?(?:为|评为|评定为|视为)(?:优|良|合格|不)|起步|的[^,，;；。]{0,12}(?:约谈|通报|奖励|表扬|扣[减罚]|问责|处罚|予以|给予)"
)


def is_condition(text: str, amount: Amount) -> bool:
    """600人以上的学校 says which schools; 达到90%的，予以奖励 says in which case; who pays which share is no aim."""
    if _IN_CASE.match(text, amount.end):
        return True
    if text[: amount.start].endswith(("第", "满", "每", "前")):
        return amount.bare
    if amount.level:
        return bool(_WHOSE.match(text, amount.end)) and text.startswith("的", amount.end)
    if (
        amount.unit in ("个", "家", "所")
        and amount.bare
        and _ON_WHOM.search(text, max(0, amount.start - 60), amount.start)
    ):
        return True
    if amount.unit == "%" and amount.bare and _WEIGHTS.search(text, max(0, amount.start - 20), amount.start):
        return True
    if amount.unit == "%" and amount.bare and _SHARED_COST.search(text, 0, amount.start):
        return True
    if (
        amount.unit == "%"
        and _RATED.search(text, max(0, amount.start - 16), amount.start)
        and _OF_WHOM.match(text, amount.end)
    ):
        return True
    if amount.unit not in _SIZES:
        return False
    if _SIZED_BEDS.match(text, amount.end):
        return True
    held_after = text[: amount.end].endswith(("上", "下", "内"))
    sized = held_after and amount.comparator in (Comparator.AT_LEAST, Comparator.AT_MOST)
    return sized and bool(_WHOSE.match(text, amount.end))
