"""How two submissions differ, in lines as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.desk.comparing.compare_submissions import SubmissionsCompared
    from taizhang.ledgers.ledger_differences import CellDifference, LoneRow, Said

_LONGEST = 40  # characters of a cell; the JSON says all of them
_NOTHING = "—"


def cell_lines(found: SubmissionsCompared) -> tuple[tuple[str, str, str, str], ...]:
    """Where, which task and column, what stands in the one and what in the other; without what formulas compute."""
    cells = found.table.cells if found.table else ()
    return tuple(
        (_where(cell), f"{cell.label}：{cell.title}", _told(cell.one), _told(cell.other))
        for cell in cells
        if not cell.computed
    )


def lone_lines(found: SubmissionsCompared) -> tuple[tuple[str, str, str], ...]:
    """Which of the two, where, and what the row asks; for rows that stand in one alone."""
    table = found.table
    if table is None:
        return ()
    return (
        *_lone(f"第{found.one.filed.number}号", table.only_in_one),
        *_lone(f"第{found.other.filed.number}号", table.only_in_other),
    )


def outside_lines(found: SubmissionsCompared) -> tuple[tuple[str, str, str], ...]:
    """Where, what stands in the one and what in the other; outside the table and without what formulas compute."""
    return tuple(
        (
            f"{cell.sheet}!{_both(cell.one_cell or _NOTHING, cell.other_cell or _NOTHING)}", _cut(cell.one), _cut(cell.other),
        )
        for cell in found.sheets.cells
        if not cell.computed
    )  # fmt: skip


def compared_summary(found: SubmissionsCompared) -> str:
    """One sentence: how much differs, and how much of it formulas compute."""
    if found.equal:
        return "两件相同。" if not found.unread else "表内相同；表格以外没有对照，原因见上。"
    table = found.table
    computed = sum(cell.computed for cell in table.cells) if table else 0
    computed += sum(cell.computed for cell in found.sheets.cells)
    counts = (
        (f"表内 {len(cell_lines(found))} 格", len(cell_lines(found))),
        (f"只在一件中的任务行 {len(lone_lines(found))} 行", len(lone_lines(found))),
        ("任务行的次序", bool(table and table.reordered)),
        (f"表格以外 {len(outside_lines(found)) + found.sheets.more} 格", len(outside_lines(found))),
        (f"随之变化的公式结果 {computed} 格", computed),
        (f"结构 {len(found.notes) + len(found.sheets.notes)} 处", len(found.notes) + len(found.sheets.notes)),
    )
    return f"不同之处：{'，'.join(words for words, count in counts if count)}。"


def _where(cell: CellDifference) -> str:
    """任务台账!K12, or both cells where the row stands elsewhere in the other."""
    return _both(*(str(said.place) if said.place else _NOTHING for said in (cell.one, cell.other)))


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one}→{other}"


def _lone(which: str, rows: Sequence[LoneRow]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        yield which, str(row.place) if row.place else _NOTHING, row.label or row.row


def _told(said: Said) -> str:
    """As typed; behind it what it was read as, where that is something else."""
    raw = _cut(said.raw)
    return f"{raw}（读作{_cut(said.value)}）" if said.value and said.value != said.raw else raw


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return (words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…") or _NOTHING
