"""What an issued sheet says of itself: the rules' formulas, and which of them hold before anything is filled in."""

from __future__ import annotations

from datetime import timedelta

from taizhang.model.ledger import Ledger
from taizhang.model.live_check import SheetChecks
from taizhang.model.plan import Plan
from taizhang.model.reporter import RosterLine


def live_checks(
    ledger: Ledger,
    plan: Plan,
    line: RosterLine,
    *,
    expected: Ledger | None = None,
    previous: Ledger | None = None,
) -> SheetChecks:
    """The live checks of a ledger that goes out; it is filled when the period is over.

    `expected` is the ledger as it was laid out, where this one holds answers.
    """
    from taizhang_validators.rulebook import Given
    from taizhang_validators.sheet_checks import checks_in_the_sheet

    given = Given(
        plan=plan,
        reporter=line.reporter,
        reporter_name=line.name,
        period=ledger.period,
        as_of=ledger.period.end + timedelta(days=1),
        expected=expected or ledger,
        previous=previous,
    )
    return checks_in_the_sheet(ledger, given)
