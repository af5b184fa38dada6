"""A new archive, once in a file and once on a PostgreSQL server, and submissions to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import psycopg
import pytest
from clients.postgres import PostgresServer
from sqlalchemy import create_engine, text

from taizhang.archive import Archive, NewSubmission, create_archive, open_archive
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict

BEIJING = timezone(timedelta(hours=8))


@pytest.fixture
def database(postgres: PostgresServer) -> Iterator[str]:
    """The URL of a new, empty database."""
    name = postgres.new_database()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(scope="session")
def kept_archive(postgres: PostgresServer) -> str:
    """The URL of an archive on the server that is emptied for each test, which is quicker than a new one."""
    url = postgres.url(postgres.new_database())
    create_archive(url).close()
    return url


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "台账档案.db"


@pytest.fixture(params=["file", "server"])
def where(request: pytest.FixtureRequest) -> str:
    """Where a new archive stands: in a file, and on a server."""
    if request.param == "file":
        file: Path = request.getfixturevalue("file")
        create_archive(file).close()
        return str(file)
    url: str = request.getfixturevalue("kept_archive")
    empty(url)
    return url


@pytest.fixture
def archive(where: str) -> Iterator[Archive]:
    with open_archive(where) as opened:
        yield opened


@pytest.fixture
def noon() -> datetime:
    return datetime(2022, 10, 3, 12, 0, tzinfo=BEIJING)


@pytest.fixture
def entry(noon: datetime) -> Callable[..., NewSubmission]:
    """An accepted submission of 990101 for the third quarter, but for what is said otherwise."""

    def make(**otherwise: Any) -> NewSubmission:
        told: dict[str, Any] = {
            "received": noon,
            "sender": "qinghe@example.cn",
            "file_name": "清河县台账.xlsx",
            "verdict": Verdict.ACCEPTED,
            "plan": "yunling-2022",
            "reporter": Reporter("990101"),
            "period": Period.parse("2022Q3"),
            "record": b"{}",
        }
        return NewSubmission(**(told | otherwise))

    return make


@pytest.fixture
def rows_of(where: str) -> Callable[..., list[tuple[Any, ...]]]:
    """What another program reads: `rows_of("SELECT …")`."""

    def read(statement: str) -> list[tuple[Any, ...]]:
        engine = create_engine(driver_url(where))
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(text(statement))]
        engine.dispose()
        return found

    return read


@pytest.fixture
def change(where: str) -> Callable[..., None]:
    """What another program does without more ado: `change("UPDATE …", name=value)`."""

    def carry_out(statement: str, **values: Any) -> None:
        engine = create_engine(driver_url(where))
        try:
            with engine.begin() as connection:
                connection.execute(text(statement), values)
        finally:
            engine.dispose()

    return carry_out


@pytest.fixture
def tamper(where: str) -> Callable[..., None]:
    """Change an archive as somebody would who has the right to and takes care that every protection stands again."""

    def carry_out(*statements: str, **values: Any) -> None:
        engine = create_engine(driver_url(where))
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            listed = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            triggers = [] if engine.dialect.name == "postgresql" else connection.execute(text(listed)).all()
            for name, _ in triggers:
                connection.execute(text(f"DROP TRIGGER {name}"))
            for statement in statements:
                asked = {name: value for name, value in values.items() if f":{name}" in statement}
                assert connection.execute(text(statement), asked).rowcount, statement
            for _, sql in triggers:
                connection.execute(text(sql))
        engine.dispose()

    return carry_out


def driver_url(where: str) -> str:
    return where.replace("postgresql:", "postgresql+psycopg:") if "://" in where else f"sqlite:///{where}"


def empty(url: str) -> None:
    """Take every row out of the archive."""
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            kept = " WHERE key <> 'schema_version'" if table == "meta" else ""
            connection.execute(f'DELETE FROM "{table}"{kept}')  # type: ignore[arg-type]
