"""E302: the ratio is its numerator divided by its denominator, to 0.1 or to the target's own places.

| 任务编号 | 目标值     | 分子  | 分母  | 完成值    |
| T01     | ≥90%    | 9   | 10  | 90     |
| T02     | ≥90%    | 9   | 10  | [92]   |
| T03     | ≥66%    | 2   | 3   | 66.7   |
| T04     | ≥66%    | 2   | 3   | 66.6   |
| T05     | ≥66%    | 2   | 3   | [67]   |
| T06     | ≥90.25% | 365 | 400 | [91.3] |
| T07     | ≥5‰     | 1   | 200 | 5      |
| T08     | ≥90%    | 0   | 0   | 90     |

| 任务编号 | 问法 | 目标值 | 计量单位 | 分子 | 分母 | 完成值  |
| T01     | 比率 | ≥4级 | %     | 3   | 4   | 75   |
| T02     | 比率 | ≥4级 | %     | 3   | 4   | [80] |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer, Target
from taizhang.model.quantity import rounded
from taizhang_validators.answers import measured_in, measured_target
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_answers import has_number
from taizhang_validators.sheet_formulas import differs, every, is_number

_PER = {"%": 100, "％": 100, "‰": 1000, "/10万": 100_000, "/万": 10_000}


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    target = measured_target(asked.row)
    per = _PER.get(measured_in(asked.row))
    if target is None or per is None or asked.row.answer is not Answer.RATIO:
        return
    numbers = (has_number(asked.row), is_number("numerator"), is_number("denominator"), "N({denominator})<>0")
    ratio = f"ROUND(N({{numerator}})*{per}/(N({{denominator}})+(N({{denominator}})=0)),{_places(target)})"
    apart = differs("N({actual})", ratio, Decimal(1).scaleb(-_places(target)))
    yield wrong("actual", "与分子除以分母不符", every(*numbers, apart))


@rule(
    "E302",
    title="比率与分子分母不符",
    says="累计完成值{actual}与分子{numerator}除以分母{denominator}不符，应为{expected}",
    fix="请核对分子、分母和累计完成值，改到三者一致。",
    source="填报说明：比率指标",
    live=in_the_sheet,
    after=("E027", "E029", "E301"),
)
def ratio_equals_its_parts(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Without a unit that says per how many, and over nothing, there is nothing to compare."""
    for row in ledger.rows:
        target = measured_target(row) if row.actual is not None and row.denominator else None
        if target is None or row.numerator is None or row.actual is None or not row.denominator:
            continue
        per, places = _PER.get(measured_in(row)), _places(target)
        if per is None:
            continue
        exact = row.numerator * per / row.denominator
        if abs(row.actual - rounded(exact, places)) > Decimal(1).scaleb(-places):
            yield hit(
                row,
                "actual",
                actual=row.actual,
                numerator=row.numerator,
                denominator=row.denominator,
                expected=rounded(exact, places),
            )


def _places(target: Target) -> int:
    """As many decimal places as the target has, one at the least."""
    exponent = target.value.as_tuple().exponent
    return max(1, -exponent) if isinstance(exponent, int) else 1
