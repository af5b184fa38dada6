"""A returned file that comes back mended: what became of the last round's faults, and what the filler wrote beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from clients.jobs import Job
from clients.office import Office
from heads import HEAD
from openpyxl import load_workbook

from taizhang.books.fill_cells import fill_cells
from taizhang.desk.check import Checked, check_files
from taizhang.desk.intake.collect import collect_sources
from taizhang.desk.issue import issue_ledgers
from taizhang.desk.open_archive import init_archive
from taizhang.desk.returns import copy_remark, return_copies
from taizhang.desk.words import checked_as_json
from taizhang.ledgers.sheet_layout import ERRORS, FIRST_ROW, PROPOSALS, TABLE, column_of
from taizhang.model.comparison import Comparison
from taizhang.model.verdict import Verdict

DAY = date(2022, 10, 8)
STATUS, ACTUAL = column_of("status"), column_of("actual")
Answers = dict[tuple[int, int], Any]
WRONG: Answers = {(FIRST_ROW, STATUS): "差不多", (FIRST_ROW + 1, STATUS): "快了"}


@pytest.fixture(scope="module")
def blank(plan_file: Path, sample_roster: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("issued")
    (one,) = issue_ledgers(plan_file, "2022Q3", folder, roster_file=sample_roster, reporters=["990101"])
    return one.path.read_bytes()


@pytest.fixture(scope="module")
def sent(blank: bytes) -> bytes:
    """Two rows with a status of their own invention, all others not filled in."""
    return fill_cells(blank, TABLE, HEAD | WRONG)


@pytest.fixture
def check(plan_file: Path, sample_roster: Path, tmp_path: Path) -> Callable[..., Checked]:
    def check(content: bytes, name: str = "台账.xlsx") -> Checked:
        (tmp_path / name).write_bytes(content)
        (found,) = check_files([tmp_path / name], plan_file=plan_file, roster_file=sample_roster, as_of=DAY)
        return found

    return check


@pytest.fixture
def send_back(tmp_path: Path) -> Callable[[Checked], bytes]:
    def send_back(checked: Checked) -> bytes:
        (copy,) = return_copies([checked], tmp_path / "退回", on=DAY).values()
        return copy.read_bytes()

    return send_back


def our_columns(content: bytes) -> dict[str, str]:
    """Our columns' letters by their titles."""
    sheet = load_workbook(BytesIO(content))[TABLE]
    return {
        str(cell.value): cell.column_letter
        for row in sheet.iter_rows(max_row=FIRST_ROW)
        for cell in row
        if cell.value in (ERRORS, PROPOSALS)
    }


def results(content: bytes, column: str) -> list[object]:
    """A column of 校验结果 from its title on."""
    return [cell.value for cell in load_workbook(BytesIO(content))["校验结果"][column][3:]]


def test_mended_remaining_and_new_are_counted(check, send_back, sent: bytes) -> None:
    first = check(sent)
    assert first.comparison is None
    assert checked_as_json(first)["compared"] is None
    copy = send_back(first)
    mended = check(
        fill_cells(copy, TABLE, {(FIRST_ROW, STATUS): "未启动", (FIRST_ROW + 2, STATUS): "差不多"})
    )
    assert [finding.code for finding in first.findings] == ["E105", "E105", "E201"]
    assert [finding.code for finding in mended.findings] == ["E105", "E105", "E201"]
    assert mended.comparison == Comparison(before=3, mended=1, remaining=2, new=1)
    assert checked_as_json(mended)["compared"] == {"before": 3, "mended": 1, "remaining": 2, "new": 1}
    again = send_back(mended)
    conclusion = load_workbook(BytesIO(again))["校验结果"]["A2"].value
    assert conclusion == (
        "结论：退回修改。必须修改3处，请确认0处，提示0处。上次3处：已改1处，仍有2处，新出现1处。　校验日期：2022-10-08"
    )
    assert results(again, "H") == ["与上次相比", "仍有", "新", "仍有，已改1格"]


def test_our_columns_are_no_leftover_and_come_back_in_their_place(check, send_back, sent: bytes) -> None:
    copy = send_back(check(sent))
    back = check(copy)
    assert [finding.code for finding in back.findings] == ["E105", "E105", "E201"]
    assert back.ledger is not None
    assert back.ledger.leftovers == ()
    assert our_columns(send_back(back)) == our_columns(copy) == {ERRORS: "AD"}


def test_rows_that_moved_are_known_again(check, send_back, sent: bytes) -> None:
    book = load_workbook(BytesIO(send_back(check(sent))))
    sheet = book[TABLE]
    for at in range(1, sheet.max_column + 1):  # a person sorts: the first row goes to the end of the table
        values = [sheet.cell(row, at).value for row in range(FIRST_ROW, FIRST_ROW + 40)]
        for row, value in enumerate([*values[1:], values[0]], FIRST_ROW):
            sheet.cell(row, at).value = value
    stream = BytesIO()
    book.save(stream)
    told = check(stream.getvalue()).comparison
    assert told is not None
    assert (told.mended, told.remaining) == (0, 3)


def test_what_the_filler_wrote_in_our_column_is_told_and_kept(check, send_back, sent: bytes) -> None:
    copy = send_back(check(sent))
    letter = our_columns(copy)[ERRORS]
    book = load_workbook(BytesIO(copy))
    book[TABLE][f"{letter}{FIRST_ROW}"] = "此项已与市里商定"
    stream = BytesIO()
    book.save(stream)
    back = check(stream.getvalue())
    assert back.ledger is not None
    assert [(str(one.place), one.raw) for one in back.ledger.leftovers] == [
        (f"{TABLE}!{letter}{FIRST_ROW}", "此项已与市里商定")
    ]
    again = send_back(back)
    assert load_workbook(BytesIO(again))[TABLE][f"{letter}{FIRST_ROW}"].value == "此项已与市里商定"
    assert our_columns(again) == {ERRORS: "AE"}


def test_an_answer_beside_the_list_of_faults_is_told(check, send_back, sent: bytes) -> None:
    book = load_workbook(BytesIO(send_back(check(sent))))
    book["校验结果"]["H5"] = "已核实，无误"
    stream = BytesIO()
    book.save(stream)
    back = check(stream.getvalue())
    assert back.ledger is not None
    assert [(str(one.place), one.raw) for one in back.ledger.leftovers] == [("校验结果!H5", "已核实，无误")]


def with_macro(content: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                kind = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                part = part.replace(b"<Override", kind + b"<Override", 1)
            new.writestr(name, part)
        new.writestr("xl/vbaProject.bin", b"macro")
    return stream.getvalue()


def test_a_file_with_macros_comes_back_as_values_and_says_so(check, send_back, sent: bytes) -> None:
    found = check(with_macro(sent))
    copy = send_back(found)
    says = "原件含有宏，为安全起见，本文件是其内容的数值副本，公式和格式没有带入，请在本文件中改好后报送"
    assert copy_remark(found) == f"（{says}）"
    assert str(load_workbook(BytesIO(copy))["校验结果"]["A3"].value).startswith(f"{says}。说明：")
    assert "xl/vbaProject.bin" not in ZipFile(BytesIO(copy)).namelist()
    assert our_columns(copy) == {ERRORS: "AD"}
    back = check(copy)
    assert back.reporter == found.reporter
    assert back.comparison == Comparison(before=3, mended=0, remaining=3, new=0)


def test_a_values_copy_that_comes_back_with_macros_gets_its_columns_once(
    check, send_back, sent: bytes
) -> None:
    copy = send_back(check(with_macro(send_back(check(with_macro(sent))))))
    assert our_columns(copy) == {ERRORS: "AD"}
    assert load_workbook(BytesIO(copy)).sheetnames.count("校验结果") == 1


def test_an_ods_comes_back_as_xlsx_once_and_its_mended_copy_is_taken(
    check, send_back, sent: bytes, libreoffice: Office, tmp_path: Path
) -> None:
    (tmp_path / "下发.xlsx").write_bytes(sent)
    libreoffice.recalculated([Job(tmp_path / "下发.xlsx", save_to=tmp_path / "存为.ods")])
    found = check((tmp_path / "存为.ods").read_bytes(), "台账.ods")
    copy = send_back(found)
    says = "原件是ods格式，本文件是其内容的xlsx副本，公式和格式没有带入，请在本文件中改好后报送"
    assert str(load_workbook(BytesIO(copy))["校验结果"]["A3"].value).startswith(f"{says}。说明：")
    assert our_columns(copy) == {ERRORS: "AD"}
    mended = check(fill_cells(copy, TABLE, {(FIRST_ROW, STATUS): "未启动"}))
    assert (mended.format, mended.reporter) == ("xlsx", found.reporter)
    assert mended.comparison is not None
    assert (mended.comparison.mended, mended.comparison.new) == (1, 0)


def test_a_page_comes_back_as_xlsx_and_its_row_of_column_numbers_is_no_task(
    check, send_back, sent: bytes, libreoffice: Office, tmp_path: Path
) -> None:
    (tmp_path / "下发.xlsx").write_bytes(sent)
    libreoffice.recalculated([Job(tmp_path / "下发.xlsx", save_to=tmp_path / "存为.html")])
    first = check((tmp_path / "存为.html").read_bytes(), "台账.html")
    copy = send_back(first)
    titles = [
        cell
        for row in load_workbook(BytesIO(copy))[TABLE].iter_rows()
        for cell in row
        if cell.value == ERRORS
    ]
    assert [cell.row for cell in titles] == [3], "beside the header, not beside the numbers below it"
    back = check(copy)
    of_the_page = {"N042"}
    assert codes(back) == [code for code in codes(first) if code not in of_the_page]
    assert back.comparison == Comparison(before=3, mended=0, remaining=3, new=0)
    assert back.ledger is not None
    assert back.ledger.leftovers == ()


def codes(checked: Checked) -> list[str]:
    return [finding.code for finding in checked.findings]


def test_a_fault_that_went_from_some_cells_and_came_to_others_says_both(
    check, send_back, sent: bytes
) -> None:
    five = {(row, STATUS): "差不多" for row in range(FIRST_ROW, FIRST_ROW + 5)}
    copy = send_back(check(fill_cells(sent, TABLE, five)))
    moved = {(FIRST_ROW, STATUS): "未启动", (FIRST_ROW + 5, STATUS): "差不多"}
    again = send_back(check(fill_cells(copy, TABLE, moved)))
    assert results(again, "H") == ["与上次相比", "仍有，已改1格，新增1格", "仍有，已改1格"]


def test_a_csv_comes_back_as_xlsx_and_says_so(check, sent: bytes) -> None:
    found = replace(check(sent), format="csv")
    assert (
        copy_remark(found)
        == "（原件是csv格式，本文件是其内容的xlsx副本，公式和格式没有带入，请在本文件中改好后报送）"
    )
    assert copy_remark(check(sent)) == ""


def test_the_archive_knows_the_round_before_without_our_copy(
    plan_file: Path, sample_roster: Path, sent: bytes, tmp_path: Path
) -> None:
    archive, inbox = tmp_path / "档案.db", tmp_path / "来件"
    inbox.mkdir()
    init_archive(archive, [plan_file], sample_roster, at=datetime(2022, 4, 1, tzinfo=UTC))
    issue_ledgers(plan_file, "2022Q3", tmp_path / "下发", archive=archive)
    taken = []
    for day, answers in enumerate(({}, {(FIRST_ROW, STATUS): "未启动"})):
        (inbox / f"{day}.xlsx").write_bytes(fill_cells(sent, TABLE, answers) if answers else sent)
        now = datetime(2022, 10, 4 + day, tzinfo=UTC)
        taken.append(collect_sources([inbox / f"{day}.xlsx"], archive, now=now)[0].checked)
    first, second = taken
    assert (first.verdict, first.comparison) == (Verdict.RETURNED, None)
    assert second.comparison == Comparison(before=3, mended=1, remaining=2, new=0)
    again = check_files([inbox / "0.xlsx", inbox / "1.xlsx"], archive=archive, as_of=DAY)
    assert [one.comparison for one in again] == [None, second.comparison]
