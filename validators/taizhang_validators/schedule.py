"""序时进度 as a rule sees it: which share of the time is over, and which of the way is done (MODEL: Time)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.pace import Pace
from taizhang.model.plan import Answer, Comparator, Direction, Kind
from taizhang.model.quantity import rounded
from taizhang.model.schedule import schedule_of
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given

_GROWING = (Comparator.AT_LEAST, Comparator.EQUAL, Comparator.ABOVE, Comparator.ONE_EACH)


@dataclass(frozen=True, slots=True)
class Standing:
    """A row whose number grows towards its target, and how far both time and number are; 1 is all."""

    row: LedgerRow
    target: Decimal
    elapsed: Fraction  # of the time, or what the milestones ask for by now
    done: Fraction
    by_milestones: bool = False

    @property
    def behind(self) -> Fraction:
        """By how many percentage points the number lags; negative where it is ahead."""
        return (self.elapsed - self.done) * 100

    @property
    def due(self) -> Decimal:
        """What the number should be by now."""
        return rounded(_decimal(self.elapsed * Fraction(self.target)))


def standings(ledger: Ledger, given: Given, status: Status) -> Iterator[Standing]:
    """The counted rows of this status with a target of their own that grows with the work.

    A share of a whole does not begin at nothing, a document is issued or not, and a limit is kept from the first day:
    none of them has a part of the way behind it.
    """
    plan = schedule_of(given.plan, given.period, given.as_of)
    for row in ledger.rows:
        asked = row.asked
        if (
            row.status is not status
            or asked is None
            or asked.target is None
            or row.actual is None
            or row.answer is not Answer.NUMBER
        ):
            continue
        indicator, target = asked.row.indicator, asked.target
        growing, done = target.comparator in _GROWING and target.value > 1, target.share_of_way(row.actual)
        if not growing or done is None or not row.concerns or asked.rolled_up:
            continue
        if indicator and (indicator.kind is not Kind.COUNT or indicator.direction is not Direction.HIGHER):
            continue
        schedule = plan.for_row(asked.row)
        elapsed = schedule.elapsed(asked.deadline, target)
        if schedule.pace is not Pace.LASTING and not schedule.grows:
            yield Standing(row, target.value, elapsed, done, schedule.has_numbers)


def percent(share: Fraction) -> Decimal:
    """A share in %, with one decimal place: 11/12 is 91.7."""
    return rounded(_decimal(share) * 100)


def _decimal(share: Fraction) -> Decimal:
    return Decimal(share.numerator) / Decimal(share.denominator)
