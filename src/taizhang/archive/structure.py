"""The archive's structure: made anew, and compared with what stands in an archive."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, create_engine, text

from taizhang.archive.guards import create_guards
from taizhang.archive.schema import create_tables
from taizhang.archive.server_structure import parts_on_server
from taizhang.archive.views import create_views


def create_schema(connection: Connection) -> None:
    """Make the tables, the views, and the triggers that refuse every change and deletion."""
    create_tables(connection)
    create_views(connection)
    create_guards(connection)


def broken_structure(connection: Connection) -> Iterator[str]:
    """What is wrong with the file itself, and each table, view, trigger and index that is not as in a new archive."""
    if connection.dialect.name == "postgresql":
        wanted, found = parts_on_server(connection)
    else:
        wanted, found = _new_file(), _in_file(connection)
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            yield "档案库文件本身有损坏"
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield f"档案库的结构被改动过（{name}）"


def _new_file() -> dict[str, str]:
    fresh = create_engine("sqlite://")
    with fresh.begin() as other:
        create_schema(other)
        wanted = _in_file(other)
    fresh.dispose()
    return wanted


def _in_file(connection: Connection) -> dict[str, str]:
    """The statement by which each part was made, by its name."""
    listed = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {row.name: row.sql for row in listed}
