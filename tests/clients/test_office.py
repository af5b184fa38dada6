"""LibreOffice as tests use it: it recalculates, and is typed into as a reporter would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import xlsxwriter

from clients.jobs import Answer, Failed, Job, Put, RowDeleted, RowInserted, Sorted, Typed
from clients.office import Office, OfficeError, office_lacks

SHEET = "台账"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A1:A3 are 3, 1, 2; B1 is their sum with 99 as its cached value, C1 a failure that says 7."""
    path = tmp_path / "小册.xlsx"
    with xlsxwriter.Workbook(path) as written:
        sheet = written.add_worksheet(SHEET)
        for row, number in enumerate((3, 1, 2)):
            sheet.write_number(row, 0, number)
        sheet.write_formula("B1", "SUM(A1:A3)", None, 99)
        sheet.write_formula("C1", "1/0", None, 7)
    return path


@pytest.fixture
def changed(libreoffice: Office, book: Path) -> Callable[..., dict]:
    def shown(*changes: object) -> dict:
        [answer] = libreoffice.recalculated([Job(book, changes, (SHEET,))])
        return dict(answer.sheets[SHEET])

    return shown


AS_ISSUED = {(1, 1): 3.0, (2, 1): 1.0, (3, 1): 2.0, (1, 2): 6.0, (1, 3): Failed("#DIV/0!")}


def test_cached_values_are_replaced(changed) -> None:
    assert changed() == AS_ISSUED


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("1300人", "1300人"),
        ("1300", 1300.0),
        ("2022/9/30", 44834.0),
        ("2022-09-30", 44834.0),
        ("2022年9月30日", 44834.0),
        ("85%", 0.85),
        ("1,300", 1300.0),
        ("'1300", "1300"),
        ("同上", "同上"),
        ("=1+1", 2.0),
        ("=NA()", Failed("#N/A")),
        ("T03.M01", "T03.M01"),
    ],
)
def test_a_typed_cell_becomes_what_a_reporter_would_see(changed, text: str, becomes: object) -> None:
    assert changed(Typed(SHEET, 5, 4, text)) == AS_ISSUED | {(5, 4): becomes}


def test_a_cell_put_stays_what_it_is(changed) -> None:
    assert changed(Put(SHEET, 5, 4, "1300"), Put(SHEET, 3, 1, 2.5)) == AS_ISSUED | {
        (5, 4): "1300", (3, 1): 2.5, (1, 2): 6.5,
    }  # fmt: skip


def test_an_emptied_cell_is_left_out(changed) -> None:
    assert changed(Typed(SHEET, 1, 1, ""), Typed(SHEET, 1, 3, "")) == {(2, 1): 1.0, (3, 1): 2.0, (1, 2): 3.0}


def test_an_inserted_row_moves_the_references(changed) -> None:
    assert changed(RowInserted(SHEET, 2), Typed(SHEET, 2, 1, "10")) == {
        (1, 1): 3.0, (2, 1): 10.0, (3, 1): 1.0, (4, 1): 2.0, (1, 2): 16.0, (1, 3): Failed("#DIV/0!"),
    }  # fmt: skip


def test_a_deleted_row_leaves_a_failed_reference(changed) -> None:
    assert changed(Typed(SHEET, 1, 4, "=A3"), RowDeleted(SHEET, 3)) == {
        (1, 1): 3.0, (2, 1): 1.0, (1, 2): 4.0, (1, 3): Failed("#DIV/0!"), (1, 4): Failed("#REF!"),
    }  # fmt: skip


@pytest.mark.parametrize(("descending", "order"), [(False, (1.0, 2.0, 3.0)), (True, (3.0, 2.0, 1.0))])
def test_a_range_is_sorted(changed, descending: bool, order: tuple[float, ...]) -> None:
    shown = changed(Sorted(SHEET, "A1:A3", 1, descending))
    assert tuple(shown[row, 1] for row in (1, 2, 3)) == order


def test_the_file_stays_and_a_copy_is_saved(libreoffice: Office, book: Path, tmp_path: Path) -> None:
    before = book.read_bytes()
    copies = [tmp_path / "copy.xlsx", tmp_path / "copy.pdf"]
    typed = (Typed(SHEET, 1, 1, "5"),)
    libreoffice.recalculated([Job(book, typed, save_to=copy) for copy in copies])
    assert copies[1].read_bytes()[:5] == b"%PDF-"
    [answer] = libreoffice.recalculated([Job(copies[0], read=(SHEET,))])
    assert answer.sheets[SHEET] == AS_ISSUED | {(1, 1): 5.0, (1, 2): 8.0}
    assert book.read_bytes() == before


def test_answers_come_in_the_order_of_the_jobs(libreoffice: Office, book: Path) -> None:
    jobs = [Job(book, (Put(SHEET, 1, 1, float(number)),), (SHEET,)) for number in range(12)]
    sums = [answer.at(SHEET, 1, 2) for answer in libreoffice.recalculated(jobs)]
    assert sums == [number + 3.0 for number in range(12)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Put("无此表", 1, 1, "x"), "no sheet 无此表"),
        (Put("锁", 1, 1, "x"), "锁 row 1 column 1 is locked"),
    ],
)
def test_what_cannot_be_done_is_said(libreoffice: Office, tmp_path: Path, change: Put, says: str) -> None:
    path = tmp_path / "锁.xlsx"
    with xlsxwriter.Workbook(path) as written:
        written.add_worksheet("锁").protect()
    with pytest.raises(OfficeError, match=says):
        libreoffice.recalculated([Job(path, (change,))])
    assert libreoffice.recalculated([Job(path, read=("锁",))]) == [Answer({"锁": {}})]


def test_what_is_no_workbook_is_said(libreoffice: Office, tmp_path: Path) -> None:
    (tmp_path / "空.xlsx").write_bytes(b"PK")
    with pytest.raises(OfficeError, match=r"空\.xlsx"):
        libreoffice.recalculated([Job(tmp_path / "空.xlsx")])


@pytest.fixture
def mortal(libreoffice: Office, tmp_path: Path) -> Iterator[Office]:
    """One that a test may kill."""
    alone = Office(tmp_path / "alone")
    yield alone
    alone.close()


def test_a_dead_office_is_started_again(mortal: Office, book: Path) -> None:
    job = Job(book, read=(SHEET,))
    assert mortal.recalculated([job])[0].sheets[SHEET] == AS_ISSUED
    [group] = mortal.groups()
    for program in psutil.Process(group).children(recursive=True):
        program.kill()
    assert mortal.recalculated([job])[0].sheets[SHEET] == AS_ISSUED
    assert mortal.groups() != [group]


@pytest.mark.client
def test_an_office_that_takes_too_long_is_given_up(book: Path, tmp_path: Path) -> None:
    if lacks := office_lacks():
        pytest.skip(lacks)
    hasty = Office(tmp_path / "hasty", patience=0.01)
    with pytest.raises(OfficeError, match=r"小册\.xlsx: LibreOffice died twice or took too long"):
        hasty.recalculated([Job(book)])
    assert hasty.groups() == []
