"""Make an archive, or open the one that stands there."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, text

from taizhang.archive.connect import engine_of, reading, troubles_said, writing
from taizhang.archive.location import Location, location_of
from taizhang.archive.migrations import bring_up_to_date
from taizhang.archive.on_file import claim, prefer_wal
from taizhang.archive.schema import SCHEMA_VERSION, meta, write_version
from taizhang.archive.store import Archive
from taizhang.archive.structure import create_schema
from taizhang.errors import CannotRead, CannotWrite

WAIT = 10.0  # seconds that a busy archive is waited for


def create_archive(where: str | Path, *, wait: float = WAIT) -> Archive:
    """A new, empty archive: a file that only its owner may read, or the tables in an empty database.

    Raises:
        BadUsage: the address is none, or holds a password.
        CannotRead: the server or its database cannot be reached.
        CannotWrite: something of that name is there, or the place is missing or takes nothing.
    """
    location = location_of(where)
    if location.path is None:
        engine = engine_of(location, wait)
        _fill(engine, location)
        return Archive(engine, location)
    return _new_file(location, location.path, wait)


def open_archive(where: str | Path, *, wait: float = WAIT) -> Archive:
    """The archive that stands there; one of an older structure is brought up to date.

    Raises:
        BadUsage: the address is none, or holds a password.
        CannotRead: there is none, or it is no archive, or of a newer program, or damaged.
        CannotWrite: another program keeps it locked for longer than `wait` seconds.
    """
    location = location_of(where)
    if location.path is not None and not location.path.is_file():
        raise CannotRead(f"找不到档案库“{location}”，请核对文件名，或先新建档案库。")
    engine = engine_of(location, wait)
    try:
        with reading(engine, location) as connection:
            version = archive_version(connection, location)
        if version < SCHEMA_VERSION:
            with writing(engine, location) as connection:
                bring_up_to_date(connection, location, archive_version(connection, location))
    except BaseException:
        engine.dispose()
        raise
    return Archive(engine, location)


def has_archive(where: str | Path, *, wait: float = WAIT) -> bool:
    """Whether something stands where an archive would be made: a file of that name, or an archive in the database.

    Raises:
        BadUsage: the address is none, or holds a password.
        CannotRead: the server or its database cannot be reached.
    """
    location = location_of(where)
    if location.path is not None:
        return location.path.exists()
    engine = engine_of(location, wait)
    try:
        with reading(engine, location) as connection:
            return inspect(connection).has_table(meta.name)
    finally:
        engine.dispose()


def _new_file(location: Location, path: Path, wait: float) -> Archive:
    claim(path)
    try:
        with troubles_said(location):
            prefer_wal(path)
        engine = engine_of(location, wait)
        _fill(engine, location)
    except BaseException:
        path.unlink(missing_ok=True)  # half an archive would stand in the way of the next try
        raise
    return Archive(engine, location)


def _fill(engine: Engine, location: Location) -> None:
    try:
        with writing(engine, location) as connection:
            see_that_it_is_empty(connection, location)
            create_schema(connection)
            write_version(connection)
    except BaseException:
        engine.dispose()
        raise


def see_that_it_is_empty(connection: Connection, location: Location) -> None:
    """Other programs' tables are not mixed with the archive's.

    Raises:
        CannotWrite: the database has tables, or its encoding has no room for Chinese.
    """
    on_server = connection.dialect.name == "postgresql"
    if on_server and connection.execute(text("SHOW server_encoding")).scalar() != "UTF8":
        raise CannotWrite(f"数据库“{location}”的编码存不下全部汉字，请换一个编码为{'UTF8'}的数据库。")
    if inspect(connection).get_table_names():
        raise CannotWrite(f"数据库“{location}”里已经有内容，为免混淆没有新建，请换一个空的数据库。")


def archive_version(connection: Connection, location: Location) -> int:
    """The version of the archive's structure: this program's own, or an older one.

    Raises:
        CannotRead: it is no archive, or one of a newer program.
    """
    version = None
    if inspect(connection).has_table("meta"):
        version = connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar()
    if version is None:
        raise CannotRead(f"“{location}”不是台账档案库，请核对文件名。")
    if version not in map(str, range(1, SCHEMA_VERSION + 1)):
        raise CannotRead(
            f"档案库“{location}”是另一版程序建的（结构第{version}版，本程序只认到第{SCHEMA_VERSION}版），请升级程序后再打开。"
        )
    return int(version)
