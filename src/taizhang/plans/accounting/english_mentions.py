"""What English sentences mention: times, numbers and words of duty."""

from __future__ import annotations

import re

from taizhang.model.words.english import MONTHS, NUMBERS, ORDINALS
from taizhang.plans.accounting.mentions import MentionKind

_MONTH = "|".join(MONTHS)
_WORDS = "|".join(word for word in NUMBERS if word != "one")
_ORDINAL = "|".join(word.lower() for word in ORDINALS)
_TIMES = (
    rf"\b(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? 20\d\d\b|\b(?:{_MONTH}) \d{{1,2}}(?!\d)|\b\d{{1,2}} (?:{_MONTH})(?: 20\d\d)?",
    rf"\b(?:end of |mid-?|early |late )?(?:{_MONTH})\b(?:,? 20\d\d)?",
    r"\b20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?: \d{1,2}:\d\d(?::\d\d)?)?",
    r"\b(?:end of )?20\d\d(?: ?[-–—to]+ ?20\d\d)?\b|\b\d{1,2}:\d\d\b",
    r"\b(?:end of |during |within |in )?(?:the |this |each |every |per |next |last |previous |same |current |whole |that )+(?:year|quarter|month|week|day)s?\b",
    r"\b(?:(?:first|second|third|fourth) quarter(?: of (?:20\d\d|the year))?|(?:first|second) half of (?:the year|20\d\d))\b",
    r"\b(?:quarterly|monthly|annual(?:ly)?|yearly|daily|weekly|half-yearly)\b",
    r"\b(?:each|every) (?:\d+|two|three|four|six) (?:years?|months?|weeks?|days?)\b|\b(?:each|every) half (?:a )?year\b",
    r"\b(?:\d+|one|two|three|four|five|six|seven|ten|twelve|several)[ -]?(?:-)?(?:years?|months?|weeks?|days?|hours?|minutes?)\b(?:[ -]old)?",
    r"\b(?:\"?\d+th|thirteenth|fourteenth|fifteenth) five[- ]year(?: plan)?\"?(?: period)?",
)  # fmt: skip
_AMOUNTS = (
    r"(?<![\w.])\d+(?:[.,:+×/]\d+)*(?: ?[-–~] ?\d+(?:[.,]\d+)*)?(?: ?%| percent\b|‰)?|\d+",
    rf"\b(?:{_WORDS}|one(?= (?:of the )?[\w-]+)|hundreds?|thousands?|million|billion|half|double[ds]?|triple[ds]?|dozens?)\b",
    rf"\b(?:{_ORDINAL})\b",
    r"\b(?:full|fully) cover(?:age|ed)\b|\ball\b",
)
_ROLES = (
    r"responsibilit(?:y|ies) of|\bresponsib(?:le|ility)\b|\bin charge of\b|\btak(?:e|es|ing) the lead\b|\bled by\b|\bleading units?\b|"
    r"\blead(?:ing)? (?:unit|department|office)s?\b|\bcooperat(?:e|es|ed|ing)\b|\bdivision of (?:responsibilities|labor|duties|work)\b"
)
_READERS = (
    (MentionKind.TIME, re.compile("|".join(_TIMES), re.IGNORECASE)),
    (MentionKind.NUMBER, re.compile("|".join(_AMOUNTS), re.IGNORECASE)),
    (MentionKind.DUTY, re.compile(_ROLES, re.IGNORECASE)),
)
_BLOT = "▁"


def scan_english(text: str) -> list[tuple[int, int, MentionKind]]:
    """Start, end and kind of every mention in a sentence; times first, so that their numbers are not said twice."""
    left, found = text, []
    for kind, words in _READERS:
        found += [(*match.span(), kind) for match in words.finditer(left)]
        left = words.sub(lambda match: _BLOT * len(match[0]), left)
    return sorted(found)
