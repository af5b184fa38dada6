"""What became of the faults of the round before: mended, still there, or new."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2s

from taizhang.model.finding import Finding, Severity

_TO_MEND = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding as it is known again in the next round, when rows have moved and words have changed."""

    code: str
    severity: Severity
    cells: frozenset[str]  # a short print of each cell, so that those of a long column fit into one cell

    def __str__(self) -> str:
        return json.dumps([self.code, self.severity.value, sorted(self.cells)], ensure_ascii=False)

    def is_among(self, others: Iterable[Fault]) -> bool:
        return any(self.code == other.code and self.cells & other.cells for other in others)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many faults there were, how many of them are mended or still there, and how many are new."""

    before: int
    mended: int
    remaining: int
    new: int

    def __str__(self) -> str:
        return f"上次{self.before}处：已改{self.mended}处，仍有{self.remaining}处，新出现{self.new}处"


def fault_of(finding: Finding) -> Fault:
    """Its cells by row id and field; by address where they are in no row."""
    cells = (
        f"{spot.row or (str(spot.place) if spot.place else '')} {finding.field}" for spot in finding.cells
    )
    prints = frozenset(blake2s(cell.encode("utf-8", "replace"), digest_size=4).hexdigest() for cell in cells)
    return Fault(finding.code, finding.severity, prints)


def parse_fault(text: str) -> Fault | None:
    """A fault as `str` wrote it; None for another text: it went through other hands."""
    try:
        code, severity, cells = json.loads(text)
        return Fault(str(code), Severity(severity), frozenset(map(str, cells)))
    except (ValueError, TypeError):
        return None


def compare_rounds(before: Iterable[Fault], now: Sequence[Finding]) -> Comparison:
    """What changed among the faults that the filler has to mend or confirm; notes and accepted ones aside."""
    former = [fault for fault in before if fault.severity in _TO_MEND]
    present = [
        fault for finding in now if finding.counts and (fault := fault_of(finding)).severity in _TO_MEND
    ]
    remaining = sum(fault.is_among(present) for fault in former)
    new = sum(not fault.is_among(former) for fault in present)
    return Comparison(len(former), len(former) - remaining, remaining, new)
