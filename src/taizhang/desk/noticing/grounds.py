"""The grounds of a paper: a rollup of the archive, and the workbook that its numbers stand in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.consolidate import paths_for, rollups_in, write_and_remember
from taizhang.desk.files import read_file
from taizhang.desk.open_archive import opened
from taizhang.desk.trace import rollup_grids
from taizhang.errors import BadUsage

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.papers.number_sources import RollupFile
    from taizhang.rollups import Rollup
    from taizhang.rollups.notice import Notice

_SHOWN = 3  # cells that are named


@dataclass(frozen=True, slots=True)
class Grounds:
    """One rollup with its notice, the paper's path, and where the workbook is or will be."""

    rollup: Rollup
    notice: Notice
    path: Path
    workbook: Path
    content: bytes | None  # of a workbook that is still to be written; None for one that was given

    @property
    def file(self) -> RollupFile:
        """The workbook as the paper names it."""
        from taizhang.papers.number_sources import RollupFile as Named

        content = self.content if self.content is not None else read_file(self.workbook)
        return Named(self.workbook.name, sha256(content).hexdigest())


@contextmanager
def grounds_of(
    archive: Path | str,
    period: str,
    out: Path,
    as_of: date,
    *,
    level: str | None = None,
    given: Path | None = None,
) -> Iterator[tuple[tuple[Grounds, ...], Archive]]:
    """The grounds of each paper that goes to `out` or beside it, with the archive still open.

    Raises:
        BadUsage: no plan of the archive has such a level, `out` is no .docx, or the workbook given says something else.
        CannotRead: there is no such archive or workbook.
    """
    _refuse_other_endings(out)
    with opened(archive) as store:
        rollups = rollups_in(store, period, level, as_of)
        if given and len(rollups) > 1:
            raise BadUsage(
                "档案库里有几份计划，一份汇总表对不上全部，请不写 --rollup，各自写出依据的汇总表。"
            )
        paths = paths_for(rollups, out)
        yield tuple(_grounds(one, path, given) for one, path in zip(rollups, paths, strict=True)), store


def write_grounds(grounds: Grounds, store: Archive, at: datetime) -> None:
    """Write the workbook, unless it was given; the archive remembers it."""
    if grounds.content is not None:
        write_and_remember(grounds.rollup, grounds.workbook, store, at)


def _grounds(rollup: Rollup, path: Path, given: Path | None) -> Grounds:
    from taizhang.books import write_rollup
    from taizhang.rollups.draw import draw_rollup
    from taizhang.rollups.noticing.compose import notice_of

    sheets = draw_rollup(rollup)
    notice = notice_of(rollup, sheets)
    if given is None:
        workbook = path.with_name(f"{path.stem}依据 汇总.xlsx")
        return Grounds(rollup, notice, path, workbook, write_rollup(rollup))
    from taizhang.rollups.same_cells import differing_cells

    differing = list(differing_cells(notice.numbers, sheets, rollup_grids(given)))
    if differing:
        told = "、".join(differing[:_SHOWN]) + ("等" if len(differing) > _SHOWN else "")
        raise BadUsage(
            f"“{given}”与档案库现在的汇总有 {len(differing)} 格不同（{told}），请重新汇总，或不写 --rollup。"
        )
    return Grounds(rollup, notice, path, given, None)


def _refuse_other_endings(out: Path) -> None:
    if out.suffix.lower() != ".docx":
        raise BadUsage(f"“{out.name}”的扩展名不是 .docx，写出的是 Word 文件，请改为以 .docx 结尾。")
