"""A plan of a city, and one county's ledger of a quarter, blank and filled in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from taizhang.books.fill_cells import fill_cells
from taizhang.cli.run import run
from taizhang.desk.compile import compile_document
from taizhang.desk.files import write_plan
from taizhang.desk.issue import write_blank_ledger
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.period import Period

ROWS = range(FIRST_ROW, FIRST_ROW + 40)


@dataclass(frozen=True)
class Round:
    """What a city holds of one quarter."""

    plan: Path
    roster: Path
    blank: bytes  # of its first county
    filled: bytes


@pytest.fixture(scope="session")
def quarter(sample_document: Path, sample_roster: Path, tmp_path_factory: pytest.TempPathFactory) -> Round:
    plan = compile_document(sample_document)
    line = direct_reporters(plan, roster_of(plan, sample_roster))[0]
    _, blank = write_blank_ledger(plan, line, Period.parse("2022Q3"))
    filled = fill_cells(blank, TABLE, {(row, column_of("status")): "未启动" for row in ROWS})
    return Round(
        write_plan(plan, tmp_path_factory.mktemp("round") / "计划.json"), sample_roster, blank, filled
    )


@dataclass(frozen=True)
class Office:
    """A city office with an archive, and the blank ledgers it has sent out."""

    folder: Path
    archive: Path
    issued: Path

    def ledger(self, code: str) -> bytes:
        (path,) = self.issued.glob(f"{code}_*.xlsx")
        return path.read_bytes()


@pytest.fixture
def office(tmp_path: Path, sample_document: Path, sample_roster: Path) -> Office:
    made = Office(tmp_path, tmp_path / "档案.db", tmp_path / "下发")
    plan = tmp_path / "计划.json"
    for words in (
        ["plan", "compile", sample_document, "-o", plan],
        ["archive", "init", made.archive, "--plan", plan, "--roster", sample_roster],
        ["issue", plan, "--period", "2022Q3", "--out", made.issued, "--archive", made.archive],
    ):
        assert run([str(word) for word in words]) == 0
    return made
