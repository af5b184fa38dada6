"""Dialects: the grammars in which plans are written, each registered by `@dialect`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, TypeVar

from taizhang.plans.draft import ClauseReading, Found, Head, Item, Reported, Timed
from taizhang.plans.squeezed import Squeezed, Stretch


class Dialect(Protocol):
    """How one language's plans are read; every answer keeps the stretch of text it came from."""

    language: str

    def fits(self, text: str) -> float:
        """How well the text looks like this dialect, from 0 to 1."""

    def squeeze(self, text: str) -> Squeezed: ...

    def read_items(self, source: Squeezed) -> tuple[Item, ...]: ...

    def read_head(self, source: Squeezed, first_task: int) -> Head: ...

    def read_clause(self, clause: Stretch, rule: str, label: str) -> ClauseReading: ...

    def read_sentences(self, stretch: Stretch) -> Iterator[Stretch]: ...

    def read_deadlines(self, sentence: Stretch, year: int) -> tuple[Timed, ...]: ...

    def read_indicators(
        self, sentence: Stretch, times: tuple[Timed, ...], year: int
    ) -> tuple[Found, ...]: ...

    def read_cadences(self, sentence: Stretch) -> Iterator[Reported]: ...


_DIALECTS: dict[str, Dialect] = {}
_Kind = TypeVar("_Kind", bound=Dialect)


def dialect(kind: type[_Kind]) -> type[_Kind]:
    """Register a dialect.

    Raises:
        ValueError: its language is taken.
    """
    made = kind()
    if made.language in _DIALECTS:
        raise ValueError(made.language)
    _DIALECTS[made.language] = made
    return kind


@cache
def dialects() -> tuple[Dialect, ...]:
    """Every dialect in this folder."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return tuple(_DIALECTS.values())


def choose_dialect(text: str) -> Dialect:
    """The dialect that fits the text best."""
    return max(dialects(), key=lambda one: one.fits(text))
