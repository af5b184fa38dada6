"""逐句对照: each sentence that mentions something, what it became, and what of it did not."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Plan, Span
from taizhang.plans.accounting.mentions import AccountedSentence, Accounting, Mention
from taizhang.plans.accounting.reasons import Reason

NAME = "逐句对照"
FIRST_ROW = 4
_COLUMNS = (("序号", 6), ("所在", 9), ("原文", 56), ("编入了什么", 46), ("没有编入的，为什么", 30))
_LONGEST_SENTENCE = 600  # characters that a row has room for
_LONGEST_WORDS = 18


def draw_sentences(plan: Plan, accounting: Accounting) -> Sheet:
    sheet = Sheet(NAME, tuple(width for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title("逐句对照", f"《{plan.title}》全文按原文顺序；没有提到职责、数字、时间的句子不列。")
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    for row, sentence in enumerate(accounting.sentences, FIRST_ROW):
        sheet.put(row, 1, str(row - FIRST_ROW + 1), Look.CENTRED)
        sheet.put(row, 2, sentence.where, Look.CENTRED)
        sheet.put(row, 3, shown(sentence.span, _LONGEST_SENTENCE), Look.TEXT)
        sheet.put(row, 4, "\n".join(dict.fromkeys(_became(sentence))), Look.TEXT)
        light = Light.YELLOW if sentence.doubtful else Light.NONE
        sheet.put(row, 5, "\n".join(_left(sentence)), Look.TEXT, light=light)
    sheet.fit_rows(FIRST_ROW)
    return sheet


def shown(span: Span, longest: int) -> str:
    """The quote without line breaks inside it, cut where it is too long for a cell."""
    words = span.words
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _became(sentence: AccountedSentence) -> Iterator[str]:
    """A line for each field, in the order of the mentions."""
    for mention in sentence.mentions:
        for field in mention.fields:
            where = "" if field.id == "plan" else f"{field.id} "
            yield f"{_words(mention)} → {where}{field.field}：{field.value}"


def _left(sentence: AccountedSentence) -> Iterator[str]:
    """A line for each reason, with all the words that have it."""
    left: dict[Reason, list[str]] = {}
    for mention in sentence.mentions:
        if mention.reason:
            left.setdefault(mention.reason, []).append(_words(mention))
    for reason, words in left.items():
        yield f"{reason.word}：{'、'.join(words)}"


def _words(mention: Mention) -> str:
    return shown(mention.span, _LONGEST_WORDS)
