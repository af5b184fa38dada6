from __future__ import annotations

import logging
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import taizhang_validators.rules as rule_package
from taizhang.model.finding import Severity
from taizhang.model.ledger import Fault
from taizhang.model.words.status import Status
from taizhang_validators import rulebook
from taizhang_validators.examples import read_examples
from taizhang_validators.rulebook import check_ledger, hit, rule, rules

FOLDER = Path(rule_package.__file__).parent


def rule_named(code):
    return next(entry for entry in rules() if entry.code == code)


@pytest.fixture
def case(case_of):
    """One county's ledger with nothing to mend, then changed by each test."""
    (example,) = read_examples("""
    填报日期：2022.10.8
    | 任务编号     | 问法 | 目标值  | 分子 | 分母 | 完成值 | 完成状态 | 进展情况 | 存在问题 | 佐证材料 | 上期报送 |
    | T01.M01.I1 | 数   | ≥90  |    |    | 92  | 已完成  | 已建成  | 无    | 验收单  | 80   |
    | T02.M01.I1 | 比率 | ≥90% | 17 | 20 | 85  | 序时推进 | 已培训  | 无    |      | 80   |
    | T03.M01    | 状态 |      |    |    |     | 未启动  |      | 无    |      |      |
    """)
    return case_of(example)


def with_row(case, position, /, *, raw=None, **changes):
    """The case's ledger with one row changed."""
    rows = list(case.ledger.rows)
    rows[position] = replace(rows[position], raw={**rows[position].raw, **(raw or {})}, **changes)
    return replace(case.ledger, rows=tuple(rows))


def said(ledger, given):
    return [(f.code, f.row, f.field) for f in check_ledger(ledger, given)]


def test_clean_ledger_has_no_findings(case):
    assert check_ledger(case.ledger, case.given) == ()


def test_finding_is_stamped_and_worded(case):
    (finding,) = check_ledger(with_row(case, 0, actual=Decimal("81.50"), raw={"actual": "81.50"}), case.given)
    assert finding.code == "E305"
    assert finding.severity is Severity.ERROR
    assert finding.says == "累计完成值81.5未达到目标值≥90，状态不能填“已完成”"
    assert finding.fix == "请核对累计完成值，或把状态改为“序时推进”。"
    assert finding.source == "填报说明：完成状态"
    assert (finding.row, finding.field) == ("T01.M01.I1", "status")
    assert finding.place == case.ledger.rows[0].at("status")


def test_all_is_said_in_one_pass_errors_first_then_down_the_sheet(case):
    ledger = with_row(case, 0, actual=Decimal(79), status=Status.ON_SCHEDULE, raw={"actual": "79"})
    ledger = with_row(replace(case, ledger=ledger), 2, status=None, raw={"status": ""})
    ledger = replace(ledger, template="1", head=replace(ledger.head, filled_on="十月"))
    assert said(ledger, case.given) == [
        ("E107", "", ""),
        ("E201", "T03.M01", "status"),
        ("W405", "T01.M01.I1", "actual"),
        ("N005", "", ""),
    ]


def test_another_reporters_file_is_said_once_and_nothing_else(case):
    ledger = replace(with_row(case, 2, status=None), reporter=replace(case.ledger.reporter, code="130104"))
    assert said(ledger, case.given) == [("E002", "", "")]


def test_wrong_plan_reporter_and_period_are_all_said(case):
    other = replace(case.ledger.reporter, code="130104")
    ledger = replace(case.ledger, plan="other", reporter=other, period=case.ledger.period.previous)
    assert said(ledger, case.given) == [("E001", "", ""), ("E002", "", ""), ("E003", "", "")]


def test_missing_column_is_said_once_not_on_every_row(case):
    sheet = case.ledger.rows[0].sheet
    narrow = replace(sheet, columns={f: n for f, n in sheet.columns.items() if f != "status"})
    rows = tuple(
        replace(row, sheet=narrow, status=None, raw={**row.raw, "status": ""}) for row in case.ledger.rows
    )
    assert said(replace(case.ledger, rows=rows), case.given) == [("E006", "", "status")]


def test_wrong_ratio_is_not_also_called_below_target(case):
    wrong = {"numerator": Decimal(17), "actual": Decimal(80), "status": Status.DONE}
    ledger = with_row(case, 1, raw={"evidence": "名册"}, **wrong)
    assert said(ledger, case.given) == [("E302", "T02.M01.I1", "actual")]


def test_part_over_whole_is_not_also_called_a_wrong_ratio(case):
    ledger = with_row(case, 1, numerator=Decimal(21))
    assert said(ledger, case.given) == [("E301", "T02.M01.I1", "numerator")]


def test_older_plan_version_explains_altered_cells(case):
    ledger = replace(with_row(case, 0, target="≥80"), version="v1")
    assert said(ledger, case.given) == [("W004", "", "")]


def test_missing_row_has_no_place_but_its_id(case):
    (finding,) = check_ledger(replace(case.ledger, rows=case.ledger.rows[1:]), case.given)
    assert (finding.code, finding.row, finding.field, finding.place) == ("E401", "T01.M01.I1", "", None)


def test_long_altered_text_is_cut_to_where_it_differs(case):
    sent = "甲" * 100 + "乙" + "丙" * 100
    rows = tuple(replace(row, measure=sent) for row in case.given.expected.rows)
    given = replace(case.given, expected=replace(case.given.expected, rows=rows))
    ledger = replace(case.ledger, rows=rows)
    ledger = with_row(replace(case, ledger=ledger), 0, measure=sent.replace("乙", "丁"))
    (finding,) = [f for f in check_ledger(ledger, given) if f.code == "E403"]
    cut = "……" + "甲" * 20 + "{}" + "丙" * 39 + "……"
    assert finding.says == f"工作举措被改为“{cut.format('丁')}”，下发时是“{cut.format('乙')}”"


def test_ditto_is_a_reason_and_a_proof(case):
    ledger = with_row(case, 0, raw={"evidence": "同上"})
    late = {"status": Status.BEHIND, "next_steps": "11月底前完成", "raw": {"problems": "同上"}}
    ledger = with_row(replace(case, ledger=ledger), 1, **late)
    assert said(ledger, case.given) == []


def test_rule_that_breaks_is_named_and_costs_no_other_rule(case, monkeypatch, caplog):
    def broken(_ledger, _given):
        raise ZeroDivisionError

    entry = replace(rule_named("E305"), search=broken)
    others = tuple(entry if known.code == "E305" else known for known in rules())
    monkeypatch.setattr(rulebook, "rules", lambda: others)
    with caplog.at_level(logging.ERROR):
        findings = check_ledger(with_row(case, 2, status=None), case.given)
    assert [(f.code, f.says) for f in findings] == [
        ("E201", "完成状态为空"),
        ("W000", "规则E305（未达目标却填“已完成”）未能执行，本表尚未按这一条核对"),
    ]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("code", ["E305", "W305", "X901", "E90", "E000", "E9ab"])
def test_codes_are_refused_when_taken_or_malformed(code):
    rules()
    with pytest.raises(ValueError, match=code):
        rule(code, title="", says="", fix="", source="")(lambda _ledger, _given: ())


def test_rule_cannot_come_after_one_that_stands_behind_it(monkeypatch):
    early = replace(rule_named("E101"), after=("E305",))
    known = {entry.number: entry for entry in rules()}
    monkeypatch.setattr(rulebook, "_registry", {**known, "101": early})
    rules.cache_clear()
    with pytest.raises(ValueError, match="E101 comes after E305"):
        rules()
    monkeypatch.undo()
    rules.cache_clear()
    assert len(rules()) == len(known)


def test_every_file_holds_one_rule_named_as_the_file():
    files = {path.stem[:4].upper() for path in FOLDER.glob("*.py") if path.name != "__init__.py"}
    assert files == {entry.code for entry in rules()}
    assert len(list(FOLDER.glob("*.py"))) - 1 == len(rules())


@pytest.mark.parametrize("entry", rules(), ids=lambda entry: entry.code)
def test_docstring_begins_with_the_code(entry):
    assert (sys.modules[entry.module].__doc__ or "").startswith(f"{entry.code}: ")


def test_hit_can_carry_facts_named_row_and_field(case):
    row = case.ledger.rows[0]
    assert hit(row, "status", where=1, field=2).facts == {"where": 1, "field": 2}


@pytest.mark.parametrize(
    ("field", "raw", "readings"),
    [
        ("actual", "0.85", "可以读作0.85%，也可以读作85%"),
        ("actual", "2/3", "可以读作66.7%，也可以读作2%"),
        ("numerator", "8-9", "可以读作8，也可以读作9"),
        ("actual", "？", "可以读作原样的“？”，也可以读作换算成计量单位后的数"),
    ],
)
def test_both_readings_are_shown(case, field, raw, readings):
    faults = {field: Fault.AMBIGUOUS}
    ledger = with_row(case, 1, **{field: None}, faults=faults, raw={field: raw})
    (finding,) = check_ledger(ledger, case.given)
    assert (finding.code, finding.field) == ("E102", field)
    assert finding.says.endswith(readings)


def not_concerned(row):
    return replace(row, asked=replace(row.asked, concerns=False, named=("清河县",)), status=None)


def test_a_row_of_other_places_lacks_nothing_and_contradicts_nothing(case):
    rows = tuple(
        replace(not_concerned(row), actual=None, progress="", evidence="", raw={}) for row in case.ledger.rows
    )
    assert check_ledger(replace(case.ledger, rows=rows), case.given) == ()


def test_what_is_written_in_a_row_of_other_places_is_only_noted(case):
    row = replace(not_concerned(case.ledger.rows[0]), status=Status.DONE, actual=Decimal(3), progress="")
    rows = (replace(row, raw={"actual": "3", "status": "已完成"}), *case.ledger.rows[1:])
    assert said(replace(case.ledger, rows=rows), case.given) == [("N408", "T01.M01.I1", "actual")]
