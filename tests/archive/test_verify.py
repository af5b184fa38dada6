from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from taizhang.archive import Archive, NewSubmission
from taizhang.archive.chain import line_hash
from taizhang.model.reporter import Reporter, Roster

Entry = Callable[..., NewSubmission]

ADVICE = "，请停止使用，并用备份核对。"


@pytest.fixture
def full(archive: Archive, entry: Entry, noon: datetime) -> Archive:
    """An archive with three lines, a mail and a plan's text."""
    archive.add_plan("{}", "yunling-2022", "v1", b"plan text", Roster(()), noon)
    archive.keep_mail(b"raw mail", "qinghe@example.cn", "台账", noon)
    for number in (1, 2, 3):
        told = entry(
            reporter=Reporter(f"99010{number}"), mail=sha256(b"raw mail").hexdigest() if number == 3 else ""
        )
        archive.register(told, b"workbook %d" % number)
    assert archive.verify() == ()
    return archive


def tamper(where: Path, *statements: str) -> None:
    """Change the file as somebody would who puts the triggers back afterwards."""
    with closing(sqlite3.connect(where)) as plain, plain:
        triggers = plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            plain.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            plain.execute(statement)
        for _, sql in triggers:
            plain.execute(sql)


@pytest.mark.parametrize(
    "change",
    [
        "errors = 5", "verdict = 'returned'", "sender = 'x@example.cn'", "received = '2022-10-01T00:00:00+08:00'",
        "received_utc = '2022-10-01T00:00:00.000000+00:00'", "reporter = '990109'", "nothing_to_report = 1",
        "findings = '[1]'", "record = x'00'", "record = NULL", "reason = '改'", "file_name = '改'", "size = 1",
    ],
)  # fmt: skip
def test_a_changed_line_is_found(full: Archive, where: Path, change: str) -> None:
    tamper(where, f"UPDATE submission SET {change} WHERE number = 2")
    assert full.verify() == (f"登记簿第2号被改动过，内容与指纹不符{ADVICE}",)


def test_a_line_taken_out_is_missed(full: Archive, where: Path) -> None:
    tamper(where, "DELETE FROM submission WHERE number = 2")
    assert full.verify() == (f"登记簿缺少第2号至第2号{ADVICE}",)


def test_lines_cut_off_the_end_are_missed(full: Archive, where: Path) -> None:
    tamper(where, "DELETE FROM submission WHERE number = 3")
    assert full.verify() == (f"登记簿的末尾不对，记录应到第3号，现在到第2号{ADVICE}",)


def test_a_line_hashed_anew_does_not_fit_the_next(full: Archive, where: Path) -> None:
    with closing(sqlite3.connect(where)) as plain:
        plain.row_factory = sqlite3.Row
        line = dict(plain.execute("SELECT * FROM submission WHERE number = 2").fetchone())
    line["nothing_to_report"] = bool(line["nothing_to_report"])
    assert line_hash(line) == line["hash"]
    forged = line_hash(line | {"errors": 5})
    tamper(where, f"UPDATE submission SET errors = 5, hash = '{forged}' WHERE number = 2")
    assert full.verify() == (f"登记簿第3号与前一号接不上{ADVICE}",)


def test_a_line_smuggled_in_is_found(full: Archive, where: Path) -> None:
    names = "received, received_utc, sender, file_name, sha256, size, verdict, plan, reporter, period, errors, warnings, nothing_to_report, reason, findings, record, mail"
    others = names.replace("sender", "'other'")
    tamper(
        where,
        f"INSERT INTO submission (number, {names}, previous_hash, hash) SELECT 4, {others}, hash, 'x' FROM submission WHERE number = 3",
    )
    assert full.verify() == (
        f"登记簿第4号被改动过，内容与指纹不符{ADVICE}",
        f"登记簿的末尾不对，记录应到第3号，现在到第4号{ADVICE}",
    )


def test_a_changed_original_is_found(full: Archive, where: Path) -> None:
    tamper(where, "UPDATE blob SET content = x'00' WHERE content = CAST('workbook 1' AS BLOB)")
    assert full.verify() == (f"登记簿第1号的附件“清河县台账.xlsx”被改动过，内容与指纹不符{ADVICE}",)


@pytest.mark.parametrize(("content", "kind"), [(b"raw mail", "邮件"), (b"plan text", "原件")])
def test_a_lost_mail_or_plan_is_missed(full: Archive, where: Path, content: bytes, kind: str) -> None:
    tamper(where, f"DELETE FROM blob WHERE content = x'{content.hex()}'")
    assert full.verify() == (f"指纹为{sha256(content).hexdigest()[:12]}的{kind}不在档案库里{ADVICE}",)


def test_a_lost_attachment_is_missed(full: Archive, where: Path) -> None:
    tamper(where, "DELETE FROM blob WHERE content = CAST('workbook 2' AS BLOB)")
    assert full.verify() == (f"登记簿第2号的附件“清河县台账.xlsx”不在档案库里{ADVICE}",)


@pytest.mark.parametrize(
    ("statements", "name"),
    [
        (["DROP TRIGGER submission_refuses_update"], "submission_refuses_update"),
        (["DROP VIEW counting_submission", "CREATE VIEW counting_submission AS SELECT * FROM submission"], "counting_submission"),
    ],
)  # fmt: skip
def test_a_dropped_protection_is_found(full: Archive, where: Path, statements: list[str], name: str) -> None:
    with closing(sqlite3.connect(where)) as plain, plain:
        for statement in statements:
            plain.execute(statement)
    assert full.verify() == (f"档案库的结构被改动过（{name}）{ADVICE}",)
