"""A Figure is a rolled-up number that knows every reported value it came from, and names the missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from taizhang.model.place import Place
from taizhang.model.plan import Method, Target
from taizhang.model.reporter import Reporter


class Light(StrEnum):
    """How a row stands against its schedule; the word stands beside every colour."""

    GREEN = "绿"
    YELLOW = "黄"
    RED = "红"
    NONE = "—"  # nothing to judge by


@dataclass(frozen=True, slots=True)
class Contribution:
    """One reported value inside a figure, and the cell it came from."""

    reporter: Reporter
    name: str  # the reporter's
    submission: int  # register number; 0 outside an archive
    file_name: str
    received: datetime | None
    place: Place  # holds the file's sha256
    row: str  # id of the ledger row
    part: str  # the LedgerRow field: actual, numerator, denominator, status
    raw: str  # the text as it stood in the cell
    value: Decimal | None  # None for a value that was reported and cannot be counted
    rules: str = ""  # the edition of the rules that the ledger was judged by; "" where none is known
    accepted: str = (
        ""  # why what a rule found of the cell need not be mended: a waiver, or the filler's words
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a rollup."""

    row: str  # id of the indicator
    method: Method
    value: Decimal | None  # None when refused, or when nobody reported
    unit: str
    target: Target | None
    contributions: tuple[Contribution, ...]
    expected: tuple[Reporter, ...]  # who should have reported
    missing: tuple[Reporter, ...]  # who did not
    refused: str = ""  # one Chinese sentence: why there is no number
    light: Light = Light.NONE

    @property
    def reported(self) -> int:
        """How many of the expected reporters stand in the figure."""
        return len(self.expected) - len(self.missing)
