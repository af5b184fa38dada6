"""缺少与差异: what an official has to mend, the worst first."""

from __future__ import annotations

from taizhang.model.picture import Look, Sheet
from taizhang.plans.aligning.align import Alignment, Finding
from taizhang.plans.aligning.sheets.wording import light_of, pair_title, quote_of, task_name
from taizhang.plans.aligning.verdicts import Verdict

NAME = "缺少与差异"
_FIRST_ROW = 4
_COLUMNS = (
    ("序号", 5), ("判定", 11), ("上级任务", 21), ("上级要求（原文）", 32), ("本级任务", 21), ("本级要求（原文）", 32),
    ("差异", 30), ("处理建议", 22), ("处理意见", 13),
)  # fmt: skip


def draw_findings(alignment: Alignment) -> Sheet:
    """The last column is for the official's own words."""
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title(
        "缺少与差异清单",
        f"{pair_title(alignment.upper, alignment.lower)}　按轻重排列；右端一栏留给经办人填写。",
    )
    sheet.put_header(_FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    listed = [one for one in alignment.findings if one.verdict is not Verdict.ADDED]
    for row, finding in enumerate(listed, _FIRST_ROW):
        _draw_row(sheet, row, finding)
    if not listed:
        sheet.put(_FIRST_ROW, 1, "没有发现缺少和差异。", Look.NOTE)
    sheet.fit_rows(_FIRST_ROW)
    return sheet


def _draw_row(sheet: Sheet, row: int, finding: Finding) -> None:
    sheet.put(row, 1, row - _FIRST_ROW + 1, Look.NUMBER)
    sheet.put(row, 2, finding.verdict.value, Look.CENTRED, light=light_of(finding.verdict))
    texts = (
        task_name(finding.upper_task) or "—",
        quote_of(finding.upper) if finding.upper else "（整项任务）",
        task_name(finding.lower_task) or "—",
        _lower_words(finding),
        finding.says,
        finding.fix,
    )
    for column, text in enumerate(texts, 3):
        sheet.put(row, column, text, Look.TEXT)
    sheet.put(row, 9, "", Look.ENTRY)


def _lower_words(finding: Finding) -> str:
    if finding.lower is not None:
        return quote_of(finding.lower)
    if finding.lower_task is None:
        return "—"
    return "（没有写）" if finding.upper else "（整项任务）"
