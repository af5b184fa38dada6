"""Rollups: ledgers become figures that know every cell they came from."""

from taizhang.rollups.consolidate import consolidate
from taizhang.rollups.draw import draw_rollup
from taizhang.rollups.lineage import Trace, Tracer, trace_cell
from taizhang.rollups.rollup import Report, Rollup
from taizhang.rollups.scores import scores_of

__all__ = [
    "Report",
    "Rollup",
    "Trace",
    "Tracer",
    "consolidate",
    "draw_rollup",
    "scores_of",
    "trace_cell",
]
