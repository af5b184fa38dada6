"""Which rows of a lower plan answer which rows of an upper one, and why others do not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Join:
    """A row of the upper plan, and the row of the lower one that answers it or was thought to."""

    upper: str  # row id
    lower: str  # row id
    upper_words: str
    lower_words: str
    factor: Decimal = Decimal(1)  # how many of the upper plan's units one of the lower plan's is
    refused: str = ""  # one Chinese sentence: why nothing is carried over; "" where it is


@dataclass(frozen=True, slots=True)
class Joining:
    """What of a lower plan answers an upper one."""

    upper: str  # title
    lower: str  # title
    joins: tuple[Join, ...]  # in the order of the upper plan

    @property
    def taken(self) -> tuple[Join, ...]:
        return tuple(one for one in self.joins if not one.refused)
