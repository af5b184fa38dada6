"""How days off and make-up days are written in one cell: 2027年1月1日至3日放假；2027年1月4日上班."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from taizhang.model.holidays import Arrangement
from taizhang.model.plan import Plan
from taizhang.plans.changing.forms import Form, Unreadable

_FIRST = r"(?:(?P<year>20\d\d)[-/.年])?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
_LAST = r"(?:(?P<last_year>20\d\d)[-/.年])?(?:(?P<last_month>\d{1,2})[-/.月])?(?P<last_day>\d{1,2})日?"
_ONE = re.compile(
    rf"{_FIRST}(?:(?:至|到|—+|~|,){_LAST})?,?(?:(?P<word>放假|上班)(?:调休)?(?:,?共\d+天)?(?:,\w+)?)?"
)
_BETWEEN = re.compile(r"[;。、\n]")
_ASIDE = re.compile(r"\([^)]*\)|\s")  # the day of the week, as notices write it
_LONGEST = 60  # days in a row
_FIX = "请写成：2027年1月1日至3日放假；2027年1月4日上班"


def _shown(arranged: tuple[Arrangement, ...]) -> str:
    return "；".join(f"{_stretch(one)}{'上班' if one.works else '放假'}" for one in arranged)


def _stretch(one: Arrangement) -> str:
    first, last = one.first.isoformat(), one.last.isoformat()
    return first if first == last else f"{first}至{last}"


def _read(text: str, _plan: Plan) -> tuple[Arrangement, ...]:
    """As the yearly notice may be copied: a year holds until another is written, a word for all days listed before it."""
    told = unicodedata.normalize("NFKC", text).replace("–", "—")
    lines = [line for line in (_ASIDE.sub("", line) for line in _BETWEEN.split(told)) if line]
    matches = [_matched(line) for line in lines]
    words = _words(matches)
    arranged: list[Arrangement] = []
    for line, match, word in zip(lines, matches, words, strict=True):
        first, last = _days(line, match, arranged[-1].last.year if arranged else 0)
        arranged.append(Arrangement(first, last, word == "上班"))
    return tuple(arranged)


def _matched(line: str) -> re.Match[str]:
    found = _ONE.fullmatch(line)
    if found is None:
        raise Unreadable(f"“{line[:30]}”看不懂", _FIX)
    return found


def _words(matches: Sequence[re.Match[str]]) -> list[str]:
    """放假 or 上班 for each; the word that comes next where a day has none of its own."""
    words: list[str] = []
    for match in reversed(matches):
        word = match["word"] or (words[-1] if words else "")
        if not word:
            raise Unreadable(f"“{match[0][:30]}”没有写明放假还是上班", _FIX)
        words.append(word)
    return words[::-1]


def _days(line: str, match: re.Match[str], year_before: int) -> tuple[date, date]:
    """The first and the last day; what the last one does not say is the first one's."""
    year, month = int(match["year"] or year_before), int(match["month"])
    if not year:
        raise Unreadable(f"“{line[:30]}”没有写明年份", _FIX)
    try:
        first = date(year, month, int(match["day"]))
        last = date(
            int(match["last_year"] or year),
            int(match["last_month"] or month),
            int(match["last_day"] or first.day),
        )
    except ValueError:
        raise Unreadable(f"“{line[:30]}”中没有这一天", _FIX) from None
    if not 0 <= (last - first).days < _LONGEST:
        raise Unreadable(f"“{line[:30]}”的起止日期对不上", _FIX)
    return first, last


DAYS_OFF = Form(_shown, _read)
