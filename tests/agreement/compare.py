"""What the sheet says against what the check says, rule by rule and row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path

from clients.jobs import Answer, Value

from agreement.corpus import Case
from taizhang.desk.check import Checked
from taizhang.desk.live_checks import live_checks
from taizhang.ledgers.draw_checks import WHOLE_ROW, sentence
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang_validators.measures import measures
from taizhang_validators.rulebook import rules

LIVE = frozenset(rule.code for rule in rules() if rule.live)
# Where the sheet asks to retype what the reader understands, or reads in a way of its own: 1300人, 85%, 推进中, 两家.
RETYPE = frozenset(("E101", "E102", "E105", "E106"))

Said = Mapping[str, frozenset[str]]  # codes by row id


@dataclass
class Tally:
    """Counts over a corpus."""

    ledgers: int = 0
    rows: int = 0
    agreed: Counter[str] = field(default_factory=Counter)  # by code: said by both
    silent: int = 0  # rows of which neither says anything
    retyped: Counter[str] = field(default_factory=Counter)  # by code: the one listed difference
    beside: int = 0  # rows of measures in which such a cell stands, and which are not compared for that
    differing: list[str] = field(default_factory=list)

    def lines(self) -> Iterable[str]:
        yield f"{self.ledgers} 份台账，{self.rows} 行；两边都没有话说的 {self.silent} 行"
        for code in sorted(self.agreed | self.retyped):
            yield f"{code}：一致 {self.agreed[code]}，表中请改写而读得懂 {self.retyped[code]}"
        yield f"因此不比的行 {self.beside}，比过的行 {self.rows - self.beside}"
        yield f"不一致 {len(self.differing)}"


def compare(case: Case, sheet: Answer, checked: Checked, tally: Tally) -> None:
    """Add one ledger to the tally."""
    told, found = said_by_sheet(case, sheet), said_by_check(checked)
    tally.ledgers += 1
    for rows in _measures(case.ledger):
        retyped = {row.id for row in rows if (told[row.id] - found[row.id]) & RETYPE or _is_odd(row, checked)}
        for row in rows:
            tally.rows += 1
            both = told[row.id] & found[row.id]
            tally.agreed.update(both)
            tally.silent += not (told[row.id] | found[row.id])
            if (
                retyped
            ):  # what follows from a cell that one of them reads and the other does not is no new difference
                tally.retyped.update((told[row.id] - found[row.id]) & RETYPE)
                tally.beside += 1
            elif told[row.id] != found[row.id]:
                tally.differing.append(
                    f"{case.seed} {row.id}: sheet {sorted(told[row.id] - both)}, check {sorted(found[row.id] - both)}"
                )


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


def said_by_sheet(case: Case, sheet: Answer) -> Said:
    """The codes behind the sentences in 校验提示."""
    checks = live_checks(case.ledger, case.context.plans[case.ledger.plan])
    said = {}
    for number, row in enumerate(case.ledger.rows, FIRST_ROW):
        text = str(sheet.at(TABLE, number, column_of("check")) or "")
        codes = {check.code for check in checks.of(row.id) if sentence(check, WHOLE_ROW) in text}
        assert text.startswith("√") or codes, f"{case.seed} {row.id}: {text}"
        said[row.id] = frozenset(codes)
    return said


def said_by_check(checked: Checked) -> Said:
    """The codes of the findings, of the rules that have a formula."""
    assert checked.ledger is not None, checked.reason
    said = {row.id: frozenset[str]() for row in checked.ledger.rows}
    for finding in checked.findings:
        if finding.code in LIVE and finding.row:
            said[finding.row] |= {finding.code}
    return said


def _measures(ledger: Ledger) -> Iterable[tuple[LedgerRow, ...]]:
    """The rows of each measure: a word in one of them may speak for the others."""
    told = [measure.rows for measure in measures(ledger)]
    known = {row.id for rows in told for row in rows}
    return [*told, *((row,) for row in ledger.rows if row.id not in known)]


def _is_odd(row: LedgerRow, checked: Checked) -> bool:
    """The cell holds a text that the reader takes for a number or a word that stands in the list."""
    assert checked.ledger is not None
    read = checked.ledger.row(row.id)
    return read is not None and any(
        _understood(read, name) for name in ("numerator", "denominator", "actual", "status")
    )


def _understood(row: LedgerRow, name: str) -> bool:
    value, raw = getattr(row, name), row.raw.get(name, "")
    return value is not None and raw not in ("", str(value))
