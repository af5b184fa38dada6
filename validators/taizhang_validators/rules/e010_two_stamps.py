"""E010: the hidden sheet, the workbook's own part and the foot say the same of whose ledger it is.

另一处标识：无

另一处标识：[2022Q2]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FACTS = (
    ("plan", "计划编号"),
    ("reporter", "填报单位"),
    ("period", "报告期"),
    ("version", "计划版本"),
    ("template", "表样"),
)


@rule(
    "E010",
    title="台账标识前后不一致",
    says="文件里的两处台账标识不一致：{fact}一处是“{one}”，另一处是“{other}”",
    fix="请在原下发的台账中填写后重新报送，不要把其他台账的工作表移入本文件。",
    source="填报说明：报送文件",
    waivable=False,
    after=("E001", "E002", "E003"),
)
def every_stamp_says_the_same(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Only the first difference is named: a workbook put together of two is mended whole."""
    other = ledger.other_stamp
    if other is None:
        return
    for name, fact in _FACTS:
        one, another = str(getattr(ledger, name)), str(getattr(other, name))
        if one != another:
            yield hit(fact=fact, one=one, other=another)
            return
