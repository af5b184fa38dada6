"""The truth table: what was planted, held against what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Planted:
    """One thing that must be found: at a reporter, a rule's code on a row, or what becomes of the whole report."""

    reporter: str
    what: str  # a rule's code, a verdict or a reporting state
    row: str = ""  # id of the ledger row; "" for the file as a whole

    def __str__(self) -> str:
        return " ".join(filter(None, (self.reporter, self.what, self.row)))


def compare(
    planted: Iterable[Planted], found: Iterable[Planted]
) -> tuple[tuple[Planted, ...], tuple[Planted, ...]]:
    """What was planted and not found, and what was found and not planted, both in order."""
    expected, seen = set(planted), set(found)
    return tuple(sorted(expected - seen)), tuple(sorted(seen - expected))
