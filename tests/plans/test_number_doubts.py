"""Numbers and times that a person decides, and those that nobody needs to; every sentence is invented."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan


def unresolved(first, second="查处问题。"):
    body = f"云栖市2031年重点工作任务\n一、做好服务。{first}（市医保局负责）\n二、做好监管。{second}（市医保局负责）"
    return [(one.id, one.field, one.candidates) for one in compile_plan(body).unresolved]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("所有县60%以上建成联合体。", [("T01.M01.I1", "target", ("60%", "100%"))]),
        ("60%以上的县签约率达到90%。", [("T01.M01.I2", "scope", ("60%的地方各自达到90%", "全部地方合计达到90%"))]),
        ("三年内实现乡镇接入率90%。", [("T01.M01", "deadline", ("2033-12-31", "2034-12-31"))]),
        ("桃源县、柳溪县3个县建成联合体。", [("T01.M01.I1", "names", ("3个", "列出的2个"))]),
        ("80%(略)建成中心。", [("T01.M01.I1", "target", ("80%", "≥80%"))]),
        ("所有公立医院人员支出占比达到40%。", []),
        ("60%以上的县和80%以上的乡镇建成站点。", []),
        ("合格后三年内上岗，三年内不得调离。", []),
        ("到2033年和2035年，健康素养水平分别达到30%和35%。", []),
        ("新增专科10个，累计达到50个。", []),
    ],
)  # fmt: skip
def test_what_a_person_decides(sentence, expected):
    assert unresolved(sentence) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "全市居民签约服务率达到75%。",
            "居民签约服务率达到80%。",
            [("T02.M01.I1", "target", ("≥75%", "≥80%"))],
        ),
        ("居民签约服务率达到75%。", "居民签约服务率达到75%。", []),
        ("居民签约服务率达到75%。", "到2035年，居民签约服务率达到80%。", []),
        ("占比达到75%。", "占比达到80%。", []),
    ],
)
def test_one_thing_with_two_numbers(first, second, expected):
    assert unresolved(first, second) == expected
