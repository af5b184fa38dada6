"""What a Chinese document says of itself; places are real only where the table of places is asked."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan

BODY = "\n一、建机制。开会。（市医保局负责）\n二、管数据。核对。（市医保局负责）"


@pytest.mark.parametrize(
    ("head", "title", "place", "level", "year"),
    [
        ("云岭市近期重点工作任务\n（2031年）", "云岭市近期重点工作任务（2031年）", "云岭市", "city", 2031),
        ("重庆市2031年重点工作任务", "重庆市2031年重点工作任务", "重庆市", "province", 2031),
        ("重庆市渝中区2031年重点工作任务", "重庆市渝中区2031年重点工作任务", "渝中区", "county", 2031),
        (
            "云岭市2031年工作方案\n（征求意见稿）",
            "云岭市2031年工作方案（征求意见稿）",
            "云岭市",
            "city",
            2031,
        ),
    ],
)
def test_title_and_place(head, title, place, level, year):
    plan = compile_plan(head + BODY)
    assert (plan.title, plan.jurisdiction.name, plan.jurisdiction.level.value, plan.year) == (
        title, place, level, year,
    )  # fmt: skip


def test_opinions_keep_their_whole_title():
    plan = compile_plan(
        "云岭省人民政府关于进一步深化医改的实施意见\n云政发〔2031〕12号\n各市人民政府：" + BODY
    )
    assert (plan.title, plan.issuer, plan.year) == (
        "云岭省人民政府关于进一步深化医改的实施意见",
        "云岭省人民政府",
        2031,
    )
    assert (
        compile_plan("关于做好2031年医改重点工作的通知\n各县卫健局：" + BODY).title
        == "关于做好2031年医改重点工作的通知"
    )


def test_who_reports_stands_behind_the_lines_of_the_head():
    head = "中共云岭县委办公室云岭县人民政府办公室关于印发《云岭县2031年深化医改工作要点》的通知\n云办发〔2031〕3号\n云岭县2031年深化医改工作要点\n各乡镇要按季度向县医改办报送进展情况。"
    assert [(one.every, one.by, one.to) for one in compile_plan(head + BODY).cadences] == [
        ("quarterly", "各乡镇", "县医改办")
    ]


def test_the_line_of_a_page_is_no_issuer():
    head = "云岭市2031年工作安排_通知公告_云岭市人民政府\n云岭市医改领导小组办公室\n关于印发《云岭市2031年工作安排》的通知"
    assert compile_plan(head + BODY).issuer == "云岭市医改领导小组办公室"
