from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from taizhang.books import write_rollup
from taizhang.errors import CannotRead
from taizhang.ledgers.lay_out import LedgerLayout
from taizhang.model.finding import Finding, Severity
from taizhang.model.grid import Grid
from taizhang.model.ledger import Head, Ledger, Stamp
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster
from taizhang.rollups import Report, Rollup, consolidate
from taizhang.rollups.read_back import CarriedLine, carried_lines, read_carried

Grids = Callable[[bytes], tuple[Grid, ...]]
Asked = Callable[[Stamp], Ledger]
FINDING = Finding(
    "W301", Severity.WARNING, "完成率偏高", "请核对。", "填报说明", accepted="属实说明：新院投用"
)


@pytest.fixture
def asked(plan: Plan, period: Period, roster: Roster) -> Asked:
    layout = LedgerLayout(plan, period, roster=roster)
    lines = {line.reporter: line for line in roster}
    return lambda stamp: layout.ledger(lines[stamp.reporter])


@pytest.fixture
def rollup(plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report]) -> Rollup:
    reports = [report(line, seed=n, day=4 + n % 3, among=roster) for n, line in enumerate(roster) if n != 4]
    reports[1] = replace(reports[1], findings=(FINDING,))
    return consolidate(plan, roster, period, reports, as_of=as_of)


@pytest.fixture
def lines(rollup: Rollup, read_grids: Grids) -> tuple[CarriedLine, ...]:
    return carried_lines(read_grids(write_rollup(rollup)))


def test_the_ledgers_that_a_rollup_carries_give_the_same_rollup(
    rollup: Rollup, lines: tuple[CarriedLine, ...], asked: Asked, plan: Plan, roster: Roster
) -> None:
    carried = read_carried(lines, "汇总.xlsx")
    assert (carried.plan, carried.place, carried.as_of) == (plan, rollup.place, rollup.as_of)
    assert carried.roster == roster
    assert carried.standings == rollup.standings
    again = consolidate(
        plan, roster, carried.period, carried.reports(asked), as_of=carried.as_of, standings=carried.standings
    )
    assert again == rollup


def test_no_person_goes_along(rollup: Rollup, read_grids: Grids, asked: Asked) -> None:
    first = rollup.reports[0]
    row = replace(first.ledger.rows[0], person="填报人 0311-00000000", raw={"person": "填报人 0311-00000000"})
    ledger = replace(
        first.ledger,
        rows=(row, *first.ledger.rows[1:]),
        head=Head("清河县", "填报人", "0311-00000000", "2022年10月3日", "审核人", "负责人"),
    )
    told = replace(rollup, reports=(replace(first, ledger=ledger),))
    (carried,) = read_carried(carried_lines(read_grids(write_rollup(told))), "汇总.xlsx").reports(asked)
    assert carried.ledger.head == Head("清河县")
    assert (carried.ledger.rows[0].person, carried.ledger.rows[0].raw) == ("", {})


def test_a_workbook_without_the_sheet_is_no_rollup(read_grids: Grids) -> None:
    with pytest.raises(CannotRead, match="不是本系统写出的汇总表"):
        read_carried(carried_lines((Grid("总览", {(1, 1): "总览"}),)), "别的.xlsx")


def _report_at(lines: tuple[CarriedLine, ...]) -> tuple[int, dict[str, object]]:
    at = next(n for n, line in enumerate(lines) if line[0] == "台账")
    return at, json.loads(zlib.decompress(base64.b64decode(lines[at][2])))


def _changed(lines: tuple[CarriedLine, ...], at: int, text: str) -> tuple[CarriedLine, ...]:
    return (*lines[:at], (*lines[at][:2], text), *lines[at + 1 :])


def _packed(told: object) -> str:
    return base64.b64encode(zlib.compress(json.dumps(told).encode())).decode()


def test_what_was_changed_by_hand_is_refused_by_its_line(lines: tuple[CarriedLine, ...]) -> None:
    at, told = _report_at(lines)
    record = json.loads(str(told["ledger"]))
    record["rows"][0][2][16] = "NaN"
    of_texts = json.loads(str(told["ledger"]))
    of_texts["rows"][0][2][5] = {"not": "a text"}
    for text in (
        "",
        "不是编码",
        base64.b64encode(b"not packed").decode(),
        _packed({**told, "more": 1}),
        _packed({**told, "findings": "[{}]"}),
        _packed({**told, "ledger": json.dumps(record)}),
        _packed({**told, "ledger": json.dumps(of_texts)}),
        _packed({**told, "submission": {**dict(told["submission"]), "received": "2022-10-03T09:30:00"}}),  # type: ignore[call-overload]
    ):
        with pytest.raises(CannotRead, match=f"“台账记录”表第{at + 2}行被改动过"):
            read_carried(_changed(lines, at, text), "汇总.xlsx").reports()


def test_a_line_that_swells_is_not_unpacked(lines: tuple[CarriedLine, ...]) -> None:
    at, _ = _report_at(lines)
    swollen = base64.b64encode(zlib.compress(b" " * 70_000_000, 9)).decode()
    with pytest.raises(CannotRead, match="被改动过"):
        read_carried(_changed(lines, at, swollen), "汇总.xlsx").reports()


def test_a_ledger_under_another_reporters_key_is_refused(lines: tuple[CarriedLine, ...]) -> None:
    at, _ = _report_at(lines)
    other = (*lines[:at], ("台账", "990199", lines[at][2]), *lines[at + 1 :])
    with pytest.raises(CannotRead, match="被改动过"):
        read_carried(other, "汇总.xlsx").reports()


def test_numbers_come_back_exactly(rollup: Rollup, lines: tuple[CarriedLine, ...], asked: Asked) -> None:
    carried = read_carried(lines, "汇总.xlsx")
    values = [row.actual for report in carried.reports(asked) for row in report.ledger.rows]
    assert values == [row.actual for report in rollup.reports for row in report.ledger.rows]
    assert sum(isinstance(value, Decimal) for value in values) > 50
