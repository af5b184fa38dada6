"""The sample plan in a file, and one run of the demonstration, for all tests that look at what it left."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from taizhang import desk
from taizhang.cli.run import run
from taizhang.desk.compile import compile_document
from taizhang.desk.demo.loop import Shown, run_demo
from taizhang.desk.files import write_plan

_ISSUED = datetime(2022, 10, 4, 9, tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True)
class Run:
    folder: Path
    shown: Shown
    told: tuple[str, ...]


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("demo") / "演示"
    told: list[str] = []
    shown = run_demo(None, folder, tell=told.append)
    return Run(folder, shown, tuple(told))


@pytest.fixture(scope="session")
def plan_file(sample_document: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_plan(compile_document(sample_document), tmp_path_factory.mktemp("plan") / "计划.json")


@pytest.fixture
def archive(tmp_path: Path, plan_file: Path, sample_roster: Path) -> Path:
    """An archive of a quarter whose ledgers lie in the folder 本期 beside it."""
    where = tmp_path / "档案.db"
    desk.init_archive(where, [plan_file], sample_roster, at=_ISSUED)
    desk.issue_ledgers(plan_file, "2022Q3", tmp_path / "本期", archive=where)
    return where


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """A command as it is typed; what it says."""

    def called(*words: object) -> str:
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        assert (code in (0, 1), said.err) == (True, ""), said
        return said.out

    return called
