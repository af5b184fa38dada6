"""Rollups that were handed in to the place above (上报): by whom, when, and the workbook itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from taizhang.archive.additions import Additions
from taizhang.archive.rollups import NewRollup, add_rollup
from taizhang.archive.schema import rollup, submitted
from taizhang.archive.written import moment
from taizhang.model.period import Period


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One rollup workbook as it went up."""

    number: int
    plan: str
    period: Period
    place: str  # code of the place whose rollup it is
    sha256: str  # of the workbook, which the archive keeps
    file_name: str
    who: str
    why: str  # "" for a first one; why there is another
    at: datetime


def hand_in(additions: Additions, made: NewRollup, content: bytes, file_name: str, who: str, why: str) -> int:
    """Keep the workbook and write down that it was handed in; the number of it."""
    additions.keep_blob(content, made.sha256)
    number = add_rollup(additions, made)
    return additions.add(
        submitted,
        rollup=number,
        sha256=made.sha256,
        file_name=file_name,
        who=who,
        why=why,
        at=moment(made.at),
    )


def list_handed_in(connection: Connection) -> tuple[HandedIn, ...]:
    """Oldest first; the last of a plan, period and place is the one that holds."""
    rows = (
        select(submitted, rollup.c.plan, rollup.c.period, rollup.c.place)
        .join(rollup, rollup.c.number == submitted.c.rollup)
        .order_by(submitted.c.number)
    )
    return tuple(
        HandedIn(
            number=row.number,
            plan=row.plan,
            period=Period.parse(row.period),
            place=row.place,
            sha256=row.sha256,
            file_name=row.file_name,
            who=row.who,
            why=row.why,
            at=datetime.fromisoformat(row.at),
        )
        for row in connection.execute(rows)
    )
