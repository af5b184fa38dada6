"""Ten times the text costs at most twelve times as much to compile, whatever its shape."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan

from .cost import MOST, growth
from .shapes import SHAPES

# Characters; `make growth` takes 100 000. Texts shorter than the window in which a head is looked for are read
# otherwise, so what seems to grow too much from the first length must not from the second.
LENGTHS = (2000, 10_000)


@pytest.mark.parametrize("name", SHAPES)
def test_the_cost_grows_with_the_text(name: str) -> None:
    shape = SHAPES[name]
    growths = (growth(compile_plan, shape(length), shape(10 * length))[0] for length in LENGTHS)
    assert any(times <= MOST for times in growths)


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_is_as_long_as_it_is_asked_for(name: str) -> None:
    assert 900 < len(SHAPES[name](1000)) < 1500
