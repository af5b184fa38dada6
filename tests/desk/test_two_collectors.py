"""Two offices' computers that collect the same mails into one archive at once leave what one alone would have left."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from taizhang import desk
from taizhang.archive import Archive, open_archive

RUN = "import sys; from taizhang.cli.run import run; sys.exit(run(sys.argv[1:]))"
AT = datetime(2022, 9, 30, tzinfo=UTC)
AS_OF = ("--as-of", "2022-10-15")


def collecting(archive: Path, *folders: Path) -> subprocess.Popen[str]:
    words = ["collect", *map(str, folders), "--archive", str(archive), *AS_OF]
    return subprocess.Popen([sys.executable, "-c", RUN, *words], stdout=subprocess.PIPE, text=True)


def left(store: Archive) -> dict[str, list[object]]:
    """What stands in the archive, whatever came first."""
    return {
        "receipts": sorted(one.sha256 for one in store.receipts()),
        "outcomes": sorted((one.receipt, one.state.value, one.attachments) for one in store.outcomes()),
        "lines": sorted(
            (one.sha256, one.sender, one.judged.value, one.reason) for one in store.submissions()
        ),
    }


@pytest.fixture
def mails(demo_run) -> tuple[Path, Path]:
    return demo_run.folder / "来件", demo_run.folder / "改后来件"


def test_two_collectors_at_once_leave_what_one_leaves(
    demo_run, mails: tuple[Path, Path], tmp_path: Path
) -> None:
    alone, both = tmp_path / "一.db", tmp_path / "二.db"
    plan, roster = demo_run.folder / "计划.json", demo_run.folder / "通讯录.csv"
    for archive in (alone, both):
        desk.init_archive(archive, [plan], roster, at=AT)
        desk.issue_ledgers(plan, "2022Q3", tmp_path / archive.stem, archive=archive)
    first, second = mails
    runs = [
        collecting(both, first, second),
        collecting(both, second, first),
        collecting(alone, first, second),
    ]
    for run in runs:
        run.communicate(timeout=300)
    assert {run.returncode for run in runs} == {1}  # some are returned, as planned, whoever took them
    with open_archive(alone) as one, open_archive(both) as two:
        assert left(two) == left(one)
        assert (two.verify(), two.sums().agree, two.unfinished()) == ((), True, ())
