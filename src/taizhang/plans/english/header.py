"""The head of a translated notice, and the regular reports that a sentence asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from taizhang.model.words.english import MONTHS, PLAN_WORDS, PROVINCES
from taizhang.plans.draft import Head, Reported
from taizhang.plans.squeezed import Squeezed, Stretch

_PLAN = re.compile(rf"\b(?:{PLAN_WORDS})\b", re.I)
_PLACE = re.compile(
    r"\b(?P<place>(?P<name>[A-Z][a-z']+(?: [A-Z][a-z']+)?) (?P<level>Province|Autonomous Region|City|Municipality|County|District|Prefecture))\b"
)
_LEVELS = {"Province": "province", "Autonomous Region": "province", "Municipality": "province", "City": "city",
           "Prefecture": "city", "County": "county", "District": "county"}  # fmt: skip
_NUMBER = re.compile(r"^[A-Z][\w' ]{2,40}[\[(〔]20\d\d[\])〕] ?No\. ?\d{1,4}$")
_DATE = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)}) (?P<day>\d{{1,2}}),? (?P<year>20\d\d)\b")
_ISSUER = re.compile(
    r"\b(?:The )?(?:General )?Office of the People's Government of [A-Z][a-z]+ (?:Province|City|County)|\b(?:The )?People's Government of [A-Z][a-z]+ (?:Province|City)"
)
_EVERY = {
    "quarter": "quarterly",
    "month": "monthly",
    "year": "annual",
    "quarterly": "quarterly",
    "monthly": "monthly",
}
_OFTEN = re.compile(
    r"\b(?:each|every) (?P<each>quarter|month|year)\b|\b(?P<adverb>quarterly|monthly)\b", re.I
)
_REPORT = re.compile(r"\breport(?:s|ed)?\b(?! that)", re.I)
_TO = re.compile(
    r"\breport\w* .{0,30}?\b(?:to|of) (?:the )?(?P<to>[A-Z][\w' ]+?(?:Office|Commission|Group|Bureau))\b"
)
_BY = re.compile(r"^(?P<by>(?:All|Each|Every) [\w' ]{3,40}?) (?:should|shall|must|will)\b")


def read_head(source: Squeezed, first_task: int) -> Head:
    """What the document says of itself."""
    front = Stretch(source, 0, first_task)
    lines = [
        line.text[: max(0, first_task - line.start)] for line in source.lines() if line.start < first_task
    ]
    title = _read_title(lines)
    place = _PLACE.search(title) or _PLACE.search(front.text)
    named = place["name"] if place else ""
    issuer = _ISSUER.search(" ".join(lines[1:]) or front.text)
    return Head(
        title=title, place=place["place"] if place else "", level=_LEVELS[place["level"]] if place else "",
        year=_read_year(title, front.text), canonical=PROVINCES.get(named, "") if place else "",
        issuer=issuer[0] if issuer else "", number=next((line for line in lines if _NUMBER.match(line)), ""),
        issued_on=_read_date(lines), year_from="stated" if re.search("20\\d\\d", title) or _read_date(lines) else "cited", draft=bool(re.search("draft for comment|soliciting opinions", front.text, re.I)),
        starts_at=max(0, front.text.rfind(title) + len(title)) if title in front.text else 0,
    )  # fmt: skip


def _read_title(lines: list[str]) -> str:
    """The last line before the text that calls itself a plan, with the line before where it is only its end."""
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position]
        if not _PLAN.search(line) or len(line) > 220 or line.endswith((".", ":", ";")):
            continue
        title = _after_date(line)
        if len(title) < 40 and position:
            title = f"{_after_date(lines[position - 1])} {title}"
        return title
    return lines[0] if lines else ""


def _after_date(line: str) -> str:
    found = list(_DATE.finditer(line))
    return line[found[-1].end() :].strip() if found else line


def _read_year(title: str, front: str) -> int | None:
    found = re.search(r"\b(20\d\d)\b", title) or re.search(r"\b(20\d\d)\b", front)
    return int(found[1]) if found else None


def _read_date(lines: list[str]) -> date | None:
    for line in lines:
        found = _DATE.search(line)
        if found and not re.search("time:|published", line, re.I):
            try:
                return date(int(found["year"]), MONTHS.index(found["month"]) + 1, int(found["day"]))
            except ValueError:
                continue
    return None


def read_cadences(sentence: Stretch) -> Iterator[Reported]:
    """The regular report that the sentence asks for."""
    report = _REPORT.search(sentence.text)
    often = _OFTEN.search(sentence.text)
    if not report or not often:
        return
    by, to = _BY.search(sentence.text), _TO.search(sentence.text)
    word = (often["each"] or often["adverb"]).lower()
    printed = sentence.part(min(report.start(), often.start()), max(report.end(), often.end()))
    yield Reported(printed, _EVERY[word], "report", by["by"] if by else "", to["to"] if to else "")
