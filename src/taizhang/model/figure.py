"""A Figure is a rolled-up number that knows every reported value it came from, and names the missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from taizhang.model.light import Light as Light
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.plan import Method, Target
from taizhang.model.reporter import Reporter


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
    period: Period | None = None  # of the ledger; None where it is the figure's own
    weighs: bool = False  # no value of the figure, but what the reporter's value is weighted by
    rules: str = ""  # the edition of the rules that the ledger was judged by; "" where none is known
    accepted: str = (
        ""  # why what a rule found of the cell need not be mended: a waiver, or the filler's words
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """An earlier period for which a reporter stands in no figure that is taken over the periods."""

    reporter: Reporter
    period: Period
    filed: bool  # its ledger was accepted and the cell left blank; else nothing was accepted


@dataclass(frozen=True, slots=True)
class Late:
    """That a figure had not come to its goal when its deadline was over, in which period, and over how many reporters."""

    period: Period
    reported: int
    expected: int


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
    missing: tuple[Reporter, ...]  # who did not, for the figure's own period
    refused: str = ""  # one Chinese sentence: why there is no number
    light: Light = Light.NONE
    gaps: tuple[Gap, ...] = ()  # of figures over several periods, the oldest first
    unmet: tuple[Reporter, ...] = ()  # where all have to meet it: who reported and does not
    late: Late | None = None  # where it came to its goal only after the deadline, or has not yet

    @property
    def reported(self) -> int:
        """How many of the expected reporters stand in the figure."""
        return len(self.expected) - len(self.missing)
