"""Whether an edited ledger was read right, explained, refused though nothing was wrong, or silently read wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mutation.corpus import Case, said
from mutation.meaning import is_harmless, restated
from taizhang.books import read_workbook
from taizhang.desk.check import Checked
from taizhang.ledgers.find_tables import find_tables
from taizhang.ledgers.leftovers import account_for
from taizhang.model.finding import Finding, Severity, Spot
from taizhang.model.grid import Workbook, shown
from taizhang.model.ledger import BLANK_WORDS, Ledger
from taizhang.model.verdict import Verdict

_OF_ONE_RATIO = ("numerator", "denominator", "actual", "rate")  # a finding on one of them is about all


class Fate(StrEnum):
    """What became of an edited file."""

    READ = "读对"
    EXPLAINED = "说明"
    REFUSED = "误退"  # nothing was wrong, and it was returned
    SILENT = "错而不言"


@dataclass(frozen=True)
class Outcome:
    """The fate of one edited file, and in what it differs from what its filler said."""

    edits: tuple[str, ...]
    case: str
    fate: Fate
    details: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()  # of what is found on top of what was found before the edit


def judged(edits: tuple[str, ...], case: Case, content: bytes) -> Outcome:
    """The fate of the workbook after the edits."""
    workbook = read_workbook(content, "台账.xlsx")
    checked = case.checked(workbook)
    if checked.ledger is None:
        return Outcome(edits, case.name, Fate.EXPLAINED, (checked.reason,))
    new = [one for one in checked.findings if _is_new(one, case)]
    silent = (*_unsaid(case, checked, edits), *_untold(edits, new), *_unaccounted(workbook, checked.ledger))
    details, codes = tuple(map(str, new)), tuple(sorted({one.code for one in new}))
    if silent:
        return Outcome(edits, case.name, Fate.SILENT, silent, codes)
    if is_harmless(edits) and checked.verdict is not Verdict.ACCEPTED:
        return Outcome(edits, case.name, Fate.REFUSED, details, codes)
    asks = any(one.severity is not Severity.NOTE for one in new)
    return Outcome(edits, case.name, Fate.EXPLAINED if asks else Fate.READ, details, codes)


def _is_new(finding: Finding, case: Case) -> bool:
    return any((finding.code, spot.row, finding.field) not in case.usual for spot in finding.cells)


def _untold(edits: tuple[str, ...], new: list[Finding]) -> Iterator[str]:
    if not is_harmless(edits) and not new:
        yield "改动后没有任何说明"


def _unaccounted(workbook: Workbook, ledger: Ledger) -> Iterator[str]:
    """Every cell that holds something is read, known furniture, or listed."""
    filled = sum(bool(shown(value).strip()) for grid in workbook.grids for value in grid.cells.values())
    unseen = sum(len(grid.uncomputed) for grid in workbook.grids)  # formulas without a value show themselves
    accounts = account_for(workbook, find_tables(workbook), ledger)
    if accounts.all != filled + unseen:
        yield f"有内容的单元格{filled + unseen}个，有着落的{accounts.all}个：{accounts}"


def _unsaid(case: Case, checked: Checked, edits: tuple[str, ...]) -> Iterator[str]:
    """Each answer that was read otherwise than it was meant, and that no finding asks about."""
    assert checked.ledger is not None
    told = dict(said(checked.ledger))
    anew = restated(edits)
    asking = [one for one in checked.findings if one.severity is not Severity.NOTE]
    for (row, field), meant in case.truth.items():
        read = told.get((row, field))
        if read == meant or (_says_nothing(read) and _says_nothing(meant)):
            continue
        over = checked.findings if field in anew else asking
        if not any(_covers(finding, spot, row, field) for finding in over for spot in finding.cells):
            yield f"{row} {field}：应为“{meant}”，读作“{read}”"
    noted = {
        (spot.place.sheet, spot.place.row) for one in checked.findings for spot in one.cells if spot.place
    }
    for row in checked.ledger.rows:
        place = row.at("task") or row.at("progress")
        if row.asked is None and place and (place.sheet, place.row) not in noted:
            yield f"第{row.line}行不是计划里的任务，没有说明"


def _says_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str) and value in BLANK_WORDS)


def _covers(finding: Finding, spot: Spot, row: str, field: str) -> bool:
    """Whether the filler is told of this cell: by its own, its row, its column, or the whole file."""
    if spot.row:
        beside = _OF_ONE_RATIO if finding.field in _OF_ONE_RATIO else ("", finding.field)
        return spot.row == row and (not finding.field or field in beside)
    return finding.field == field or (not finding.field and finding.code[1] == "0")
