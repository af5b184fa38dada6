"""Money: a sum is a target where it is raised or held to, and never as the parameter of a policy."""

from __future__ import annotations

import re

from taizhang.plans.chinese.comparators import comparator_after, comparator_before

_RAISED = re.compile(
    "争取|到位|(?<!总)投资|筹集|投入|拨付|追回|化解|压减|清偿|偿还|(?:落实|安排|下达)[^,，;；。]{0,12}(?:资金|经费)"
)
_POLICY = re.compile(
    "补助(?!资金)|标准|每人|每床|每个|人均|定额|价格|缴费|限额|封顶线?(?!,|，)|起付|奖励|补贴|报销|每月|诊[疗查]费|服务费|收费|工资|薪酬"
)
_FLOOR = re.compile(
    "标准(?:达到|提高到|提高至|为)?(?:每人每年|人均|每人)?(?:不低于|不少于)$"
)  # whoever sets the standard reaches it
_DESCRIBES = re.compile("的|以[上下]的|(?:的)?标准")
_SAYS_OF_WHAT = 4  # characters: fewer are only a word of comparison


def is_aimed_money(text: str, start: int, end: int) -> bool:
    """Whether the sum between start and end is to be reached or kept, and no policy's parameter (每人每年…元)."""
    led = text[max(0, start - 30) : start]
    *_, earlier, own = ["", *re.split("[,，;；。]", led)]
    if len(own) <= _SAYS_OF_WHAT and not _RAISED.search(own):
        own = earlier + own  # …补助标准提高5元，达到84元
    if _FLOOR.search(led):
        return True
    if _POLICY.search(own) or _DESCRIBES.match(text, end):
        return False
    return bool(_RAISED.search(led) or comparator_before(text, start)[0] or comparator_after(text, end)[0])
