"""The buttons over the open workbook: make the ledger, check it, consolidate.

Each reads the workbook once, lets the desk compute, and writes once at the end.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from taizhang.errors import BadUsage
from taizhang.model.grid import CellValue
from taizhang.model.verdict import Verdict
from taizhang_addin.decorators import button
from taizhang_addin.draw_sheets import draw_grids, sheet_named, write_block
from taizhang_addin.entry_point import entry_point, writing
from taizhang_addin.findings_sheet import marked_cells, write_findings
from taizhang_addin.grids import read_open_book
from taizhang_addin.house_sheets import FINDINGS_SHEET, HOUSE_SHEETS, ROLLUP_SHEET
from taizhang_addin.open_book_settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import xlwings as xw

    from taizhang.model.grid import Grid

GROUP = "任务台账"


@button(
    label="生成台账",
    group=GROUP,
    supertip="按“台账设置”中的计划文件、填报单位和报告期，在本工作簿中生成空白任务台账；写有档案库的，带出上期累计。",
)
@entry_point
def populate_ledger(book: xw.Book, desk: Any) -> str:
    """Add the blank ledger's sheets to the open workbook; sheets that hold something are never overwritten."""
    settings = read_settings(book)
    plan, reporter, period = settings.path("计划文件"), settings.text("填报单位"), settings.text("报告期")
    archive, roster = settings.optional_path("档案库"), settings.optional_path("通讯录")
    grids = desk.draw_blank_ledger(plan, reporter, period, archive=archive, roster_file=roster)
    _refuse_overwriting(book, grids)
    with writing():
        draw_grids(book, grids)
    shown = "、".join(f"“{grid.sheet}”" for grid in grids if grid.visible)
    return f"已生成{shown}，请填写后点“校验”。"


@button(
    label="校验",
    group=GROUP,
    supertip="对照计划检查本工作簿中的台账，问题单元格标红或标黄，并列在工作表“校验结果”中。",
)
@entry_point
def validate_submission(book: xw.Book, desk: Any) -> str:
    """Mark the open ledger's cells and write 校验结果: the findings that the command line has for its file.

    Raises:
        BadUsage: it is no ledger that can be checked; the entry point shows why.
    """
    settings, marked = read_settings(book), marked_cells(book)
    archive = settings.optional_path("档案库")
    plan = None if archive else settings.path("计划文件")
    workbook = read_open_book(book, without=HOUSE_SHEETS)
    as_of, roster = _as_of(settings), settings.optional_path("通讯录")
    checked = desk.check_workbook(workbook, plan_path=plan, archive=archive, roster_file=roster, as_of=as_of)
    if checked.verdict not in (Verdict.ACCEPTED, Verdict.RETURNED):
        raise BadUsage(f"{checked.verdict.word}：{checked.summary}")
    with writing():
        write_findings(book, checked, marked=marked, on=as_of)
    return (
        f"{checked.reporter_name}：{checked.verdict.word}。{checked.summary}，请看工作表“{FINDINGS_SHEET}”。"
    )


@button(
    label="汇总",
    group=GROUP,
    supertip="汇总“台账设置”所写档案库中已接收的台账，存成汇总文件，并在工作表“汇总结果”中列出情况。",
)
@entry_point
def consolidate(book: xw.Book, desk: Any) -> str:
    """Let the desk write the rollup of the archive, and list what was made in 汇总结果."""
    settings = read_settings(book)
    archive, period, out = settings.path("档案库"), settings.text("报告期"), settings.path("汇总文件")
    made = desk.consolidate_archives(
        [archive], period, None, out, _as_of(settings), at=datetime.now().astimezone()
    )
    rows = _rollup_rows(made)
    with writing():
        sheet = sheet_named(book, ROLLUP_SHEET)
        sheet.clear()
        write_block(sheet, rows)
        sheet.range((1, 1), (1, len(rows[0]))).font.bold = True
    return f"汇总已写入 {'、'.join(str(one.path) for one in made)}，请看工作表“{ROLLUP_SHEET}”。"


def _refuse_overwriting(book: xw.Book, grids: Sequence[Grid]) -> None:
    """An empty sheet of that name may be used; one that holds something may be filled in already."""
    names = {grid.sheet for grid in grids}
    filled = [sheet.name for sheet in book.sheets if sheet.name in names and _holds_something(sheet)]
    if filled:
        raise BadUsage(
            f"工作簿中的工作表“{'、'.join(filled)}”已有内容，为免覆盖没有生成，请在新工作簿中生成，或先删除这些工作表。"
        )


def _holds_something(sheet: xw.Sheet) -> bool:
    block = sheet.used_range.options(ndim=2).value
    return any(value is not None for row in block for value in row)


def _as_of(settings: Settings) -> date:
    return settings.day("截止日期") or datetime.now().astimezone().date()


def _rollup_rows(made: Iterable[Any]) -> list[list[CellValue | None]]:
    """A row per plan that was rolled up, under a header row."""
    rows: list[list[CellValue | None]] = [
        ["计划", "报告期", "应报单位数", "已接收单位数", "指标数", "来源条数", "未进入汇总的单位", "汇总文件"]
    ]
    for one in made:
        counts: list[CellValue | None] = [
            Decimal(number) for number in (one.expected, one.reported, one.figures, one.contributions)
        ]
        missing = "、".join(one.missing) or "无"
        rows.append([one.title, one.period.title, *counts, missing, str(one.path)])
    return rows
