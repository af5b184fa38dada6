"""Lost cycles of objects are searched for between files, not while one is read."""

from __future__ import annotations

import gc
import weakref

import pytest

from taizhang.desk.workers import between_files
from taizhang.desk.workers.between_files import searching_between


class Lost:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_nothing_is_searched_within_and_everything_as_before_behind() -> None:
    assert gc.isenabled()
    with searching_between():
        assert not gc.isenabled()
        with searching_between():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize(("many", "found"), [(0, True), (10_000_000, False)])
def test_it_is_searched_when_much_was_left(monkeypatch, many: int, found: bool) -> None:
    monkeypatch.setattr(between_files, "_MANY", many)
    with searching_between() as search:
        gc.collect()
        lost = weakref.ref(Lost())
        held = [[] for _ in range(100)]
        search()
        assert (lost() is None) is found
        assert len(held) == 100


def test_an_error_within_leaves_it_as_it_was() -> None:
    with pytest.raises(ValueError, match="within"), searching_between():
        raise ValueError("within")
    assert gc.isenabled()
