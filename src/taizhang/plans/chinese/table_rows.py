"""The rows of a plan printed as a table: what each column holds, told by its head."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.model.words.clauses import ROLE_LABELS, TIME_LABELS
from taizhang.plans.squeezed import Stretch

_COLUMNS = (
    *((name, re.compile(f"(?:{words})(?:及|和)?(?:{words})?")) for name, words in ROLE_LABELS),
    ("when", re.compile(f"(?:{TIME_LABELS})(?:要求)?")),
    ("number", re.compile("序号|编号|项次")),
    ("remark", re.compile("备注|备考|说明")),
    ("person", re.compile(".*(?:责任人|领导|联系人|电话)")),
    ("text", re.compile(".*(?:任务|工作|内容|举措|措施|目标|要求|事项|项目|指标)")),
)
DUTIES = tuple(name for name, _ in ROLE_LABELS)
FEWEST = 3  # cells: a row has at least a task and a unit beside its number


@dataclass(frozen=True)
class Row:
    """The cells of a row, each with what its column holds."""

    cells: tuple[tuple[str, Stretch], ...]
    section: tuple[str, ...] = ()

    def of(self, *kinds: str) -> tuple[Stretch, ...]:
        return tuple(cell for kind, cell in self.cells if kind in kinds and cell.text)


def column_kind(head: str) -> str:
    """What the column under this head holds: a name in ROLE_LABELS, when, number, person or text; "" for none."""
    return next((name for name, words in _COLUMNS if words.fullmatch(head)), "")
