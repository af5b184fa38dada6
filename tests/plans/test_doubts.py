"""What is left to a person: readings that change a number, a unit or a date, each with its candidates."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan

OTHER = "二、做好监管。查处问题。（市医保局负责）\n"
ISSUED = (
    "云栖市人民政府办公室关于印发云栖市2031年重点工作任务的通知\n2031年7月20日\n云栖市2031年重点工作任务\n"
)


def doubts(text):
    return [(one.id, one.field, one.candidates) for one in compile_plan(text).unresolved]


@pytest.mark.parametrize(
    ("time", "found"),
    [
        ("6月底前", [("T01.M01.I1", "deadline", ("2031-06-30", "2032-06-30"))]),
        ("2月底前", [("T01.M01.I1", "deadline", ("2031-02-28", "2032-02-28"))]),
        ("2031年6月底前", []),
        ("9月底前", []),
        ("每年3月底前", []),
    ],
)
def test_a_time_that_was_over_when_the_plan_was_issued(time, found):
    assert doubts(f"{ISSUED}一、建站。{time}建成3个服务站。（市医保局负责）\n{OTHER}") == found


def test_without_a_date_of_issue_a_time_is_this_years():
    assert (
        doubts(f"云栖市2031年重点工作任务\n一、建站。6月底前建成3个服务站。（市医保局负责）\n{OTHER}") == []
    )


def test_a_year_that_only_other_documents_have():
    text = f"云栖市优质服务体系实施方案\n落实《关于做好工作的通知》（云政办发〔2031〕7号）精神。\n一、建站。建成3个服务站。（市医保局负责）\n{OTHER}"
    assert doubts(text) == [("plan", "year", ("2031", "2032"))]


def test_a_period_in_the_title():
    assert doubts(f"云栖市“十五五”重点工作任务\n一、建站。建成3个服务站。（市医保局负责）\n{OTHER}") == [
        ("plan", "year", ("2026", "2027", "2028", "2029", "2030"))
    ]


def test_a_name_whose_level_was_blotted_out():
    assert doubts(f"云栖市2031年重点工作任务\n一、建站。建成3个服务站。（(略)医保局）\n{OTHER}") == [
        ("T01.M01", "unit", ("省医保局", "市医保局", "县医保局"))
    ]
    assert (
        doubts(f"云栖市2031年重点工作任务\n一、建站。建成3个服务站。（(略)医保局、市财政局）\n{OTHER}") == []
    )


def test_a_draft_is_compiled_as_a_draft():
    plan = compile_plan(
        f"云栖市2031年重点工作任务（征求意见稿）\n一、建站。建成3个服务站。（市医保局负责）\n{OTHER}"
    )
    assert (plan.status, plan.year, len(plan.tasks)) == ("draft", 2031, 2)
