"""What the sheet says against what the check says, rule by rule and row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path

from clients.jobs import Answer, Value

from agreement.corpus import Case
from taizhang.desk.check import Checked
from taizhang.desk.live_checks import live_checks
from taizhang.ledgers.draw_checks import WHOLE_ROW, WHOLE_TABLE, sentence
from taizhang.ledgers.sheet_layout import FIRST_ROW, SELF_CHECK, TABLE, column_of
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.live_check import LiveCheck, SheetChecks
from taizhang_validators.measures import measures
from taizhang_validators.read_otherwise import fields_read_otherwise
from taizhang_validators.rulebook import rules

LIVE = frozenset(rule.code for rule in rules() if rule.live)
STALE = ("N033", "N034")  # no hint and no count is out of date: the sheet has just been computed
ONCE = frozenset(rule.code for rule in rules() if rule.live_once)
_CELL = re.compile(r"\{(\w+)(:all)?\}")

Pair = tuple[str, str]  # code and field; "" where no single cell is meant
Said = Mapping[str, frozenset[Pair]]  # by row id


@dataclass
class Tally:
    """Counts over a corpus."""

    ledgers: int = 0
    rows: int = 0
    agreed: Counter[str] = field(default_factory=Counter)  # by code: said by both
    silent: int = 0  # rows of which neither says anything
    retyped: Counter[str] = field(default_factory=Counter)  # by code: the one listed difference
    left_out: int = 0  # checks that read a cell which the sheet wants retyped and the reader understands
    compared: int = 0  # all other checks
    differing: list[str] = field(default_factory=list)

    def lines(self) -> Iterable[str]:
        yield f"{self.ledgers} 份台账，{self.rows} 行；两边都没有话说的 {self.silent} 行"
        for code in sorted(self.agreed | self.retyped):
            yield f"{code}：一致 {self.agreed[code]}，表中请改写而读得懂 {self.retyped[code]}"
        yield f"逐条对照 {self.compared} 条；读到上述格子因而不比的 {self.left_out} 条"
        yield f"不一致 {len(self.differing)}"


def compare(case: Case, sheet: Answer, checked: Checked, tally: Tally) -> None:
    """Add one ledger to the tally."""
    checks = live_checks(case.ledger, case.context.plans[case.ledger.plan])
    told, found = said_by_sheet(case, checks, sheet), said_by_check(checks, checked)
    tally.ledgers += 1
    tally.differing += [f"{case.seed} {one.row}: {one.says}" for one in checked.findings if one.code in STALE]
    _compare_once(case, checks, sheet, checked, tally)
    for rows in _measures(case.ledger):
        odd = {row.id: _retyped(row.id, checked) for row in rows}
        for row in rows:
            if row.id in told:
                _compare_row(case, row.id, checks, (told, found), odd, tally)


def _compare_row(
    case: Case,
    row: str,
    checks: SheetChecks,
    said: tuple[Said, Said],
    odd: Mapping[str, set[str]],
    tally: Tally,
) -> None:
    """Each check of the row by itself, but for those that read a cell to be retyped."""
    told, found = said[0][row], said[1].get(row, frozenset())
    asked = {(check.code, check.field): check for check in checks.of(row)}
    apart = {pair for pair, check in asked.items() if _reads(check, row, odd)}
    tally.rows += 1
    tally.silent += not (told | found)
    tally.compared += len(asked) - len(apart)
    tally.left_out += len(apart)
    tally.agreed.update(code for code, _ in told & found)
    tally.retyped.update(code for code, at in (told - found) & apart if at in odd[row])
    if told - apart != found - apart:
        lines = sorted(told - apart - found), sorted(found - apart - told)
        tally.differing.append(f"{case.seed} {row}: sheet {lines[0]}, check {lines[1]}")


def _compare_once(case: Case, checks: SheetChecks, sheet: Answer, checked: Checked, tally: Tally) -> None:
    """What is said of the whole table."""
    text = str(sheet.at(SELF_CHECK, 4, 2) or "")
    told = {check.code for check in checks.overall if sentence(check, WHOLE_TABLE) in text}
    found = {finding.code for finding in checked.findings} & ONCE
    tally.compared += len(checks.overall)
    tally.agreed.update(told & found)
    if told != found:
        tally.differing.append(f"{case.seed}: sheet {sorted(told - found)}, check {sorted(found - told)}")


def _reads(check: LiveCheck, row: str, odd: Mapping[str, set[str]]) -> bool:
    """Whether the check's formula reads such a cell, in its own row or in another of the measure."""
    anywhere = set().union(*odd.values())
    return any(
        name in (anywhere if everywhere else odd[row]) for name, everywhere in _CELL.findall(check.when)
    )


def _retyped(row_id: str, checked: Checked) -> set[str]:
    """The fields that hold a text which the reader takes for a number, or for a word of the list."""
    row = checked.ledger.row(row_id) if checked.ledger else None
    return fields_read_otherwise(row) if row else set()


def other_values(path: Path, one: Answer, other: Answer) -> Iterator[str]:
    """The cells that the two programs computed to something else; the last digits of a double are no difference."""
    for sheet, cells in one.sheets.items():
        for cell in sorted(cells.keys() | other.sheets[sheet].keys()):
            values = cells.get(cell), other.sheets[sheet].get(cell)
            if not _same(*values):
                yield f"{path.name} {sheet} {cell}: {values[0]!r}, {values[1]!r}"


def _same(one: Value | None, other: Value | None) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-12)
    return one == other


def said_by_sheet(case: Case, checks: SheetChecks, sheet: Answer) -> Said:
    """The checks whose sentences stand in 校验提示, wherever the row stands now."""
    said: dict[str, frozenset[Pair]] = {}
    known = {row.id for row in case.ledger.rows}
    for (number, at), row_id in sheet.sheets[TABLE].items():
        if at == column_of("id") and number >= FIRST_ROW and row_id in known:
            text = str(sheet.at(TABLE, number, column_of("check")) or "")
            pairs = {(c.code, c.field) for c in checks.of(str(row_id)) if sentence(c, WHOLE_ROW) in text}
            said[str(row_id)] = said.get(str(row_id), frozenset()) | pairs
    return said


def said_by_check(checks: SheetChecks, checked: Checked) -> Said:
    """The findings of the rules that have a formula."""
    assert checked.ledger is not None, checked.reason
    said: dict[str, frozenset[Pair]] = {}
    each = ((finding, spot.row) for finding in checked.findings for spot in finding.cells)
    for finding, row in each:
        if finding.code in LIVE and row:
            whole = (finding.code, "") in {(check.code, check.field) for check in checks.of(row)}
            pair = finding.code, "" if whole else finding.field
            said[row] = said.get(row, frozenset()) | {pair}
    return said


def _measures(ledger: Ledger) -> Iterable[tuple[LedgerRow, ...]]:
    """The rows of each measure: a word in one of them may speak for the others."""
    told = [measure.rows for measure in measures(ledger)]
    known = {row.id for rows in told for row in rows}
    return [*told, *((row,) for row in ledger.rows if row.id not in known)]
