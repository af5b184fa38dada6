"""What the bounds are there for is noticed: a reader that swells, dies, lingers, raises, or hands out what is not sound."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from fuzz import bounds
from fuzz.bounds import Seen, try_one
from fuzz.child import in_a_child
from fuzz.fed import Fed
from fuzz.fit_to_show import asks_for_something, can_be_written, fits_to_be_shown
from fuzz.subjects import Subject, subjects


def _nothing(*_: object) -> None:
    pass


READS = Subject("readers", Random.randbytes, _nothing, _nothing, _nothing, least=0.05, times=10.0)  # type: ignore[arg-type]


def _linger(_content: bytes) -> None:
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass


def _raise(*_: object) -> None:
    raise KeyError("甲")


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bounds, "KEPT", tmp_path)
    return tmp_path


def test_what_the_work_said_comes_back_line_by_line() -> None:
    assert in_a_child(lambda say: [say("甲"), say("乙")]) == ["甲", "乙"]


def test_a_reader_that_swells_is_noticed() -> None:
    with pytest.raises(AssertionError, match="MemoryError"):
        in_a_child(lambda _: bytearray(600 * 1024 * 1024))


def test_a_reader_that_dies_is_noticed_with_the_input_that_it_died_of() -> None:
    with pytest.raises(AssertionError, match="signal 9 at: 第17个"):
        in_a_child(lambda say: [say("第17个"), signal.raise_signal(signal.SIGKILL)])


def test_a_reader_that_lingers_is_noticed() -> None:
    with pytest.raises(AssertionError, match="are enough"):
        try_one(replace(READS, read=_linger), b"x", Seen())


def test_where_it_is_not_timed_the_time_is_only_noted() -> None:
    seen = Seen()
    try_one(replace(READS, read=_linger), b"x", seen, timed=False)
    assert (seen.inputs, seen.nearest > 1) == (1, True)


@pytest.mark.parametrize("part", ["read", "judge"])
def test_what_breaks_a_reader_is_kept(part: str, kept: Path) -> None:
    with pytest.raises(KeyError) as broken:
        try_one(replace(READS, **{part: _raise}), b"x", Seen())
    (file,) = kept.iterdir()
    assert file.read_bytes() == b"x"
    assert broken.value.__notes__ == [f"kept: {file}"]


def test_what_costs_more_than_its_share_at_ten_times_the_length_is_noticed() -> None:
    def square(content: bytes) -> None:
        for _ in range(len(content) ** 2 // 100):
            pass

    slow = replace(READS, read=square, least=9.0, grows=True)
    with pytest.raises(AssertionError, match="times as much"):
        try_one(slow, bytes(20_000), Seen(), grow=True)


@pytest.mark.parametrize("name", [one.name for one in subjects().values() if one.inputs])
def test_the_same_number_is_the_same_input(name: str) -> None:
    subject = subjects()[name]
    assert subject.input(7) == subject.input(7) != subject.input(8)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (fits_to_be_shown, ""), (fits_to_be_shown, "甲" * 121), (fits_to_be_shown, "甲\u202e"), (fits_to_be_shown, "甲\n乙"),
        (asks_for_something, "读不出来"), (asks_for_something, "读取时内存超过上限，请重新报送"), (can_be_written, "\ud800"),
        (can_be_written, {"甲": ["\ud800"]}), (can_be_written, READS.__class__("\ud800", *[_nothing] * 4, 0, 0)),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_what_is_not_fit_to_be_shown_is_noticed(check: Callable[[object], None], text: object) -> None:
    with pytest.raises((AssertionError, UnicodeEncodeError)):
        check(text)


def test_chance_that_is_fed_makes_the_choices_of_its_bytes() -> None:
    assert [Fed(bytes([at])).choice("甲乙丙丁") for at in range(4)] == list("甲乙丙丁")
    assert Fed(b"").randrange(10) == 0
    assert Fed(b"\x01\x00\x00\x80").getrandbits(32) == 0x80000001
