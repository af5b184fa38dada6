"""Deadlines: time words and the last day each allows; a time without a year is the plan year's."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date

from taizhang.model.plan import Precision
from taizhang.model.words.numerals import CHINESE, read_integer
from taizhang.model.words.times import ACTS, ENDS, HEADS, NAMES_OF_YEARS, NO_START, OPENINGS, WHOSE
from taizhang.plans.chinese.sentences import masked
from taizhang.plans.draft import Timed, no_first_year
from taizhang.plans.squeezed import Stretch

_UNTIL = "(?:截至|截止到?|力争到|争取到|到|至|于|在)?"
_EVERY = "(?P<every>每个?(?:年|季度?|月|半年)度?的?)?"
_YEAR = r"(?:(?P<year>20\d\d)年度?|(?P<this>今年|当年|本年度?)|(?P<next>明年|次年|翌年|来年))"
_LEAD = f"{_UNTIL}{_EVERY}{_YEAR}?"
_BEFORE = "(?:之前|以前|前)"
_MONTH = f"(?P<month>\\d{{1,2}}|[{CHINESE}]{{1,3}})月份?"
_DAY = f"(?P<day>\\d{{1,2}}|[{CHINESE}]{{1,3}})日"
_NOT_AFTER = f"(?<![{CHINESE}\\d半每当往历学去前同])"
# …达到22%、2033年达到28%: behind a number the next year is another time; behind a name it belongs to that.
_NO_BASE = r"(?:(?<!比)|(?<=占比))(?<![^%％‰个项家所张人名类种次例岁级天]、)(?<![较与同由从自以对将把按据为和及《(（第\d—–\-~至])"
_LABELLED = "(?<=[限间点求排][:：])"
_ENDS_THERE = "(?=[;；,，。、)）]|$)"
_NO_LENGTH = f"(?<![{CHINESE}\\d后满起近前去续格每第这作的过足])"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
PERIOD_ENDS = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035, "十七五": 2040}
_PLAN = "(?P<plan>十[三四五六七]五)"
PLAN_PERIOD = re.compile(_PLAN)

_Reading = tuple[date | None, Precision]
_Read = Callable[[re.Match[str], int], _Reading]
_FORMS: list[tuple[re.Pattern[str], _Read]] = []


def _form(pattern: str) -> Callable[[_Read], _Read]:
    """One form of saying when: what it looks like, and the last day it allows with how fine that is."""

    def keep(reading: _Read) -> _Read:
        _FORMS.append((re.compile(pattern), reading))
        return reading

    return keep


@_form(f"{_LEAD}{_MONTH}{_DAY}{_BEFORE}")
@_form(f"{_LABELLED}{_YEAR}?{_MONTH}{_DAY}{_ENDS_THERE}")
@_form(f"^{_YEAR}?{_MONTH}{_DAY}$")
@_form(rf"(?:{_LABELLED}|^)(?P<year>20\d\d)[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}))?日?$")
def _day(found: re.Match[str], year: int) -> _Reading:
    month, stated = _integer(found["month"]), _year(found, year)
    if found["day"] is None:
        return _end_of_month(stated, month), Precision.MONTH
    day = _integer(found["day"])
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(stated, month)[1]:
        return None, Precision.DAY
    return date(stated, month, day), Precision.DAY


@_form(
    f"(?<![\\d每])(?P<year>20\\d\\d年)?(?P<from>\\d{{1,2}})月\\d{{1,2}}日?[-—–~～至到]{{1,2}}(?:(?P<month>\\d{{1,2}})月)?(?P<day>\\d{{1,2}})日{_BEFORE}?"
)
def _days(found: re.Match[str], year: int) -> _Reading:
    """8月10日至9月30日: the last day ends it."""
    month, day = _integer(found["month"] or found["from"]), _integer(found["day"])
    stated = int(found["year"][:4]) if found["year"] else year
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(stated, month)[1]:
        return None, Precision.DAY
    return date(stated, month, day), Precision.DAY


@_form(f"{_LEAD}{_MONTH}(?:[底末]{_BEFORE}?|{_BEFORE})")
@_form(f"(?<![\\d\\-—–~至到从自个每第月日])(?<![\\d月]、){_UNTIL}{_YEAR}?{_MONTH}(?={ACTS}(?!的)|{ENDS})")
@_form(f"(?:{_LABELLED}|^){_YEAR}?{_MONTH}{_ENDS_THERE}")
@_form(r"(?:到|至)(?P<year>20\d\d)年(?P<month>\d{1,2})月(?!\d{1,2}日)")
@_form(f"(?P<follows>[、和及与]){_MONTH}(?:[底末])?{_BEFORE}?")
def _month(found: re.Match[str], year: int) -> _Reading:
    """9月底前; 6月启动; 完成时限：6月; and a month that stands alone, as in a column of times."""
    return _end_of_month(_year(found, year), _integer(found["month"])), Precision.MONTH


@_form(
    f"(?<![\\d每])(?:20\\d\\d年)?\\d{{1,2}}(?:月份?)?[-—–~～至到]{{1,2}}(?:(?P<year>20\\d\\d)年|(?P<next>次年|翌年))?(?P<month>\\d{{1,2}})月份?(?:[底末]{_BEFORE}?)?(?!\\d)"
)
def _months(found: re.Match[str], year: int) -> _Reading:
    """7-11月: the last one ends it; the year before the first one holds for both."""
    stated = re.match("20\\d\\d", found[0])
    return _end_of_month(
        int(stated[0]) if stated and not found["year"] else _year(found, year), _integer(found["month"])
    ), Precision.MONTH


@_form(f"{_LEAD}{_MONTH}(?P<tenth>上|中|下)旬(?:{_BEFORE})?")
def _tenth(found: re.Match[str], year: int) -> _Reading:
    last = _end_of_month(_year(found, year), _integer(found["month"]))
    if last is None or found["tenth"] == "下":
        return last, Precision.DAY
    return last.replace(day=10 if found["tenth"] == "上" else 20), Precision.DAY


@_form(f"{_LEAD}第?(?P<quarter>[一二三四1-4])季度(?:底|末)?(?:{_BEFORE}|内)?")
def _quarter(found: re.Match[str], year: int) -> _Reading:
    return _end_of_month(_year(found, year), 3 * _QUARTERS[found["quarter"]]), Precision.QUARTER


@_form(f"{_LEAD}(?P<half>上|下)半年(?:底|末|内)?(?:{_BEFORE})?")
def _half(found: re.Match[str], year: int) -> _Reading:
    return _end_of_month(_year(found, year), 6 if found["half"] == "上" else 12), Precision.QUARTER


@_form(f"{_UNTIL}{_YEAR}(?:年?[底末终]{_BEFORE}?|年?内|{_BEFORE})(?!部|容|涵|分|科)")
@_form(f"{_UNTIL}{_NOT_AFTER}年(?:[底末终]{_BEFORE}?|度?内(?!部|容|涵|分|科))")
@_form(f"(?:截至|截止到?|到|至)(?P<year>20\\d\\d)年?{NO_START}(?!\\d)")
@_form(
    f"{_NO_BASE}{_YEAR}{NO_START}(?!{NAMES_OF_YEARS})(?={OPENINGS}|(?:{WHOSE})?(?:{ACTS})(?!的|地区|城市|单位))"
)
@_form(f"(?:(?<=[,，;；。:：])|^){_YEAR}{NO_START}(?!{NAMES_OF_YEARS})(?={HEADS})")
def _whole_year(found: re.Match[str], year: int) -> _Reading:
    """年底前; 到2035年; 2031年新增: a bare year is when something is done, if it is said of what."""
    return date(_year(found, year), 12, 31), Precision.YEAR


@_form(f"{_LABELLED}(?:全年|20\\d\\d年度?){_ENDS_THERE}|^(?:全年|20\\d\\d年度?)$")
def _all_year(found: re.Match[str], year: int) -> _Reading:
    """全年 and 2031年, after a label or alone as in a column of times."""
    stated = re.search("20\\d\\d", found[0])
    return date(int(stated[0]) if stated else year, 12, 31), Precision.YEAR


@_form("(?P<follows>[、和及与])(?P<year>20\\d\\d)年(?:年?[底末]前?)?")
def _listed_year(found: re.Match[str], year: int) -> _Reading:
    """到2033年和2035年: the second stands where a time ends."""
    return date(_year(found, year), 12, 31), Precision.YEAR


@_form(f"(?:到|至|在)?“?{_PLAN}”?(?:规划)?(?:期间|末|期末|时期|中后期)")
def _plan_period(found: re.Match[str], _: int) -> _Reading:
    return date(PERIOD_ENDS[found["plan"]], 12, 31), Precision.PERIOD


@_form(r"(?<![(（《\d])20\d\d年?[-—–~～至到]{1,2}(?P<year>20\d\d)年(?:期间|内)?(?=[,，每累共力各全])")
def _span_of_years(found: re.Match[str], year: int) -> _Reading:
    return date(_year(found, year), 12, 31), Precision.PERIOD


@_form(
    f"(?:力争|争取|计划)?(?:用|于|在)?{_NO_LENGTH}(?P<years>[一两二三四五]|[1-5])年(?:左右)?(?:时间)?之?内(?=[,，]?[^,，。;；]{{0,30}}?(?:{ACTS}))"
)
def _within_years(found: re.Match[str], year: int) -> _Reading:
    """三年内: the plan's own year is the first."""
    return date(year + _integer(found["years"]) - 1, 12, 31), Precision.PERIOD


@_form(r"(?P<every>每个?(?:年|季度?|月|半年)度?)的?(?:(?:[末首次]月)?\d{1,2}日前?|[底末终]前?)")
def _comes_back(_: re.Match[str], __: int) -> _Reading:
    return None, Precision.RECURRING


def read_deadlines(sentence: Stretch, year: int) -> tuple[Timed, ...]:
    """The times that the sentence states, in its order; none out of the names of documents, none gone by."""
    text = masked(sentence.text, quotes=False, no_asides=False)
    read: list[Timed] = []
    end, yearly = 0, False
    for found, reading in sorted(_matches(text), key=lambda one: (one[0].start(), -one[0].end())):
        groups = found.groupdict()
        start = found.start() + len(groups.get("follows") or "")
        if found.start() < end or (groups.get("follows") and (not read or found.start() != end)):
            continue
        own = read[-1].day.year if groups.get("follows") and read[-1].day else year
        timed = _timed(sentence.part(start, found.end()), groups, reading(found, own), year, yearly)
        if timed:
            read.append(timed)
            end = found.end()
            yearly = yearly or (timed.day is None and "每年" in found[0])
    return tuple(read)


def _timed(
    printed: Stretch, groups: dict[str, str | None], reading: _Reading, year: int, yearly: bool
) -> Timed | None:
    """The time, unless it has gone by or is no day at all; after 每年3月底前, a bare month comes back, too."""
    day, precision = reading
    dated = any(groups.get(name) for name in ("year", "this", "next"))
    if groups.get("every") or (yearly and not dated and precision in (Precision.MONTH, Precision.DAY)):
        return Timed(printed, None, Precision.RECURRING)
    if day is None or day.year < year:
        return None
    doubts = (no_first_year(printed.text, day),) if groups.get("years") else ()
    return Timed(printed, day, precision, dated=dated or precision is Precision.PERIOD, doubts=doubts)


def _matches(text: str) -> Iterator[tuple[re.Match[str], _Read]]:
    if any(mark in text for mark in "年月季五.-/"):
        for pattern, reading in _FORMS:
            for found in pattern.finditer(text):
                yield found, reading


def _integer(written: str) -> int:
    return int(written) if written.isdigit() else read_integer(written) or 0


def _year(found: re.Match[str], year: int) -> int:
    groups = found.groupdict()
    return int(groups["year"]) if groups.get("year") else year + bool(groups.get("next"))


def _end_of_month(year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
