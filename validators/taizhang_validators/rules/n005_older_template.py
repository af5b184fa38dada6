"""N005: the workbook was made with the current template; older ones stay readable.

模板版本：2

模板版本：[1]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N005",
    title="使用旧版表样",
    says="本表用的是第{found}版表样，现行为第{current}版，内容已照常读取",
    fix="下期请使用新下发的台账。",
    source="填报说明：报送文件",
)
def workbook_has_the_current_template(ledger: Ledger, given: Given) -> Iterator[Hit]:
    current = given.expected.template
    if ledger.template and current and ledger.template != current:
        yield hit(found=ledger.template, current=current)
