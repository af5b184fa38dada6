"""One run of the demonstration over the sample city, for all tests that look at what it left."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from taizhang.desk.demo.loop import Shown, run_demo


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
