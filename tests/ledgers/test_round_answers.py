"""The other places of a round, seen by one of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.ledgers.round_answers import RoundAnswers
from taizhang.model.neighbours import PlaceAnswers, Spread, folded_text, phone_mark
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Status

ROW = "T01.M01.I1"


def answers(code: str, number: int | None, phone: str = "") -> PlaceAnswers:
    numbers = {} if number is None else {ROW: Decimal(number)}
    marks = frozenset({phone_mark(phone)} if phone else ())
    return PlaceAnswers(Reporter(code), numbers, numbers, {ROW: Status.DONE}, marks)


def test_one_sees_the_others_and_not_oneself():
    round_ = RoundAnswers()
    for code, number in (("A", 10), ("B", 20), ("C", 30), ("D", 40), ("E", 50)):
        round_.add(answers(code, number, "031186680001"))
    seen = round_.seen_by(Reporter("C"))
    assert seen.others == 4
    assert seen.spread(ROW) == Spread(
        4, Decimal("17.5"), Decimal(30), Decimal("42.5"), Decimal(10), Decimal(50)
    )
    assert seen.statuses_of(ROW) == {Status.DONE: 4}
    assert seen.sharing(phone_mark("031186680001")) == 4
    assert round_.seen_by(Reporter("Z")).others == 5
    assert seen.spread("T99") is None


def test_a_newer_ledger_takes_the_place_of_the_former():
    round_ = RoundAnswers()
    round_.add(answers("A", 10, "031186680001"))
    round_.add(answers("A", 11))
    seen = round_.seen_by(Reporter("B"))
    assert (seen.others, seen.sharing(phone_mark("031186680001"))) == (1, 0)
    assert seen.spread(ROW) == Spread(1, *[Decimal(11)] * 5)


@pytest.mark.parametrize(
    ("text", "name", "folded"),
    [
        (
            "9月6日 召开部门协调会，落实七家机构分工、督导三次。",
            "",
            "9月6日召开部门协调会落实七家机构分工督导三次",
        ),
        (
            "清河县９月６日召开部门协调会，落实七家机构分工，督导三次",
            "清河县",
            "9月6日召开部门协调会落实七家机构分工督导三次",
        ),
        ("已印发实施方案，召开部门协调会", "", ""),
        ("，" * 30, "", ""),
    ],
)
def test_texts_are_folded(text, name, folded):
    assert folded_text(text, name) == folded


SENT = st.lists(st.tuples(st.sampled_from("ABCDEF"), st.none() | st.integers(0, 9)), max_size=20)


@examples(100)
@given(sent=SENT)
def test_the_newest_of_each_counts_in_whatever_order_they_came(sent):
    round_, newest = RoundAnswers(), {}
    for code, number in sent:
        round_.add(answers(code, number))
        newest[code] = number
    for code in "AZ":
        others = sorted(Decimal(n) for c, n in newest.items() if c != code and n is not None)
        seen = round_.seen_by(Reporter(code))
        assert seen.spread(ROW) == (Spread.of(others) if others else None)
        assert seen.others == len(newest.keys() - {code})
