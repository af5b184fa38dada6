"""Fields of a plan and the stretches of the stored text that hold their values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.model.plan import Span
from taizhang.plans.accounting.mentions import MappedField, MentionKind
from taizhang.plans.squeezed import Squeezed


@dataclass(frozen=True)
class Stated:
    """A stretch of the squeezed text that says a field's value."""

    start: int
    end: int
    field: MappedField
    kinds: frozenset[MentionKind] = frozenset(MentionKind)
    exact: bool = False  # only a mention that is no longer and no shorter

    def says(self, start: int, end: int) -> bool:
        """Whether the mention lies in these words, or these words in the mention."""
        if self.exact:
            return (start, end) == (self.start, self.end)
        return (self.start <= start and end <= self.end) or (start <= self.start and self.end <= end)


class Fields:
    """Every stretch that says a field, found by where a mention stands."""

    def __init__(self, stated: list[Stated]) -> None:
        self._stated = sorted(stated, key=lambda one: (one.start, one.end))
        self._starts = [one.start for one in self._stated]
        self._longest = max((one.end - one.start for one in self._stated), default=0)

    def of(self, start: int, end: int, kind: MentionKind) -> tuple[MappedField, ...]:
        """The fields whose words lie in the mention or hold it."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_right(self._starts, end)
        near = (one for one in self._stated[first:last] if kind in one.kinds)
        found = [one.field for one in near if one.says(start, end)]
        return tuple(dict.fromkeys(found))


class Places:
    """Where spans of the stored text stand in the squeezed one."""

    def __init__(self, source: Squeezed) -> None:
        self.source = source

    def of(self, span: Span) -> tuple[int, int]:
        places = self.source.places
        return bisect_left(places, span.start), bisect_left(places, span.end)

    def words(self, span: Span) -> str:
        """The span's words as squeezed."""
        start, end = self.of(span)
        return self.source.text[start:end]

    def find(self, words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Every place of the words (as squeezed) between two positions."""
        at = self.source.text.find(words, start, end) if words else -1
        while at >= 0:
            yield at, at + len(words)
            at = self.source.text.find(words, at + len(words), end)
