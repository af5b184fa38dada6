"""合计, the verdict and what 填报自检 counts are held against the table: as sent, and as they come to now."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from taizhang.books import read_workbook
from taizhang.desk.check import judge_workbook
from taizhang.desk.context import Context

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
from checking import DAY, PERIOD
from stamping import counties, eighty_rows, with_shares

from taizhang.desk.issue import layout_of, press_of

TABLE, SELF_CHECK, LISTS, SAID = (
    *(f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 4)),
    "customXml/item1.xml",
)
ALL_OPEN = "共80行：未启动0，序时推进0，滞后0，已完成0，超额完成0，逾期未完成0，不适用0，未填80"
Told = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def issued() -> tuple[bytes, Context]:
    """A blank ledger: 80 rows, each of which lacks something."""
    roster = counties(1)
    plan = with_shares(eighty_rows(), roster)
    ledger = layout_of(plan, PERIOD, roster).ledger(line := next(iter(roster)))
    return press_of(plan).stamp(ledger, line), Context({plan.id: plan}, {plan.id: roster})


@pytest.fixture
def told(issued: tuple[bytes, Context]) -> Told:
    """What is said of formulas: code, cell, words; the texts are replaced in the parts first."""

    def told(*edits: tuple[str, str, str]) -> list[tuple[str, str, str]]:
        content, context = issued
        checked = judge_workbook(read_workbook(edited(content, edits), "台账.xlsx"), context, as_of=DAY)
        spoken = [one for one in checked.findings if one.code in ("N033", "N034", "W011", "W309")]
        return [(one.code, str(one.place), one.says) for one in spoken]

    return told


def edited(content: bytes, edits: tuple[tuple[str, str, str], ...]) -> bytes:
    """Each edit changes what its pattern finds first in a part, and must find something."""
    archive, written = ZipFile(BytesIO(content)), BytesIO()
    parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for part, pattern, text in edits:
        parts[part], found = re.subn(pattern, text, parts[part], count=1, flags=re.DOTALL)
        assert found, pattern
    with ZipFile(written, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return written.getvalue()


def value(part: str, cell: str, shows: str) -> tuple[str, str, str]:
    """A formula's cell that shows something else."""
    kind = "" if shows.isdecimal() else ' t="str"'
    pattern = rf'<c r="{cell}"( s="\d+")?(?: t="str")?>(<f[^>]*/>|<f.*?</f>)<v>[^<]*</v>'
    return part, pattern, rf'<c r="{cell}"\1{kind}>\2<v>{shows}</v>'


def typed_over(part: str, cell: str, text: str) -> tuple[str, str, str]:
    """A formula's cell into which a text was typed."""
    pattern = rf'<c r="{cell}"( s="\d+")?(?: t="str")?>(?:<f[^>]*/>|<f.*?</f>)<v>[^<]*</v></c>'
    return part, pattern, rf'<c r="{cell}"\1 t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_ledger_as_it_went_out_shows_what_is_so(told: Told) -> None:
    assert told() == []


def test_the_row_of_totals(told: Told) -> None:
    shows = ALL_OPEN.replace("未填80", "未填79")
    assert told(value(TABLE, "E86", shows)) == [
        ("N034", "任务台账!E86", f"“合计”显示“{shows}”，按表内现在的内容应为“{ALL_OPEN}”")
    ]


def test_a_status_that_came_after_the_last_computation(told: Told) -> None:
    """The hint of that row tells of it too: one cause, one message."""
    status = (
        TABLE,
        r'<c r="S6"( s="\d+")?/>',
        r'<c r="S6"\1 t="inlineStr"><is><t>已完成</t></is></c>',
    )
    assert [code for code, _, _ in told(status)] == ["N033"]


def test_the_verdict_in_the_head(told: Told) -> None:
    assert told(value(TABLE, "V2", "可报送")) == [
        ("N034", "任务台账!V2", "“填报自检”显示“可报送”，按表内现在的内容应为“不可报送：还有80行要改”")
    ]


def test_the_verdict_in_both_places(told: Told) -> None:
    """The one in the head shows what the other shows: only that one is wrong."""
    assert told(value(TABLE, "V2", "可报送"), value(SELF_CHECK, "B3", "可报送")) == [
        ("N034", "填报自检!B3", "“填报自检”显示“可报送”，按表内现在的内容应为“不可报送：还有80行要改”")
    ]


def test_what_is_said_of_the_whole_table(told: Told) -> None:
    """The verdict is what follows from it, and is not told as well."""
    says = "缺：【整表】任务行应有80行，有的不见了；"
    assert told(value(SELF_CHECK, "B4", says)) == [
        ("N034", "填报自检!B4", f"“填报自检”显示“{says}”，按表内现在的内容应为“空”")
    ]


@pytest.mark.parametrize(
    ("cell", "shows", "expected"),
    [
        ("A8", "9", "7"),  # the row of the second problem
        ("B8", "√", "缺：【完成状态】；"),
        ("I8", "", "转到"),
        ("J8", "9", "7"),
        ("K8", "28", "19"),
        ("C20", "79", "80"),  # all rows
        ("D20", "3", "0"),
        ("E21", "0", "3"),  # the first task lacks something in each of its rows
        ("H21", "完整", "缺项"),
        ("J21", "7", "6"),
    ],
)
def test_a_cell_of_the_self_check(told: Told, cell: str, shows: str, expected: str) -> None:
    """What names the cell still shows what it should, and is not told as well."""
    assert told(value(SELF_CHECK, cell, shows)) == [
        (
            "N034",
            f"填报自检!{cell}",
            f"“填报自检”显示“{shows or '空'}”，按表内现在的内容应为“{expected}”",
        )
    ]


def test_the_hidden_marks_of_tasks_to_be_mended(told: Told) -> None:
    """What counts them is right for what they should show."""
    assert told(value(TABLE, "AC7", "")) == [
        ("N034", "任务台账!AC7", "“待改任务”显示“空”，按表内现在的内容应为“T01.”")
    ]


def test_all_that_shows_something_old_is_told_once(told: Told) -> None:
    old = [value(TABLE, "AC7", ""), value(TABLE, "AC8", ""), value(SELF_CHECK, "D20", "2")]
    assert told(*old, value(TABLE, "E86", "共80行")) == [
        (
            "N034",
            "任务台账!AC7",
            "“待改任务”2格、“合计”1格、“填报自检”1格没有重新计算，如这一格显示“空”，按表内现在的内容应为“T01.”",
        )
    ]


def test_where_the_columns_stand(told: Told) -> None:
    assert told(value(LISTS, "J2", "5")) == [("N034", "选项!J2", "“选项”显示“5”，按表内现在的内容应为“3”")]


def test_a_formula_that_nobody_computed_shows_nothing_to_compare(told: Told) -> None:
    pattern = r'<c r="E86"( s="\d+")? t="str">(<f.*?</f>)<v>[^<]*</v></c>'
    assert told((TABLE, pattern, r'<c r="E86"\1>\2</c>')) == []


@pytest.mark.parametrize(("cell", "text"), [("E86", ALL_OPEN), ("V2", "可报送")])
def test_a_text_in_place_of_the_formula_is_told(told: Told, cell: str, text: str) -> None:
    """Its value is not compared: it is no formula of ours any more."""
    assert told(typed_over(TABLE, cell, text)) == [
        ("W011", f"任务台账!{cell}", "“任务台账”的公式被改动或被数值覆盖")
    ]


def test_a_total_that_counts_otherwise_is_told(told: Told) -> None:
    assert told((TABLE, r'COUNTIF\(tz_status,"已完成"\)', "40")) == [
        ("W011", "任务台账!E86", "“任务台账”的公式被改动或被数值覆盖")
    ]


def test_a_ledger_that_went_out_without_these_prints_is_not_asked_for_them(told: Told) -> None:
    """Ledgers may be on their way that were issued before the row 合计 had a print."""
    prints = [(SAID, rf'<formula row="" field="{label}" print="\w+"/>', "") for label in ("合计", "填报自检")]
    assert told(*prints, typed_over(TABLE, "E86", ALL_OPEN), typed_over(TABLE, "V2", "可报送")) == []
