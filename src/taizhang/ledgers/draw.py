"""A ledger becomes the neutral picture of its workbook: four grids and what their cells are for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taizhang.ledgers.draw_foot import draw_foot
from taizhang.ledgers.draw_row import draw_row, row_entries
from taizhang.ledgers.instructions import draw_instructions
from taizhang.ledgers.labelled_cells import put_labelled
from taizhang.ledgers.lists import draw_lists
from taizhang.ledgers.open_words import first_words
from taizhang.ledgers.rolled_up import RolledUp
from taizhang.ledgers.self_check import draw_self_check, verdict_link
from taizhang.ledgers.sheet_layout import (
    FIRST_ROW,
    FORM_FROM,
    GROUP_ROW,
    HEAD_CELLS,
    HEAD_ROW,
    HEADER_ROW,
    KEY_ROW,
    STAMP,
    TABLE,
    TITLE_BESIDE_FORM_TO,
    TITLE_ROW,
    Entry,
    LedgerSheets,
    column_of,
    first_visible_column,
    foot_cells_of,
    last_printed_column,
)
from taizhang.ledgers.titles import ledger_title
from taizhang.model.clause import Clause
from taizhang.model.grid import Box, CellValue, Formula, Grid
from taizhang.model.ledger import Content, Ledger, ledger_columns
from taizhang.model.live_check import SheetChecks
from taizhang.model.plan import Plan
from taizhang.model.reporter import RosterLine
from taizhang_templates import Style, instruction_texts

Cells = dict[tuple[int, int], CellValue]

NO_CHECKS = SheetChecks()


def draw_ledger(
    ledger: Ledger,
    plan: Plan,
    line: RosterLine,
    checks: SheetChecks = NO_CHECKS,
    *,
    changes: Sequence[str] = (),
    clauses: Sequence[Clause] = (),
    style: Style | None = None,
    rolled_up: RolledUp | None = None,
) -> LedgerSheets:
    """The workbook's sheets as grids, blank or with the answers that the ledger holds.

    `checks` is what the sheet says of itself; see taizhang_validators.sheet_checks. `changes` are the lines of the
    填报说明 on what has changed since the last period, `clauses` what it says of the rules in force, and `style` the
    one whose colours it names (the standard one for None). `rolled_up` is what an office's ledger shows of its counties.
    """
    last_row = FIRST_ROW + len(ledger.rows) - 1
    words = first_words(ledger, plan, line, style, rolled_up)
    instructions, line_kinds = draw_instructions(plan, words, changes, clauses)
    self_check = draw_self_check(ledger, checks)
    table = _table(ledger, plan, checks, words)
    return LedgerSheets(
        table=table,
        self_check=self_check,
        instructions=instructions,
        lists=draw_lists(),
        stamp=draw_stamp(ledger),
        said=ledger.stamp,
        entries=draw_entries(ledger, last_row, words),
        repeats=frozenset(("task", "measure", "duties", "lead", "support")),
        line_kinds=line_kinds,
        last_row=last_row,
    )


def _table(ledger: Ledger, plan: Plan, checks: SheetChecks, words: Mapping[str, str]) -> Grid:
    verdict = verdict_link(ledger, checks) if checks.rows else None
    cells, merges = draw_frame(ledger, plan, verdict, words)
    merges += _headers(cells)
    for row_number, row in enumerate(ledger.rows, FIRST_ROW):
        cells.update({(row_number, at): value for at, value in draw_row(row_number, row, checks).items()})
    hidden = frozenset(range(1, first_visible_column()))
    return Grid(TABLE, cells, merges=tuple(merges), hidden_columns=hidden)


def draw_frame(
    ledger: Ledger, plan: Plan, verdict: Formula | None, words: Mapping[str, str]
) -> tuple[Cells, list[Box]]:
    """What stands above the table's header and below its rows, and which of these cells are merged.

    `verdict` is what the head says of 填报自检; None where the workbook has no such sheet.
    """
    last_row = FIRST_ROW + len(ledger.rows) - 1
    first, last = first_visible_column(), last_printed_column()
    cells: Cells = {(TITLE_ROW, first): ledger_title(plan, ledger.period)}
    merges = _put_form_head(cells, plan) or [Box(TITLE_ROW, first, TITLE_ROW, last)]
    head = tuple(cell for cell in HEAD_CELLS if verdict or cell[0] != "self_check")
    merges += put_labelled(cells, HEAD_ROW, head, _head_values(ledger))
    if verdict:
        cells[HEAD_ROW, column_of("next_steps")] = verdict
    foot, boxes = draw_foot(ledger, words, last_row)
    cells.update(foot)
    return cells, merges + boxes


def _put_form_head(cells: Cells, plan: Plan) -> list[Box]:
    """Write it right of the title, all lines into one cell; returns the boxes of both, none without a form head."""
    lines = plan.settings.form.lines
    if not lines:
        return []
    cells[TITLE_ROW, column_of(FORM_FROM)] = "\n".join(lines)
    return [
        Box(TITLE_ROW, first_visible_column(), TITLE_ROW, column_of(TITLE_BESIDE_FORM_TO)),
        Box(TITLE_ROW, column_of(FORM_FROM), TITLE_ROW, last_printed_column()),
    ]


def _head_values(ledger: Ledger) -> dict[str, str]:
    head = ledger.head
    return {
        "reporter_name": head.reporter_name,
        "filled_by": head.filled_by,
        "phone": head.phone,
        "filled_on": head.filled_on,
    }


def _headers(cells: Cells) -> list[Box]:
    """Write the header's two rows and the key row; returns the merged boxes."""
    boxes, groups = [], {}  # type: list[Box], dict[str, list[int]]
    for at, column in enumerate(ledger_columns(), 1):
        cells[KEY_ROW, at] = column.field
        cells[HEADER_ROW if column.group else GROUP_ROW, at] = column.title
        if column.group:
            groups.setdefault(column.group, []).append(at)
        else:
            boxes.append(Box(GROUP_ROW, at, HEADER_ROW, at))
    for title, columns in groups.items():
        cells[GROUP_ROW, columns[0]] = title
        boxes.append(Box(GROUP_ROW, columns[0], GROUP_ROW, columns[-1]))
    return boxes


def draw_entries(ledger: Ledger, last_row: int, words: Mapping[str, str]) -> dict[tuple[int, int], Entry]:
    """What the filler may put into the table, cell by cell."""
    entries = {
        (row_number, at): entry
        for row_number, row in enumerate(ledger.rows, FIRST_ROW)
        for at, entry in row_entries(row, words).items()
    }
    return entries | frame_entries(last_row)


def frame_entries(last_row: int) -> dict[tuple[int, int], Entry]:
    """What the filler may put above and below the table's rows."""
    entries = {}
    for name, _, _, (first, _) in HEAD_CELLS:
        if name not in ("reporter_name", "self_check"):
            entries[HEAD_ROW, column_of(first)] = Entry(Content.TEXT)
    for name, cell in foot_cells_of(last_row).items():
        entries[cell] = _foot_entry(name)
    return entries


def _foot_entry(name: str) -> Entry:
    if name != "nothing_to_report":
        return Entry(Content.TEXT)
    return Entry(Content.CHOICE, hint=instruction_texts().hints[name], choices=name)


def draw_stamp(ledger: Ledger) -> Grid:
    """The hidden sheet that says whose ledger it is."""
    cells: Cells = {}
    for row, (key, value) in enumerate(ledger.stamp.entries.items(), 1):
        cells[row, 1], cells[row, 2] = key, value
    return Grid(STAMP, cells, visible=False)
