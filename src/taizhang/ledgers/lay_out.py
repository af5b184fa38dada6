"""A plan becomes one reporter's blank ledger, which is also what its answers are checked against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.ledgers.deadlines import deadline_of, deadline_text
from taizhang.ledgers.duty_words import duties_text, units_with
from taizhang.ledgers.targets import own_target, target_text
from taizhang.model.ledger import Asked, Head, Ledger, LedgerRow
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Indicator, Plan, PlanRow, Role, Target
from taizhang.model.reporter import RosterLine
from taizhang_templates import TEMPLATE_VERSION


def lay_out_ledger(
    plan: Plan,
    line: RosterLine,
    period: Period,
    *,
    version: str = "",
    places: Mapping[str, str] | None = None,
) -> Ledger:
    """The reporter's ledger with the plan's columns filled in and nothing answered yet.

    `version` is the plan's fingerprint. `places` gives the code of a place by a name the plan uses for it, where
    that differs from the roster's.
    """
    layout = _Layout(plan, line, version[:8], places or {})
    return Ledger(
        reporter=line.reporter,
        period=period,
        plan=plan.id,
        rows=tuple(layout.row(number, asked) for number, asked in enumerate(plan.rows(), 1)),
        version=version,
        template=TEMPLATE_VERSION,
        head=Head(reporter_name=line.name),
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    plan: Plan
    line: RosterLine
    version: str
    places: Mapping[str, str]

    def row(self, number: int, row: PlanRow) -> LedgerRow:
        asked = self.asked(row)
        return LedgerRow(
            id=row.id,
            version=self.version,
            number=str(number),
            task=row.heading,
            measure=_measure_text(row),
            indicator=self.indicator(row.indicator),
            target=self.target(row.indicator, asked),
            unit=_unit(row.indicator),
            duties=duties_text(row, self.plan),
            lead="、".join(units_with(Role.LEAD, row, self.plan)),
            support="、".join(units_with(Role.SUPPORT, row, self.plan)),
            deadline=deadline_text(asked.deadline),
            asked=asked,
        )

    def asked(self, row: PlanRow) -> Asked:
        day, stated = deadline_of(row, self.plan)
        return Asked(
            row=row,
            answer=row.indicator.answer if row.indicator and self.reports(row.indicator) else Answer.STATUS,
            target=self.own(row.indicator) if row.indicator and self.reports(row.indicator) else None,
            deadline=day,
            deadline_stated=stated,
        )

    def reports(self, indicator: Indicator) -> bool:
        """Whether the number is asked of this reporter: one unit's number is asked of that unit only."""
        return indicator.source in ("", self.line.reporter.unit)

    def own(self, indicator: Indicator) -> Target | None:
        share = self.plan.share_of(indicator.id, str(self.line.reporter))
        return own_target(indicator, self.names(indicator), self.line, self.places, share)

    def names(self, indicator: Indicator) -> tuple[str, ...]:
        """The places named over this row's answer: its own, and those of indicators it answers too."""
        answered = (i.names for i in self.plan.indicators() if i.answered_by == indicator.id)
        return (*indicator.names, *(name for names in answered for name in names))

    def indicator(self, indicator: Indicator | None) -> str:
        """What is counted, and who reports the number where it is somebody else."""
        if indicator is None:
            return ""
        words = indicator.subject or indicator.span.words
        return words if self.reports(indicator) else f"{words}（数字由{indicator.source}填报）"

    def target(self, indicator: Indicator | None, asked: Asked) -> str:
        return target_text(indicator, asked.target, self.plan.jurisdiction) if indicator else ""


def _measure_text(row: PlanRow) -> str:
    """The measure's sentence; a goal's or a title's indicator has its own words there."""
    if row.measure:
        return row.measure.text
    return row.indicator.span.words if row.indicator and row.task is None else ""


def _unit(indicator: Indicator | None) -> str:
    """The unit of the number that is written: 是/否 rows have none, and a share of institutions is in %."""
    if indicator is None or indicator.answer is Answer.YES_NO:
        return ""
    unit = indicator.target.unit
    return "%" if indicator.answer is Answer.RATIO and indicator.whole is None else unit
