"""What stands above and below the table: the head's answers, the foot, 零报告; everything by its label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from taizhang.ledgers.columns import FoundColumns
from taizhang.ledgers.draw_total import is_total
from taizhang.ledgers.sheet_layout import FOOT_CELLS, HEAD_CELLS, SELF_CHECK, TOTAL_LABEL
from taizhang.model.form_head import FORM_LABELS, label_pattern
from taizhang.model.grid import Grid, shown
from taizhang.model.ledger import Head
from taizhang.model.words.headers import header_key
from taizhang_templates import instruction_texts

_LABELS = {
    **{header_key(label): name for name, label, *_ in (*HEAD_CELLS, *(cell for foot in FOOT_CELLS for cell in foot))},
    "填报单位": "reporter_name", "单位名称": "reporter_name", "填表单位": "reporter_name",
    "填报人": "filled_by", "填表人": "filled_by",
    "电话": "phone", "联系电话": "phone",
    "填表日期": "filled_on", "填报时间": "filled_on", "报送日期": "filled_on",
    "零报告": "nothing_to_report", "零报告声明": "nothing_to_report",
    "台账标识": "stamp",
    "审核人": "checked_by", "单位负责人": "unit_head", "负责人": "unit_head",
}  # fmt: skip
_NOTE = re.compile(r"(?:注|备注|(?:填报|属实)?说明)\s*[:：]")
# Ours, whatever colours and dates stand in it.
_OWN_NOTE = re.compile(".{1,20}?".join(map(re.escape, re.split(r"\{\w+\}", instruction_texts().foot_note))))
_COLON = re.compile(r"[:：]")
_FORM_LINE = re.compile(rf"\s*(?:{'|'.join(map(label_pattern, FORM_LABELS.values()))})")


@dataclass(slots=True)
class Surroundings:
    """What was found around the table."""

    answers: dict[str, str] = field(default_factory=dict)
    foot: int = 0  # first row of the foot; 0 where there is none
    known: set[tuple[int, int]] = field(default_factory=set)  # cells that are read or are furniture
    notes: list[tuple[int, int]] = field(default_factory=list)  # notes that the filler wrote
    title: tuple[int, int] = (0, 0)  # the cell of the title
    computed: dict[str, tuple[int, int]] = field(
        default_factory=dict
    )  # our formulas' cells, by the label before them

    @property
    def head(self) -> Head:
        return Head(
            reporter_name=self.answers.get("reporter_name", ""),
            filled_by=self.answers.get("filled_by", ""),
            phone=self.answers.get("phone", ""),
            filled_on=self.answers.get("filled_on", ""),
            checked_by=self.answers.get("checked_by", ""),
            unit_head=self.answers.get("unit_head", ""),
        )

    @property
    def nothing_to_report(self) -> bool:
        return self.answers.get("nothing_to_report", "").strip() == "是"


def read_surroundings(grid: Grid, found: FoundColumns) -> Surroundings:
    """The labelled answers above and below the table, and where the foot begins."""
    around = Surroundings()
    id_column = found.columns.get("id", 0)
    with_id = {row for row, cells in grid.rows() if shown(cells.get(id_column)).strip()}
    last_id = max(with_id, default=0)
    for row, cells in grid.rows():
        if row > found.bottom and row in with_id:
            continue
        columns = sorted(cells)
        _take_total(grid, row, columns, around)
        if row < found.top:
            _take_form_head(grid, row, columns, around)
            _read_labels(grid, row, columns, around)
            _take_title(grid, row, columns, around)
        elif row > found.bottom and _is_foot(grid, row, columns):
            if not around.foot or around.foot < last_id < row:  # a note among the rows is no foot
                around.foot = row
            _read_labels(grid, row, columns, around)
            _take_note(grid, row, columns, around)
    return around


def _take_form_head(grid: Grid, row: int, columns: list[int], around: Surroundings) -> None:
    """The lines of a statistical form's head are furniture: in one cell, one by one, or label and value apart."""
    for position, column in enumerate(columns):
        lines = [line for line in grid.text(row, column).splitlines() if line.strip()]
        if not lines or not all(map(_FORM_LINE.match, lines)):
            continue
        around.known.add((row, column))
        beside = columns[position + 1] if position + 1 < len(columns) else 0
        if _COLON.split(lines[-1], maxsplit=1)[1].strip() or not beside:
            continue
        if not _FORM_LINE.match(grid.text(row, beside)):
            around.known.add((row, beside))


def _is_foot(grid: Grid, row: int, columns: list[int]) -> bool:
    first = grid.text(row, columns[0])
    return _label(first)[0] is not None or bool(_NOTE.match(first))


def _read_labels(grid: Grid, row: int, columns: list[int], around: Surroundings) -> None:
    """Each label's value stands behind its colon or in the next filled cell before the next label."""
    for position, column in enumerate(columns):
        name, behind = _label(grid.text(row, column))
        if name is None:
            continue
        around.known.add((row, column))
        value = behind
        if (
            not value
            and position + 1 < len(columns)
            and _label(grid.text(row, columns[position + 1]))[0] is None
        ):
            beside = columns[position + 1]
            around.known.add((row, beside))
            value = grid.text(row, beside).strip()
            if name == "self_check":
                around.computed.setdefault(SELF_CHECK, (row, beside))
        if value:
            around.answers.setdefault(name, value)


def _label(text: str) -> tuple[str | None, str]:
    """The answer that a cell's label announces, and what stands behind its colon."""
    whole = _LABELS.get(header_key(text))
    if whole:
        return whole, ""
    parts = _COLON.split(text, maxsplit=1)
    name = _LABELS.get(header_key(parts[0])) if len(parts) == 2 else None
    return name, parts[1].strip() if name else ""


def _take_title(grid: Grid, row: int, columns: Iterable[int], around: Surroundings) -> None:
    """The first text above the table that speaks of a 台账 is its title; where none does, the first text."""
    for column in columns:
        text = grid.text(row, column)
        if (row, column) in around.known or "台账" in around.answers.get("title", ""):
            continue
        if "台账" in text or not around.answers.get("title"):
            around.known.discard(around.title)
            around.answers["title"], around.title = text, (row, column)
            around.known.add((row, column))


def _take_total(grid: Grid, row: int, columns: list[int], around: Surroundings) -> None:
    """Our own row 合计 is furniture; one that the filler added is not."""
    label, beside = (*columns[:2], 0, 0)[:2]
    if is_total(grid.text(row, label), grid.value(row, beside)):
        around.known.update(((row, label), (row, beside)))
        around.computed.setdefault(TOTAL_LABEL, (row, beside or label))


def _take_note(grid: Grid, row: int, columns: Iterable[int], around: Surroundings) -> None:
    for column in _notes(grid, row, columns):
        around.known.add((row, column))
        if not _OWN_NOTE.match(grid.text(row, column)):
            around.notes.append((row, column))


def _notes(grid: Grid, row: int, columns: Iterable[int]) -> Iterator[int]:
    return (column for column in columns if _NOTE.match(grid.text(row, column)))
