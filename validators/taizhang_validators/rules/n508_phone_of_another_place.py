"""N508: the telephone number above the table reaches the place that reports.

联系电话：0311-86680001
其他单位电话：0311-86680002

联系电话：[0311-86680002]
其他单位电话：0311 86680002
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.ledgers.place_answers import phone_of
from taizhang.model.ledger import Ledger
from taizhang.model.neighbours import phone_mark
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N508",
    title="联系电话与其他填报单位相同",
    says="表头的联系电话“{phone}”，另有{count}个填报单位也填了这个号码",
    fix="请核对是否误用了其他单位的台账；两家由同一人填报的，不用修改。",
    source="填报说明：表头",
    after=("W501",),
)
def phone_is_ones_own(ledger: Ledger, given: Given) -> Iterator[Hit]:
    phone = phone_of(ledger.head.phone)
    count = given.neighbours.sharing(phone_mark(phone)) if given.neighbours and phone else 0
    if count:
        yield hit(phone=ledger.head.phone, count=str(count))
