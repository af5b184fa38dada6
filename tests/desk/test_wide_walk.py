"""Every number of a wide rollup's workbook has a trace, and what that leads to makes it again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from small_province import AS_OF, PERIOD, fill_archive

from taizhang.archive import ExtractFile
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.wide.choosing import wide_rollings
from taizhang.desk.trace import OpenRollup, rollup_sheets
from taizhang.errors import BadUsage
from taizhang.model.place import column_letters
from taizhang.rollups.how import How
from taizhang.rollups.lineage import Trace
from taizhang.rollups.wide.trace import WideTracer
from taizhang.rollups.wide.wide_sheets import is_number

SHEETS = ("总览", "任务进展", "指标汇总", "分地区指标", "各地情况")
PLANNED = ("序号", "行标识", "目标值", "任务标识")  # said by the plan, counted by nobody


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("宽")
    archive = fill_archive(folder / "档案.db", last_year=False)
    with opened(archive) as store:
        (rolling,) = wide_rollings([store], PERIOD, None, AS_OF, None, ExtractFile(None), wide_from=1)
        (folder / "宽.xlsx").write_bytes(rolling.book().content)
    return folder / "宽.xlsx"


def numbers(book: Path) -> Iterator[tuple[str, tuple[str, int, int], Decimal]]:
    """The title above, the cell, and its number."""
    loaded = openpyxl.load_workbook(book)
    for name in SHEETS:
        titles = {at: str(cell.value) for at, cell in enumerate(loaded[name][3], 1)}
        for row in loaded[name].iter_rows(min_row=4):
            for cell in row:
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    yield titles.get(cell.column, ""), (name, cell.row, cell.column), Decimal(str(cell.value))


def added(found: Trace) -> Decimal:
    return sum((Decimal(part.value) for part in found.parts), Decimal(0))


def lines_of(found: Trace) -> list[Decimal]:
    return [Decimal(line.value) for line in found.sources() if is_number(line.value)]


def number_in(text: str) -> Decimal:
    found = re.search(r"\d+(?:\.\d+)?", text)
    assert found is not None, text
    return Decimal(found[0])


def share(found: Trace) -> Decimal:
    """Green of all lights, or all but the last of the last."""
    parts = [Decimal(part.value) for part in found.parts]
    if found.parts[0].name.endswith("绿灯"):
        return parts[0] * 100 / sum(parts)
    return sum(parts[:-1], Decimal(0)) * 100 / parts[-1]


def share_meeting(found: Trace) -> Decimal:
    met = sum(value >= number_in(found.parameter) for value in lines_of(found))
    return Decimal(met * 100) / counties_in(found)


def rate(found: Trace) -> Decimal:
    """Each county's target as often as there are counties."""
    goal = number_in(found.parameter) * (counties_in(found) if found.parameter.startswith("每个") else 1)
    return Decimal(found.parts[0].value) * 100 / goal


def counties_in(found: Trace) -> Decimal:
    """All four, or two in each city."""
    return Decimal(2 if found.cell.startswith("分地区指标!") else 4)


AGAIN: dict[How, Callable[[Trace], Decimal]] = {
    How.COUNT_LINES: lambda found: Decimal(len(found.lines)),
    How.COUNT_CELLS: lambda found: Decimal(len(found.parts)),
    How.ADD_CELLS: added,
    How.SHARE_CELLS: share,
    How.SUM: lambda found: sum(lines_of(found), Decimal(0)),
    How.SHARE_MEETING: share_meeting,
    How.RATE: rate,
    How.EXPECTED: counties_in,
    How.REPORTED: lambda found: Decimal(len({one.reporter for one in found.sources() if not one.period})),
    How.DIFFERENCE: lambda found: Decimal(found.parts[0].value) - Decimal(found.parts[1].value),
}


def test_every_number_has_a_trace_that_comes_to_it_again(book: Path) -> None:
    tracer = OpenRollup(rollup_sheets(book)).wide
    assert isinstance(tracer, WideTracer)
    without: list[str] = []
    wrong: list[str] = []
    ways: Counter[str] = Counter()
    for title, cell, number in numbers(book):
        if title in PLANNED:
            continue
        where = f"{cell[0]}!{column_letters(cell[2])}{cell[1]}"
        try:
            found = tracer.trace(cell)
        except BadUsage:
            without.append(f"{where} {title}")
            continue
        assert found.cell == where
        assert Decimal(found.value) == number
        ways[found.how] += 1
        if found.how in AGAIN and abs(AGAIN[found.how](found) - number) > Decimal("1e-9"):
            wrong.append(f"{where} {title} {found.how}")
    assert (without, wrong) == ([], [])
    assert ways == {
        How.ADD_CELLS: 20, How.SHARE_CELLS: 14, How.COUNT_CELLS: 14, How.STATE: 34, How.SUM: 12, How.RATE: 12,
        How.EXPECTED: 12, How.REPORTED: 12, How.DIFFERENCE: 4, How.SHARE_MEETING: 4, How.COUNT_LINES: 39,
    }  # fmt: skip
