"""Runs a corpus: the clerks fill in, LibreOffice recalculates and saves, and the saved files are checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from clients.jobs import Answer, Job
from clients.office import Office

from agreement.compare import Tally, compare
from agreement.corpus import Case, Word
from taizhang.books import read_workbook
from taizhang.books.stamping.ledger_mould import TABLE_PART
from taizhang.books.writing.row_xml import write_cell
from taizhang.desk.check import Checked, judge_workbook
from taizhang.ledgers.sheet_layout import SELF_CHECK, TABLE
from taizhang.model.place import column_letters

SHEETS = (TABLE, SELF_CHECK)
_CELL = re.compile(r'<c r="([A-Z]+\d+)" s="(\d+)"(?:/>|[^>]*>.*?</c>)')


def filled(cases: Sequence[Case], office: Office, folder: Path) -> list[tuple[Path, Answer]]:
    """Each case's workbook as LibreOffice recalculated and saved it, and what its sheets showed then."""
    jobs = []
    for case in cases:
        path = folder / f"{case.seed}.xlsx"
        path.write_bytes(typed_in(case.blank, case.typed))
        jobs.append(Job(path, case.changes, SHEETS, folder / f"{case.seed}_填好.xlsx"))
    answers = office.recalculated(jobs)
    return [(job.save_to, answer) for job, answer in zip(jobs, answers, strict=True) if job.save_to]


def typed_in(blank: bytes, words: Mapping[tuple[int, int], Word]) -> bytes:
    """The blank workbook with the words in its table's cells; their looks stay."""
    cells = {f"{column_letters(at)}{row}": word for (row, at), word in words.items()}
    target = BytesIO()
    with ZipFile(BytesIO(blank)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _with_cells(part.decode(), cells) if name == TABLE_PART else part)
    return target.getvalue()


def _with_cells(xml: str, cells: Mapping[str, Word]) -> str:
    def written(found: re.Match[str]) -> str:
        address, style = found[1], int(found[2])
        return write_cell(address, style, cells[address]) if address in cells else found[0]

    return _CELL.sub(written, xml)


def checked(case: Case, content: bytes) -> Checked:
    """The file as `taizhang check` judges it, without a worker of its own."""
    day = case.ledger.period.end + timedelta(days=8)
    return judge_workbook(read_workbook(content, f"{case.seed}.xlsx"), case.context, as_of=day)


def tally_of(cases: Sequence[Case], answers: Sequence[tuple[Path, Answer]]) -> Tally:
    tally = Tally()
    for case, (path, answer) in zip(cases, answers, strict=True):
        compare(case, answer, checked(case, path.read_bytes()), tally)
    return tally
