"""What stands in the logs: enough to find out what happened, and nothing of persons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taizhang.books.fill_cells import fill_cells
from taizhang.cli.log import log_crash
from taizhang.desk.intake.tell_verdicts import masked
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.mail import Attachment, write_mail


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the logs go to."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "状态"))
    return tmp_path / "状态" / "taizhang" / "log"


def test_r60_each_verdict_is_logged_without_what_the_file_says(
    office, call, logs: Path, tmp_path: Path
) -> None:
    from datetime import UTC, datetime

    rows = range(FIRST_ROW, FIRST_ROW + 40)
    cells = {(row, column_of("status")): "未启动" for row in rows}
    cells |= {(FIRST_ROW, column_of("person")): "联络员 13800138000"}
    content = fill_cells(office.ledger("990101").read_bytes(), TABLE, cells)
    mail = write_mail(
        "bitan@yunling.example", "office@yigai.example", "联络员 13800138000", "", [Attachment("联络员.xlsx", content)],
        date=datetime(2022, 10, 3, tzinfo=UTC), message_id="<1@x>",
    )  # fmt: skip
    (tmp_path / "a.eml").write_bytes(mail)
    said = call("collect", tmp_path / "a.eml", "--archive", office.archive, "--as-of", "2022-10-04", "--json")
    (taken,) = json.loads(said.out)
    (line,) = (logs / "verdicts.log").read_text(encoding="utf-8").splitlines()
    facts = json.loads(line[line.index("{") :])
    assert {
        name: facts[name] for name in ("number", "sha256", "bytes", "class", "verdict", "flags", "sender")
    } == {
        "number": 1,
        "sha256": taken["sha256"],
        "bytes": len(content),
        "class": "readable",
        "verdict": taken["verdict"],
        "flags": ["formula-without-value"],  # no program has computed it
        "sender": "b***@yunling.example",
    }
    assert facts["seconds"] > 0
    assert facts["peak_mb"] > 0
    assert line.isascii()
    assert "13800138000" not in line
    assert (logs / "verdicts.log").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("address", "shown"),
    [("zhang.san@x.example", "z***@x.example"), ("", ""), ("no address", "***"), ("@x", "***@x")],
)
def test_an_address_is_masked(address: str, shown: str) -> None:
    assert masked(address) == shown


def test_a_crash_does_not_tell_who_and_why(logs: Path) -> None:
    words = ["quarantine", "accept", "3", "--who", "某某", "--why=已致电某某", "--archive", "档案.db"]
    assert log_crash(words).read_text(encoding="utf-8").splitlines()[0].partition(" taizhang ")[2] == (
        "quarantine accept 3 --who *** --why=*** --archive 档案.db"
    )
