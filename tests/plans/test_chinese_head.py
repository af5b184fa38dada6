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


def test_the_line_of_a_page_is_no_issuer():
    head = "云岭市2031年工作安排_通知公告_云岭市人民政府\n云岭市医改领导小组办公室\n关于印发《云岭市2031年工作安排》的通知"
    assert compile_plan(head + BODY).issuer == "云岭市医改领导小组办公室"
