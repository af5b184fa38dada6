"""E107: 填报日期 above the table names a day.

填报日期：2022年10月8日

填报日期：2022.10.8

填报日期：

填报日期：[十月上旬]

填报日期：[2022-9-31]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.written_days import read_day


@rule(
    "E107",
    title="填报日期读不出日子",
    says="填报日期写的是“{text}”，读不出是哪一天",
    fix="请写明年月日，如2022年10月8日。",
    source="填报说明：表头",
)
def filling_day_is_a_day(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """The head has no place of its own, so the file is meant."""
    written = ledger.head.filled_on
    if written.strip() and read_day(written) is None:
        yield hit(text=written)
