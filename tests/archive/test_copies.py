"""Backups: one way to make them and one way back, whichever the archive lies on."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from taizhang.archive import (
    Archive,
    Decision,
    NewAnswer,
    NewReceipt,
    NewSubmission,
    Outcome,
    back_up,
    create_archive,
    open_archive,
    restore,
)
from taizhang.archive.schema import metadata
from taizhang.errors import BadUsage, CannotRead, CannotWrite
from taizhang.model.reporter import Roster
from taizhang.model.verdict import Choice, ReceiptState

Entry = Callable[..., NewSubmission]
Tamper = Callable[..., None]
OLD = (Path(__file__).parent / "structure_2.sql").read_text(encoding="utf-8")


@pytest.fixture
def kept(archive: Archive, entry: Entry, noon: datetime) -> Archive:
    archive.add_plan("{}", "yunling-2022", "v1", b"plan text", Roster(()), noon)
    archive.receive([(NewReceipt("mail", "1.eml", noon), b"mail")], at=noon)
    told = Outcome(sha256(b"mail").hexdigest(), ReceiptState.TAKEN, "", noon, attachments=2)
    archive.conclude(
        told, [(entry(nothing_to_report=True), b"book"), (entry(beside_entry=0, record=None), b"scan")]
    )
    archive.decide(Decision(1, Choice.REFUSE, None, None, "李某", "属实", noon))
    archive.keep_answer(NewAnswer(1, "a@x.cn", "<1@city>", noon), b"answer")
    return archive


def everything(archive: Archive) -> dict[str, list[Any]]:
    with archive._reading() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key.columns))
            ]
            for table in metadata.sorted_tables
        }


def new_place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if kind == "file":
        return str(tmp_path / "恢复.db")
    database: str = request.getfixturevalue("database")
    return database


@pytest.mark.parametrize("to", ["file", "server"])
def test_a_backup_restores_to_the_same_archive(
    kept: Archive, where: str, tmp_path: Path, to: str, request: pytest.FixtureRequest
) -> None:
    backup, place = tmp_path / "备份.db", new_place(to, request, tmp_path)
    back_up(where, backup)
    restore(backup, place)
    with open_archive(backup) as copied, open_archive(place) as restored:
        assert everything(kept) == everything(copied) == everything(restored)
        assert restored.verify() == ()
        assert restored.chain_end() == kept.chain_end()
        assert [line.number for line in restored.submissions()] == [1, 2]
        assert restored.register_all([]) == ()
        restored.decide(
            Decision(
                1, Choice.UNDO, None, None, "李某", "属实", datetime.fromisoformat("2022-10-04T00:00:00Z")
            )
        )
        assert restored.verify() == ()


def test_a_backup_is_one_file_of_its_owner_alone(kept: Archive, where: str, tmp_path: Path) -> None:
    folder = tmp_path / "备份"
    folder.mkdir()
    back_up(where, folder / "备份.db")
    assert os.listdir(folder) == ["备份.db"]
    assert stat.S_IMODE((folder / "备份.db").stat().st_mode) == 0o600


def test_a_backup_is_made_while_others_write(kept: Archive, where: str, tmp_path: Path, entry: Entry) -> None:
    with kept._adding() as additions:
        additions.keep_blob(b"half done")
        back_up(where, tmp_path / "备份.db")
        with open_archive(tmp_path / "备份.db") as copied:
            assert copied.verify() == ()
    assert kept.register(entry(), b"more").new


def test_a_backup_is_never_written_over(kept: Archive, where: str, tmp_path: Path) -> None:
    (tmp_path / "备份.db").write_bytes(b"precious")
    with pytest.raises(CannotWrite, match="为免覆盖没有新建"):
        back_up(where, tmp_path / "备份.db")
    assert (tmp_path / "备份.db").read_bytes() == b"precious"
    with pytest.raises(CannotWrite, match=r"没有文件夹“.*没有”，请先建好"):
        back_up(where, tmp_path / "没有" / "备份.db")


def test_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="找不到档案库"):
        back_up(tmp_path / "没有.db", tmp_path / "备份.db")
    assert not (tmp_path / "备份.db").exists()


def test_an_archive_that_is_not_whole_is_not_backed_up(
    kept: Archive, where: str, tamper: Tamper, tmp_path: Path
) -> None:
    tamper("UPDATE submission SET errors = 5 WHERE number = 2")
    with pytest.raises(CannotRead) as caught:
        back_up(where, tmp_path / "备份.db")
    assert str(caught.value) == (
        f"档案库“{where}”不完好，没有备份：登记簿第2号被改动过，内容与指纹不符，请停止使用，并用备份核对。"
    )
    assert not (tmp_path / "备份.db").exists()


@pytest.mark.parametrize("to", ["file", "server"])
def test_a_backup_that_is_not_whole_is_not_restored(
    entry: Entry, tmp_path: Path, to: str, request: pytest.FixtureRequest
) -> None:
    backup, place = tmp_path / "备份.db", new_place(to, request, tmp_path)
    with create_archive(backup) as archive:
        archive.register(entry(), b"x" * 20_000)
    content = backup.read_bytes()
    middle = content.index(b"x" * 3000) + 1500
    backup.write_bytes(content[:middle] + b"y" + content[middle + 1 :])
    with pytest.raises(CannotRead) as caught:
        restore(backup, place)
    assert str(caught.value) == (
        f"备份“{backup}”不完好，没有恢复：登记簿第1号的附件“清河县台账.xlsx”被改动过，内容与指纹不符，请停止使用，并用备份核对。"
    )
    assert to == "server" or not Path(place).exists()
    if to == "server":
        create_archive(place).close()  # nothing was left there


@pytest.mark.parametrize("to", ["file", "server"])
def test_an_archive_is_not_restored_over_another(
    entry: Entry, tmp_path: Path, to: str, request: pytest.FixtureRequest
) -> None:
    backup, place = tmp_path / "备份.db", new_place(to, request, tmp_path)
    create_archive(backup).close()
    with create_archive(place) as archive:
        archive.register(entry(), b"1")
        with pytest.raises(CannotWrite, match="没有新建"):
            restore(backup, place)
        assert len(archive.submissions()) == 1


@pytest.mark.parametrize("content", [None, b"", b"no database" * 999])
def test_what_is_no_backup_is_not_restored(tmp_path: Path, content: bytes | None) -> None:
    backup = tmp_path / "备份.db"
    if content is not None:
        backup.write_bytes(content)
    with pytest.raises(CannotRead, match="找不到备份" if content is None else "不是台账档案库"):
        restore(backup, tmp_path / "恢复.db")
    assert not (tmp_path / "恢复.db").exists()


def old_backup(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain, plain:
        for statement in OLD.split("\n;\n"):
            plain.execute(statement)
        plain.execute("INSERT INTO meta VALUES ('schema_version', '2')")


def test_a_backup_of_an_older_structure_becomes_like_a_new_one(tmp_path: Path, database: str) -> None:
    old_backup(tmp_path / "备份.db")
    before = (tmp_path / "备份.db").read_bytes()
    restore(tmp_path / "备份.db", tmp_path / "恢复.db")
    assert (tmp_path / "备份.db").read_bytes() == before
    with open_archive(tmp_path / "恢复.db") as archive:
        assert archive.verify() == ()
    with pytest.raises(BadUsage, match="请先恢复成文件，再从那个文件恢复到服务器。"):
        restore(tmp_path / "备份.db", database)
    restore(tmp_path / "恢复.db", database)


def test_restoring_leaves_nothing_beside_the_backup(kept: Archive, where: str, tmp_path: Path) -> None:
    folder = tmp_path / "光盘"
    folder.mkdir()
    back_up(where, folder / "备份.db")
    (folder / "备份.db").chmod(0o400)
    folder.chmod(0o500)
    restore(folder / "备份.db", tmp_path / "恢复.db")
    folder.chmod(0o700)
    assert os.listdir(folder) == ["备份.db"]
    assert stat.S_IMODE((tmp_path / "恢复.db").stat().st_mode) == 0o600
