"""A row that is filled first and frozen then is a row like any other."""

from __future__ import annotations

from copy import copy
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal
from pickle import dumps, loads

import pytest

from taizhang.model.ledger import LedgerRow, filled_row

VALUES = {"id": "T01.M01", "actual": Decimal(3), "raw": {"actual": "3"}, "merged": frozenset(("task",))}


def test_it_is_the_same_row() -> None:
    assert type(filled_row(VALUES)) is LedgerRow
    assert filled_row(VALUES) == LedgerRow(**VALUES)
    assert repr(filled_row(VALUES)) == repr(LedgerRow(**VALUES))
    assert filled_row({}) == LedgerRow()


def test_nobody_changes_it() -> None:
    with pytest.raises(FrozenInstanceError):
        filled_row(VALUES).actual = Decimal(4)  # type: ignore[misc]


def test_what_is_left_out_is_each_rows_own() -> None:
    assert filled_row({}).raw is not filled_row({}).raw


def test_it_is_copied_and_sent_to_other_processes() -> None:
    row = filled_row(VALUES)
    assert (copy(row), loads(dumps(row)), replace(row, id="T01.M01")) == (row, row, row)


def test_a_field_that_no_row_has_is_none() -> None:
    with pytest.raises(TypeError, match="nobody"):
        filled_row({"nobody": 1})
