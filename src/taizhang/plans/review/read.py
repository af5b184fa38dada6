"""What came back in a review workbook: the cells that no longer say what was printed, found by header and id."""

from __future__ import annotations

from taizhang.errors import CannotRead
from taizhang.model.grid import Workbook
from taizhang.model.words.headers import header_key
from taizhang.plans.changing.fields import settings_fields
from taizhang.plans.changing.spots import PLAN
from taizhang.plans.review.columns import (
    DIFFERENCE,
    ID,
    PACKAGE,
    QUOTE,
    REVIEWED_ON,
    REVIEWER,
    SETTING,
    SUM,
    VALUE,
    columns,
)
from taizhang.plans.review.draw_splits import reporter_titles
from taizhang.plans.review.package import unpacked
from taizhang.plans.review.read_lines import read_lines
from taizhang.plans.review.read_scoring import SCORING_TITLES, SIGNS_OF_SCORING, read_scoring
from taizhang.plans.review.read_splits import FIXED_IN_SPLITS, read_splits
from taizhang.plans.review.returned import Edit, Returned, same
from taizhang.plans.review.table import Table, broken, find_table


def read_review(workbook: Workbook) -> Returned:
    """The edits of a review workbook; what cannot be one is refused with its cell.

    Raises:
        CannotRead: the workbook is no review workbook, or its main sheet is gone.
    """
    hidden = workbook.grid(PACKAGE)
    entries = (
        {hidden.text(row, 1).strip(): hidden.text(row, 2).strip() for row, _ in hidden.rows()}
        if hidden
        else {}
    )
    returned = Returned(unpacked(entries))
    table = find_table(workbook.grids, {ID, QUOTE, "处理"}, _titles_of_lines())
    if table is None:
        raise CannotRead("审核表里找不到“审核”工作表的表头（编号、处理、原文），请用原来的审核表填写。")
    read_lines(table, returned)
    _read_head(table, returned)
    titles = (*FIXED_IN_SPLITS, ID, SUM, DIFFERENCE, *reporter_titles(returned.package.reporters))
    splits = find_table(workbook.grids, {ID, SUM, DIFFERENCE}, titles)
    if splits:
        read_splits(splits, returned)
    scoring = find_table(workbook.grids, SIGNS_OF_SCORING, SCORING_TITLES)
    if scoring:
        read_scoring(scoring, returned)
    settings = find_table(workbook.grids, {SETTING, VALUE}, (SETTING, VALUE))
    if settings:
        _read_settings(settings, returned)
    return returned


def _titles_of_lines() -> tuple[str, ...]:
    return tuple(column.title for column in columns())


def _read_head(table: Table, returned: Returned) -> None:
    """审核人 and 审核日期: what stands right of each label, above the header."""
    said: dict[str, str] = {}
    for row in range(1, table.header):
        label = ""
        for column in range(1, table.grid.last_column + 1):
            text = table.grid.text(row, column).strip()
            if text in (REVIEWER, REVIEWED_ON):
                label = text
                if text == REVIEWER:
                    returned.head = table.grid.place(row, column + 1)
            elif text and label:
                said.setdefault(label, text)
                label = ""
    returned.reviewer, returned.reviewed_on = said.get(REVIEWER, ""), said.get(REVIEWED_ON, "")


def _read_settings(table: Table, returned: Returned) -> None:
    printed = returned.package.printed[PLAN]
    named = {header_key(one.title): one for one in settings_fields()}
    for row in table.rows():
        setting = named.get(header_key(table.text(row, SETTING)))
        if setting is None:
            continue
        text = table.text(row, VALUE)
        if refusal := broken(table, row, VALUE):
            returned.refusals.append(refusal)
        elif not same(text, printed.get(setting.name, "")):
            returned.edits.append(Edit(table.place(row, VALUE), PLAN, PLAN, setting.name, text))
