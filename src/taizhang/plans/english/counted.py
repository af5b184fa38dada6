"""What a number counts or measures: its noun, and per what it is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.plan import Comparator
from taizhang.model.words.english import COUNTED, INSTITUTIONS, PLACES

_PER_HEAD = re.compile(
    r"\b(?:per|every|each) (?:\d[\d']*|thousand|ten thousand|hundred thousand|one thousand|million)(?: (?!reach|is\b|are\b|will|shall|rose|has|increase)[a-z]+){0,3}",
    re.I,
)
EACH = re.compile(
    r"\b(?:each|every|per) (?P<per>(?:coordinat\w+ area|county|city|district|township|town|prefecture|state|community|village|institution|hospital|banner|province|street|administrative village|medical institution)(?: ?\([^)]*\)| and (?:county|city|district|township)|,? county,? (?:and )?district)?)",
    re.I,
)
_NO_NOUN = r"(?:in|of|at|by|for|to|with|and|or|per|on|within|from|before|after|is|are|will|shall|respectively|each|every)\b"
_OF_LEVEL = re.compile(
    r" ?(?:national|provincial|municipal|city|county|district|township|village|regional|prefectur\w+)\b", re.I
)


def unit_of_share(share: str) -> str:
    return "‰" if "‰" in share else "percentage points" if "point" in share.lower() else "%"


@dataclass(frozen=True)
class Amount:
    """A number where it stands, with what it is a number of."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str
    sign: Comparator | None
    per: str = ""
    share: bool = False
    scheme: bool = False
    double: bool = False


def counted_noun(after: str, before: str) -> str:
    """The noun that is counted: the last word of the name that follows, else the first noun before."""
    noun = rf"[\w-]*(?:{INSTITUTIONS})\w*|\b(?:{COUNTED})\b|\b{PLACES}\b"
    words = re.match(
        r" ?(?:(?:or|and) (?:more|above|higher|less|below|over) ?)?(?P<name>[^.;,]{1,120})", after
    )
    name = words["name"] if words and re.match(rf" ?(?!{_NO_NOUN})[A-Za-z(]", words["name"]) else ""
    listed = re.search(noun, after.split(";")[0], re.I) if name else None
    found = (
        re.search(noun, name, re.I)
        or listed
        or re.search(noun, before, re.I)
        or re.search(r"\b(?:number|rate|level|amount|score|ratio)\b", before, re.I)
    )
    if name and not re.search(noun, name, re.I) and not re.match(_OF_LEVEL, name):
        found = re.search(r"[A-Za-z]+", name)
    return found[0].lower().strip() if found else "number"


def per_what(text: str, clause: tuple[int, int]) -> str:
    start, end = clause
    head = _PER_HEAD.search(text, start, end)
    if head:
        return head[0].replace("'", ",")
    found = EACH.search(text, start, end)
    return f"each {found['per'].replace('·', ',')}" if found else ""
