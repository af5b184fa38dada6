"""From each older structure to the next, one step a module; all steps of an archive are one transaction.

A step knows the older structure in its own words. What it adds it makes as the structure in use says: a later version
that changes one of those tables writes its statement as it was into the step.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, update

from taizhang.archive.location import Location
from taizhang.archive.migrations.from_1 import add_withdrawals
from taizhang.archive.migrations.from_2 import put_everything_into_one_chain
from taizhang.archive.migrations.from_3 import add_submitted
from taizhang.archive.schema import SCHEMA_VERSION, meta

_STEPS: dict[int, Callable[[Connection, Location], None]] = {
    1: add_withdrawals,
    2: put_everything_into_one_chain,
    3: add_submitted,
}


def bring_up_to_date(connection: Connection, location: Location, version: int) -> None:
    """Take every step from the version on; none where another program has just done so.

    Raises:
        CannotRead: what stands in the archive was changed, and would come out as if it were whole.
    """
    for since in range(version, SCHEMA_VERSION):
        _STEPS[since](connection, location)
    known = meta.c.key == "schema_version"
    connection.execute(update(meta).where(known).values(value=str(SCHEMA_VERSION)))
