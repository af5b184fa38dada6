"""Which words of a document are responsibility clauses, and which are not; every sentence is invented."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan
from taizhang.plans.chinese.clauses import find_clauses
from taizhang.plans.squeezed import squeeze


def clauses(text):
    return [clause.text for clause in find_clauses(squeeze(text, blanks=False))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、建平台。由市医保局牵头，市财政局配合，6月底前完成。\n二、管数据。市医保局负责。",
         ["由市医保局牵头，市财政局配合，6月底前完成", "市医保局负责"]),
        ("一、建平台。联网。（市医保局负责）\n二、管数据。由市医保局负责，市财政局配合。", ["（市医保局负责）", "由市医保局负责，市财政局配合"]),
        ("一、建平台。联网。（市医保局负责）\n二、管数据（市医保局、市财政局）。", ["（市医保局负责）", "（市医保局、市财政局）"]),
        ("一、建平台。联网。（市医保局牵头，市财政局配合\n二、管数据。市医保局负责）\n三、强监管。（市医保局负责）",
         ["（市医保局牵头，市财政局配合", "市医保局负责）", "（市医保局负责）"]),
        ("一、建平台。联网。【责任单位】市医保局、市财政局", ["【责任单位】市医保局、市财政局"]),
        ("一、建平台。联网。\n责任单位 市医保局、市财政局", ["责任单位市医保局、市财政局"]),
        ("一、建平台。联网。（市医保局、市财政局分别负责，完成时限：2031年9月）", ["（市医保局、市财政局分别负责，完成时限：2031年9月）"]),
        ("一、建平台。联网（市医保局、市财政局，年内）。\n二、管数据。核对。（市医保局、财政局等，每月末）", ["（市医保局、市财政局，年内）", "（市医保局、财政局等，每月末）"]),
        ("一、建平台。联网。（2031年6月底前完成，市医保局牵头）", ["（2031年6月底前完成，市医保局牵头）"]),
        ("一、建平台。联网。（市医保局、市财政局按职责分工牵头推进）", ["（市医保局、市财政局按职责分工牵头推进）"]),
        ("一、建平台。联网。（完成时限：6月底；责任：市医保局）", ["（完成时限：6月底；责任：市医保局）"]),
        ("一、建平台。联网。（市医保局负责）\n主办单位：云岭市人民政府办公室", ["（市医保局负责）"]),
        ("一、建平台。联网。\n主办单位：市医保局\n二、管数据。核对。\n主办单位：市财政局", ["主办单位：市医保局", "主办单位：市财政局"]),
        ("一、办医院（鼓励社会力量参与），规范行医（以下简称规范行医）。（市医保局负责）", ["（市医保局负责）"]),
        ("一、建平台。由市医保局牵头制定办法。\n责任单位：市医保局", ["责任单位：市医保局"]),
    ],
)  # fmt: skip
def test_what_is_a_clause(text, expected):
    assert clauses(text) == expected


def test_places_of_a_region_are_units_of_a_clause():
    plan = compile_plan(
        "云岭自治区2031年重点工作任务\n一、建机制。开会。(自治区医保局负责)\n二、强监管。检查。(自治区医保局、各地(市)分别负责)"
    )
    assert [[duty.unit for duty in task.duties] for task in plan.tasks] == [
        ["自治区医保局"],
        ["自治区医保局", "各地(市)"],
    ]
