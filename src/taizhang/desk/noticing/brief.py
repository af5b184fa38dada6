"""Write the one page for the leader, its numbers led back to the workbook beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from taizhang.desk.files import write_file
from taizhang.desk.noticing.grounds import Grounds, grounds_of, write_grounds
from taizhang.desk.noticing.paper_files import Paper, paper_of, refuse_edited, with_pdfs


@dataclass(frozen=True, slots=True)
class BriefWritten:
    """A brief, and why it has no chart; "" where it has one."""

    paper: Paper
    without_chart: str

    def as_json(self) -> dict[str, Any]:
        return self.paper.as_json() | {"without_chart": self.without_chart or None}


def write_briefs(
    archive: Path | str,
    period: str,
    out: Path,
    *,
    as_of: date,
    at: datetime,
    level: str | None = None,
    rollup: Path | None = None,
    pdf: bool = False,
    overwrite: bool = False,
) -> tuple[BriefWritten, ...]:
    """The brief of every plan in the archive; one goes to `out`, several beside it with place and plan in the name.

    Raises:
        BadUsage: the rollup does not fit.
        CannotRead: there is no such archive or rollup.
        CannotWrite: a file cannot be written, or one that was edited stands under its name.
    """
    with grounds_of(archive, period, out, as_of, level=level, given=rollup) as (every, store):
        drafts = [(one, *_content(one)) for one in every]
        for one, content, _why in drafts:
            refuse_edited(one.path, content, overwrite=overwrite)
        for one, content, _why in drafts:
            write_grounds(one, store, at)
            write_file(one.path, content)
    papers = [paper_of(one, content) for one, content, _why in drafts]
    written = with_pdfs(papers) if pdf else papers
    return tuple(BriefWritten(paper, why) for paper, (_, _, why) in zip(written, drafts, strict=True))


def _content(grounds: Grounds) -> tuple[bytes, str]:
    """The file, and why it has no chart."""
    from taizhang.papers.chart_picture import draw_lights
    from taizhang.papers.write_brief import write_brief

    brief = grounds.drawn.brief()
    chart = draw_lights(brief.bars)
    return write_brief(brief, grounds.file, chart), chart.why
