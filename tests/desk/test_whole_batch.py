"""A batch of ledgers is issued whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhang.desk.compile import compile_document
from taizhang.desk.files import write_plan
from taizhang.desk.issue import issue_ledgers
from taizhang.errors import CannotWrite


@pytest.fixture
def plan(tmp_path: Path, sample_document: Path) -> Path:
    return write_plan(compile_document(sample_document), tmp_path / "计划.json")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for two or three ledgers."""
    place = tmp_path / "小盘"
    place.mkdir()
    try:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", place], capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("没有 mount 命令")
    if done.returncode:
        pytest.skip("只有管理员能挂载小容量磁盘")
    yield place
    subprocess.run(["umount", place], check=True)


def refused(plan: Path, out: Path, roster: Path) -> str:
    with pytest.raises(CannotWrite) as refusal:
        issue_ledgers(plan, "2022Q3", out, roster_file=roster)
    return str(refusal.value)


def test_a_full_disk_is_left_as_it_was(plan: Path, small_disk: Path, sample_roster: Path) -> None:
    (small_disk / "原有.txt").write_text("原有", encoding="utf-8")
    told = refused(plan, small_disk / "三季度" / "下发", sample_roster)
    assert "写不进去（磁盘已满）" in told
    assert told.endswith(" 份已全部撤回，文件夹恢复原样，请排除后重新生成。")
    assert "已写出的 0 份" not in told
    assert [path.name for path in small_disk.rglob("*")] == ["原有.txt"]


def fill_up(patch: pytest.MonkeyPatch, after: int) -> None:
    """The disk takes so many files more."""
    left, replace = [None] * after, os.replace

    def replacing(draft: str, path: Path) -> None:
        if not left:
            raise OSError(errno.ENOSPC, "full")
        left.pop()
        replace(draft, path)

    patch.setattr(os, "replace", replacing)


def test_what_was_written_before_the_failure_is_taken_back(
    plan: Path, tmp_path: Path, sample_roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "下发"
    out.mkdir()
    (out / "别的文件.xlsx").write_bytes(b"other")
    fill_up(monkeypatch, 3)
    assert refused(plan, out, sample_roster) == (
        f"文件“{out / '990104_晴川区_2022Q3_任务台账.xlsx'}”写不进去（磁盘已满），请换一个能写的文件夹，或先关闭打开着的同名文件。"
        "本次已写出的 3 份已全部撤回，文件夹恢复原样，请排除后重新生成。"
    )
    assert [path.name for path in out.iterdir()] == ["别的文件.xlsx"]


def test_folders_made_for_the_batch_go_too(
    plan: Path, tmp_path: Path, sample_roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch, 0)
    refused(plan, tmp_path / "三季度" / "下发", sample_roster)
    assert [path.name for path in tmp_path.iterdir()] == ["计划.json"]


def test_an_interrupt_leaves_no_half_batch(plan: Path, tmp_path: Path, sample_roster: Path) -> None:
    def stop(done: int, _all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue_ledgers(plan, "2022Q3", tmp_path / "下发", roster_file=sample_roster, progress=stop)
    assert not (tmp_path / "下发").exists()


def test_what_cannot_be_taken_back_is_named(
    plan: Path, tmp_path: Path, sample_roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "held", path, missing_ok)

    fill_up(monkeypatch, 2)
    monkeypatch.setattr(Path, "unlink", locked)
    assert refused(plan, tmp_path / "下发", sample_roster).endswith(
        "本次已写出 2 份，其中 2 份（如“990101_碧潭县_2022Q3_任务台账.xlsx”）撤不回，请手工删除后重新生成。"
    )
