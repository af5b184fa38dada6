"""A brief as a Word file of one page: the headline numbers, a chart, the worst, the laggards, what to decide."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from taizhang.model.figure import Light
from taizhang.model.verdict import ReportingState
from taizhang.model.words.days import day_words
from taizhang.papers.blank_paper import compact_paper
from taizhang.papers.bookmarks import wrap_numbers
from taizhang.papers.chart_picture import Picture
from taizhang.papers.fit_text import fit_text, shortened
from taizhang.papers.number_sources import RollupFile, keep_sources
from taizhang.papers.paper_parts import add_row, add_table, add_text, in_style
from taizhang.papers.placed import Places
from taizhang.papers.word_package import word_bytes
from taizhang.rollups.brief import Brief
from taizhang.rollups.notice import IndicatorLine, PlaceLine, Problem
from taizhang.rollups.stated import Stated

# Characters, so that no line of the page takes more than two lines of print, whatever was reported.
_SUBJECT, _TASK, _QUOTE, _NAME, _PLACE, _PLAN = 18, 10, 34, 8, 12, 22
_MOST_TASKS = 3
_MOST_NAMES = {ReportingState.MISSING: 4, ReportingState.RETURNED: 2, ReportingState.LATE: 2}


def write_brief(brief: Brief, rollup: RollupFile, chart: Picture) -> bytes:
    """The page; `rollup` is the workbook that its numbers stand in."""
    notice = brief.notice
    page = _Page(brief)
    title = f"{shortened(notice.place, _PLACE)}{notice.period}重点任务进展简报"
    page.draw(title, chart)
    keep_sources(page.paper, rollup, wrap_numbers(page.paper, page.places.stated))
    return word_bytes(page.paper, title, fit_text(notice.issuer), notice.as_of)


class _Page:
    """The page while it is drawn."""

    def __init__(self, brief: Brief) -> None:
        self.brief, self.notice, self.places = brief, brief.notice, Places()
        self.paper = compact_paper()

    def draw(self, title: str, chart: Picture) -> None:
        notice = self.notice
        add_text(self.paper, "简报标题", title)
        under = f"依据《{shortened(notice.plan_title, _PLAN)}》　统计截至{day_words(notice.as_of)}"
        add_text(self.paper, "表数", under)
        self._draw_headlines()
        whose = f"（{self.brief.bars_of}）" if self.brief.bars_of else ""
        self._section(f"一、各单位任务亮灯{whose}", ())
        self._draw_chart(chart)
        self._section("二、最需关注的指标", self._worst())
        self._section("三、进度滞后的单位", self._laggards())
        self._section("四、请领导决定的事项", self._decisions())

    def _section(self, heading: str, lines: Iterator[str] | tuple[str, ...]) -> None:
        add_text(self.paper, "简报栏目", heading)
        for line in lines:
            add_text(self.paper, "简报正文", line)

    def _put(self, stated: Stated | None) -> str:
        return str(self.places.place(stated))

    def _draw_headlines(self) -> None:
        overall, reporting = self.notice.overall, self.notice.reporting
        missing = reporting.by_state[ReportingState.MISSING]
        red = overall.indicators_by_light[Light.RED]
        cells = (
            ("绿灯占比", self._put(overall.green_share)),
            ("红灯指标／指标", f"{self._put(red)}／{self._put(overall.indicators)}"),
            ("已报／应报", f"{self._put(reporting.reported)}／{self._put(reporting.expected)}"),
            ("未报", self._put(missing)),
            ("需领导协调", f"{self._put(self.notice.for_leader)}条"),
        )
        table = add_table(self.paper, [1] * len(cells))
        add_row(table, [title for title, _ in cells], "表头")
        add_row(table, [number for _, number in cells], "简报大数")

    def _draw_chart(self, chart: Picture) -> None:
        from docx.shared import Mm

        if chart.png is None:
            add_text(self.paper, "简报正文", chart.why)
            return
        paragraph = in_style(self.paper.add_paragraph(), "图片")
        picture = paragraph.add_run().add_picture(io.BytesIO(chart.png), width=Mm(156))
        picture._inline.docPr.set("descr", "各单位任务亮灯情况图")

    def _worst(self) -> Iterator[str]:
        for number, one in enumerate(self.brief.worst, 1):
            yield f"{number}．{self._indicator(one)}"
        if not self.brief.worst:
            yield "已亮灯的指标均达到序时进度。"

    def _indicator(self, one: IndicatorLine) -> str:
        rate = f"，完成率{self._put(one.rate)}" if one.rate else ""
        task = shortened(one.task, _TASK)
        return (
            f"{shortened(one.subject, _SUBJECT)}（{task}）：目标{self._put(one.target)}，目前{self._put(one.value)}"
            f"{rate}，{one.light.value}灯。"
        )

    def _laggards(self) -> Iterator[str]:
        slow = [self._laggard(one) for one in self.brief.laggards]
        yield f"绿灯占比靠后：{'、'.join(slow)}。" if slow else "参加排名的单位均亮绿灯。"
        red = self.notice.red_tasks
        if red:
            told = "、".join(
                f"“{shortened(one.title, _TASK)}”{self._put(one.count)}个单位" for one in red[:_MOST_TASKS]
            )
            yield f"亮红灯的任务：{told}{'等' if len(red) > _MOST_TASKS else ''}。"
        open_cases = "".join(self._open_cases())
        if open_cases:
            yield open_cases

    def _laggard(self, one: PlaceLine) -> str:
        red, yellow = self._put(one.by_light[Light.RED]), self._put(one.by_light[Light.YELLOW])
        return f"{shortened(one.name, _NAME)}（{self._put(one.share)}，红{red}黄{yellow}）"

    def _open_cases(self) -> Iterator[str]:
        reporting = self.notice.reporting
        for state, most in _MOST_NAMES.items():
            names = reporting.names[state]
            if names:
                told = "、".join(shortened(name, _NAME) for name in names[:most])
                more = "等" if len(names) > most else ""
                yield f"{state.value}{self._put(reporting.by_state[state])}个：{told}{more}。"

    def _decisions(self) -> Iterator[str]:
        for number, one in enumerate(self.brief.decisions, 1):
            yield f"{number}．{self._decision(one)}"
        if not self.brief.decisions:
            yield "本期没有需领导协调的事项。"
        if self.brief.more_decisions:
            yield "其余需领导协调的事项见汇总表“问题清单”。"

    def _decision(self, one: Problem) -> str:
        """The words are cut before they are placed, so that the bookmark holds what is printed."""
        words = replace(one.words, printed=shortened(one.words.printed, _QUOTE))
        return f"{shortened(one.name, _NAME)}“{shortened(one.task, _TASK)}”：{self._put(words)}。"
