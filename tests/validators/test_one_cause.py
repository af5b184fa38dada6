"""What differs from the plan, the last period or other places for one cause is said once."""

from __future__ import annotations

import pytest

from taizhang_validators.rulebook import check_ledger


@pytest.fixture
def said(case_of, example_of):
    def of(text):
        case = case_of(example_of(text))
        return [(f.code, f.row, f.field) for f in check_ledger(case.ledger, case.given)]

    return of


def test_a_wrong_unit_is_one_fault_however_many_see_it(said):
    """Ten thousand times the last number, the target and the others' numbers."""
    assert said("""
    | 任务编号     | 目标值    | 计量单位 | 完成值     | 上期报送 | 完成状态 | 进展情况  | 存在问题 | 佐证材料 | 其他县完成值      |
    | T01.M01.I1 | ≥900万元 | 万元   | 9500000 | 800  | 已完成  | 已全部拨付 | 无    | 拨款单  | 40 45 50 60 90 |
    """) == [("W423", "T01.M01.I1", "actual")]


def test_the_period_number_in_place_of_the_cumulative_one_is_one_fault(case_of, example_of):
    case = case_of(
        example_of("""
    | 任务编号     | 目标值   | 完成值 | 上期报送 | 上期完成状态 | 完成状态 | 进展情况  | 存在问题 |
    | T01.M01.I1 | ≥900人 | 120 | 600  | 序时推进   | 序时推进 | 已培训两批 | 无    |
    """)
    )
    (finding,) = check_ledger(case.ledger, case.given)
    assert (finding.code, finding.fix) == (
        "W405", "请核对是否误填了本期数；确需更正的，请在备注中说明原因。",
    )  # fmt: skip


def test_a_number_in_a_larger_unit_is_called_so(case_of, example_of):
    case = case_of(
        example_of("""
    | 任务编号     | 目标值     | 计量单位 | 完成值 | 上期报送  | 完成状态 | 进展情况 | 存在问题 |
    | T01.M01.I1 | ≥90000元 | 元    | 7   | 62000 | 序时推进 | 已拨付  | 无    |
    """)
    )
    (finding,) = check_ledger(case.ledger, case.given)
    assert (finding.code, finding.fix) == (
        "W405", "请核对是否没有按“元”填写；确需更正的，请在备注中说明原因。",
    )  # fmt: skip


SAME = """
    | 任务编号     | 目标值  | 完成值 | 上期完成值 | 完成状态 | 上期完成状态 | 进展情况       | 上期进展情况     | 存在问题  | 上期存在问题 | 下一步打算   | 上期下一步打算 |
    | T01.M01.I1 | ≥14人 | 12  | 12    | 序时推进 | 序时推进   | 已开展两期培训    | 已开展两期培训    | 无     | 无      |         |         |
    | T02.M01.I1 | ≥14人 | 30  | 30    | 序时推进 | 序时推进   | 正在招标，已发公告  | 正在招标，已发公告  | 无     | 无      |         |         |
    | T03.M01.I1 | ≥14人 | 5   | 5     | 滞后   | 滞后     | 等待上级批复方案   | 等待上级批复方案   | 用地未批  | 用地未批   | 年底前完成批复 | 年底前完成批复 |
    | T04.M01.I1 | ≥14人 | 8   | 8     | 序时推进 | 序时推进   | 已建成四处，两处在建 | 已建成四处，两处在建 | 无     | 无      |         |         |
    | T05.M01.I1 | ≥14人 | 7   | {}     | 序时推进 | 序时推进   | 已完成摸底和评估   | 已完成摸底和评估   | 无     | 无      |         |         |
"""


def test_a_ledger_sent_again_as_it_was_is_one_fault(said):
    assert said(SAME.format(7)) == [("W414", "", "")]


def test_where_one_number_moved_each_text_is_asked_for(said):
    assert said(SAME.format(6)) == [
        ("W419", "T01.M01.I1", "progress"),
        ("N420", "T03.M01.I1", "problems"),
    ]


def test_an_older_plan_explains_what_was_altered(said):
    assert said("""
    计划版本：v1
    | 任务编号     | 目标值    | 下发的目标值 | 计量单位 | 下发的计量单位 | 完成状态 |
    | T01.M01    | ≥80人   | ≥90人   | 名    | 人       | 未启动  |
    """) == [("W004", "", "")]


def test_what_is_altered_in_one_row_is_said_cell_by_cell(said):
    assert said("""
    | 任务编号  | 目标值  | 下发的目标值 | 计量单位 | 下发的计量单位 | 完成状态 |
    | T01.M01 | ≥80人 | ≥90人   | 万人   | 人       | 未启动  |
    """) == [("E409", "T01.M01", "target"), ("E410", "T01.M01", "unit")]
