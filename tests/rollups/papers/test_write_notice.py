"""The notice as a Word file: the text, the bookmarks, the office's template, hostile words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from docx import Document

from taizhang.errors import BadUsage, CannotRead
from taizhang.papers.notice_facts import PLACEHOLDERS
from taizhang.papers.notice_template import notice_template
from taizhang.papers.number_sources import NumberSources, RollupFile, read_sources
from taizhang.papers.placeholders import Signed
from taizhang.papers.write_notice import write_notice
from taizhang.rollups.how import How
from taizhang.rollups.notice import Notice

from .conftest import lines_of, opened

ROLLUP = RollupFile("汇总.xlsx", "a" * 64)
BY = Signed("云岭市医改办", "云医改办发〔2022〕8号")


def written(notice: Notice, template: bytes | None = None) -> bytes:
    return write_notice(notice, ROLLUP, signed=BY, template=template, template_name="模板“甲.docx”")


def sources(content: bytes) -> NumberSources:
    return read_sources(content, "通报.docx")


def made_of(*paragraphs: str) -> bytes:
    """A template that an office made itself."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_the_first_half_of_the_text(notice: Notice) -> None:
    assert lines_of(written(notice))[:20] == [
        "云岭市医改办文件",
        "云医改办发〔2022〕8号",
        "关于云岭市深化医药卫生体制改革2022年重点工作任务第三季度进展情况的通报",
        "清河县、白石县、青松县、石桥县、云岭区、双河市、平川县、松山县：",
        "按照《云岭市深化医药卫生体制改革2022年重点工作任务》要求，现将2022年第三季度重点任务进展情况通报如下。"
        "数据统计截至2022年10月12日，以各单位报送并经校验接收的任务台账为准。",
        "一、总体情况",
        "（一）任务进展。共部署重点任务4项，各单位均达到序时进度的0项，占比0.0%；有单位亮黄灯的0项，有单位亮红灯的4项。"
        "按单位逐项统计，共亮灯14项次，其中绿灯（达到序时进度）5项次，占比35.7%；黄灯3项次，红灯6项次。",
        "（二）指标完成。共有量化指标11项，其中绿灯1项、黄灯3项、红灯6项，尚不能评价的1项；已亮灯的指标中，绿灯占比10.0%（详见附件1）。",
        "（三）报送情况。应报单位8个，已报4个；及时3个，迟报1个，未报4个。及时率37.5%，缺报率50.0%（详见附件3）。",
        "二、各地情况",
        "（一）亮灯排名。以绿灯占比（绿灯任务数占已亮灯任务数的比重）从高到低排名，占比相同的名次并列；"
        "已亮灯任务不足3项的，占比不可比，不参加排名（详见附件2）。",
        "排名依次为：第1名清河县（75.0%），第2名白石县、青松县（并列，0.0%）。",
        "不参加排名的单位：石桥县（及时，已亮灯2项）、云岭区（未报，已亮灯0项）、双河市（未报，已亮灯0项）、"
        "平川县（未报，已亮灯0项）、松山县（未报，已亮灯0项）。",
        "（二）滞后任务。下列任务有单位亮红灯（落后序时进度超过30个百分点，或者逾期未完成）：",
        "1．提升信息化水平：2个单位亮红灯，为白石县、青松县。",
        "2．加强宣传培训：2个单位亮红灯，为白石县、青松县。",
        "3．加强基层服务：1个单位亮红灯，为青松县。",
        "4．控制不合理费用：1个单位亮红灯，为青松县。",
        "三、存在问题",
        "（一）报送方面。迟报1个：青松县（迟3天）。未报4个：云岭区、双河市、平川县、松山县。",
    ]


def test_the_second_half_of_the_text(notice: Notice) -> None:
    lines = lines_of(written(notice))
    assert lines[20] == (
        "（二）指标方面。亮红灯的指标6项：县域医疗中心（目标每个县≥1个，目前2个，完成率25.0%）；开展试点（目标2个，目前0个，完成率0.0%）；"
        "三级医院电子病历达标率（目标≥4级，目前38.3%，完成率38.3%）；紧密型医共体（目标≥50%，目前0.0%，完成率0.0%）；"
        "率先建成紧密型医共体（目标1个，目前0个，完成率0.0%）；开放床位（目标每个单位≥50张，目前0张，完成率0.0%）。"
    )
    assert lines[21:] == [
        "（三）各地反映的问题。各单位共反映问题26条，其中需领导协调13条；反映较多的是白石县13条、青松县13条。需领导协调或者任务亮红灯的有：",
        "1．青松县“加强基层服务”：编制不足（需领导协调）。",
        "2．青松县“提升信息化水平”：编制不足（需领导协调）。",
        "3．青松县“控制不合理费用”：编制不足（需领导协调）。",
        "4．青松县“加强宣传培训”：编制不足（需领导协调）。",
        "5．白石县“提升信息化水平”：经费尚未到位。",
        "6．白石县“加强宣传培训”：经费尚未到位。",
        "其余问题见汇总表“问题清单”。",
        "四、下一步要求",
        "（一）补齐报送。未报和退回未改的单位，请于收到本通报后3个工作日内报送；各单位请按下发的任务台账如实填报，对自检提示逐条核对后再报送。",
        "（二）加快进度。亮红灯、黄灯的任务，请有关单位逐项查明原因，明确责任人和完成时间，按督办单要求办理并反馈；达到序时进度的，请保持力度，按时完成。",
        "（三）加强协调。需领导协调的事项，请牵头单位提出意见，按程序报批；各单位请如实反映困难，不得以文件落实代替工作落实。",
        "",
        "附件：1．指标完成情况",
        "2．各地亮灯情况",
        "3．报送情况",
        "",
        "",
        "云岭市医改办",
        "2022年10月12日",
        "附件1",
        "2022年第三季度指标完成情况",
        "附件2",
        "2022年第三季度各地亮灯情况",
        "附件3",
        "2022年第三季度报送情况",
        "",
    ]


def test_the_annexes_stand_in_the_order_of_the_workbook(notice: Notice) -> None:
    indicators, lights, reports, _imprint = opened(written(notice)).tables
    assert [cell.text for cell in indicators.rows[1].cells] == [
        "1", "加强基层服务", "社区医院", "93个", "115个", "123.7%", "绿", "8", "3",
    ]  # fmt: skip
    assert [row.cells[2].text for row in indicators.rows[1:]] == [one.subject for one in notice.indicators]
    assert [cell.text for cell in lights.rows[1].cells] == [
        "1", "清河县", "3", "1", "0", "0", "75.0%", "4", "0", "0", "及时",
    ]  # fmt: skip
    assert [row.cells[1].text for row in lights.rows[1:]] == [one.name for one in notice.places]
    assert [cell.text for row in reports.rows[5:6] for cell in row.cells] == [
        "青松县", "迟报", "2022-10-05", "2022-10-08 09:30", "3",
    ]  # fmt: skip


# Digits that are no number of the period: dates, ordinals, the plan's title, rules that the text states.
NO_NUMBERS = r"\d{4}年(\d{1,2}月\d{1,2}日)?|\d{4}-\d\d-\d\d( \d\d:\d\d)?|〔\d{4}〕8号|附件\d|^\d{1,2}．|附件：1．|^\d{1,2}$|不足3项|30个百分点|3个工作日"


def test_every_number_stands_under_a_bookmark(notice: Notice) -> None:
    document = opened(written(notice))
    for text in document.element.body.xpath("//w:bookmarkStart/following-sibling::*[1]/w:t"):
        text.text = ""
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    left = [re.sub(NO_NUMBERS, "", text) for text in texts]
    assert [text for text in left if re.search(r"\d", text)] == []


def test_every_bookmark_says_what_was_stated_and_from_where(notice: Notice) -> None:
    read = sources(written(notice))
    assert read.rollup == ROLLUP
    assert [one for one in read.numbers if one.altered] == []
    stated = {one.mark: one for one in notice.numbers}
    for one in read.numbers:
        of = stated[re.sub(r"_\d$", "", one.bookmark) if one.bookmark not in stated else one.bookmark]
        found = one.stated
        assert (found.title, found.printed, found.how, found.origins, found.parameter, found.clause) == (
            of.title, of.printed, of.how, of.origins, of.parameter, of.clause,
        )  # fmt: skip
    names = [one.bookmark for one in read.numbers]
    assert len({name.lower() for name in names}) == len(names)
    assert {"TZ_tasks", "TZ_red_T01", "TZ_late", "TZ_late_2"} <= set(names)  # said in two places
    assert How.QUOTED in {one.stated.how for one in read.numbers}


def test_the_same_rollup_gives_the_same_bytes(notice: Notice) -> None:
    assert written(notice) == written(notice)
    with zipfile.ZipFile(io.BytesIO(written(notice))) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_word_files_are_valid(notice: Notice, faults_of: Callable[[bytes], list[str]]) -> None:
    assert faults_of(written(notice)) == []
    assert faults_of(notice_template()) == []


def test_the_set_up_of_gb_t_9704(notice: Notice) -> None:
    document = opened(written(notice))
    section = document.sections[0]
    assert [round(length.mm, 1) for length in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in margins] == [37, 35, 28, 26]
    (grid,) = document.element.body.xpath("//w:docGrid")
    assert sorted(grid.attrib.values()) == ["-848", "580", "linesAndChars"]
    looks = {
        style.name: (style.font.name, style.font.size.pt) for style in document.styles if style.font.size
    }
    assert looks["Normal"] == ("仿宋_GB2312", 16)
    assert looks["Title"] == ("方正小标宋简体", 22)
    assert looks["Heading 1"] == ("黑体", 16)
    assert document.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].text == "— 1 —"
    sides = [footer.paragraphs[0].alignment for footer in (section.footer, section.even_page_footer)]
    assert [side.name for side in sides] == ["RIGHT", "LEFT"]


HOSTILE = (
    "{{ 任务总数 }}", "{% for x in 排名前列 %}", "{%p if 1 %}", "{# 注 #}", "{{r 标题 }}", "{_{ 标题 }_}",
    "</w:t></w:r><w:p/>", "<w:bookmarkStart w:id='0' w:name='TZ_tasks'/>", "&lt;b&gt; & \"'", "]]>", "<!DOCTYPE a>",
)  # fmt: skip
UNSEEN = "\x00\x07\x0b\x1b\t\r\n\u200b\u202e\ue000" + "0\ue001x\ue002\uffff"


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stand_as_they_are(
    with_words: Callable[[str], Notice], words: str, faults_of: Callable[[bytes], list[str]]
) -> None:
    content = written(with_words(words))
    lines = lines_of(content)
    shown = words.replace("{_{", "{{").replace("}_}", "}}")  # docxtpl's own way to write braces
    assert lines[3].startswith(f"清河县{shown}、白石县{shown}、")
    assert f"1．白石县{shown}“提升信息化水平”：{shown}（需领导协调）。" in lines
    assert [one.bookmark for one in sources(content).numbers][:2] == ["TZ_tasks", "TZ_tasks_green"]
    assert faults_of(content) == []


def test_what_nobody_sees_is_left_out(with_words: Callable[[str], Notice]) -> None:
    lines = lines_of(written(with_words(f"甲{UNSEEN}乙")))
    assert "1．白石县甲 0x乙“提升信息化水平”：甲 0x乙（需领导协调）。" in lines


def test_a_long_text_is_cut_and_shows_it(with_words: Callable[[str], Notice]) -> None:
    notice = with_words("难" * 500)
    assert notice.problems[0].words.printed == "难" * 120 + "……"
    assert sources(written(notice)).numbers[-1].altered is False


def test_an_office_edits_its_template(notice: Notice) -> None:
    document = opened(notice_template())
    edited = next(one for one in document.paragraphs if "共部署重点任务" in one.text)
    for run in edited.runs[1:]:
        run.text = "本期任务{{ 任务总数 }}项，红灯{{ 红灯任务数 }}项，还是{{ 任务总数 }}项。"
        run.bold = True
    kept = io.BytesIO()
    document.save(kept)
    content = written(notice, kept.getvalue())
    (line,) = (one for one in opened(content).paragraphs if "本期任务" in one.text)
    assert line.text == "（一）任务进展。本期任务4项，红灯4项，还是4项。"
    assert [run.bold for run in line.runs[1:]] == [True] * 7  # numbers look as the text around them
    names = [one.bookmark for one in sources(content).numbers]
    assert names[:3] == ["TZ_tasks", "TZ_tasks_red", "TZ_tasks_2"]


def test_a_number_in_a_header_is_printed_without_a_bookmark(notice: Notice) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "任务{{ 任务总数 }}项"
    document.core_properties.subject = "任务{{ 任务总数 }}项"
    document.add_paragraph("{{ 任务总数 }}")
    kept = io.BytesIO()
    document.save(kept)
    content = written(notice, kept.getvalue())
    assert opened(content).sections[0].header.paragraphs[0].text == "任务4项"
    assert [one.bookmark for one in sources(content).numbers] == ["TZ_tasks"]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert [name for name in package.namelist() if "\ue000".encode() in package.read(name)] == []


def test_a_placeholder_that_word_split_into_runs_is_whole_again(notice: Notice) -> None:
    document = Document()
    paragraph = document.add_paragraph("共")
    for piece in ("{", "{ 任务", "总数", " }", "}"):
        paragraph.add_run(piece)
    kept = io.BytesIO()
    document.save(kept)
    assert lines_of(written(notice, kept.getvalue())) == ["共4"]


def test_numbers_decide_and_compare_like_numbers(notice: Notice) -> None:
    template = made_of(
        "{% if 零报告数 %}有{% else %}没有{% endif %}零报告",
        "{% if 未报数 > 3 and 未报数 == 4 and 未报数 < 应报数 %}过半{% endif %}",
        "{% if 红灯任务数 >= 任务总数 and 红灯任务数 <= 4 %}全红{% endif %}",
    )
    assert lines_of(written(notice, template)) == ["没有零报告", "过半", "全红"]


FAULTS = (
    ("{{ 任务总 }}，{{ 排明 }}", "模板“甲.docx”里有不认识的占位符“任务总”（是否为“任务总数”），“排明”"),
    ("共{{ 任务总数 项", "模板“甲.docx”里有一处标记写法不完整（“共{{ 任务总数 项”附近）"),
    ("{% if 未报数 %}甲", "模板“甲.docx”里有一处标记写法不完整"),
    ("{% for 位 in 排名前列 %}{{ 位.名字 }}{% endfor %}", "模板“甲.docx”里的占位符“名字”没有对应的内容"),
    ("{{ 标题|safe }}", "模板“甲.docx”里有一处标记写法不完整"),
    ("{{ 标题.__class__.__mro__ }}", "模板“甲.docx”里有不允许的操作"),
    ("{{ 标题.x.y }}", "模板“甲.docx”里的占位符“x”没有对应的内容"),
    ("{{ 任务总数 / 0 }}", "模板“甲.docx”填不进内容"),
    ("{{ 1 / 0 }}", "模板“甲.docx”填不进内容"),
)


@pytest.mark.parametrize(("text", "says"), FAULTS)
def test_what_is_off_in_a_template_is_said(notice: Notice, text: str, says: str) -> None:
    with pytest.raises(BadUsage) as trouble:
        written(notice, made_of(text))
    assert str(trouble.value).startswith(says)
    assert "请" in str(trouble.value)


def test_no_template_takes_the_escape_off(with_words: Callable[[str], Notice]) -> None:
    notice = with_words("</w:t><w:br/>")
    template = made_of("{% autoescape false %}{{ 主送 }}{% endautoescape %}")
    assert lines_of(written(notice, template))[0].startswith("清河县</w:t><w:br/>、")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{\\rtf1 x}"])
def test_a_template_that_is_no_word_file(notice: Notice, content: bytes) -> None:
    with pytest.raises(CannotRead, match=r"模板“甲.docx”不是 Word 文件（.docx），请用"):
        written(notice, content or b"x")


def test_every_placeholder_has_a_value_and_the_shipped_template_uses_no_other(notice: Notice) -> None:
    names = [one.name for one in PLACEHOLDERS]
    assert len(set(names)) == len(names)
    template = made_of(*(f"{{% if {name} %}}{{% endif %}}" for name in names))
    assert len(lines_of(written(notice, template))) == len(names)


@pytest.mark.parametrize("one", [one for one in PLACEHOLDERS if one.columns], ids=lambda one: one.name)
def test_every_column_of_a_list_has_a_value(
    with_words: Callable[[str], Notice], notice: Notice, one: Any
) -> None:
    columns = "".join(f"{{{{ 行.{name} }}}}" for name in one.columns)
    template = made_of(f"{{% for 行 in {one.name} %}}{columns}{{% endfor %}}")
    assert len(lines_of(written(notice, template))) == 1


def test_a_file_of_another_origin_has_no_sources(notice: Notice) -> None:
    with pytest.raises(CannotRead, match="不是本系统写出的通报或简报"):
        sources(made_of("通报"))
    with pytest.raises(CannotRead, match="不是 Word 文件"):
        sources(b"PK\x03\x04")
    content = written(notice)
    with pytest.raises(CannotRead):
        sources(content[: len(content) // 2])


def test_a_number_that_was_altered_or_deleted_is_told(notice: Notice) -> None:
    document = opened(written(notice))
    under = "//w:bookmarkStart[@w:name='TZ_tasks']/following-sibling::*[1]/w:t"
    document.element.body.xpath(under)[0].text = "5"
    gone = document.element.body.xpath("//w:bookmarkStart[@w:name='TZ_expected']")[0]
    gone.getparent().remove(gone)
    kept = io.BytesIO()
    document.save(kept)
    altered = {one.bookmark: one.text for one in sources(kept.getvalue()).numbers if one.altered}
    assert altered == {"TZ_tasks": "5", "TZ_expected": None}


def test_a_template_made_of_a_finished_notice_keeps_its_own_bookmarks(notice: Notice) -> None:
    document = opened(written(notice))
    document.paragraphs[0].text = "共{{ 任务总数 }}项"
    kept = io.BytesIO()
    document.save(kept)
    (number,) = sources(written(notice, kept.getvalue())).numbers
    assert (number.bookmark, number.text) == ("TZ_tasks_2", "4")


def test_of_many_places_the_first_and_the_last_stand_in_the_text(notice: Notice) -> None:
    first = notice.places[0]
    ranks = [1] * 12 + list(range(13, 25))
    ranked = tuple(
        replace(
            first,
            name=f"第{n}县",
            rank=first.rank and replace(first.rank, value=Decimal(rank), printed=str(rank)),
        )
        for n, rank in enumerate(ranks, 1)
    )
    silent = tuple(replace(one, name=f"无{n}") for one in notice.places[4:5] for n in range(13))
    lines = lines_of(written(replace(notice, places=(*ranked, *silent))))
    assert lines[11] == (
        "排名靠前的单位：第1名第1县、第2县、第3县、第4县、第5县、第6县、第7县、第8县、第9县、第10县等（并列，75.0%）。"
        "排名靠后的单位：第15名第15县（75.0%），第16名第16县（75.0%），第17名第17县（75.0%），第18名第18县（75.0%），"
        "第19名第19县（75.0%），第20名第20县（75.0%），第21名第21县（75.0%），第22名第22县（75.0%），第23名第23县（75.0%），"
        "第24名第24县（75.0%）。"
    )
    assert lines[12].endswith("、无11（未报，已亮灯0项）等，详见附件2。")
