"""Make an archive's file, or open the one that stands there."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select, update

from taizhang.archive.connect import engine_of, prefer_wal, reading, troubles_said, writing
from taizhang.archive.schema import SCHEMA_VERSION, add_tables, create_schema, meta
from taizhang.archive.store import Archive
from taizhang.errors import BadUsage, CannotRead, CannotWrite

WAIT = 10.0  # seconds that a busy archive is waited for


def create_archive(where: str | Path, *, wait: float = WAIT) -> Archive:
    """A new, empty archive that only its owner may read.

    Raises:
        CannotWrite: something of that name is there, or the folder is missing or takes nothing.
    """
    path = _path(where)
    _claim(path)
    try:
        with troubles_said(path):
            prefer_wal(path)
        engine = engine_of(path, wait)
        with writing(engine, path) as connection:
            create_schema(connection)
            connection.execute(insert(meta).values(key="schema_version", value=str(SCHEMA_VERSION)))
    except BaseException:
        path.unlink(missing_ok=True)  # half an archive would stand in the way of the next try
        raise
    return Archive(engine, path)


def open_archive(where: str | Path, *, wait: float = WAIT) -> Archive:
    """The archive that stands in a file; one of an older version gets the tables that it lacks.

    Raises:
        CannotRead: there is none, or the file is no archive, or of a newer program.
        CannotWrite: another program keeps it locked for longer than `wait` seconds.
    """
    path = _path(where)
    if not path.is_file():
        raise CannotRead(f"找不到档案库“{path}”，请核对文件名，或先新建档案库。")
    engine = engine_of(path, wait)
    try:
        with reading(engine, path) as connection:
            version = _version(connection, path)
        if version < SCHEMA_VERSION:
            with writing(engine, path) as connection:
                _bring_up_to_date(connection, _version(connection, path))
    except BaseException:
        engine.dispose()
        raise
    return Archive(engine, path)


def _path(where: str | Path) -> Path:
    if "://" in str(where):
        raise BadUsage(f"档案库目前只能是一个文件，不能是“{where}”，请给出文件名。")
    return Path(where)


def _claim(path: Path) -> None:
    """Make the empty file, so that nobody else can read it from the first moment on."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise CannotWrite(f"已经有“{path}”，为免覆盖没有新建，请换一个文件名。") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CannotWrite(f"没有文件夹“{path.parent}”，请先建好，或换一个文件夹。") from error
    except OSError as error:
        raise CannotWrite(f"文件夹“{path.parent}”不能写入，请检查权限，或换一个文件夹。") from error


def _bring_up_to_date(connection: Connection, version: int) -> None:
    """Add what came after the version; nothing where another program has just done so."""
    if version < SCHEMA_VERSION:
        add_tables(connection, since=version)
        known = meta.c.key == "schema_version"
        connection.execute(update(meta).where(known).values(value=str(SCHEMA_VERSION)))


def _version(connection: Connection, path: Path) -> int:
    """The version of the archive's structure: this program's own, or an older one."""
    version = None
    if inspect(connection).has_table("meta"):
        version = connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar()
    if version is None:
        raise CannotRead(f"“{path}”不是台账档案库，请核对文件名。")
    if version not in map(str, range(1, SCHEMA_VERSION + 1)):
        raise CannotRead(
            f"档案库“{path}”是另一版程序建的（结构第{version}版，本程序只认到第{SCHEMA_VERSION}版），请升级程序后再打开。"
        )
    return int(version)
