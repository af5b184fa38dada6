"""What an issued sheet says of itself: the rules' formulas, and which of them hold before anything is filled in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.live_check import SheetChecks
from taizhang.model.plan import Plan

if TYPE_CHECKING:
    from taizhang_validators.rulebook import Given


def live_checks(
    ledger: Ledger,
    plan: Plan,
    *,
    expected: Ledger | None = None,
    previous: Ledger | None = None,
) -> SheetChecks:
    """The live checks of a ledger that goes out; it is filled when the period is over.

    `expected` is the ledger as it was laid out, where this one holds answers.
    """
    from taizhang_validators.sheet_checks import checks_in_the_sheet

    return checks_in_the_sheet(ledger, _given(expected or ledger, plan, previous))


def live_checks_of(ledger: Ledger, rows: Collection[LedgerRow], plan: Plan) -> SheetChecks:
    """The live checks of some rows of a ledger that nobody has filled in yet; they cost what these rows cost."""
    from taizhang_validators.sheet_checks import checks_of_rows

    few = replace(ledger, rows=tuple(rows))
    return checks_of_rows(ledger, rows, _given(few, plan, None))


def _given(expected: Ledger, plan: Plan, previous: Ledger | None) -> Given:
    from taizhang_validators.rulebook import Given

    return Given(
        plan=plan,
        reporter=expected.reporter,
        reporter_name=expected.head.reporter_name,
        period=expected.period,
        as_of=expected.period.end + timedelta(days=1),
        expected=expected,
        previous=previous,
    )
