"""`trace --open`: copies of the ledgers behind a number, with the cells it took coloured and noted."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from province_office import CITIES, Call, Office, figures, open_office

from taizhang.books import mark_cells, read_return_marker
from taizhang.cli.run import run
from taizhang.errors import CannotRead
from taizhang.model.place import Place

SUM = "T02.M01.I1"


@pytest.fixture
def office(tmp_path: Path, call: Call) -> Office:
    office = open_office(tmp_path, call)
    office.send([*CITIES["云岭市"], "999001"])
    return office


@pytest.fixture
def book(office: Office) -> Path:
    (made,) = office.consolidate("province").values()
    return made[1]


def cell_of(book: Path, row: str) -> str:
    return f"指标汇总!F{4 + list(figures(book)).index(row)}"


def test_each_ledger_behind_the_number_is_copied_with_its_cell_marked(office: Office, book: Path) -> None:
    cell = cell_of(book, SUM)
    told = json.loads(office.call("trace", book, cell, *office.archive, "--open", "--json"))
    assert [Path(one).name for one in told["copies"]] == [
        "云岭市碧潭县_990101_溯源.xlsx", "云岭市松陂县_990102_溯源.xlsx", "云岭市白礁区_990103_溯源.xlsx",
        "古渡县_999001_溯源.xlsx",
    ]  # fmt: skip
    assert {Path(one).parent for one in told["copies"]} == {book.parent / "溯源"}
    heard = [one for one in told["sources"] if one["place"]]
    for source, copy in zip(heard, told["copies"], strict=True):
        sheet, _, address = source["place"].partition("!")
        noted = {
            (page.title, one.coordinate): one.comment.text
            for page in openpyxl.load_workbook(copy)
            for row in page.iter_rows()
            for one in row
            if one.comment
        }
        says = f"台账校验：\n汇总 {cell}（新建村卫生室）取自这一格：原文“{source['raw']}”，采用{source['value']}。"
        assert noted == {(sheet, address): says}


def test_nothing_but_the_mark_differs_from_what_was_sent(office: Office, book: Path) -> None:
    told = json.loads(office.call("trace", book, cell_of(book, SUM), *office.archive, "--open", "--json"))
    copy = Path(told["copies"][-1])
    sent = office.folder / "来件0" / "999001.xlsx"
    with zipfile.ZipFile(copy) as ours, zipfile.ZipFile(sent) as theirs:
        before, after = set(theirs.namelist()), set(ours.namelist())
        changed = {name for name in before if ours.read(name) != theirs.read(name)}
    assert before <= after
    assert {name.partition("/")[2] for name in changed} <= {
        "styles.xml", "worksheets/sheet1.xml", "worksheets/_rels/sheet1.xml.rels", "",
    }  # fmt: skip
    assert read_return_marker(copy.read_bytes()) == ""


def test_a_count_of_reporters_has_no_ledger_to_open(
    office: Office, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = 4 + list(figures(book)).index(SUM)
    words = ["trace", book, f"未报送与迟报!E{row}", *office.archive, "--open"]
    assert run([str(word) for word in words]) == 2
    capsys.readouterr()


def test_copies_need_the_archive(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", str(book), "指标汇总!F4", "--open"]) == 2
    assert "要写出来源台账的副本，请用 --archive 给出档案库" in capsys.readouterr().err


def test_what_is_no_xlsx_cannot_be_marked() -> None:
    with pytest.raises(CannotRead):
        mark_cells(b"not a workbook", [(Place("", "任务台账", 1, 1), "说明")])
