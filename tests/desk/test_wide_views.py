"""The views of a wide rollup say what those of the full one say."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from province_office import PLAN, ROSTER, SILENT, Office, figures, open_office

from taizhang.cli.run import run
from taizhang.desk.trace import trace_number

LED = ROSTER.replace("\n", ",分管领导\n", 1)
LED = "\n".join(
    line + {"990100": ",赵某", "990201": ",钱某", "990202": ",钱某", "999001": ",孙某"}.get(line[:6], ",")
    if line[:1] == "9" and line[:6] != "990000" else line
    for line in LED.splitlines()
) + "\n"  # fmt: skip
SENDING = ("990101", "990102", "990103", "990201", "999001")
Seen = dict[str, tuple[dict[str, Path], dict[str, Path]]]
SHARED = ("汇总方法", "目标值", "汇总值", "计量单位", "完成率（%）", "应报", "已报", "亮灯")


def quietly(*words: object) -> str:
    said = StringIO()
    with redirect_stdout(said):
        assert run([str(word) for word in words]) in (0, 1)  # 1: something is to be looked at
    return said.getvalue()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose cities have leaders; one county's number is behind."""
    folder = tmp_path_factory.mktemp("office") / "省"
    late = PLAN.replace("每个县(市、区)至少", "5月底前，每个县(市、区)至少").replace(
        "50%的县", "5月底前，50%的县"
    )
    office = open_office(folder, quietly, plan=late, roster=LED)
    office.send(SENDING, period="2022Q2", as_of=("--as-of", "2022-07-04"))
    office.send(SENDING)
    return folder


def views(office: Office, view: str, kind: str) -> dict[str, Path]:
    """By the name behind the rollup's."""
    out = office.folder / kind / view / "汇总.xlsx"
    told = ("--period", "2022Q3", "--as-of", "2022-10-04", "--view", view, "-o", out, "--json")
    (made,) = json.loads(office.call("consolidate", *office.archive, *told))
    return {Path(path).stem.removeprefix("汇总_"): Path(path) for path in made["views"]}


@pytest.fixture(scope="module")
def seen(filled: Path) -> Seen:
    """By kind of view, those of the wide rollup and those of the full one."""
    office = Office(filled, quietly)
    full = {view: views(office, view, "全") for view in ("unit", "leader")}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("taizhang.desk.rolling_up.wide.settings.WIDE_FROM", 1)
        return {view: (views(office, view, "宽"), books) for view, books in full.items()}


def numbers(book: Path) -> dict[str, list[object]]:
    return {given: [row[title] for title in SHARED] for given, row in figures(book).items()}


def column(book: Path, sheet: str, title: str) -> list[object]:
    rows = openpyxl.load_workbook(book)[sheet].iter_rows(min_row=3, values_only=True)
    at = next(rows).index(title)
    return [row[at] for row in rows if row[at] is not None]


def test_a_unit_sees_its_tasks_and_all_that_is_asked_in_them(seen: Seen) -> None:
    wide, full = seen["unit"]
    assert list(wide) == list(full) == ["省卫生健康委", "省财政局", "省医疗保障局"]
    for name, book in wide.items():
        assert numbers(book) == numbers(full[name])
        assert OpenXmlValidator().validate(book).errors == []
    assert set(column(wide["省财政局"], "来源", "行标识")) == {"T02.M01.I1", "T02.M02.I1", "T02.M03.I1"}
    assert openpyxl.load_workbook(wide["省财政局"])["总览"]["A1"].value == (
        "云岭省（省财政局）2022年第三季度重点任务进展汇总"
    )
    late = figures(wide["省财政局"])["T02.M02.I1"]
    assert (late["亮灯"], late["上期值"]) != ("绿", "—")


def test_a_leader_sees_his_counties_and_what_they_come_to(seen: Seen) -> None:
    wide, full = seen["leader"]
    assert list(wide) == list(full) == ["云岭市赵某", "海川市钱某", "古渡县孙某"]
    for name, book in wide.items():
        ours, theirs = (numbers(one) for one in (book, full[name]))
        assert {given: facts[:-1] for given, facts in ours.items()} == {
            given: facts[:-1] for given, facts in theirs.items()
        }
        # What these counties had not reached in spring stays yellow; the full view knows of the whole alone.
        assert {given: facts[-1] for given, facts in ours.items() if facts[-1] != theirs[given][-1]} in (
            {}, {"T02.M02.I1": "黄"},
        )  # fmt: skip
        assert OpenXmlValidator().validate(book).errors == []
        assert sorted(map(str, column(book, "未报送与迟报", "填报单位"))) == sorted(
            str(one).rpartition(" ")[2] for one in column(full[name], "未报送与迟报", "填报单位")
        )
    of_all = figures(wide["海川市钱某"])["T02.M01.I1"]
    assert (of_all["亮灯"], "目标值属于全部单位，这里只有其中一部分，不对照。" in str(of_all["说明"])) == (
        "—",
        True,
    )
    assert {str(name) for name in column(wide["海川市钱某"], "来源", "填报单位")} == {"东岬区"}
    assert SILENT not in column(wide["海川市钱某"], "来源", "行标识")


def test_a_number_of_a_view_is_traced_in_its_own_workbook(seen: Seen) -> None:
    wide, _ = seen["unit"]
    traced = trace_number(wide["省财政局"], "指标汇总!F4").trace
    assert {line.row for line in traced.sources()} == {"T02.M01.I1"}
    assert len(list(traced.sources())) == len(SENDING)


def test_views_are_remembered_apart_from_the_whole(
    seen: Seen, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {name: book.read_bytes() for name, book in seen["unit"][0].items()}
    monkeypatch.setattr("taizhang.desk.rolling_up.wide.settings.WIDE_FROM", 1)
    again = views(Office(filled, quietly), "unit", "宽")
    assert {name: book.read_bytes() for name, book in again.items()} == first
