"""Number cells whose text is more than a plain number, read once more: what the reader made of the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.ledgers.values import NumberReading, read_number
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.quantity import rounded
from taizhang_validators.answers import asks_yes_no, measured_in
from taizhang_validators.once import once

ABOUT = "填的是约数"  # as the reader notes it
OTHER_UNIT = "填的单位是"
BESIDE = "括号里的说明未计入"
_PLACES = 6  # more decimal places than a filler writes

_PARTS = ("numerator", "denominator")
_FIELDS = (*_PARTS, "actual")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def shortened(number: Decimal) -> Decimal:
    """三分之二 has no end and is shown with one place, as the form asks; anything a person wrote has its own."""
    exponent = number.as_tuple().exponent
    return rounded(number, 1) if isinstance(exponent, int) and exponent < -_PLACES else number


@once
def retold_numbers(ledger: Ledger) -> Iterator[tuple[LedgerRow, str, NumberReading]]:
    """Row, field and reading where a value came out of a text; plain numbers cost one comparison."""
    for row in ledger.rows:
        for field in _FIELDS:
            text = row.raw.get(field, "")
            if not text or _PLAIN.fullmatch(text) or field in row.faults:
                continue
            if asks_yes_no(row, field):
                continue
            reading = read_number(text, "" if field in _PARTS else measured_in(row))
            if reading.value is not None and reading.value == getattr(row, field):
                yield row, field, reading
