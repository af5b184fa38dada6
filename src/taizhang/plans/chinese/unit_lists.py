"""Lists of units, told from other words by what their names end in and by the parts that they are said to take."""

from __future__ import annotations

import re

from taizhang.model.words.clauses import ROLE_WORDS, TIME_PIECE, UNIT_ENDS

_ROLES = "|".join(words for _, words in ROLE_WORDS)
ENDS_IN_ROLE = re.compile(f"(?:{_ROLES})$")
_UNIT_END = re.compile(
    "(?:" + "|".join(UNIT_ENDS) + r"|各?[县市区州旗地盟][(（][^()（）]*[)）]|各地|[县市区州旗盟])$"
)
_ASIDE_AT_END = re.compile(r"[(（〔\[][^()（）〔〕\[\]]{1,30}[)）〕\]]$")
_AND_OTHERS = re.compile("(?<!高)等(?:[^、,，]{0,12}(?:部门|单位|机构))?$")
_WHEN = re.compile(TIME_PIECE)
WHEN_AT_END = re.compile(f"[,，;；](?:{TIME_PIECE})$")
_LONGEST_NAME = 30  # characters
_LONGEST_ROLE = 16  # characters
_MOSTLY = 0.6  # share of the parts that are named as units are, where a role is said


def lists_units(text: str) -> bool:
    """Whether every part is named as units are."""
    parts = _parts(text)
    return bool(parts) and all(map(_is_named, parts))


def says_who(text: str) -> bool:
    """Whether the words that a role ends are units for the most part: not 鼓励社会力量参与."""
    if not ENDS_IN_ROLE.search(text, max(0, len(text) - _LONGEST_ROLE)):
        return False
    parts = _parts(text)
    return bool(parts) and sum(map(_is_named, parts)) >= _MOSTLY * len(parts)


def only_says_who(text: str) -> bool:
    """Whether every part names units, the last with the role that they take; a time may follow."""
    parts = [part for part in re.split("[,，；;]", text) if not _WHEN.fullmatch(part)]
    return (
        bool(parts)
        and bool(ENDS_IN_ROLE.search(parts[-1]))
        and all(len(_bare(part)) > len("开会") and lists_units(part) for part in parts)
    )


def _parts(text: str) -> list[str]:
    return [part for part in map(_bare, re.split("[、,，；;]", text)) if part]


def _bare(part: str) -> str:
    return ENDS_IN_ROLE.sub("", part).removeprefix("由")


def _is_named(part: str) -> bool:
    name = _AND_OTHERS.sub("", part) if part[-2:] in ("部门", "单位", "机构") or part.endswith("等") else part
    return 1 < len(name) < _LONGEST_NAME and bool(
        _UNIT_END.search(_ASIDE_AT_END.sub("", name) or name) or _UNIT_END.search(name)
    )
