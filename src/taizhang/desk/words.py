"""What the desk's results look like to machines (MODEL: the shape of check --json)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from taizhang.model.grid import plain
from taizhang.model.ledger import LedgerRow, ledger_columns
from taizhang.model.plan import Plan

if TYPE_CHECKING:
    from taizhang.desk.check import Checked


def checked_as_json(checked: Checked) -> dict[str, Any]:
    """A checked file in the shape that MODEL.md decides."""
    return {
        "file": checked.name,
        "sha256": checked.sha256,
        "bytes": checked.size,
        "class": checked.file_class.value,
        "format": checked.format,
        "flags": list(checked.flags),
        "verdict": checked.verdict.value,
        "reason": checked.reason,
        "reporter": str(checked.reporter) if checked.reporter else None,
        "period": str(checked.period) if checked.period else None,
        "plan": checked.plan or None,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "place": str(finding.place) if finding.place else None,
                "row": finding.row or None,
                "says": finding.says,
                "fix": finding.fix,
                "source": finding.source,
                "cells": [str(spot.place) for spot in finding.cells if spot.place],
                "proposal": finding.proposal or None,
                "accepted": finding.accepted or None,
            }
            for finding in checked.findings
        ],
        "compared": _compared(checked),
        **_rollup(checked),
        "rows": [_row(row) for row in checked.ledger.rows] if checked.ledger else [],
        "seconds": checked.seconds,
        "peak_mb": checked.peak_mb,
    }


def _compared(checked: Checked) -> dict[str, int] | None:
    told = checked.comparison
    if told is None:
        return None
    return {"before": told.before, "mended": told.mended, "remaining": told.remaining, "new": told.new}


def _rollup(checked: Checked) -> dict[str, Any]:
    """What a rollup workbook from below was found to be; nothing for every other file."""
    told = checked.rollup
    if told is None:
        return {}
    facts = {
        "place": told.place_code or None, "plan": told.plan or None, "ledgers": told.ledgers,
        "missing": list(told.missing), "differences": list(told.differences), "altered": told.altered or None,
        "used": told.can_be_used,
    }  # fmt: skip
    return {"rollup": facts}


def plan_facts(plan: Plan) -> dict[str, Any]:
    """What a plan holds, in numbers."""
    return {
        "id": plan.id,
        "title": plan.title,
        "place": plan.jurisdiction.name,
        "code": plan.jurisdiction.code,
        "year": plan.year,
        "status": plan.status,
        "tasks": len(plan.tasks),
        "measures": sum(len(task.measures) for task in plan.tasks),
        "indicators": sum(1 for _ in plan.indicators()),
        "rows": sum(1 for _ in plan.rows()),
        "unresolved": len(plan.unresolved),
    }


def _row(row: LedgerRow) -> dict[str, Any]:
    return {"id": row.id} | dict(_fields(row))


def _fields(row: LedgerRow) -> Iterator[tuple[str, dict[str, str | None]]]:
    for column in ledger_columns():
        if column.field in row.raw:
            place = row.at(column.field)
            yield (
                column.field,
                {
                    "value": _value(getattr(row, column.field)),
                    "raw": row.raw[column.field],
                    "place": str(place) if place else None,
                },
            )


def _value(value: object) -> str | None:
    from decimal import Decimal

    if value is None or value == "":
        return None
    return plain(value) if isinstance(value, Decimal) else str(value)
