"""The Word template of a notice as we ship it: an office may write it out, edit it in Word, and give it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from taizhang.papers.blank_paper import blank_paper
from taizhang.papers.paper_parts import add_row, add_table, add_text
from taizhang.papers.paper_styles import IMPRINT_LINES
from taizhang.papers.word_package import word_bytes

_YEAR_ONE = date(2022, 1, 1)  # of the template's own properties, which a notice replaces
_WIDE, _NARROW = "表文", "表数"


def notice_template() -> bytes:
    """The template as a Word file."""
    paper = blank_paper()
    _draw_head(paper)
    _draw_overall(paper)
    _draw_places(paper)
    _draw_problems(paper)
    _draw_demands(paper)
    _draw_end(paper)
    _draw_indicators(paper)
    _draw_lights(paper)
    _draw_reports(paper)
    _draw_fillers(paper)
    _draw_scores(paper, "")
    _draw_scores(paper, "下级")
    _draw_imprint(paper)
    return word_bytes(paper, "通报模板", "", _YEAR_ONE)


def _body(paper: Any, text: str, heading: str = "") -> None:
    add_text(paper, "公文正文", text, heading)


def _control(paper: Any, statement: str) -> None:
    """A paragraph that steers and is gone afterwards: {%p if …%}."""
    add_text(paper, "公文正文", f"{{%p {statement} %}}")


def _draw_head(paper: Any) -> None:
    add_text(paper, "发文机关标志", "{{ 发文机关 }}文件")
    add_text(paper, "发文字号", "{{ 发文字号 }}")
    add_text(paper, "Title", "{{ 标题 }}{% if 征求意见稿 %}（依据征求意见稿）{% endif %}")
    add_text(paper, "主送机关", "{{ 主送 }}：")
    _body(
        paper,
        "按照《{{ 计划名称 }}》{% if 计划文号 %}（{{ 计划文号 }}）{% endif %}要求，现将{{ 报告期 }}重点任务进展情况通报如下。"
        "数据统计截至{{ 统计日期 }}，以各单位报送并经校验接收的任务台账为准。",
    )


def _draw_overall(paper: Any) -> None:
    add_text(paper, "heading 1", "一、总体情况")
    _body(
        paper,
        "共部署重点任务{{ 任务总数 }}项，各单位均达到序时进度的{{ 达到序时任务数 }}项，占比{{ 达到序时任务占比 }}；"
        "有单位亮黄灯的{{ 黄灯任务数 }}项，有单位亮红灯的{{ 红灯任务数 }}项"
        "{% if 未亮灯任务数 %}，尚无单位可评价的{{ 未亮灯任务数 }}项{% endif %}。按单位逐项统计，共亮灯{{ 亮灯项次 }}项次，"
        "其中绿灯（达到序时进度）{{ 绿灯项次 }}项次，占比{{ 绿灯占比 }}；黄灯{{ 黄灯项次 }}项次，红灯{{ 红灯项次 }}项次。",
        "（一）任务进展。",
    )
    _body(
        paper,
        "共有量化指标{{ 指标总数 }}项，其中绿灯{{ 绿灯指标数 }}项、黄灯{{ 黄灯指标数 }}项、红灯{{ 红灯指标数 }}项"
        "{% if 未亮灯指标数 %}，尚不能评价的{{ 未亮灯指标数 }}项{% endif %}；已亮灯的指标中，绿灯占比{{ 绿灯指标占比 }}"
        "（详见附件1）。",
        "（二）指标完成。",
    )
    _body(
        paper,
        "应报单位{{ 应报数 }}个，已报{{ 已报数 }}个；及时{{ 及时数 }}个，迟报{{ 迟报数 }}个"
        "{% if 零报告数 %}，零报告{{ 零报告数 }}个{% endif %}{% if 退回未改数 %}，退回未改{{ 退回未改数 }}个{% endif %}"
        "{% if 待定数 %}，待定{{ 待定数 }}个{% endif %}，未报{{ 未报数 }}个。"
        "及时率{{ 及时率 }}，缺报率{{ 缺报率 }}（详见附件3）。",
        "（三）报送情况。",
    )  # fmt: skip


_RANK = (
    "第{{ 位.名次 }}名{{ 位.单位 }}（{% if 位.并列 %}并列，{% endif %}{{ 位.绿灯占比 }}）"
    "{% if not loop.last %}，{% endif %}"
)


def _draw_places(paper: Any) -> None:
    add_text(paper, "heading 1", "二、各地情况")
    _body(
        paper,
        "以绿灯占比（绿灯任务数占已亮灯任务数的比重）从高到低排名，占比相同的名次并列；"
        "已亮灯任务不足{{ 最少任务数 }}项的，占比不可比，不参加排名（详见附件2）。",
        "（一）亮灯排名。",
    )
    _control(paper, "if 排名前列")
    _body(
        paper,
        f"{{% if 排名后列 %}}排名靠前的单位：{{% else %}}排名依次为：{{% endif %}}{{% for 位 in 排名前列 %}}{_RANK}{{% endfor %}}。"
        f"{{% if 排名后列 %}}排名靠后的单位：{{% for 位 in 排名后列 %}}{_RANK}{{% endfor %}}。{{% endif %}}",
    )
    _control(paper, "endif")
    _control(paper, "if 不排名")
    _body(
        paper,
        "不参加排名的单位：{% for 位 in 不排名 %}{{ 位.单位 }}（{{ 位.报送状态 }}，已亮灯{{ 位.已亮灯 }}项）"
        "{% if not loop.last %}、{% endif %}{% endfor %}{% if 另有不排名 %}等，详见附件2{% endif %}。",
    )
    _control(paper, "endif")
    _draw_red_tasks(paper)
    _control(paper, "if 考核表")
    _body(
        paper,
        "按照计划的评分设置，各单位考核得分、名次{% if 考核挂钩 %}以及与补助资金挂钩的结果{% endif %}见附件{{ 考核附件号 }}。",
        "（三）年度考核。",
    )
    _control(paper, "endif")


def _draw_red_tasks(paper: Any) -> None:
    _control(paper, "if 红灯任务")
    _body(
        paper,
        "下列任务有单位亮红灯（落后序时进度超过{{ 黄灯上限 }}个百分点，或者逾期未完成）：",
        "（二）滞后任务。",
    )
    _control(paper, "for 项 in 红灯任务")
    _body(paper, "{{ loop.index }}．{{ 项.任务 }}：{{ 项.单位数 }}个单位亮红灯，为{{ 项.单位 }}。")
    _control(paper, "endfor")
    _control(paper, "else")
    _body(paper, "本期没有单位亮红灯。", "（二）滞后任务。")
    _control(paper, "endif")


def _draw_problems(paper: Any) -> None:
    add_text(paper, "heading 1", "三、存在问题")
    _body(
        paper,
        "{% if 迟报单位 %}迟报{{ 迟报数 }}个：{% for 位 in 迟报单位 %}{{ 位.单位 }}（迟{{ 位.天数 }}天）"
        "{% if not loop.last %}、{% endif %}{% endfor %}{% if 另有迟报 %}等{% endif %}。{% endif %}"
        "{% if 未报单位 %}未报{{ 未报数 }}个：{{ 未报单位 }}。{% endif %}"
        "{% if 退回未改单位 %}退回后尚未重新报送{{ 退回未改数 }}个：{{ 退回未改单位 }}。{% endif %}"
        "{% if 待定单位 %}报送有疑、尚待核定{{ 待定数 }}个：{{ 待定单位 }}。{% endif %}"
        "{% if not (迟报单位 or 未报单位 or 退回未改单位 or 待定单位) %}本期各单位均按时报送。{% endif %}",
        "（一）报送方面。",
    )
    _body(
        paper,
        "{% if 红灯指标 %}亮红灯的指标{{ 红灯指标数 }}项：{% for 项 in 红灯指标 %}{{ 项.指标 }}（目标{{ 项.目标 }}，"
        "目前{{ 项.完成值 }}{% if 项.有完成率 %}，完成率{{ 项.完成率 }}{% endif %}）{% if not loop.last %}；{% endif %}"
        "{% endfor %}{% if 红灯指标数 > 红灯指标|length %}等{% endif %}。{% else %}本期没有亮红灯的指标。{% endif %}",
        "（二）指标方面。",
    )
    _body(
        paper,
        "{% if 问题数 %}各单位共反映问题{{ 问题数 }}条，其中需领导协调{{ 需协调数 }}条；反映较多的是"
        "{% for 位 in 问题单位 %}{{ 位.单位 }}{{ 位.条数 }}条{% if not loop.last %}、{% endif %}{% endfor %}。"
        "{% if 列出问题 %}需领导协调或者任务亮红灯的有：{% endif %}{% else %}本期各单位没有反映问题。{% endif %}",
        "（三）各地反映的问题。",
    )  # fmt: skip
    _control(paper, "for 问 in 列出问题")
    _body(
        paper,
        "{{ loop.index }}．{{ 问.单位 }}“{{ 问.任务 }}”：{{ 问.问题 }}{% if 问.需协调 %}（需领导协调）{% endif %}。",
    )
    _control(paper, "endfor")
    _control(paper, "if 另有问题")
    _body(paper, "其余问题见汇总表“问题清单”。")
    _control(paper, "endif")


_DEMANDS = (
    (
        "（一）补齐报送。",
        "{% if 未报单位 or 退回未改单位 %}未报和退回未改的单位，请于收到本通报后3个工作日内报送；{% endif %}"
        "各单位请按下发的任务台账如实填报，对自检提示逐条核对后再报送。",
    ),
    (
        "（二）加快进度。",
        "亮红灯、黄灯的任务，请有关单位逐项查明原因，明确责任人和完成时间，按督办单要求办理并反馈；达到序时进度的，请保持力度，按时完成。",
    ),
    (
        "（三）加强协调。",
        "需领导协调的事项，请牵头单位提出意见，按程序报批；各单位请如实反映困难，不得以文件落实代替工作落实。",
    ),
)


def _draw_demands(paper: Any) -> None:
    add_text(paper, "heading 1", "四、下一步要求")
    for heading, text in _DEMANDS:
        _body(paper, text, heading)


def _draw_end(paper: Any) -> None:
    """The list of annexes, room for the seal over name and day."""
    add_text(paper, "Normal", "")
    add_text(paper, "附件说明", "附件：1．指标完成情况")
    add_text(paper, "附件说明续", "2．各地亮灯情况")
    add_text(paper, "附件说明续", "3．报送情况")
    for rows, number, title in (
        ("下级亮灯表", "下级亮灯附件号", "各填报单位亮灯情况"),
        ("考核表", "考核附件号", "考核得分"),
        ("下级考核表", "下级考核附件号", "各填报单位考核得分"),
    ):
        _control(paper, f"if {rows}")
        add_text(paper, "附件说明续", f"{{{{ {number} }}}}．{title}")
        _control(paper, "endif")
    for _ in range(2):
        add_text(paper, "署名", "")
    add_text(paper, "署名", "{{ 发文机关 }}")
    add_text(paper, "署名", "{{ 成文日期 }}")


def _draw_annex(
    paper: Any,
    number: int | str,
    title: str,
    rows: str,
    columns: Sequence[tuple[str, int, str, str]],
) -> None:
    """A table on a page of its own."""
    _draw_annex_head(paper, number, title)
    _draw_table(paper, rows, columns)


def _draw_annex_head(paper: Any, number: int | str, title: str) -> None:
    add_text(paper, "附件标记", f"附件{number}")
    add_text(paper, "附件标题", title)


def _draw_table(paper: Any, rows: str, columns: Sequence[tuple[str, int, str, str]]) -> None:
    """Title, width, text and style of each column; a row for each of the list `rows`."""
    table = add_table(paper, [width for _, width, _, _ in columns])
    add_row(table, [title for title, _, _, _ in columns], "表头", header=True)
    blanks = [""] * (len(columns) - 1)
    add_row(table, [f"{{%tr for 行 in {rows} %}}", *blanks], "表文")
    add_row(table, [text for _, _, text, _ in columns], [style for _, _, _, style in columns])
    add_row(table, ["{%tr endfor %}", *blanks], "表文")


def _draw_indicators(paper: Any) -> None:
    columns = (
        ("序号", 45, "{{ loop.index }}", _NARROW), ("重点任务", 145, "{{ 行.任务 }}", _WIDE),
        ("指标", 155, "{{ 行.指标 }}", _WIDE), ("目标值", 90, "{{ 行.目标 }}", _NARROW),
        ("完成值", 75, "{{ 行.完成值 }}", _NARROW), ("完成率", 85, "{{ 行.完成率 }}", _NARROW),
        ("亮灯", 50, "{% cellbg 行.底色 %}{{ 行.灯 }}", _NARROW), ("应报", 45, "{{ 行.应报 }}", _NARROW),
        ("已报", 45, "{{ 行.已报 }}", _NARROW),
    )  # fmt: skip
    _draw_annex(paper, 1, "{{ 报告期 }}指标完成情况", "指标表", columns)


def _light_columns() -> Sequence[tuple[str, int, str, str]]:
    titles = (
        "名次",
        "单位",
        "绿灯",
        "黄灯",
        "红灯",
        "未亮灯",
        "绿灯占比",
        "已完成",
        "逾期",
        "问题",
        "报送状态",
    )
    widths = (50, 110, 50, 50, 50, 60, 80, 60, 50, 50, 80)
    return _columns(titles, widths)


def _columns(titles: Sequence[str], widths: Sequence[int]) -> Sequence[tuple[str, int, str, str]]:
    """Of values that are called as the titles; names stand to the left."""
    return [
        (title, width, f"{{{{ 行.{title} }}}}", _WIDE if title in ("单位", "备注") else _NARROW)
        for title, width in zip(titles, widths, strict=True)
    ]


def _draw_lights(paper: Any) -> None:
    _draw_annex(paper, 2, "{{ 报告期 }}各地亮灯情况", "亮灯表", _light_columns())


def _draw_fillers(paper: Any) -> None:
    """Who fills in, where they report through the places of 附件2."""
    _control(paper, "if 下级亮灯表")
    _draw_annex(
        paper, "{{ 下级亮灯附件号 }}", "{{ 报告期 }}各填报单位亮灯情况", "下级亮灯表", _light_columns()
    )
    _control(paper, "endif")


def _draw_scores(paper: Any, whose: str) -> None:
    """The year's scores of the direct reporters, or (下级) of who fills in; with a column for the subsidy where one is linked."""
    titles = ("名次", "单位", "考核项得分", "折算", "报送扣分", "总分", "备注")
    widths = (45, 110, 70, 55, 55, 60, 150)
    linked = (*titles[:-1], "补助挂钩", titles[-1]), (*widths[:-1], 90, widths[-1])
    _control(paper, f"if {whose}考核表")
    number, title, rows = f"{{{{ {whose}考核附件号 }}}}", f"{{{{ {whose}考核标题 }}}}", f"{whose}考核表"
    _draw_annex_head(paper, number, title)
    _control(paper, "if 考核挂钩")
    _draw_table(paper, rows, _columns(*linked))
    _control(paper, "else")
    _draw_table(paper, rows, _columns(titles, widths))
    _control(paper, "endif")
    add_text(paper, "表注", "{{ 考核说明 }}")
    _control(paper, "endif")


def _draw_reports(paper: Any) -> None:
    titles = ("单位", "报送状态", "应报日期", "收到时间", "迟报天数")
    columns = _columns(titles, (170, 90, 110, 150, 80))
    _draw_annex(paper, 3, "{{ 报告期 }}报送情况", "报送表", columns)


def _draw_imprint(paper: Any) -> None:
    """版记 (GB/T 9704-2012, 7.4)."""
    add_text(paper, "Normal", "")
    table = add_table(paper, [1], IMPRINT_LINES)
    add_row(table, ["抄送：（抄送机关）。"], "版记")
    add_row(table, ["{{ 发文机关 }}\t{{ 成文日期 }}印发"], "版记")
