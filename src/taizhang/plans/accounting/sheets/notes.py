"""未写明: what the text does not say and the plan took by the product's own rules; each can be changed in the review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Direction, Indicator, Kind, Plan, Role, Span, Task
from taizhang.model.words.plan_words import DIRECTION_WORDS, KIND_WORDS, METHOD_WORDS, SCOPE_WORDS
from taizhang.plans.accounting.sheets.sentences import shown

NAME = "未写明"
FIRST_ROW = 4
_COLUMNS = (("序号", 6), ("所在", 13), ("没有写明的", 16), ("计划里先这样定", 52), ("原文", 60))


@dataclass(frozen=True, slots=True)
class Note:
    """One thing left open by the text."""

    id: str
    what: str
    taken: str
    span: Span


def notes_of(plan: Plan) -> tuple[Note, ...]:
    """The notes of a plan, task by task."""
    return tuple(
        note for part in (_of_goals(plan), *(_of_task(task, plan) for task in plan.tasks)) for note in part
    )


def draw_notes(notes: tuple[Note, ...]) -> Sheet:
    sheet = Sheet(NAME, tuple(width for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title("原文没有写明、按通行口径先定的", "不影响编制；与实际不符的，请在审核表里改。")
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    for row, note in enumerate(notes, FIRST_ROW):
        texts = (str(row - FIRST_ROW + 1), note.id, note.what, note.taken, shown(note.span, 300))
        for column, words in enumerate(texts, 1):
            sheet.put(row, column, words, Look.CENTRED if column <= 3 else Look.TEXT)
    if not notes:
        sheet.put(FIRST_ROW, 1, "原文都已写明。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    return sheet


def _of_document(plan: Plan) -> Iterator[Note]:
    at = plan.text.find(plan.title[:8])
    quote = Span(max(0, at), max(0, at) + 8, plan.text[max(0, at) : max(0, at) + 8])
    if not plan.jurisdiction.name:
        yield Note("文件", "哪个地方", "标题没有写地名，请在编制时指明地方。", quote)
    if plan.issued_on is None:
        yield Note("文件", "印发日期", "没有印发日期。", quote)


def _of_goals(plan: Plan) -> Iterator[Note]:
    for goal in plan.goals:
        for indicator in goal.indicators:
            yield from _of_indicator(indicator, plan)


def _of_task(task: Task, plan: Plan) -> Iterator[Note]:
    yield from _of_duties(task)
    for indicator in (
        *task.title_indicators,
        *(one for measure in task.measures for one in measure.indicators),
    ):
        yield from _of_indicator(indicator, plan)


def _of_duties(task: Task) -> Iterator[Note]:
    if not task.duties:
        yield Note(task.id, "责任单位", "没有写责任单位，请确认由谁填报。", task.title_span)
    for index, clause in enumerate(task.clauses):
        duties = [duty for duty in task.duties if duty.clause == index]
        unstated = [duty.unit for duty in duties if "role" in duty.inferred]
        if unstated:
            yield Note(task.id, "谁牵头", f"都按{Role.JOINT.word}：{'、'.join(unstated)}", clause)
        full = [f"{duty.unit}（{duty.span.words}）" for duty in duties if "unit" in duty.inferred]
        if full:
            yield Note(task.id, "单位全称", f"补成：{'、'.join(full)}", clause)
        named = [f"{duty.canonical}（{duty.unit}）" for duty in duties if duty.canonical]
        if named:
            yield Note(task.id, "中文名称", f"对应：{'、'.join(named)}", clause)
    if task.open_ended and task.clauses:
        yield Note(task.id, "“等”指谁", "责任单位后写有“等”，只列了点名的单位。", task.clauses[-1])


def _of_indicator(indicator: Indicator, plan: Plan) -> Iterator[Note]:
    if indicator.names_scheme:
        return
    words = {
        "scope": f"范围：{SCOPE_WORDS[indicator.scope]}", "kind": f"类型：{KIND_WORDS[indicator.kind]}",
        "numerator": f"分子：{indicator.numerator}", "denominator": f"分母：{indicator.denominator}",
        "method": f"汇总：{METHOD_WORDS[indicator.method]}", "source": f"填报：{indicator.source}",
        "direction": f"方向：{DIRECTION_WORDS[indicator.direction]}" if indicator.direction is not Direction.HIGHER else "",
    }  # fmt: skip
    taken = [words[field] for field in indicator.inferred if words.get(field)]
    if indicator.kind is Kind.RATIO and not indicator.denominator:
        taken.append("分子、分母：文中没有写明，请填写")
    if indicator.deadline is None:
        taken.append(f"时限：到{plan.ends_on:%Y年%m月%d日}")
    if taken:
        yield Note(indicator.id, "怎样填、怎样汇总", "；".join(taken), indicator.span)
