"""Names of units in full, where a translated list gives the level once (Municipal Health Commission, Finance Bureau)."""

from __future__ import annotations

import re

from taizhang.model.words.english_duties import (
    LEVEL_BEFORE,
    OF_PLACE,
    OFFICE_NOUN,
    OFFICE_SUBJECTS,
    PARTY_OFFICES,
)

_PARTY = r"Party Committee"
_BEFORE = re.compile(
    rf"(?P<level>{LEVEL_BEFORE}) (?:(?P<party>{_PARTY})\b|(?={OFFICE_SUBJECTS}\b|(?:Department|Bureau|Commission) of ))"
)
_BEHIND = re.compile(rf"(?P<behind> of (?:the )?(?:[A-Z]\w* ){{0,3}}{OF_PLACE}(?<!Government))$")
_OFFICE = re.compile(
    rf"{OFFICE_SUBJECTS}\b[\w ,/'-]*\b{OFFICE_NOUN}|(?:Department|Bureau|Commission) of {OFFICE_SUBJECTS}\b[\w ,/'-]*"
)
_PARTY_OFFICE = re.compile(rf"(?:{_PARTY} )?{PARTY_OFFICES}\b[\w ]*\b{OFFICE_NOUN}")


class FullNames:
    """Reads the names of one clause in order, carrying the level printed last."""

    def __init__(self) -> None:
        self._level = ""  # before the name: `Municipal `
        self._party = ""  # before the name of a party office: `Municipal Party Committee `
        self._behind = ""  # behind the name: ` of the Autonomous Region`

    def read(self, printed: str) -> str:
        """The name with its level; as printed where it has one, or where none was printed before it."""
        if carried := _BEFORE.match(printed):
            self._level, self._behind = f"{carried['level']} ", ""
            self._party = f"{self._level}{_PARTY} " if carried["party"] else ""
        elif closed := _BEHIND.search(printed):
            self._level, self._party, self._behind = "", "", closed["behind"]
        elif _PARTY_OFFICE.fullmatch(printed):
            return self._of_party(printed)
        elif _OFFICE.fullmatch(printed):
            return f"{self._level}{printed}{self._behind}"
        return printed

    def _of_party(self, printed: str) -> str:
        if self._level and printed.startswith(_PARTY):
            return f"{self._level}{printed}"
        return f"{self._party}{printed}" if self._party else printed
