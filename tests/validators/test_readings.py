"""What the rules against the plan and the last period read out of texts and numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhang_validators.prefilled import means_the_same
from taizhang_validators.promises import promised_day
from taizhang_validators.scales import scale_apart

QUARTER_END = date(2022, 6, 30)


@pytest.mark.parametrize(
    ("field", "found", "sent", "same"),
    [
        ("target", "90%以上", "≥90%", True),
        ("target", "不低于90.0%", "≥90%", True),
        ("target", "5%以内", "≤5%", True),
        ("target", "90%", "≥90%", False),
        ("target", "≤90%", "≥90%", False),
        ("target", "≥90", "≥90%", False),
        ("target", "全市 120所", "全市120所", True),
        ("target", "1000001元", "1000000元", False),
        ("target", "1000000.0元", "1000000元", True),
        ("unit", "名", "人", True),
        ("unit", "万人", "人", False),
        ("unit", "万元", "元", False),
        ("deadline", "2022/9/30", "2022年9月30日前", True),
        ("deadline", "44834", "2022年9月30日前", True),
        ("deadline", "2022年9月底前", "2022年9月30日前", True),
        ("deadline", "2022年底前", "2022年12月31日前", True),
        ("deadline", "2022年13月底", "2022年12月31日前", False),
        ("deadline", "年底", "2022年12月31日前", False),
        ("deadline", "2023年9月30日前", "2022年9月30日前", False),
        ("lead", "市财政局/市医保局", "市医保局、市财政局", True),
        ("lead", "市财政局", "市医保局、市财政局", False),
        ("measure", "建站", "建 站点", False),
        ("deadline", "", "2022年9月30日前", False),
    ],
)
def test_two_ways_of_writing_one_thing(field, found, sent, same):
    assert means_the_same(field, found, sent) is same


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("8月底前全部完成", date(2022, 8, 31)),
        ("力争9月15日前建成投用", date(2022, 9, 15)),
        ("７月中旬完成招标，10月20日前验收", date(2022, 10, 20)),
        ("2023年2月底前办结", date(2023, 2, 28)),
        ("1月底前完成", date(2023, 1, 31)),
        ("6月底前完成", date(2022, 6, 30)),
        ("9月31日前完成", None),
        ("每月调度一次，确保按期完成", None),
        ("9月召开推进会，再行研究", None),
        ("继续抓好落实", None),
        ("", None),
    ],
)
def test_the_day_that_a_text_promises(text, day):
    assert promised_day(text, QUARTER_END) == day


@pytest.mark.parametrize(
    ("number", "base", "power"),
    [
        ("3200000", "300", 4),
        ("310000", "300", 3),
        ("3000", "300", 1),
        ("30000", "300", 2),
        ("3100", "300", None),
        ("2500", "300", None),
        ("10", "1", None),
        ("1200", "1", 3),
        ("3", "0.001", None),
        ("1E+20", "300", None),
        ("300", "0", None),
        ("300", "-3", None),
    ],
)
def test_how_many_powers_of_ten_lie_between(number, base, power):
    assert scale_apart(Decimal(number), Decimal(base), growth=Decimal(5)) == power
