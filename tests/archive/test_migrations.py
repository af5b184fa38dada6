"""Archives of older structures, made from the statements that they were made with, become like new ones."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from taizhang.archive import Outcome, Receipt, create_archive, open_archive
from taizhang.errors import CannotRead
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import ReceiptState, Verdict
from taizhang.model.words.status import Clearing

OLD = (Path(__file__).parent / "structure_2.sql").read_text(encoding="utf-8")
WHEN = "2022-10-03T12:00:00+08:00"
LATER = "2022-10-04T12:00:00+08:00"
MAIL, OTHER_MAIL, EMPTY_MAIL, LOST_MAIL = b"mail one", b"mail two", b"", b"mail three"
Change = Callable[[sqlite3.Connection], object]


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def make_old(file: Path, version: int) -> None:
    """An archive of the structure, with at least a row in each table."""
    with closing(sqlite3.connect(file)) as plain, plain:
        for statement in OLD.split("\n;\n"):
            if version == 2 or "waiver_withdrawal" not in statement:
                plain.execute(statement)
        plain.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(version)])
        for content in (MAIL, OTHER_MAIL, EMPTY_MAIL, LOST_MAIL, b"one", b"two", b"three", b"plan"):
            plain.execute("INSERT INTO blob VALUES (?, ?, ?)", [digest(content), len(content), content])
        plain.execute(
            "INSERT INTO plan VALUES (1, 'yunling-2022', 'v1', '{}', ?, ?)", [digest(b"plan"), WHEN]
        )
        plain.execute("INSERT INTO roster VALUES (1, 'yunling-2022', ?)", [WHEN])
        plain.execute(
            "INSERT INTO roster_line VALUES (1, 0, '990101', '清河县', 'county', '990100', '[\"a@x.cn\"]', '甲', '', '')"
        )
        plain.execute("INSERT INTO round VALUES (1, 'yunling-2022', '2022Q3', '2022-09-01')")
        for at, content in enumerate((MAIL, OTHER_MAIL, EMPTY_MAIL, LOST_MAIL)):
            plain.execute("INSERT INTO mail VALUES (?, ?, '', ?)", [digest(content), WHEN, f"第{at}封"])
        plain.execute(
            "INSERT INTO waiver VALUES (1, 'yunling-2022', 'E305', '990101', '2022Q3', '', '李某', '属实', '2022-12-31', ?)",
            [WHEN],
        )
        plain.execute(
            "INSERT INTO clearing VALUES (1, 'yunling-2022', '990101', 'T01', '已销号', '验收单', '李某', '属实', ?)",
            [WHEN],
        )
        register(plain, b"one", mail=MAIL)
        register(plain, b"two", mail=MAIL, verdict="returned", record=None)
        register(plain, b"three", mail=None, received=LATER, nothing=1)
        register(
            plain, OTHER_MAIL, mail=OTHER_MAIL, verdict="set-aside", reason="邮件没有读完整，没有找到附件"
        )
        register(plain, EMPTY_MAIL, mail=EMPTY_MAIL, verdict="set-aside", reason="邮件是空的，请对方重新发送")
        plain.execute("INSERT INTO decision VALUES (1, 2, '接收', '李某', '已核实', ?)", [WHEN])
        plain.execute("INSERT INTO decision VALUES (2, NULL, '延期', '李某', '台风', ?)", [WHEN])
        if version == 2:
            plain.execute("INSERT INTO waiver_withdrawal VALUES (1, 1, '王某', '批错了', ?)", [LATER])


def register(plain: sqlite3.Connection, content: bytes, **told: Any) -> None:
    """A line with its hash, as structure 2 wrote it."""
    row = plain.execute("SELECT number, hash FROM submission ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = row or (0, "0" * 64)
    mail, record = told.get("mail"), told.get("record", b"{}")
    line = {
        "number": number + 1, "received": told.get("received", WHEN), "received_utc": f"2022-10-0{number}",
        "sender": "a@x.cn", "file_name": "台账.xlsx", "sha256": digest(content), "size": len(content),
        "verdict": told.get("verdict", "accepted"), "plan": "yunling-2022", "reporter": "990101", "period": "2022Q3",
        "errors": 0, "warnings": 1, "nothing_to_report": bool(told.get("nothing", 0)), "reason": told.get("reason", ""),
        "findings": "[]", "record": record, "mail": digest(mail) if mail is not None else None,
        "previous_hash": previous,
    }  # fmt: skip
    hashed = line | {"record": None if record is None else digest(record)}
    line["hash"] = digest(json.dumps(hashed, sort_keys=True, separators=(",", ":")).encode("ascii"))
    plain.execute(f"INSERT INTO submission VALUES ({', '.join('?' * len(line))})", list(line.values()))
    plain.execute("INSERT OR REPLACE INTO meta VALUES ('register_end', ?)", [f"{number + 1} {line['hash']}"])


def structure(file: Path) -> dict[str, str]:
    with closing(sqlite3.connect(file)) as plain:
        return dict(plain.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def counts(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as plain:
        names = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: plain.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_archive_becomes_like_a_new_one(file: Path, tmp_path: Path, version: int) -> None:
    make_old(file, version)
    create_archive(tmp_path / "new.db").close()
    for _ in range(2):
        with open_archive(file) as archive:
            assert archive.verify() == ()
    assert structure(file) == structure(tmp_path / "new.db")
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() == ("4",)


def test_structure_3_becomes_like_a_new_one(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.executescript((Path(__file__).parent / "structure_3.sql").read_text(encoding="utf-8"))
        plain.execute("INSERT INTO meta VALUES ('schema_version', '3')")
    create_archive(tmp_path / "new.db").close()
    with open_archive(file) as archive:
        assert (archive.verify(), archive.handed_in()) == ((), ())
    assert structure(file) == structure(tmp_path / "new.db")


def test_no_row_is_lost(file: Path) -> None:
    make_old(file, 2)
    before = counts(file)
    open_archive(file).close()
    after = counts(file)
    assert before.pop("mail") == after.pop("receipt") == 4
    assert before.pop("meta") + 1 == after.pop(
        "meta"
    )  # where the chain ends, beside where the register ended
    chain, lines, blobs = after.pop("chain"), after.pop("outcome_line"), after["blob"]
    outcomes = after.pop("outcome")
    assert {name: count for name, count in after.items() if count} == before
    assert (lines, outcomes) == (4, 3)
    assert chain == sum(after.values()) - blobs + lines + outcomes + 4


def test_what_was_there_reads_as_before(file: Path) -> None:
    make_old(file, 2)
    with open_archive(file) as archive:
        assert archive.plans() == (("yunling-2022", "v1", "{}"),)
        assert [line.name for line in archive.roster("yunling-2022")] == ["清河县"]
        assert archive.was_opened("yunling-2022", Period.parse("2022Q3"))
        (waiver,) = archive.waivers("yunling-2022")
        assert waiver.withdrawal is not None
        assert waiver.withdrawal.who == "王某"
        assert [step.state for step in archive.clearings("yunling-2022")] == [Clearing.CLEARED]
        assert [(line.number, line.verdict, line.receipt) for line in archive.submissions()] == [
            (1, Verdict.ACCEPTED, digest(MAIL)),
            (2, Verdict.RETURNED, digest(MAIL)),
            (3, Verdict.ACCEPTED, ""),
            (4, Verdict.SET_ASIDE, digest(OTHER_MAIL)),
            (5, Verdict.SET_ASIDE, digest(EMPTY_MAIL)),
        ]
        assert archive.submissions()[2].nothing_to_report
        assert archive.record(1) == b"{}"
        assert archive.record(2) is None
        assert archive.counting_record("yunling-2022", Reporter("990101"), Period.parse("2022Q3")) == b"{}"


def test_mails_become_receipts_with_what_became_of_them(file: Path) -> None:
    make_old(file, 2)
    when = datetime.fromisoformat(WHEN)
    with open_archive(file) as archive:
        receipts = {one.sha256: one for one in archive.receipts()}
        assert receipts[digest(MAIL)] == Receipt(digest(MAIL), "mail", "第0封", when, when, len(MAIL))
        outcomes = {one.receipt: one for one in archive.outcomes()}
        assert outcomes == {
            digest(MAIL): Outcome(
                digest(MAIL), ReceiptState.TAKEN, "", when, "a@x.cn", "第0封", attachments=2
            ),
            digest(OTHER_MAIL): Outcome(
                digest(OTHER_MAIL),
                ReceiptState.INCOMPLETE,
                "邮件没有读完整，没有找到附件",
                when,
                "a@x.cn",
                "第1封",
            ),
            digest(EMPTY_MAIL): Outcome(
                digest(EMPTY_MAIL), ReceiptState.EMPTY, "邮件是空的，请对方重新发送", when, "a@x.cn", "第2封"
            ),
        }
        assert [one.sha256 for one in archive.unfinished()] == [digest(LOST_MAIL)]
        assert archive.sums().agree


def test_remarks_of_structure_2_stay_and_decide_nothing(file: Path) -> None:
    make_old(file, 2)
    with open_archive(file) as archive:
        assert archive.decisions() == ()
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute(
            "SELECT submission, choice, verdict, reporter, why FROM decision"
        ).fetchall() == [
            (2, "接收", None, None, "已核实"),
            (None, "延期", None, None, "台风"),
        ]


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE submission SET errors = 5 WHERE number = 2", "登记簿第2号与指纹不符"),
        ("UPDATE submission SET record = x'00' WHERE number = 1", "登记簿第1号与指纹不符"),
        ("DELETE FROM submission WHERE number = 2", "登记簿第2号与指纹不符"),
        ("DELETE FROM submission WHERE number = 5", "登记簿的末尾不对，现在到第4号"),
        ("DELETE FROM meta WHERE key = 'register_end'", "登记簿的末尾不对，现在到第5号"),
    ],
)
def test_a_register_that_was_changed_is_not_brought_up_to_date(file: Path, statement: str, says: str) -> None:
    make_old(file, 2)
    with closing(sqlite3.connect(file)) as plain, plain:
        for trigger in ("submission_refuses_update", "submission_refuses_delete"):
            plain.execute(f"DROP TRIGGER {trigger}")
        plain.execute(statement)
    before = file.read_bytes()
    with pytest.raises(CannotRead) as caught:
        open_archive(file)
    assert str(caught.value) == f"档案库“{file}”被改动过（{says}），没有升级，请用备份恢复后再打开。"
    assert file.read_bytes() == before


KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from taizhang.archive import open_archive

@event.listens_for(Engine, "before_cursor_execute")
def _(connection, cursor, statement, *rest):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(Engine, "commit")
def _(connection):
    if sys.argv[2] == "COMMIT":
        os.kill(os.getpid(), signal.SIGKILL)

open_archive(sys.argv[1])
"""


@pytest.mark.parametrize("at", ["ALTER TABLE decision", "INSERT INTO outcome", "DROP TABLE mail", "COMMIT"])
def test_r07_a_migration_that_is_killed_leaves_the_older_archive(file: Path, at: str) -> None:
    if os.name != "posix":
        pytest.skip("需要能随时终止进程的系统（POSIX）")
    make_old(file, 2)
    before = structure(file), counts(file)
    child = subprocess.run([sys.executable, "-c", KILLED, str(file), at], check=False)
    assert child.returncode == -signal.SIGKILL
    assert (structure(file), counts(file)) == before
    with open_archive(file) as archive:
        assert archive.verify() == ()
        assert len(archive.submissions()) == 5
