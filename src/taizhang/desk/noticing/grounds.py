"""The grounds of a paper: a rollup of the archive, and the workbook that its numbers stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.consolidate import remembered, rollups_in
from taizhang.desk.consolidate_wide import wide_books
from taizhang.desk.consolidated import new_rollup, paths_for
from taizhang.desk.files import read_file, write_file
from taizhang.desk.issue import parse_period
from taizhang.desk.noticing.wide_issues import issue_lines_in
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.wide.settings import WideSettings
from taizhang.desk.trace import rollup_sheets
from taizhang.errors import BadUsage

if TYPE_CHECKING:
    from taizhang.archive import Archive, NewRollup
    from taizhang.desk.rolling_up.wide.wide_rollup import WideBook
    from taizhang.model.picture import Sheet
    from taizhang.papers.number_sources import RollupFile
    from taizhang.rollups import Rollup
    from taizhang.rollups.brief import Brief
    from taizhang.rollups.headed import Headed
    from taizhang.rollups.notice import Notice

_SHOWN = 3  # cells that are named


@dataclass(frozen=True, slots=True)
class Drawn:
    """A rollup with all that a paper needs of it."""

    rollup: Headed
    notice: Notice
    sheets: Sequence[Sheet]  # as drawn: of long ones the lines that the paper tells of
    brief: Callable[[], Brief]
    content: Callable[[], bytes]  # of the workbook
    remembered: Callable[[str, datetime], NewRollup]  # by its fingerprint, and when it was written


@dataclass(frozen=True, slots=True)
class Grounds:
    """One rollup with its notice, the paper's path, and where the workbook is or will be."""

    drawn: Drawn
    path: Path
    workbook: Path
    content: bytes | None  # of a workbook that is still to be written; None for one that was given

    @property
    def notice(self) -> Notice:
        return self.drawn.notice

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
        drawn = _drawn(store, period, level, as_of)
        if given and len(drawn) > 1:
            raise BadUsage(
                "档案库里有几份计划，一份汇总表对不上全部，请不写 --rollup，各自写出依据的汇总表。"
            )
        paths = paths_for([one.rollup for one in drawn], out)
        yield tuple(_grounds(one, path, given) for one, path in zip(drawn, paths, strict=True)), store


def write_grounds(grounds: Grounds, store: Archive, at: datetime) -> None:
    """Write the workbook, unless it was given; the archive remembers it."""
    if grounds.content is not None:
        write_file(grounds.workbook, grounds.content)
        store.add_rollup(grounds.drawn.remembered(sha256(grounds.content).hexdigest(), at))


def _drawn(store: Archive, period: str, level: str | None, as_of: date) -> tuple[Drawn, ...]:
    """Very many reporters are rolled up by places, as `consolidate` does."""
    settings = WideSettings.of([store])
    books = wide_books([store], parse_period(period), level, as_of, None, settings)
    others = rollups_in(store, period, level, as_of, [one.rollup.plan.id for one in books])
    return (*map(_drawn_wide, books), *map(_drawn_whole, others))


def _drawn_whole(rollup: Rollup) -> Drawn:
    from taizhang.books import write_rollup
    from taizhang.rollups.brief import brief_of
    from taizhang.rollups.draw import draw_rollup
    from taizhang.rollups.noticing.compose import notice_of

    sheets = draw_rollup(rollup)
    notice = notice_of(rollup, sheets)
    return Drawn(
        rollup, notice, sheets,
        brief=lambda: brief_of(rollup, notice),
        content=lambda: write_rollup(rollup),
        remembered=lambda digest, at: remembered(rollup, digest, at),
    )  # fmt: skip


def _drawn_wide(book: WideBook) -> Drawn:
    from taizhang.rollups.wide.noticing.compose import wide_brief_of, wide_notice_of
    from taizhang.rollups.wide.noticing.paper_sheets import paper_sheets

    rollup, lines = book.rollup, issue_lines_in(book.content)
    sheets = paper_sheets(rollup, lines)
    notice = wide_notice_of(rollup, sheets, lines, book.counted.red_in())
    return Drawn(
        rollup, notice, sheets,
        brief=lambda: wide_brief_of(rollup, notice),
        content=lambda: book.content,
        remembered=lambda digest, at: new_rollup(
            rollup.plan, rollup.period, rollup.place.code, digest, book.submissions, at
        ),
    )  # fmt: skip


def _grounds(drawn: Drawn, path: Path, given: Path | None) -> Grounds:
    if given is None:
        return Grounds(drawn, path, path.with_name(f"{path.stem}依据 汇总.xlsx"), drawn.content())
    from taizhang.rollups.same_cells import differing_cells

    differing = list(differing_cells(drawn.notice.numbers, drawn.sheets, rollup_sheets(given)))
    if differing:
        told = "、".join(differing[:_SHOWN]) + ("等" if len(differing) > _SHOWN else "")
        raise BadUsage(
            f"“{given}”与档案库现在的汇总有 {len(differing)} 格不同（{told}），请重新汇总，或不写 --rollup。"
        )
    return Grounds(drawn, path, given, None)


def _refuse_other_endings(out: Path) -> None:
    if out.suffix.lower() != ".docx":
        raise BadUsage(f"“{out.name}”的扩展名不是 .docx，写出的是 Word 文件，请改为以 .docx 结尾。")
