"""The command line as a user has it: words in, exit code, what it printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from taizhang.cli.run import run


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*words: str | Path) -> Said:
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


@dataclass(frozen=True)
class Office:
    """A city office on its first day: plan, archive and blank ledgers of the quarter."""

    plan: Path
    archive: Path
    roster: Path
    issued: Path

    def ledger(self, code: str) -> Path:
        (path,) = self.issued.glob(f"{code}_*.xlsx")
        return path


def _run(words: Sequence[str | Path]) -> None:
    assert run([str(word) for word in words]) == 0


@pytest.fixture
def office(tmp_path: Path, sample_document: Path, sample_roster: Path) -> Office:
    made = Office(tmp_path / "计划.json", tmp_path / "档案.db", sample_roster, tmp_path / "下发")
    _run(["plan", "compile", sample_document, "-o", made.plan])
    _run(["archive", "init", made.archive, "--plan", made.plan, "--roster", sample_roster])
    _run(["issue", made.plan, "--period", "2022Q3", "--out", made.issued, "--archive", made.archive])
    return made
