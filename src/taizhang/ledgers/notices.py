"""What the reader noticed about the sheet itself, for the rules to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taizhang.ledgers.find_tables import FoundTable
from taizhang.ledgers.sheet_layout import LISTS, STAMP
from taizhang.ledgers.typed_totals import typed_totals
from taizhang.model.grid import Workbook
from taizhang.model.ledger import ANSWER_FIELDS, COLUMN_TITLES, Ledger, LedgerRow, Notice, Noticed
from taizhang.model.place import Place, column_letters

_OF_PLAN = ("task", "measure", "indicator")
_OURS = (LISTS, STAMP)
_MOST_SHEETS = 20  # that are named one by one
_SECOND_TABLE = 4  # columns that stand once more beside the table


def notices_of(table: FoundTable, rows: Sequence[LedgerRow], blank: Ledger) -> Iterator[Notice]:
    """How the columns and rows of one table were known, and what is hidden or stands twice; `blank` is what went out."""
    yield from _disputes(table, stale=_marks_stayed(table) and _is_confirmed(rows, blank))
    yield from _rivals(table)
    yield from _strange_headers(table)
    first = Place(table.grid.source, table.grid.sheet, table.columns.top, 1)
    if len(table.columns.witnesses) == 1:
        yield Notice(Noticed.LONE_WITNESS, first, words=table.columns.witnesses)
    yield from _lost_ids(table, rows)
    yield from _hidden(table, rows, first)
    yield from typed_totals(table, rows)


def hidden_sheets(workbook: Workbook) -> Iterator[Notice]:
    """The sheets that nobody sees and that are none of ours; they are read like the others (INTAKE 33)."""
    hidden = [grid for grid in workbook.grids if not grid.visible and grid.sheet not in _OURS]
    if hidden:
        words = "、".join(f"工作表“{grid.sheet}”" for grid in hidden[:_MOST_SHEETS])
        more = f"等{len(hidden)}张" if len(hidden) > _MOST_SHEETS else ""
        yield Notice(Noticed.HIDDEN, hidden[0].place(1, 1), words=(f"{words}{more}",))


def rival_columns(table: FoundTable) -> frozenset[int]:
    """The columns that a notice names as standing twice."""
    if _is_beside(table):
        return frozenset(range(min(table.columns.rivals), table.grid.last_column + 1))
    return frozenset(at for at, field in table.columns.rivals.items() if _differs(table, at, field))


def _marks_stayed(table: FoundTable) -> bool:
    """The hidden marks name all columns, those of the plan's words too, just so many to the left or to the right."""
    columns = table.columns.columns
    disputes = table.columns.disputes
    moved = {columns[one.hidden] - one.column for one in disputes if one.hidden in columns}
    return len(moved) == 1 and {one.field for one in disputes}.issuperset(_OF_PLAN)


def _is_confirmed(rows: Sequence[LedgerRow], blank: Ledger) -> bool:
    """Under the titles stand the plan's own words, in most rows letter by letter."""
    sent = {row.id: row for row in blank.rows}
    same = [
        row.asked is not None and all(getattr(row, name) == getattr(sent[row.id], name) for name in _OF_PLAN)
        for row in rows
    ]
    return 2 * sum(same) > len(same)


def _disputes(table: FoundTable, *, stale: bool) -> Iterator[Notice]:
    """Where the hidden marks are stale, titles and the plan's words outvote them."""
    for dispute in table.columns.disputes:
        what = Noticed.COLUMN_DISPUTED if dispute.open and not stale else Noticed.COLUMN_OUTVOTED
        words = (
            COLUMN_TITLES.get(dispute.header, ""),
            COLUMN_TITLES[dispute.hidden],
            COLUMN_TITLES[dispute.field],
        )
        yield Notice(what, _header(table, dispute.column), dispute.field, words)


def _rivals(table: FoundTable) -> Iterator[Notice]:
    rivals = table.columns.rivals
    if _is_beside(table):
        first = min(rivals)
        yield Notice(Noticed.TABLE_BESIDE, _header(table, first), words=(column_letters(first),))
        return
    for at, field in rivals.items():
        if _differs(table, at, field):
            used = table.columns.columns[field]
            words = (COLUMN_TITLES[field], column_letters(at), column_letters(used))
            yield Notice(Noticed.COLUMN_TWICE, _header(table, at), field, words)


def _is_beside(table: FoundTable) -> bool:
    return len(table.columns.rivals) >= _SECOND_TABLE


def _differs(table: FoundTable, at: int, field: str) -> bool:
    """Whether the column says something that the one in use does not."""
    used = table.columns.columns[field]
    lines = (row for section in table.sections for row in section)
    return any(
        (text := table.grid.text(row, at).strip()) and text != table.grid.text(row, used).strip()
        for row in lines
    )


def _strange_headers(table: FoundTable) -> Iterator[Notice]:
    fields = {at: field for field, at in table.columns.columns.items()}
    for at, cell in table.columns.strange.items():
        words = (" ".join(table.grid.text(*cell).split()), COLUMN_TITLES[fields[at]])
        yield Notice(Noticed.HEADER_STRANGE, table.grid.place(*cell), fields[at], words)


def _lost_ids(table: FoundTable, rows: Sequence[LedgerRow]) -> Iterator[Notice]:
    at = table.columns.columns.get("id", 0)
    lost = [row for row in rows if row.asked and not table.grid.text(row.line, at).strip()]
    if lost:
        place = lost[0].at("task") or table.grid.place(lost[0].line, 1)
        yield Notice(Noticed.IDS_LOST, place, words=(str(len(lost)),))


def _hidden(table: FoundTable, rows: Sequence[LedgerRow], first: Place) -> Iterator[Notice]:
    rows_hidden = sum(row.line in table.grid.hidden_rows for row in rows)
    columns = table.columns.columns.items()
    hidden = [
        f"“{COLUMN_TITLES[name]}”栏"
        for name, at in columns
        if at in table.grid.hidden_columns and name in ANSWER_FIELDS
    ]
    words = [*([f"{rows_hidden}行"] if rows_hidden else []), *hidden]
    if words:
        yield Notice(Noticed.HIDDEN, first, words=("、".join(words),))


def _header(table: FoundTable, column: int) -> Place:
    """The lowest header cell of a column that says something."""
    rows = range(table.columns.bottom, table.columns.top - 1, -1)
    row = next((row for row in rows if table.grid.text(row, column).strip()), table.columns.bottom)
    return table.grid.place(row, column)
