"""Until when a clerk promised to be done: 9月底前完成, 力争10月15日前建成投用."""

from __future__ import annotations

import calendar
import re
from datetime import date

from taizhang.model.words.blanks import in_one_width

_DONE = "完成|办结|建成|投用|投入使用|到位|验收|整改到位|印发|出台|启用|达标|销号"
_PROMISE = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号]|(?P<part>上旬|中旬|下旬|[底末初中]))?"
    rf"(?:之?前|以前|内)?[^,。;0-9]{{0,12}}?(?:{_DONE})"
)
_PARTS = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}


def promised_day(text: str, made_in: date) -> date | None:
    """The last of the days by which something was to be finished; None where the text promises none.

    `made_in` is the last day of the period that the text was written for: a month without a year follows it.
    """
    if "月" not in text:
        return None
    written = in_one_width(text)
    days = (_day(match, made_in) for match in _PROMISE.finditer(written))
    return max((day for day in days if day), default=None)


def _day(match: re.Match[str], made_in: date) -> date | None:
    month = int(match["month"])
    year = int(match["year"]) if match["year"] else made_in.year + (month < made_in.month)
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"]) if match["day"] else _PARTS.get(match["part"] or "", last)
    return date(year, month, day) if day <= last else None
