"""Which ledgers count while a batch is taken in: asked once a round, since a country's batch asks for every reporter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter

if TYPE_CHECKING:
    from taizhang.archive import Archive


@dataclass(frozen=True, slots=True)
class AcceptedLedgers:
    """The archive's accepted ledgers as they stood when a round was first asked for; none of them is held in memory.

    What another program accepts meanwhile is for the next batch to see.
    """

    store: Archive
    _numbers: dict[tuple[str, Period], Mapping[Reporter, int]] = field(default_factory=dict)

    def record_of(self, plan: str, reporter: Reporter, period: Period) -> bytes | None:
        """The ledger that counts for one reporter; None where none was accepted."""
        if (plan, period) not in self._numbers:
            self._numbers[plan, period] = self.store.counting_numbers(plan, period)
        number = self._numbers[plan, period].get(reporter)
        return None if number is None else self.store.record(number)

    def ask_again(self, accepted: Ledger) -> None:
        """Look up the round anew of which a ledger was accepted just now."""
        self._numbers.pop((accepted.plan, accepted.period), None)
