"""Contributions: the cells of a report that an indicator or a task is rolled up from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.figure import Contribution
from taizhang.model.ledger import LedgerRow
from taizhang.model.place import Place
from taizhang.model.plan import Answer, Indicator, Method
from taizhang.model.words.status import Status
from taizhang.rollups.rollup import NOT_FILLED, Report


def answers_to(indicator: Indicator, report: Report, name: str) -> tuple[Contribution, ...]:
    """The report's cells for an indicator; empty when its row is absent or nothing was written in it."""
    row = report.ledger.row(indicator.answered_by or indicator.id)
    return cells_in(row, indicator, report, name) if row else ()


def cells_in(row: LedgerRow, indicator: Indicator, report: Report, name: str) -> tuple[Contribution, ...]:
    """The cells of the report's row that answer the indicator; empty when nothing was written in it."""
    if indicator.method is not Method.RATIO_OF_SUMS:
        return tuple(_written(row, ("actual",), report, name))
    whole = row.numerator is not None and row.denominator is not None
    parts = ("numerator", "denominator") if whole else ("numerator", "denominator", "actual")
    return tuple(_written(row, parts, report, name))


def own_number(row_id: str, report: Report, name: str) -> Contribution | None:
    """What the report says itself of a number, beside its parts; None where nothing was written."""
    row = report.ledger.row(row_id)
    return next(_written(row, ("actual",), report, name), None) if row else None


def states_of(row: LedgerRow, report: Report, name: str) -> tuple[tuple[Contribution, str], ...]:
    """The row's status cell, also when empty, and its number where the reporter has a target of its own.

    Beside each stands the status it was taken for; "" for a number.
    """
    status = _contribution(row, "status", row.raw.get("status", "") or (row.status or ""), report, name)
    numbers = _written(row, ("actual",), report, name) if _judged_by_number(row) else ()
    return ((status, _adopted(row)), *((number, "") for number in numbers))


def _adopted(row: LedgerRow) -> str:
    if not row.concerns:
        return Status.NOT_APPLICABLE.value
    return row.status.value if row.status else NOT_FILLED


def _written(row: LedgerRow, parts: tuple[str, ...], report: Report, name: str) -> Iterator[Contribution]:
    """A contribution for each part that holds something."""
    for part in parts:
        value = getattr(row, part)
        raw = row.raw.get(part, "").strip() or ("" if value is None else str(value))
        if raw:
            yield _contribution(row, part, raw, report, name, value)


def _contribution(
    row: LedgerRow, part: str, raw: str, report: Report, name: str, value: Decimal | None = None
) -> Contribution:
    return Contribution(
        reporter=report.ledger.reporter,
        name=name,
        submission=report.submission.number,
        file_name=report.submission.file_name or report.ledger.file_name,
        received=report.submission.received,
        place=row.at(part) or Place(report.ledger.file or report.submission.sha256, "", 0, 0),
        row=row.id,
        part=part,
        raw=raw,
        value=value,
        period=report.ledger.period,
        rules=report.ledger.rules,
        accepted=_accepted(row, part, report),
    )


def _accepted(row: LedgerRow, part: str, report: Report) -> str:
    """What was said of findings in the cell, or in the whole row, that need not be mended."""
    spoken = (
        f"{finding.code} {finding.accepted}"
        for finding in report.findings
        if finding.accepted and finding.field in ("", part)
        for spot in finding.cells
        if spot.row == row.id
    )
    return "；".join(dict.fromkeys(spoken))


def _judged_by_number(row: LedgerRow) -> bool:
    return row.asked is not None and row.asked.target is not None and row.answer is not Answer.STATUS
