"""What the archives hold of everybody: the line that counts in each period, how each stands, the ledgers and the clearing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from taizhang.desk.clearing_history import ClearingHistory, history_of
from taizhang.desk.rolling_up.wide.taking_out import AcceptedLedger, PlaceLedgers
from taizhang.desk.standing.status import states_of
from taizhang.errors import CannotRead
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter, Roster
from taizhang.model.verdict import Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive, Filed
    from taizhang.rollups.clearing_items import ClearingItem
    from taizhang.rollups.timeliness import ReporterState
    from taizhang.rollups.wide.places import Place

Counting = Mapping[Period, tuple["Filed", "Archive"]]  # the line that counts, and where it lies


@dataclass(slots=True)
class HeldLedgers:
    """Of one plan; every archive's register is read once."""

    stores: Sequence[Archive]
    plan: str  # id
    period: Period
    as_of: date
    cleared: set[Period] = field(
        default_factory=set
    )  # earlier periods of which ledgers were there and are gone
    _lines: list[dict[Period, list[Filed]]] = field(init=False)  # by archive
    _histories: list[ClearingHistory] = field(init=False)  # by archive
    _counting: dict[Reporter, dict[Period, tuple[Filed, Archive]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        registers = [store.submissions(self.plan) for store in self.stores]
        self._lines = [_by_period(lines) for lines in registers]
        self._histories = [
            history_of(store, self.plan, lines) for store, lines in zip(self.stores, registers, strict=True)
        ]

    def standings(self, roster: Roster, due: date, as_of: date) -> dict[Reporter, ReporterState]:
        """How each stands where anything of it came in, else as the first archive says."""
        found: dict[Reporter, ReporterState] = {}
        for lines in self._lines:
            for one in states_of(roster, lines.get(self.period, ()), self.period, due, as_of):
                known = found.get(one.line.reporter)
                if known is None or (known.submission is None and one.submission is not None):
                    found[one.line.reporter] = one
        return found

    def look_up(self, periods: Iterable[Period]) -> tuple[Period, ...]:
        """Find the counting lines of these periods, of several archives' that received last; says which have any."""
        found = []
        for period in periods:
            for store, lines in zip(self.stores, self._lines, strict=True):
                for line in _accepted(lines.get(period, ())):
                    self._count(line, period, store)
            if any(period in held for held in self._counting.values()):
                found.append(period)
        return tuple(found)

    def counting(self, reporter: Reporter) -> Counting:
        """By period."""
        return self._counting.get(reporter, {})

    def clearing(self, reporter: Reporter) -> Iterator[str]:
        """All that the clearing of the reporter's rows follows from, in words that are the same for the same."""
        for history in self._histories:
            steps = history.steps_of(reporter, self.period.end, self.as_of)
            yield from map(repr, steps)
            lines = history.lines.get(reporter, ())
            yield from (
                f"{one.number} {one.received.isoformat()} {one.sha256}"
                for one in lines
                if one.period and one.period.end <= self.period.end
            )

    def numbers(self) -> tuple[int, ...]:
        """The register numbers of the period itself."""
        lines = (held[self.period][0].number for held in self._counting.values() if self.period in held)
        return tuple(sorted(lines))

    def of_place(self, place: Place) -> PlaceLedgers:
        """What came in of those who report straight to the place, read at once from each archive.

        Raises:
            CannotRead: a ledger of the period itself was cleared when its time was over; of earlier ones it is left out.
        """
        from taizhang.rollups.gathered import items_each_once

        reporters = [line.reporter for line in place.lines]
        wanted = [(period, *told) for one in reporters for period, told in self.counting(one).items()]
        ledgers: list[AcceptedLedger] = []
        items: list[ClearingItem] = []
        for store, history in zip(self.stores, self._histories, strict=True):
            numbers = {line.number: period for period, line, where in wanted if where is store}
            records, findings = store.records(tuple(numbers)), store.findings_of(tuple(numbers))
            for period, line, where in wanted:
                if where is store and self._is_there(period, records.get(line.number)):
                    ledgers.append(AcceptedLedger(period, line, records[line.number], findings[line.number]))
            items += history.items(reporters, until=self.period.end, as_of=self.as_of, known=records)
        return PlaceLedgers(place, tuple(ledgers), items_each_once(items))

    def _count(self, line: Filed, period: Period, store: Archive) -> None:
        """Within an archive lines come in the order of their receipt, and the last one counts."""
        if line.reporter:
            held = self._counting.setdefault(line.reporter, {})
            known = held.get(period)
            if known is None or known[1] is store or line.received > known[0].received:
                held[period] = line, store

    def _is_there(self, period: Period, record: bytes | None) -> bool:
        if record:
            return True
        if period == self.period:
            raise CannotRead(f"{period.title}的台账保存期已满，已到期清除，不能再汇总，请用当时的汇总表。")
        self.cleared.add(period)
        return False


def _by_period(lines: Iterable[Filed]) -> dict[Period, list[Filed]]:
    found: dict[Period, list[Filed]] = {}
    for line in lines:
        if line.period:
            found.setdefault(line.period, []).append(line)
    return found


def _accepted(lines: Iterable[Filed]) -> list[Filed]:
    accepted = (line for line in lines if line.verdict is Verdict.ACCEPTED)
    return sorted(accepted, key=lambda one: (one.received, one.number))
