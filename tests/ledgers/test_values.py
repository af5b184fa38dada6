"""What fillers write into number cells, and what it is read as.

In the tables, 读作 is the value in the unit of the row; 空 is a blank without a fault, 不是数 is asked back as not a
number, and "a 或 b" is asked back with both readings. 无单位 is a row that states no unit.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.ledgers.values import NumberReading, read_number
from taizhang.model.grid import CellError, Formula, plain
from taizhang.model.ledger import Fault

PLAIN = """
| 填写        | 单位  | 读作     |
| 0          | 个   | 0       |
| 5          | 个   | 5       |
| 05         | 个   | 5       |
| 95.5       | 个   | 95.5    |
| .5         | 个   | 0.5     |
| 5.         | 个   | 5       |
| -3         | 个   | -3      |
| －3         | 个   | -3      |
| +3         | 个   | 3       |
| ９５         | 个   | 95      |
| １，３００      | 个   | 1300    |
| 1,300      | 个   | 1300    |
| 1，300      | 个   | 1300    |
| 1,234,567  | 个   | 1234567 |
| 1 300      | 个   | 1300    |
| 12 345 678 | 个   | 12345678 |
| 1.2E+05    | 元   | 120000  |
| 1300。      | 人   | 1300    |
| '1300      | 人   | 1300    |
| “1300”     | 人   | 1300    |
| 1300       | 无单位 | 1300    |
"""

UNITS = """
| 填写        | 单位  | 读作     |
| 1300人      | 人   | 1300    |
| 1300 人     | 人   | 1300    |
| 1300人      | 无单位 | 1300    |
| 7699套      | 套   | 7699    |
| 93个        | 个   | 93      |
| 93家        | 个   | 93      |
| 93个        | 家   | 93      |
| 10所        | 家   | 10      |
| 8个县       | 个   | 8       |
| 8个县(市、区)  | 个   | 8       |
| 12家医院     | 家   | 12      |
| 3万人次      | 人次  | 30000   |
| 95人次      | 人次  | 95      |
| 四级        | 级   | 4       |
| 4级        | 级   | 4       |
| 12张       | 张   | 12      |
| 2项        | 项   | 2       |
| 15例       | 例   | 15      |
| 12.5/10万  | /10万 | 12.5   |
| 85%       | 个   | 不是数     |
| 100万元     | 个   | 不是数     |
| 3个        | 万元  | 不是数     |
| 93个       | %   | 不是数     |
| 95公斤      | 个   | 不是数     |
| 3级        | 个   | 不是数     |
| 3个        | 级   | 不是数     |
| 1.2万人     | 无单位 | 12000   |
| 1.2万人次    | 无单位 | 12000   |
| 1.2万元     | 无单位 | 12000   |
| 2000千元    | 无单位 | 2000000 |
| 90%       | 无单位 | 不是数     |
| 九成        | 无单位 | 不是数     |
| 百分之九十     | 无单位 | 不是数     |
| 12①       | 个   | 不是数     |
| 10²       | 个   | 不是数     |
| 增长20      | 个   | 不是数     |
| 提高5       | 个   | 不是数     |
| 提高到85%    | %   | 85      |
"""

MONEY = """
| 填写       | 单位  | 读作        |
| 2000万    | 元   | 20000000   |
| 2000万元   | 元   | 20000000   |
| 2000万    | 万元  | 2000       |
| 2000万元   | 万元  | 2000       |
| 2000     | 万元  | 2000       |
| 10000万   | 万元  | 10000      |
| 1.2亿     | 万元  | 12000      |
| 1.2亿元    | 万元  | 12000      |
| 1.2亿     | 亿元  | 1.2        |
| 3000万元   | 亿元  | 0.3        |
| 1.2亿     | 元   | 120000000  |
| 一点五亿     | 元   | 150000000  |
| 一点五亿元    | 万元  | 15000      |
| 1亿2000万  | 元   | 120000000  |
| 5千元      | 元   | 5000       |
| 3百万元     | 万元  | 300        |
| 1500元    | 万元  | 0.15       |
| 12,000万元 | 万元  | 12000      |
| 约1.2亿元   | 万元  | 12000      |
| 1.2万     | 人   | 12000      |
| 1.2万     | 万人  | 1.2        |
| 1.2万人    | 人   | 12000      |
| 12000人   | 万人  | 1.2        |
| 3千       | 人   | 3000       |
| 3百       | 人   | 300        |
| 2千万      | 元   | 20000000   |
"""

SHARES = """
| 填写         | 单位 | 读作          |
| 85         | %  | 85           |
| 85%        | %  | 85           |
| ９０％        | %  | 90           |
| 90 %       | %  | 90           |
| 119%       | %  | 119          |
| 187.9      | %  | 187.9        |
| 99.95%     | %  | 99.95        |
| 0          | %  | 0            |
| 0%         | %  | 0            |
| 0.85%      | %  | 0.85         |
| 1%         | %  | 1            |
| 100        | %  | 100          |
| 1.01       | %  | 1.01         |
| 1          | %  | 1 或 100      |
| 1.0        | %  | 1 或 100      |
| 0.85       | %  | 0.85 或 85    |
| 0.6        | %  | 0.6 或 60     |
| -0.5       | %  | -0.5 或 -50   |
| -3.2%      | %  | -3.2         |
| 负三         | %  | -3           |
| 增长5.2%     | %  | 不是数       |
| 下降3%       | %  | 不是数          |
| 5‰         | %  | 0.5          |
| 0.5%       | ‰  | 5            |
| 九成         | %  | 90           |
| 九成五        | %  | 95           |
| 九成半        | %  | 95           |
| 9成         | %  | 90           |
| 百分之九十五     | %  | 95           |
| 百分之九十五点五   | %  | 95.5         |
| 百分之95      | %  | 95           |
| 百分之百       | %  | 100          |
| 千分之五       | %  | 0.5          |
| 一半         | %  | 50           |
| 四分之三       | %  | 75           |
| 2/4        | %  | 50 或 2       |
| 九成         | 个  | 不是数          |
| 百分之五       | 个  | 不是数          |
| 5个百分点      | %  | 不是数          |
"""

CHINESE = """
| 填写        | 单位 | 读作      |
| 五         | 个  | 5        |
| 十         | 个  | 10       |
| 十二        | 个  | 12       |
| 两         | 个  | 2        |
| 两个        | 个  | 2        |
| 二十        | 个  | 20       |
| 二十一家      | 家  | 21       |
| 一百零五      | 个  | 105      |
| 一百二十      | 个  | 120      |
| 二百五十      | 个  | 250      |
| 一千三百人     | 人  | 1300     |
| 一万二千      | 人  | 12000    |
| 三点五       | 个  | 3.5      |
| 一百二十万     | 元  | 1200000  |
| 零         | 个  | 0        |
| 〇         | 个  | 0        |
| 壹佰        | 个  | 100      |
| 三十万元      | 万元 | 30       |
| 一百二       | 个  | 120      |
| 三千五       | 个  | 3500     |
| 一千零五      | 个  | 1005     |
| 一千二百五     | 个  | 1250     |
| 一万二       | 人  | 12000    |
| 一万零二      | 人  | 10002    |
| 三万五千      | 人  | 35000    |
| 1万2       | 人  | 不是数      |
| 二三十       | 个  | 不是数      |
| 五六百人      | 人  | 不是数      |
"""

AROUND = """
| 填写          | 单位 | 读作   |
| 约95         | %  | 95    |
| 约95%        | %  | 95    |
| 大约95%       | %  | 95    |
| 近95         | %  | 95    |
| 95左右        | %  | 95    |
| 约1.2万人      | 人  | 12000 |
| 1200余人      | 人  | 1200  |
| 1200多人      | 人  | 1200  |
| 十余个         | 个  | 10    |
| 共95个        | 个  | 95    |
| 已完成95个      | 个  | 95    |
| 累计完成95      | 个  | 95    |
| 完成95        | 个  | 95    |
| 达到95%       | %  | 95    |
| 已达95%       | %  | 95    |
| 95（含市直）     | 个  | 95    |
| 95个（其中新增3个） | 个  | 95    |
| 共：95        | 个  | 95    |
| 未完成5        | 个  | 不是数   |
| 还差5个        | 个  | 不是数   |
| ≥90         | %  | 不是数   |
| 90%以上       | %  | 不是数   |
| 不低于90       | %  | 不是数   |
"""

SEVERAL = """
| 填写         | 单位 | 读作       |
| 30-40      | 个  | 30 或 40  |
| 30～40      | 个  | 30 或 40  |
| 30至40个     | 个  | 30 或 40  |
| 12 34      | 个  | 不是数      |
| 95人100人    | 人  | 不是数      |
| 3个，5家      | 个  | 不是数      |
| 1.2.3      | 个  | 不是数      |
| 1,30       | 个  | 不是数      |
| 2022.9.30  | 个  | 不是数      |
| 2022年9月    | 个  | 不是数      |
"""

BLANKS = """
| 填写  | 单位 | 读作  |
|     | 个  | 空   |
| /   | 个  | 空   |
| ／   | 个  | 空   |
| —   | 个  | 空   |
| ——  | 个  | 空   |
| -   | 个  | 空   |
| 无   | 个  | 空   |
| 暂无  | 个  | 空   |
| 不涉及 | 个  | 空   |
| 不适用 | 个  | 空   |
| 同上  | 个  | 空   |
| 〃   | 个  | 空   |
| 正在统计 | 个 | 不是数 |
| 见附件 | 个  | 不是数 |
| 全部  | 个  | 不是数 |
| 若干  | 个  | 不是数 |
| X   | 个  | 不是数 |
| O   | 个  | 不是数 |
| 是   | 个  | 不是数 |
| 是   | 无单位 | 不是数 |
| 否   | 无单位 | 不是数 |
| 基本是 | 无单位 | 不是数 |
"""


def lines(*tables: str) -> list[tuple[str, str, str]]:
    rows = [line for table in tables for line in table.strip().splitlines()]
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    return [
        (written, unit.replace("无单位", ""), reading)
        for written, unit, reading in cells
        if reading != "读作"
    ]


EXAMPLES = lines(PLAIN, UNITS, MONEY, SHARES, CHINESE, AROUND, SEVERAL, BLANKS)


def said(reading: NumberReading) -> str:
    """A reading in the tables' words."""
    if reading.fault is Fault.AMBIGUOUS:
        return " 或 ".join(map(plain, reading.readings))
    if reading.fault is Fault.NOT_A_NUMBER:
        return "不是数"
    assert reading.fault is None
    return "空" if reading.value is None else plain(reading.value)


@pytest.mark.parametrize(("written", "unit", "reading"), EXAMPLES)
def test_a_cell_is_read_or_asked_back(written: str, unit: str, reading: str) -> None:
    assert said(read_number(written, unit)) == reading


def test_there_are_enough_examples() -> None:
    assert len(EXAMPLES) >= 150


@pytest.mark.parametrize(("written", "unit", "reading"), EXAMPLES)
def test_nothing_that_is_written_becomes_zero_or_blank(written: str, unit: str, reading: str) -> None:
    read = read_number(written, unit)
    if reading not in ("0", "空"):
        assert read.value != 0
        assert read.value is not None or read.fault is not None


@given(
    st.text("0123456789.,-+/%‰eE约余成分之百千万亿一二十零点半个人元（）() \n'是否", max_size=14),
    st.sampled_from(["", "%", "个", "万元", "元"]),
)
def test_no_text_raises(written: str, unit: str) -> None:
    read = read_number(written, unit)
    assert read.value is None or read.fault is None


@pytest.mark.parametrize(
    ("cell", "unit", "reading"),
    [
        (Decimal("0.85"), "%", "0.85 或 85"),
        (Decimal(1), "%", "1 或 100"),
        (Decimal(1), "个", "1"),
        (Decimal(1300), "人", "1300"),
        (Formula("A1/B1", Decimal(95)), "%", "95"),
        (Formula("A1", "九成"), "%", "90"),
        (None, "个", "空"),
        (True, "个", "不是数"),
        (date(2022, 2, 3), "%", "不是数"),
        (datetime(2022, 2, 3), "%", "不是数"),  # noqa: DTZ001
        (time(12), "%", "不是数"),
    ],
)
def test_cells_that_hold_no_text(cell: object, unit: str, reading: str) -> None:
    assert said(read_number(cell, unit)) == reading  # type: ignore[arg-type]


def test_error_cells_and_formulas_without_value_have_faults_of_their_own() -> None:
    assert read_number(CellError("#DIV/0!"), "%").fault is Fault.CELL_ERROR
    assert read_number(Formula("A1/B1", CellError("#DIV/0!")), "%").fault is Fault.CELL_ERROR
    assert read_number(Formula("A1/B1"), "%").fault is Fault.NO_VALUE


def test_the_unit_seen_and_what_was_taken_for_granted_are_kept() -> None:
    assert read_number("约1.2亿元", "万元") == NumberReading(Decimal(12000), None, "亿元", "填的是约数")
    assert read_number("93家", "个") == NumberReading(
        Decimal(93), None, "家", "填的单位是“家”，本行的单位是“个”"
    )
    assert read_number("95（含市直）", "个").note == "括号里的说明未计入"
