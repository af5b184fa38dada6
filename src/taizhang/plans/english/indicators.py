"""Indicators: numbers with what they count, levels, and coverage said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from taizhang.model.plan import Comparator
from taizhang.model.words.english import INSTITUTIONS, NUMBERS, PLACES
from taizhang.plans.draft import Found, Timed
from taizhang.plans.english.amounts import read_amounts
from taizhang.plans.english.comparators import comparator_after
from taizhang.plans.english.counted import Amount
from taizhang.plans.english.coverage import find_coverage
from taizhang.plans.english.governing import governing_days
from taizhang.plans.english.lists import days_of_runs, names_of, runs_of, share_comparators
from taizhang.plans.english.reading import BLOT, QUOTED, ReadSentence, read_sentence
from taizhang.plans.squeezed import Stretch

_LEVEL = re.compile(
    r"\b(?:levels?|grades?) (?P<low>\d(?:\.\d)?|one|two|three|four|five|six|seven)\b(?P<after> (?:or|and) (?:above|higher|more|over)| (?:or|and) below)?"
    r"|\b(?P<nth>first|second|third|fourth|fifth|sixth|seventh|\d(?:st|nd|rd|th)?|one|two|three|four|five|six|seven) ?-? ?(?:level|grade)s?(?P<after2> (?:or|and) (?:above|higher|more|over)| (?:or|and) below|(?=[,.;]|$))",
    re.I,
)
_OF_WHOM = re.compile(
    rf" (?:[\w-]+ ){{0,3}}?[\w-]*(?:{INSTITUTIONS})", re.I
)  # second-level and above public hospitals
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_REACHES = re.compile(
    r"\b(?:reach\w*|exceed\w*|(?<!and )(?<!or )above|attain\w*|achiev\w*|pass\w*|not (?:be )?(?:lower|less) than|at least|up to|increas\w* to|rais\w* to)\b[^,;]*$",
    re.I,
)
_EXCEEDS = re.compile(r"\bexceed\w* (?:the )?$", re.I)
_MEETS = re.compile(
    r"\b(?:secondary|tertiary|second|third|standards?|hospitals?) (?:and|or|-|level)? ?$", re.I
)
_ASPIRATIONAL = re.compile(
    r"\b(?:striv\w+|aim(?:s|ing)? to|endeavou?r\w*|work hard to|try to|efforts? to)\b", re.I
)
_IN_PRINCIPLE = re.compile(r"\bin principle\b", re.I)
_APPROXIMATE = re.compile(
    r"\b(?:basically|essentially) (?:realiz|achiev|complet|establish|reach|cover|form)", re.I
)
_CENTRAL = re.compile(r"\bdirectly under\b|\bmunicipal-?owned\b", re.I)
_BY_SO_MUCH = re.compile(
    r"\bby (?:about |around |nearly |at least |more than |over |no less than |an average of )?$", re.I
)
_LOWER = re.compile(
    r"\b(?:drop|decrease|decline|fall|reduc\w+|lower(?:ed)?|shorten\w*|mortality|incidence)\b", re.I
)


def read_indicators(sentence: Stretch, times: tuple[Timed, ...], year: int) -> tuple[Found, ...]:
    """The targets of one sentence in its order."""
    read = read_sentence(sentence, times, year)
    levels = list(_levels(read))
    amounts = [
        one for one in read_amounts(read) if not any(abs(one.start - level.at) < 3 for level in levels)
    ]
    runs = runs_of(read.text, amounts)
    amounts = share_comparators(amounts, runs)
    joined = days_of_runs(read, amounts, runs)
    found = [*levels, *(replace(_number(read, one), day=joined.get(one.start)) for one in amounts)]
    found += [one for one in _coverage(read) if not any(_overlap(read, one, other) for other in found)]
    found.sort(key=lambda one: one.at)
    days = governing_days(read, [one.at for one in found])
    return tuple(one if one.day else replace(one, day=day) for one, day in zip(found, days, strict=True))


def _overlap(read: ReadSentence, one: Found, other: Found) -> bool:
    """All the four centres, all hospitals reach level 4: the number is the target."""
    start, end = read.clause(one.at)
    if other.unit == "%":
        return start <= other.at <= one.at + 6
    return start <= other.at <= end


def _levels(read: ReadSentence) -> Iterator[Found]:
    for match in _LEVEL.finditer(read.text):
        start, end = read.clause(match.start())
        after = match["after"] or match["after2"] or ""
        ahead = read.text[start : match.start()]
        named = re.search(r"\b(?:at|of|above|for|in) (?:the )?$", ahead)  # hospitals at level two and above
        if not _REACHES.search(ahead) and (named or not (match["after"] or "").strip()):
            continue
        if match["nth"] and _OF_WHOM.match(read.text, match.end()):
            continue
        if match["nth"] and (_MEETS.search(ahead) or not _REACHES.search(ahead)):
            continue
        word = (match["low"] or match["nth"]).lower()
        value = _NTH.index(word) + 1 if word in _NTH else NUMBERS.get(word) or re.sub("[a-z]", "", word)
        sign = Comparator.AT_MOST if after.endswith("below") else Comparator.AT_LEAST
        sign = Comparator.ABOVE if _EXCEEDS.search(ahead) else sign
        at = match.start("low") if match["low"] else match.start("nth")
        yield replace(
            _found(read, (start, end), (at, match.end()), sign, Decimal(value), "level"),
            level=True, coverage="all" if re.search(r"\ball\b", read.text[start:end], re.I) else "",
        )  # fmt: skip


def _number(read: ReadSentence, one: Amount) -> Found:
    text = read.text
    start, end = read.clause(one.start)
    sign, value, high = one.sign, one.low, one.high
    if high is not None and re.search(r"\bfrom $", text[: one.start], re.I):
        sign, value, high = Comparator.AT_LEAST, high, None
    if high is not None:
        sign = Comparator.RANGE
    elif one.per.startswith("each ") and value == 1 and not one.share and sign in (None, Comparator.AT_LEAST):
        sign = Comparator.ONE_EACH
    if one.share and re.match(" ?of ", text[one.end :]):
        end = min(at for at in (text.find(";", end), len(text)) if at >= 0)
    found = _found(read, (start, end), (one.start, one.end), sign or Comparator.EQUAL, value, one.unit)
    each = one.per.startswith("each ")
    places = (
        bool(
            re.match(
                rf" ?(?:or (?:more|above) )?(?:of )?(?:the |all )?(?:[\w-]+ )?{PLACES}",
                text[one.end : end],
                re.I,
            )
        )
        and not one.per
    )
    return replace(
        found, value_max=high, per=one.per, places=places and not each, names_scheme=one.scheme,
        names=names_of(text, one) if not one.share else (),
        coverage="all" if re.search(r"\ball (?:of )?(?:the )?$", text[: one.start], re.I) else "",
    )  # fmt: skip


def _coverage(read: ReadSentence) -> Iterator[Found]:
    for start, end, what in find_coverage(read):
        found = _found(read, read.clause(start), (start, end), Comparator.ALL, Decimal(100), "%")
        yield replace(found, coverage="all", places=bool(re.match(rf"(?:the )?{PLACES}", what, re.I)))


def _found(
    read: ReadSentence,
    clause: tuple[int, int],
    stated: tuple[int, int],
    sign: Comparator,
    value: Decimal,
    unit: str,
) -> Found:
    start, end = clause
    at = stated[0]
    joined = re.match(r" *(?:and )", read.text[start:at])
    start += joined.end() if joined else 0
    printed = read.stretch.part(start, end).stripped(" ,.;")
    whole = read.text[start:end]
    behind = comparator_after(read.text[stated[1] :])
    return Found(
        printed=printed, subject=_subject(read, start, end), comparator=sign, value=value, unit=unit, at=at,
        stated=_with_sign(read, stated) if behind else read.stretch.part(*stated).stripped(),
        institutions=bool(re.search(INSTITUTIONS, whole, re.I)), central=bool(_CENTRAL.search(whole)),
        aspirational=_strives(read, at), in_principle=bool(_IN_PRINCIPLE.search(whole)),
        approximate=bool(_APPROXIMATE.search(whole)), lower=_falls(read, at),
    )  # fmt: skip


def _falls(read: ReadSentence, at: int) -> bool:
    """Whether less is better: the words fall to the number; what falls by so much has come far."""
    start, end = read.clause(at)
    return bool(_LOWER.search(read.text, start, end)) and not _BY_SO_MUCH.search(read.text[start:at])


def _with_sign(read: ReadSentence, stated: tuple[int, int]) -> Stretch:
    more = re.match(r" ?(?:or|and) \w+", read.text[stated[1] :])
    return read.stretch.part(stated[0], stated[1] + (more.end() if more else 0)).stripped()


def _strives(read: ReadSentence, at: int) -> bool:
    """Striving holds for the list behind it, up to the next semicolon."""
    start, _ = read.segment(at)
    return bool(_ASPIRATIONAL.search(read.text, start, at))


def _subject(read: ReadSentence, start: int, end: int) -> str:
    """The printed words without times and dates; quotations stay."""
    printed, end = read.stretch.text, min(end, start + 400)
    quotes = {
        at for quote in QUOTED.finditer(printed, start, end) for at in range(quote.start(), quote.end())
    }
    blotted = ((at, printed[at]) for at in range(start, end) if read.text[at] != BLOT or at in quotes)
    return " ".join("".join(character for _, character in blotted).split()).strip(" ,.;")
