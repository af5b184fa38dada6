"""A plan becomes many reporters' blank ledgers, which are also what their answers are checked against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taizhang.ledgers.concern import Concern
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
        concern = Concern(plan, roster, places or {})
        self._makers = tuple(
            RowMaker(row, number, plan, version[:8], places or {}, concern)
            for number, row in enumerate(plan.rows(), 1)
        )

    def ledger(self, line: RosterLine) -> Ledger:
        """The reporter's ledger with the plan's columns filled in and nothing answered yet."""
        return Ledger(
            reporter=line.reporter,
            period=self.period,
            plan=self.plan.id,
            rows=self._rows(line),
            version=self._version,
            template=TEMPLATE_VERSION,
            head=Head(reporter_name=line.name),
        )

    def _rows(self, line: RosterLine) -> tuple[LedgerRow, ...]:
        concerned = [maker.concerns(line) for maker in self._makers]
        leading = self._leading(concerned)
        return tuple(
            maker.row(line, concerns=concerns, leads=leads)
            for maker, concerns, leads in zip(self._makers, concerned, leading, strict=True)
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
