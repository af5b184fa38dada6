"""One round of a city and one of a province, and their workbooks, for all tests that look at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.books import write_rollup
from walk.again import Walk
from walk.office import city_round, province_round


@pytest.fixture(scope="session")
def city(sample_document: Path) -> Walk:
    made = city_round(sample_document)
    return Walk(made, write_rollup(made.rollup))


@pytest.fixture(scope="session")
def province(sample_document: Path) -> Walk:
    made = province_round(sample_document)
    return Walk(made, write_rollup(made.rollup))
