"""The brief and the slips: what stands on them, in which order, and what replaces a chart that cannot be drawn."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from taizhang.model.figure import Light
from taizhang.papers.chart_picture import CHINESE_FONTS, Picture, draw_lights
from taizhang.papers.number_sources import RollupFile, read_sources
from taizhang.papers.write_brief import write_brief
from taizhang.papers.write_slips import write_slips
from taizhang.rollups import Rollup
from taizhang.rollups.brief import Bar, brief_of, worst_indicators
from taizhang.rollups.notice import Notice
from taizhang.rollups.slips import Slips, slips_of

from .conftest import lines_of, opened

ROLLUP = RollupFile("汇总.xlsx", "a" * 64)
BARS = (Bar("清河县", (3, 1, 0)), Bar("白石县", (0, 2, 2)), Bar("云岭区", (0, 0, 0), "未报"))


def has_chinese_font() -> bool:
    return draw_lights(BARS).png is not None


def test_the_page_says_what_the_notice_says(rollup: Rollup, notice: Notice) -> None:
    brief = brief_of(rollup, notice)
    content = write_brief(brief, ROLLUP, Picture(None, "本机没有中文字体，未绘图。"))
    assert lines_of(content) == [
        "云岭市2022年第三季度重点任务进展简报",
        "依据《云岭市深化医药卫生体制改革2022年重点工作……》　统计截至2022年10月12日",
        "一、各单位任务亮灯",
        "本机没有中文字体，未绘图。",
        "二、最需关注的指标",
        "1．开展试点（加强基层服务）：目标2个，目前0个，完成率0.0%，红灯。",
        "2．紧密型医共体（提升信息化水平）：目标≥50%，目前0.0%，完成率0.0%，红灯。",
        "3．率先建成紧密型医共体（提升信息化水平）：目标1个，目前0个，完成率0.0%，红灯。",
        "三、进度滞后的单位",
        "绿灯占比靠后：青松县（0.0%，红4黄0）、白石县（0.0%，红2黄2）、清河县（75.0%，红0黄1）。",
        "亮红灯的任务：“提升信息化水平”2个单位、“加强宣传培训”2个单位、“加强基层服务”1个单位等。",
        "未报4个：云岭区、双河市、平川县、松山县。迟报1个：青松县。",
        "四、请领导决定的事项",
        "1．青松县“加强基层服务”：编制不足。",
        "2．青松县“提升信息化水平”：编制不足。",
        "3．青松县“控制不合理费用”：编制不足。",
        "其余需领导协调的事项见汇总表“问题清单”。",
    ]
    (table,) = opened(content).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["绿灯占比", "红灯指标／指标", "已报／应报", "未报", "需领导协调"],
        ["35.7%", "6／11", "4／8", "4", "13条"],
    ]
    read = read_sources(content, "简报")
    assert (read.rollup, [one.bookmark for one in read.numbers if one.altered]) == (ROLLUP, [])
    assert {one.bookmark for one in read.numbers} >= {"TZ_green_share", "TZ_for_leader", "TZ_red_990123"}


def test_a_quarter_without_trouble_says_so(rollup: Rollup, notice: Notice) -> None:
    calm = replace(
        notice,
        indicators=tuple(replace(one, light=Light.GREEN) for one in notice.indicators),
        places=notice.places[3:],
        red_tasks=(),
        problems=(),
    )
    lines = lines_of(write_brief(brief_of(rollup, calm), ROLLUP, Picture(None, "")))
    assert [line for line in lines if line.startswith(("已亮灯", "参加排名", "本期没有"))] == [
        "已亮灯的指标均达到序时进度。",
        "参加排名的单位均亮绿灯。",
        "本期没有需领导协调的事项。",
    ]


def test_the_worst_are_red_before_yellow_and_those_without_a_rate_behind(notice: Notice) -> None:
    base = next(one for one in notice.indicators if one.rate)
    given = (
        ("a", "黄", "1"),
        ("b", "红", None),
        ("c", "绿", "0"),
        ("d", "红", "40"),
        ("e", "红", "9.9"),
        ("f", "—", None),
    )
    made = [
        replace(base, row=name, light=Light(light), rate=rate and replace(base.rate, value=Decimal(rate)))
        for name, light, rate in given
    ]
    assert [one.row for one in worst_indicators(made)] == ["e", "d", "b"]
    assert [one.row for one in worst_indicators(made[:3])] == ["b", "a"]


def test_the_bars_stand_in_the_order_of_the_ranking(rollup: Rollup, notice: Notice) -> None:
    brief = brief_of(rollup, notice)
    assert brief.bars[:5] == (
        Bar("清河县", (3, 1, 0)), Bar("白石县", (0, 2, 2)), Bar("青松县", (0, 0, 4)), Bar("石桥县", (2, 0, 0)),
        Bar("云岭区", (0, 0, 0), "未报"),
    )  # fmt: skip
    assert brief.bars_of == ""


def test_a_chart_is_the_same_picture_each_time() -> None:
    if not has_chinese_font():
        pytest.skip("没有安装中文字体（fonts-noto-cjk）")
    first, again = draw_lights(BARS), draw_lights(BARS)
    assert first.png is not None
    assert first.png.startswith(b"\x89PNG")
    assert first == again
    assert draw_lights(BARS[:2]) != first


@pytest.mark.parametrize(
    ("bars", "fonts", "why"),
    [
        (BARS, (), "本机没有中文字体，未绘图，各单位亮灯情况见汇总表“总览”。"),
        (BARS, ("没有这种字体",), "本机没有中文字体，未绘图，各单位亮灯情况见汇总表“总览”。"),
        (BARS[2:], CHINESE_FONTS, "本期还没有任务亮灯，未绘图。"),
        ((), CHINESE_FONTS, "本期还没有任务亮灯，未绘图。"),
    ],
)
def test_without_font_or_lights_a_sentence_stands_for_the_chart(
    bars: tuple[Bar, ...], fonts: tuple[str, ...], why: str
) -> None:
    assert draw_lights(bars, fonts) == Picture(None, why)


def test_without_matplotlib_a_sentence_stands_for_the_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert draw_lights(BARS) == Picture(None, "本机没有安装绘图组件，未绘图，各单位亮灯情况见汇总表“总览”。")


def test_a_brief_with_a_chart_is_a_valid_file_and_the_same_bytes(
    rollup: Rollup, notice: Notice, faults_of: Callable[[bytes], list[str]]
) -> None:
    brief = brief_of(rollup, notice)
    contents = [write_brief(brief, ROLLUP, draw_lights(brief.bars)) for _ in range(2)]
    assert contents[0] == contents[1]
    assert faults_of(contents[0]) == []


def test_hostile_words_on_a_brief(
    rollup: Rollup, with_words: Callable[[str], Notice], faults_of: Callable[[bytes], list[str]]
) -> None:
    content = write_brief(brief_of(rollup, with_words("<w:p/>\x00{{")), ROLLUP, Picture(None, ""))
    assert "1．白石县<w:p/……“提升信息化水平”：<w:p/>{{。" in lines_of(content)
    assert faults_of(content) == []


def slip_of(rollup: Rollup, name: str) -> tuple[Slips, bytes]:
    slips = slips_of(rollup)
    (book,) = (one for one in slips.books if one.name.startswith(name))
    return slips, write_slips(slips, book, "云岭市医改办")


def test_the_form_of_a_slip(rollup: Rollup, faults_of: Callable[[bytes], list[str]]) -> None:
    _slips, content = slip_of(rollup, "青松县")
    document = opened(content)
    first, reply = document.tables[:2]
    rows = {row.cells[0].text: row.cells[1].text for row in first.rows}
    reason = rows.pop("事由").split("\n")
    assert rows == {
        "督办等级": "红色督办（逾期）",
        "承办单位": "青松县",
        "督办事项": "（一）加强基层服务",
        "责任单位": "市卫生健康委",
        "依据": "《云岭市深化医药卫生体制改革2022年重点工作任务》",
        "办理要求": "已逾期。请立即查明原因，明确责任人，在办结时限前完成，并书面说明逾期原因。",
        "办结时限": "2022年12月31日前",
        "交办单位": "云岭市医改办（盖章）",
    }
    assert reason[2:4] == [
        "2．县域医疗中心：时限2022年12月31日，目标1个，报告值0个，状态为“逾期未完成”，红灯（逾期）；存在问题：编制不足。",
        "　　出处：青松县2022年第三季度台账.xlsx（登记号123） 任务台账!Q7",
    ]
    assert [row.cells[0].text for row in reply.rows] == ["办理情况", "完成时间", "负责人"]
    assert document.paragraphs[-1].text == (
        "请于2022年10月19日前将回执报云岭市医改办，办理情况同时填入下期任务台账。"
    )
    titles = [
        one.paragraph_format.page_break_before for one in document.paragraphs if one.text == "重点任务督办单"
    ]
    assert titles == [False, True, True, True]
    assert faults_of(content) == []


def test_hostile_words_on_a_slip(rollup: Rollup, faults_of: Callable[[bytes], list[str]]) -> None:
    words = "</w:p>\x00\x1b{{ x }}\u202e&"
    rows = [
        replace(one, row=replace(one.row, problems=words, raw={**one.row.raw, "actual": words}, actual=None))
        for one in rollup.details
    ]
    _slips, content = slip_of(replace(rollup, details=tuple(rows)), "青松县")
    reason = next(row.cells[1].text for row in opened(content).tables[0].rows if row.cells[0].text == "事由")
    assert "报告值</w:p>{{ x }}&，" in reason
    assert reason.split("\n")[0].endswith("存在问题：</w:p>{{ x }}&。")
    assert faults_of(content) == []
