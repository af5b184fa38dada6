"""Whatever a county sends, every rule ends and words its findings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.ledger import Fault
from taizhang.model.words.status import Clearing, Status
from taizhang_validators.examples import read_examples
from taizhang_validators.rulebook import check_ledger

TEXTS = st.sampled_from(
    ["", "无", "—", "同上", "是", "2/3", "0.85", "1/0", "{花括号}", "约九十", "甲" * 200, "清河县已建成"]
)
NUMBERS = st.one_of(
    st.none(), st.sampled_from([Decimal(0), Decimal(-3), Decimal("1E+20"), Decimal("0.85"), Decimal(100)])
)
CELLS = st.fixed_dictionaries(
    {
        "actual": NUMBERS,
        "previous": NUMBERS,
        "numerator": NUMBERS,
        "denominator": NUMBERS,
        "status": st.none() | st.sampled_from(Status),
        "clearing": st.none() | st.sampled_from(Clearing),
        "needs_leader": TEXTS,
        "target": TEXTS,
        "faults": st.dictionaries(
            st.sampled_from(["actual", "numerator", "status", "rate"]), st.sampled_from(Fault)
        ),
        "progress": TEXTS,
        "problems": TEXTS,
        "evidence": st.sampled_from(["", "某卫健〔2022〕3号", "2022号号号"]),
        "raw": st.dictionaries(
            st.sampled_from(["actual", "status", "problems", "evidence", "progress"]), TEXTS
        ),
        "id": st.sampled_from(["T01.M01.I1", "T02.M01.I1", "T03.M01", "", "T99"]),
    }
)


@pytest.fixture(scope="module")
def case(case_of):
    (example,) = read_examples("""
    填报单位名单：某县、清河县
    | 任务编号     | 问法 | 目标值  | 分子 | 分母 | 完成值 | 完成状态 | 上期报送 | 上期完成状态 | 上期销号 | 上期分母 | 上期下一步打算 | 其他县完成值   | 其他县完成状态         |
    | T01.M01.I1 | 数   | ≥90  |    |    | 92  | 已完成  | 80   | 序时推进   | 已销号  |      | 8月底前完成  | 1 2 3 4 5 | 已完成 已完成 已完成 已完成 已完成 |
    | T02.M01.I1 | 比率 | ≥90% | 17 | 20 | 85  | 序时推进 | 80   | 已完成    | 未申请  | 90   | 继续推进    | 8 8 8 8 8 | 滞后              |
    | T03.M01    | 状态 |      |    |    |     | 未启动  |      | 未启动    |       |      |         |           | 已完成 已完成 已完成 已完成 已完成 |
    |            | 是否 |      |    |    | 是   | 未启动  |      |        |       |      |         |           |                 |
    """)
    return case_of(example)


@examples(150)
@given(cells=st.lists(CELLS, min_size=4, max_size=4))
def test_no_rule_breaks(case, cells):
    rows = tuple(replace(row, **values) for row, values in zip(case.ledger.rows, cells, strict=True))
    findings = check_ledger(replace(case.ledger, rows=rows), case.given)
    assert "W000" not in {finding.code for finding in findings}
    assert len({(f.code, f.place, f.row, f.field) for f in findings}) == len(findings)
