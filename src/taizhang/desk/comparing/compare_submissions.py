"""Two submissions of the register, cell beside cell: the table by its rows, everything else by its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.comparing.compare_sheets import (
    Pair,
    SheetsCompared,
    Side,
    TableRows,
    compare_pair,
    parse_compared,
)
from taizhang.desk.open_archive import opened
from taizhang.errors import BadUsage, CannotRead
from taizhang.model.ledger import COLUMN_TITLES, Ledger, LedgerRow
from taizhang.model.place import column_letters
from taizhang.model.verdict import Flag

if TYPE_CHECKING:
    from taizhang.archive import Archive, Filed
    from taizhang.ledgers.ledger_differences import LedgerDifferences, LoneRow, Said


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two submissions."""

    filed: Filed
    name: str  # the reporter's; "" where nobody knows it
    ledger: Ledger | None  # None where it held none

    @property
    def words(self) -> str:
        """第3号（碧潭县，2022-10-03 09:00，退回修改，碧潭县.xlsx）."""
        one = self.filed
        facts = (self.name, f"{one.received:%Y-%m-%d %H:%M}", one.verdict.word, one.file_name)
        return f"第{one.number}号（{'，'.join(filter(None, facts))}）"


@dataclass(frozen=True, slots=True)
class SubmissionsCompared:
    """How the other submission differs from the one."""

    one: Compared
    other: Compared
    table: LedgerDifferences | None  # None where one of them held no ledger
    sheets: SheetsCompared  # everything outside the table
    notes: tuple[str, ...] = ()  # differences in how the ledgers are made up, one Chinese sentence each
    remarks: tuple[
        str, ...
    ] = ()  # what is to be known of the comparison itself, as that the reporters are not the same

    @property
    def unread(self) -> tuple[str, ...]:
        """Why the cells outside the table were not compared; () where they were."""
        sides = ((self.one, self.sheets.one_why), (self.other, self.sheets.other_why))
        return tuple(f"第{one.filed.number}号：{why.rstrip('。')}。" for one, why in sides if why)

    @property
    def equal(self) -> bool:
        """Whether nothing differs, as far as it was compared."""
        table = self.table
        in_table = table and (table.cells or table.only_in_one or table.only_in_other or table.reordered)
        return not (in_table or self.sheets.cells or self.sheets.notes or self.notes)

    @property
    def exit_code(self) -> int:
        """0 equal, 1 different, 3 where a file could not be read for the comparison."""
        return CannotRead.exit_code if self.unread else int(not self.equal)

    def as_json(self) -> dict[str, Any]:
        table = self.table
        return {
            "equal": self.equal,
            "one": _side_as_json(self.one),
            "other": _side_as_json(self.other),
            "cells": [
                {
                    "row": cell.row, "label": cell.label, "field": cell.field, "title": cell.title,
                    "one": _said_as_json(cell.one), "other": _said_as_json(cell.other),
                    "same_value": cell.same_value, "computed": cell.computed,
                }
                for cell in (table.cells if table else ())
            ],
            "only_in_one": [_row_as_json(row) for row in (table.only_in_one if table else ())],
            "only_in_other": [_row_as_json(row) for row in (table.only_in_other if table else ())],
            "reordered": bool(table and table.reordered),
            "outside": [asdict(cell) for cell in self.sheets.cells],
            "outside_more": self.sheets.more,
            "notes": [*self.notes, *self.sheets.notes],
            "remarks": [*self.remarks],
            "unread": [*self.unread],
        }  # fmt: skip


def diff_submissions(archive: Path | str, one: int, other: int) -> SubmissionsCompared:
    """How the submission with the other register number differs from the one; the originals are read by a worker.

    Raises:
        BadUsage: the register has no such number, or both are the same.
        CannotRead: there is no archive, or neither a ledger nor a readable file to compare.
    """
    if one == other:
        raise BadUsage(f"两个登记号相同（第{one}号），请给出两个不同的登记号。")
    with opened(archive) as store:
        sides = [_found(store, number) for number in (one, other)]
        compared = _compare(store, *sides)
    if compared.table is None and compared.unread:
        raise CannotRead(f"没有可以对照的内容（{' '.join(compared.unread)}），请改用能读出的登记号。")
    return compared


def _found(store: Archive, number: int) -> Compared:
    from taizhang.ledgers import ledger_from_record
    from taizhang.rollups.arrived import is_arrived_rollup

    filed = store.submission(number)
    if filed is None:
        raise BadUsage(f"登记簿里没有第{number}号，请用 taizhang status 查看登记号。")
    record = store.record(number)
    ledger = ledger_from_record(record) if record and not is_arrived_rollup(record) else None
    name = store.roster(filed.plan).name(filed.reporter) if filed.plan and filed.reporter else ""
    return Compared(filed, name, ledger)


def _compare(store: Archive, one: Compared, other: Compared) -> SubmissionsCompared:
    remarks = tuple(_remarks(one, other))
    if one.filed.sha256 == other.filed.sha256:
        same = "两件的文件一字不差"
        return SubmissionsCompared(one, other, _table(one, other), SheetsCompared(), remarks=(*remarks, same))
    table = _table(one, other)
    sheets = _compare_sheets(store, one, other, table)
    notes = tuple(_notes(one.ledger, other.ledger)) if one.ledger and other.ledger else ()
    return SubmissionsCompared(one, other, table, sheets, notes, remarks)


def _table(one: Compared, other: Compared) -> LedgerDifferences | None:
    from taizhang.ledgers.ledger_differences import ledger_differences

    return ledger_differences(one.ledger, other.ledger) if one.ledger and other.ledger else None


def _compare_sheets(
    store: Archive, one: Compared, other: Compared, table: LedgerDifferences | None
) -> SheetsCompared:
    """By a worker, which alone opens the files."""
    from taizhang.desk.workers.pool import Loss, WorkerPool

    contents = [_original(store, side) for side in (one, other)]
    why, other_why = (content if isinstance(content, str) else "" for content in contents)
    if why or other_why:
        return SheetsCompared(why, other_why)
    sides = [
        Side(side.filed.file_name, content, tuple(_tables(side.ledger)) if table else ())
        for side, content in zip((one, other), contents, strict=True)
        if isinstance(content, bytes)
    ]
    pair = Pair(sides[0], sides[1], tuple(_lines(table)) if table else ())
    with WorkerPool(1) as pool:
        (answer,) = pool.examine([pair], compare_pair)
    return SheetsCompared(answer.why, answer.why) if isinstance(answer, Loss) else parse_compared(answer)


def _original(store: Archive, side: Compared) -> bytes | str:
    """The file, or in one sentence why it is not there, as after the time it had to be kept."""
    try:
        return store.blob(side.filed.sha256)
    except CannotRead as trouble:
        return str(trouble)


def _tables(ledger: Ledger | None) -> Iterator[TableRows]:
    sheets: dict[str, tuple[list[int], set[int]]] = {}
    for row in ledger.rows if ledger else ():
        if row.sheet:
            lines, columns = sheets.setdefault(row.sheet.sheet, ([], set()))
            lines.append(row.line)
            columns.update(row.sheet.columns.values())
    for sheet, (lines, columns) in sheets.items():
        yield TableRows(sheet, tuple(lines), tuple(sorted(columns)))


def _lines(table: LedgerDifferences) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    for row, twin in table.pairs:
        if row.sheet and twin.sheet:
            yield (row.sheet.sheet, row.line), (twin.sheet.sheet, twin.line)


def _remarks(one: Compared, other: Compared) -> Iterator[str]:
    """What makes the comparison one of unlike things."""
    for what, ours, theirs in (
        (
            "填报单位",
            one.name or str(one.filed.reporter or "不明"),
            other.name or str(other.filed.reporter or "不明"),
        ),
        ("报告期", str(one.filed.period or "不明"), str(other.filed.period or "不明")),
        ("计划", one.filed.plan or "不明", other.filed.plan or "不明"),
    ):
        if ours != theirs:
            yield f"两件的{what}不同：第{one.filed.number}号是{ours}，第{other.filed.number}号是{theirs}"


def _notes(one: Ledger, other: Ledger) -> Iterator[str]:
    facts = (
        ("零报告", *("是" if held.nothing_to_report else "否" for held in (one, other))),
        ("文件格式", one.file_format, other.file_format),
        ("表样版本", one.template, other.template),
        ("计划版本", one.version[:8], other.version[:8]),
        ("文件中注意到的情况", _flag_words(one), _flag_words(other)),
    )
    for what, ours, theirs in facts:
        if ours != theirs:
            yield f"{what}：前一件{ours or '没有'}，后一件{theirs or '没有'}"
    yield from _moved_columns(_first_row(one), _first_row(other))


def _flag_words(ledger: Ledger) -> str:
    return "、".join(Flag(flag).word for flag in ledger.file_flags)


def _first_row(ledger: Ledger) -> LedgerRow | None:
    return next((row for row in ledger.rows if row.sheet), None)


def _moved_columns(one: LedgerRow | None, other: LedgerRow | None) -> Iterator[str]:
    """Columns of the table that stand elsewhere, or in one alone."""
    if one is None or other is None or one.sheet is None or other.sheet is None:
        return
    ours, theirs = one.sheet.columns, other.sheet.columns
    for name, title in COLUMN_TITLES.items():
        if ours.get(name) != theirs.get(name):
            at, there = (
                column_letters(held[name]) + "列" if name in held else "没有" for held in (ours, theirs)
            )
            yield f"栏目“{title}”：前一件{at}，后一件{there}"


def _side_as_json(side: Compared) -> dict[str, Any]:
    one = side.filed
    return {
        "number": one.number, "reporter": str(one.reporter or "") or None, "name": side.name or None,
        "period": str(one.period or "") or None, "plan": one.plan or None, "received": one.received.isoformat(),
        "verdict": one.verdict.value, "file": one.file_name, "sha256": one.sha256,
    }  # fmt: skip


def _said_as_json(said: Said) -> dict[str, Any]:
    return {"raw": said.raw, "value": said.value or None, "place": str(said.place) if said.place else None}


def _row_as_json(row: LoneRow) -> dict[str, Any]:
    return {"row": row.row, "label": row.label, "place": str(row.place) if row.place else None}
