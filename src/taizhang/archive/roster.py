"""Who reports under each plan: every roster that was added stays, the newest is in force."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, Row, select

from taizhang.archive.additions import Additions
from taizhang.archive.schema import roster, roster_line
from taizhang.archive.written import moment
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine


def add_roster(additions: Additions, plan_id: str, lines: Roster, at: datetime) -> bool:
    """Add the roster as it now stands; False where the newest is the same already."""
    known = _newest(additions.connection, plan_id) is not None
    if known and read_roster(additions.connection, plan_id) == lines:
        return False
    number = additions.add(roster, plan=plan_id, added_at=moment(at))
    for position, line in enumerate(lines):
        additions.add(roster_line, roster=number, position=position, **_columns(line))
    return True


def read_roster(connection: Connection, plan_id: str) -> Roster:
    """The plan's newest roster; one without lines for a plan that has none."""
    newest = roster_line.c.roster == _newest(connection, plan_id)
    rows = connection.execute(select(roster_line).where(newest).order_by(roster_line.c.position))
    return Roster(tuple(_line(row) for row in rows))


def _newest(connection: Connection, plan_id: str) -> int | None:
    rows = select(roster.c.number).where(roster.c.plan == plan_id).order_by(roster.c.number.desc())
    return connection.execute(rows.limit(1)).scalar()


def _columns(line: RosterLine) -> dict[str, object]:
    return {
        "reporter": str(line.reporter),
        "name": line.name,
        "level": line.level.value,
        "reports_to": line.reports_to,
        "addresses": json.dumps(line.addresses, ensure_ascii=False),
        "contact": line.contact,
        "phone": line.phone,
        "leader": line.leader,
    }


_LEVELS = {level.value: level for level in Level}
_NOBODY = "[]"  # thousands of lines have no address


def _line(row: Row[tuple[object, ...]]) -> RosterLine:
    return RosterLine(
        reporter=Reporter.parse(row.reporter),
        name=row.name,
        level=_LEVELS[row.level],
        reports_to=row.reports_to,
        addresses=tuple(json.loads(row.addresses)) if row.addresses != _NOBODY else (),
        contact=row.contact,
        phone=row.phone,
        leader=row.leader,
    )
