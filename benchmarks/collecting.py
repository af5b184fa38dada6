"""2,850 counties' mails collected, checked and registered, against plain parsing and bare reading of the same mails.

A ledger of nine rows is taken: as Excel saves it, it has some 30 KB, of which 27 are there before the first row.
Each side runs in a process of its own, which starts with nothing loaded; all of its CPU seconds count. Both keep every
core busy: on many a machine two cores are one that is shared, and a second beside another process does less.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from pairs import Figure, spent_in_all

MAILS = 2850
FEW = MAILS // 10
SHORTEST = 3  # tasks of the sample plan, nine rows
NOW = datetime(2022, 10, 20, 12, tzinfo=UTC)
_LOOK_EVERY = 0.05  # seconds between two looks at memory


def collect_figures() -> Iterator[Figure]:
    """One round of all mails, which is long enough; a tenth of them shows whether memory stays."""
    with TemporaryDirectory() as folder:
        few, every = Path(folder, "few"), Path(folder, "every")
        _write_mails(every, MAILS)
        _copy(every, few, FEW)
        some, before = _run("collect", few), _run("calamine", every)
        ours, after = _run("collect", every), _run("calamine", every)
        yield _figure(
            "collect.parse",
            f"{MAILS} mails of 43 KB collected, checked and registered, times the cost of parsing them and of bare calamine",
            ours,
            replace(before, cpu=(before.cpu + after.cpu) / 2),  # on both sides, for a machine that is busy
        )
        yield _figure(
            "collect.parse.openpyxl",
            f"the same for {FEW} mails, with openpyxl in the place of calamine",
            some,
            _run("openpyxl", few),
        )
        yield _memory("collect.memory_mb", "against the plain readers", ours, before)
        yield _memory("collect.memory_growth", f"{MAILS} mails against {FEW}: at most 1.2", ours, some)


@dataclass(frozen=True, slots=True)
class _Spent:
    """What a process took, with all that it started."""

    cpu: float  # seconds
    peak_mb: float


def _figure(key: str, what: str, ours: _Spent, baseline: _Spent) -> Figure:
    return Figure(
        key, round(ours.cpu, 3), round(baseline.cpu, 3), round(ours.cpu / baseline.cpu, 2), "lower", what
    )


def _memory(key: str, what: str, ours: _Spent, baseline: _Spent) -> Figure:
    ratio = round(ours.peak_mb / baseline.peak_mb, 2)
    said = f"most memory of all processes together, {what}"
    return Figure(key, ours.peak_mb, baseline.peak_mb, ratio, "lower", said, unit="MB")


def _run(verb: str, folder: Path) -> _Spent:
    """This file run by itself, and how much memory it and its workers ever held at once."""
    process = subprocess.Popen(
        [sys.executable, __file__, verb, str(folder)], stdout=subprocess.PIPE, encoding="utf-8"
    )
    seen, peak = psutil.Process(process.pid), 0.0
    while process.poll() is None:
        peak = max(peak, _resident_mb(seen))
        time.sleep(_LOOK_EVERY)
    told, _ = process.communicate()
    assert process.returncode == 0, verb
    return _Spent(json.loads(told), round(peak, 1))


def _resident_mb(process: psutil.Process) -> float:
    total = 0
    with suppress(psutil.NoSuchProcess):
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += one.memory_info().rss
    return total / 2**20


def _write_mails(folder: Path, count: int) -> None:
    """An archive that waits for the ledgers of so many counties, and each of them in a mail beside it."""
    from checking import PERIOD, filled_ledgers

    from taizhang.archive import create_archive
    from taizhang.desk.compile import compile_document
    from taizhang.desk.demo.post import post_ledger
    from taizhang.desk.demo.sample import DOCUMENT, sample_folder
    from taizhang.model.reporter import Roster
    from taizhang.plans import fingerprint, plan_to_json

    plan = compile_document(sample_folder() / DOCUMENT)
    files, _, context = filled_ledgers(count, replace(plan, tasks=plan.tasks[:SHORTEST]), few=0)
    ((plan_id, plan),) = context.plans.items()
    lines = [
        replace(line, addresses=(f"yigai{line.reporter.code}@county.example",))
        for line in context.rosters[plan_id]
    ]
    mails = folder / "mails"
    mails.mkdir(parents=True)
    for line, (name, content) in zip(lines, files, strict=True):
        post_ledger(mails, line, name, content, sent=NOW, subject=f"{line.name}任务台账")
    with create_archive(folder / "archive.db") as store:
        store.add_plan(plan_to_json(plan), plan_id, fingerprint(plan), None, Roster(tuple(lines)), NOW)
        store.open_round(plan_id, PERIOD, NOW.date())


def _copy(every: Path, few: Path, count: int) -> None:
    """The same archive, and the first of the mails."""
    (few / "mails").mkdir(parents=True)
    for path in (every / "archive.db", *sorted((every / "mails").iterdir())[:count]):
        shutil.copy(path, few / path.relative_to(every))


def _collect(folder: Path) -> None:
    """Each mail has to bring one ledger that is accepted or returned."""
    from taizhang.desk.intake.collect import collect_each
    from taizhang.model.verdict import Verdict

    taken = collect_each([folder / "mails"], folder / "archive.db", now=NOW)
    told = [(one.number, one.word) for one in taken]
    assert {word for _, word in told} == {Verdict.ACCEPTED.word, Verdict.RETURNED.word}, told
    assert len(list((folder / "mails").iterdir())) == len(told) == len(dict(told))


def _read_plainly(folder: Path, read_workbook: Callable[[bytes], object]) -> None:
    """Every mail parsed and the workbook in it read, by as many processes as there are cores."""
    read = partial(_read_one, read_workbook)
    with get_context("fork").Pool() as pool:
        pool.map(read, sorted((folder / "mails").iterdir()), chunksize=8)
        pool.close()
        pool.join()


def _read_one(read_workbook: Callable[[bytes], object], path: Path) -> None:
    """The mail parsed by the standard library, every part of it decoded, every sheet of the workbook in it read."""
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    contents = [part.get_content() for part in mail.walk() if not part.is_multipart()]
    (workbook,) = (content for content in contents if isinstance(content, bytes))
    read_workbook(workbook)


def _by_calamine(content: bytes) -> object:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def _by_openpyxl(content: bytes) -> object:
    import openpyxl

    return [list(sheet.values) for sheet in openpyxl.load_workbook(io.BytesIO(content))]


if __name__ == "__main__":
    verb, place = sys.argv[1], Path(sys.argv[2])
    if verb == "collect":
        _collect(place)
    else:
        _read_plainly(place, {"calamine": _by_calamine, "openpyxl": _by_openpyxl}[verb])
    print(spent_in_all())
