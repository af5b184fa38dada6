"""What the archives hold of everybody's ledgers: the line that counts in each period, how each stands, and the ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.wide.taking_out import AcceptedLedger
from taizhang.desk.standing.status import states_of
from taizhang.errors import CannotRead
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter, Roster, RosterLine

if TYPE_CHECKING:
    from taizhang.archive import Archive, Filed
    from taizhang.rollups.timeliness import ReporterState

Counting = Mapping[Period, tuple["Filed", "Archive"]]  # the line that counts, and where it lies


@dataclass(slots=True)
class HeldLedgers:
    """Of one plan; every archive's register is read once for each period."""

    stores: Sequence[Archive]
    plan: str  # id
    period: Period
    _lines: dict[tuple[int, Period], tuple[Filed, ...]] = field(default_factory=dict)
    _counting: dict[Reporter, dict[Period, tuple[Filed, Archive]]] = field(default_factory=dict)

    def standings(self, roster: Roster, due: date, as_of: date) -> dict[Reporter, ReporterState]:
        """How each stands where anything of it came in, else as the first archive says."""
        found: dict[Reporter, ReporterState] = {}
        for at in range(len(self.stores)):
            for one in states_of(roster, self._submissions(at, self.period), self.period, due, as_of):
                known = found.get(one.line.reporter)
                if known is None or (known.submission is None and one.submission is not None):
                    found[one.line.reporter] = one
        return found

    def look_up(self, periods: Sequence[Period]) -> None:
        """Find the counting lines of these periods; where several archives have one, that received last."""
        for period in periods:
            for at, store in enumerate(self.stores):
                lines = {one.number: one for one in self._submissions(at, period)}
                for reporter, number in store.counting_numbers(self.plan, period).items():
                    held = self._counting.setdefault(reporter, {})
                    if period not in held or lines[number].received > held[period][0].received:
                        held[period] = lines[number], store

    def counting(self, reporter: Reporter) -> Counting:
        """By period."""
        return self._counting.get(reporter, {})

    def numbers(self) -> tuple[int, ...]:
        """The register numbers of the period itself."""
        lines = (held[self.period][0].number for held in self._counting.values() if self.period in held)
        return tuple(sorted(lines))

    def ledgers(self, lines: Sequence[RosterLine]) -> Iterator[AcceptedLedger]:
        """Those of the reporters on these lines, read at once from each archive.

        Raises:
            CannotRead: one of the period itself was cleared when its time was over; of earlier ones it is left out.
        """
        wanted = [(period, *told) for line in lines for period, told in self.counting(line.reporter).items()]
        for store in self.stores:
            yield from self._read(store, [(period, line) for period, line, where in wanted if where is store])

    def _read(self, store: Archive, wanted: Sequence[tuple[Period, Filed]]) -> Iterator[AcceptedLedger]:
        numbers = [line.number for _, line in wanted]
        records, findings = store.records(numbers), store.findings_of(numbers)
        for period, line in wanted:
            if records.get(line.number):
                yield AcceptedLedger(period, line, records[line.number], findings[line.number])
            elif period == self.period:
                raise CannotRead(
                    f"{period.title}的台账保存期已满，已到期清除，不能再汇总，请用当时的汇总表。"
                )

    def _submissions(self, store: int, period: Period) -> tuple[Filed, ...]:
        if (store, period) not in self._lines:
            self._lines[store, period] = self.stores[store].submissions(self.plan, period)
        return self._lines[store, period]
