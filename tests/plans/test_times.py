"""Times in a plan for 2031: the last day each allows, and what is no deadline; every sentence is invented."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.plans import compile_plan
from taizhang.plans.dialects.chinese import Chinese
from taizhang.plans.squeezed import squeeze


def told(sentence):
    read = Chinese().read_deadlines(squeeze(sentence, blanks=False).whole, 2031)
    return [f"{one.printed.text} {one.day or '每年'}" for one in read]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("明年6月底前投用。", ["明年6月底前 2032-06-30"]),
        ("明年底前投用，今年内开工。", ["明年底前 2032-12-31", "今年内 2031-12-31"]),
        ("十二月底前完成。", ["十二月底前 2031-12-31"]),
        ("于6月启动，2031年9月完成验收。", ["于6月 2031-06-30", "2031年9月 2031-09-30"]),
        ("2031年，全市新增站点2个。", ["2031年 2031-12-31"]),
        ("2031年三级医院全部接入，2032年二级医院接入率达到70%。", ["2031年 2031-12-31", "2032年 2032-12-31"]),
        ("到2033、2035年分别达标。", ["到2033 2033-12-31", "2035年 2035-12-31"]),
        ("到2033年和2035年，达标率保持在90%。", ["到2033年 2033-12-31", "2035年 2035-12-31"]),
        ("2031—2033年，累计培训300人次。", ["2031—2033年 2033-12-31"]),
        ("建立机制（2031年9月底前完成）。", ["2031年9月底前 2031-09-30"]),
        ("每年3月底前清算，10月底前公示，2031年底前建库。", ["每年3月底前 每年", "10月底前 每年", "2031年底前 2031-12-31"]),
        ("每月25日前报表，每季度末调度。", ["每月25日前 每年", "每季度末 每年"]),
        ("3-5月部署，6月—10月实施，12月总结评估。", ["3-5月 2031-05-31", "6月—10月 2031-10-31", "12月 2031-12-31"]),
        ("启动阶段（2031年3月—4月）。", ["2031年3月—4月 2031-04-30"]),
        ("完成时限：全年", ["全年 2031-12-31"]),
        ("完成时限：长期坚持", []),
    ],
)  # fmt: skip
def test_days(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "2030年底，签约率达到70%。",
        "2030年12月31日前已参保的人员继续享受待遇。",
        "自2031年起执行，从2031年1月1日起实施。",
        "2031年以来，成效明显。",
        "落实2031年医改重点工作任务和2031年版目录。",
        "2031年，各地要以改革精神为指导，协同推进。",
        "2031年4月18日，召开会议。",
        "健康行动（2031—2033年）。",
        "较2031年提高。",
        "运用2031年考核结果，2031年2月至今已完成。",
    ],
)
def test_no_deadline(sentence):
    assert told(sentence) == []


def test_a_clause_says_when_beside_who():
    plan = compile_plan(
        "云栖市2031年重点工作任务\n一、定办法。制定用药管理办法。（市医保局负责，2031年6月底前完成）\n"
        "二、管数据。核对。（市医保局负责，9月底前完成）"
    )
    assert [[one.day for one in task.deadlines] for task in plan.tasks] == [
        [date(2031, 6, 30)], [date(2031, 9, 30)],
    ]  # fmt: skip
