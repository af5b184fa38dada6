"""The row 合计 right under the table: how many rows there are, and how many of them stand at each status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from taizhang.ledgers.draw_row import field_value
from taizhang.ledgers.sheet_layout import TOTAL_LABEL, column_of, last_printed_column, total_row_of
from taizhang.model.grid import Box, CellValue, Formula, shown
from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status

_ALL, _ROWS, _OPEN = "共", "行", "未填"
BEGINS = f'"{_ALL}"&'  # of the formula, however another program spelled the rest


def draw_total(ledger: Ledger, last_row: int) -> tuple[dict[tuple[int, int], CellValue], Box]:
    """The row's cells, and the box of the count in words; it is no row of the table and carries no row id."""
    row, first = total_row_of(last_row), column_of("measure")
    ids = [row.id for row in ledger.rows]
    statuses = [shown(field_value("status", row)) for row in ledger.rows]
    cells: dict[tuple[int, int], CellValue] = {
        (row, column_of("task")): TOTAL_LABEL,
        (row, first): Formula(total_formula(), counted(ids, statuses)),
    }
    return cells, Box(row, first, row, last_printed_column())


def is_total(label: str, beside: CellValue | None) -> bool:
    """Whether a row is this one, and not a sum that the filler added; `beside` is what follows the label."""
    if "".join(label.split()) != TOTAL_LABEL:
        return False
    if isinstance(beside, Formula):
        return beside.text.startswith(BEGINS)
    if isinstance(beside, Decimal):
        return not beside  # what an .xls may keep of a formula that comes to a text
    return beside is None or (isinstance(beside, str) and beside.startswith(_ALL) and _OPEN in beside)


@cache
def total_formula() -> str:
    """Names of columns stand for their cells, so that rows may be inserted and sorted."""
    terms = [f'{BEGINS}SUMPRODUCT((tz_id<>"")*1)&"{_ROWS}：']
    terms += [f'{status}"&COUNTIF(tz_status,"{status}")&"，' for status in Status]
    return f'{"".join(terms)}{_OPEN}"&COUNTIFS(tz_id,"<>",tz_status,"")'


def counted(ids: Sequence[str], statuses: Sequence[str]) -> str:
    """What the formula comes to for rows with these ids and these words under 完成状态."""
    told = Counter(statuses)
    tasks = [status for row_id, status in zip(ids, statuses, strict=True) if row_id]
    counts = "".join([f"{status}{told[status]}，" for status in Status])
    return f"{_ALL}{len(tasks)}{_ROWS}：{counts}{_OPEN}{tasks.count('')}"
