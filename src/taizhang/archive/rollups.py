"""Which submissions each rollup was made of, and the fingerprint of its workbook."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from taizhang.archive.additions import Additions
from taizhang.archive.schema import rollup
from taizhang.archive.written import moment
from taizhang.model.period import Period


@dataclass(frozen=True, slots=True)
class NewRollup:
    """A rollup that was written to a workbook."""

    plan: str
    period: Period
    place: str  # code of the place whose numbers it is
    sha256: str  # of the workbook, which lies outside the archive
    submissions: tuple[int, ...]  # register numbers
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptRollup(NewRollup):
    """A rollup that the archive remembers."""

    number: int = 0


def add_rollup(additions: Additions, made: NewRollup) -> int:
    """The number that the rollup has now."""
    return additions.add(
        rollup,
        plan=made.plan,
        period=str(made.period),
        place=made.place,
        sha256=made.sha256,
        submissions=json.dumps(made.submissions),
        at=moment(made.at),
    )


def list_rollups(connection: Connection) -> tuple[KeptRollup, ...]:
    """Every rollup, oldest first."""
    rows = connection.execute(select(rollup).order_by(rollup.c.number))
    return tuple(
        KeptRollup(
            plan=row.plan,
            period=Period.parse(row.period),
            place=row.place,
            sha256=row.sha256,
            submissions=tuple(json.loads(row.submissions)),
            at=datetime.fromisoformat(row.at),
            number=row.number,
        )
        for row in rows
    )
