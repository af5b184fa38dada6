"""A plan becomes many reporters' blank ledgers, which are also what their answers are checked against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from taizhang.ledgers.concern import Concern
from taizhang.ledgers.namesakes import with_full_names
from taizhang.ledgers.offices import offices_of
from taizhang.ledgers.row_maker import RowMaker
from taizhang.model.ledger import Head, Ledger, LedgerRow
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster, RosterLine
from taizhang_templates import TEMPLATE_VERSION


def lay_out_ledger(
    plan: Plan,
    line: RosterLine,
    period: Period,
    *,
    version: str = "",
    places: Mapping[str, str] | None = None,
    roster: Roster | None = None,
) -> Ledger:
    """One reporter's ledger; see `LedgerLayout`."""
    layout = LedgerLayout(plan, period, version=version, places=places, roster=roster)
    return layout.ledger(line)


class LedgerLayout:
    """The ledgers of one plan and period; rows that are equal are one object in all of them."""

    def __init__(
        self,
        plan: Plan,
        period: Period,
        *,
        version: str = "",
        places: Mapping[str, str] | None = None,
        roster: Roster | None = None,
    ) -> None:
        """`version` is the plan's fingerprint; `roster` says which names of the plan are places that report.

        `places` gives the code of a place by a name the plan uses for it, where that differs from the roster's.
        Without a roster every row concerns every place.
        """
        self.plan, self.period, self._version = plan, period, version
        self._offices = offices_of(plan, roster)
        known = with_full_names(places or {}, roster)
        concern = Concern(plan, roster, known)
        self._makers = tuple(
            RowMaker(row, number, plan, version[:8], known, concern)
            for number, row in enumerate(plan.rows(), 1)
        )

    def ledger(self, line: RosterLine, rolled_up: Mapping[str, Decimal] | None = None) -> Ledger:
        """The reporter's ledger with the plan's columns filled in and nothing answered yet.

        `rolled_up` has the counties' figures by row, which stand in an office's ledger for reading.
        """
        rows = self._rows(line)
        return Ledger(
            reporter=line.reporter,
            period=self.period,
            plan=self.plan.id,
            rows=tuple(_with_figures(rows, rolled_up)) if rolled_up else rows,
            version=self._version,
            template=TEMPLATE_VERSION,
            head=Head(reporter_name=line.name),
        )

    def _rows(self, line: RosterLine) -> tuple[LedgerRow, ...]:
        if self._offices.is_office(line.reporter):
            return self._office_rows(line)
        concerned = [maker.concerns(line) for maker in self._makers]
        leading = self._leading(concerned)
        return tuple(
            maker.row(line, concerns=concerns, leads=leads)
            for maker, concerns, leads in zip(self._makers, concerned, leading, strict=True)
        )

    def _office_rows(self, line: RosterLine) -> tuple[LedgerRow, ...]:
        """A unit's are the rows in which it has a part; a place's own level has them all."""
        held = [maker.is_held_by(line.reporter) for maker in self._makers]
        leading = self._leading(held)
        return tuple(
            maker.office_row(line.reporter, leads=leads)
            for maker, holds, leads in zip(self._makers, held, leading, strict=True)
            if holds
        )

    def _leading(self, concerned: Sequence[bool]) -> list[bool]:
        """On which rows the texts of their measure are asked: its first row that concerns the reporter."""
        leading = [maker.plan_row.leads for maker in self._makers]
        if all(concerned):
            return leading
        starts = [at for at, leads in enumerate(leading) if leads]
        for start, end in zip(starts, [*starts[1:], len(leading)], strict=True):
            first = next((at for at in range(start, end) if concerned[at]), start)
            leading[start], leading[first] = False, True
        return leading


def _with_figures(rows: Sequence[LedgerRow], figures: Mapping[str, Decimal]) -> Iterator[LedgerRow]:
    for row in rows:
        shows = row.asked is not None and row.asked.rolled_up and row.id in figures
        yield replace(row, actual=figures[row.id]) if shows else row
