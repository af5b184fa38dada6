"""N043: a locked file was opened with the password that the office has; what comes back is not locked.

文件情况：无

文件情况：[有密码]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.verdict import Flag
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N043",
    title="文件有密码",
    says="文件有密码，已打开读取，退回件没有密码，只保留数值",
    fix="下期请取消密码后报送。",
    source="填报说明：报送文件",
)
def file_was_locked(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    if Flag.OPENED_WITH_PASSWORD in ledger.file_flags:
        yield hit()
