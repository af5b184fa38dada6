"""概况: whose plan it is, what it became, how much of the text is mapped, and why the rest is not."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Plan
from taizhang.model.words.plan_words import STATUS_WORDS
from taizhang.plans.accounting.mentions import Accounting, MentionKind
from taizhang.plans.accounting.reasons import Reason

NAME = "概况"
_COLUMNS = 8
_WIDTH = 15.0
_LEVELS = {"national": "全国", "province": "省级", "city": "市级", "county": "县级"}
_SAYS_FROM = 5  # column where the sentence of a reason starts


def draw_overview(plan: Plan, accounting: Accounting, notes: int, made: datetime) -> Sheet:
    """`notes` is how many lines 未写明 has."""
    sheet = Sheet(NAME, (_WIDTH,) * _COLUMNS, pages_tall=1)
    draft = "（征求意见稿）" if plan.status == "draft" else ""
    sheet.put_title("计划编制报告", f"《{plan.title}》{draft}　　编制时间：{made:%Y年%m月%d日 %H:%M}")
    row = _draw_document(sheet, plan, 3)
    row = _draw_results(sheet, plan, notes, row)
    row = _draw_mentions(sheet, accounting, row)
    _draw_reasons(sheet, accounting, row)
    return sheet


def _draw_document(sheet: Sheet, plan: Plan, row: int) -> int:
    _heading(sheet, row, "一、文件")
    whose = plan.jurisdiction
    place = f"{whose.canonical or whose.name or '未写明'}（{_LEVELS[whose.level.value]}）"
    lines = (
        (("地方", place), ("计划年度", str(plan.year)), ("性质", STATUS_WORDS[plan.status]), ("语言", "英文" if plan.language == "en" else "中文")),
        (("印发单位", plan.issuer or "未写明"), ("文号", plan.doc_number or "未写明"), ("印发日期", _day(plan)), ("原文指纹", plan.text_sha256[:12])),
    )  # fmt: skip
    for at, line in enumerate(lines, row + 1):
        for column, (label, value) in zip(range(1, _COLUMNS, 2), line, strict=True):
            sheet.put(at, column, label, Look.LABEL)
            sheet.put(at, column + 1, value, Look.TEXT)
    sheet.fit_rows(row + 1, least=22.0)
    return row + len(lines) + 1


def _day(plan: Plan) -> str:
    return f"{plan.issued_on:%Y年%m月%d日}" if plan.issued_on else "未写明"


def _draw_results(sheet: Sheet, plan: Plan, notes: int, row: int) -> int:
    _heading(sheet, row, "二、编成的计划")
    indicators = list(plan.indicators())
    deadlines = sum(len(task.deadlines) for task in plan.tasks) + sum(
        len(goal.deadlines) for goal in plan.goals
    )
    counts = (
        ("任务", len(plan.tasks)), ("举措", sum(len(task.measures) for task in plan.tasks)), ("指标", len(indicators)),
        ("责任分工", sum(len(task.duties) for task in plan.tasks)), ("完成时限", deadlines),
        ("台账行", sum(1 for _ in plan.rows())), ("待核定", len(plan.unresolved)), ("未写明", notes),
    )  # fmt: skip
    for column, (label, count) in enumerate(counts, 1):
        sheet.put(row + 1, column, label, Look.LABEL)
        light = Light.YELLOW if label == "待核定" and count else Light.NONE
        sheet.put(row + 2, column, count, Look.BIG, light=light)
    sheet.heights[row + 1], sheet.heights[row + 2] = 22.0, 30.0
    return row + 3


def _draw_mentions(sheet: Sheet, accounting: Accounting, row: int) -> int:
    """How many mentions of each kind there are, and how many of them are fields."""
    _heading(sheet, row, "三、原文中提到的职责、数字、时间，到哪里去了")
    titles = (
        "种类",
        "提到（处）",
        "已编入",
        "未编入",
        "交代率（%）",
        "编入率（%）",
        "其他（处）",
        "其他占比（%）",
    )
    sheet.put_row(row + 1, titles, Look.HEADER)
    sheet.heights[row + 1] = 22.0
    kinds: tuple[MentionKind | None, ...] = (*MentionKind, None)
    for at, kind in enumerate(kinds, row + 2):
        mentions = [one for one in accounting.mentions() if kind in (None, one.kind)]
        mapped = sum(one.mapped for one in mentions)
        explained = sum(one.mapped or one.reason is not None for one in mentions)
        other = sum(one.reason is Reason.OTHER for one in mentions)
        sheet.put(at, 1, kind.value if kind else "合计", Look.LABEL)
        for column, count in enumerate((len(mentions), mapped, len(mentions) - mapped), 2):
            sheet.put(at, column, count, Look.NUMBER)
        _share(sheet, at, 5, explained, len(mentions))
        _share(sheet, at, 6, mapped, len(mentions))
        sheet.put(at, 7, other, Look.NUMBER)
        _share(sheet, at, 8, other, len(mentions))
        sheet.heights[at] = 20.0
    return row + 2 + len(kinds)


def _draw_reasons(sheet: Sheet, accounting: Accounting, row: int) -> None:
    """The reasons that occur, the two that ask for a look always."""
    _heading(sheet, row, "四、没有编入的，为什么")
    sheet.put_row(row + 1, ("原因", "", "处数", "占未编入（%）", "说明", "", "", ""), Look.HEADER)
    sheet.merges[row + 1, 1] = (row + 1, 2)
    sheet.merges[row + 1, _SAYS_FROM] = (row + 1, _COLUMNS)
    sheet.heights[row + 1] = 22.0
    counts = accounting.by_reason()
    total = sum(counts.values())
    asking = (Reason.MISSED, Reason.OTHER)
    shown = [reason for reason, count in counts.items() if count or reason in asking]
    for at, reason in enumerate(shown, row + 2):
        light = Light.YELLOW if reason in asking and counts[reason] else Light.NONE
        sheet.put(at, 1, reason.word, Look.TEXT, light=light)
        sheet.put(at, 2, "", Look.TEXT, light=light)
        sheet.merges[at, 1] = (at, 2)
        sheet.put(at, 3, counts[reason], Look.NUMBER, light=light)
        _share(sheet, at, 4, counts[reason], total)
        for column in range(_SAYS_FROM, _COLUMNS + 1):
            sheet.put(at, column, reason.says if column == _SAYS_FROM else "", Look.TEXT)
        sheet.merges[at, _SAYS_FROM] = (at, _COLUMNS)
        sheet.heights[at] = 20.0


def _share(sheet: Sheet, row: int, column: int, part: int, whole: int) -> None:
    value = Decimal(100 * part) / whole if whole else "—"
    sheet.put(row, column, value, Look.SHARE)


def _heading(sheet: Sheet, row: int, text: str) -> None:
    sheet.put(row, 1, text, Look.HEADING)
    sheet.merges[row, 1] = (row, _COLUMNS)
    sheet.heights[row] = 26.0
