"""INTAKE 7: killed at any moment, a full disk, a folder that takes nothing: on restart nothing is lost, nothing doubled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from crash.batch import Batch, small_batch
from crash.kill import COLLECT, Held, collect, expected_of, held, kill_and_finish

posix = pytest.mark.skipif(os.name == "nt", reason="Windows 没有这些信号和文件系统命令")


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    return small_batch(tmp_path_factory.mktemp("crash"))


@pytest.fixture(scope="module")
def undisturbed(batch: Batch) -> tuple[Held, float]:
    """What must be there in the end, and the seconds of a run that nobody kills."""
    return expected_of(batch)


@posix
def test_r07_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(
    batch: Batch, undisturbed: tuple[Held, float]
) -> None:
    """Twelve moments by chance, over three archives; `make crash` takes two hundred, over five hundred mails."""
    expected, seconds = undisturbed
    assert frozenset(expected.receipts) == batch.arrived()
    assert len(expected.receipts) == len(expected.outcomes) == len(batch.arrived())
    assert (expected.troubles, expected.unfinished) == ((), 0)
    chance, killed, number = Random(7), 0, 0
    while killed < 12:
        archive = batch.fresh(f"killed {(number := number + 1)}.db")
        killed += kill_and_finish(batch, archive, chance, min(4, 12 - killed), seconds / 2)
        assert held(archive) == expected
    assert number <= 10  # else the moments lie behind the end


@posix
def test_r07_what_was_collected_is_known_when_it_is_collected_again(
    batch: Batch, undisturbed: tuple[Held, float]
) -> None:
    archive = batch.fresh("again.db")
    assert [collect(batch, archive) for _ in range(2)] == [False, False]
    assert held(archive) == undisturbed[0]


# In a space of its own for mounts: a file system of so many bytes, which is full, or takes nothing, and then grows.
SCRIPT = """
set -eu
mount -t tmpfs -o size={size} tmpfs "{place}"
cp "{untouched}" "{place}/档案.db"
{spoil}
set +e
"{python}" -c '{collect}' collect {sources} --archive "{place}/档案.db" --as-of 2022-10-08 >"{said}.out" 2>"{said}.err"
echo $? >"{said}.code"
set -e
mount -o remount,rw,size=500m "{place}"
set +e
"{python}" -c '{collect}' collect {sources} --archive "{place}/档案.db" --as-of 2022-10-08 >"{said}.out2" 2>"{said}.err2"
set -e
cp "{place}"/档案.db* "{kept}/"
"""


def may_mount() -> bool:
    program = shutil.which("unshare")
    return (
        bool(program)
        and subprocess.run([program, "-rm", "true"], capture_output=True, check=False).returncode == 0
    )


@posix
@pytest.mark.parametrize(
    ("size", "spoil", "says"),
    [
        ("3m", "", "磁盘"),
        ("500m", 'mount -o remount,ro "{place}"', "不能写入"),
    ],
    ids=["a full disk", "a folder that takes nothing"],
)  # fmt: skip
def test_r07_a_disk_that_takes_nothing_is_said_and_loses_nothing(
    size: str, spoil: str, says: str, batch: Batch, undisturbed: tuple[Held, float], tmp_path: Path
) -> None:
    if not may_mount():
        pytest.skip("本机不允许程序建立自己的文件系统空间")
    place, kept, said = tmp_path / "盘", tmp_path / "留", tmp_path / "said"
    place.mkdir()
    kept.mkdir()
    script = SCRIPT.format(
        size=size, place=place, untouched=batch.untouched, spoil=spoil.format(place=place), python=sys.executable,
        collect=COLLECT, sources=' '.join(f'"{one}"' for one in batch.sources), said=said, kept=kept,
    )  # fmt: skip
    subprocess.run(["unshare", "-rm", "sh", "-c", script], check=True, timeout=300)
    told = Path(f"{said}.err").read_text(encoding="utf-8")
    assert Path(f"{said}.code").read_text(encoding="ascii") == "4\n"
    assert (says in told, "Traceback" in told, "请" in told) == (True, False, True)
    assert held(kept / "档案.db") == undisturbed[0]
