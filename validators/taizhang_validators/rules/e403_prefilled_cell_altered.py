"""E403: what the plan wrote comes back as it went out; blanks and full-width signs do not count.

| 任务编号 | 重点任务 | 下发的重点任务 | 目标值    | 下发的目标值 |
| T01     | 培 训  | 培训      | ≥90    | ≥90     |
| T02     | 培训   | 培训      | [≥60]  | ≥90     |
| T03     | [建房] | 建站      | ≥90%   | ≥90％    |
| T04     | []    | 建站      | ≥90    | ≥90     |
|         | 自设   |           | ≥1     |         |
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from operator import attrgetter

from taizhang.model.ledger import Filler, Ledger, ledger_columns
from taizhang_validators.answers import COLUMN_TITLES
from taizhang_validators.rulebook import Given, Hit, hit, rule

_LONGEST = 60  # characters of a text that a message shows
# 序号 is never a key: it restarts, and people renumber it.
_PREFILLED = tuple(
    column.field
    for column in ledger_columns()
    if column.filler is Filler.PLAN and not column.hidden and column.field != "number"
)
_prefilled_texts = attrgetter(*_PREFILLED)


@rule(
    "E403",
    title="下发内容被改动",
    says="{column}被改为“{found}”，下发时是“{expected}”",
    fix="请恢复下发时的内容；有不同意见的，请写入备注。",
    source="填报说明：表格格式",
    after=("W004", "E006", "E402"),
)
def prefilled_cell_is_unaltered(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        expected = given.expected_rows.get(row.id)
        if expected is None or _prefilled_texts(row) == _prefilled_texts(expected):
            continue
        for field in _PREFILLED:
            found, sent = getattr(row, field), getattr(expected, field)
            if found != sent and _plain_text(found) != _plain_text(sent):
                shown, wanted = _around_difference(found, sent)
                yield hit(row, field, column=COLUMN_TITLES[field], found=shown, expected=wanted)


def _plain_text(text: str) -> str:
    """The text in one width and without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _around_difference(found: str, sent: str) -> tuple[str, str]:
    """Both texts, long ones cut to where they begin to differ."""
    if max(len(found), len(sent)) <= _LONGEST:
        return found, sent
    same = next(
        (i for i, (a, b) in enumerate(zip(found, sent, strict=False)) if a != b), min(len(found), len(sent))
    )
    start = max(0, same - _LONGEST // 3)
    return _cut(found, start), _cut(sent, start)


def _cut(text: str, start: int) -> str:
    end = start + _LONGEST
    return f"{'……' if start else ''}{text[start:end]}{'……' if end < len(text) else ''}"
