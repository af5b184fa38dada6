"""Ten times the text costs at most twelve times as much to compile, whatever its shape."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan

from .cost import MOST, growth
from .shapes import SHAPES

LENGTH = 2000  # characters, more than a sentence may have; `make growth` takes 100 000


@pytest.mark.parametrize("name", SHAPES)
def test_the_cost_grows_with_the_text(name: str) -> None:
    shape = SHAPES[name]
    times, _ = growth(compile_plan, shape(LENGTH), shape(10 * LENGTH))
    assert times <= MOST


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_is_as_long_as_it_is_asked_for(name: str) -> None:
    assert 900 < len(SHAPES[name](1000)) < 1500
