"""INTAKE 8 to 14, 18, 20 and 21: what is told of a file before anything in it is believed."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from clients.biff12 import xlsb_of
from hostile.packages import (
    SHEET,
    ole_of,
    package_of,
    parts_of,
    patched,
    unicode_path,
    with_change,
    with_entry,
    with_parts,
    workbook_bytes,
)

from taizhang.books import read_workbook
from taizhang.desk.examine import Known, examine_all
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Grid

PLAIN = workbook_bytes()
XLSB = xlsb_of([Grid("任务台账", {(1, 1): "甲"})])
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
SPACES = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
CONTENT = f'<office:document-content {SPACES}><office:body><office:spreadsheet><table:table table:name="甲"><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'.encode()
ODS = package_of({"mimetype": ODS_TYPE, "content.xml": CONTENT})
FORMS = {"xlsx": PLAIN, "xlsb": XLSB, "ods": ODS}
every_form = pytest.mark.parametrize("form", FORMS)


def judged(content: bytes, limits: FileLimits | None = None) -> tuple[str, tuple[str, ...]]:
    """Class and flags; what is refused has one sentence that says what to do, and no grid."""
    workbook = read_workbook(content, "台账", limits)
    if workbook.file_class != "readable":
        assert "请" in workbook.note
        assert not workbook.grids
    return workbook.file_class, workbook.flags


@every_form
def test_r08_the_content_decides_whatever_the_name_says(form: str) -> None:
    for name in ("台账.csv", "台账", "台账.exe", "图片.png", "a.eml", f"台账.{form}"):
        workbook = read_workbook(FORMS[form], name)
        assert (workbook.file_class, workbook.format) == ("readable", form)
    assert read_workbook(b"%PDF-1.7", "台账.xlsx").file_class == "not-a-workbook"


def test_r09_the_limits_are_those_of_the_requirement() -> None:
    limits = FileLimits()
    assert (limits.part, limits.total, limits.entries) == (200 * 1024**2, 500 * 1024**2, 2_000)
    assert limits.size == 50 * 1024**2


@every_form
def test_r09_bytes_are_counted_as_they_come_in_every_form(form: str) -> None:
    bomb = with_parts(FORMS[form], {"a/b.bin": bytes(3_000_000)})
    lying = patched(bomb, CENTRAL, 24, struct.pack("<L", 10), last=True)
    for content in (bomb, lying):
        assert judged(content, FileLimits(part=1_000_000)) == ("dangerous", ("over-limit",))
        assert judged(content, FileLimits(total=1_000_000)) == ("dangerous", ("over-limit",))
    note = read_workbook(bomb, "", FileLimits(part=1024 * 1024)).note
    assert note == "解压后单个部分超过1兆字节，未读取。请删除多余内容后重新保存"


def test_r09_many_parts_below_the_limit_of_one_are_too_many_together() -> None:
    parts = {f"xl/media/{at}.bin": bytes(400_000) for at in range(10)}
    assert judged(with_parts(PLAIN, parts), FileLimits(part=500_000, total=3_000_000)) == (
        "dangerous",
        ("over-limit",),
    )


def test_r09_entries_are_counted_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    many = package_of({f"a{at}": b"" for at in range(2_001)}, zipfile.ZIP_STORED)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    workbook = read_workbook(many, "")
    assert (workbook.file_class, workbook.flags) == ("dangerous", ("over-limit",))
    assert workbook.note == "内部文件多于2000个，未读取。请在表格软件中另存为新文件后再报送"


def test_r09_an_end_that_names_few_entries_does_not_hide_the_others() -> None:
    many = package_of({f"a{at}": b"" for at in range(2_001)}, zipfile.ZIP_STORED)
    assert judged(patched(many, END, 8, struct.pack("<HH", 3, 3))) == ("dangerous", ("over-limit",))


@every_form
def test_r10_a_high_ratio_is_told_and_no_reason(form: str) -> None:
    assert judged(with_parts(FORMS[form], {"a/b.bin": bytes(20_000_000)})) == ("readable", ("high-ratio",))


@every_form
@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_r11_only_stored_and_deflated_parts_are_read(form: str, method: int) -> None:
    workbook = read_workbook(package_of(parts_of(FORMS[form]), method), "")
    assert (workbook.file_class, workbook.note) == (
        "unsupported-format",
        "文件使用了少见的压缩方法，读不出内容。请在表格软件中另存为 .xlsx 后再报送",
    )
    assert judged(package_of(parts_of(FORMS[form]), zipfile.ZIP_STORED)) == ("readable", ())


@every_form
def test_r12_every_part_is_held_against_its_checksum_needed_or_not(form: str) -> None:
    content = with_parts(FORMS[form], {"docs/a.txt": b"nobody reads this"})
    at = content.find(CENTRAL)
    offsets = []
    while at >= 0:
        offsets.append(at)
        at = content.find(CENTRAL, at + 1)
    assert len(offsets) == len(parts_of(content))
    for at in offsets:
        wrong = content[: at + 16] + bytes([content[at + 16] ^ 1]) + content[at + 17 :]
        assert judged(wrong) == ("corrupt", ())


def test_r12_a_changed_byte_is_damage_also_where_an_equal_part_was_read_before() -> None:
    stored = package_of(parts_of(PLAIN), zipfile.ZIP_STORED)
    assert judged(stored) == ("readable", ())
    assert judged(stored.replace(b"<v>5</v>", b"<v>6</v>")) == ("corrupt", ())


@every_form
@pytest.mark.parametrize("change", [str.upper, str.title, lambda name: name.replace("/", "\\")])
def test_r13_one_name_in_two_spellings_is_refused(form: str, change: object) -> None:
    main = {"xlsx": "xl/workbook.xml", "xlsb": "xl/workbook.bin", "ods": "META-INF/a.xml"}[form]
    content = with_parts(FORMS[form], {main: parts_of(FORMS[form]).get(main, b"<a/>")})
    assert judged(content) == ("readable", ())
    assert judged(with_entry(content, change(main), b"<x/>")) == ("dangerous", ())  # type: ignore[operator]


@pytest.mark.parametrize(
    ("offset", "value"),
    [(30, b"xl/workbooK.xml"), (30, b"xl/worksheet.xm")],
    ids=["in case", "altogether"],
)
def test_r13_a_part_with_two_names_is_refused(offset: int, value: bytes) -> None:
    first = package_of({"xl/workbook.xml": b"<x/>"} | parts_of(PLAIN))
    assert judged(patched(first, LOCAL, offset, value)) == ("dangerous", ())


def test_r13_a_part_with_two_methods_is_refused() -> None:
    assert judged(patched(PLAIN, LOCAL, 8, struct.pack("<H", 0))) == ("dangerous", ())


def test_r13_a_name_that_ends_early_or_stands_twice_is_refused() -> None:
    assert judged(with_entry(PLAIN, "a\0b.xml", b"<x/>")) == ("dangerous", ())
    beside = unicode_path("xl/worksheets/sheet1.xml", "docs/a.xml")
    assert judged(with_entry(PLAIN, "docs/a.xml", b"<x/>", beside)) == ("dangerous", ())
    same = unicode_path("docs/a.xml", "docs/a.xml")
    assert judged(with_entry(PLAIN, "docs/a.xml", b"<x/>", same)) == ("readable", ())


def test_r13_parts_that_reach_into_each_other_are_refused() -> None:
    """Also the last one into the directory, and one hidden between two others."""
    longer = patched(PLAIN, CENTRAL, 20, struct.pack("<L", 10_000))
    assert judged(longer) == ("dangerous", ())
    last = patched(PLAIN, CENTRAL, 20, struct.pack("<L", 10_000), last=True)
    assert judged(last) == ("dangerous", ())
    hidden = with_entry(PLAIN, "docs/a.xml", b"<x/>")
    directory = hidden.rfind(CENTRAL)
    unlisted = hidden[:directory] + hidden[hidden.find(END) :]
    count = struct.unpack_from("<H", hidden, hidden.find(END) + 8)[0] - 1
    size = hidden.find(END) - hidden.find(CENTRAL) - (hidden.find(END) - directory)
    unlisted = patched(unlisted, END, 8, struct.pack("<HHL", count, count, size))
    assert judged(unlisted) == ("dangerous", ())


NAMES = [
    "../../etc/a.xml",
    "/tmp/a.xml",
    "C:\\a.xml",
    "..\\a.xml",
    "a/../../b.xml",
    "~/a.xml",
    "con.xml",
    "//host/a.xml",
]


@pytest.mark.parametrize("name", NAMES)
def test_r14_names_of_parts_lead_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a worker, where a single byte written would cost the file its answer."""
    monkeypatch.chdir(tmp_path)
    (found,) = examine_all([("台账.xlsx", with_entry(PLAIN, name, b"<x/>"))], Known())
    assert found.file_class.value == ("dangerous" if ".." in name else "readable")
    assert found.note == (
        "文件内部有指向文件夹以外的名称，未读取。请在表格软件中另存为新文件后再报送" if ".." in name else ""
    )
    assert list(tmp_path.iterdir()) == []


def biff(version: int, *records: tuple[int, bytes]) -> bytes:
    start = (0x809, struct.pack("<HHHH", version, 5, 0, 0))
    return b"".join(
        struct.pack("<HH", kind, len(body)) + body for kind, body in (start, *records, (0x0A, b""))
    )


LOCKS = {
    "XOR of Excel 97": (0x600, struct.pack("<HHH", 0, 0x1234, 0x5678)),
    "RC4": (0x600, struct.pack("<HHH", 1, 1, 1) + bytes(48)),
    "RC4 by CryptoAPI": (0x600, struct.pack("<HHH", 1, 2, 2) + bytes(60)),
    "XOR of Excel 95": (0x500, struct.pack("<HH", 0x1234, 0x5678)),
}


@pytest.mark.parametrize("lock", LOCKS)
def test_r18_an_old_workbook_with_a_password_is_locked_and_not_damaged(lock: str) -> None:
    version, told = LOCKS[lock]
    name = "Workbook" if version == 0x600 else "Book"
    writer = (0x5C, b"\0" * 112)
    stream = biff(version, writer, (0x2F, told), (0x85, b"\xde\xad\xbe\xef" * 5))
    workbook = read_workbook(ole_of({name: stream}), "台账.xls")
    assert (workbook.file_class, workbook.note) == (
        "encrypted",
        "文件有密码，读不出内容。请取消密码后重新报送，或者另行告知密码",
    )


def test_r18_office_packages_in_their_shell_are_locked() -> None:
    for names in (["EncryptedPackage", "EncryptionInfo"], ["EncryptionInfo"], ["EncryptedPackage"]):
        assert judged(ole_of(dict.fromkeys(names, b"\x04\0\x04\0" + bytes(100)))) == ("encrypted", ())


def test_r18_an_ods_locked_part_by_part_or_as_a_whole_is_locked() -> None:
    entry = b'<manifest:manifest><manifest:file-entry manifest:full-path="%s"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    by_part = {
        "mimetype": ODS_TYPE,
        "content.xml": b"\x01\x02",
        "META-INF/manifest.xml": entry % b"content.xml",
    }
    whole = {
        "mimetype": ODS_TYPE,
        "encrypted-package": b"\x01\x02",
        "META-INF/manifest.xml": entry % b"encrypted-package",
    }
    assert [judged(package_of(parts)) for parts in (by_part, whole)] == [("encrypted", ())] * 2


@every_form
def test_r18_a_zip_with_the_flag_of_a_password_is_locked_by_whatever_method(form: str) -> None:
    locked = patched(patched(FORMS[form], LOCAL, 6, b"\x01"), CENTRAL, 8, b"\x01")
    assert judged(locked) == ("encrypted", ())
    by_aes = patched(patched(locked, LOCAL, 8, b"\x63\0"), CENTRAL, 10, b"\x63\0")
    assert judged(by_aes) == ("encrypted", ())


FRONTS = {
    "a program": b"MZ\x90\0" + bytes(200), "a program of Linux": b"\x7fELF" + bytes(200), "a PDF": b"%PDF-1.7\n%\xe2\xe3\n",
    "a page": b"<html><body>hello</body></html>", "a picture": b"GIF89a" + bytes(40), "a table": b"a,b\n1,2\n" * 50,
    "a text": "推进改革。\n".encode() * 20, "a script": b"#!/bin/sh\nexit 0\n", "anything": b"\0" * 30,
}  # fmt: skip


@every_form
@pytest.mark.parametrize("front", FRONTS)
def test_r20_whatever_stands_before_a_zip_refuses_it(form: str, front: str) -> None:
    file_class, flags = judged(FRONTS[front] + FORMS[form])
    assert (file_class, flags) == ("dangerous", ())


@every_form
def test_r20_two_zips_in_one_are_refused(form: str) -> None:
    assert judged(FORMS[form] + FORMS[form]) == ("dangerous", ())
    assert judged(PLAIN + FORMS[form]) == ("dangerous", ())
    assert judged(FORMS[form] + b"MZ behind") == ("dangerous", ())


def test_r20_an_honest_file_within_another_is_none_of_these() -> None:
    """A workbook that was put into a workbook, packed or not."""
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        within = package_of(parts_of(PLAIN) | {"xl/embeddings/a.xlsx": PLAIN}, method)
        assert judged(within) == ("readable", ("embedded-object",))


DECLARED = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037", "gb18030"]


@every_form
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", ["docs/a.xml", "docs/a.rels", "docs/A.XML", "docs/a.bin"])
def test_r21_a_document_type_in_any_part_and_encoding_refuses_the_file(
    form: str, encoding: str, name: str
) -> None:
    stated = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    part = DECLARED.format(stated).encode(encoding)
    assert judged(with_parts(FORMS[form], {name: part})) == ("dangerous", ())


@pytest.mark.parametrize(
    "front",
    [b" " * 5_000, b"\n" * 70, b"<!--" + b"x" * 5_000_000 + b"-->"],
    ids=["blanks", "lines", "a comment"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_r21_a_document_type_is_found_behind_whatever_stands_before_it(front: bytes, encoding: str) -> None:
    part = front.decode().encode(encoding) + '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode(encoding)
    assert judged(with_parts(PLAIN, {"xl/innocent.bin": part})) == ("dangerous", ())


def test_r21_a_mark_that_hides_a_stated_encoding_is_looked_behind() -> None:
    part = b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'
    assert judged(with_parts(PLAIN, {"docs/a.xml": part})) == ("dangerous", ())


def test_r21_a_document_type_over_two_stretches_of_the_reading_is_found() -> None:
    chunk = 4 * 1024 * 1024
    for before in range(chunk - 12, chunk + 2):
        part = b"<!--".ljust(before - 3, b"x") + b"-->" + b"<!DOCTYPE x><x/>"
        content = with_parts(PLAIN, {"docs/a.xml": part})
        assert part.find(b"<!DOCTYPE") == before
        assert judged(content) == ("dangerous", ())


def test_r21_nothing_of_an_entity_is_ever_put_in_its_place() -> None:
    sheet = with_change(PLAIN, SHEET, lambda xml: xml.replace(b"<v>5</v>", b"<v>&a;</v>"))
    assert judged(sheet)[0] == "corrupt"
    for declared in ("SYSTEM 'file:///etc/passwd'", "'b'", "PUBLIC '-//x' 'http://127.0.0.1:9/'"):
        text = f"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a {declared}>]>".encode()
        harm = with_change(
            PLAIN, SHEET, lambda xml, text=text: text + xml.partition(b"?>")[2].replace(b"<v>5</v>", b"<v>&a;</v>")
        )  # fmt: skip
        assert judged(harm) == ("dangerous", ())


def test_r21_the_parser_that_is_used_bounds_entities_itself() -> None:
    import pyexpat

    version = tuple(map(int, pyexpat.EXPAT_VERSION.removeprefix("expat_").split(".")))
    assert version >= (2, 4, 1)


def test_r21_a_picture_that_is_no_xml_may_hold_the_same_letters() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) + b"<!DOCTYPE html>" + bytes(20)
    assert judged(with_parts(PLAIN, {"xl/media/image1.png": picture})) == ("readable", ())


def test_every_part_of_a_zip_is_listed_by_the_tests_own_writer() -> None:
    with zipfile.ZipFile(BytesIO(with_entry(PLAIN, "docs/a.xml", b"<x/>"))) as package:
        assert package.testzip() is None
        assert package.read("docs/a.xml") == b"<x/>"
