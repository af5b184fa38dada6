from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhang.model.plan import Comparator, Target
from taizhang.model.words.status import Status
from taizhang_validators.wording import worded
from taizhang_validators.written_days import read_day


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (None, "空"),
        ("", "空"),
        (Decimal("1E+2"), "100"),
        (Decimal("81.50"), "81.5"),
        (True, "是"),
        (False, "否"),
        (date(2022, 9, 30), "2022年9月30日"),
        (Status.DONE, "已完成"),
        (("分子", "分母"), "分子、分母"),
        (Target(Comparator.AT_LEAST, Decimal(90), "%"), "≥90%"),
    ],
)
def test_facts_are_worded_for_a_chinese_sentence(fact, words):
    assert worded(fact) == words


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022.10.8", date(2022, 10, 8)),
        ("2022年10月8日", date(2022, 10, 8)),
        ("２０２２－１０－０８", date(2022, 10, 8)),
        ("2022/10/08", date(2022, 10, 8)),
        ("2022 年 10 月 8 日", date(2022, 10, 8)),
        ("20221008", date(2022, 10, 8)),
        ("2022-10-08 00:00:00", date(2022, 10, 8)),
        ("44842", date(2022, 10, 8)),
        ("2022年9月底", None),
        ("三季度", None),
        ("2022.13.1", None),
        ("", None),
    ],
)
def test_day_above_the_table_is_read(written, day):
    assert read_day(written) == day
