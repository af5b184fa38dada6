"""Runs a corpus: the clerks type in LibreOffice, which recalculates and saves; then the files are checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from clients.jobs import Answer, Job
from clients.office import Office

from agreement.compare import Tally, compare
from agreement.corpus import Case
from taizhang.books import read_workbook
from taizhang.desk.check import Checked, judge
from taizhang.desk.examine import read_ledger
from taizhang.ledgers.sheet_layout import SELF_CHECK, TABLE
from taizhang.model.verdict import FileClass, Verdict

SHEETS = (TABLE, SELF_CHECK)


def filled(cases: Sequence[Case], office: Office, folder: Path) -> list[tuple[Path, Answer]]:
    """Each case's workbook as LibreOffice saved it, and what its sheets showed then."""
    jobs = []
    for case in cases:
        blank = folder / f"{case.seed}.xlsx"
        blank.write_bytes(case.blank)
        jobs.append(Job(blank, case.typed, SHEETS, folder / f"{case.seed}_填好.xlsx"))
    return [
        (job.save_to, answer)
        for job, answer in zip(jobs, office.recalculated(jobs), strict=True)
        if job.save_to
    ]


def checked(case: Case, content: bytes) -> Checked:
    """The file as `taizhang check` judges it, without a worker of its own."""
    workbook = read_workbook(content, f"{case.seed}.xlsx")
    reading = read_ledger(workbook, case.context.known)
    seen = Checked(
        name=workbook.name,
        sha256=workbook.sha256,
        size=workbook.size,
        file_class=FileClass(workbook.file_class),
        format=workbook.format,
        flags=workbook.flags,
        verdict=Verdict.NOT_A_LEDGER,
        reason=reading.why,
        ledger=reading.ledger,
    )
    return judge(seen, case.context, as_of=case.ledger.period.end + timedelta(days=8))


def tally_of(cases: Sequence[Case], answers: Sequence[tuple[Path, Answer]]) -> Tally:
    tally = Tally()
    for case, (path, answer) in zip(cases, answers, strict=True):
        compare(case, answer, checked(case, path.read_bytes()), tally)
    return tally
