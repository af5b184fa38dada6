"""The review workbook as a picture: 审核, 任务分解, 评分设置, 计划设置, and two hidden sheets behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.holidays import listed_years
from taizhang.model.picture import Choice, Look, Mark, Sheet
from taizhang.model.place import column_letters
from taizhang.model.plan import Plan
from taizhang.model.words.plan_words import RETIRED
from taizhang.plans.changing.field import Field
from taizhang.plans.changing.fields import SPLIT, settings_fields
from taizhang.plans.changing.scoring_fields import scoring_fields, scoring_lines
from taizhang.plans.changing.spots import PLAN, Spot, spots
from taizhang.plans.changing.standing import is_inferred as line_is_inferred
from taizhang.plans.changing.standing import is_unresolved, standing_of
from taizhang.plans.review.columns import (
    CHOICES,
    PACKAGE,
    REVIEW,
    REVIEWED_ON,
    REVIEWER,
    SAME_AS,
    SETTING,
    SETTINGS,
    VALUE,
    Column,
    columns,
    is_doubted,
    is_inferred,
)
from taizhang.plans.review.draw_scoring import draw_scoring
from taizhang.plans.review.draw_splits import draw_splits
from taizhang.plans.review.package import Package, Printed, packed

HEAD_ROW, LEGEND_ROW, HEADER_ROW, FIRST_ROW = 3, 4, 5, 6
_TITLE_TO = 11  # the last column under the title
_LEGEND_AT = ((1, 3), (4, 4), (5, 5), (6, 7), (8, 10))  # first and last column of each
_SPARE_ROWS = 60  # below the last line, where a person may add indicators
_DIGITS = 15
_CENTRED_TO = 9.5  # columns as narrow as this hold words of a few characters
_LEGEND = (
    ("白底：原文已写明", Mark.NONE),
    ("黄底：推断，请核对", Mark.INFERRED),
    ("橙底：有两种读法，请核定", Mark.DOUBTED),
    ("灰字：与他行相同，改一行即可", Mark.REPEATED),
    ("灰底：此格不填", Mark.CLOSED),
)
_HOW = (
    "直接改格中内容，不改的不动；确认无误的，“核对”选“已明确”。取消某行请在“处理”选“取消”，不要删行。"
    "补充指标请在表尾另起一行：“处理”选“新增”，“编号”写所属举措的编号，“原文”抄录文件中的字句。可以筛选、排序、隐藏、插入备注列。"
)
_MILESTONES_HINT = "到哪一天要达到什么，如：2022-06-30达到目标的30%；2022-09-30达到60个；2022-12-31已完成。"
_COLUMN_HINTS = {
    "over": "各期填报累计数的取最新；只填当期数的（本期数）逐期相加。",
    "weight_of": "加权平均才填：作权数的那一行指标的编号，如T03.M01.I1。",
    "pace": "选“随计划”的按计划设置；一次性的到期才算逾期，长期坚持的不算逾期。",
    "milestones": _MILESTONES_HINT,
    "task_milestones": f"{_MILESTONES_HINT}对本任务各行都适用，某行另有里程碑的以该行为准。",
}
_YEARS = "<年份>"  # that the shipped table of days off lists
_SETTING_HINTS = {
    "year": "改年度不会重算各项时限；年度有误的，请在编制时指明年度后重新编制。",
    "starts_on": "累计数自这一天起算；年度计划为当年1月1日。",
    "due_days": "报告期最后一天之后多少天内报送，如5即次月5日。",
    "holidays": "截止日不是工作日时顺延到下一个工作日：法定节假日按国务院办公厅的放假通知，周末是否顺延由本级确定，调休上班的周末算工作日。",
    "days_off": "节假日表（<年份>年）以外的放假和调休写在这里，如：2027年1月1日至3日放假；2027年1月4日上班。与表不同的以这里为准。",
    "plan_pace": "序时进度按月、按季还是按日计算；某一行另有安排的，在“审核”表的“序时方式”“里程碑”里填写。",
    "yellow": "落后序时不超过这么多个百分点亮黄灯，再多亮红灯；写了下面的亮灯分档的，以分档为准。",
    "bands": "绿、黄、红各从落后多少个百分点起、到多少止，首尾相接；如：绿：5以内；黄：5—20；红：20以上。空着的按黄灯界限。",
    "form_number": "统计报表才有，如卫健统专1表；填写后印在台账右上角，没有的空着。",
    "form_maker": "统计报表的制定机关，如国家统计局；没有的空着。",
    "form_approval": "批准文号或备案文号，如国统制〔2021〕58号；没有的空着。",
    "form_valid_until": "写到月的算到月末，写到年的算到年末；过了有效期的不能下发，请先向制定机关申请延长。",
    "score/missing": "“不计分”：没有报送的数不计入，说明里写明未报；“记0分”：得0分，旁边写明未报。",
    "score/converts": "“按满分折算”：不涉及或不计分的项，按其余各项的得分比例补足，使各单位同以满分比较。",
    "score/places": "各项得分四舍五入到几位小数，如1。",
    "score/late": "如：每次扣0.5分，最多扣2分；计本年度到本期为止各报告期，不扣的空着。",
    "score/unreported": "写法同上；到报送期限仍未报送的，每期算一次。",
    "score/returned": "写法同上；被退回修改的报送，每退回一次算一次。",
    "score/roles": "1为全部计入，0为不计。文件没有写明谁牵头的，请给“按职责分工负责”定一个比例。",
    "score/least_share": "计分项的分值合计不足满分的这个百分比的，不参加排名。",
    "score/least_items": "计分项少于这么多项的，不参加排名。",
    "score/least_denominator": "分母小于这个数的比率，数量过小，不计分；0为不限。",
    "score/subsidy": "如：得分≥90：全额拨付；≥80且＜90：拨付90%；＜80：暂缓拨付。按名次的以“名次≤3”起头；没有的空着。",
    "code": "六位代码，如130100；自设的地方可以空着。",
    "status": "征求意见稿的台账会注明“征求意见稿”。",
}


def draw_review(
    plan: Plan,
    reporters: Sequence[tuple[str, str]],
    *,
    places: Sequence[str] = (),
    on: date | None = None,
) -> tuple[Sheet, ...]:
    """The sheets of the workbook.

    `reporters` are key and name of those who may take a share of a total, `places` the names that the plan may name.
    `on` says that the plan is printed as it is in force on that day.
    """
    lines = sorted(spots(plan), key=_first_what_is_open)
    printed = printed_cells(plan, reporters)
    package = Package(plan, on, tuple(reporters), tuple(places), printed)
    return (
        _draw_lines(plan, lines, on),
        draw_splits(plan, reporters),
        draw_scoring(plan, _list_of),
        _draw_settings(plan),
        _draw_choices(),
        _draw_package(package),
    )


def printed_cells(plan: Plan, reporters: Sequence[tuple[str, str]]) -> Printed:
    """What each cell of a line says, by the line's id and the column's name; the document's own line is `plan`."""
    printed = {spot.id: {one.name: one.text(spot) for one in columns()} for spot in spots(plan)}
    for spot in spots(plan):
        shares = {f"{SPLIT}{key}": plan.share_of(spot.id, key) for key, _ in reporters}
        printed[spot.id] |= {name: plain(share) for name, share in shares.items() if share is not None}
    for spot in scoring_lines(plan):
        printed.setdefault(spot.id, {}).update({one.name: one.show(spot) for one in scoring_fields()})
    document = Spot(plan, PLAN)
    printed[PLAN] = {field.name: field.show(document) for field in settings_fields()}
    return printed


def is_exact(text: str) -> bool:
    """Whether a number survives in a cell, which keeps 15 digits."""
    return 0 < len(text.replace(".", "").lstrip("-0")) <= _DIGITS or text == "0"


def _first_what_is_open(spot: Spot) -> int:
    """Lines that a person has to decide stand first, those that are asked no more last."""
    if standing_of(spot) == RETIRED:
        return 2
    return 0 if is_unresolved(spot) else 1


def _draw_lines(plan: Plan, lines: Sequence[Spot], on: date | None) -> Sheet:
    shown = columns()
    sheet = Sheet(
        REVIEW, tuple(one.width for one in shown), filtered=True, frozen_columns=4, paper="A3", pages_wide=2
    )
    force = f"（{on.isoformat()}起执行的内容）" if on else ""
    open_lines = sum(is_unresolved(one) for one in lines)
    guessed = sum(line_is_inferred(one) for one in lines)
    counts = f"共{len(lines)}行，待核定{open_lines}行（排在最前），有推断内容的{guessed}行。"
    _draw_title(sheet, f"{plan.title}审核表{force}", counts + _HOW)
    _draw_head(sheet)
    sheet.put_header(HEADER_ROW, [one.title for one in shown], height=32.0)
    first_of: dict[str, str] = _holders(plan)
    for row, spot in enumerate(lines, FIRST_ROW):
        for number, column in enumerate(shown, 1):
            _draw_cell(sheet, row, number, column, spot, first_of)
    sheet.fit_rows(FIRST_ROW, least=24.0)
    _offer_choices(sheet, shown, FIRST_ROW + len(lines) - 1 + _SPARE_ROWS)
    return sheet


def _holders(plan: Plan) -> dict[str, str]:
    """For each task and clause the line that shows it first, in the order of the text."""
    first: dict[str, str] = {}
    for spot in spots(plan):
        for column in columns():
            if column.field and (owner := column.field.owner(spot)):
                first.setdefault(owner, spot.id)
    return first


def _draw_title(sheet: Sheet, title: str, how: str) -> None:
    """Over the columns that a screen shows, not over all of them."""
    for row, text, look, height in ((1, title, Look.HEADING, 30.0), (2, how, Look.NOTE, 46.0)):
        sheet.put(row, 1, text, look)
        sheet.merges[row, 1] = (row, _TITLE_TO)
        sheet.heights[row] = height


def _draw_head(sheet: Sheet) -> None:
    """Who reviews and when; beneath, what the colours mean."""
    sheet.put(HEAD_ROW, 1, REVIEWER, Look.LABEL)
    sheet.put(HEAD_ROW, 2, "", Look.ENTRY)
    sheet.merges[HEAD_ROW, 2] = (HEAD_ROW, 3)
    sheet.put(HEAD_ROW, 4, REVIEWED_ON, Look.LABEL)
    sheet.put(HEAD_ROW, 5, "", Look.ENTRY)
    sheet.heights[HEAD_ROW] = sheet.heights[LEGEND_ROW] = 22.0
    for column, (text, mark) in zip(_LEGEND_AT, _LEGEND, strict=True):
        sheet.put(LEGEND_ROW, column[0], text, Look.CENTRED, mark=mark)
        sheet.merges[LEGEND_ROW, column[0]] = (LEGEND_ROW, column[1])


def _draw_cell(
    sheet: Sheet, row: int, number: int, column: Column, spot: Spot, first_of: dict[str, str]
) -> None:
    text = column.text(spot)
    mark = _mark(column, spot, first_of)
    look = Look.CENTRED if column.width <= _CENTRED_TO else Look.TEXT
    if column.field and column.field.form.numeric and is_exact(text):
        sheet.put(row, number, Decimal(text), Look.EXACT, mark=mark)
    else:
        sheet.put(row, number, text, look, mark=mark)


def _mark(column: Column, spot: Spot, first_of: dict[str, str]) -> Mark:
    """What a person has to know of the cell."""
    field = column.field
    if column.name == "id" and is_unresolved(spot):
        return Mark.DOUBTED
    if field is None:
        return (
            Mark.REPEATED if column.name == "clause" and column.text(spot).startswith(SAME_AS) else Mark.NONE
        )
    owner = field.owner(spot)
    if not owner:
        return Mark.CLOSED
    if is_doubted(field, spot) or (field.name == "checked" and is_unresolved(spot)):
        return Mark.DOUBTED
    if is_inferred(field, spot) or (field.name == "checked" and line_is_inferred(spot)):
        return Mark.INFERRED
    return Mark.REPEATED if owner != spot.id and first_of[owner] != spot.id else Mark.NONE


def _offer_choices(sheet: Sheet, shown: Sequence[Column], last: int) -> None:
    """The lists, and how to write what has none."""
    for number, column in enumerate(shown, 1):
        field = column.field
        if field and (field.form.words or field.name in _COLUMN_HINTS):
            source = _list_of(field) if field.form.words else ""
            hint = _COLUMN_HINTS.get(field.name, "")
            sheet.choices.append(Choice((FIRST_ROW, number), (last, number), source, hint))


def _lists() -> Iterator[Field]:
    """Every field with a closed set of words, once, in the order of their columns."""
    for column in columns():
        if column.field and column.field.form.words:
            yield column.field
    yield from (field for field in (*settings_fields(), *scoring_fields()) if field.form.words)


def _list_of(field: Field) -> str:
    number = [one.name for one in _lists()].index(field.name) + 1
    letters = column_letters(number)
    return f"='{CHOICES}'!${letters}$2:${letters}${len(field.form.words) + 1}"


def _draw_choices() -> Sheet:
    offered = tuple(_lists())
    sheet = Sheet(CHOICES, (16,) * len(offered), visible=False)
    sheet.put_row(1, [field.title for field in offered], Look.HEADER)
    for number, field in enumerate(offered, 1):
        for row, word in enumerate(field.form.words, 2):
            sheet.put(row, number, word, Look.CODE)
    return sheet


def _draw_settings(plan: Plan) -> Sheet:
    sheet = Sheet(SETTINGS, (28, 44, 70))
    sheet.put_title(
        f"{plan.title}计划设置",
        "改“内容”一栏即可；其中报送期限、节假日顺延、序时方式、亮灯界限、起算日和考核各项由本级医改办确定，其余以原文为准。",
    )
    sheet.put_header(4, (SETTING, VALUE, "说明"))
    document = Spot(plan, PLAN)
    for row, field in enumerate(settings_fields(), 5):
        open_now = next((one for one in plan.unresolved if one.id == PLAN and one.field == field.name), None)
        mark = Mark.DOUBTED if open_now else Mark.NONE
        sheet.put(row, 1, field.title, Look.LABEL)
        text = field.show(document)
        if field.form.numeric and is_exact(text):
            sheet.put(row, 2, Decimal(text), Look.EXACT_ENTRY, mark=mark)
        else:
            sheet.put(row, 2, text, Look.ENTRY, mark=mark)
        hint = f"{open_now.why}可选：{'、'.join(open_now.candidates)}。" if open_now else ""
        sheet.put(row, 3, hint + _hint(field.name), Look.TEXT)
        if field.form.words:
            sheet.choices.append(Choice((row, 2), (row, 2), _list_of(field)))
    sheet.fit_rows(5, size=10.5, least=26.0)
    return sheet


def _hint(setting: str) -> str:
    first, last = listed_years()
    return _SETTING_HINTS.get(setting, "").replace(_YEARS, f"{first}—{last}")


def _draw_package(package: Package) -> Sheet:
    sheet = Sheet(PACKAGE, (16, 60), visible=False)
    for row, (key, text) in enumerate(packed(package), 1):
        sheet.put(row, 1, key, Look.CODE)
        sheet.put(row, 2, text, Look.CODE)
    return sheet
