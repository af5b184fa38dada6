"""What the other places of a round answered, as far as one more ledger is held against it.

A rule may say that a value lies apart or that a text is another's; whose it is, and their single values, stay here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Status

COMPARABLE_DENOMINATOR = Decimal(20)  # a rate over fewer is not compared: one case more moves it by 5 points
LONG_TEXT = 20  # characters without signs and blanks: shorter sentences are alike by chance
COMPARED_TEXTS = ("progress", "problems", "next_steps")

_SIGNS = re.compile(r"[\W_]+")

Mark = tuple[str, ...]  # see the makers of marks below


def folded_text(text: str, own_name: str = "") -> str:
    """The text without signs, blanks and the place's own name; "" where it is too short to be somebody's own."""
    if len(text) < LONG_TEXT:
        return ""
    plain = unicodedata.normalize("NFKC", text)
    letters = _SIGNS.sub("", plain.replace(own_name, "") if own_name else plain)
    return letters if len(letters) >= LONG_TEXT else ""


def text_mark(row_id: str, field_name: str, folded: str) -> Mark:
    return "text", row_id, field_name, folded


def document_mark(row_id: str, number: str) -> Mark:
    """A document under 佐证材料, as 某医改办〔2022〕3号."""
    return "document", row_id, number


def phone_mark(digits: str) -> Mark:
    return "phone", digits


@dataclass(frozen=True, slots=True)
class PlaceAnswers:
    """What is kept of one accepted ledger."""

    reporter: Reporter
    actuals: Mapping[str, Decimal]  # 累计完成值 by row id
    compared: Mapping[str, Decimal]  # the same without shares of small denominators
    statuses: Mapping[str, Status]
    marks: frozenset[Mark]  # what no two places should have alike


@dataclass(frozen=True, slots=True)
class Spread:
    """How many numbers there are, and between which most of them lie."""

    count: int
    low: Decimal  # the lower quartile
    median: Decimal
    high: Decimal
    least: Decimal
    most: Decimal

    @classmethod
    def of(cls, ordered: Sequence[Decimal]) -> Spread:
        """Of numbers in ascending order; there is one at the least."""
        last = len(ordered) - 1
        quarters = (_between(ordered, Decimal(last * part) / 4) for part in (1, 2, 3))
        low, median, high = quarters
        return cls(len(ordered), low, median, high, ordered[0], ordered[-1])


def _between(ordered: Sequence[Decimal], position: Decimal) -> Decimal:
    """The number at the position, from 0; between two of them in proportion."""
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other places of one level under one plan in one period, seen by one of them."""

    mine: Reporter
    answers: Mapping[Reporter, PlaceAnswers] = field(
        default_factory=dict
    )  # of all; one's own former ones too
    ordered: Mapping[str, Sequence[Decimal]] = field(
        default_factory=dict
    )  # by row id: what is compared, ascending
    marked: Mapping[Mark, Set[Reporter]] = field(default_factory=dict)
    statuses: Mapping[str, Mapping[Status, int]] = field(
        default_factory=dict
    )  # by row id: how many have each

    @property
    def others(self) -> int:
        """How many other places have an accepted ledger."""
        return len(self.answers) - (self.mine in self.answers)

    def spread(self, row_id: str) -> Spread | None:
        """How the others' numbers of a row lie; None where nobody gave one."""
        numbers = self.ordered.get(row_id, ())
        before = self.answers.get(self.mine)
        own = before.compared.get(row_id) if before else None
        if own is not None:
            at = bisect_left(numbers, own)
            numbers = [*numbers[:at], *numbers[at + 1 :]]
        return Spread.of(numbers) if numbers else None

    def statuses_of(self, row_id: str) -> Mapping[Status, int]:
        """How many others have each status in a row."""
        before = self.answers.get(self.mine)
        own = before.statuses.get(row_id) if before else None
        counts = self.statuses.get(row_id, {})
        return {
            status: count - (status is own) for status, count in counts.items() if count - (status is own)
        }

    def sharing(self, mark: Mark) -> int:
        """How many others have the same."""
        with_it = self.marked.get(mark, frozenset())
        return len(with_it) - (self.mine in with_it)
