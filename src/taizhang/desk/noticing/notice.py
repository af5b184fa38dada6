"""Write the notice of a period: a Word file whose numbers lead back to the workbook beside it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.files import read_file, write_file
from taizhang.desk.noticing.grounds import Grounds, grounds_of, write_grounds
from taizhang.desk.noticing.paper_files import Paper, paper_of, refuse_edited, with_pdfs

if TYPE_CHECKING:
    from taizhang.papers.placeholders import Signed


def write_notices(
    archive: Path | str,
    period: str,
    out: Path,
    *,
    as_of: date,
    at: datetime,
    issuer: str = "",
    number: str = "",
    level: str | None = None,
    template: Path | None = None,
    rollup: Path | None = None,
    pdf: bool = False,
    overwrite: bool = False,
) -> tuple[Paper, ...]:
    """The notice of every plan in the archive; one goes to `out`, several beside it with place and plan in the name.

    `issuer` and `number` are 发文机关 and 发文字号. Without `rollup` the workbook of the numbers is written beside.

    Raises:
        BadUsage: the template, or the rollup, does not fit.
        CannotRead: there is no such archive, template or rollup.
        CannotWrite: a file cannot be written, or one that was edited stands under its name.
    """
    from taizhang.papers.placeholders import Signed as By

    with grounds_of(archive, period, out, as_of, level=level, given=rollup) as (every, store):
        drafts = [(one, _content(one, By(issuer, number), template)) for one in every]
        for one, content in drafts:
            refuse_edited(one.path, content, overwrite=overwrite)
        for one, content in drafts:
            write_grounds(one, store, at)
            write_file(one.path, content)
    papers = [paper_of(one, content) for one, content in drafts]
    return tuple(with_pdfs(papers) if pdf else papers)


def write_notice_template(out: Path, *, overwrite: bool = False) -> Path:
    """Write the shipped template, for an office to edit; its path comes back.

    Raises:
        CannotWrite: the file cannot be written, or one that was edited stands under its name.
    """
    from taizhang.papers.notice_template import notice_template

    content = notice_template()
    refuse_edited(out, content, overwrite=overwrite)
    return write_file(out, content)


def _content(grounds: Grounds, signed: Signed, template: Path | None) -> bytes:
    from taizhang.papers.write_notice import write_notice

    if template is None:
        return write_notice(grounds.notice, grounds.file, signed=signed)
    content = read_file(template)
    return write_notice(
        grounds.notice, grounds.file, signed=signed, template=content, template_name=f"模板“{template.name}”"
    )
