"""The same fault in many rows is one finding with all its cells."""

from __future__ import annotations

from dataclasses import replace

from taizhang_validators.rulebook import check_ledger, find_each


def test_four_blank_cells_of_a_column_are_one_finding(case_of, example_of):
    case = case_of(
        example_of("""
    | 任务编号 | 完成状态 | 进展情况 |
    | T01    |        | 印发方案 |
    | T02    |        | 印发方案 |
    | T03    | 序时推进 | 印发方案 |
    | T04    |        | 印发方案 |
    | T05    |        | 印发方案 |
    """)
    )
    (finding,) = check_ledger(case.ledger, case.given)
    assert (finding.code, finding.says) == ("E201", "完成状态未填，共4格，如S6：完成状态为空")
    assert finding.where == "任务台账!S6:S7、S9:S10"
    assert [spot.row for spot in finding.cells] == ["T01", "T02", "T04", "T05"]
    assert len(find_each(case.ledger, case.given)) == 4


def test_three_are_three(case_of, example_of):
    case = case_of(
        example_of("""
    | 任务编号 | 完成状态 | 进展情况 |
    | T01    |        | 印发方案 |
    | T02    |        | 印发方案 |
    | T03    |        | 印发方案 |
    """)
    )
    findings = check_ledger(case.ledger, case.given)
    assert [finding.where for finding in findings] == ["任务台账!S6", "任务台账!S7", "任务台账!S8"]


def test_rows_that_are_missing_are_described(case_of, example_of):
    case = case_of(
        example_of("""
    应有任务：T01、T02、T03、T04、T05
    | 任务编号 | 完成状态 | 进展情况 |
    | T01    | 序时推进 | 印发方案 |
    """)
    )
    (finding,) = [one for one in check_ledger(case.ledger, case.given) if one.code == "E401"]
    assert [spot.row for spot in finding.cells] == ["T02", "T03", "T04", "T05"]
    assert finding.says.count("；") == 2
    assert finding.where == ""


def test_a_finding_of_its_own_is_its_only_cell(case_of, example_of):
    case = case_of(
        example_of("""
    | 任务编号 | 完成状态 | 进展情况 |
    | T01    |        | 印发方案 |
    """)
    )
    (finding,) = check_ledger(case.ledger, case.given)
    (spot,) = finding.cells
    assert (spot.says, spot.place, spot.row) == (finding.says, finding.place, finding.row)
    assert replace(finding, accepted="已同意").counts is False
