"""未编入: every mention that is no field, with its reason; what a person should look at stands first."""

from __future__ import annotations

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Plan, Span
from taizhang.plans.accounting.mentions import AccountedSentence, Accounting, Mention
from taizhang.plans.accounting.reasons import Reason
from taizhang.plans.accounting.sheets.sentences import shown

NAME = "未编入"
FIRST_ROW = 4
_COLUMNS = (
    ("序号", 6),
    ("原文提到", 16),
    ("种类", 7),
    ("原因", 22),
    ("原因说明", 38),
    ("所在", 9),
    ("所在的句子", 52),
)
_ASKING = (Reason.MISSED, Reason.OTHER)
_AROUND = 60  # characters of the sentence on either side


def draw_unmapped(plan: Plan, accounting: Accounting) -> Sheet:
    sheet = Sheet(NAME, tuple(width for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title(
        "没有编入计划的职责、数字、时间",
        "要对照原文看一遍的排在前面、标黄，重复刊载的排在最后；其余按原文顺序，可按原因筛选。",
    )
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    left = [(one, sentence) for sentence in accounting.sentences for one in sentence.mentions if one.reason]
    left.sort(key=lambda pair: (pair[0].reason not in _ASKING, pair[0].reason is Reason.REPEATED))
    for row, (mention, sentence) in enumerate(left, FIRST_ROW):
        _draw_row(sheet, row, mention, sentence, plan.text)
    if not left:
        sheet.put(FIRST_ROW, 1, "原文提到的职责、数字、时间都已编入。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    return sheet


def _draw_row(sheet: Sheet, row: int, mention: Mention, sentence: AccountedSentence, text: str) -> None:
    reason = mention.reason or Reason.OTHER
    light = Light.YELLOW if reason in _ASKING else Light.NONE
    texts = (
        str(row - FIRST_ROW + 1), shown(mention.span, 40), mention.kind.value, reason.word, reason.says,
        sentence.where, _around(mention, sentence, text),
    )  # fmt: skip
    for column, words in enumerate(texts, 1):
        look = Look.CENTRED if column in (1, 3, 6) else Look.TEXT
        sheet.put(row, column, words, look, light=light if column == 4 else Light.NONE)


def _around(mention: Mention, sentence: AccountedSentence, text: str) -> str:
    """The words around the mention in its sentence, the mention between brackets."""
    start, end = mention.span.start, mention.span.end
    first, last = max(sentence.span.start, start - _AROUND), min(max(sentence.span.end, end), end + _AROUND)
    before, after = Span(first, start, text[first:start]).words, Span(end, last, text[end:last]).words
    front = "…" if first > sentence.span.start else ""
    back = "…" if last < sentence.span.end else ""
    return f"{front}{before}【{shown(mention.span, 40)}】{after}{back}"
