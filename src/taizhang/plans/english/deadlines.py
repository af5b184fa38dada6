"""Deadlines: `before the end of the year`, `by the end of May`, `by 2025`, and the last day that each allows."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date

from taizhang.model.plan import Precision
from taizhang.model.words.english import FIVE_YEAR_PLANS, MONTHS, NUMBERS
from taizhang.plans.draft import Timed, no_first_year
from taizhang.plans.squeezed import Stretch

_BY = r"(?:no later than|not later than|prior to|ahead of|as of|up to|before|by|until|till|at|to|within|in|on|during)"
_UNTIL = rf"(?:\b{_BY} )"
_MONTH = (
    r"(?P<month>"
    + "|".join(f"{month[:3]}(?:{month[3:]}|\\.)" if len(month) > 4 else month for month in MONTHS)
    + r")"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>20\d\d)"
_THIS = r"(?P<this>this year|the current year|the same year|the year|that year)|(?P<next>next year|the following year)"
_OF_YEAR = rf"(?:,? ?(?:of |in )?(?:{_YEAR}|{_THIS}))?"
_END = r"(?:the )?(?:end|close) of (?:the )?"
_ORDINAL = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)"
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_LABEL = r"(?<=[nteyd]: )"  # the colon of a label: time limit for completion: June
_STARTS = re.compile(
    r"\b(?:from|since|after|as from|effective|dated|(?:starting|beginning)(?: on| in| from)?|(?:start|begin)(?: on| from)) (?:the )?$",
    re.I,
)
_EVERY = r"(?:each|every)(?: (?:single|calendar))? (?P<span>year|quarter|month|half[- ]year)"
_YEARLY = re.compile(
    rf"\b{_EVERY}\b|\bannually\b|\bquarterly\b|\bmonthly\b|\bper (?:year|quarter|month)\b", re.I
)
_YEAR_OF_NAME = r"(?! ?(?:edition|version|annual|work|key|plan|list|catalog\w*|national|medical|health|budget|standard|level|task|version|assessment)\b|[-–/]\d)"
_DOES = r"(?=[^.;]*(?:\d|\ball\b|\bfull|\bcomplet|\brealiz|\bachiev|\bestablish|\bbuil|\breach|\bcover|\blaunch|\bstart|\bstriv|\binitiat|\bpromot|\bform\b|\bdouble|\beach\b|\bevery\b|\bcreat|\bset up))(?! (?:is|was|are|will be|shall be) [\d,.]+ (?:yuan|RMB))"

_ENDED = "(?:completed|finished|launched|started|capped|topped out|put into (?:use|operation)|opened|delivered|implemented|established|built)"

# What the year closes: a number with its words, up to the time (40 stations, at least one hospital).
_COUNTS_AHEAD = re.compile(rf"(?:\d|\b(?:{'|'.join(NUMBERS)})\b)[^,;.]{{0,80}}$", re.I)
_YEARS = {word: number for word, number in NUMBERS.items() if number in (2, 3, 4, 5)}
_Reading = tuple[date | None, Precision]
_Read = Callable[[re.Match[str], int], _Reading]
_FORMS: list[tuple[re.Pattern[str], _Read]] = []


def _form(pattern: str) -> Callable[[_Read], _Read]:
    """One form of saying when: what it looks like, and the last day it allows with how fine that is."""

    def keep(reading: _Read) -> _Read:
        _FORMS.append((re.compile(pattern, re.I), reading))
        return reading

    return keep


@_form(rf"{_UNTIL}(?:the )?{_MONTH} {_DAY}\b(?!,\d|%){_OF_YEAR}")
@_form(rf"{_UNTIL}(?:the )?{_DAY}(?: of)? {_MONTH}\b{_OF_YEAR}")
@_form(rf"{_LABEL}{_MONTH} {_DAY}\b{_OF_YEAR}")
def _day(found: re.Match[str], year: int) -> _Reading:
    stated, month, day = _year(found, year), _month_of(found), int(found["day"])
    if not 1 <= day <= calendar.monthrange(stated, month)[1]:
        return None, Precision.DAY
    return date(stated, month, day), Precision.DAY


@_form(rf"{_UNTIL}?{_END}{_MONTH}\b{_OF_YEAR}")
@_form(rf"{_UNTIL}?{_YEAR}(?:,| the)? end of {_MONTH}\b")
@_form(rf"\b(?:before|by|until|no later than) (?:late )?{_MONTH}\b(?! \d{{1,2}}\b){_OF_YEAR}")
@_form(rf"{_LABEL}{_MONTH}\b(?! \d{{1,2}}\b){_OF_YEAR}")
@_form(rf"{_UNTIL}late {_MONTH}\b{_OF_YEAR}")
@_form(rf"\b{_ENDED} (?:in|within) {_MONTH}\b(?! \d{{1,2}}\b){_OF_YEAR}")
@_form(rf"\b(?:in|within) {_MONTH}\b(?! \d{{1,2}}\b),? (?:of )?{_YEAR}{_YEAR_OF_NAME}{_DOES}")
def _whole_month(found: re.Match[str], year: int) -> _Reading:
    return _end(_year(found, year), _month_of(found)), Precision.MONTH


@_form(rf"{_UNTIL}(?P<tenth>early|mid)[ -]?{_MONTH}\b{_OF_YEAR}")
@_form(rf"{_UNTIL}the (?P<tenth>beginning|middle) of {_MONTH}\b{_OF_YEAR}")
def _tenth(found: re.Match[str], year: int) -> _Reading:
    last = _end(_year(found, year), _month_of(found))
    return last.replace(day=20 if found["tenth"].lower().startswith("mid") else 10), Precision.DAY


@_form(rf"{_UNTIL}?(?:{_END})?(?:the )?{_ORDINAL} quarter\b{_OF_YEAR}")
def _quarter(found: re.Match[str], year: int) -> _Reading:
    return _end(_year(found, year), 3 * _NTH[found["nth"].lower()]), Precision.QUARTER


@_form(
    rf"{_UNTIL}?(?:{_END})?(?:the )?(?P<nth>first|second) half of (?:the )?(?:{_YEAR}\b{_DOES}|year\b|(?:{_THIS})\b)"
)
def _half(found: re.Match[str], year: int) -> _Reading:
    return _end(_year(found, year), 6 * _NTH[found["nth"].lower()]), Precision.QUARTER


@_form(
    r"(?:\b(?:by|before|during|in|within|at|throughout) )?(?:the end of )?(?:the )?[\"“”' ]*(?P<plan>\d\d ?th|\w+teenth)[ -]*five[ -]*year(?: plan)?[\"“”']*(?:,? ?(?:plan(?:ning)? )?period\b)(?! ?[(（]20\d\d)"
)
@_form(
    r"\b(?:by|before|at) the end of (?:the )?[\"“”' ]*(?P<plan>\d\d ?th|\w+teenth)[ -]*five[ -]*year(?: plan)?[\"“”']*"
)
def _plan_period(found: re.Match[str], _: int) -> _Reading:
    end = FIVE_YEAR_PLANS.get(found["plan"].lower().replace(" ", ""))
    return date(end, 12, 31) if end else None, Precision.PERIOD


@_form(
    rf"\b(?:during|in|within|from) (?:the period )?(?:from )?20\d\d ?(?:-|–|—|to|and) ?{_YEAR}\b(?! ?edition)"
)
def _span_of_years(found: re.Match[str], year: int) -> _Reading:
    return date(_year(found, year), 12, 31), Precision.PERIOD


@_form(
    rf"\b(?:within|in) (?P<years>[2-5]|{'|'.join(_YEARS)}) years\b(?! (?:of|after|from|old|before|at)\b)(?=,| (?:to )?(?:build|establish|complete|reach|achieve|realize|train|form)\b)"
)
def _within_years(found: re.Match[str], year: int) -> _Reading:
    """Within three years: the plan's own year is the first."""
    years = found["years"].lower()
    return date(year + (_YEARS.get(years) or int(years)) - 1, 12, 31), Precision.PERIOD


@_form(rf"{_UNTIL}?{_END}(?:{_YEAR}|(?P<this>year|this year|the year)|(?P<next>next year))\b")
@_form(r"\b(?:by|before|at) (?:the )?(?P<this>year'?s?[- ]end|end of year)\b")
@_form(rf"{_UNTIL}(?:the )?{_YEAR} year[- ]end\b")
@_form(r"\b(?:during|within|in) (?P<this>the year|this year|the current year|the whole year)\b(?! of)")
@_form(rf"\b(?:by|before|until|within|during) (?:the year )?{_YEAR}\b{_YEAR_OF_NAME}")
@_form(rf"\b(?:in|for) (?:the year )?{_YEAR}\b{_YEAR_OF_NAME}{_DOES}")
@_form(rf"\b{_ENDED} in {_YEAR}\b")
@_form(rf"\b(?P<closes>in) {_YEAR}(?=[,.;]|$)")
def _whole_year(found: re.Match[str], year: int) -> _Reading:
    return date(_year(found, year), 12, 31), Precision.YEAR


@_form(rf"(?P<follows>(?:,? and|,)(?: by| before)?(?: the end of)? ){_MONTH}\b(?! \d)")
def _listed_month(found: re.Match[str], year: int) -> _Reading:
    """By the end of March, June and September: the others stand where a time ends."""
    return _end(year, _month_of(found)), Precision.MONTH


@_form(rf"(?P<follows>,? and(?: by| in)? (?:the end of )?){_YEAR}\b(?! ?edition)")
def _listed_year(found: re.Match[str], year: int) -> _Reading:
    """By 2033 and 2035: the second stands where a time ends."""
    return date(_year(found, year), 12, 31), Precision.YEAR


@_form(rf"{_UNTIL}?(?:{_END})?{_EVERY}\b(?=,? (?:by|before)\b)")
@_form(rf"{_UNTIL}(?:the )?{_DAY}[^.;,]{{0,40}}?{_EVERY}\b")
@_form(
    rf"\b(?:by|before|at|in) (?:{_END})?(?:{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? )(?:of |in )?{_EVERY}\b"
)
@_form(rf"\b(?:by|before|at) {_END}{_EVERY}\b")
@_form(rf"\b(?:each|every) {_MONTH}\b")
def _comes_back(_: re.Match[str], __: int) -> _Reading:
    return None, Precision.RECURRING


def read_deadlines(sentence: Stretch, year: int) -> tuple[Timed, ...]:
    """The times that the sentence states, in its order; none out of the names of documents, none gone by."""
    read: list[Timed] = []
    end = 0
    yearly = _YEARLY.search(sentence.text)
    for found, reading in sorted(_matches(sentence.text), key=lambda one: (one[0].start(), -one[0].end())):
        groups = found.groupdict()
        start = found.start() + len(groups.get("follows") or "")
        if found.start() < end or (groups.get("follows") and (not read or found.start() != end)):
            continue
        timed = _timed(sentence.part(start, found.end()), groups, reading(found, year), year)
        if groups.get("closes") and not _COUNTS_AHEAD.search(sentence.text, 0, found.start()):
            continue  # the year closes what is counted (40 stations in 2031), else it only tells of one
        if timed and not _STARTS.search(sentence.text, 0, found.start()):
            recurs = yearly and _next_to(yearly, found) and not groups.get("year")
            read.append(Timed(timed.printed, None, Precision.RECURRING) if recurs else timed)
            end = found.end()
    return tuple(read)


def _next_to(yearly: re.Match[str], found: re.Match[str]) -> bool:
    """Every year, before the end of March; a number each year by 2035 does not come back."""
    return found.start() - yearly.end() in (1, 2) or yearly.start() - found.end() in (1, 2, len(" of "))


def _matches(text: str) -> Iterator[tuple[re.Match[str], _Read]]:
    quoted = [found.span() for found in re.finditer(r"\"[^\"]{0,260}\"|“[^”]{0,260}”|《[^》]{0,260}》", text)]
    for pattern, reading in _FORMS:
        for found in pattern.finditer(text):
            if not any(start < found.start() and found.end() <= end for start, end in quoted):
                yield found, reading


def _timed(printed: Stretch, groups: dict[str, str | None], reading: _Reading, year: int) -> Timed | None:
    day, precision = reading
    if precision is Precision.RECURRING:
        return Timed(printed, None, precision)
    if day is None or day.year < year:
        return None
    dated = any(groups.get(name) for name in ("year", "next")) or precision is Precision.PERIOD
    doubts = (no_first_year(printed.text, day),) if groups.get("years") else ()
    return Timed(printed, day, precision, dated=dated, doubts=doubts)


def _year(found: re.Match[str], year: int) -> int:
    groups = found.groupdict()
    if groups.get("year"):
        return int(found["year"])
    return year + 1 if groups.get("next") else year


def _month_of(found: re.Match[str]) -> int:
    return next(at for at, month in enumerate(MONTHS, 1) if month[:3] == found["month"][:3].capitalize())


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
