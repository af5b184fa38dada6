"""Amounts that are said in other ways than by a number and its noun: 1:1.2, doubled, two thirds, twice, a station in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from taizhang.model.plan import Comparator
from taizhang.model.words.english import INSTITUTIONS, NUMBERS, PLACES
from taizhang.plans.english.comparators import comparator_before, comparator_of
from taizhang.plans.english.counted import EACH, Amount, counted_noun, per_what
from taizhang.plans.english.reading import ReadSentence

_RATIO = re.compile(r"(?<![\d:])1 ?[:：] ?(?P<low>\d+(?:\.\d+)?)(?![\d:])")
_DOUBLE = re.compile(
    r"\b(?:doubled\b|doubles\b|double (?=by\b|from|compared|the (?:number|amount|size|scale)|on the basis)|(?:to|will|shall|be) double\b(?! ?-))",
    re.I,
)
_HALF = re.compile(
    rf"\bhalf (?=of the total\b)|\bhalf of (?=(?:the |all )?(?:{PLACES}|(?:[\w-]+ ){{0,4}}?[\w-]*(?:{INSTITUTIONS})))",
    re.I,
)
_TIMES_A = re.compile(r"\b(?:at least|no less than|not less than) (?P<low>once|twice)\b", re.I)
_WHOLE = 100  # percent
_WHOLES = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_FRACTION = re.compile(
    r"\b(?P<part>one|two|three|four|five|six|seven|eight|nine)[ -](?:(?P<whole>thirds?|quarters?|fourths?|fifths?|tenths?)(?= of\b| or\b)"
    r"|(?P<ends>thirds?|quarters|fourths?|fifths?|tenths?)(?=[,.;)]|$| and\b))",
    re.I,
)
_SLASHED = re.compile(r"(?<![\d/.])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?= of\b| or\b|[,.;)]|$)")
_EACH_HAS_A = re.compile(
    rf"{EACH.pattern}[^,;.]{{0,60}}?\b(?:has|have|had|build|builds|built|set up|sets up|establish\w*|open\w*) (?P<low>an?) (?=(?:[\w-]+ ){{0,5}}?[\w-]*(?:{INSTITUTIONS}))",
    re.I,
)
_A_IN_EACH = re.compile(
    rf"\b(?:build|establish|set up|open|create) (?P<low>an?) (?=(?:[\w-]+ ){{0,5}}?[\w-]*(?:{INSTITUTIONS})[\w-]* in {EACH.pattern})",
    re.I,
)


def spoken_amounts(read: ReadSentence) -> Iterator[Amount]:
    """Every such amount, form by form."""
    yield from _ratios(read)
    yield from _fractions(read)
    yield from _folds(read)


def _ratios(read: ReadSentence) -> Iterator[Amount]:
    """Doctors to nurses 1:1.2 stands for 1.2 of the second to one of the first."""
    for match in _RATIO.finditer(read.text):
        sign = comparator_of(
            read.text[max(0, match.start() - 60) : match.start()], read.text[match.end() :][:40]
        )
        start, _ = read.clause(match.start())
        if sign or re.search(r"\bratio\b", read.text[start : match.start()], re.I):
            yield Amount(match.start(), match.end(), Decimal(match["low"]), None, "ratio", sign)


def _fractions(read: ReadSentence) -> Iterator[Amount]:
    """Two thirds and 2/3 in percent to two places, half-up, as shares are reported and compared."""
    for match in (*_FRACTION.finditer(read.text), *_SLASHED.finditer(read.text)):
        part, named = match["part"].lower(), match.groupdict().get("ends") or match["whole"]
        whole = int(named) if named.isdigit() else _WHOLES[named.lower().rstrip("s")]
        share = Decimal(100 * (int(part) if part.isdigit() else NUMBERS[part])) / whole
        before, after = read.text[max(0, match.start() - 60) : match.start()], read.text[match.end() :][:40]
        if share < _WHOLE:
            percent = share.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
            sign = comparator_of(before, after)
            yield Amount(match.start(), match.end(), percent, None, "%", sign, share=True)


def _folds(read: ReadSentence) -> Iterator[Amount]:
    for match in _DOUBLE.finditer(read.text):
        yield Amount(match.start(), match.end(), Decimal(2), None, "times", None, double=True)
    for match in _HALF.finditer(read.text):
        yield Amount(
            match.start(),
            match.start() + 4,
            Decimal(50),
            None,
            "%",
            comparator_before(read.text[: match.start()]),
            share=True,
        )
    for match in (*_EACH_HAS_A.finditer(read.text), *_A_IN_EACH.finditer(read.text)):
        start, end = match.span("low")
        noun = counted_noun(read.text[end : end + 200], "")
        yield Amount(start, end, Decimal(1), None, noun, None, per_what(read.text, read.clause(start)))
    for match in _TIMES_A.finditer(read.text):
        yield Amount(
            match.start("low"),
            match.end(),
            Decimal(1 if match["low"].lower() == "once" else 2),
            None,
            "times",
            Comparator.AT_LEAST,
        )
