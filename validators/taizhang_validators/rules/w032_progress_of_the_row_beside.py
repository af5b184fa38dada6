"""W032: 进展情况 tells of the row's own task; where three rows and more name the task above, or below, the column slipped.

| 任务编号     | 重点任务       | 进展情况                |
| T01.M01   | 加强医改宣传和培训  |                     |
| T02.M01   | 提升基层卫生服务能力 | 围绕加强医改宣传和培训办班两期     |
| T03.M01   | 建立紧缺药品储备制度 | 提升基层卫生服务能力，招聘村医12人  |
| T04.M01   | 推进价格动态调整   | 为建立紧缺药品储备制度，落实库房两处  |
整栏贴错：[进展情况]

| 任务编号     | 重点任务       | 进展情况                |
| T01.M01   | 加强医改宣传和培训  | 办班两期                |
| T02.M01   | 提升基层卫生服务能力 | 结合加强医改宣传和培训，招聘村医12人 |
| T03.M01   | 建立紧缺药品储备制度 | 落实库房两处              |
| T04.M01   | 推进价格动态调整   | 为建立紧缺药品储备制度调整价格     |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.words.blanks import bare_words
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FEWEST = 3  # rows that name the task beside
_LONG = 6  # characters: a shorter title is a word that any task may use
_BESIDE = {-1: "上", 1: "下"}


@rule(
    "W032",
    title="进展情况像是错了一行",
    says="“进展情况”一栏有{count}行写的是{beside}一行的任务，如第{line}行写到“{task}”，各行内容可能错了行",
    fix="请逐行核对进展情况是否对应本行任务，错行的请移回；确实相关的，请写明本行任务本身的进展。",
    source="填报说明：进展情况",
    after=("E027", "W031"),
)
def progress_is_of_its_own_row(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A single row may well speak of another task; a whole column that does so one row off does not."""
    rows = [row for row in ledger.rows if row.asked]
    tasks = [bare_words(row.task) for row in rows]
    for by, beside in _BESIDE.items():
        told = [(rows[at], rows[at + by].task) for at in _telling_of(tasks, rows, by)]
        if len(told) >= _FEWEST:
            row, task = told[0]
            yield hit(None, "progress", count=str(len(told)), beside=beside, line=str(row.line), task=task)
            return


def _telling_of(tasks: Sequence[str], rows: Sequence[LedgerRow], by: int) -> Iterator[int]:
    """Which rows name the task so many rows further on, and not their own: only a task's last or first row can."""
    last = [at for at, (one, following) in enumerate(pairwise(tasks)) if one != following]
    for at in last if by > 0 else (end + 1 for end in last):
        own, other = tasks[at], tasks[at + by]
        if len(other) >= _LONG and rows[at].progress:
            text = bare_words(rows[at].progress)
            if other in text and own not in text:
                yield at
