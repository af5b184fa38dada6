"""N025: a row's hidden id is that of the task that is written in it; where it is not, the words count.

| 任务编号 | 重点任务 | 残留的行标识 |
| T01    | [培训]  | T02       |
| T02    | 建站    |           |
|        | [自设]  | T02       |
|        | []    | T01       |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N025",
    title="行标识与任务文字不一致",
    says="本行隐藏的标识是{left}，文字却是{read}，已按文字认定",
    fix="请核对本行内容与任务是否对应；排序、复制时请连同隐藏的列一起选中。",
    source="填报说明：表格格式",
)
def ids_and_words_agree(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.left_id:
            known = row.id in given.expected_rows
            read = f"{row.id}的任务" if known else "空白" if row.is_bare else "下发时没有的任务"
            yield hit(row, "task", left=row.left_id, read=read)
