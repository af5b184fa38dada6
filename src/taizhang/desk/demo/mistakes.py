"""The mistakes that clerks make, each with the rule that must name it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from taizhang.desk.demo.clerk import Answers
from taizhang.model.grid import CellValue
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.plan import Answer, Comparator
from taizhang.model.words.status import Status

Cells = dict[str, CellValue]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One way to go wrong: where it can be made, how, and the code of the rule that must find it."""

    code: str
    fits: Callable[[LedgerRow, date], bool]  # the blank row, and the period's last day
    make: Callable[[Cells, LedgerRow], None]  # changes the row's answers


def make_mistakes(
    mistakes: tuple[Mistake, ...], answers: Answers, ledger: Ledger, random: Random
) -> Iterator[tuple[str, str]]:
    """Make each mistake once, on a row of its own where it fits; yields (code, row id) of those made."""
    free = [row for row in ledger.rows if row.concerns]
    random.shuffle(free)
    for mistake in mistakes:
        row = next((row for row in free if mistake.fits(row, ledger.period.end)), None)
        if row is not None:
            mistake.make(answers[row.id], row)
            free = [other for other in free if _measure_of(other) != _measure_of(row)]
            yield mistake.code, row.id


def _measure_of(row: LedgerRow) -> str:
    """The measure a row belongs to: its text columns are asked once, so it takes one mistake at most."""
    return row.id.rpartition(".I")[0] or row.id


def _leads(row: LedgerRow) -> bool:
    return row.asked is not None and row.asked.row.leads


def _is_status_row(row: LedgerRow, _last: date) -> bool:
    return row.answer is Answer.STATUS and _leads(row)


def _is_open_status_row(row: LedgerRow, last: date) -> bool:
    return _is_status_row(row, last) and row.asked is not None and row.asked.deadline > last


def _is_number_row(row: LedgerRow, _last: date) -> bool:
    return row.answer is Answer.NUMBER and _leads(row)


def _has_own_target(row: LedgerRow, _last: date) -> bool:
    target = row.asked.target if row.asked else None
    at_least = (Comparator.AT_LEAST, Comparator.EQUAL, Comparator.ONE_EACH)
    return (
        row.answer is Answer.NUMBER and target is not None and target.comparator in at_least and _leads(row)
    )


def _is_ratio_row(row: LedgerRow, _last: date) -> bool:
    return row.answer is Answer.RATIO and row.unit == "%" and _leads(row)


def _write_words_for_a_number(cells: Cells, _row: LedgerRow) -> None:
    cells["actual"] = "已基本配齐"


def _claim_done_below_target(cells: Cells, row: LedgerRow) -> None:
    assert row.asked is not None
    assert row.asked.target is not None
    cells |= {"actual": row.asked.target.value - 1, "status": Status.DONE.value, "evidence": "验收材料"}


def _swap_the_parts(cells: Cells, _row: LedgerRow) -> None:
    cells |= {"numerator": Decimal(50), "denominator": Decimal(40), "actual": Decimal(125)}


def _miscalculate_the_ratio(cells: Cells, _row: LedgerRow) -> None:
    cells |= {"numerator": Decimal(30), "denominator": Decimal(40), "actual": Decimal("57.0")}


def _forget_the_status(cells: Cells, _row: LedgerRow) -> None:
    del cells["status"]


def _invent_a_status(cells: Cells, _row: LedgerRow) -> None:
    cells["status"] = "差不多了"


def _forget_the_evidence(cells: Cells, _row: LedgerRow) -> None:
    cells["status"] = Status.DONE.value
    cells.pop("evidence", None)


def _give_no_reason(cells: Cells, _row: LedgerRow) -> None:
    cells |= {"status": Status.BEHIND.value, "problems": "无"}
    cells.pop("evidence", None)


def _write_nothing_done(cells: Cells, _row: LedgerRow) -> None:
    del cells["progress"]


def _reword_the_measure(cells: Cells, row: LedgerRow) -> None:
    cells["measure"] = f"{row.measure[:-1]}（视财力情况）。"


NUMBER_MISTAKES = (
    Mistake("E305", _has_own_target, _claim_done_below_target),
    Mistake("E101", _is_number_row, _write_words_for_a_number),
    Mistake("E301", _is_ratio_row, _swap_the_parts),
    Mistake("E302", _is_ratio_row, _miscalculate_the_ratio),
)
TEXT_MISTAKES = (
    Mistake("E201", _is_status_row, _forget_the_status),
    Mistake("E105", _is_status_row, _invent_a_status),
    Mistake("E205", _is_status_row, _forget_the_evidence),
    Mistake("E206", _is_open_status_row, _give_no_reason),
    Mistake("E204", _is_status_row, _write_nothing_done),
)
FORM_MISTAKES = (Mistake("E403", _is_status_row, _reword_the_measure),)
