"""评分设置: what may be scored, a line each, and the cells that say for how many points and how."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.picture import Choice, Look, Mark, Sheet, lines_needed
from taizhang.model.place import column_letters
from taizhang.model.plan import Answer, Method, Plan, Scope
from taizhang.plans.changing.field import Field
from taizhang.plans.changing.scoring_fields import SCORE, scoring_fields, scoring_lines, scoring_of
from taizhang.plans.changing.spots import Spot
from taizhang.plans.review.columns import CATEGORY, GOAL, ID, OWN_GOAL, QUOTE, SCORING

_FIXED = ((ID, 11.5), (CATEGORY, 6), (QUOTE, 34), (GOAL, 9), (OWN_GOAL, 22))
_WIDTHS = {
    "weight": 7, "manner": 15, "held_to": 10, "per": 9, "points": 9, "floor": 8, "cap": 8, "steps": 34,
}  # fmt: skip
HOW_ROW, SUM_ROW, HEADER_ROW, FIRST_ROW = 3, 4, 5, 6
_NOT_OF_ROWS = ("held_to", "cap")  # what measures and tasks have not: they are finished, or they are not
_HOW = (
    "达标得满分：达到目标得分值，否则0分。按完成率得分：分值×完成率，最多得分值；越低越好的，完成率为目标值÷完成值。"
    "按完成值（完成率）分档：在“分档”写明，如≥90得10分；≥80且＜90得8分；＜80得0分。"
    "每差一单位扣分：比目标每差“每差（超）多少”扣“扣（加）几分”，扣到“最低得分”为止。"
    "超额加分：未达标按完成率，达标得分值，每超“每差（超）多少”加“扣（加）几分”，最多加“最多加分”。"
    "举措和任务按是否完成计分：任务的完成率为已完成的行数÷应完成的行数。"
)


def draw_scoring(plan: Plan, list_of: Callable[[Field], str]) -> Sheet:
    """One line for each task, measure and indicator; `list_of` says where a field's drop-down stands."""
    shown = scoring_fields()
    widths = (*(width for _, width in _FIXED), *(_WIDTHS[_name(one)] for one in shown))
    sheet = Sheet(SCORING, widths, filtered=True, frozen_columns=3, paper="A3")
    sheet.put_title(f"{plan.title}评分设置", "年度考核用；在要考核的行填分值和计分办法，不考核的行空着。")
    sheet.put_header(HEADER_ROW, [*(title for title, _ in _FIXED), *(one.title for one in shown)])
    lines = tuple(scoring_lines(plan))
    for row, spot in enumerate(lines, FIRST_ROW):
        _draw_line(sheet, row, spot)
    sheet.fit_rows(FIRST_ROW, least=24.0)
    last = FIRST_ROW + max(1, len(lines)) - 1
    _draw_head(sheet, plan, last)
    for column, field in enumerate(shown, len(_FIXED) + 1):
        if field.form.words:
            sheet.choices.append(Choice((FIRST_ROW, column), (last, column), list_of(field)))
    return sheet


def _name(field: Field) -> str:
    return field.name.removeprefix(SCORE)


def _draw_head(sheet: Sheet, plan: Plan, last: int) -> None:
    """How the manners work, and what the weights come to."""
    sheet.put(HOW_ROW, 1, _HOW, Look.NOTE)
    sheet.merges[HOW_ROW, 1] = (HOW_ROW, len(sheet.widths))
    sheet.heights[HOW_ROW] = 16.0 * lines_needed(_HOW, sum(sheet.widths), 10.5) + 6
    column = len(_FIXED) + 1
    cells = f"{column_letters(column)}{FIRST_ROW}:{column_letters(column)}{last}"
    sheet.put(SUM_ROW, column - 1, "分值合计", Look.LABEL)
    total = scoring_of(plan).full
    sheet.put(SUM_ROW, column, total, Look.EXACT, formula=f"SUM({cells})", mark=Mark.CLOSED)
    sheet.heights[SUM_ROW] = 22.0


def _draw_line(sheet: Sheet, row: int, spot: Spot) -> None:
    texts = (spot.id, _category(spot), spot.quote.words, _goal(spot), own_goal_words(spot))
    for column, text in enumerate(texts, 1):
        sheet.put(row, column, text, Look.CENTRED if column in (2, 4) else Look.TEXT)
    for column, field in enumerate(scoring_fields(), len(_FIXED) + 1):
        closed = not spot.indicator and _name(field) in _NOT_OF_ROWS
        _draw_field(sheet, row, column, field.show(spot), numeric=field.form.numeric, closed=closed)


def _draw_field(sheet: Sheet, row: int, column: int, text: str, *, numeric: bool, closed: bool) -> None:
    mark = Mark.CLOSED if closed else Mark.NONE
    if numeric and text:
        sheet.put(row, column, Decimal(text), Look.EXACT_ENTRY, mark=mark)
    else:
        sheet.put(row, column, text, Look.CENTRED if closed else Look.ENTRY, mark=mark)


def _category(spot: Spot) -> str:
    if spot.indicator:
        return "指标"
    return "举措" if spot.measure else "任务"


def _goal(spot: Spot) -> str:
    return str(spot.indicator.target) if spot.indicator else "完成"


def own_goal_words(spot: Spot) -> str:
    """What each reporter is held to by the plan alone, or that there is nothing of the kind."""
    indicator = spot.indicator
    if indicator is None:
        return "完成" if spot.measure else "所辖各行完成"
    if indicator.source:
        return f"由{indicator.source}填报，只考核责任单位"
    if any(split.id == indicator.id for split in spot.plan.splits):
        return "按任务分解"
    own = "是" if indicator.answer is Answer.YES_NO else str(indicator.target)
    if indicator.scope is Scope.EACH_PLACE:
        return own
    if indicator.scope is Scope.NAMED:
        return f"点名{plain(Decimal(len(indicator.names)))}地：{own}"
    if indicator.method in (Method.SUM, Method.COUNT_MEETING, Method.SHARE_MEETING):
        return "没有：请填考核目标值，不填则只考核责任单位"
    return "没有：请填考核目标值或按完成值分档，不填则只考核责任单位"
