"""Labels above and under the table, each with its value in the cell to its right."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from taizhang.ledgers.sheet_layout import column_of
from taizhang.model.grid import Box, CellValue

Labelled = tuple[tuple[str, str, str, tuple[str, str]], ...]  # as sheet_layout.HEAD_CELLS


def put_labelled(
    cells: MutableMapping[tuple[int, int], CellValue],
    row: int,
    declared: Labelled,
    values: Mapping[str, str],
) -> list[Box]:
    """Write a row's labels and values; returns the boxes of the wide values."""
    boxes = []
    for name, label, over, (first, last) in declared:
        cells[row, column_of(over)] = label
        if values.get(name):
            cells[row, column_of(first)] = values[name]
        if first != last:
            boxes.append(Box(row, column_of(first), row, column_of(last)))
    return boxes
