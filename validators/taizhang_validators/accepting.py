"""Findings that need not be mended: waived by the office, or soft ones that the filler explained (属实说明)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from taizhang.model.finding import Finding, Severity
from taizhang.model.ledger import Ledger
from taizhang.model.waiver import Waiver
from taizhang.model.words.affirmations import Affirmation, affirmations


def with_acceptance(
    findings: Iterable[Finding], ledger: Ledger, waivers: Iterable[Waiver], unwaivable: Collection[str]
) -> Iterator[Finding]:
    """The findings cell by cell, each with why it is accepted where it is.

    `waivers` are those that hold on the day of the check; `unwaivable` are codes that nothing accepts. What the
    filler explains in a row's 备注 speaks of that row, what stands in a note under the table of the whole file.
    """
    ours = [one for one in waivers if (one.reporter, one.period) == (ledger.reporter, ledger.period)]
    said = _explanations(ledger)
    for finding in findings:
        why = (
            "" if finding.code in unwaivable else _waived(finding, ours, ledger) or _explained(finding, said)
        )
        yield replace(finding, accepted=why) if why else finding


def _waived(finding: Finding, waivers: Iterable[Waiver], ledger: Ledger) -> str:
    """A waiver's sentence; the newest one's, where there are several."""
    about = (finding.code, ledger.reporter, ledger.period, finding.row)
    return next((one.sentence for one in reversed(list(waivers)) if one.covers(*about)), "")


def _explained(finding: Finding, said: Mapping[str, tuple[Affirmation, ...]]) -> str:
    if finding.severity is not Severity.WARNING:
        return ""
    told = (one for one in said.get(finding.row, ()) if one.speaks_of(finding.code))
    return next((f"属实说明：{one.reason}" for one in told), "")


def _explanations(ledger: Ledger) -> dict[str, tuple[Affirmation, ...]]:
    """By row id; under "" what is said of the whole file."""
    rows = {row.id: affirmations(row.remarks) for row in ledger.rows if row.id and row.remarks}
    return rows | {"": tuple(one for note in ledger.notes for one in affirmations(note.raw))}
