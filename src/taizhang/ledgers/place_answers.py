"""What of an accepted ledger the ledgers of other places are held against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.neighbours import (
    COMPARABLE_DENOMINATOR,
    COMPARED_TEXTS,
    Mark,
    PlaceAnswers,
    document_mark,
    folded_text,
    phone_mark,
    text_mark,
)

COMPARED_FIELDS = frozenset(
    ("id", "numerator", "denominator", "actual", "status", "evidence", *COMPARED_TEXTS)
)

_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[［【(（]20\d\d[〕\]］】)）]第?\d+号")
_NOT_DIGITS = re.compile(r"\D")
_SHORTEST_PHONE = 10  # digits: a town's own number, or a mobile one


def place_answers(ledger: Ledger, name: str) -> PlaceAnswers:
    """What is kept of the ledger; `name` is the place's own, which its texts may hold."""
    rows = [row for row in ledger.rows if row.id]
    return PlaceAnswers(
        reporter=ledger.reporter,
        actuals={row.id: row.actual for row in rows if row.actual is not None},
        compared={row.id: row.actual for row in rows if row.actual is not None and has_weight(row)},
        statuses={row.id: row.status for row in rows if row.status},
        marks=frozenset(_marks(ledger, rows, name)),
    )


def _marks(ledger: Ledger, rows: Iterable[LedgerRow], name: str) -> Iterator[Mark]:
    phone = phone_of(ledger.head.phone)
    if phone:
        yield phone_mark(phone)
    for row in rows:
        yield from (text_mark(row.id, field, text) for field, text in long_texts(row, name))
        yield from (document_mark(row.id, number) for number in documents_of(row))


def has_weight(row: LedgerRow) -> bool:
    """Whether the row's number can be compared: a rate over a small denominator cannot."""
    return row.denominator is None or row.denominator >= COMPARABLE_DENOMINATOR


def long_texts(row: LedgerRow, name: str) -> Iterator[tuple[str, str]]:
    """The row's long texts by field, folded."""
    for field in COMPARED_TEXTS:
        text = folded_text(getattr(row, field), name)
        if text:
            yield field, text


def documents_of(row: LedgerRow) -> tuple[str, ...]:
    """The documents that 佐证材料 names by their number."""
    return tuple(_DOCUMENT.findall(row.evidence)) if "号" in row.evidence else ()


def phone_of(written: str) -> str:
    """The digits of a telephone number; "" where there are too few for one that nobody shares."""
    digits = _NOT_DIGITS.sub("", written)
    return digits if len(digits) >= _SHORTEST_PHONE else ""
