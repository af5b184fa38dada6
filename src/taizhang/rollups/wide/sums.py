"""What a place comes to: how its answers add up by indicator, and how its reporters stand in the tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from taizhang.model.figure import Light
from taizhang.model.period import Period
from taizhang.model.words.status import Clearing
from taizhang.rollups.clearings import ClearingLine
from taizhang.rollups.tally import Tally

Key = tuple[str, str]  # an earlier period, "" for the rollup's own, and the indicator
ASKED, CLEARED, LATE_CLEARED = "已申请销号", "已销号", "逾期销号"
Tasks = Mapping[str, Counter[tuple[str, Light]]]  # by task: how many stand in it with which word and light


@dataclass(frozen=True, slots=True)
class Count:
    """The answers to one indicator in one period; names are in the order of the roster."""

    tally: Tally = field(default_factory=Tally)
    missing: tuple[str, ...] = ()  # names of the expected without a cell of the period
    uncounted: tuple[str, ...] = ()  # what was written and is no number: 清河县填“约95”
    unmet: tuple[str, ...] = ()  # names of those whose answer does not count
    gaps: tuple[str, ...] = ()  # of what is taken over periods: 2022Q1未填：清河县

    @property
    def reported(self) -> int:
        """How many of the expected have a cell of the period."""
        return self.tally.expected - len(self.missing)

    def __add__(self, other: Count) -> Count:
        return Count(
            self.tally + other.tally,
            self.missing + other.missing,
            self.uncounted + other.uncounted,
            self.unmet + other.unmet,
            self.gaps + other.gaps,
        )


@dataclass(frozen=True, slots=True)
class PlaceSum:
    """Everything that adds up over places."""

    counts: Mapping[Key, Count] = field(default_factory=dict)
    tasks: Tasks = field(default_factory=dict)
    heard: int = 0  # reporters whose ledger counts
    rows: Mapping[str, int] = field(default_factory=dict)  # by the long sheet that was taken out of ledgers
    clearings: Mapping[str, int] = field(default_factory=dict)  # how many rows stand how, by the words below

    def __add__(self, other: PlaceSum) -> PlaceSum:
        return PlaceSum(
            _added_counts(self.counts, other.counts),
            _added_tasks(self.tasks, other.tasks),
            self.heard + other.heard,
            Counter(self.rows) + Counter(other.rows),
            Counter(self.clearings) + Counter(other.clearings),
        )

    def count(self, row: str, period: Period | None = None) -> Count | None:
        return self.counts.get((str(period or ""), row))


def clearings_counted(lines: Iterable[ClearingLine]) -> dict[str, int]:
    """As 各地情况 shows them; what was cleared had been asked for."""
    found: Counter[str] = Counter()
    for line in lines:
        found[ASKED] += line.item.was_asked_for
        found[CLEARED] += line.item.state is Clearing.CLEARED
        found[LATE_CLEARED] += line.late_cleared
    return {word: found[word] for word in (ASKED, CLEARED, LATE_CLEARED) if found[word]}


def _added_counts(one: Mapping[Key, Count], other: Mapping[Key, Count]) -> dict[Key, Count]:
    found = dict(one)
    for key, value in other.items():
        found[key] = found[key] + value if key in found else value
    return found


def _added_tasks(one: Tasks, other: Tasks) -> Tasks:
    """Counter's own sum looks for what is not positive, and there is none."""
    found = dict(one)
    for task, stands in other.items():
        together = found.get(task, Counter()).copy()
        for how, number in stands.items():
            together[how] += number
        found[task] = together
    return found
