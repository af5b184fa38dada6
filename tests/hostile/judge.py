"""Every hostile file collected as a folder of a city office, all at once, with one honest ledger behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from unittest import mock

from hostile.nouns import HostileFile, Line
from hostile.watch import Costs, watched
from taizhang import desk
from taizhang.archive import open_archive
from taizhang.books.fill_cells import fill_cells
from taizhang.desk.compile import compile_document
from taizhang.desk.files import shown_name
from taizhang.desk.intake import collect
from taizhang.desk.intake.taken import Taken
from taizhang.desk.issue import write_blank_ledger
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.period import Period
from taizhang.model.verdict import ReceiptState

MOST_MB, MOST_SECONDS = 512, 20
HONEST = "龥honest.xlsx"  # the last of the folder
NOW = datetime(2022, 10, 4, 1, tzinfo=UTC)
SAMPLES = Path(__file__).parents[2] / "samples"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one of them, and what that took."""

    state: ReceiptState | None
    lines: tuple[Line, ...]
    reasons: tuple[str, ...]
    sha256: str
    size: int  # bytes
    peak_mb: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Round:
    """What became of all of them."""

    found: dict[str, Judged]  # by the name that it has in the folder
    honest: Taken
    differs: tuple[str, ...]  # what does not add up in the archive


def collected(files: Sequence[HostileFile], folder: Path) -> Round:
    """Write the files into the folder and collect them, in workers that are watched."""
    inbox, archive = folder / "来件", folder / "档案.db"
    inbox.mkdir()
    contents = {one.file_name: one.make() for one in files} | {HONEST: _office_with(archive, folder)}
    for name, content in contents.items():
        (inbox / name).write_bytes(content)
    readers, openers = Costs(), Costs()
    with (
        mock.patch.object(collect, "open_pool", partial(_watched, collect.open_pool, readers)),
        mock.patch.object(collect, "opening_pool", partial(_watched, collect.opening_pool, openers)),
    ):
        taken = desk.collect_sources([inbox], archive, now=NOW)
    by_source: dict[str, list[Taken]] = {shown_name(Path(name)): [] for name in contents}
    for one in taken:
        by_source[one.source].append(one)
    (honest,) = by_source[shown_name(Path(HONEST))]
    found = {
        name: _judged(contents[name], by_source[shown_name(Path(name))], readers, openers)
        for name in contents
        if name != HONEST
    }
    return Round(found, honest, tuple(_does_not_add_up(archive, contents)))


def _watched(open_it, costs: Costs, *given: object, **more: object):  # type: ignore[no-untyped-def]
    return watched(open_it(*given, **more), costs)


def _office_with(archive: Path, folder: Path) -> bytes:
    """An archive with the sample plan; a filled ledger of one county."""
    plan = compile_document(next(SAMPLES.glob("*.txt")))
    path = desk.write_plan(plan, folder / "计划.json")
    desk.init_archive(archive, [path], SAMPLES / "通讯录.csv", at=NOW)
    line = direct_reporters(plan, roster_of(plan, SAMPLES / "通讯录.csv"))[0]
    _, blank = write_blank_ledger(plan, line, Period.parse("2022Q3"))
    rows = range(FIRST_ROW, FIRST_ROW + 40)
    return fill_cells(blank, TABLE, {(row, column_of("status")): "未启动" for row in rows})


def _judged(content: bytes, held: Sequence[Taken], readers: Costs, openers: Costs) -> Judged:
    checked = [one.checked for one in held if one.checked]
    keys = {one.sha256 for one in checked}
    own = sha256(content).hexdigest()
    return Judged(
        state=held[0].state,
        lines=tuple(
            Line(one.file_class, tuple(sorted(one.flags)), one.reason, one.name, one.verdict)
            for one in checked
        ),
        reasons=tuple(one.reason for one in held),
        sha256=own,
        size=len(content),
        peak_mb=max(openers.peaks.get(own, 0.0), *(readers.peaks.get(key, 0.0) for key in keys), 0.0),
        seconds=openers.seconds.get(own, 0.0) + sum(readers.seconds.get(key, 0.0) for key in keys),
    )


def _does_not_add_up(archive: Path, contents: dict[str, bytes]) -> Iterator[str]:
    """Every file in one state, nothing lost or doubled, the chain unbroken (INTAKE 47)."""
    with open_archive(archive) as store:
        if len(store.receipts()) != len(contents) or len(store.outcomes()) != len(contents):
            yield f"{len(store.receipts())} receipts, {len(store.outcomes())} outcomes of {len(contents)} files"
        yield from store.verify()


def differences(one: HostileFile, found: Judged) -> list[str]:
    """How it came out otherwise than it should; none where all is right."""
    differs = []
    if found.state is not one.state:
        differs.append(f"state {found.state} for {one.state}")
    if one.says and not any(one.says in reason for reason in found.reasons):
        differs.append(f"says {found.reasons}, not {one.says!r}")
    if len(found.lines) != len(one.lines):
        differs.append(f"{len(found.lines)} lines for {len(one.lines)}: {found.lines}")
    for wanted, line in zip(one.lines, found.lines, strict=False):
        differs += _line_differs(wanted, line)
    if not found.peak_mb:
        differs.append("no peak was seen")
    if found.peak_mb > MOST_MB:
        differs.append(f"{found.peak_mb:.0f} MB")
    if found.seconds > MOST_SECONDS:
        differs.append(f"{found.seconds:.1f} s")
    return differs


def _line_differs(wanted: Line, line: Line) -> Iterator[str]:
    told, found = ((one.file_class.value, one.flags, one.becomes.value) for one in (wanted, line))
    if told != found:
        yield f"{found} for {told} ({line.says})"
    if wanted.says not in line.says:
        yield f"says {line.says!r}, not {wanted.says!r}"
    if wanted.name and wanted.name != line.name:
        yield f"called {line.name!r} for {wanted.name!r}"
