"""Numbers of a rollup held against the files in the archive that they were taken from, which a worker alone opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.desk.workers.pool import Loss, WorkerPool
from taizhang.errors import Trouble
from taizhang.model.place import parse_cell_name

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups.lineage import SourceLine


@dataclass(frozen=True, slots=True)
class Asked:
    """One file, and the cells of it that are asked for by name (任务台账!K12)."""

    content: bytes
    name: str
    cells: tuple[str, ...]


def differences(store: Archive, lines: Sequence[SourceLine]) -> tuple[str, ...]:
    """One Chinese sentence for each line whose original says something else, or could not be read; in their order."""
    of_files: dict[str, list[SourceLine]] = {}
    for line in lines:
        of_files.setdefault(line.sha256, []).append(line)
    said: dict[SourceLine, str] = {}
    with WorkerPool(1) as pool:
        for some in of_files.values():
            said |= _differences_in(store, pool, some)
    return tuple(said[line] for line in lines if said[line])


def _differences_in(
    store: Archive, pool: WorkerPool, lines: Sequence[SourceLine]
) -> Mapping[SourceLine, str]:
    """Of the lines of one file; "" for one that agrees."""
    try:
        content = store.blob(lines[0].sha256)
    except Trouble as trouble:
        return {line: f"{line.reporter}：{trouble}" for line in lines}
    asked = Asked(content, lines[0].file_name, tuple(line.place for line in lines))
    (answer,) = pool.examine([asked], texts_in)
    found = answer.why if isinstance(answer, Loss) else answer
    if isinstance(found, str):
        return {line: f"{line.reporter} {line.place}：原件没有核对，{found}。" for line in lines}
    return {line: _difference(line, text) for line, text in zip(lines, found, strict=True)}


def texts_in(asked: Asked) -> tuple[str, ...] | str:
    """What stands in each of the cells, "" in one that is not there; or in one sentence why the file was not read.

    Runs in a worker.
    """
    from taizhang.books import read_workbook

    book = read_workbook(asked.content, asked.name)
    if book.note:
        return book.note
    texts = []
    for sheet, row, column in map(parse_cell_name, asked.cells):
        grid = book.grid(sheet)
        texts.append(grid.text(row, column) if grid else "")
    return tuple(texts)


def _difference(line: SourceLine, found: str) -> str:
    if found == line.raw:
        return ""
    return f"{line.reporter} {line.place}：原件为“{found}”，汇总为“{line.raw}”"
