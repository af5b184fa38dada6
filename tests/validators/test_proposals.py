"""What the rules propose to write into a cell instead."""

from __future__ import annotations

from taizhang_validators.rulebook import check_ledger

ASKED = """
| 任务编号 | 目标值 | 完成值 | 完成状态 |
| T01     | ≥90个 | {} | 序时推进 |
"""


def test_only_a_certain_reading_is_proposed(case_of, example_of):
    proposed = {}
    for written in ("95", "９５", "九十五", "1,300", "约95", "95家", "若干"):
        case = case_of(example_of(ASKED.format(written)))
        found = check_ledger(case.ledger, case.given)
        proposed[written] = [
            (one.code, one.proposal) for one in found if one.field == "actual" and one.code[1] == "1"
        ]
    assert proposed == {
        "95": [],
        "９５": [("N130", "95")],
        "九十五": [("N130", "95")],
        "1,300": [("N130", "1300")],
        "约95": [("W120", "")],
        "95家": [("W121", "")],
        "若干": [("E101", "")],
    }
