"""Write the slips of a period: a Word file for each reporter that is near a deadline, behind or overdue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.all_or_none import all_or_none
from taizhang.desk.consolidate import rollups_in
from taizhang.desk.files import safe_name, write_file
from taizhang.desk.noticing.paper_files import refuse_edited, write_pdfs
from taizhang.desk.open_archive import opened

if TYPE_CHECKING:
    from taizhang.rollups.slips import SlipBook, Slips

_IN_A_BATCH = 30  # reporters: a city or two; a second process takes as long to start as some of them take


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One slip as it is listed."""

    number: int
    name: str  # the reporter's
    colour: str
    word: str  # 逾期, 滞后, 临期
    task: str
    due: date
    path: Path


@dataclass(frozen=True, slots=True)
class SlipsWritten:
    """The slips of one plan."""

    title: str  # of the plan
    period: str
    lines: tuple[SlipLine, ...]
    absent: tuple[str, ...]  # names of those whose ledger is not there, so that nothing can be said of them
    pdfs: tuple[Path, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.title,
            "period": self.period,
            "slips": [
                {
                    "number": one.number, "reporter": one.name, "colour": one.colour, "word": one.word, "task": one.task,
                    "due": one.due.isoformat(), "file": str(one.path),
                }
                for one in self.lines
            ],
            "absent": list(self.absent),
            "pdf": [str(path) for path in self.pdfs],
        }  # fmt: skip


def write_slip_books(
    archive: Path | str,
    period: str,
    out: Path,
    *,
    as_of: date,
    near_days: int | None = None,
    issuer: str = "",
    level: str | None = None,
    pdf: bool = False,
    overwrite: bool = False,
) -> tuple[SlipsWritten, ...]:
    """The slips of every plan in the archive; of several plans each in a folder of its own. All files or none.

    Raises:
        BadUsage: no plan of the archive has such a level.
        CannotRead: there is no such archive.
        CannotWrite: a file cannot be written, or one that was edited stands under its name.
    """
    from taizhang.rollups.slips import NEAR_DAYS, slips_of

    with opened(archive) as store:
        rollups = rollups_in(store, period, level, as_of)
    several = len(rollups) > 1
    made: list[SlipsWritten] = []
    drafts: list[tuple[Path, bytes]] = []
    for rollup in rollups:
        slips = slips_of(rollup, near_days=NEAR_DAYS if near_days is None else near_days)
        folder = out / safe_name(f"{rollup.place.name}_{rollup.plan.title}") if several else out
        books = [(_path(folder, period, book), book) for book in slips.books]
        drafts += _contents(slips, books, issuer)
        made.append(SlipsWritten(slips.plan_title, slips.period, tuple(_lines(books)), slips.absent))
    _write(out, drafts, overwrite=overwrite)
    return _with_pdfs(made) if pdf else tuple(made)


def _path(folder: Path, period: str, book: SlipBook) -> Path:
    return folder / f"{safe_name(f'{book.reporter}_{book.name}_{period}_督办单')}.docx"


def _contents(
    slips: Slips, books: Sequence[tuple[Path, SlipBook]], issuer: str
) -> Iterator[tuple[Path, bytes]]:
    """A country has tens of thousands of slips, so very many are written by several processes."""
    from taizhang.desk.spreading.executor import executor_for
    from taizhang.desk.spreading.in_order import in_order

    head = replace(slips, books=(), absent=())
    batches = (
        SlipBatch(head, tuple(book for _, book in books[at : at + _IN_A_BATCH]), issuer)
        for at in range(0, len(books), _IN_A_BATCH)
    )
    with executor_for(None, None) as crew:
        contents = [one for some in in_order(crew, write_batch, batches) for one in some]
    yield from zip((path for path, _ in books), contents, strict=True)


@dataclass(frozen=True, slots=True)
class SlipBatch:
    """Some reporters' slips that are written together."""

    head: Slips  # without the books
    books: tuple[SlipBook, ...]
    issuer: str


def write_batch(batch: SlipBatch) -> tuple[bytes, ...]:
    """Each reporter's Word file."""
    from taizhang.papers.write_slips import write_slips

    return tuple(write_slips(batch.head, book, batch.issuer) for book in batch.books)


def _lines(books: Sequence[tuple[Path, SlipBook]]) -> Iterator[SlipLine]:
    for path, book in books:
        for one in book.slips:
            yield SlipLine(one.number, book.name, one.colour.value, one.colour.word, one.task, one.due, path)


def _write(out: Path, drafts: Sequence[tuple[Path, bytes]], *, overwrite: bool) -> None:
    for path, content in drafts:
        refuse_edited(path, content, overwrite=overwrite)
    with all_or_none(out) as written:
        for path, content in drafts:
            if not path.exists():
                written.append(path)
            write_file(path, content)


def _with_pdfs(made: Sequence[SlipsWritten]) -> tuple[SlipsWritten, ...]:
    paths = list(dict.fromkeys(line.path for one in made for line in one.lines))
    pdfs = write_pdfs(paths)
    return tuple(
        replace(one, pdfs=tuple(dict.fromkeys(pdfs[line.path] for line in one.lines if line.path in pdfs)))
        for one in made
    )
