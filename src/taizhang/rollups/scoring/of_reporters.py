"""What a reporter reached of an item: its own number against its own target, or its rows that are finished."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from taizhang.ledgers.targets import own_target
from taizhang.model.grid import plain
from taizhang.model.ledger import Blank, LedgerRow
from taizhang.model.plan import Answer, Indicator, Scope, Target
from taizhang.model.reporter import Reporter
from taizhang.model.scoring import Manner, ScoringItem
from taizhang.model.words.status import Status
from taizhang.rollups.methods import PER
from taizhang.rollups.rollup import NOT_FILLED, NOTHING_TO_REPORT, absence
from taizhang.rollups.scoring.arithmetic import Arithmetic, number
from taizhang.rollups.scoring.asked import AskedItem, Found
from taizhang.rollups.scoring.finished_rows import finished_by
from taizhang.rollups.scoring.meant_for import MeantFor, meant_for
from taizhang.rollups.scoring.reached import NothingReached, Reached, facing, goal_as_held
from taizhang.rollups.scoring.score import Cells

_PLACES_SHOWN = 2  # decimals of a value that is a quotient
_NO_PARTS = "没有填齐分子和分母"


def reached_by(reporter: Reporter, asked: AskedItem, found: Found) -> Reached | NothingReached:
    """The item's value for the reporter, or why there is none."""
    if asked.row is None:
        return NothingReached("计划中没有这一行", due=False)
    if asked.row.indicator is None:
        return finished_by(reporter, asked, found)
    return _Answer(reporter, asked.item, asked.row.indicator, found).reached()


def own_goal(reporter: Reporter, item: ScoringItem, indicator: Indicator, found: Found) -> Target | None:
    """What the reporter is held to in the indicator; None where nothing of it is its own."""
    return _Answer(reporter, item, indicator, found).target


@dataclass(frozen=True, slots=True)
class _Answer:
    """One reporter's answer to one indicator."""

    reporter: Reporter
    item: ScoringItem
    indicator: Indicator
    found: Found

    def reached(self) -> Reached | NothingReached:
        target = self.target
        exempt = self.exempt or ("" if target else "没有分到本单位的目标值")
        if exempt or target is None:
            return NothingReached(exempt, due=False)
        goal = self.goal_words(target)
        if self.row is None:
            return self.nothing(self.why_no_row, goal)
        value = self.ratio(self.row) if self.indicator.answer is Answer.RATIO else self.number(self.row)
        if isinstance(value, str):
            return self.nothing(value, goal)
        if isinstance(value, NothingReached):
            return NothingReached(value.why, value.due, goal, self.cells)
        return Reached(value, target, self.told(value, target), goal, self.cells)

    @property
    def row(self) -> LedgerRow | None:
        detail = self.found.details.get((self.reporter, self.indicator.answered_by or self.indicator.id))
        return detail.row if detail else None

    @property
    def share(self) -> Decimal | None:
        return self.found.plan.share_of(self.indicator.id, str(self.reporter))

    @property
    def cells(self) -> Cells:
        answers = self.found.answers.get((self.indicator.id, self.reporter), ())
        return tuple((one, "") for one in answers)

    @property
    def exempt(self) -> str:
        """Why nothing is asked of the reporter here; "" where something is."""
        if self.indicator.source:
            return f"由{self.indicator.source}填报，不考核各填报单位"
        figure, row = self.found.figures.get(self.indicator.id), self.row
        asked = self.share is not None or (figure is not None and self.reporter in figure.expected)
        if not asked or (row is not None and not row.concerns):
            return "不涉及本单位"
        return _declined(row) if row is not None else ""

    @property
    def target(self) -> Target | None:
        """What the settings say; else what the reporter's own row was asked, or would have been."""
        if self.item.held_to is not None:
            return goal_as_held(self.indicator, self.item.held_to)
        target = self.asked_target
        if target is not None:
            return facing(target, self.indicator)
        alike = meant_for(self.item, self.indicator, self.found.plan) is MeantFor.EITHER
        # Steps alone say what a number is worth.
        return self.indicator.target if alike and self.item.manner is Manner.STEP else None

    @property
    def asked_target(self) -> Target | None:
        row = self.row
        if self.share is None and row is not None and row.asked is not None and row.id == self.indicator.id:
            return row.asked.target
        alone = bool(self.found.concern.has_for_itself(self.indicator.id))
        named = self.indicator.scope is Scope.NAMED or alone
        return own_target(self.indicator, named=named, share=self.share)

    @property
    def why_no_row(self) -> str:
        if self.reporter in self.found.reported:
            return "台账中没有这一行"
        return absence(self.found.standings.get(self.reporter))

    def number(self, row: LedgerRow) -> Arithmetic | str:
        return self.why_blank(row, "actual") if row.actual is None else number(row.actual)

    def ratio(self, row: LedgerRow) -> Arithmetic | NothingReached | str:
        """Numerator over denominator; a ratio alone proves nothing, as in a rollup."""
        above, below = row.numerator, row.denominator
        if above is None or below is None:
            return _NO_PARTS if self.cells else self.why_blank(row, "numerator")
        if below <= 0:
            return NothingReached(f"分母为{plain(below)}，不能计算比率", due=False)
        least = self.found.scoring.least_denominator
        if below < least:
            why = f"分母{plain(below)}小于{plain(least)}，数量过小，不参加比较"
            return NothingReached(why, due=False)
        whole = self.indicator.whole or PER["%"]
        exact = Fraction(above) / Fraction(below) * Fraction(whole)
        return Arithmetic(f"{number(above)}÷{plain(below)}×{plain(whole)}", exact)

    def why_blank(self, row: LedgerRow, part: str) -> str:
        """Not filled in, or filled in with something that gives no number."""
        raw = row.raw.get(part, "").strip()
        if raw and row.blank(part) is None:
            return f"填“{raw[:20]}”，读不出数"
        state = self.found.standings.get(self.reporter)
        declared = state is not None and state.state.value == NOTHING_TO_REPORT
        return NOTHING_TO_REPORT if declared else NOT_FILLED

    def nothing(self, why: str, goal: str) -> NothingReached:
        """What was due and did not come."""
        return NothingReached(why, True, goal, self.cells, ((self.reporter, why),))

    def goal_words(self, target: Target) -> str:
        if self.item.manner is Manner.STEP:
            return "按分档"
        return "是" if self.indicator.answer is Answer.YES_NO else str(target)

    def told(self, value: Arithmetic, target: Target) -> str:
        """The value as the table prints it: 45÷60×100=75%, or 是."""
        if self.indicator.answer is Answer.YES_NO:
            return "是" if value.exact == 1 else "否"
        return f"{value.comes_to(_PLACES_SHOWN)}{target.unit}"


def _declined(row: LedgerRow) -> str:
    """What the filler wrote to say that the row is not for it; "" where it holds a number, or nothing of the kind."""
    if row.actual is not None or row.numerator is not None:
        return ""
    if row.status is Status.NOT_APPLICABLE:
        return "填报为“不适用”"
    not_involved = Blank.NOT_INVOLVED in (row.blank("actual"), row.blank("numerator"))
    return "填报为“不涉及”" if not_involved else ""
