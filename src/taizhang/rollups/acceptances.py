"""What was accepted although a rule spoke of it: by whom or in whose words, why, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from taizhang.model.finding import Finding, Spot
from taizhang.model.waiver import Waiver
from taizhang.rollups.rollup import Acceptance, Report


def acceptances_of(
    reports: Iterable[Report], waivers: Sequence[Waiver], as_of: date
) -> tuple[Acceptance, ...]:
    """Waived cells, then waivers that hold and were not needed, then explained cells; each in the order given.

    `waivers` are those of the period, also the ones that hold no more: a ledger accepted by one stays accepted.
    """
    told = [one for report in reports for one in _of_report(report, waivers)]
    waived = [one for one in told if one.waiver]
    used = {one.waiver.number for one in waived if one.waiver}
    idle = [_idle(one) for one in waivers if one.number not in used and one.holds_on(as_of)]
    return (*waived, *idle, *(one for one in told if not one.waiver))


def _of_report(report: Report, waivers: Sequence[Waiver]) -> Iterator[Acceptance]:
    for finding in report.findings:
        if not finding.counts:
            yield from (_acceptance(report, finding, spot, waivers) for spot in finding.cells)


def _acceptance(report: Report, finding: Finding, spot: Spot, waivers: Sequence[Waiver]) -> Acceptance:
    ledger = report.ledger
    row = ledger.row(spot.row) if spot.row else None
    about = (finding.code, ledger.reporter, ledger.period, spot.row)
    waiver = next((one for one in waivers if one.covers(*about) and one.sentence == finding.accepted), None)
    return Acceptance(
        reporter=ledger.reporter,
        code=finding.code,
        says=spot.says,
        why=waiver.why if waiver else finding.accepted.removeprefix("属实说明："),
        row=spot.row,
        task=row.task if row else "",
        asked=(row.indicator or row.measure) if row else "",
        place=spot.place,
        waiver=waiver,
        submission=report.submission.number,
    )


def _idle(waiver: Waiver) -> Acceptance:
    return Acceptance(waiver.reporter, waiver.code, "", waiver.why, waiver.row, waiver=waiver)
