"""A ledger with a password: named, opened where the password is given, given back without it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from clients.jobs import Job
from clients.office import Office
from msoffcrypto.format.ooxml import OOXMLFile

from taizhang.books import read_workbook
from taizhang.desk.check import Checked, check_files
from taizhang.desk.compile import compile_document
from taizhang.desk.issue import write_blank_ledger
from taizhang.desk.returns import return_copies
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.model.file_limits import FileLimits
from taizhang.model.period import Period

AS_OF = date(2022, 10, 8)
PASSWORD = "口令Ab1"
LOCKED = ("有密码.xlsx", "有密码.xls", "有密码.ods")
ASKED = "文件有密码，读不出内容。请取消密码后重新报送，或者另行告知密码"
REFUSED = "给出的密码打不开这个文件。请向填报单位核对密码，或请其取消密码后重新报送"


@pytest.fixture(scope="module")
def locked(
    libreoffice: Office, sample_document: Path, sample_roster: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with one ledger, open and locked: xls by RC4 and ods by AES as LibreOffice does it, xlsx as Excel does."""
    folder = tmp_path_factory.mktemp("locked")
    plan = compile_document(sample_document)
    line = direct_reporters(plan, roster_of(plan, sample_roster))[0]
    _, content = write_blank_ledger(plan, line, Period.parse("2022Q3"))
    (folder / "台账.xlsx").write_bytes(content)
    jobs = [Job(folder / "台账.xlsx", save_to=folder / name, password=PASSWORD) for name in LOCKED[1:]]
    libreoffice.recalculated(jobs)
    (folder / LOCKED[0]).write_bytes(encrypted(content, PASSWORD))
    return folder


def encrypted(content: bytes, password: str) -> bytes:
    target = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, target)
    return target.getvalue()


@pytest.fixture
def check(locked: Path, plan_file: Path, sample_roster: Path):
    def one(name: str, password: str) -> Checked:
        (found,) = check_files(
            [locked / name], plan_file=plan_file, roster_file=sample_roster, as_of=AS_OF, password=password
        )
        return found

    return one


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.parametrize(("password", "says"), [("", ASKED), ("口令ab1", REFUSED)])
def test_r18_without_its_password_it_is_locked_and_not_damaged(
    check, name: str, password: str, says: str
) -> None:
    found = check(name, password)
    assert (found.file_class, found.verdict, found.reason) == ("encrypted", "set-aside", says)


def test_r09_what_a_locked_part_inflates_to_is_counted_too(locked: Path) -> None:
    limits = FileLimits(part=128 * 1024)
    found = read_workbook((locked / "有密码.ods").read_bytes(), "有密码.ods", limits, PASSWORD)
    assert (found.file_class, found.flags) == ("dangerous", ("over-limit",))
    assert found.note == "解压后单个部分超过0.125兆字节，未读取。请删除多余内容后重新保存"


@pytest.mark.parametrize("name", LOCKED)
def test_with_its_password_the_ledger_is_read_and_noted(check, name: str) -> None:
    found, open_one = check(name, PASSWORD), check("台账.xlsx", PASSWORD)
    assert found.flags == ("opened-with-password",)
    assert [row.id for row in found.ledger.rows] == [row.id for row in open_one.ledger.rows]
    assert [finding.code for finding in found.findings if finding.code == "N043"] == ["N043"]
    assert open_one.flags == ()


@pytest.mark.parametrize("name", LOCKED)
def test_its_copy_comes_back_open_with_all_its_rows(check, name: str, tmp_path: Path) -> None:
    (copy,) = return_copies([check(name, PASSWORD)], tmp_path, on=AS_OF).values()
    again = read_workbook(copy.read_bytes(), copy.name)
    assert again.file_class == "readable"
    table = again.grid("任务台账")
    assert table is not None
    assert sum(table.text(row, column).startswith("T") for row, column in table.cells if column < 4) >= 40


def test_what_excel_locks_for_protection_alone_asks_nobody(locked: Path) -> None:
    content = encrypted((locked / "台账.xlsx").read_bytes(), "VelvetSweatshop")
    workbook = read_workbook(content, "台账.xlsx")
    assert (workbook.file_class, workbook.flags) == ("readable", ("opened-with-password",))
