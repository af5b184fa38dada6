"""A trace shows its numbers as the rollup does, and keeps them exact."""

import pytest

from taizhang.rollups.how import How
from taizhang.rollups.lineage import Trace


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("59.09090909090909", "59.1"),
        ("31.25", "31.3"),
        ("93", "93"),
        ("—", "—"),
        ("滞后\n黄", "滞后、黄"),
    ],
)
def test_the_first_line_of_the_tree(value: str, shown: str) -> None:
    trace = Trace("指标汇总!F4", "建成县域医共体", value, How.SUM, "", "", (), ())
    assert str(trace).splitlines()[0] == f"指标汇总!F4　建成县域医共体　{shown}"
    assert trace.value == value
