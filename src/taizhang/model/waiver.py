"""A Waiver says that a finding is accepted for one reporter: by whom, why, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.model.period import Period
from taizhang.model.reporter import Reporter


@dataclass(frozen=True, slots=True)
class Waiver:
    """Accepted by a person, shown in the rollup and the notice."""

    code: str
    reporter: Reporter
    period: Period
    row: str  # id of the ledger row; "" for the whole ledger
    who: str
    why: str
    until: date

    def covers(self, code: str, reporter: Reporter, period: Period, row: str) -> bool:
        return (self.code, self.reporter, self.period) == (code, reporter, period) and self.row in ("", row)
