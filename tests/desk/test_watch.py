"""Watching a folder: a file is taken once it has stopped growing, and once only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from taizhang.desk.intake.taken import Taken
from taizhang.desk.intake.watch import watch_sources
from taizhang.desk.intake.where_from import Source
from taizhang.errors import CannotWrite

NOW = datetime(2022, 10, 4, tzinfo=UTC)


def looks(folder: Path, *steps: Callable[[], object]) -> list[list[str]]:
    """What is handed over when the steps happen one before each look."""
    handed: list[list[str]] = []
    waiting: Iterator[Callable[[], object]] = iter(steps)

    def collect(sources: Sequence[Source], now: datetime) -> tuple[Taken, ...]:
        assert now == NOW
        handed.append([Path(source).name for source in sources])
        return ()

    def wait() -> bool:
        step = next(waiting, None)
        if step is not None:
            step()
        return step is not None

    archive = folder / "档案.db"
    assert (
        list(watch_sources([folder], collect, archive=archive, wait=wait, now=lambda: NOW, tell=fail)) == []
    )
    return handed


def fail(sentence: str) -> None:
    """Nothing is to go wrong."""
    raise AssertionError(sentence)


def nothing() -> None:
    """Nothing happens between two looks."""


def test_a_file_is_taken_at_the_second_look_and_once(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"1")
    assert looks(tmp_path, nothing, nothing, nothing) == [["a.xlsx"]]


def test_one_that_still_grows_is_left_until_it_has_stopped(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    grow = [lambda size=size: file.write_bytes(b"1" * size) for size in (1, 2, 3)]
    assert looks(tmp_path, *grow, nothing) == [["a.xlsx"]]


def test_one_that_is_changed_later_is_taken_again(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"1")
    assert looks(tmp_path, nothing, nothing, lambda: file.write_bytes(b"22"), nothing) == [
        ["a.xlsx"],
        ["a.xlsx"],
    ]


def test_one_that_is_gone_is_nobodys_concern(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"1")
    assert looks(tmp_path, nothing, file.unlink, nothing) == []


def test_the_archive_in_the_folder_is_no_source(tmp_path: Path) -> None:
    archive = tmp_path / "档案.db"
    archive.write_bytes(b"1")
    assert looks(tmp_path, nothing, nothing, lambda: archive.write_bytes(b"22"), nothing) == []


def test_a_look_that_fails_is_told_of_and_the_next_takes_up_what_it_left(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"1")
    tries: list[list[str]] = []
    told: list[str] = []

    def collect(sources: Sequence[Source], now: datetime) -> tuple[Taken, ...]:
        tries.append([Path(source).name for source in sources])
        if len(tries) == 1:
            raise CannotWrite("档案库正被另一个程序占用，请等它结束后再试。")
        return ()

    looks_left = iter(range(4))
    watched = watch_sources(
        [tmp_path], collect, archive=tmp_path / "档案.db", wait=lambda: next(looks_left, None) is not None,
        now=lambda: NOW, tell=told.append,
    )  # fmt: skip
    assert list(watched) == []
    assert tries == [["a.xlsx"], ["a.xlsx"]]
    assert told == ["档案库正被另一个程序占用，请等它结束后再试。"]


def test_a_folder_that_is_gone_is_told_of(tmp_path: Path) -> None:
    told: list[str] = []
    looks_left = iter(range(1))
    watched = watch_sources(
        [tmp_path / "没有"], lambda *_: (), archive=tmp_path / "档案.db",
        wait=lambda: next(looks_left, None) is not None, now=lambda: NOW, tell=told.append,
    )  # fmt: skip
    assert list(watched) == []
    assert told == [f"找不到来源“{tmp_path / '没有'}”，请检查路径后重试。"]
