"""The numbered parts of a document, one inside the other, whatever its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from taizhang.plans.squeezed import Stretch


class Numbering(Protocol):
    """The number that opens a part, where it stands."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Number = TypeVar("Number", bound=Numbering)


@dataclass
class Part(Generic[Number]):
    """A numbered part of the document with the parts inside it."""

    marker: Number
    end: int = 0
    children: list[Part[Number]] = field(default_factory=list)
    clauses: tuple[Stretch, ...] = ()  # all that stand in it, children included

    @property
    def own_end(self) -> int:
        return self.children[0].marker.start if self.children else self.end


def with_clauses(
    parts: Sequence[Part[Number]], clauses: tuple[Stretch, ...]
) -> Iterator[tuple[Part[Number], tuple[Stretch, ...]]]:
    """Each of the parts that follow each other, with those of the clauses that stand in it."""
    position = 0
    for part in parts:
        while position < len(clauses) and clauses[position].start < part.marker.end:
            position += 1
        first = position
        while position < len(clauses) and clauses[position].start < part.end:
            position += 1
        yield part, clauses[first:position]
