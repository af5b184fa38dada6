"""The bag of mails is what it says: whole, the same in every run, and readable by programs that are not ours."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import msoffcrypto
import olefile
import py7zr
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization.pkcs7 import load_der_pkcs7_certificates
from oxmsg import Message
from postbag import Case, PostOffice, make
from postbag.against import expected_lines
from postbag.locked import locked
from postbag.nouns import Form
from postbag.outlook import Note, msg_of, tnef_of
from postbag.packed import gz_of, rar4_of, rar5_of, sevenzip_of, tar_of
from postbag.post import every_kind
from postbag.sealed import sealed, signature_beside
from postbag.workbooks import as_ods, as_xls
from postbag.zips import locked_member, member, unicode_path, zip_of
from python_calamine import CalamineWorkbook
from tnefparse import TNEF

from taizhang.model.verdict import Machine, ReceiptState, Verdict

COUNT = 500
FILES = (("碧潭县台账.xlsx", bytes(range(256)) * 300), ("b.pdf", b"%PDF-1.4"))
# What the standard library's parser does not find, or hands out otherwise than it was attached.
BEYOND_THE_STDLIB = {
    ".msg", ".msg attached", "UTF-16", "encoding misnamed", "forwarded", "other line ends", "sealed", "something before the headers",
    "uuencoded", "winmail.dat", "winmail.dat as a file", "wrong border",
}  # fmt: skip


@pytest.fixture(scope="module")
def office(sample_document: Path, tmp_path_factory: pytest.TempPathFactory) -> PostOffice:
    return PostOffice(tmp_path_factory.mktemp("office"), sample_document)


@pytest.fixture(scope="module")
def bag(office: PostOffice) -> list[Case]:
    return make(office, COUNT)


def test_the_five_hundred_are_distinct_and_every_kind_is_there_at_least_twice(bag: list[Case]) -> None:
    assert len({case.raw for case in bag}) == len({case.name for case in bag}) == len(bag) == COUNT
    kinds = Counter(case.kind for case in bag)
    assert set(kinds) == set(every_kind())
    assert [name for name, count in kinds.items() if count < 2] == []
    assert {case.form for case in bag} == set(Form)
    assert {case.truth.machine for case in bag} == set(Machine)
    assert {one.verdict for case in bag for one in case.truth.attachments} == set(Verdict)
    # What is missing takes 100 MB, or a worker that dies: other tests have it.
    assert set(ReceiptState) - {case.truth.state for case in bag} == {
        ReceiptState.TOO_LARGE,
        ReceiptState.UNREADABLE,
    }


def test_half_of_them_are_nothing_but_a_countys_ledger(bag: list[Case]) -> None:
    usual = [
        case
        for case in bag
        if len(case.truth.attachments) == 1
        and case.truth.attachments[0].verdict in (Verdict.ACCEPTED, Verdict.RETURNED)
    ]
    assert 0.5 < len(usual) / len(bag) < 0.8


def test_the_bag_is_the_same_in_every_run_and_another_for_another_seed(
    office: PostOffice, sample_document: Path, tmp_path: Path
) -> None:
    again = PostOffice(tmp_path, sample_document)
    assert make(office, 130) == make(again, 130)
    assert [one.name for one in make(office, 130, seed=1)] != [one.name for one in make(office, 130)]


def test_no_file_is_two_things(bag: list[Case]) -> None:
    """The same bytes of the same sender are judged alike, or their one line could not be right."""
    judged: dict[tuple[str | None, str], set[object]] = {}
    for case in bag:
        for one in case.truth.attachments:
            judged.setdefault((case.truth.sender, one.sha256), set()).add((one.verdict, one.reporter))
    assert [key for key, told in judged.items() if len(told) > 1 and key[1]] == []
    assert expected_lines(bag) > COUNT / 2


def test_the_standard_library_finds_the_files_of_all_but_these_kinds(bag: list[Case]) -> None:
    missed = {case.kind for case in bag if not _wanted(case) <= _found_by_stdlib(case.raw)}
    assert missed == BEYOND_THE_STDLIB


def _wanted(case: Case) -> set[str]:
    return {one.sha256 for one in case.truth.files if one.sha256}


def _found_by_stdlib(raw: bytes) -> set[str]:
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    contents = (part.get_payload(decode=True) for part in message.walk() if not part.is_multipart())
    return {sha256(content).hexdigest() for content in contents if isinstance(content, bytes)}


def test_every_name_that_a_plain_mail_gives_is_the_one_in_the_truth(bag: list[Case]) -> None:
    """Read by the standard library from the mails of programs that keep to the rules."""
    checked = 0
    for case in bag:
        if case.kind != "plain" or b"Thunderbird" not in case.raw:
            continue
        message = email.message_from_bytes(case.raw, policy=email.policy.default)
        names = [part.get_filename() for part in message.walk() if part.get_filename()]
        assert names == [one.name for one in case.truth.files]
        assert re.sub(r"\s+", " ", message["subject"]) == case.truth.subject
        checked += 1
    assert checked > 5


@pytest.mark.parametrize("how", [{}, {"short": False}, {"long": False}])
def test_winmail_dat_is_read_by_tnefparse(how: dict[str, bool]) -> None:
    read = TNEF(tnef_of(FILES, subject="台账", text="正文", **how))
    assert [one.data for one in read.attachments] == [content for _, content in FILES]
    assert all(one.good_checksum for one in read.objects)
    assert read.body == "正文"
    if how.get("long", True):
        assert [one.long_filename() for one in read.attachments] == [name for name, _ in FILES]


@pytest.mark.parametrize("wide", [True, False])
def test_msg_is_read_by_olefile_and_by_oxmsg(bag: list[Case], wide: bool) -> None:
    sent = next(case.sent for case in bag if case.sent)
    inner = Note("b@c.example", "乙", "内", "里面", sent, FILES[1:])
    content = msg_of(Note("a@b.example", "甲", "台账", "正文", sent, FILES[:1], (inner,), wide=wide))
    with olefile.OleFileIO(BytesIO(content)) as ole:
        assert ole.parsing_issues == []
        assert ole.exists("__attach_version1.0_#00000001/__substg1.0_3701000D/__properties_version1.0")
    message = Message.load(content)
    assert (message.subject, message.body, message.sent_date) == ("台账", "正文", sent)
    assert message.sender == '"甲" <a@b.example>'
    assert [one.file_bytes for one in message.attachments] == [FILES[0][1], None]
    if wide:
        assert message.attachments[0].file_name == FILES[0][0]


def test_both_signatures_are_true() -> None:
    content = b"Content-Type: text/plain\r\n\r\n" + FILES[0][1]
    for made in (sealed(content), signature_beside(content)):
        (certificate,) = load_der_pkcs7_certificates(made)
        key = certificate.public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        key.verify(made[-256:], content, padding.PKCS1v15(), hashes.SHA256())
    assert content in sealed(content)
    assert content not in signature_beside(content)


@pytest.mark.parametrize("write", [rar5_of, sevenzip_of, tar_of])
def test_packages_are_read_by_libarchive(write: Callable[..., bytes]) -> None:
    assert _by_libarchive(write(FILES)) == list(FILES)


def test_an_old_rar_and_a_gz_are_read_by_libarchive() -> None:
    plain = [("tz.xlsx", FILES[0][1]), FILES[1]]
    assert _by_libarchive(rar4_of(plain)) == plain
    assert _by_libarchive(gz_of(tar_of(FILES))) == list(FILES)


def _by_libarchive(package: bytes) -> list[tuple[str, bytes]]:
    libarchive = pytest.importorskip(
        "libarchive",
        reason="没有安装 libarchive，不能用它核对压缩包",
        exc_type=(ImportError, TypeError, OSError),
    )
    with libarchive.memory_reader(package) as opened:
        return [(one.pathname, b"".join(one.get_blocks())) for one in opened]


def test_sevenzip_is_read_by_py7zr_and_says_when_it_is_locked() -> None:
    target = py7zr.io.BytesIOFactory(10**6)
    with py7zr.SevenZipFile(BytesIO(sevenzip_of(FILES))) as package:
        package.extractall(factory=target)
    assert {name: held.read() for name, held in target.products.items()} == dict(FILES)
    with py7zr.SevenZipFile(BytesIO(sevenzip_of(FILES, locked=True))) as package:
        assert package.needs_password()


def test_zips_are_read_by_zipfile() -> None:
    name, content = FILES[0]
    bare = name.encode("gb18030")
    made = zip_of([
        locked_member(b"locked", content, b"2022", bytes(11)), member(bare, content, extra=unicode_path(bare, name)), member(b"stored", content, method=0),
    ])  # fmt: skip
    with ZipFile(BytesIO(made)) as package:
        package.setpassword(b"2022")
        assert package.testzip() is None
        assert [package.read(one) for one in package.namelist()] == [content] * 3
        assert package.namelist()[1].encode("cp437") == bare


def test_a_locked_workbook_is_opened_by_msoffcrypto(office: PostOffice) -> None:
    ledger = office.good(office.lines[0], Random(1))
    opened, target = msoffcrypto.OfficeFile(BytesIO(locked(ledger, "秘密", bytes(range(16))))), BytesIO()
    opened.load_key(password="秘密", verify_password=True)
    opened.decrypt(target)
    assert target.getvalue() == ledger


@pytest.mark.parametrize("change", [as_xls, as_ods])
def test_other_forms_are_read_by_calamine(office: PostOffice, change: Callable[[bytes], bytes]) -> None:
    ledger = office.good(office.lines[0], Random(1))
    whole, other = (CalamineWorkbook.from_filelike(BytesIO(book)) for book in (ledger, change(ledger)))
    assert other.sheet_names == whole.sheet_names
    rows = [
        [row[:26] for row in book.get_sheet_by_name("任务台账").to_python(skip_empty_area=False)[:45]]
        for book in (whole, other)
    ]
    differ = [
        (at, one, two) for at, (one, two) in enumerate(zip(*rows, strict=True)) if _told(one) != _told(two)
    ]
    assert differ == []


def _told(row: list[object]) -> list[str]:
    """Without the columns that are formulas: rate and check."""
    return [str(cell).removesuffix(".0") for at, cell in enumerate(row) if at != 17]
