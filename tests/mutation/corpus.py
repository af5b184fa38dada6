"""Ledgers of the sample city, truly and cleanly filled, as LibreOffice computed and saved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from accepted import only_record
from agreement.run import typed_in
from clients.jobs import Job
from clients.office import Office

from taizhang.books import read_workbook
from taizhang.desk.check import Checked, judge_workbook
from taizhang.desk.compile import compile_document
from taizhang.desk.context import Context
from taizhang.desk.demo.clerk import fill_in
from taizhang.desk.issue import layout_of, press_of
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers import LastPeriod, carry_forward, change_lines
from taizhang.ledgers.sheet_layout import FIRST_ROW, HEAD_CELLS, HEAD_ROW, column_of
from taizhang.model.grid import Workbook
from taizhang.model.ledger import Filler, Ledger, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster, RosterLine

ANSWERED = tuple(column.field for column in ledger_columns() if column.filler is Filler.COUNTY)
LAST, NOW = Period.parse("2022Q2"), Period.parse("2022Q3")

Truth = Mapping[tuple[str, str], object]  # by row id and field: what the filler said


@dataclass(frozen=True)
class Case:
    """A filled workbook, what it is checked against, and what its filler said."""

    name: str
    content: bytes
    context: Context
    truth: Truth
    usual: frozenset[tuple[str, str, str]]  # code, row id and field of what is found in it as it is

    def checked(self, workbook: Workbook) -> Checked:
        """The file as `taizhang check` judges it, without a worker of its own."""
        return judge_workbook(workbook, self.context, as_of=day())


def day() -> date:
    return NOW.end + timedelta(days=8)


def cases(document: Path, roster_file: Path, office: Office, folder: Path) -> tuple[Case, ...]:
    """One for each of the first three counties; the third has no last period."""
    plan = compile_document(document)
    roster = roster_of(plan, roster_file)
    lines = direct_reporters(plan, roster)[:3]
    return tuple(
        _case(plan, roster, line, office, folder, with_last=position < 2)
        for position, line in enumerate(lines)
    )


def _case(
    plan: Plan, roster: Roster, line: RosterLine, office: Office, folder: Path, *, with_last: bool
) -> Case:
    random = Random(f"mutation {line.reporter}")
    context = Context({plan.id: plan}, {plan.id: roster})
    last = None
    if with_last:
        asked = layout_of(plan, LAST, roster).ledger(line)
        accepted = _read(_filled(plan, asked, line, random, None), context)
        context.record_of = only_record(accepted)
        last = LastPeriod(asked, accepted)
    ledger = carry_forward(layout_of(plan, NOW, roster).ledger(line), last)
    given = folder / f"{line.reporter}.xlsx"
    given.write_bytes(_filled(plan, ledger, line, random, last))
    saved = folder / f"{line.reporter}_算好.xlsx"
    office.recalculated([Job(given, save_to=saved)])
    content = saved.read_bytes()
    return case_of(line.name, content, context)


def case_of(name: str, content: bytes, context: Context) -> Case:
    """What the unedited file says is the truth; that it says what was typed is other tests' business."""
    checked = judge_workbook(read_workbook(content, "台账.xlsx"), context, as_of=day())
    assert checked.ledger is not None, checked.reason
    usual = frozenset((one.code, spot.row, one.field) for one in checked.findings for spot in one.cells)
    return Case(name, content, context, dict(said(checked.ledger)), usual)


def _filled(plan: Plan, ledger: Ledger, line: RosterLine, random: Random, last: LastPeriod | None) -> bytes:
    blank = press_of(plan).stamp(ledger, line, change_lines(ledger, last))
    answers = fill_in(ledger, random)
    cells = {
        (number, column_of(field)): value
        for number, row in enumerate(ledger.rows, FIRST_ROW)
        for field, value in answers[row.id].items()
    }
    words = {"filled_by": "医改专班", "phone": "0000-1234567", "filled_on": ledger.period.end.isoformat()}
    beside = {name: column_of(value[0]) for name, _label, _column, value in HEAD_CELLS}
    cells |= {(HEAD_ROW, beside[name]): word for name, word in words.items()}
    return typed_in(blank, cells)  # type: ignore[arg-type]


def _read(content: bytes, context: Context) -> Ledger:
    checked = judge_workbook(read_workbook(content, "台账.xlsx"), context, as_of=day())
    assert checked.ledger is not None, checked.reason
    return checked.ledger


def said(ledger: Ledger) -> Iterator[tuple[tuple[str, str], object]]:
    """What the rows that the plan asks say, field by field; of rows with one id the first."""
    seen: set[str] = set()
    for row in ledger.rows:
        if row.id and row.id not in seen:
            seen.add(row.id)
            yield from (((row.id, field), getattr(row, field)) for field in ANSWERED)


def paired(names: Sequence[str], random: Random) -> Iterator[tuple[str, ...]]:
    """Each edit alone, then every pair of them in a seeded order."""
    yield from ((name,) for name in names)
    pairs = [(one, two) for one in names for two in names if one != two]
    random.shuffle(pairs)
    yield from pairs
