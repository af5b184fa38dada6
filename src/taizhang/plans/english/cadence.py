"""Reporting: how often somebody reports to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.english import MONTHS
from taizhang.plans.draft import Reported
from taizhang.plans.squeezed import Stretch

_OFTEN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (every, re.compile(words, re.I))
    for every, words in (
        ("half-yearly", r"\b(?:(?:each|every) (?:six months|6 months|half[ -](?:a[ -])?year)|half[- ]yearly|semi-?annual(?:ly)?|biannually|twice a year|every half of the year)\b"),
        ("quarterly", r"\b(?:(?:each|every|per|a) quarter|(?:each|every) (?:three|3) months|quarterly)\b"),
        ("monthly", r"\b(?:(?:each|every|per|a) month|monthly)\b"),
        ("annual", r"\b(?:(?:each|every|per|a) year|annual(?:ly)?|yearly)\b"),
    )
)  # fmt: skip
_REPORT = re.compile(
    r"\b(?:report(?:s|ed|ing)?(?! (?:that|card|form))|(?:submit(?:s|ted)?|send|sent|submission|feed(?:s|back)?(?: back)?|summari[sz]e) [^.;]{0,80}?\b(?:progress|report|work|situation|status|implementation|summar\w+|information|results)\b"
    r"|(?:progress|report|situation|status|summar\w+|results) [^.;]{0,60}?\b(?:submitted|reported|sent)\b)",
    re.I,
)
_NOT_REPORT = re.compile(
    r"\b(?:disease|case|infectious|epidemic|incident|direct|adverse) report|\bannual (?:salary|report on)|publicly|\bto the (?:public|society)\b",
    re.I,
)
_MONTH = "|".join(MONTHS)
_TWO_MONTHS = re.compile(rf"\b(?:{_MONTH})(?: \d{{1,2}})? and (?:{_MONTH})\b")
_BODY = r"(?:Office|Commission|Group|Bureau|Government|Department|Committee|Secretariat|Ministry|Council|office|group|government|department|commission)"
_TO = re.compile(
    rf"\b(?:to|with) (?:the )?(?P<to>(?:[A-Z]|(?:municipal|provincial|county|city|medical)\b)[\w' ]*?{_BODY}(?: (?:of|for) (?:the )?[A-Z][\w' ]+?{_BODY})?)\b(?! (?:of|for)\b)"
)
_TO_OF = re.compile(
    rf"\b(?:to|with) (?:the )?(?P<to>[A-Z][\w' ]*?{_BODY} (?:of|for) (?:the )?[A-Z][\w' ]+?)(?= (?:every|each|on|in|by|before|at|quarterly|monthly|annually)\b|[.,;]|$)"
)
_BY = re.compile(
    r"^(?:\d+\. ?|\(\d+\) ?)?(?P<by>(?:All|Each|Every|The|Various|Relevant|Local|Member)\b[\w' (),]{3,80}?) (?:should|shall|must|will|need|are required|report|submit)\b"
)


def read_cadences(sentence: Stretch) -> Iterator[Reported]:
    """The regular report that the sentence asks for."""
    text = sentence.text
    report = _REPORT.search(text)
    often = [(every, found) for every, words in _OFTEN for found in words.finditer(text)]
    if not report or not often or _NOT_REPORT.search(text):
        return
    every, when = min(often, key=lambda one: _distance(text, one[1], report))
    if every == "annual" and _TWO_MONTHS.search(text):
        every = "half-yearly"
    by, to = _BY.search(text), _TO_OF.search(text) or _TO.search(text)
    printed = sentence.part(min(report.start(), when.start()), max(report.end(), when.end()))
    yield Reported(printed, every, "report", by["by"] if by else "", to["to"] if to else "")


def _distance(text: str, often: re.Match[str], report: re.Match[str]) -> tuple[int, int]:
    """How far a time stands from the word for reporting, commas first."""
    first, last = sorted((often.span(), report.span()))
    between = text[first[1] : last[0]]
    return between.count(",") + between.count(";"), len(between)
