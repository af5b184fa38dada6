"""Copies of the ledgers that a rolled-up number came from, with its cells marked; a worker alone opens the originals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.files import safe_name, write_file
from taizhang.desk.open_archive import opened
from taizhang.desk.returns import ACTIVE
from taizhang.desk.trace import Traced
from taizhang.desk.workers.pool import Loss, WorkerPool
from taizhang.errors import BadUsage, CannotRead
from taizhang.model.place import Place, parse_cell_name

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups.lineage import SourceLine


@dataclass(frozen=True, slots=True)
class _Marks:
    """One original, and what to say at which of its cells."""

    content: bytes
    name: str
    notes: tuple[tuple[Place, str], ...]


def write_source_copies(traced: Traced, archive: Path | str, folder: Path) -> tuple[Path, ...]:
    """A copy of each ledger behind the number, in the order of the trace; the cells that it took are coloured and noted.

    A file that is no plain xlsx, or holds what may not be passed on, is written anew with its values.

    Raises:
        BadUsage: no county's cell stands behind the number.
        CannotRead: an original is not in the archive, or could not be marked; all others are written.
    """
    of_files = _by_file(traced)
    if not of_files:
        raise BadUsage(f"{traced.trace.cell}不是由填报单位的单元格得来的，没有台账可以打开。")
    written: list[Path] = []
    with opened(archive) as store, WorkerPool(1) as pool:
        for lines in of_files:
            path = folder / _copy_name(lines[0], {one.name for one in written})
            written.append(write_file(path, _copy(store, pool, traced, lines)))
    return tuple(written)


def _by_file(traced: Traced) -> list[list[SourceLine]]:
    of_files: dict[str, list[SourceLine]] = {}
    for line in dict.fromkeys(traced.trace.sources()):
        if line.place:
            of_files.setdefault(line.sha256, []).append(line)
    return list(of_files.values())


def _copy_name(line: SourceLine, taken: set[str]) -> str:
    """The file's own name with the county's before it, numbered where two would be one."""
    stem = safe_name(f"{line.reporter.replace(' ', '')}_{Path(line.file_name).stem}_溯源")
    names = (f"{stem}{'' if number == 1 else f'_{number}'}.xlsx" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _copy(store: Archive, pool: WorkerPool, traced: Traced, lines: Sequence[SourceLine]) -> bytes:
    first = lines[0]
    marks = _Marks(store.blob(first.sha256), first.file_name, tuple(_notes(traced, lines)))
    (answer,) = pool.examine([marks], marked_original)
    if isinstance(answer, bytes):
        return answer
    why = answer.why if isinstance(answer, Loss) else answer
    raise CannotRead(
        f"{first.reporter}的“{first.file_name}”没有做出标注的副本（{why}），请从档案库导出原件查看。"
    )


def _notes(traced: Traced, lines: Sequence[SourceLine]) -> Iterator[tuple[Place, str]]:
    trace = traced.trace
    for line in lines:
        taken = f"原文“{line.raw}”，采用{line.value}" if line.value else f"原文“{line.raw}”，未计入"
        yield (
            Place(line.sha256, *parse_cell_name(line.place)),
            f"汇总 {trace.cell}（{trace.name}）取自这一格：{taken}",
        )


def marked_original(marks: _Marks) -> bytes | str:
    """The copy; or in one sentence why there is none. Runs in a worker."""
    from taizhang.books import mark_cells, read_workbook, rebuild_as_values

    book = read_workbook(marks.content, marks.name)
    if book.note:
        return book.note
    plain = book.format == "xlsx" and not set(ACTIVE) & set(book.flags)
    try:
        return mark_cells(marks.content if plain else rebuild_as_values(book), marks.notes)
    except CannotRead:  # read whole, yet not of the form that can be marked part by part
        return mark_cells(rebuild_as_values(book), marks.notes)
