"""A Finding is one thing to mend, said so that the filler can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from taizhang.model.place import Place


class Severity(StrEnum):
    """E must be returned, W asks for confirmation, N is a note."""

    ERROR = "E"
    WARNING = "W"
    NOTE = "N"

    @property
    def word(self) -> str:
        return {"E": "必须修改", "W": "请确认", "N": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the value seen, then what to do."""

    code: str
    severity: Severity
    says: str
    fix: str
    source: str
    place: Place | None = None  # None where the whole file is meant
    row: str = ""  # id of the ledger row; "" where no row is meant
    field: str = ""  # name of the LedgerRow field; "" where no column is meant

    def __str__(self) -> str:
        where = f"{self.place} " if self.place else ""
        return f"{self.code} {where}{self.says}。{self.fix}"
