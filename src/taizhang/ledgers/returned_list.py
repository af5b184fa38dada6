"""The faults that the sheet 校验结果 of a return wrote down, when the mended copy comes back."""

from __future__ import annotations

from taizhang.model.comparison import Fault, parse_fault
from taizhang.model.grid import Workbook

RESULTS = "校验结果"
MARKER = "taizhang-marks"  # stands in the hidden columns, with what we note to ourselves
MARKER_CELL = (1, 9)
FAULT_COLUMN = 12


def former_faults(workbook: Workbook) -> tuple[Fault, ...] | None:
    """What was found in the round before; None for a file that is no return of ours."""
    for grid in workbook.grids:
        if grid.sheet.startswith(RESULTS) and grid.text(*MARKER_CELL) == MARKER:
            texts = [
                str(value) for (_, column), value in sorted(grid.cells.items()) if column == FAULT_COLUMN
            ]
            return tuple(fault for text in texts if (fault := parse_fault(text)))
    return None
