"""Responsibility clauses: the brackets and labelled lines that say who answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.english_duties import LEVEL_BEFORE, OFFICE_NOUN
from taizhang.plans.brackets import bracket_pairs
from taizhang.plans.english.clause_groups import read_groups
from taizhang.plans.english.unit_names import is_generic
from taizhang.plans.squeezed import Squeezed, Stretch

_ROLE = re.compile(
    r"\b(?:responsib\w+|in charge|takes? the lead|taking the lead|led by|leads?\b|leading|cooperat\w+|participat\w+|undertak\w+|division of|assist\w+|implemented by|organi[sz]ed by|in conjunction with)",
    re.I,
)
_NO_CLAUSE = re.compile(
    r"hereinafter|referred to|abbreviat|see (?:the )?(?:annex|attachment)|attached|omitted|e\.g\.|for example|such as|including\b",
    re.I,
)
_LABELLED = re.compile(
    r"(?:the )?(?:(?:main |primary |other )?(?:responsib\w+|lead(?:ing)?|cooperat\w+|participat\w+|assisting|supporting|undertaking|organi[sz]ing|host\w*)(?: (?:responsib\w+|lead\w*|and \w+))?(?: (?:units?|departments?|agency|agencies|party|parties|body|bodies|institutions?|offices?))?|units? responsible|units? in charge|division of (?:responsibilities|labor)) ?(?:[:：]|(?:is|are)[:：])"
    rf"|(?:(?:main )?responsible|lead(?:ing)?|cooperating|participating|supporting) (?:units?|departments?) (?=(?:the )?(?-i:{LEVEL_BEFORE}) )",
    re.I,
)
_IS_DUTY = re.compile(
    r"\b(?:responsible|in charge|takes? the lead|cooperates?|participates?)(?: (?:for|of|according to|in accordance with|based on|by) (?:the |their |its )?(?:respective )?(?:divisions? of )?(?:responsibilit\w+|duty|duties|labou?r|functions?|work))?(?: respectively)?$",
    re.I,
)
_WHEN_LABEL = re.compile(
    r"(?:completion (?:time|date)|time ?(?:limit|frame|node)|deadline|schedule) ?[:：]", re.I
)
_UNIT = re.compile(
    r"(?:the |and )*(?:National|State|Central|Ministry|Provincial|Autonomous|Regional|Municipal|City|County|District|Prefectur\w+|League|Banner|All|Each|Every|Other|Various|Relevant|[A-Z][a-z]+ (?:City|County|District))\b"
    r"[\w' ()/&,-]{2,120}",
    re.I,
)
_OF_A_LEVEL = re.compile(
    rf"\b{OFFICE_NOUN} of the (?:National|Provincial|Municipal|City|County|District|Prefecture|State)\b"
)
_LONGEST = 2000


def opens_label(text: str) -> bool:
    """Whether the words open with a label (Responsible units: …)."""
    return bool(_LABELLED.match(text))


def closes_duty(text: str) -> bool:
    """Whether the words end in a unit's part (… are responsible according to their duties)."""
    return bool(_IS_DUTY.search(text))


def find_clauses(source: Squeezed) -> tuple[Stretch, ...]:
    """Every clause in its order; none stands inside another."""
    found: list[Stretch] = []
    for start, end in sorted((*_brackets(source), *_labelled_lines(source), *_duty_lines(source))):
        if not found or start >= found[-1].end:
            found.append(Stretch(source, start, end))
    return tuple(found) or tuple(_spoken_ends(source))


def _duty_lines(source: Squeezed) -> Iterator[tuple[int, int]]:
    """Lines of units and their part alone, without a label: `A, B and C are responsible according to their duties`."""
    for line in source.lines():
        bare = line.stripped(" .;")
        if len(bare) < _LONGEST and _IS_DUTY.search(bare.text) and _names_offices(bare):
            yield line.start, line.end


def _names_offices(line: Stretch) -> bool:
    """Whether the line is a list of offices with a word on their part, and nothing else."""
    if re.search(r"\d|[.;:：] ", line.text) or not line.text[:1].isupper():
        return False
    groups = list(read_groups(line, ""))
    return any(group.word for group in groups) and all(
        _is_office(unit.text) for group in groups for unit in group.units
    )


def _spoken_ends(source: Squeezed) -> Iterator[Stretch]:
    """`The Health Bureau takes the lead.` as a line's last sentence, where no clause has another shape."""
    for line in source.lines():
        bare = line.stripped(" .;")
        at = max(bare.text.rfind(". "), bare.text.rfind("; ")) + 2
        last = bare.part(at).stripped(" —–-")
        if at >= 2 and 20 < len(last) < _LONGEST and _names_offices(last):
            yield last


def _is_office(unit: str) -> bool:
    return bool(re.search(rf"\b{OFFICE_NOUN}\b", unit)) and len(unit) < 100


def _brackets(source: Squeezed) -> Iterator[tuple[int, int]]:
    text, last = source.text, 0
    for start, end in bracket_pairs(text):
        if end - start > _LONGEST or start < last:
            continue
        if _is_clause(source, start, end):
            yield start, end
            last = end


def _is_clause(source: Squeezed, start: int, end: int) -> bool:
    """Whether a bracket names units and their part, and no sentence runs on behind it."""
    text = source.text
    if (
        re.match(r" ?(?:[a-z]|,)", text[end : end + 2])
        and end not in source.breaks
        and end + 1 not in source.breaks
    ):
        return False
    content = text[start + 1 : end - 1].strip(" .")
    if _LABELLED.match(content):
        return True
    stops = text[max(0, start - 2) : start].rstrip()[-1:] in (".", ";", ")", "。") or start in source.breaks
    if _NO_CLAUSE.match(content) or not (_ROLE.search(content) or stops):
        return False
    groups = list(read_groups(Stretch(source, start + 1, end - 1), ""))
    units = [unit.text for group in groups for unit in group.units]
    if any(group.part for group in groups):
        return any(
            re.search(rf"[A-Z]|\b(?!hospitals?|institutions){OFFICE_NOUN}\b|counties", unit) for unit in units
        )
    named = [bool(_UNIT.fullmatch(unit) or _OF_A_LEVEL.search(unit)) for unit in units]
    return (
        stops
        and any(named)
        and all(one or _is_office(unit) or is_generic(unit) for one, unit in zip(named, units, strict=True))
    )


def _labelled_lines(source: Squeezed) -> Iterator[tuple[int, int]]:
    """Lines that open with a label (Responsible units: …), one clause where they follow each other."""
    held: tuple[int, int] | None = None
    for line in source.lines():
        if _LABELLED.match(line.text) and len(line) < _LONGEST:
            held = (held[0] if held else line.start, line.end)
        elif held and _WHEN_LABEL.match(line.text):
            held = (held[0], line.end)
        elif held:
            yield held
            held = None
        if not held:
            yield from _behind_sentence(line)
    if held:
        yield held


def _behind_sentence(line: Stretch) -> Iterator[tuple[int, int]]:
    """A label behind the last sentence of a line, without brackets."""
    for found in _LABELLED.finditer(line.text):
        if (
            re.search(r"[.。;；] ?$", line.text[: found.start()][-2:])
            and len(line) - found.start() < _LONGEST
        ):
            yield line.start + found.start(), line.end
            return
