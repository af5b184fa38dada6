"""How a text is set says nothing: bars of tables, widths of signs, unseen characters, lines of a page; all invented."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan

TITLE = "云岭市2031年重点工作任务"
TASKS = "一、建机制。二、三级医院开会。（市医保局负责）\n二、管数据。核对。（市医保局负责）\n"


def test_a_hospital_of_the_second_class_opens_a_sentence():
    assert [one.text for one in compile_plan(f"{TITLE}\n{TASKS}").tasks[0].measures] == ["二、三级医院开会。"]


def test_the_bars_of_a_table_are_no_words():
    plan = compile_plan(
        f"{TITLE}\n| 序号 | 重点任务 | 工作内容 | 责任单位 | 完成时限 |\n| 1 | 建机制 | 开会。 | 市医保局 | 年底前 |\n"
        "| 2 | 管数据 | 核对。 | 市医保局 | 年底前 |"
    )
    assert [[one.text for one in task.measures] for task in plan.tasks] == [["开会。"], ["核对。"]]


def test_the_document_twice_in_signs_of_two_widths():
    narrow = "(一)建机制。开会。(市医保局负责)\n(二)管数据。核对。(市医保局负责)\n"
    wide = narrow.replace("(", "（").replace(")", "）")
    assert len(compile_plan(f"{TITLE}\n{narrow}{TITLE}\n{wide}").tasks) == 2


def test_what_nobody_sees_stands_in_no_quote():
    plan = compile_plan(f"{TITLE}\n一、建机\u200b制。开\u00ad会。（市医\u2060保局负责）")
    task = plan.tasks[0]
    assert (task.title, task.measures[0].text, task.clauses[0].words) == (
        "建机制",
        "开会。",
        "（市医保局负责）",
    )
    assert task.measures[0].span.quote == "开\u00ad会。"


@pytest.mark.parametrize("before", ["无障碍阅读\n网站支持IPv6\n", "首页 政务公开\n"])
def test_a_title_that_names_place_and_plan_is_whole(before):
    assert compile_plan(f"{before}{TITLE}\n{TASKS}").title == TITLE


def test_the_notice_and_the_heading_differ_in_width():
    plan = compile_plan(
        f"现将《{TITLE}(征求意见稿)》印发给你们，请抓好落实。\n云岭市人民政府\n2031年2月9日\n{TITLE}（征求意见稿）\n{TASKS}"
    )
    assert (plan.title, plan.goals, plan.status) == (f"{TITLE}(征求意见稿)", (), "draft")
