"""The workbook 对照表 as a picture: what the comparison came to, pair by pair, and what is to be mended."""

from __future__ import annotations

from taizhang.model.picture import Sheet
from taizhang.plans.aligning.align import Alignment
from taizhang.plans.aligning.sheets.added import draw_added
from taizhang.plans.aligning.sheets.findings import draw_findings
from taizhang.plans.aligning.sheets.indicators import draw_indicators
from taizhang.plans.aligning.sheets.overview import draw_overview
from taizhang.plans.aligning.sheets.tasks import draw_tasks


def draw_alignment(alignment: Alignment) -> tuple[Sheet, ...]:
    """The sheets in the order of the workbook."""
    return (
        draw_overview(alignment),
        draw_tasks(alignment),
        draw_indicators(alignment),
        draw_findings(alignment),
        draw_added(alignment),
    )
