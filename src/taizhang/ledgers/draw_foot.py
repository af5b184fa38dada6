"""What stands under the table: the row 合计, the labelled answers, the note, and the stamp as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping

from taizhang.ledgers.draw_total import draw_total
from taizhang.ledgers.fill_words import fill_words
from taizhang.ledgers.labelled_cells import put_labelled
from taizhang.ledgers.sheet_layout import (
    FOOT_CELLS,
    STAMP_DIGITS,
    STAMP_LABEL,
    YES_NO,
    first_visible_column,
    foot_row_of,
    last_printed_column,
    note_row_of,
    stamp_row_of,
)
from taizhang.model.grid import Box, CellValue
from taizhang.model.ledger import Ledger
from taizhang_templates import instruction_texts


def draw_foot(
    ledger: Ledger, words: Mapping[str, str], last_row: int
) -> tuple[dict[tuple[int, int], CellValue], list[Box]]:
    """The cells under the table's last row, and which of them are merged."""
    cells, total = draw_total(ledger, last_row)
    first, last = first_visible_column(), last_printed_column()
    merges = [total]
    for row_number, foot in enumerate(FOOT_CELLS, foot_row_of(last_row)):
        merges += put_labelled(cells, row_number, foot, _foot_values(ledger))
    note = fill_words(instruction_texts().foot_note, words)
    lines = {note_row_of(last_row): f"{note}{words['unresolved_note']}{words['sources_foot']}"}
    lines[stamp_row_of(last_row)] = stamp_line(ledger)
    for row_number, text in lines.items():
        cells[row_number, first] = text
        merges.append(Box(row_number, first, row_number, last))
    return cells, merges


def stamp_line(ledger: Ledger) -> str:
    """The stamp in words, for whoever holds a print; a table pasted elsewhere is known by it too."""
    facts = (ledger.plan, ledger.reporter, ledger.period, ledger.version[:STAMP_DIGITS], ledger.template)
    return STAMP_LABEL + " ".join(map(str, facts))


def _foot_values(ledger: Ledger) -> dict[str, str]:
    return {
        "nothing_to_report": YES_NO[0] if ledger.nothing_to_report else YES_NO[1],
        "checked_by": ledger.head.checked_by,
        "unit_head": ledger.head.unit_head,
    }
