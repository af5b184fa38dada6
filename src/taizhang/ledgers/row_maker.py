"""One row of a plan as it stands in each reporter's ledger; what is equal is made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from taizhang.ledgers.concern import Concern
from taizhang.ledgers.deadlines import deadline_of, deadline_text
from taizhang.ledgers.duty_words import duties_text, units_with
from taizhang.ledgers.offices import OWN
from taizhang.ledgers.targets import (
    named_places,
    office_target_text,
    own_target,
    target_text,
    whole_target,
)
from taizhang.model.ledger import Asked, Blank, LedgerRow
from taizhang.model.plan import Answer, Indicator, Plan, PlanRow, Role, Target
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.words.status import Status

_MOST_VARIANTS = 256  # kept at a time: where each reporter has a share of its own there may be thousands
_Variant = tuple[bool, bool, Decimal | None, bool, bool]  # reports, named, share, concerns, leads


class RowMaker:
    """Makes the row for one reporter after the other; equal rows are the same object."""

    def __init__(
        self,
        row: PlanRow,
        number: int,
        plan: Plan,
        version: str,
        places: Mapping[str, str],
        concern: Concern,
    ) -> None:
        self.plan_row = row
        self._plan, self._concern = plan, concern
        self._alone = concern.named_alone(row.id)
        self._named = named_places(_names_over(row.indicator, plan), places, concern.shared)
        self._whole = named_places(concern.has_for_itself(row.id), places, concern.shared)
        self._shares = next((dict(split.parts) for split in plan.splits if split.id == row.id), {})
        self._same = _same_for_all(row, number, plan, version)
        self._units = frozenset(unit for role in Role for unit in units_with(role, row, plan))
        self._made: dict[_Variant, LedgerRow] = {}
        self._made_for_offices: dict[tuple[bool, bool, bool], LedgerRow] = {}

    def concerns(self, line: RosterLine) -> bool:
        """Whether the row is the reporter's business; whoever was given a share of it is asked."""
        if not self._alone:
            return True
        return self._concern.includes(self._alone, line) or str(line.reporter) in self._shares

    def row(self, line: RosterLine, *, concerns: bool, leads: bool) -> LedgerRow:
        indicator = self.plan_row.indicator
        # One unit's number is asked of that unit only.
        reports = indicator is not None and indicator.source in ("", line.reporter.unit)
        share = self._share(line) if reports else None
        variant = (reports, reports and self._named.include(line), share, concerns, leads)
        made = self._made.get(variant)
        if made is None:
            if len(self._made) > _MOST_VARIANTS:
                self._made.clear()
            made = self._made[variant] = self._make(*variant)
        return made

    def _share(self, line: RosterLine) -> Decimal | None:
        """The reporter's part of a total: as it was split, else the number that the plan gives it by name."""
        indicator = self.plan_row.indicator
        share = self._shares.get(str(line.reporter))
        if share is None and indicator and indicator.target.value_max is None and self._whole.include(line):
            return indicator.target.value
        return share

    def is_held_by(self, office: Reporter) -> bool:
        """Whether the office has a part in the row, or gives its number."""
        indicator = self.plan_row.indicator
        return (
            office.unit == OWN
            or office.unit in self._units
            or bool(indicator and indicator.source == office.unit)
        )

    def office_row(self, office: Reporter, *, leads: bool) -> LedgerRow:
        """The row in an office's ledger: the counties' number is shown, and nobody asks the office for it."""
        indicator = self.plan_row.indicator
        variant = (bool(indicator and indicator.source == office.unit), office.unit == OWN, leads)
        made = self._made_for_offices.get(variant)
        if made is None:
            made = self._made_for_offices[variant] = self._make_for_office(*variant)
        return made

    def _make_for_office(self, reports: bool, own: bool, leads: bool) -> LedgerRow:
        row, indicator = self.plan_row, self.plan_row.indicator
        rolled_up = indicator is not None and not indicator.source
        day, stated = deadline_of(row, self._plan)
        aimed = (own and rolled_up) or (reports and indicator is not None and not indicator.of_period)
        asked = Asked(
            row=row if row.leads is leads else replace(row, leads=leads),
            answer=indicator.answer if indicator and reports else Answer.STATUS,
            target=whole_target(indicator) if indicator and aimed else None,
            deadline=day,
            deadline_stated=stated,
            rolled_up=rolled_up,
        )
        return replace(
            self._same,
            indicator=_indicator_text(indicator, reports=reports),
            target=self._office_target_text(indicator, asked.target) if indicator else "",
            unit=indicator.rolled_up_in if indicator and rolled_up else self._same.unit,
            asked=asked,
        )

    def _office_target_text(self, indicator: Indicator, own: Target | None) -> str:
        """What the plan's own place has to reach: the row's target, and those of indicators that the row answers too."""
        where = self._plan.jurisdiction
        answered = [one for one in self._plan.indicators() if one.answered_by == indicator.id]
        others = [office_target_text(one, None, where) for one in answered]
        return "；".join(filter(None, (office_target_text(indicator, own, where), *others)))

    def _make(
        self, reports: bool, named: bool, share: Decimal | None, concerns: bool, leads: bool
    ) -> LedgerRow:
        row, indicator = self.plan_row, self.plan_row.indicator
        day, stated = deadline_of(row, self._plan)
        asks = indicator is not None and reports and concerns
        own = own_target(indicator, named=named, share=share) if indicator and asks else None
        asked = Asked(
            row=row if row.leads is leads else replace(row, leads=leads),
            answer=indicator.answer if indicator and reports else Answer.STATUS,
            target=None if indicator and indicator.of_period else own,
            deadline=day,
            deadline_stated=stated,
            named=self._alone,
            concerns=concerns,
        )
        return replace(
            self._same,
            indicator=_indicator_text(indicator, reports=reports),
            target=self._target_text(asked, own),
            status=None if concerns else Status.NOT_APPLICABLE,
            asked=asked,
        )

    def _target_text(self, asked: Asked, own: Target | None) -> str:
        """A target that many periods' numbers come to together is printed, and no single one is held against it."""
        if not asked.concerns:
            return Blank.NOT_INVOLVED.value
        indicator = self.plan_row.indicator
        return target_text(indicator, own, self._plan.jurisdiction) if indicator else ""


def _same_for_all(row: PlanRow, number: int, plan: Plan, version: str) -> LedgerRow:
    """What the row says to every reporter."""
    return LedgerRow(
        id=row.id,
        version=version,
        number=str(number),
        task=row.heading,
        measure=_measure_text(row),
        unit=_unit(row.indicator),
        duties=duties_text(row, plan),
        lead="、".join(units_with(Role.LEAD, row, plan)),
        support="、".join(units_with(Role.SUPPORT, row, plan)),
        deadline=deadline_text(deadline_of(row, plan)[0]),
    )


def _names_over(indicator: Indicator | None, plan: Plan) -> tuple[str, ...]:
    """The places named over this row's answer: its own, and those of indicators it answers too."""
    if indicator is None:
        return ()
    answered = (i.names for i in plan.indicators() if i.answered_by == indicator.id)
    return (*indicator.names, *(name for names in answered for name in names))


def _indicator_text(indicator: Indicator | None, *, reports: bool) -> str:
    """What is counted, and who reports the number where it is somebody else."""
    if indicator is None:
        return ""
    words = indicator.subject or indicator.span.words
    if reports:
        return f"{words}（填本期数）" if indicator.of_period else words
    return (
        f"{words}（数字由{indicator.source or '各县（市、区）台账汇总'}{'填报' if indicator.source else ''}）"
    )


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
