"""Filled ledgers of 80 rows marked up for return, against openpyxl loading and saving the same files."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import openpyxl
from checking import DAY, SHEET, Files, checked_alone, filled_ledgers
from pairs import Figure, times_faster

from taizhang.books import annotate_workbook
from taizhang.desk.check import Checked
from taizhang.desk.context import Context
from taizhang.ledgers.sheet_layout import FIRST_ROW
from taizhang.model.table_rows import TableRows

COUNTIES = 40
MOST = 8  # files of each flavour


def marking_figures() -> Iterator[Figure]:
    """Only ledgers in which something is to be mended: nobody returns the others."""
    files, few, context = filled_ledgers(COUNTIES)
    yield _figure("annotate.openpyxl", "a ledger as Excel saves it", _to_mend(files, context))
    yield _figure("annotate.openpyxl.openpyxl", "one saved by openpyxl", _to_mend(few, context))


def _figure(key: str, which: str, checked: Sequence[Checked]) -> Figure:
    return times_faster(
        key,
        f"{which} marked up for return, times faster than openpyxl loads and saves it",
        lambda: [_marked(one) for one in checked],
        lambda: [_load_and_save(one.content) for one in checked],
    )


def _to_mend(files: Files, context: Context) -> list[Checked]:
    checked = (checked_alone(name, content, context) for name, content in files)
    return [one for one in checked if one.findings][:MOST]


def _marked(checked: Checked) -> bytes:
    assert checked.ledger
    return annotate_workbook(
        checked.content,
        checked.findings,
        reporter_name="",
        period_title="",
        checked_on=DAY,
        verdict=checked.verdict.word,
        table=TableRows(SHEET, FIRST_ROW, FIRST_ROW + len(checked.ledger.rows) - 1),
    )


def _load_and_save(content: bytes) -> None:
    openpyxl.load_workbook(io.BytesIO(content)).save(io.BytesIO())
