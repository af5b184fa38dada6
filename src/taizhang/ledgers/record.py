"""A ledger as compact JSON and back: what the archive stores and what a worker returns.

What the plan asked of a row is not stored; it comes back from the ledger as it was laid out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from taizhang.model.ledger import (
    STAMP_KEYS,
    Content,
    Fault,
    Head,
    Ledger,
    LedgerRow,
    Leftover,
    Notice,
    Noticed,
    SheetMap,
    Stamp,
    filled_row,
    ledger_columns,
)
from taizhang.model.place import Place
from taizhang.model.words.status import Clearing, Status

RECORD_VERSION = 1

Expected = Callable[[Stamp], Ledger | None]

_FIELDS = tuple(column.field for column in ledger_columns())
_values_of = attrgetter(*_FIELDS)


def ledger_to_record(ledger: Ledger) -> bytes:
    """The ledger without what was asked; numbers as text, so that they come back exactly.

    Equal ledgers give equal bytes: what a row holds by name is put in the order of the columns.
    """
    sheets = list(dict.fromkeys(_sheet_key(row.sheet) for row in ledger.rows if row.sheet))
    return _dump(
        {
            "v": RECORD_VERSION,
            **ledger.stamp.entries,
            "head": [
                ledger.head.reporter_name,
                ledger.head.filled_by,
                ledger.head.phone,
                ledger.head.filled_on,
                ledger.head.checked_by,
                ledger.head.unit_head,
            ],
            "file": ledger.file,
            "name": ledger.file_name,
            "zero": ledger.nothing_to_report,
            "fields": [column.field for column in ledger_columns()],
            "sheets": [[file, sheet, dict(columns)] for file, sheet, columns in sheets],
            "rows": [_row_out(row, sheets) for row in ledger.rows],
            "left": [_leftover_out(leftover) for leftover in ledger.leftovers],
            **_if_any_out(ledger),
        }
    )


def ledger_from_record(
    record: bytes, expected: Ledger | Expected | None = None, *, fields: Collection[str] | None = None
) -> Ledger:
    """The stored ledger; `expected`, or what it returns for the ledger's stamp, says what was asked of each row.

    With `fields`, which name the id, only these columns are sure to be read; all have their places.
    """
    stored = json.loads(record.decode("utf-8", "surrogatepass"))
    stamp = Stamp.parse(**{key: stored[key] for key in STAMP_KEYS})
    laid_out = expected(stamp) if callable(expected) else expected
    asked = {row.id: row.asked for row in laid_out.rows if row.id} if laid_out else {}
    sheets = [SheetMap(file, sheet, columns) for file, sheet, columns in stored["sheets"]]
    reader = _RowReader(stored["fields"], sheets, frozenset(fields or stored["fields"]))
    rows = (reader.row(row) for row in stored["rows"])
    return Ledger(
        reporter=stamp.reporter,
        period=stamp.period,
        plan=stamp.plan,
        rows=tuple(filled_row(facts | {"asked": asked.get(facts["id"])}) for facts in rows),
        version=stamp.version,
        template=stamp.template,
        head=Head(*stored["head"]),
        file=stored["file"],
        file_name=stored["name"],
        nothing_to_report=stored["zero"],
        leftovers=tuple(map(_leftover_in, stored["left"])),
        **_if_any_in(stored),
    )


def ledger_in_brief(record: bytes, fields: Collection[str]) -> Ledger:
    """The stored ledger with these columns alone, for comparing many: no places, no texts as typed, no formulas."""
    stored = json.loads(record.decode("utf-8", "surrogatepass"))
    stamp = Stamp.parse(**{key: stored[key] for key in STAMP_KEYS})
    wanted = [(at, name) for at, name in enumerate(stored["fields"]) if name in fields]
    content = {column.field: column.content for column in ledger_columns()}
    rows = (
        {name: _value_in(name, content[name], values[at]) for at, name in wanted}
        for _, _, values, *_ in stored["rows"]
    )
    return Ledger(
        reporter=stamp.reporter,
        period=stamp.period,
        plan=stamp.plan,
        rows=tuple(map(filled_row, rows)),
        head=Head(*stored["head"]),
    )


def _dump(facts: Mapping[str, Any]) -> bytes:
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _sheet_key(sheet: SheetMap) -> tuple[str, str, tuple[tuple[str, int], ...]]:
    return sheet.file, sheet.sheet, tuple(sheet.columns.items())


def _row_out(row: LedgerRow, sheets: list[Any]) -> list[Any]:
    """Sheet, line, values by column, which cells' text is their value's (a bit each), other texts, faults."""
    values = [value if value is None or type(value) is str else str(value) for value in _values_of(row)]
    raw = row.raw
    same, other = 0, {}
    for position, name in enumerate(_FIELDS):
        if name in raw:
            if raw[name] == values[position]:
                same |= 1 << position
            else:
                other[name] = raw[name]
    sheet = sheets.index(_sheet_key(row.sheet)) if row.sheet else -1
    faults = {name: fault.value for name, fault in sorted(row.faults.items())}
    return [sheet, row.line, values, same, other, faults, *_odd_out(row)]


def _odd_out(row: LedgerRow) -> list[Any]:
    """What hardly any row has: merged cells, and an id that is another row's."""
    if not (row.merged or row.covered or row.left_id):
        return []
    return [[sorted(row.merged), dict(sorted(row.covered.items())), row.left_id]]


def _leftover_out(leftover: Leftover) -> list[Any]:
    place = leftover.place
    facts = [place.file, place.sheet, place.row, place.column, leftover.raw]
    more = [leftover.table, leftover.cells, leftover.told]
    return [*facts, *more] if more != [False, 1, False] else facts


def _leftover_in(stored: list[Any]) -> Leftover:
    file, sheet, row, column, raw, *more = stored
    return Leftover(Place(file, sheet, row, column), raw, *more)


def _notice_out(notice: Notice) -> list[Any]:
    place = notice.place
    return [
        notice.what.value, place.file, place.sheet, place.row, place.column, notice.field, list(notice.words)
    ]  # fmt: skip


def _notice_in(stored: list[Any]) -> Notice:
    what, file, sheet, row, column, field, words = stored
    return Notice(Noticed(what), Place(file, sheet, row, column), field, tuple(words))


def _if_any_out(ledger: Ledger) -> dict[str, Any]:
    """Only what there is: notes, the other stamp, the manifest, and the formulas that are not as it says."""
    other = ledger.other_stamp
    odd = sorted(cell for cell in ledger.formulas.items() if ledger.manifest.get(cell[0]) != cell[1])
    facts = {
        "format": ledger.file_format,
        "flags": list(ledger.file_flags),
        "rules": ledger.rules,
        "stamp": list(other.entries.values()) if other else [],
        "prints": [[*key, print_] for key, print_ in sorted(ledger.manifest.items())],
        "notes": [_leftover_out(note) for note in ledger.notes],
        "notices": [_notice_out(notice) for notice in ledger.notices],
        "gone": sorted(list(key) for key in ledger.manifest.keys() - ledger.formulas.keys()),
        "odd": [[*key, print_] for key, print_ in odd],
    }
    return {name: fact for name, fact in facts.items() if fact}


def _if_any_in(stored: Mapping[str, Any]) -> dict[str, Any]:
    manifest = {(row, name): print_ for row, name, print_ in stored.get("prints", ())}
    gone = {(row, name) for row, name in stored.get("gone", ())}
    odd = {(row, name): print_ for row, name, print_ in stored.get("odd", ())}
    found = {key: print_ for key, print_ in manifest.items() if key not in gone} | odd
    other = Stamp.parse(*stored["stamp"]) if "stamp" in stored else None
    notes = tuple(map(_leftover_in, stored.get("notes", ())))
    facts = {"file_format": stored.get("format", ""), "file_flags": tuple(stored.get("flags", ()))}
    facts["rules"] = stored.get("rules", "")
    facts["notices"] = tuple(map(_notice_in, stored.get("notices", ())))
    return facts | {"notes": notes, "other_stamp": other, "manifest": manifest, "formulas": found}


class _RowReader:
    """Reads rows written when the ledger had these fields; columns added since stay empty."""

    def __init__(self, fields: list[str], sheets: list[SheetMap], wanted: frozenset[str]) -> None:
        content = {column.field: column.content for column in ledger_columns() if column.field in wanted}
        self._wanted = sum(1 << at for at, name in enumerate(fields) if name in wanted)
        self._fields = fields
        self._texts = [(at, name) for at, name in enumerate(fields) if content.get(name) is Content.TEXT]
        self._others = [
            (at, name, content[name])
            for at, name in enumerate(fields)
            if name in content and content[name] is not Content.TEXT
        ]
        self._sheets = sheets

    def row(self, stored: list[Any]) -> dict[str, Any]:
        sheet, line, values, same, other, faults, *odd = stored
        merged, covered, left_id = odd[0] if odd else ((), {}, "")
        names = self._fields
        raw = {names[at]: values[at] for at in _positions(same & self._wanted, len(names))} | other
        facts = {name: values[at] for at, name in self._texts}
        facts |= {name: _value_in(name, content, values[at]) for at, name, content in self._others}
        return {
            **facts, "sheet": self._sheets[sheet] if sheet >= 0 else None, "line": line, "raw": raw,
            "faults": {name: Fault(fault) for name, fault in faults.items()},
            "merged": frozenset(merged), "covered": covered, "left_id": left_id,
        }  # fmt: skip


@lru_cache(maxsize=4096)
def _positions(bits: int, count: int) -> tuple[int, ...]:
    """Which of so many bits are set; the rows of all ledgers are filled in in a few ways."""
    return tuple(at for at in range(count) if bits >> at & 1)


def _value_in(name: str, content: Content, written: str | None) -> Any:
    if written is None:
        return None
    if name == "status":
        return Status(written)
    if name == "clearing":
        return Clearing(written)
    return Decimal(written) if content is Content.NUMBER else written
