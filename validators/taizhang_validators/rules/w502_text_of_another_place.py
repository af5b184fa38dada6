"""W502: a long text of one's own is not word for word another place's; names of places do not count.

| 任务编号 | 进展情况                               | 其他县进展情况                            |
| T01    | 9月6日召开部门协调会，落实七家机构分工，督导三次           | 8月办完两期培训，参训213人，考核合格率为百分之九十六     |
| T02    | [9月6日召开部门协调会，落实七家机构分工，督导三次]         | 9月6日召开部门协调会，落实七家机构分工、督导三次。        |
| T03    | [某县9月6日召开部门协调会，落实七家机构分工，督导三次]       | 9月6日召开部门协调会，落实七家机构分工、督导三次         |
| T04    | 已印发方案                              | 已印发方案                              |
| T05    | 9月6日召开部门协调会，落实七家机构分工，督导三次           |                                    |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.ledgers.place_answers import long_texts
from taizhang.model.ledger import COLUMN_TITLES, Ledger
from taizhang.model.neighbours import text_mark
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W502",
    title="文字与其他填报单位雷同",
    says="{column}与另外{count}个填报单位本期报送的一字不差",
    fix="请写明本单位自己的情况；统一口径的内容，请另外补充本单位的做法和数字。",
    source="填报说明：进展情况",
    after=("W419", "W501"),
)
def text_is_ones_own(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Whose text it is is not said; whoever wrote it first cannot be known."""
    if given.neighbours is None:
        return
    for row in ledger.rows:
        for field, text in long_texts(row, given.reporter_name):
            count = given.neighbours.sharing(text_mark(row.id, field, text)) if row.id else 0
            if count:
                yield hit(row, field, column=COLUMN_TITLES[field], count=str(count))
