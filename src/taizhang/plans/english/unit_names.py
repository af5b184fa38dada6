"""Names of units in a translated list: where one ends and the next begins, and the Chinese office behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.english import OFFICES
from taizhang.model.words.english_duties import (
    GENERIC_OPENS,
    NAME_GOES_ON,
    NAME_OPENS,
    OF_PLACE,
    OFFICE_NOUN,
    PLACE_NOUN,
)
from taizhang.plans.brackets import depth_by_character, split_outside
from taizhang.plans.squeezed import Stretch

_JOINED = re.compile(r" ?(?:,? and|,? as well as|&|/) ")
_ENDS_NAME = re.compile(rf"(?:\b{OFFICE_NOUN}|\))(?:'s)?$")
_LEVEL_ONLY = re.compile(
    r"(?:the |all |each )?(?:provincial|municipal|city|county|district|township|prefectural|banner)", re.I
)
_HEADED = re.compile(rf"\b{OFFICE_NOUN} (?:of|for) ")
_OPENS = re.compile(NAME_OPENS)
_HEAD_OF = re.compile(rf"(?:the )?(?:[A-Z]\w* ){{0,2}}{OFFICE_NOUN} (?:of|for) ")
_OWN_OFFICE = re.compile(
    rf"(?:[A-Z][\w']+ ){{2,6}}{OFFICE_NOUN}\b"
)  # a park whose own office stands behind its name
_GOES_ON = re.compile(NAME_GOES_ON, re.I)
_HAS_OFFICE = re.compile(rf"\b{OFFICE_NOUN}\b")
_OF_PLACE_ENDS = re.compile(rf" of (?:the )?(?:[A-Z]\w* ){{0,3}}{OF_PLACE}$")
_PLACES_END = re.compile(rf"\b{PLACE_NOUN}(?: ?\([^()]*\))?$")
_PLACES_OPEN = re.compile(rf"(?:and |each |all |the )*{PLACE_NOUN}\b(?! [A-Z])")
# Names of offices that hold commas: Culture, Radio, Television and Tourism Bureau.
_OPEN_NAME = re.compile(r"(?:and )?(?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][a-z]+)*")
_INSIDE_NAME = re.compile(rf"[A-Z][a-z]+|[A-Z][a-z]+ and (?:[A-Z][a-z]+ ){{1,2}}{OFFICE_NOUN}")
_GENERIC = re.compile(GENERIC_OPENS, re.I)
_ARTICLE = re.compile(
    r"(?:and |with |by |of |for )*(?:the )?(?:(?:leadership|responsibility) of the )?", re.I
)
_NO_NAME = re.compile(
    r"^(?:and |or |also |as well as )?(?:etc\.?|so on|others|other (?:units|departments|relevant (?:units|departments)))?$",
    re.I,
)
_OF_LEVEL = re.compile(
    r"\b(?:provincial|municipal|city|county|district|autonomous|prefectur\w*|state|national|central)\b", re.I
)
_OTHERS = re.compile(
    r"^(?:and )?(?:the )?other (?:relevant |related |competent |concerned |functional |member )?(?:departments|units|agencies|institutions|offices|parties|bodies|commissions)\b",
    re.I,
)


def split_units(listed: Stretch) -> Iterator[Stretch]:
    """Each unit that a list names, without articles; what only says that there are others is none."""
    for part in split_list(listed):
        for unit in _split_joined(part):
            bare = _bare(unit)
            if len(bare) > 2 and not _NO_NAME.match(bare.text) and not says_others(bare.text):
                yield bare


def says_others(text: str) -> bool:
    """`other relevant departments` stands for 等有关部门; with a level it is a unit of its own."""
    return bool(_OTHERS.match(text)) and not _OF_LEVEL.search(text)


def is_generic(unit: str) -> bool:
    return bool(_GENERIC.match(unit))


def split_list(listed: Stretch) -> Iterator[Stretch]:
    """The parts between commas; `all cities, counties and districts` and `Culture, Radio and Tourism Bureau` are one."""
    held: Stretch | None = None
    for part in split_outside(listed, ",，、"):
        if held is not None and _goes_on(held.text, part.text):
            held = Stretch(held.source, held.start, part.end)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _goes_on(held: str, part: str) -> bool:
    """Whether the comma before a part stands inside a list of places or inside the name of an office."""
    if _PLACES_END.search(held) and _PLACES_OPEN.match(part):
        return True
    opened = _OPEN_NAME.fullmatch(held) and not _ENDS_NAME.search(held)
    return bool(opened and _INSIDE_NAME.fullmatch(part))


def _split_joined(part: Stretch) -> Iterator[Stretch]:
    depths = depth_by_character(part.text)
    for found in _JOINED.finditer(part.text):
        if (
            found.start()
            and depths[found.start()] == 0
            and _parts_names(part.text[: found.start()], part.text[found.end() :])
        ):
            yield part.part(0, found.start())
            yield from _split_joined(part.part(found.end()))
            return
    yield part


def _parts_names(left: str, right: str) -> bool:
    """Whether `and` stands between two units and not inside the name of one."""
    if _LEVEL_ONLY.fullmatch(left.strip()) or (_PLACES_END.search(left) and _PLACES_OPEN.match(right)):
        return False
    if _ENDS_NAME.search(left.strip()):
        return bool(re.match("the |[A-Z]", right)) or bool(_OPENS.match(right))
    if _OF_PLACE_ENDS.search(left) and _HAS_OFFICE.search(left):
        return bool(re.match("(?:the )?[A-Z]", right)) or bool(_OPENS.match(right))
    if _PLACES_END.search(left):
        return right.startswith("the ") or bool(_OPENS.match(right) or _OWN_OFFICE.match(right))
    headed = _HEADED.search(_bare_text(left))
    return (
        bool(headed)
        and not _GOES_ON.match(right)
        and bool(_OPENS.match(right) or _HEAD_OF.match(right) or re.match("the [A-Z]", right))
    )


def _bare_text(text: str) -> str:
    return text[_ARTICLE.match(text).end() :]  # type: ignore[union-attr]


def _bare(part: Stretch) -> Stretch:
    part = part.stripped(" ,.:;，、")
    found = _ARTICLE.match(part.text)
    return part.part(found.end() if found else 0).stripped(" ,.:;，、")


def canonical_office(unit: str) -> str:
    """The Chinese office that a translated name stands for; "" where the words name none."""
    level = (
        "省" if re.match("provincial", unit, re.I) else "市" if re.match("municipal|city", unit, re.I) else ""
    )
    if re.match("other ", unit, re.I):
        return f"其他{'省' if 'provincial' in unit.lower() else '市' if 'municipal' in unit.lower() else ''}有关部门"
    for words, office in OFFICES:
        if level and all(word in unit.lower() for word in words):
            return level + office.replace("{}", "厅" if level == "省" else "局")
    return ""
