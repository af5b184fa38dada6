"""The press gives what the plain writer gives, byte by byte, whoever is stamped before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openxml_audit import OpenXmlValidator

from taizhang.books import write_ledger
from taizhang.books.stamping import ledger_press
from taizhang.books.stamping.packed_parts import archive, pack
from taizhang.desk.clauses import clauses_in_force
from taizhang.desk.compile import compile_document
from taizhang.desk.issue import layout_of, press_of
from taizhang.desk.live_checks import live_checks
from taizhang.desk.roster import direct_reporters, own_lines, roster_of, unit_lines
from taizhang.ledgers import LastPeriod, carry_forward, change_lines, draw_ledger
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Plan, Scope
from taizhang.model.plan_change import Split
from taizhang.model.reporter import Roster, RosterLine
from taizhang.model.words.status import Clearing
from taizhang_templates import load_style

PERIOD = Period.parse("2022Q3")


@pytest.fixture(scope="module")
def plan(sample_document: Path) -> Plan:
    return compile_document(sample_document)


@pytest.fixture(scope="module")
def roster(plan: Plan, sample_roster: Path) -> Roster:
    return roster_of(plan, sample_roster)


@pytest.fixture(scope="module")
def divided(plan: Plan, roster: Roster) -> Plan:
    """The plan with a total of its own for each county."""
    totals = (one for one in plan.indicators() if one.scope is Scope.TOTAL and one.answer is Answer.NUMBER)
    shares = tuple((str(line.reporter), Decimal(3 + at)) for at, line in enumerate(roster))
    return replace(plan, splits=(Split(next(totals).id, shares),))


def plainly(ledger: Ledger, plan: Plan, line: RosterLine, changes: tuple[str, ...] = ()) -> bytes:
    checks, clauses = live_checks(ledger, plan), clauses_in_force()
    sheets = draw_ledger(ledger, plan, line, checks, changes=changes, clauses=clauses)
    return write_ledger(sheets, load_style())


def test_each_county_gets_the_bytes_that_it_would_get_alone(divided: Plan, roster: Roster) -> None:
    press, layout = press_of(divided), layout_of(divided, PERIOD, roster)
    lines = direct_reporters(divided, roster)
    ledgers = [layout.ledger(line) for line in lines]
    stamped = [press.stamp(ledger, line) for ledger, line in zip(ledgers, lines, strict=True)]
    assert stamped == [plainly(ledger, divided, line) for ledger, line in zip(ledgers, lines, strict=True)]
    assert len(set(stamped)) == len(lines)
    last, line = ledgers[-1], lines[-1]
    assert press_of(divided).stamp(last, line) == stamped[-1]


def test_units_with_as_many_rows_get_their_own(plan: Plan, roster: Roster) -> None:
    press, layout = press_of(plan), layout_of(plan, PERIOD, roster)
    for line in unit_lines(plan, roster):
        ledger = layout.ledger(line)
        assert press.stamp(ledger, line) == plainly(ledger, plan, line)


def accepted(asked: Ledger) -> Ledger:
    """Last period's answers: numbers, a person, a long problem, a clearing, a text that looks like a formula."""
    filled = {
        "person": "=联系人",
        "problems": "资金尚未到位，" * 12,
        "clearing": Clearing.REQUESTED,
    }
    rows = (
        replace(row, actual=Decimal(number), **filled, raw={name: str(said) for name, said in filled.items()})
        if row.asked and number % 3
        else row
        for number, row in enumerate(asked.rows, 1)
    )
    return replace(asked, rows=tuple(rows))


def test_what_is_carried_forward_is_stamped_in(plan: Plan, roster: Roster) -> None:
    before, now = Period.parse("2022Q2"), PERIOD
    press, layout = press_of(plan), layout_of(plan, now, roster)
    for line in direct_reporters(plan, roster)[:3]:
        asked = layout_of(plan, before, roster).ledger(line)
        last = LastPeriod(asked, accepted(asked))
        ledger = carry_forward(layout.ledger(line), last)
        changes = tuple(change_lines(ledger, last))
        assert ledger.rows[0].problems.startswith("资金尚未到位")
        assert press.stamp(ledger, line, changes) == plainly(ledger, plan, line, changes)


def test_other_words_of_the_same_length_are_stamped_in(plan: Plan, roster: Roster) -> None:
    press, layout = press_of(plan), layout_of(plan, PERIOD, roster)
    for line in direct_reporters(plan, roster)[:3]:
        for said in ("上期未报，上期累计空白。", "上期迟报，上期累计空白。"):
            ledger = layout.ledger(line)
            assert press.stamp(ledger, line, (said,)) == plainly(ledger, plan, line, (said,))


def test_forgetting_drawn_rows_changes_nothing(
    divided: Plan, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_press, "_MOST_PIECES", 10)
    press, layout = press_of(divided), layout_of(divided, PERIOD, roster)
    for line in direct_reporters(divided, roster)[:3]:
        ledger = layout.ledger(line)
        assert press.stamp(ledger, line) == plainly(ledger, divided, line)


def test_a_packed_archive_reads_as_any_other() -> None:
    parts = {"一.txt": "台账".encode() * 500, "b/empty": b"", "c.bin": bytes(range(256)) * 40}
    content = archive(pack(name, part, once=name == "c.bin") for name, part in parts.items())
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == parts
        assert {info.compress_type for info in package.infolist()} == {ZIP_DEFLATED}
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("by", ["place", "unit", "own"])
def test_an_independent_validator_finds_nothing_in_what_is_stamped(
    plan: Plan, roster: Roster, by: str, tmp_path: Path
) -> None:
    lines = {"place": direct_reporters, "unit": unit_lines, "own": own_lines}[by](plan, roster)
    ledger = layout_of(plan, PERIOD, roster).ledger(lines[0])
    path = tmp_path / "台账.xlsx"
    path.write_bytes(press_of(plan).stamp(ledger, lines[0]))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
