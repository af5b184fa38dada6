"""A PostgreSQL server of the tests' own, on a free port of this computer, gone when they end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

_INSTALLED = Path("/usr/lib/postgresql")
_USER = "postgres"
LOCKED = "locked"  # a user who has to give a password
PASSWORD = "tests-only"

# Locale of a language that sorts otherwise than by bytes, so that an order left to the server is noticed.
_MADE = (
    "-U",
    _USER,
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=icu",
    "--icu-locale=zh",
    "-N",
)
_QUICK = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_wal_size=2GB",
    "shared_buffers=64MB",
)


def postgres_lacks() -> str:
    """Why no server can be started here; "" where one can."""
    if not _programs():
        return "没有安装 PostgreSQL 服务器（initdb）"
    if os.geteuid() == 0 and not shutil.which("runuser"):
        return "PostgreSQL 不能以 root 启动，也没有 runuser"
    return ""


@dataclass
class PostgresServer:
    """A server that runs; each test takes a database of its own."""

    port: int
    _names: Iterator[int] = field(default_factory=count)

    def url(self, database: str, user: str = _USER) -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def new_database(self, template: str = "template0") -> str:
        """The name of a new database; with a template, its copy."""
        name = f"test_{next(self._names)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, database: str) -> None:
        self.run(f"DROP DATABASE {database} WITH (FORCE)")

    def run(self, *statements: str, database: str = _USER) -> None:
        """Carry the statements out as the superuser, each by itself."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """The server while the block lasts; `locked` is a user who needs PASSWORD, every other is let in without."""
    programs = _programs()
    assert programs
    with TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        cluster, port = folder / "cluster", _free_port()
        _as_postgres(folder, programs / "initdb", "-D", cluster, *_MADE)
        settings = [
            "listen_addresses=127.0.0.1",
            f"port={port}",
            f"unix_socket_directories={folder}",
            *_QUICK,
        ]
        options = " ".join(f"-c {setting}" for setting in settings)
        _let_in(cluster)
        with _up(folder, programs, cluster, options):
            server = PostgresServer(port)
            server.run(f"CREATE ROLE {LOCKED} LOGIN PASSWORD '{PASSWORD}'")
            yield server


# The server ends with whoever started it, even where that is killed: then this shell's input ends.
_UNTIL_INPUT_ENDS = '"$1" -D "$2" -l "$3" -w -o "$4" start >/dev/null && echo up && cat >/dev/null; "$1" -D "$2" -m immediate stop'


@contextmanager
def _up(folder: Path, programs: Path, cluster: Path, options: str) -> Iterator[None]:
    told = (str(programs / "pg_ctl"), str(cluster), str(folder / "log"), options)
    command = [*_become(), "sh", "-c", _UNTIL_INPUT_ENDS, "sh", *told]
    pipe = subprocess.PIPE
    shell = subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, text=True, start_new_session=True)
    with shell as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stdout.readline() == "up\n", (folder / "log").read_text()
        try:
            yield
        finally:
            running.stdin.close()
            running.stdout.read()


def _programs() -> Path | None:
    """The folder of the newest version's programs."""
    found = sorted(_INSTALLED.glob("*/bin/initdb"), key=lambda one: one.parts[-3].zfill(3))
    if found:
        return found[-1].parent
    other = shutil.which("initdb")
    return Path(other).parent if other else None


def _let_in(cluster: Path) -> None:
    rules = cluster / "pg_hba.conf"
    rules.write_text(f"host all {LOCKED} 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n")


def _as_postgres(folder: Path, *command: Path | str) -> None:
    """Run a program of the server, never as root."""
    said = subprocess.run(
        [*_become(), *map(str, command)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _become() -> tuple[str, ...]:
    return ("runuser", "-u", _USER, "--") if os.geteuid() == 0 else ()
