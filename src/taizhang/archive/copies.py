"""Copies of an archive: a backup is an archive in a file, wherever the archive itself lies, and is restored to either."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select

from taizhang.archive.connect import engine_of, reading, troubles_said, writing
from taizhang.archive.location import Location, location_of
from taizhang.archive.on_file import claim, prefer_wal
from taizhang.archive.opening import WAIT, archive_version, open_archive, see_that_it_is_empty
from taizhang.archive.schema import SCHEMA_VERSION, metadata
from taizhang.archive.structure import create_schema
from taizhang.archive.verify import broken_places
from taizhang.errors import BadUsage, CannotRead

# Rows held in memory at once: an original may be large.
_AT_ONCE = {"blob": 1, "submission": 50}
_MANY = 500


def back_up(where: str | Path, target: Path, *, wait: float = WAIT) -> None:
    """Copy the archive as it stands at one moment into a new file that only its owner may read.

    Raises:
        CannotRead: there is no such archive, or it is not whole.
        CannotWrite: something of the target's name is there, or its folder takes nothing.
    """
    location = location_of(where)
    with open_archive(where, wait=wait):  # there is one, and its structure is this program's
        pass
    with _new_file(target) as kept:
        says = f"档案库“{location}”不完好，没有备份"
        if location.path is not None:
            _copy_file(location, location.path, kept, target)
            _see_that_it_is_whole(kept, wait, says)
        else:
            _copy_rows(location, kept, wait, says)
        with troubles_said(kept), closing(sqlite3.connect(target)) as plain:
            plain.execute("PRAGMA journal_mode = DELETE")  # one file, which also a read-only medium may hold


def restore(backup: Path, where: str | Path, *, wait: float = WAIT) -> None:
    """Make a new archive from a backup, held against its chain before and after.

    Raises:
        BadUsage: a backup of an older structure is to go to a server.
        CannotRead: the backup is no archive, or not whole.
        CannotWrite: there is an archive already, or the place takes nothing.
    """
    source, location = location_of(Path(backup)), location_of(where)
    if not Path(backup).is_file():
        raise CannotRead(f"找不到备份“{backup}”，请核对文件名。")
    version = _version_of(source, wait)
    if version == SCHEMA_VERSION:
        _see_that_it_is_whole(source, wait, f"备份“{backup}”不完好，没有恢复")
    if location.path is None:
        if version != SCHEMA_VERSION:
            raise BadUsage(f"备份“{backup}”是旧版程序建的，请先恢复成文件，再从那个文件恢复到服务器。")
        _copy_rows(source, location, wait, f"“{location}”没有写完整，没有恢复")
        return
    with _new_file(location.path) as made:
        with troubles_said(made):
            prefer_wal(location.path)
        _copy_file(source, Path(backup), made, location.path)
        with open_archive(location.path, wait=wait):
            pass
        _see_that_it_is_whole(made, wait, f"恢复出来的“{location}”不完好，已经删除")


@contextmanager
def _new_file(path: Path) -> Iterator[Location]:
    """A file that is taken away again when what is to be put into it fails."""
    claim(path)
    try:
        yield location_of(path)
    except BaseException:
        for name in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
            with suppress(OSError):
                name.unlink(missing_ok=True)
        raise


def _version_of(location: Location, wait: float) -> int:
    engine = engine_of(location, wait)
    try:
        with reading(engine, location) as connection:
            return archive_version(connection, location)
    finally:
        engine.dispose()


def _see_that_it_is_whole(location: Location, wait: float, says: str) -> None:
    engine = engine_of(location, wait)
    try:
        with reading(engine, location) as connection:
            _refuse_broken(connection, says)
    finally:
        engine.dispose()


def _refuse_broken(connection: Connection, says: str) -> None:
    broken = next(broken_places(connection), None)
    if broken is not None:
        raise CannotRead(f"{says}：{broken}")


def _copy_file(source: Location, of: Path, target: Location, to: Path) -> None:
    """Page by page, at one moment, while others may go on reading and writing."""
    with (
        troubles_said(source),
        closing(sqlite3.connect(of)) as one,
        troubles_said(target),
        closing(sqlite3.connect(to)) as other,
    ):
        one.backup(other)


def _copy_rows(source: Location, target: Location, wait: float, says: str) -> None:
    """Row by row into a new archive, all or nothing."""
    from_, into = engine_of(source, wait), engine_of(target, wait)
    try:
        with reading(from_, source) as old, writing(into, target) as new:
            see_that_it_is_empty(new, target)
            create_schema(new)
            for table in metadata.sorted_tables:
                _copy_table(old, new, table)
            _refuse_broken(new, says)
    finally:
        from_.dispose()
        into.dispose()


def _copy_table(old: Connection, new: Connection, table: Table) -> None:
    at_once = _AT_ONCE.get(table.name, _MANY)
    rows = select(table).order_by(*table.primary_key.columns)
    found = old.execute(rows, execution_options={"stream_results": True, "yield_per": at_once})
    for some in found.mappings().partitions(at_once):
        new.execute(insert(table), [dict(row) for row in some])
