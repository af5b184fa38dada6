"""Indicators: numbers with what they count, levels, and coverage said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from taizhang.model.plan import Comparator
from taizhang.model.words.english import INSTITUTIONS, MONTHS, NOT_ALL, NUMBERS, PLACES
from taizhang.plans.draft import Found, Timed
from taizhang.plans.squeezed import Stretch

_WORDS = "|".join(NUMBERS)
_NUMBER = re.compile(
    rf"(?<![\w.$\-\[])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{_WORDS})(?: ?(?:-|–|to) ?(?P<high>\d+(?:\.\d+)?))?"
    rf"(?:(?P<share> ?(?:%|percent\b))|(?! ?-(?:level|year|round|grade|in-one|tier)|\w|\.\d| ?- ?(?:old|year)|%))",
    re.I,
)
_LEVEL = re.compile(
    r"\blevels? (?P<low>\d|one|two|three|four|five|six|seven)(?P<after> or (?:above|higher|more)| and above| or below)?\b",
    re.I,
)
_FULL = re.compile(r"\bfull(?:y)? cover(?:age|ed)\b(?! (?:inspection|supervision))", re.I)
_ALL = re.compile(rf"\ball (?:of )?(?:the )?(?!{NOT_ALL})(?P<what>[^.;,]{{3,120}})", re.I)
_ALL_OF = re.compile(f"{PLACES}|{INSTITUTIONS}|patients|residents|students|villages|towns", re.I)
_SOFT = re.compile(r"\b(?:should|must|encourag\w+|guid\w+|supervis\w+|support\w*|strengthen)\b", re.I)
_BEFORE: tuple[tuple[Comparator, re.Pattern[str]], ...] = tuple(
    (sign, re.compile(rf"\b(?:{words}) (?:the )?$", re.I))
    for sign, words in (
        (Comparator.AT_MOST, "not more than|no more than|not exceed|not exceeding|not higher than|within|controlled (?:at|within|below)|reduced to|at most|up to"),
        (Comparator.AT_LEAST, "not less than|no less than|no fewer than|not fewer than|at least|not lower than|no lower than|reach(?:es|ed|ing)?|increased? to|raised? to|rise to|grown? to|minimum of"),
        (Comparator.ABOVE, "more than|over|exceed(?:s|ed|ing)?|above|higher than|greater than"),
        (Comparator.BELOW, "less than|lower than|below|fewer than"),
        (Comparator.ABOUT, "about|around|approximately|nearly|some"),
    )
)  # fmt: skip
_AFTER = re.compile(r"(?: (?!or |and )\w+)? ?(?:or (?:more|above|higher)|and above)", re.I)
_AFTER_LESS = re.compile(r"(?: (?!or |and )\w+)? ?(?:or (?:less|below|lower|fewer)|and below)", re.I)
_EACH = re.compile(
    r"\b(?:each|every) (?P<per>(?:county|city|district|township|prefecture|community|village|institution|hospital)(?: ?\([^)]*\))?)",
    re.I,
)
_NO_COUNT = re.compile(
    r"^ ?(?:years?|months?|days?|hours?|minutes?|yuan|percentage|of them|and (?:third|second)|hand\b|side\b)|^[.)]",
    re.I,
)
_NOT_BEFORE = re.compile(
    r"(?:\bNo\.|\bArticle|\bChapter|\bPhase|\bbatch|\bage[ds]?|\bversion|\b(?:in|by|of|since|from|before|year)(?= (?:19|20)\d\d$)|\btop|\bone-|\bper|\bCOVID|\+) ?$",
    re.I,
)
_SCHEME = re.compile(r"^(?: \w+){0,3}? (?:tasks?|actions?|measures?|systems?|policies)\b", re.I)
_ASPIRATIONAL = re.compile(r"\b(?:striv\w+|aim(?:s|ing)? to)\b", re.I)
_QUOTED = re.compile(r"\"[^\"]{0,120}\"|“[^”]{0,120}”")
_DATE = re.compile(rf"\b(?:{'|'.join(MONTHS)}) \d{{1,2}},? 20\d\d")
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CENTRAL = re.compile(r"\bdirectly under\b|\bmunicipal-?owned\b", re.I)


@dataclass(frozen=True)
class _Sentence:
    """A sentence with quotations and times blotted out at the same length."""

    stretch: Stretch
    text: str
    times: tuple[Timed, ...]

    def clause(self, at: int) -> tuple[int, int]:
        """The part between commas that holds a position."""
        start = max(self.text.rfind(mark, 0, at) for mark in ",;") + 1
        ends = [
            end
            for mark in ",;."
            if (end := self.text.find(mark, at)) >= 0 and not self.text[end + 1 : end + 2].isdigit()
        ]
        return start, min(ends, default=len(self.text))


def read_indicators(sentence: Stretch, times: tuple[Timed, ...], _: int) -> tuple[Found, ...]:
    """The targets of one sentence in its order."""
    read = _Sentence(sentence, _blotted(sentence, times), times)
    found = [*_levels(read)]
    found += [one for one in _numbers(read) if not any(_close(one, other) for other in found)]
    found += [one for one in _coverage(read) if not any(_overlap(read, one, other) for other in found)]
    found.sort(key=lambda one: one.at)
    return tuple(replace(one, day=_day(one, read)) for one in found)


def _blotted(sentence: Stretch, times: tuple[Timed, ...]) -> str:
    text = _QUOTED.sub(lambda quote: "_" * len(quote[0]), sentence.text)
    text = _DATE.sub(lambda day: "_" * len(day[0]), text)
    text = _ASIDE.sub(lambda aside: aside[0].replace(",", "·"), text)
    for timed in times:
        start, end = timed.printed.start - sentence.start, timed.printed.end - sentence.start
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _close(one: Found, other: Found) -> bool:
    return abs(one.at - other.at) < 3


def _overlap(read: _Sentence, one: Found, other: Found) -> bool:
    """All the four centres, all hospitals reach level 4: the number is the target."""
    if other.unit == "%":
        return False
    start, end = read.clause(one.at)
    return start <= other.at <= end


def _levels(read: _Sentence) -> Iterator[Found]:
    for match in _LEVEL.finditer(read.text):
        start, end = read.clause(match.start())
        if not match["after"] and not re.search(r"reach\w*", read.text[start : match.start()], re.I):
            continue
        sign = Comparator.AT_MOST if (match["after"] or "").endswith("below") else Comparator.AT_LEAST
        value = _value(match["low"])
        whole = read.text[start:end]
        yield replace(
            _found(read, (start, end), (match.start("low"), match.end()), sign, value, "level"),
            level=True, coverage="all" if re.search(r"\ball\b", whole, re.I) else "",
        )  # fmt: skip


def _value(written: str) -> Decimal:
    return Decimal(NUMBERS.get(written.lower(), 0) or written.replace(",", ""))


def _numbers(read: _Sentence) -> Iterator[Found]:
    for match in _NUMBER.finditer(read.text):
        after = read.text[match.end() : match.end() + 200]
        before = read.text[max(0, match.start() - 60) : match.start()]
        share = bool(match["share"])
        sign = _sign(before, after)
        if not share and (
            (_NO_COUNT.match(after) and not _ends(after, sign))
            or _NOT_BEFORE.search(before)
            or _YEAR.match(match["number"])
        ):
            continue
        each = _each(read, match.start()) if not share else ""
        word = not match["number"][0].isdigit()
        if word and not share and (sign is None and not _counts(match["number"], after, before)):
            continue
        if (
            share
            and re.match(r" ?of (?:the )?(?:counties|cities)", after, re.I) is None
            and re.match(r"\(", after)
        ):
            continue
        yield _number(read, match, sign, each)


def _ends(after: str, sign: Comparator | None) -> bool:
    """A number at the end of its clause counts what stands before it (clinics rose to 12)."""
    return sign is not None and after[:1] in (".", "")


def _counts(word: str, after: str, before: str) -> bool:
    """A number in words counts institutions, never a manner of speaking (one plan and two roads)."""
    noun = re.match(rf" (?:[\w'-]+ ){{0,5}}?(?:[\w-]*(?:{INSTITUTIONS}))", after, re.I)
    return word.lower() != "one" and bool(noun) and not re.search(r"\bthird ?-? ?$", before, re.I)


def _each(read: _Sentence, at: int) -> str:
    start, end = read.clause(at)
    found = _EACH.search(read.text, start, end)
    return f"each {found['per']}" if found else ""


def _sign(before: str, after: str) -> Comparator | None:
    if _AFTER.match(after):
        return Comparator.AT_LEAST
    if _AFTER_LESS.match(after):
        return Comparator.AT_MOST
    return next((sign for sign, pattern in _BEFORE if pattern.search(before)), None)


def _number(read: _Sentence, match: re.Match[str], sign: Comparator | None, each: str) -> Found:
    start, end = read.clause(match.start())
    value, share = _value(match["number"]), bool(match["share"])
    if each and value == 1:
        sign = Comparator.ONE_EACH
    if match["high"]:
        sign = Comparator.RANGE
    if share and re.match(" ?of ", read.text[match.end() :]):
        end = min(at for at in (read.text.find(";", end), len(read.text)) if at >= 0)
    after = read.text[match.end() : end]
    unit = "%" if share else _unit(read.text[match.end() :], read.text[start : match.start()])
    found = _found(read, (start, end), match.span(), sign or Comparator.EQUAL, value, unit)
    places = bool(re.match(rf" ?(?:of )?(?:the |all )?{PLACES}", after, re.I))
    return replace(
        found, value_max=Decimal(match["high"]) if match["high"] else None, per=each, places=places and not each,
        names_scheme=sign is None and bool(_SCHEME.match(after)),
        coverage="all" if re.search(r"\ball (?:the )?$", read.text[: match.start()], re.I) else "",
    )  # fmt: skip


def _unit(after: str, before: str) -> str:
    """The noun that is counted: the last word of the name that follows, else the first noun before."""
    words = re.match(r" ?([^.;]{1,120})", after)
    noun = re.search(
        rf"[\w-]*(?:{INSTITUTIONS})\w*|projects?|special(?:i?ties|ty)|names?|pilots?|bases|services",
        words[1] if words else before,
        re.I,
    )
    return noun[0].lower() if noun else (words[1].split()[0].lower() if words and words[1].split() else "")


def _coverage(read: _Sentence) -> Iterator[Found]:
    for match in _FULL.finditer(read.text):
        yield replace(
            _found(read, read.clause(match.start()), match.span(), Comparator.ALL, Decimal(100), "%"),
            coverage="all",
        )
    for match in _ALL.finditer(read.text):
        start, end = read.clause(match.start())
        if _FULL.search(read.text, start, end) or not _ALL_OF.search(match["what"][:60]):
            continue
        if _SOFT.search(read.text[match.start() : end]) or re.search(
            r"\b(?:at|of|in|for|by|to|from|with|on) $", read.text[start : match.start()], re.I
        ):
            continue
        if re.search(r"\d ?%", read.text[start : match.start()]):
            continue
        all_of = (match.start(), match.start("what"))
        found = _found(read, (start, end), all_of, Comparator.ALL, Decimal(100), "%")
        yield replace(found, coverage="all", places=bool(re.match(rf"{PLACES}", match["what"], re.I)))


def _found(
    read: _Sentence,
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
    return Found(
        printed=printed, subject=_subject(read, start, end), comparator=sign, value=value, unit=unit, at=at,
        stated=read.stretch.part(*stated).stripped(),
        institutions=bool(re.search(INSTITUTIONS, whole, re.I)), central=bool(_CENTRAL.search(whole)),
        aspirational=bool(_ASPIRATIONAL.search(read.text[start:at])),
    )  # fmt: skip


def _subject(read: _Sentence, start: int, end: int) -> str:
    """The printed words without times and dates; quotations stay."""
    printed, end = read.stretch.text, min(end, start + 400)
    quotes = {
        at for quote in _QUOTED.finditer(printed, start, end) for at in range(quote.start(), quote.end())
    }
    blotted = ((at, printed[at]) for at in range(start, end) if read.text[at] != "_" or at in quotes)
    return " ".join("".join(character for _, character in blotted).split()).strip(" ,.;")


def _day(found: Found, read: _Sentence) -> date | None:
    """The time nearest before the number, else one behind it in the sentence."""
    start = read.stretch.start
    before = [timed.day for timed in read.times if timed.printed.start - start <= found.at]
    behind = [timed.day for timed in read.times if timed.printed.start - start > found.at]
    return before[-1] if before else behind[0] if behind else None
