"""A reporter's slips as one Word file: each task begins a page, with a reply to fill in below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from taizhang.model.words.days import day_words
from taizhang.papers.blank_paper import compact_paper
from taizhang.papers.fit_text import fit_text, shortened
from taizhang.papers.paper_parts import add_row, add_table, add_text, in_style, tint_cell
from taizhang.papers.word_package import word_bytes
from taizhang.rollups.slips import Colour, Slip, SlipBook, SlipRow, Slips

_TINTS = {Colour.RED: "F8CBAD", Colour.YELLOW: "FFF2CC", Colour.BLUE: "DDEBF7"}
_DEMANDS = {
    Colour.RED: "已逾期。请立即查明原因，明确责任人，在办结时限前完成，并书面说明逾期原因。",
    Colour.YELLOW: "进度滞后。请查明原因，采取措施赶上序时进度，在办结时限前完成。",
    Colour.BLUE: "临近完成时限。请抓紧收尾，按时完成，并备齐佐证材料。",
}
_WIDTHS = (20, 100)  # of label and text
_WORDS, _ASKED = 60, 60  # characters of a reporter's own words, of an indicator or a measure


def write_slips(slips: Slips, book: SlipBook, issuer: str = "") -> bytes:
    """All slips of one reporter."""
    paper = compact_paper()
    by = fit_text(issuer) or "（交办单位）"
    for at, slip in enumerate(book.slips):
        _draw_head(paper, slips, slip, first=at == 0)
        _draw_demand(paper, slips, book, slip, by)
        _draw_reply(paper, slip, by)
    title = f"{fit_text(book.name)}{slips.period}重点任务督办单"
    return word_bytes(paper, title, fit_text(issuer), slips.as_of)


def _draw_head(paper: Any, slips: Slips, slip: Slip, *, first: bool) -> None:
    title = add_text(paper, "简报标题", "重点任务督办单")
    title.paragraph_format.page_break_before = not first
    add_text(paper, "表数", f"{slips.period}　督办第{slip.number}号　{day_words(slips.as_of)}")


def _draw_demand(paper: Any, slips: Slips, book: SlipBook, slip: Slip, by: str) -> None:
    table = add_table(paper, _WIDTHS)
    tint = _TINTS[slip.colour]
    _line(table, "督办等级", [f"{slip.colour.value}色督办（{slip.colour.word}）"], tint)
    _line(table, "承办单位", [fit_text(book.name)])
    _line(table, "督办事项", [_numbered(slip)])
    _line(table, "责任单位", [fit_text(slip.units) or "—"])
    _line(table, "依据", [f"《{fit_text(slips.plan_title)}》"])
    _line(table, "事由", list(_reasons(slip)), look="表文")
    _line(table, "办理要求", [_DEMANDS[slip.colour]])
    _line(table, "办结时限", [f"{day_words(slip.due)}前"])
    _line(table, "交办单位", [f"{by}（盖章）"])


def _numbered(slip: Slip) -> str:
    """The task as the plan prints it: 三、… or （三）…."""
    number = fit_text(slip.task_number)
    pause = "" if not number or number.endswith(("）", ")", "、", ".")) else "、"
    return f"{number}{pause}{fit_text(slip.task)}"


def _draw_reply(paper: Any, slip: Slip, by: str) -> None:
    add_text(paper, "表数", "—　" * 18)
    add_text(paper, "督办单栏目", f"督办第{slip.number}号回执")
    table = add_table(paper, _WIDTHS)
    _line(table, "办理情况", ["", "", ""])
    _line(table, "完成时间", ["　　　　年　　月　　日"])
    _line(table, "负责人", ["　　　　　　　　　　　　联系电话："])
    text = f"请于{day_words(slip.reply_by)}前将回执报{by}，办理情况同时填入下期任务台账。"
    add_text(paper, "说明", text)


def _line(table: Any, label: str, lines: Sequence[str], tint: str = "", look: str = "督办单文") -> None:
    """A label and what it is, each line a paragraph of its own."""
    row = add_row(table, [label, lines[0]], ["督办单栏目", look])
    for text in lines[1:]:
        in_style(row.cells[1].add_paragraph(text), look)
    if tint:
        tint_cell(row.cells[1], tint)


def _reasons(slip: Slip) -> Iterator[str]:
    """What was asked and what was reported, the most urgent first, each with its cell."""
    ordered = sorted(slip.rows, key=lambda row: list(Colour).index(row.colour))
    for number, row in enumerate(ordered, 1):
        yield f"{number}．{_reason(row)}"
        yield f"　　出处：{fit_text(row.source)}"


def _reason(row: SlipRow) -> str:
    status = f"，状态为“{fit_text(row.status)}”" if row.status else "，没有填状态"
    problems = f"；存在问题：{shortened(row.problems, _WORDS).rstrip('。；')}" if row.problems else ""
    light = f"，{row.light.value}灯" if row.light.value != "—" else ""
    return (
        f"{shortened(row.asked, _ASKED).rstrip('。；')}：时限{day_words(row.deadline)}，{_against(row)}{status}{light}"
        f"（{row.colour.word}）{problems}。"
    )


def _against(row: SlipRow) -> str:
    """The number against the target; a row without a number is judged by its status."""
    if not row.target:
        return f"报告值{fit_text(row.actual)}" if row.actual else "按完成状态评价"
    return f"目标{fit_text(row.target)}，报告值{fit_text(row.actual) or '未填'}"
