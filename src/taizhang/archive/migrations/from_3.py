"""From structure 3 to 4: rollups are handed in to the place above."""

from __future__ import annotations

from sqlalchemy import Connection

from taizhang.archive.guards import guard
from taizhang.archive.location import Location
from taizhang.archive.schema import metadata, submitted


def add_submitted(connection: Connection, _location: Location) -> None:
    """Add the table, empty and guarded; what stands in the archive is not touched."""
    metadata.create_all(connection, [submitted], checkfirst=False)
    guard(connection, [submitted])
