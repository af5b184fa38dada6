"""Rollups: ledgers become figures that know every cell they came from."""

from taizhang.rollups.consolidate import consolidate
from taizhang.rollups.draw import draw_rollup
from taizhang.rollups.lineage import Trace, trace_cell
from taizhang.rollups.rollup import Report, Rollup

__all__ = [
    "Report",
    "Rollup",
    "Trace",
    "consolidate",
    "draw_rollup",
    "trace_cell",
]
