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
_DAYS_AT_WORK = re.compile(r" ?(working days?|years(?= old))\b", re.I)
_NO_NOUN = r"(?:in|of|at|by|for|to|with|and|or|per|on|within|from|before|after|is|are|will|shall|respectively|each|every)\b"
_NOUN = re.compile(rf"(?:[\w-]*(?:{INSTITUTIONS})\w*|\b(?:{COUNTED})\b|\b{PLACES}\b)(?! ?-? ?level)", re.I)
# Where the name of what is counted ends: a preposition, a verb, an aside.
_PHRASE_ENDS = re.compile(
    r"[(·_:\"]| (?:of|in|for|with|to|by|at|on|that|which|who|whom|whose|per|from|shall|will|should|must|are|is|be|were|was|has|have|had|can|may|each|every|as|through|throughout|aged|within|before|"
    r"during|between|among|under|above|below|over|nationwide|respectively|reach\w*|complet\w*|carr\w+|pass\w*|meet|meets|become\w*|take|takes|and(?= [a-z]+(?:ly)? (?:the|a|an|its|their)\b))\b",
    re.I,
)
_NUMBER_OF = re.compile(r"\bnumber of (?:the )?(?P<what>[^,;.]{2,80})", re.I)
_MODIFIER = re.compile(
    r"(?:level|\bnational|\bprovincial|\bmunicipal|\bregional|\w+al|\w+ary|\bcounty|\bcity|\bnew|\bmore|\bother|\bones)$",
    re.I,
)
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
    """The noun that is counted: the head of the name that follows, else the first noun before."""
    if days := _DAYS_AT_WORK.match(after):
        return days[1].lower()
    words = re.match(
        r" ?(?:(?:or|and) (?:more|above|higher|less|below|over) ?)?(?P<name>[^.;,]{1,120})", after
    )
    name = words["name"] if words and re.match(rf" ?(?!{_NO_NOUN})[A-Za-z(]", words["name"]) else ""
    own = _PHRASE_ENDS.split(name, maxsplit=1)[0]
    heads = list(_NOUN.finditer(own.partition(" and ")[0])) or list(_NOUN.finditer(own))
    if heads:
        return heads[-1][0].lower().strip()
    if own and not _MODIFIER.search(own) and not re.match(_OF_LEVEL, own):
        return own.partition(" and ")[0].split()[-1].lower().strip("()'\"")
    listed = _NOUN.search(after.split(";")[0]) if name else None
    number_of = _NUMBER_OF.search(before)
    said = list(_NOUN.finditer(_PHRASE_ENDS.split(number_of["what"], maxsplit=1)[0])) if number_of else []
    found = (
        listed
        or (said[-1] if said else None)
        or _NOUN.search(before)
        or re.search(r"\b(?:number|rate|level|amount|score|ratio)\b", before, re.I)
    )
    return found[0].lower().strip() if found else "number"


def per_what(text: str, clause: tuple[int, int]) -> str:
    start, end = clause
    head = _PER_HEAD.search(text, start, end)
    if head:
        return head[0].replace("'", ",")
    found = EACH.search(text, start, end)
    return f"each {found['per'].replace('·', ',')}" if found else ""
