"""Deadlines: time words and the last day each allows; a time without a year is the plan year's."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date

from taizhang.model.plan import Precision
from taizhang.model.words.numerals import CHINESE, read_integer
from taizhang.plans.chinese.sentences import masked
from taizhang.plans.draft import Timed
from taizhang.plans.squeezed import Stretch

_YEAR = r"(?:(?P<year>20\d\d)年)"
_BEFORE = "(?:之前|以前|前)"
_UNTIL = "(?:截至|截止到?|到|至|力争到|于|在)?"
_NOT_SINCE = "(?!度?(?:起|以来|开始|至|版|-|—|～))"
_EVERY = re.compile("每(?:个)?(?:年|季度?|月|半年)(?:度)?(?:的)?$")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
PERIOD_ENDS = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
PLAN_PERIOD = re.compile("(?P<plan>十[三四五六]五)")

# One form a line: what it looks like, and the last day it allows with how fine that is.
_Reading = tuple[date | None, Precision]
_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str], int], _Reading]]] = []


def _form(
    pattern: str,
) -> Callable[[Callable[[re.Match[str], int], _Reading]], Callable[[re.Match[str], int], _Reading]]:
    def keep(reading: Callable[[re.Match[str], int], _Reading]) -> Callable[[re.Match[str], int], _Reading]:
        _FORMS.append((re.compile(pattern), reading))
        return reading

    return keep


@_form(f"{_UNTIL}(?:{_YEAR}|今年|(?P<next>次年|翌年))?(?P<month>\\d{{1,2}})月(?P<day>\\d{{1,2}})日{_BEFORE}")
def _day(found: re.Match[str], year: int) -> _Reading:
    month, day = int(found["month"]), int(found["day"])
    stated = _year(found, year)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(stated, month)[1]:
        return None, Precision.DAY
    return date(stated, month, day), Precision.DAY


@_form(
    f"{_UNTIL}(?:{_YEAR}|今年|(?P<next>次年|翌年))?(?P<month>\\d{{1,2}}|[{CHINESE}]{{1,2}})月(?:份)?(?:底{_BEFORE}?|末{_BEFORE}?|{_BEFORE})"
)
def _month(found: re.Match[str], year: int) -> _Reading:
    month = int(found["month"]) if found["month"].isdigit() else read_integer(found["month"]) or 0
    return (_end_of_month(_year(found, year), month), Precision.MONTH)


@_form(
    f"{_UNTIL}(?:{_YEAR}|今年|(?P<next>次年|翌年))?(?P<month>\\d{{1,2}})月(?:份)?(?P<tenth>上|中|下)旬(?:{_BEFORE})?"
)
def _tenth(found: re.Match[str], year: int) -> _Reading:
    last = _end_of_month(_year(found, year), int(found["month"]))
    if last is None or found["tenth"] == "下":
        return last, Precision.DAY
    return last.replace(day=10 if found["tenth"] == "上" else 20), Precision.DAY


@_form(f"(?:(?<=[限间点][:：])|^){_YEAR}?(?P<month>\\d{{1,2}})月(?:份)?(?=[;；,，。)）]|$)")
def _bare_month(found: re.Match[str], year: int) -> _Reading:
    """完成时限：6月, and a month that stands alone, as in a column of times."""
    return _end_of_month(_year(found, year), int(found["month"])), Precision.MONTH


@_form(
    f"{_UNTIL}(?:{_YEAR}|今年|(?P<next>次年|翌年))?第?(?P<quarter>[一二三四1-4])季度(?:底|末)?(?:{_BEFORE}|内)?"
)
def _quarter(found: re.Match[str], year: int) -> _Reading:
    return _end_of_month(_year(found, year), 3 * _QUARTERS[found["quarter"]]), Precision.QUARTER


@_form(f"{_UNTIL}(?:{_YEAR}|今年|(?P<next>次年|翌年))?(?P<half>上|下)半年(?:底|末|内)?(?:{_BEFORE})?")
def _half(found: re.Match[str], year: int) -> _Reading:
    return _end_of_month(_year(found, year), 6 if found["half"] == "上" else 12), Precision.QUARTER


@_form(f"{_UNTIL}{_YEAR}(?:年?[底末]{_BEFORE}?|年内|内|{_BEFORE})")
def _year_end(found: re.Match[str], year: int) -> _Reading:
    return date(_year(found, year), 12, 31), Precision.YEAR


@_form(f"{_YEAR}(?=(?:力争|基本|全面|全部)*(?:实现|达到|达|完成|建成))")
def _year_of_target(found: re.Match[str], year: int) -> _Reading:
    """2023年实现…: a year of the plan or later is when; an earlier one tells what has been."""
    stated = _year(found, year)
    return (date(stated, 12, 31) if stated >= year else None), Precision.YEAR


@_form(f"(?:截至|到|至|力争到){_YEAR}{_NOT_SINCE}")
def _by_year(found: re.Match[str], year: int) -> _Reading:
    return date(_year(found, year), 12, 31), Precision.YEAR


@_form(
    f"(?:到|至|于|在)?(?<![{CHINESE}\\d半每当往历学去前])(?:今|本)?年(?:底|末|终){_BEFORE}?|(?<![{CHINESE}\\d半每当往历学去前])(?:今|本)?年度?内(?!部|容|涵|分|科)"
)
def _this_year(_: re.Match[str], year: int) -> _Reading:
    return date(year, 12, 31), Precision.YEAR


@_form("(?<=年[、和及与])(?P<year>20\\d\\d)年(?:底|末)?(?=[^。]{0,60}分别)")
def _listed_year(found: re.Match[str], year: int) -> _Reading:
    return date(_year(found, year), 12, 31), Precision.YEAR


@_form("(?:到|至|在)?“?(?P<plan>十[三四五六]五)”?(?:规划)?(?:期间|末|期末|时期|中后期)")
def _plan_period(found: re.Match[str], _: int) -> _Reading:
    return date(PERIOD_ENDS[found["plan"]], 12, 31), Precision.PERIOD


def read_deadlines(sentence: Stretch, year: int) -> tuple[Timed, ...]:
    """The times that the sentence states, in its order; none out of the names of documents."""
    text = masked(sentence.text, quotes=False)
    found: list[tuple[int, int, Timed]] = []
    for start, end, reading in sorted(_matches(text, year), key=lambda match: (match[0], -match[1])):
        if found and start < found[-1][1]:
            continue
        day, precision = reading
        if _EVERY.search(text[max(0, start - 6) : start]):
            day, precision = None, Precision.RECURRING
        elif day is None:
            continue
        found.append((start, end, Timed(sentence.part(start, end), day, precision)))
    return tuple(timed for _, _, timed in found)


def _matches(text: str, year: int) -> Iterator[tuple[int, int, _Reading]]:
    if not any(mark in text for mark in "年月季五"):
        return
    for pattern, reading in _FORMS:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), reading(found, year)


def _year(found: re.Match[str], year: int) -> int:
    if found.groupdict().get("next"):
        return year + 1
    return int(found["year"]) if found["year"] else year


def _end_of_month(year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
