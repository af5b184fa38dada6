"""The plans of an archive: every version that was added stays, the newest is in force; and their rounds."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, func, select

from taizhang.archive.additions import Additions
from taizhang.archive.entries import Round
from taizhang.archive.schema import plan, round_
from taizhang.archive.written import moment
from taizhang.model.period import Period


def add_plan_version(
    additions: Additions, plan_json: str, plan_id: str, version: str, source: bytes | None, at: datetime
) -> bool:
    """Add the plan as it now stands; False where the newest is the same already."""
    newest = _newest(additions.connection, plan_id)
    if newest is not None and newest == (version, plan_json):
        return False
    digest = None if source is None else additions.keep_blob(source)
    additions.add(plan, id=plan_id, version=version, json=plan_json, source=digest, added_at=moment(at))
    return True


def list_plans(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """Id, version and JSON of each plan's newest version, in the order in which the plans were first added."""
    ids = select(plan.c.id).group_by(plan.c.id).order_by(func.min(plan.c.number))
    newest = ((plan_id, _newest(connection, plan_id)) for plan_id in connection.execute(ids).scalars())
    return tuple((plan_id, *found) for plan_id, found in newest if found)


def read_plan_json(connection: Connection, plan_id: str, version: str | None) -> str | None:
    """The newest JSON of a plan, or of one version of it; None where there is none."""
    found = _newest(connection, plan_id, version)
    return found[1] if found else None


def add_round(additions: Additions, plan_id: str, period: Period, opened_on: date) -> None:
    additions.add(round_, plan=plan_id, period=str(period), opened_on=opened_on.isoformat())


def list_rounds(connection: Connection) -> tuple[Round, ...]:
    """The round that was opened last under each plan, by plan."""
    last = select(func.max(round_.c.number)).group_by(round_.c.plan)
    rows = connection.execute(select(round_).where(round_.c.number.in_(last)).order_by(round_.c.plan))
    return tuple(Round(r.plan, Period.parse(r.period), date.fromisoformat(r.opened_on)) for r in rows)


def has_round(connection: Connection, plan_id: str, period: Period) -> bool:
    """Whether a round of the period was ever opened under the plan."""
    rows = select(round_.c.number).where(round_.c.plan == plan_id, round_.c.period == str(period))
    return connection.execute(rows.limit(1)).first() is not None


def _newest(connection: Connection, plan_id: str, version: str | None = None) -> tuple[str, str] | None:
    """Version and JSON of the row added last."""
    rows = select(plan.c.version, plan.c.json).where(plan.c.id == plan_id).order_by(plan.c.number.desc())
    if version is not None:
        rows = rows.where(plan.c.version == version)
    found = connection.execute(rows.limit(1)).first()
    return (found.version, found.json) if found else None
