"""A Waiver says that a finding is accepted for one reporter: by whom, why, until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from taizhang.model.finding import WAIVED
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.words.days import day_words


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A waiver taken back: it accepts nothing any more, in whatever check."""

    who: str
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class Waiver:
    """Accepted by a person, shown in the rollup and the notice."""

    code: str
    reporter: Reporter
    period: Period
    row: str  # id of the ledger row; "" for the whole ledger
    who: str
    why: str
    until: date  # the last day on which a check accepts it
    number: int = field(default=0, compare=False)  # in the archive; 0 before it lies there
    withdrawal: Withdrawal | None = None

    def covers(self, code: str, reporter: Reporter, period: Period, row: str) -> bool:
        return (self.code, self.reporter, self.period) == (code, reporter, period) and self.row in ("", row)

    def holds_on(self, day: date) -> bool:
        return self.withdrawal is None and day <= self.until

    def standing(self, day: date) -> str:
        """有效, 已到期 or 已撤回."""
        if self.withdrawal:
            return "已撤回"
        return "有效" if self.holds_on(day) else "已到期"

    @property
    def sentence(self) -> str:
        """What a finding says that it accepts."""
        return f"{WAIVED}（{self.who}，有效至{day_words(self.until)}）：{self.why}"
