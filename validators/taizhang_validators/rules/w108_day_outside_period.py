"""W108: 填报日期 lies between the period's first day and the day of the check.

核对日期：2022-10-10
填报日期：2022-10-08

核对日期：2022-10-10
填报日期：[2022-10-18]

核对日期：2022-10-10
填报日期：[2022-06-30]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.written_days import read_day


@rule(
    "W108",
    title="填报日期不在本期",
    says="填报日期是{day}，不在{first}至{last}之间",
    fix="请核对填报日期，写实际填报的那一天。",
    source="填报说明：表头",
)
def filling_day_is_in_time(ledger: Ledger, given: Given) -> Iterator[Hit]:
    day = read_day(ledger.head.filled_on)
    if day and not given.period.start <= day <= given.as_of:
        yield hit(day=day, first=given.period.start, last=given.as_of)
