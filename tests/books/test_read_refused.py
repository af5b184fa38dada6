"""Files that are not read: each has its class, its flags and one sentence that says what to do."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook as OpenpyxlWorkbook

from taizhang.books import read_workbook
from taizhang.model.file_limits import FileLimits


def workbook_bytes() -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.add_worksheet("任务台账").write_row(0, 0, ["甲", 5])
    book.close()
    return content.getvalue()


PLAIN = workbook_bytes()


def with_parts(content: bytes, parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package with parts added or replaced."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", method) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return target.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def zip_of(parts: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def tar_of(name: str, part: bytes) -> bytes:
    content = BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(part)
        archive.addfile(entry, io.BytesIO(part))
    return content.getvalue()


def judged(content: bytes, limits: FileLimits | None = None) -> tuple[str, tuple[str, ...]]:
    """Class and flags; every refusal has a sentence and no grids."""
    workbook = read_workbook(content, "台账.xlsx", limits)
    if workbook.file_class != "readable":
        assert workbook.note
        assert workbook.note.count("\n") == 0
        assert not workbook.grids
    return workbook.file_class, workbook.flags


@pytest.mark.parametrize(
    ("content", "file_class", "says"),
    [
        (b"", "not-a-workbook", "空"),
        (b"%PDF-1.7\n...", "not-a-workbook", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "not-a-workbook", "图片"),
        (b"MZ\x90\x00....", "not-a-workbook", "可执行程序"),
        (b"{\\rtf1 ...}", "not-a-workbook", "文字文档"),
        (zip_of({"a.txt": b"x"}), "not-a-workbook", "压缩文件"),
        (zip_of({"a/台账.xlsx": PLAIN}), "not-a-workbook", "解压"),
        (b"Rar!\x1a\x07\x00" + bytes(20), "unsupported-format", "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "unsupported-format", "7Z"),
        (gzip.compress(PLAIN), "unsupported-format", "GZ"),
        (tar_of("a.xlsx", PLAIN), "unsupported-format", "TAR"),
        (b"\xef\xbb\xbf<!DOCTYPE html><table></table>", "not-a-workbook", "网页里没有表格"),
        (b"<html><frameset><frame src='a.htm'></frameset></html>", "not-a-workbook", "另外的文件"),
        (b"<html><table><tr><td>1</td></tr>", "corrupt", "不完整"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "unsupported-format", "网页存档"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "unsupported-format",
            "没有工作表",
        ),
        (b'<?xml version="1.0"?><a/>', "not-a-workbook", "XML"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(20), "unsupported-format", "Excel 4.0"),
        ("这是一封普通的信。\n没有表格。".encode(), "not-a-workbook", "普通文本"),
        (bytes(range(256)) * 4, "not-a-workbook", "认不出"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "corrupt", "不完整"),
    ],
)
def test_r08_r19_a_file_is_named_by_its_content(content: bytes, file_class: str, says: str) -> None:
    workbook = read_workbook(content, "台账.xlsx")
    assert workbook.file_class == file_class
    assert says in workbook.note


def test_a_word_document_is_named() -> None:
    from docx import Document

    content = BytesIO()
    Document().save(content)
    workbook = read_workbook(content.getvalue(), "台账.xlsx")
    assert (workbook.file_class, workbook.note) == (
        "not-a-workbook",
        "这是文字文档，不是工作簿。请报送任务台账的工作簿",
    )


def test_r18_encryption_is_said_and_never_called_damage() -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = BytesIO()
    OOXMLFile(BytesIO(PLAIN)).encrypt("口令", locked)
    zip_flag = bytearray(PLAIN)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = zip_flag.find(mark)
        while at >= 0:
            zip_flag[at + offset] |= 1
            at = zip_flag.find(mark, at + 1)
    ods = zip_of(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>",
        }
    )
    sevenzip = b"7z\xbc\xaf\x27\x1c" + bytes(40) + b"\x06\xf1\x07\x01" + bytes(10)
    rar5 = b"Rar!\x1a\x07\x01\x00" + bytes(4) + b"\x21\x04" + bytes(20)
    for content in (locked.getvalue(), bytes(zip_flag), ods, sevenzip, rar5):
        workbook = read_workbook(content, "台账.xlsx")
        assert workbook.file_class == "encrypted"
        assert "有密码" in workbook.note


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_r12_a_cut_off_file_is_damage(share: float) -> None:
    assert judged(PLAIN[: int(len(PLAIN) * share)]) == ("corrupt", ())


def test_r09_real_output_bytes_are_counted_whatever_the_headers_say() -> None:
    bomb = with_parts(PLAIN, {"xl/media/a.bin": bytes(3_000_000)})
    lying = bytearray(bomb)
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<L", 10)
    small = FileLimits(part=1_000_000)
    assert judged(bomb, small) == ("dangerous", ("over-limit",))
    assert judged(bytes(lying), small) == ("dangerous", ("over-limit",))
    assert judged(bomb, FileLimits(total=1_000_000)) == ("dangerous", ("over-limit",))
    assert judged(PLAIN, FileLimits(entries=3)) == ("dangerous", ("over-limit",))
    assert judged(PLAIN, FileLimits(size=1000)) == ("unsupported-format", ("over-limit",))


def test_r26_too_many_cells_are_said_with_the_limit() -> None:
    workbook = read_workbook(PLAIN, "", FileLimits(cells=1))
    assert (workbook.file_class, workbook.flags) == ("unsupported-format", ("over-limit",))
    assert workbook.note == "工作簿超过1个单元格的上限，未读取。请删除多余内容后重新报送"


def test_r28_a_sheet_that_cannot_be_read_is_never_an_empty_one() -> None:
    sheet = part_of(PLAIN, "xl/worksheets/sheet1.xml")
    cut = with_parts(PLAIN, {"xl/worksheets/sheet1.xml": sheet[: sheet.index(b"</sheetData>")]})
    assert judged(cut) == ("corrupt", ())


@pytest.mark.parametrize(
    ("part", "flag"),
    [
        ("xl/vbaProject.bin", "macro"),
        ("xl/externalLinks/externalLink1.xml", "external-link"),
        ("xl/connections.xml", "external-link"),
        ("xl/embeddings/oleObject1.bin", "embedded-object"),
    ],
)
def test_r39_what_is_active_is_flagged(part: str, flag: str) -> None:
    assert judged(with_parts(PLAIN, {part: b"<x/>"})) == ("readable", (flag,))


def test_r39_dde_is_dangerous() -> None:
    link = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    assert judged(with_parts(PLAIN, {"xl/externalLinks/externalLink1.xml": link})) == (
        "dangerous",
        ("dde", "external-link"),
    )
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.add_worksheet().write_formula(0, 0, "=cmd|'/c calc'!A0", None, 0)
    book.close()
    assert judged(content.getvalue()) == ("dangerous", ("dde",))


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-30], lambda content: content[:40] + zlib.compress(content)]
)
def test_no_content_ever_raises(damage: Callable[[bytes], bytes]) -> None:
    book = OpenpyxlWorkbook()
    content = BytesIO()
    book.save(content)
    assert judged(damage(content.getvalue()))[0] in ("corrupt", "dangerous")
