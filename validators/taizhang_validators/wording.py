"""How a rule's sentence is filled with facts: numbers plain, nothing shown as 空."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import Formatter

from taizhang.model.grid import plain
from taizhang.model.words.days import day_words


@dataclass(frozen=True, slots=True)
class Wording:
    """What is wrong with the value seen, then what to do; facts stand in braces."""

    says_with: str
    fix_with: str

    def says(self, facts: Mapping[str, object]) -> str:
        return _filled(self.says_with, facts)

    def fix(self, facts: Mapping[str, object]) -> str:
        return _filled(self.fix_with, facts)

    @property
    def names(self) -> frozenset[str]:
        """The facts that the two sentences name."""
        return frozenset(
            name
            for text in (self.says_with, self.fix_with)
            for _, name, _, _ in Formatter().parse(text)
            if name
        )


def _filled(sentence: str, facts: Mapping[str, object]) -> str:
    return sentence.format_map({name: worded(value) for name, value in facts.items()})


def worded(value: object) -> str:
    """A fact as it stands in a Chinese sentence.

    Numbers carry no exponent, days are 2022年9月30日, lists are joined by 、 and nothing at all is 空.
    """
    match value:
        case None | "":
            return "空"
        case bool():
            return "是" if value else "否"
        case Decimal():
            return plain(value)
        case date():
            return day_words(value)
        case str():
            return str(value)
        case Iterable():
            return "、".join(map(worded, value))
        case _:
            return str(value)
