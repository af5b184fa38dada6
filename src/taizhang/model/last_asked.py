"""A memory of so much room: what was asked for longest ago is forgotten first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from typing import Generic, TypeVar

_Known = TypeVar("_Known")


class LastAsked(Generic[_Known]):
    """The answers that were asked for last, as many as there is room for; each says how much it takes."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._known: OrderedDict[Hashable, tuple[_Known, int]] = OrderedDict()

    def find(self, key: Hashable) -> _Known | None:
        """None where it is not known, or no more."""
        found = self._known.get(key)
        if found is None:
            return None
        with suppress(KeyError):  # another thread has just forgotten it
            self._known.move_to_end(key)
        return found[0]

    def keep(self, key: Hashable, answer: _Known, takes: int) -> None:
        """In place of an earlier answer; what was asked for longest ago is forgotten to make room."""
        _, freed = self._known.pop(key, (None, 0))
        self._known[key] = answer, takes
        self._room += freed - takes
        while self._room < 0 and self._known:
            _, (_, freed) = self._known.popitem(last=False)
            self._room += freed
