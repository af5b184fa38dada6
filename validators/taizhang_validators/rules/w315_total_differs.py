"""W315: what a filler typed in a row 合计 or 小计 is the sum of the rows above it; nothing is added from it either way.

自填的合计：[合计/51]
| 任务编号    | 目标值  | 完成值 |
| T01.M01.I1 | ≥40个 | 30   |
| T02.M01.I1 | ≥20个 | 20   |

自填的合计：合计/50
| 任务编号    | 目标值  | 完成值 |
| T01.M01.I1 | ≥40个 | 30   |
| T02.M01.I1 | ≥20个 | 20   |

自填的合计：合计/51
| 任务编号    | 目标值  | 完成值 |
| T01.M01.I1 | ≥40个 | 30   |
| T02.M01.I1 | ≥20张 | 20   |

自填的合计：合计/151
| 任务编号    | 目标值 | 完成值 |
| T01.M01.I1 | ≥40% | 70   |
| T02.M01.I1 | ≥20% | 80   |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.ledgers.targets import SHARES
from taizhang.model.ledger import Ledger, LedgerRow, Notice, Noticed
from taizhang.model.plan import Answer, Kind, Method
from taizhang_validators.rulebook import Given, Hit, hit, rule

_OF_ALL = ("合计", "总计")  # over what 小计 parts; 累计 may mean a column's time, and is left alone
_ADDED = (Method.SUM, Method.COUNT_MEETING, Method.SHARE_MEETING, Method.ALL_OF)


@rule(
    "W315",
    title="自填的合计与各行之和不一致",
    says="“{word}”填{typed}，上面各行累计完成值之和为{summed}",
    fix="请核对“{word}”和上面各行；汇总只加各行，不加合计。",
    source="填报说明：表格格式",
)
def typed_total_is_the_sum_of_its_rows(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Silent over rows of different units or kinds, over shares and what cannot be read, and where totals stand first."""
    totals = list(ledger.noticed(Noticed.TOTAL_TYPED))
    if any(not _above(one, ledger, ()) for one in totals):
        return
    for one in totals:
        word, typed = one.words
        numbers = _numbers(_above(one, ledger, totals))
        if numbers and (word in _OF_ALL or word == "小计") and sum(numbers) != Decimal(typed):
            yield hit(one.place, word=word, typed=Decimal(typed), summed=sum(numbers, Decimal(0)))


def _above(total: Notice, ledger: Ledger, totals: Sequence[Notice]) -> list[LedgerRow]:
    """The rows of its sheet above it, down from the last total of its kind; 小计 begins after any."""
    kinds = _OF_ALL if total.words[0] in _OF_ALL else ("小计", *_OF_ALL)
    here = [one for one in totals if one.place.sheet == total.place.sheet and one.place.row < total.place.row]
    first = max((one.place.row for one in here if one.words[0] in kinds), default=0)
    typed = {one.place.row for one in ledger.noticed(Noticed.TOTAL_TYPED)}
    return [
        row
        for row in ledger.rows
        if row.sheet and row.sheet.sheet == total.place.sheet and first < row.line < total.place.row
        if row.line not in typed
    ]


def _numbers(rows: Sequence[LedgerRow]) -> list[Decimal]:
    """The rows' numbers; none where they are not of one unit that can be added, or one of them cannot be read."""
    answered = [row for row in rows if row.raw.get("actual", "").strip()]
    told = [row for row in answered if row.actual is not None or "actual" in row.faults]
    units = {_unit(row) for row in told}
    if len(units) != 1 or units & {"", *SHARES} or any(row.actual is None for row in told):
        return []
    return [row.actual for row in told if row.actual is not None]


def _unit(row: LedgerRow) -> str:
    """In what the row counts; "" where its number is none that could be added to another's."""
    indicator = row.asked.row.indicator if row.asked else None
    if row.asked is None:
        return row.unit.strip()
    counted = indicator is not None and indicator.kind is Kind.COUNT and indicator.method in _ADDED
    return indicator.target.unit if indicator and counted and row.answer is Answer.NUMBER else ""
