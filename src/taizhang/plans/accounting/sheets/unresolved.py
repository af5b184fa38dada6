"""待核定: readings that change a number, a unit, a scope or a date; a person decides."""

from __future__ import annotations

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Plan
from taizhang.plans.accounting.sheets.sentences import shown

NAME = "待核定"
FIRST_ROW = 4
_COLUMNS = (("序号", 6), ("所在", 13), ("栏目", 10), ("可以这样读", 30), ("为什么要核定", 40), ("原文", 52))
_FIELDS = {
    "names": "名单与数目", "target": "目标值", "year": "计划年度", "role": "分工", "unit": "单位", "scope": "范围", "deadline": "完成时限",
    "duties": "责任单位", "per": "每个单位", "subject": "指标名称", "span": "原文",
}  # fmt: skip


def draw_unresolved(plan: Plan) -> Sheet:
    sheet = Sheet(NAME, tuple(width for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title("有两种读法、要人来定的", "计划里先按第一种读法编入；请在审核表里逐项核定后再下发台账。")
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    for row, one in enumerate(plan.unresolved, FIRST_ROW):
        where = "文件" if one.id == "plan" else one.id
        choices = "\n".join(f"{at}．{words}" for at, words in enumerate(one.candidates, 1))
        texts = (str(row - FIRST_ROW + 1), where, _FIELDS.get(one.field, one.field), choices, one.why, shown(one.span, 300))  # fmt: skip
        for column, words in enumerate(texts, 1):
            sheet.put(row, column, words, Look.CENTRED if column <= 3 else Look.TEXT)
        sheet.put(row, 4, choices, Look.TEXT, light=Light.YELLOW)
    if not plan.unresolved:
        sheet.put(FIRST_ROW, 1, "没有需要核定的读法。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    return sheet
