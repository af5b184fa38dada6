"""Deadlines: `before the end of the year`, `by the end of May`, `by 2025`."""

from __future__ import annotations

import calendar
import re
from datetime import date

from taizhang.model.plan import Precision
from taizhang.model.words.english import MONTHS
from taizhang.plans.draft import Timed
from taizhang.plans.squeezed import Stretch

_MONTH = "|".join(MONTHS)
_UNTIL = r"\b(?:before|by|at|until|to|within|in|no later than)"
_TIME = re.compile(
    rf"{_UNTIL} (?:the )?end of (?:the )?(?:(?P<month>{_MONTH})(?: of)?(?:,? (?P<month_year>20\d\d))?|(?P<year>20\d\d)|(?P<this>year|this year))\b"
    rf"|{_UNTIL} (?P<day_month>{_MONTH}) (?P<day>\d{{1,2}})(?:,? (?P<day_year>20\d\d))?\b"
    r"|\b(?P<during>during|within|in) (?:the|this) year\b"
    r"|\b(?:by|before|until) (?P<by>20\d\d)\b(?! edition)"
    r"|\bin (?P<bare>20\d\d)\b(?=[^.]*\d)"
    r"|\b(?:in |by |before )?(?:the )?(?:end of (?:the )?)?(?P<half>first|second) half of (?:the year|(?P<half_year>20\d\d))"
    r"|\b(?:in |by |before )?(?:the )?(?:end of (?:the )?)?(?P<quarter>first|second|third|fourth) quarter\b",
    re.I,
)  # fmt: skip
_TITLED = re.compile(r"\"[^\"]{0,120}\"|“[^”]{0,120}”|\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")


def read_deadlines(sentence: Stretch, year: int) -> tuple[Timed, ...]:
    """The times that the sentence states, in its order."""
    text = _TITLED.sub(lambda found: " " * len(found[0]), sentence.text)
    found = []
    for match in _TIME.finditer(text):
        day, precision = _read(match, year)
        if day:
            found.append(Timed(sentence.part(match.start(), match.end()), day, precision))
    return tuple(found)


def _read(match: re.Match[str], year: int) -> tuple[date | None, Precision]:
    if match["month"]:
        return _end(int(match["month_year"] or year), _month(match["month"])), Precision.MONTH
    if match["day_month"]:
        return _day(
            int(match["day_year"] or year), _month(match["day_month"]), int(match["day"])
        ), Precision.DAY
    if match["half"]:
        return _end(
            int(match["half_year"] or year), 6 if match["half"].lower() == "first" else 12
        ), Precision.QUARTER
    if match["quarter"]:
        position = ("first", "second", "third", "fourth").index(match["quarter"].lower())
        return _end(year, 3 * position + 3), Precision.QUARTER
    return date(int(match["year"] or match["by"] or match["bare"] or year), 12, 31), Precision.YEAR


def _month(name: str) -> int:
    return MONTHS.index(name.capitalize()) + 1


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None
