"""Accepted ledgers of an invented place, put into an archive without a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from small_city import ROSTER, Cells, report

from taizhang.archive import NewSubmission, create_archive
from taizhang.desk.open_archive import opened
from taizhang.ledgers import ledger_to_record
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster
from taizhang.plans import fingerprint, plan_to_json

AT = datetime(2022, 10, 12, tzinfo=UTC)
Told = Mapping[str, Mapping[Reporter, Cells]]  # by period


def put(archive: Path, plan: Plan, told: Told, roster: Roster = ROSTER) -> None:
    """Accepted ledgers of a plan, in a new archive or one that is there."""
    with opened(archive) if archive.exists() else create_archive(archive) as store:
        store.add_plan(plan_to_json(plan), plan.id, fingerprint(plan), None, roster, AT)
        for period, cells in told.items():
            for whose, answers in cells.items():
                one = report(plan, whose, period, answers, roster=roster)
                entry = NewSubmission(
                    one.submission.received, "", one.submission.file_name, one.submission.verdict, plan.id, whose,
                    Period.parse(period), record=ledger_to_record(one.ledger),
                )  # fmt: skip
                store.register(entry, f"{plan.id}{period}{whose}".encode())
