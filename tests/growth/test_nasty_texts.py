"""Texts of every nasty shape compile, or are said to hold no plan; `make growth` measures what they cost."""

from __future__ import annotations

import pytest
from fuzz.bounds import Seen, try_one
from fuzz.subjects import subjects

from .shapes import SHAPES

LENGTH = 4000  # characters; `make growth` takes 100 000 and ten times as many


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_read_or_said_to_be_unreadable(name: str) -> None:
    seen = Seen()
    try_one(subjects()["texts"], SHAPES[name](LENGTH).encode(), seen, timed=False)
    assert seen.inputs == 1


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_is_as_long_as_it_is_asked_for(name: str) -> None:
    assert 900 < len(SHAPES[name](1000)) < 1500
