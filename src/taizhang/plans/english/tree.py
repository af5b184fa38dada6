"""The parts of a document, nested by the kind and value of their numbers."""

from __future__ import annotations

from taizhang.plans.english.markers import find_markers
from taizhang.plans.english.number_lists import Marker
from taizhang.plans.numbered_parts import Part as NumberedPart
from taizhang.plans.numbered_parts import with_clauses
from taizhang.plans.squeezed import Squeezed, Stretch

Part = NumberedPart[Marker]


def build_tree(source: Squeezed, clauses: tuple[Stretch, ...]) -> list[Part]:
    """Parts nested by the kind of their numbers; a list that starts again inside an open part lies in it."""
    tree = _Tree(clauses)
    ends = iter([(clause.start, clause.end) for clause in clauses])
    start, end = next(ends, (len(source.text), 0))
    for marker in find_markers(source):
        while end and marker.start >= end:
            start, end = next(ends, (len(source.text), 0))
        if not start <= marker.start < end:
            tree.add(marker)
    tree.close(0, len(source.text))
    _share_out(tree.roots, clauses)
    return tree.roots


_DEEPEST = 8  # lists inside lists: what opens further in is a part of the deepest


class _Tree:
    """Parts as they open and close along the text."""

    def __init__(self, clauses: tuple[Stretch, ...]) -> None:
        self.roots: list[Part] = []
        self.opened: list[Part] = []
        self._closed: dict[str, int] = {}  # the last value of each kind's last closed list
        self._ends = [clause.end for clause in clauses]
        self._done = 0

    def add(self, marker: Marker) -> None:
        """Open the part of a number inside the parts that stay open around it."""
        depth = min(self._depth(marker), _DEEPEST)
        if depth < 0:
            return
        self.close(depth, marker.start)
        part = Part(marker)
        (self.opened[-1].children if self.opened else self.roots).append(part)
        self.opened.append(part)

    def close(self, keep: int, end: int) -> None:
        """Close all open parts but the outermost `keep`."""
        for part in self.opened[keep:]:
            part.end = end
            self._closed[part.marker.kind] = part.marker.value
        del self.opened[keep:]

    def _depth(self, marker: Marker) -> int:
        """How many open parts stay open around the new one; -1 where the number counts nothing."""
        same = [at for at, part in enumerate(self.opened) if part.marker.kind == marker.kind]
        higher = [at for at, part in enumerate(self.opened) if part.marker.rank > marker.rank]
        if marker.value == 1 and same:
            again = self._carries(self.opened[same[-1]], marker.start) and same[-1] == 0
            return same[0] if again else len(self.opened)
        following = [at for at in same if self.opened[at].marker.value + 1 == marker.value]
        runs_on = self._closed.get(marker.kind, 0) + 1 == marker.value > 1 and not higher
        if following and not (runs_on and not self._carries(self.opened[following[-1]], marker.start)):
            return following[-1]
        if runs_on:
            return len(self.opened)
        if not marker.opens_line and marker.value != 1:
            return -1
        if same:
            above = [at for at in same if self.opened[at].marker.value < marker.value]
            return above[-1] if above else same[0]
        return higher[0] if higher else len(self.opened)

    def _carries(self, part: Part, at: int) -> bool:
        """Whether a clause has closed the part before a position."""
        while self._done < len(self._ends) and self._ends[self._done] <= at:
            self._done += 1
        return bool(self._done) and self._ends[self._done - 1] > part.marker.start


def _share_out(parts: list[Part], clauses: tuple[Stretch, ...]) -> None:
    """Give each part the clauses that stand in it."""
    for part, standing_in_it in with_clauses(parts, clauses):
        part.clauses = standing_in_it
        _share_out(part.children, part.clauses)
