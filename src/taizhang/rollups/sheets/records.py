"""台账记录: a hidden sheet by which a rollup workbook carries the ledgers it was made of to the level above.

Each line is a kind, a key and a text in JSON; the ledgers' are packed, since a sheet would hold each word a second time.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from taizhang.ledgers.record import ledger_to_record
from taizhang.model.finding_record import findings_to_json
from taizhang.model.ledger import Head, Ledger, LedgerRow
from taizhang.model.picture import Look, Sheet
from taizhang.model.reporter import RosterLine
from taizhang.model.submission import Submission
from taizhang.model.waiver import Waiver
from taizhang.plans.storing import plan_to_json
from taizhang.rollups.past import Past
from taizhang.rollups.period_standings import PeriodStandings
from taizhang.rollups.rollup import Report, Rollup
from taizhang.rollups.sheets.clearing_records import clearing_item_facts
from taizhang.rollups.timeliness import ReporterState

NAME = "台账记录"
TITLES = ("类别", "键", "内容")
HEAD, PLAN, LINE, WAIVER, LEDGER, EARLIER = "表头", "计划", "名册", "豁免", "台账", "往期台账"
EARLIER_PLAN, CLEARING, PERIOD = "往期计划", "销号", "各期报送"
FIRST_ROW = 2
FORM = 1  # of what the lines say
_MOST_IN_CELL = 32_000  # characters; a cell holds 32,767


def draw_records(rollup: Rollup) -> Sheet:
    """Nobody's name, telephone or mail address goes along: the level above asks the place, not the person."""
    sheet = Sheet(NAME, (8, 16, 40), visible=False)
    sheet.put_row(1, TITLES, Look.HEADER)
    for row, (kind, key, text) in enumerate(_lines(rollup), FIRST_ROW):
        chunks = (text[at : at + _MOST_IN_CELL] for at in range(0, len(text), _MOST_IN_CELL))
        sheet.put_row(row, (kind, key, *chunks), Look.CODE)
    return sheet


def _lines(rollup: Rollup) -> Iterator[tuple[str, str, str]]:
    yield HEAD, rollup.plan.id, _json(_head(rollup))
    yield PLAN, rollup.plan.id, _packed({"plan": plan_to_json(rollup.plan)})
    for one in rollup.standings:
        yield LINE, *standing_line(one)
    for waiver in {one.waiver.number: one.waiver for one in rollup.acceptances if one.waiver}.values():
        yield WAIVER, str(waiver.number), _json(_waiver(waiver))
    for report in rollup.reports:
        yield LEDGER, str(report.ledger.reporter), _packed(_report(report))
    yield from _earlier_lines(rollup)
    for line in rollup.clearings:
        yield CLEARING, str(line.item.reporter), _packed(clearing_item_facts(line.item))
    for standings in rollup.periods:
        yield PERIOD, str(standings.period), _packed(_period(standings))


def _earlier_lines(rollup: Rollup) -> Iterator[tuple[str, str, str]]:
    """The ledgers of earlier periods, and the plan of each that is not the rollup's own, as it was in force then."""
    for past in rollup.before:
        key = f"{past.plan.id} {past.period}"
        if past.plan != rollup.plan:
            yield EARLIER_PLAN, key, _packed(_past(past))
        for report in past.reports:
            yield EARLIER, str(report.ledger.reporter), _packed(_report(report))


def _past(past: Past) -> dict[str, Any]:
    return {
        "plan": plan_to_json(past.plan),
        "period": str(past.period),
        "lines": [[str(line.reporter), *_line(line)] for line in past.roster],
    }


def _period(one: PeriodStandings) -> dict[str, Any]:
    return {
        "due": one.due.isoformat(),
        "states": [[str(state.line.reporter), _standing(state)] for state in one.states],
        "returned": [_submission(sent) for sent in one.returned],
    }


def _head(rollup: Rollup) -> dict[str, Any]:
    place = rollup.place
    return {
        "form": FORM, "plan": rollup.plan.id, "period": str(rollup.period), "as_of": rollup.as_of.isoformat(),
        "place": [place.code, place.name, place.level.value, place.parent],
    }  # fmt: skip


def standing_line(one: ReporterState) -> tuple[str, str]:
    """Key and text of the line that says how a reporter stands."""
    return str(one.line.reporter), _json(_standing(one))


def _standing(one: ReporterState) -> dict[str, Any]:
    return {
        "line": _line(one.line),
        "state": one.state.value,
        "submission": _submission(one.submission),
        "first": _submission(one.first),
    }


def _line(line: RosterLine) -> list[str]:
    return [line.name, line.level.value, line.reports_to, line.leader]


def _waiver(waiver: Waiver) -> dict[str, Any]:
    taken_back = waiver.withdrawal
    return {
        "code": waiver.code, "reporter": str(waiver.reporter), "period": str(waiver.period), "row": waiver.row,
        "who": waiver.who, "why": waiver.why, "until": waiver.until.isoformat(), "number": waiver.number,
        "withdrawal": {"who": taken_back.who, "why": taken_back.why, "on": taken_back.on.isoformat()}
        if taken_back else None,
    }  # fmt: skip


def _submission(one: Submission | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "number": one.number, "received": one.received.isoformat(), "file_name": one.file_name,
        "sha256": one.sha256, "size": one.size, "verdict": one.verdict.value, "plan": one.plan,
        "reporter": str(one.reporter) if one.reporter else None, "period": str(one.period) if one.period else None,
    }  # fmt: skip


def _report(report: Report) -> dict[str, Any]:
    return {
        "submission": _submission(report.submission),
        "findings": findings_to_json(report.findings),
        "overdue": sorted(report.overdue_before),
        "ledger": ledger_to_record(_without_persons(report.ledger)).decode("utf-8", "surrogatepass"),
    }


def _without_persons(ledger: Ledger) -> Ledger:
    head = Head(reporter_name=ledger.head.reporter_name)
    rows = tuple(map(_without_person, ledger.rows))
    return replace(ledger, head=head, rows=rows, leftovers=(), notes=(), notices=(), manifest={}, formulas={})


def _without_person(row: LedgerRow) -> LedgerRow:
    return replace(row, person="", raw=_but_person(row.raw), covered=_but_person(row.covered))


def _but_person(told: Mapping[str, str]) -> dict[str, str]:
    return {field: text for field, text in told.items() if field != "person"}


def _json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=True, separators=(",", ":"))


def _packed(facts: Mapping[str, Any]) -> str:
    return base64.b64encode(zlib.compress(_json(facts).encode("ascii"), 9)).decode("ascii")
