"""豁免与说明: what was found and accepted all the same, by whom or in whose words, why, and until when."""

from __future__ import annotations

from taizhang.model.picture import Look, Sheet
from taizhang.rollups.rollup import Acceptance, Rollup

NAME = "豁免与说明"
FIRST_ROW = 4
_COLUMNS = (
    ("序号", 5), ("填报单位", 12), ("方式", 9), ("规则编号", 9), ("任务行", 12), ("重点任务", 17), ("工作举措或指标", 23),
    ("校验结果", 29), ("理由", 28), ("批准人", 9), ("有效至", 11), ("状态", 8), ("登记号", 7), ("出处", 14),
)  # fmt: skip
_CENTRED = (1, 3, 4, 5, 10, 11, 12, 13)
_UNUSED = "（没有用到：已接收的台账中没有这一条）"


def draw_acceptances(rollup: Rollup) -> Sheet:
    """The waivers first; then what the fillers explained themselves."""
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    waived = sum(one.waiver is not None for one in rollup.acceptances)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}豁免与说明",
        f"经批准豁免{waived}处，填报单位作属实说明{len(rollup.acceptances) - waived}处；数字照报送的汇入，理由逐条照录。",
    )
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    names = rollup.names()
    for row, one in enumerate(rollup.acceptances, FIRST_ROW):
        texts = (str(row - FIRST_ROW + 1), names[one.reporter], *_texts(one, rollup))
        for column, text in enumerate(texts, 1):
            sheet.put(row, column, text, Look.CENTRED if column in _CENTRED else Look.TEXT)
    if not rollup.acceptances:
        sheet.put(FIRST_ROW, 1, "本期没有豁免，也没有属实说明。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    return sheet


def _texts(one: Acceptance, rollup: Rollup) -> tuple[str, ...]:
    waiver = one.waiver
    return (
        "豁免" if waiver else "属实说明", one.code, one.row or "整张台账", one.task, one.asked,
        one.says or _UNUSED, one.why,
        waiver.who if waiver else "—",
        f"{waiver.until:%Y-%m-%d}" if waiver else "—",
        waiver.standing(rollup.as_of) if waiver else "—",
        str(one.submission or "—"), str(one.place or ""),
    )  # fmt: skip
