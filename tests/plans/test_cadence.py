"""How often somebody reports to somebody; every sentence is invented."""

from __future__ import annotations

import pytest

from taizhang.plans.dialects.chinese import Chinese
from taizhang.plans.squeezed import squeeze


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各县要于每季度末月25日前将进展情况报送市医改办。", ["quarterly 各县 → 市医改办"]),
        ("各市每半年向省医改办书面报告一次。", ["half-yearly 各市 → 省医改办"]),
        ("牵头单位每月25日前将进展报市医改办。", ["monthly 牵头单位 → 市医改办"]),
        ("每年12月10日前将总结报推进委员会办公室。", ["annual  → 推进委员会办公室"]),
        ("实行工作月报制。", ["monthly  → "]),
        (
            "请各地于每季度首月5日前、每年12月20日前分别报送季度和年度工作总结。",
            ["quarterly 各地 → ", "annual 各地 → "],
        ),
        ("每月25日前各县（市、区）将进展报市医改办。", ["monthly 各县（市、区） → 市医改办"]),
        ("请各单位于每月5日前报送上月进展，每季度末报送小结。", ["monthly 各单位 → ", "quarterly 各单位 → "]),
        ("市卫生健康委每半年向市政府报告情况。", ["half-yearly 市卫生健康委 → 市政府"]),
        ("每年12月5日前，各县将总结报送市医改办。", ["annual 各县 → 市医改办"]),
        ("每季度末，召开会议，加强报告。", []),
        ("按季度通报，年底考核。", []),
        ("每季度召开一次会议，每年开展一次督查。", []),
        ("落实传染病报告制度。", []),
        ("每年提高报销比例。", []),
    ],
)
def test_reports(sentence, expected):
    read = Chinese().read_cadences(squeeze(sentence, blanks=False).whole)
    assert [f"{one.every} {one.by} → {one.to}" for one in read] == expected
