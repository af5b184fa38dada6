"""A ledger stored and taken out again is the same ledger, to the last digit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from taizhang.ledgers import ledger_from_record, ledger_to_record
from taizhang.model.ledger import (
    Content,
    Fault,
    Head,
    Ledger,
    LedgerRow,
    Leftover,
    SheetMap,
    Stamp,
    ledger_columns,
)
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing, Status

TEXT = st.text(max_size=12)
NUMBER = st.decimals(allow_nan=False, allow_infinity=False)
FIELDS = [column.field for column in ledger_columns()]
PLACES = st.builds(Place, TEXT, TEXT, st.integers(1, 1_048_576), st.integers(1, 16_384))
STAMPS = st.builds(Stamp, TEXT, TEXT, st.just(Reporter("990122")), st.just(Period.parse("2022Q2")), TEXT)
PRINTS = st.dictionaries(
    st.tuples(TEXT, st.sampled_from(FIELDS)), st.sampled_from(["0" * 12, "1" * 12]), max_size=3
)
SHEETS = st.builds(SheetMap, TEXT, TEXT, st.dictionaries(st.sampled_from(FIELDS), st.integers(1, 99)))


def values() -> dict[str, st.SearchStrategy[Any]]:
    kinds: dict[str, st.SearchStrategy[Any]] = {
        column.field: st.none() | NUMBER if column.content is Content.NUMBER else TEXT
        for column in ledger_columns()
    }
    return kinds | {
        "status": st.none() | st.sampled_from(Status),
        "clearing": st.none() | st.sampled_from(Clearing),
        "sheet": st.none() | SHEETS,
        "line": st.integers(0, 1_048_576),
        "raw": st.dictionaries(st.sampled_from(FIELDS), TEXT),
        "faults": st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(Fault)),
    }


LEDGERS = st.builds(
    Ledger,
    reporter=st.sampled_from([Reporter("990121"), Reporter("990121", "市卫生健康委")]),
    period=st.sampled_from([Period.parse("2022Q3"), Period.parse("2022-09")]),
    plan=TEXT,
    rows=st.lists(st.builds(LedgerRow, **values()), max_size=4).map(tuple),
    version=TEXT,
    template=TEXT,
    head=st.builds(Head, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT),
    file=TEXT,
    file_name=TEXT,
    file_format=TEXT,
    file_flags=st.lists(TEXT, max_size=2).map(tuple),
    nothing_to_report=st.booleans(),
    leftovers=st.lists(st.builds(Leftover, PLACES, TEXT), max_size=3).map(tuple),
    notes=st.lists(st.builds(Leftover, PLACES, TEXT), max_size=2).map(tuple),
    other_stamp=st.none() | STAMPS,
    manifest=PRINTS,
    formulas=PRINTS,
)


@given(LEDGERS)
def test_what_is_stored_comes_back(ledger: Ledger) -> None:
    assert ledger_from_record(ledger_to_record(ledger)) == ledger


@given(LEDGERS)
def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger) -> None:
    record = ledger_to_record(ledger)
    assert ledger_to_record(ledger_from_record(record)) == record
    assert ledger_to_record(in_another_order(ledger)) == record


def in_another_order(ledger: Ledger) -> Ledger:
    """An equal ledger: whatever it holds by name was put in last to first."""
    rows = (replace(row, raw=backwards(row.raw), faults=backwards(row.faults)) for row in ledger.rows)
    return replace(
        ledger, rows=tuple(rows), manifest=backwards(ledger.manifest), formulas=backwards(ledger.formulas)
    )


def backwards(named: Mapping[Any, Any]) -> dict[Any, Any]:
    return dict(reversed(named.items()))


def a_ledger() -> Ledger:
    sheet = SheetMap("ab", "任务台账", {"id": 1, "actual": 9})
    row = LedgerRow(
        id="T01.M01.I1",
        actual=Decimal("1.50"),
        sheet=sheet,
        line=6,
        raw={"id": "T01.M01.I1", "actual": "1.5亿"},
    )
    return Ledger(
        Reporter("990121"), Period.parse("2022Q3"), "yunling-2022", (row, LedgerRow(sheet=sheet, line=7))
    )


def test_digits_behind_the_point_are_kept() -> None:
    actual = ledger_from_record(ledger_to_record(a_ledger())).rows[0].actual
    assert str(actual) == "1.50"


def test_what_was_asked_comes_from_the_ledger_laid_out() -> None:
    from datetime import date

    from taizhang.model.ledger import Asked
    from taizhang.model.plan import Answer, PlanRow

    asked = Asked(
        PlanRow("T01.M01.I1", None, None, None, leads=True), Answer.NUMBER, None, date(2022, 12, 31), False
    )
    ledger = a_ledger()
    laid_out = replace(
        ledger, rows=(LedgerRow(id="T01.M01.I1", asked=asked), LedgerRow(id="T02", asked=asked))
    )
    seen: list[Stamp] = []

    def expected(stamp: Stamp) -> Ledger:
        seen.append(stamp)
        return laid_out

    for given_ledger in (laid_out, expected):
        rows = ledger_from_record(ledger_to_record(ledger), given_ledger).rows
        assert [row.asked for row in rows] == [asked, None]
    assert seen == [Stamp("yunling-2022", "", Reporter("990121"), Period.parse("2022Q3"), "")]


@given(LEDGERS)
def test_of_some_columns_values_texts_and_places_are_read(ledger: Ledger) -> None:
    some = ledger_from_record(ledger_to_record(ledger), fields=("id", "evidence", "clearing"))

    def told(ledger: Ledger) -> list[tuple[object, ...]]:
        return [
            (row.id, row.evidence, row.clearing, row.raw.get("clearing"), row.at("clearing"))
            for row in ledger.rows
        ]

    assert told(some) == told(ledger)
    assert {(row.task, row.actual) for row in some.rows} <= {("", None)}


def test_a_column_that_the_record_does_not_know_stays_empty() -> None:
    stored = json.loads(ledger_to_record(a_ledger()))
    dropped = stored["fields"].index("remarks")
    del stored["fields"][dropped]
    for row in stored["rows"]:
        del row[2][dropped]
    older = ledger_from_record(json.dumps(stored).encode())
    assert older == a_ledger()


def test_a_text_is_stored_once() -> None:
    record = ledger_to_record(a_ledger()).decode()
    assert record.count("T01.M01.I1") == 1
