"""What several rules ask of one ledger is worked out once, while they look at it one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from operator import is_
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Told = TypeVar("_Told")


def once(work: Callable[_Given, Iterable[_Told]]) -> Callable[_Given, tuple[_Told, ...]]:
    """A search that remembers what it found in the ledger that it was last given; ledgers do not change."""
    last: tuple[tuple[object, ...], tuple[_Told, ...]] = (), ()

    @wraps(work)
    def found(*given: _Given.args, **named: _Given.kwargs) -> tuple[_Told, ...]:
        nonlocal last
        held, told = last  # another thread may be looking at another ledger
        if len(held) != len(given) or not all(map(is_, held, given)):
            told = tuple(work(*given, **named))
            last = given, told
        return told

    return found
