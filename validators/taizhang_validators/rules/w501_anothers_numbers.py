"""W501: a ledger whose telling numbers are all another place's is that place's file under a new name.

A number is telling where it is neither 0 nor 1 nor just the target.

其他地区的数：不同
| 任务编号 | 目标值  | 完成值 | 其他县完成值 |
| T01    | ≥90人 | 92  | 92     |
| T02    | ≥90人 | 95  | 95     |
| T03    | ≥90人 | 31  | 31     |
| T04    | ≥90人 | 48  | 48     |
| T05    | ≥90人 | 17  | 17     |
| T06    | ≥90人 | 77  | 76     |

其他地区的数：[全同]
| 任务编号 | 目标值  | 完成值 | 其他县完成值 |
| T01    | ≥90人 | 92  | 92     |
| T02    | ≥90人 | 95  | 95     |
| T03    | ≥90人 | 31  | 31     |
| T04    | ≥90人 | 48  | 48     |
| T05    | ≥90人 | 17  | 17     |
| T06    | ≥90人 | 76  | 76     |

其他地区的数：都恰好达标
| 任务编号 | 目标值  | 完成值 | 其他县完成值 |
| T01    | ≥90人 | 90  | 90     |
| T02    | ≥91人 | 91  | 91     |
| T03    | ≥92人 | 92  | 92     |
| T04    | ≥93人 | 93  | 93     |
| T05    | ≥94人 | 94  | 94     |
| T06    | ≥95人 | 95  | 95     |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.neighbours import PlaceAnswers
from taizhang.model.plan import Answer
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FEWEST = 6  # telling numbers; fewer may be alike by chance
_TELL_NOTHING = (Decimal(0), Decimal(1))


@rule(
    "W501",
    title="全表数字与另一填报单位相同",
    says="本表有{numbers}行的数字能够相互区分，全部与另一填报单位本期报送的相同",
    fix="请核对是否误用了其他单位的台账；确为本单位数字的，请在备注中说明。",
    source="填报说明：报送文件",
    after=("E002",),
)
def numbers_are_ones_own(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Whose numbers they are is not said: nobody learns of another's report from this."""
    if given.neighbours is None or not given.neighbours.others:
        return
    telling = {row.id: row.actual for row in ledger.rows if row.actual is not None and _tells(row)}
    others = (one for one in given.neighbours.answers.values() if one.reporter != given.reporter)
    if len(telling) >= _FEWEST and any(_has_all(one, telling) for one in others):
        yield hit(numbers=str(len(telling)))


def _tells(row: LedgerRow) -> bool:
    """Whether the number is one that another place would hardly have too."""
    target = row.asked.target if row.asked else None
    told = row.answer in (Answer.NUMBER, Answer.RATIO) and row.actual not in _TELL_NOTHING
    return told and row.concerns and not (target and row.actual == target.value)


def _has_all(place: PlaceAnswers, telling: dict[str, Decimal]) -> bool:
    return all(place.actuals.get(row_id) == number for row_id, number in telling.items())
