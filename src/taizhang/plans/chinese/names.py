"""Whose number a target is: the places or houses named in front of a count, and what it holds for one by one."""

from __future__ import annotations

import re

from taizhang.model.words.targets import PLACES
from taizhang.plans.chinese.amount import Amount
from taizhang.plans.chinese.sentences import MASK, TIME_MASK

_EACH = re.compile(
    rf"(?P<per>(?:每(?:一)?[个家所]?|各)(?:[县市区村镇乡]|社区|{PLACES}|[^\d,，、;；]{{1,10}}?(?:省份|省|县|市|区|乡镇|街道|社区|村|机构|医院|医共体|卫生院|卫生室|中心|家庭|团队|集团|片区|企业))(?:[(（][^)）]{{1,8}}[)）])?)"
    r"(?=至少|不少于|不低于|均|都|应|要|须|有|建|设|配|完成|打造|培育|创建|达|选|确定|推|新增|重点|原则|办|开展|拥有|安排|选派|遴选|至多|不超过|力争|支持|每|\d)"
)
RATE_PER = re.compile(
    r"每\d{0,3}(?:千|万|百|十万)(?:名|个)?(?:常住|农村|服务)?(?:人口|人|居民)?|[百万]元(?:医疗|业务)?收入"
)
_NAMES = re.compile(
    f"(?P<names>(?:[^、,，。;；:：{MASK}]{{2,10}}(?:县|市|区|旗)、)+[^、,，。;；:：]{{2,10}}?(?:县|市|(?<![院园社病校地小景])区|旗))等?$"
)
_NAME = f"(?:[^、,，。;；:：()（）{MASK}{TIME_MASK}\\d]{{2,16}}(?:医院|院|中心|县|市|区|州|盟|旗|镇|乡|街道)|[一-龥]{{2,3}})"
_LISTED = re.compile(f"(?P<names>(?:{_NAME}、){{1,30}}{_NAME})$")
_LIST_LEAD = re.compile(
    "^.*(?:在|对|以|推动|支持|指导|督促|推进|确保|选取|选择|其中|组建|建设|建成|创建|遴选|认定)(?=.{2})"
)
_FARTHEST = 240  # characters in front of a count


def per_of(before: str) -> str:
    """What the target holds for: 每千人口, 每个县; "" for none."""
    rate = RATE_PER.search(before)
    if rate:
        return rate[0]
    found = _EACH.search(before)
    return found["per"] if found else ""


def names_of(before: str, amount: Amount) -> tuple[str, ...]:
    """The names in front of a count: places whatever their number, anything else if they are as many as counted."""
    led = before[-_FARTHEST:].rstrip("的")
    open_ended, led = led.endswith("等"), led.rstrip("等")
    found = _NAMES.search(led)
    listed = found or (_LISTED.search(led) if amount.unit in ("个", "家", "所") else None)
    if not listed:
        return ()
    first, *rest = listed["names"].split("、")
    names = (_LIST_LEAD.sub("", first.lstrip(MASK)), *rest)
    return names if len(names) == amount.value or (found and not open_ended) else ()


def without_names(before: str) -> str:
    return _NAMES.sub("", before)
