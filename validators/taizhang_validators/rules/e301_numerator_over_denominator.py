"""E301: a part is not greater than its whole.

| 任务编号 | 目标值   | 分子   | 分母 |
| T01     | ≥90%  | 9    | 10 |
| T02     | ≥90%  | [11] | 10 |
| T03     | ≥90%  | 10   | 10 |
| T04     | ≥120% | 13   | 10 |
| T05     | ≥90%  | 9    |    |
| T06     | ≥90%  | 9    | 0  |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang_validators.answers import measured_target
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import every, is_number

_WHOLE = 100  # a rate whose target lies above may exceed its base


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    target = measured_target(asked.row)
    if asked.row.answer is Answer.RATIO and (target is None or target.value <= _WHOLE):
        both = (is_number("numerator"), is_number("denominator"))
        yield wrong("numerator", "大于分母", every(*both, "{denominator}<>0", "{numerator}>{denominator}"))


@rule(
    "E301",
    title="分子大于分母",
    says="分子{numerator}大于分母{denominator}",
    fix="请核对分子和分母，是否填反或口径不一致。",
    source="填报说明：比率指标",
    live=in_the_sheet,
    after=("E027", "E029"),
)
def part_fits_its_whole(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A rate whose target lies above 100 % may exceed its base; a denominator of zero is another rule's."""
    for row in ledger.rows:
        if row.numerator is None or not row.denominator or row.numerator <= row.denominator:
            continue
        target = measured_target(row)
        if target is None or target.value <= _WHOLE:
            yield hit(row, "numerator", numerator=row.numerator, denominator=row.denominator)
