"""The places of a wide rollup as a tree: a country, its provinces, their cities, and who fills in straight through each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.rollups.figures import Expectation, rolled_up_indicators
from taizhang.rollups.frame import Frame
from taizhang.rollups.groups import fillers, lower_lines

Expected = Mapping[str, frozenset[Reporter]]  # by indicator: whom it expects, where that is not every place


@dataclass(frozen=True, slots=True)
class Place:
    """A place with those who fill in for it and report straight to it, and the places that report through it."""

    code: str
    level: Level
    path: tuple[str, ...]  # the names below the whole, down to its own; () for the whole
    lines: tuple[RosterLine, ...]
    below: tuple[Place, ...] = ()
    leader: str = ""  # of whoever has no leader of its own

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""

    def walk(self) -> Iterator[Place]:
        """Itself, and everything below it in the roster's order."""
        yield self
        for one in self.below:
            yield from one.walk()

    def everyone(self) -> Iterator[RosterLine]:
        """Who fills in for it or below it."""
        for place in self.walk():
            yield from place.lines

    def name_of(self, reporter: Reporter) -> str:
        """Of one of those on its lines."""
        return self._line(reporter).name

    def leader_of(self, reporter: Reporter) -> str:
        """Of one of those on its lines: by its own line of the roster, else that of the place; "" for none."""
        return self._line(reporter).leader or self.leader

    def _line(self, reporter: Reporter) -> RosterLine:
        return next(line for line in self.lines if line.reporter == reporter)

    def called(self, line: RosterLine) -> str:
        """The name of who fills in, behind those of the places that it reports through: names of counties repeat."""
        return f"{''.join(self.path)} {line.name}" if self.path else line.name


@dataclass(frozen=True, slots=True)
class Expecting:
    """Who should answer which indicator."""

    expected: Expected = field(default_factory=dict)

    def of(self, row: str, lines: tuple[RosterLine, ...]) -> tuple[RosterLine, ...]:
        """Those of the lines that should."""
        some = self.expected.get(row)
        return tuple(
            line for line in lines if (not line.reporter.unit if some is None else line.reporter in some)
        )


def places_of(frame: Frame) -> Place:
    """The frame's place with all below it; units that report beside the places fill in straight for it."""
    own: list[RosterLine] = []
    below: list[Place] = []
    for group in frame.groups:
        if group.reporters == (group.line.reporter,):
            own.append(group.line)
        else:
            below.append(_place(frame, group.line, (group.line.name,), ""))
    own += [line for line in _units(frame) if line not in own]
    return Place(frame.place.code, frame.place.level, (), tuple(own), tuple(below))


def expecting(frame: Frame) -> Expecting:
    """Whom each indicator expects, for those that do not expect every place and no one else."""
    everyone = tuple(line for line in frame.lines if not line.reporter.unit)
    found: dict[str, frozenset[Reporter]] = {}
    for row in rolled_up_indicators(frame.plan):
        lines = frame.expectation.of(row.indicator) if row.indicator else everyone
        if lines != everyone:
            found[row.id] = frozenset(line.reporter for line in lines)
    return Expecting(found)


def _place(frame: Frame, line: RosterLine, path: tuple[str, ...], above: str) -> Place:
    """Everyone below who fills in alone stands on its own line; whoever others report through is a place again."""
    leader = line.leader or above
    own: list[RosterLine] = []
    below: list[Place] = []
    for one in lower_lines(frame.roster, line):
        if fillers(frame.roster, one) == (one,):
            own.append(one)
        else:
            below.append(_place(frame, one, (*path, one.name), leader))
    return Place(line.reporter.code, line.level, path, tuple(own), tuple(below), leader)


def _units(frame: Frame) -> Iterator[RosterLine]:
    """The units that are some indicator's one source."""
    expectation: Expectation = frame.expectation
    seen: set[Reporter] = set()
    for row in rolled_up_indicators(frame.plan):
        for line in expectation.of(row.indicator) if row.indicator and row.indicator.source else ():
            if line.reporter.unit and line.reporter not in seen:
                seen.add(line.reporter)
                yield line
