"""docs/cell-values.md says what every way of filling a cell is read as; each of its lines is checked word by word."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from taizhang.ledgers.choice_values import read_clearing, read_status, read_yes_no
from taizhang.ledgers.values import read_number
from taizhang.model.grid import plain
from taizhang.model.ledger import Fault
from taizhang_validators.written_days import read_day

TABLE = Path(__file__).parents[2] / "docs" / "cell-values.md"
CHOICES: dict[str, Callable[[str], tuple[object, Fault | None]]] = {
    "是否": read_yes_no,
    "完成状态": read_status,
    "销号": read_clearing,
}
LINE = re.compile(
    r"\| (?:`(?P<written>.*)`)? \| (?P<kind>[^|]*) \| (?P<said>[^|]*) \|(?P<rest>[^|]*\|[^|]*)\|"
)


def examples() -> list[tuple[str, ...]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found = [LINE.fullmatch(line) for line in lines if line.startswith(("| `", "|  |"))]
    assert all(found), "every line of the table has five columns"
    return [
        (
            (one["written"] or "").replace("⏎", "\n"),
            one["kind"],
            one["said"],
            *map(str.strip, one["rest"].split("|")),
        )
        for one in found
        if one
    ]


EXAMPLES = examples()


def read_as(written: str, kind: str) -> tuple[str, str, str]:
    """Value, unit seen and note, as the table words them."""
    if kind == "填报日期":
        day = read_day(written)
        return (day.isoformat() if day else "问回"), "", ""
    if kind in CHOICES:
        value, fault = CHOICES[kind](written)
        return ("问回" if fault else "空" if value is None else str(value)), "", ""
    reading = read_number(written, kind.replace("（无）", ""))
    if reading.fault is Fault.AMBIGUOUS:
        said = " 或 ".join(map(plain, reading.readings))
    else:
        said = "问回" if reading.fault else "空" if reading.value is None else plain(reading.value)
    return said, reading.unit_seen, reading.note


@pytest.mark.parametrize(("written", "kind", "said", "unit_seen", "note"), EXAMPLES)
def test_a_cell_is_read_as_the_table_says(
    written: str, kind: str, said: str, unit_seen: str, note: str
) -> None:
    assert read_as(written, kind) == (said, unit_seen, note)


def test_the_table_has_hundreds_of_different_lines() -> None:
    assert len({(written, kind) for written, kind, *_ in EXAMPLES}) == len(EXAMPLES)
    assert len(EXAMPLES) >= 450
