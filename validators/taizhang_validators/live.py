"""What the sheet says of each row by itself: each rule's own words for it, for all rows of a ledger as it goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.live_check import Weight
from taizhang.model.plan import Answer, Comparator, Target
from taizhang_validators.measures import MeasureRows, measures
from taizhang_validators.sheet_answers import has_number
from taizhang_validators.sheet_formulas import (
    any_is,
    either,
    every,
    is_one_of,
    never,
    none_tells,
    reaches,
    tells_nothing,
)

YES_NO = ("是", "否")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it goes out, and what around it decides whether a demand can be made."""

    row: LedgerRow
    measure: MeasureRows
    ends_on: date  # the period's last day

    @property
    def leads(self) -> bool:
        """The texts of the measure are asked in this row."""
        return self.row is self.measure.first

    @property
    def measure_ids(self) -> str:
        """What the ids of the measure's rows are like."""
        return self.row.id if self._alone else f"{self.row.id.rpartition('.')[0]}.*"

    @property
    def asks_number(self) -> bool:
        return self.row.answer in (Answer.NUMBER, Answer.RATIO)

    @property
    def shows_number(self) -> bool:
        """A number stands in the row, asked or rolled up from the counties."""
        return self.asks_number or (self.row.asked is not None and self.row.asked.rolled_up)

    @property
    def number_fields(self) -> tuple[str, ...]:
        """The cells in which the row wants a number."""
        parts = ("numerator", "denominator") if self.row.answer is Answer.RATIO else ()
        return (*parts, "actual") if self.asks_number else ()

    @property
    def reached(self) -> str:
        """A formula: the answer satisfies the reporter's own target; "" where nobody can decide that."""
        return self._held(YES_NO[0], reaches)

    @property
    def falls_short(self) -> str:
        """A formula: there is an answer, and it does not satisfy the target; "" where nobody can decide that."""
        return self._held(YES_NO[1], lambda target: never(reaches(target)))

    def leaves_blank(self, field: str) -> str:
        """A formula: no row of the measure tells anything in the column."""
        return tells_nothing(field) if self._alone else none_tells(field, self.measure_ids)

    def any_status(self, words: tuple[str, ...], rows: Sequence[LedgerRow] = ()) -> str:
        """A formula: one of these rows of the measure, by itself any, has one of the words."""
        if self._alone:
            return is_one_of("status", words)
        if len(rows) in (0, len(self.measure.rows)):
            return any_is("status", words, self.measure_ids)
        return either(*(any_is("status", words, row.id) for row in rows))

    @property
    def _alone(self) -> bool:
        return len(self.measure.rows) == 1

    def _held(self, word: str, against: Callable[[Target], str]) -> str:
        target = self.row.asked.target if self.row.asked else None
        if target is None or target.comparator is Comparator.ABOUT:
            return ""
        if self.row.answer is Answer.YES_NO:
            return is_one_of("actual", (word,))
        return every(has_number(self.row), against(target)) if self.shows_number else ""


@dataclass(frozen=True, slots=True)
class Live:
    """A demand as the sheet makes it; the rulebook adds the code of the rule."""

    field: str
    says: str
    weight: Weight
    when: str  # a cell formula; see LiveCheck


InTheSheet = Callable[[SheetRow], Iterator[Live]]
OnTheSheet = Callable[[Ledger], Iterator[Live]]


def missing(field: str, says: str, when: str) -> Live:
    return Live(field, says, Weight.MISSING, when)


def wrong(field: str, says: str, when: str) -> Live:
    return Live(field, says, Weight.WRONG, when)


def confirm(field: str, says: str, when: str) -> Live:
    return Live(field, says, Weight.CONFIRM, when)


def sheet_rows(ledger: Ledger) -> Iterator[SheetRow]:
    """Every row of the plan, measure by measure."""
    for measure in measures(ledger):
        for row in measure.rows:
            yield SheetRow(row, measure, ledger.period.end)
