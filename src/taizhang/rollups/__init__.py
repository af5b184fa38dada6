"""Rollups: ledgers become figures that know every cell they came from."""

from taizhang.rollups.consolidate import consolidate, consolidate_rollups
from taizhang.rollups.draw import draw_rollup
from taizhang.rollups.lineage import Trace, Tracer, trace_cell
from taizhang.rollups.rollup import Report, Rollup

__all__ = [
    "Report",
    "Rollup",
    "Trace",
    "Tracer",
    "consolidate",
    "consolidate_rollups",
    "draw_rollup",
    "trace_cell",
]
