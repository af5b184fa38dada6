"""Ten times the file costs at most twelve times as much to read, whatever it is made of."""

from __future__ import annotations

import pytest

from taizhang.papers import read_document

from .cost import MOST, growth
from .files import FILES

SIZE = 5_000  # bytes, about; `make growth` takes 100 000


@pytest.mark.parametrize("name", FILES)
def test_the_cost_grows_with_the_file(name: str) -> None:
    make = FILES[name]
    times, _ = growth(lambda content: read_document(content, "计划"), make(SIZE), make(10 * SIZE))
    assert times <= MOST
