"""From structure 1 to 2: waivers can be withdrawn."""

from __future__ import annotations

from sqlalchemy import Connection

from taizhang.archive.guards import guard
from taizhang.archive.location import Location
from taizhang.archive.schema import metadata, waiver_withdrawal


def add_withdrawals(connection: Connection, _location: Location) -> None:
    """Add the table, empty and guarded; what stands in the archive is not touched."""
    metadata.create_all(connection, [waiver_withdrawal], checkfirst=False)
    guard(connection, [waiver_withdrawal])
