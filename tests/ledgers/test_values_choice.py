"""Words in the cells that have a list."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.ledgers.choice_values import read_clearing, read_status, read_yes_no
from taizhang.model.grid import CellError, Formula
from taizhang.model.ledger import Fault
from taizhang.model.words.status import Clearing, Status


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("未启动", Status.NOT_STARTED),
        ("序时推进", Status.ON_SCHEDULE),
        (" 序时 推进 ", Status.ON_SCHEDULE),
        ("推进中", Status.ON_SCHEDULE),
        ("达到序时进度。", Status.ON_SCHEDULE),
        ("（推进中）", Status.ON_SCHEDULE),
        ("慢序时", Status.BEHIND),
        ("已完成", Status.DONE),
        ("提前完成", Status.DONE),
        ("超额完成", Status.EXCEEDED),
        ("逾期未完成", Status.OVERDUE),
        ("不涉及", Status.NOT_APPLICABLE),
        ("", None),
        ("/", None),
        ("同上", None),
        (None, None),
    ],
)
def test_status_words(written: str | None, status: Status | None) -> None:
    assert read_status(written) == (status, None)


@pytest.mark.parametrize("written", ["基本完成", "差不多", "95%", "是"])
def test_a_status_word_that_nobody_knows_is_asked_back(written: str) -> None:
    assert read_status(written) == (None, Fault.NOT_IN_LIST)


def test_clearing_words() -> None:
    assert [read_clearing(word) for word in ("已销号", "申请销号", "退回整改", "", "办了")] == [
        (Clearing.CLEARED, None),
        (Clearing.REQUESTED, None),
        (Clearing.REFUSED, None),
        (None, None),
        (None, Fault.NOT_IN_LIST),
    ]


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("是", 1),
        ("否", 0),
        ("√", 1),
        ("×", 0),
        ("已建成", 1),
        ("未完成", 0),
        (True, 1),
        (Decimal(0), 0),
        ("Ｙ", 1),
        ("", None),
        ("无", None),
    ],
)
def test_answers_to_yes_or_no(written: str | bool | Decimal, answer: int | None) -> None:
    assert read_yes_no(written) == (None if answer is None else Decimal(answer), None)


def test_what_is_neither_yes_nor_no_is_asked_back() -> None:
    assert read_yes_no("基本完成") == (None, Fault.NOT_IN_LIST)
    assert read_yes_no(Decimal(12)) == (None, Fault.NOT_IN_LIST)
    assert read_yes_no(CellError("#N/A")) == (None, Fault.CELL_ERROR)
    assert read_status(Formula("A1")) == (None, Fault.NO_VALUE)
