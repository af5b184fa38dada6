"""An archive that holds one accepted ledger, as far as a check asks."""

from __future__ import annotations

from collections.abc import Callable

from taizhang.ledgers import ledger_to_record
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter


def only_record(accepted: Ledger) -> Callable[[str, Reporter, Period], bytes | None]:
    """What a context asks for a record by: plan id, reporter and period."""
    record, whose = ledger_to_record(accepted), (accepted.plan, accepted.reporter, accepted.period)
    return lambda *asked: record if asked == whose else None
