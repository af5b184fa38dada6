from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from taizhang.archive import Archive, NewSubmission, create_archive, has_archive, open_archive
from taizhang.errors import CannotRead, CannotWrite

Entry = Callable[..., NewSubmission]
Rows = Callable[..., list[tuple[Any, ...]]]

HOLD = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute(sys.argv[2]); print('held', flush=True); sys.stdin.read()"


@contextmanager
def held_by_another_process(where: Path, statement: str) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(where), statement],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.stdin.close()


def test_a_new_archive_is_its_owners_alone(file: Path, entry: Entry) -> None:
    with create_archive(file) as archive:
        archive.register(entry(), b"1")
        modes = {name: stat.S_IMODE((file.parent / name).stat().st_mode) for name in os.listdir(file.parent)}
        assert set(modes.values()) == {0o600}
    assert os.listdir(file.parent) == [file.name]  # one file when nobody has it open


def test_r45_it_is_durable(file: Path) -> None:
    create_archive(file).close()
    with open_archive(file) as archive, archive._reading() as connection:
        modes = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        ]
    assert modes == ["wal", 2]  # 2 is FULL


def test_what_was_kept_is_there_when_opened_again(where: str, entry: Entry) -> None:
    with open_archive(where) as archive:
        kept = archive.register(entry(), b"1").submission
    with open_archive(where) as archive:
        assert archive.submissions() == (kept,)
        assert archive.verify() == ()


def test_an_archive_is_never_written_over(file: Path) -> None:
    file.write_bytes(b"precious")
    with pytest.raises(CannotWrite, match=r"已经有“.*”，为免覆盖没有新建，请换一个文件名。"):
        create_archive(file)
    assert file.read_bytes() == b"precious"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"没有文件夹“.*没有”，请先建好，或换一个文件夹。"):
        create_archive(tmp_path / "没有" / "档案.db")


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(CannotWrite, match=r"没有文件夹“.*文件”"):
        create_archive(tmp_path / "文件" / "档案.db")
    with pytest.raises(CannotRead, match="找不到档案库"):
        open_archive(tmp_path / "文件" / "档案.db")


def test_a_folder_that_takes_no_file() -> None:
    proc = Path("/proc/self")
    if not proc.is_dir():
        pytest.skip("needs a folder that takes no file from anybody, as Linux's /proc")
    with pytest.raises(CannotWrite, match=r"没有文件夹|不能写入"):
        create_archive(proc / "档案.db")


READS_AS_A_STRANGER = """
import os, sys, tempfile
from taizhang.archive import create_archive, open_archive
from taizhang.errors import Trouble
with tempfile.TemporaryDirectory() as folder:  # loads all there is to load while it may still be read
    with create_archive(folder + "/a.db") as archive:
        archive.open_round("one", "2022Q3", __import__("datetime").date(2022, 9, 1))
if os.geteuid() == 0:
    os.seteuid(65534)  # permissions do not bind root
try:
    with open_archive(sys.argv[1]) as archive:
        archive.open_round("one", "2022Q3", __import__("datetime").date(2022, 9, 1))
except Trouble as trouble:
    print(trouble.exit_code, trouble)
"""


@pytest.mark.parametrize("own", ["nothing", "the file"])
def test_a_read_only_folder(own: str) -> None:
    if os.name != "posix":
        pytest.skip("needs the permissions of POSIX")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_archive(folder / "档案.db").close()
        if own == "the file" and os.geteuid() == 0:
            os.chown(folder / "档案.db", 65534, -1)
        folder.chmod(0o555)
        child = subprocess.run(
            [sys.executable, "-c", READS_AS_A_STRANGER, str(folder / "档案.db")],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        folder.chmod(0o755)
    assert (
        child.stdout
        == f"4 档案库“{folder / '档案.db'}”或它所在的文件夹不能写入，请检查权限，或换一个文件夹。\n"
    )


def test_no_archive(file: Path) -> None:
    with pytest.raises(CannotRead, match=r"找不到档案库“.*”，请核对文件名，或先新建档案库。"):
        open_archive(file)
    assert not file.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a database" * 100, b""])
def test_a_file_that_is_no_archive(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(CannotRead, match="不是台账档案库，请核对文件名。"):
        open_archive(file)


@pytest.mark.parametrize("table", ["CREATE TABLE other (a)", "CREATE TABLE meta (key, value)"])
def test_another_programs_database(file: Path, table: str) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute(table)
    with pytest.raises(CannotRead, match="不是台账档案库"):
        open_archive(file)


def test_an_archive_of_a_newer_program(file: Path) -> None:
    create_archive(file).close()
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute("UPDATE meta SET value = '5' WHERE key = 'schema_version'")
    with pytest.raises(CannotRead, match="结构第5版，本程序只认到第4版），请升级程序后再打开。"):
        open_archive(file)


def test_a_damaged_archive(file: Path, entry: Entry) -> None:
    with create_archive(file) as archive:
        archive.register(entry(), os.urandom(200_000))
    content = bytearray(file.read_bytes())
    content[8192:-8192] = bytes(len(content) - 16384)
    file.write_bytes(content)
    with pytest.raises(CannotRead, match="已损坏，请用备份恢复。"):
        open_archive(file)


def test_one_rotten_byte_of_an_original(file: Path, entry: Entry) -> None:
    with create_archive(file) as archive:
        archive.register(entry(), b"x" * 200_000)
    content = file.read_bytes()
    middle = content.index(b"x" * 4000) + 2000
    file.write_bytes(content[:middle] + b"y" + content[middle + 1 :])
    with open_archive(file) as archive:
        assert archive.verify() == (
            "登记簿第1号的附件“清河县台账.xlsx”被改动过，内容与指纹不符，请停止使用，并用备份核对。",
        )


def test_a_busy_archive_can_be_read_and_says_that_it_is_busy(file: Path, entry: Entry) -> None:
    with create_archive(file) as archive:
        kept = archive.register(entry(), b"1").submission
    with held_by_another_process(file, "BEGIN IMMEDIATE"), open_archive(file, wait=0.1) as archive:
        assert archive.submissions() == (kept,)
        with pytest.raises(CannotWrite, match="正被另一个程序占用，请等它结束后再试。") as caught:
            archive.register(entry(), b"2")
        assert caught.value.exit_code == 4
    with open_archive(file) as archive:
        assert archive.register(entry(), b"2").new
        assert archive.verify() == ()


def test_an_archive_that_another_program_keeps_for_itself(file: Path) -> None:
    create_archive(file).close()
    keep = "PRAGMA locking_mode = EXCLUSIVE"
    hold = HOLD.replace("c.execute(sys.argv[2])", "c.execute(sys.argv[2]); c.execute('BEGIN EXCLUSIVE')")
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(file), keep],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(CannotWrite, match="正被另一个程序占用"):
            open_archive(file, wait=0.1)
        other.stdin.close()


CHILD = """
import os, signal, sys
from datetime import UTC, datetime
from sqlalchemy import Engine, event
from taizhang.archive import NewSubmission, open_archive
from taizhang.model.verdict import Verdict

def take_in(archive, number):
    entry = NewSubmission(datetime(2022, 10, 3, tzinfo=UTC), "", f"{number}.xlsx", Verdict.RETURNED)
    return archive.register(entry, b"%d" % number * 5000)
"""

KILLED_BEFORE_COMMIT = (
    CHILD
    + """
with open_archive(sys.argv[1]) as archive:
    take_in(archive, 1)
    event.listen(Engine, "commit", lambda connection: os.kill(os.getpid(), signal.SIGKILL))
    take_in(archive, 2)
"""
)

TAKES_IN_UNTIL_KILLED = (
    CHILD
    + """
with open_archive(sys.argv[1]) as archive:
    for number in range(1, 100_000):
        take_in(archive, number)
        print(number, flush=True)
"""
)


def test_killed_just_before_the_end_of_a_transaction(where: str, rows_of: Rows) -> None:
    child = subprocess.run([sys.executable, "-c", KILLED_BEFORE_COMMIT, where], check=False)
    assert child.returncode == -signal.SIGKILL
    with open_archive(where) as archive:
        assert [line.file_name for line in archive.submissions()] == ["1.xlsx"]
        assert rows_of("SELECT count(*) FROM blob") == [(1,)]
        assert archive.verify() == ()


@pytest.mark.parametrize("acknowledged", [1, 17, 40])
def test_killed_at_any_moment_nothing_acknowledged_is_lost(
    where: str, acknowledged: int, rows_of: Rows
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TAKES_IN_UNTIL_KILLED, where], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for number in range(1, acknowledged + 1):
            assert child.stdout.readline() == f"{number}\n"
        child.kill()
    with open_archive(where) as archive:
        lines = archive.submissions()
        assert len(lines) >= acknowledged
        assert [line.file_name for line in lines] == [f"{n}.xlsx" for n in range(1, len(lines) + 1)]
        assert rows_of("SELECT count(*) FROM blob") == [(len(lines),)]
        assert archive.verify() == ()


def test_two_processes_take_in_side_by_side(where: str) -> None:
    takes_in = (
        CHILD
        + "with open_archive(sys.argv[1]) as a:\n    for n in range(int(sys.argv[2]), 40): take_in(a, n)"
    )
    children = [subprocess.Popen([sys.executable, "-c", takes_in, where, first]) for first in ("1", "20")]
    assert [child.wait() for child in children] == [0, 0]
    with open_archive(where) as archive:
        assert sorted(int(line.file_name[:-5]) for line in archive.submissions()) == list(range(1, 40))
        assert archive.verify() == ()


def test_an_archive_in_use_stays_whole_while_it_is_read(archive: Archive, where: str, entry: Entry) -> None:
    with open_archive(where) as other:
        archive.register(entry(), b"1")
        assert len(other.submissions()) == 1
        assert other.register(entry(), b"2").submission.number == 2
    assert archive.register(entry(), b"3").submission.number == 3
    assert archive.verify() == ()


def test_the_chains_end_can_be_written_down_elsewhere(archive: Archive, entry: Entry) -> None:
    assert archive.chain_end() == (0, "0" * 64)
    archive.register(entry(), b"1")
    number, digest = archive.chain_end()
    archive.register(entry(), b"2")
    assert archive.chain_end()[0] == number + 1
    assert archive.chain_has(number, digest)
    assert archive.chain_has(0, "0" * 64)
    assert not archive.chain_has(number, "f" * 64)
    assert not archive.chain_has(number + 9, digest)


def test_r45_where_a_shared_journal_fails_the_plain_one_is_used(file: Path, entry: Entry) -> None:
    """As on a network share: what WAL shares between programs cannot be made."""
    Path(f"{file}-shm").mkdir()
    with create_archive(file) as archive:
        archive.register(entry(), b"1")
        with archive._reading() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    with open_archive(file) as archive:
        assert archive.verify() == ()
        with archive._reading() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_whether_there_is_an_archive(file: Path) -> None:
    assert not has_archive(file)
    create_archive(file).close()
    assert has_archive(str(file))
