"""W031 where the text below the table stands in the row of sums, which is no row of answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhang.model.ledger import Ledger, Leftover
from taizhang.model.place import Place
from taizhang_validators.example_ledgers import SHEET, build_case
from taizhang_validators.examples import read_examples
from taizhang_validators.rulebook import check_ledger

TABLE = """
| 任务编号 | 重点任务 | 进展情况   | 存在问题 |
| T01     | 培训   | 已开展两期  | 无    |
| T02     | 建站   |        | 无    |
| T03     | 联网   | 建成三个站点 | 无    |
"""
BELOW = 9  # the examples' rows begin in row 6


def ran_over(*fields: str, row: int = BELOW) -> list[str]:
    (example,) = read_examples(TABLE)
    case = build_case(example)
    left = tuple(
        Leftover(Place(SHEET.file, SHEET.sheet, row, SHEET.columns[field]), "已接通网络") for field in fields
    )
    ledger: Ledger = replace(case.ledger, leftovers=left)
    return [one.says for one in check_ledger(ledger, case.given) if one.code == "W031"]


def test_a_text_in_the_row_of_sums_has_slipped_there() -> None:
    assert ran_over("progress") == [
        "“进展情况”一栏在最后一行任务下面还写着“已接通网络”，上面却有空着的格，各行内容可能下移了一行"
    ]


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        (("progress",), BELOW + 1),  # a note further down
        (("problems",), BELOW),  # a column without a gap
        (("progress", "remarks"), BELOW),  # a row of somebody's own
        (("task",), BELOW),  # none of the answers
        ((), BELOW),
    ],
)
def test_anything_else_is_none(fields: tuple[str, ...], row: int) -> None:
    assert ran_over(*fields, row=row) == []
