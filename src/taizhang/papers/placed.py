"""A stated number on its way into a paper: text that a template prints, between marks that later become a bookmark."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from html import escape

from taizhang.papers.fit_text import fit_text
from taizhang.rollups.stated import Stated

# Characters that no text from outside can hold (fit_text), and that XML allows.
OPENS, PARTS, CLOSES = "\ue000", "\ue001", "\ue002"


@dataclass(frozen=True, slots=True)
class Placed:
    """The number as a template sees it: it prints, is true unless it is 0, and compares like a number."""

    at: int  # in the list of those placed
    stated: Stated

    def __str__(self) -> str:
        return f"{OPENS}{self.at}{PARTS}{fit_text(self.stated.printed)}{CLOSES}"

    def __html__(self) -> str:
        return escape(str(self))

    def __bool__(self) -> bool:
        return self.stated.value != 0

    def __eq__(self, other: object) -> bool:
        return self.stated.value == _value(other)

    def __hash__(self) -> int:
        return hash(self.stated.value)

    def __lt__(self, other: object) -> bool:
        return self._number < _value(other)

    def __gt__(self, other: object) -> bool:
        return self._number > _value(other)

    def __le__(self, other: object) -> bool:
        return self._number <= _value(other)

    def __ge__(self, other: object) -> bool:
        return self._number >= _value(other)

    @property
    def _number(self) -> Decimal:
        return self.stated.value if self.stated.value is not None else Decimal(0)


def _value(other: object) -> Decimal:
    if isinstance(other, Placed):
        return other._number
    return Decimal(str(other)) if isinstance(other, int | float | Decimal) else Decimal("NaN")


@dataclass(slots=True)
class Places:
    """The numbers of one paper in the order in which they were asked for."""

    stated: list[Stated] = field(default_factory=list)

    def place(self, one: Stated | None) -> Placed | str:
        """The number for a template; a dash where there is none."""
        if one is None:
            return "—"
        self.stated.append(one)
        return Placed(len(self.stated) - 1, one)
