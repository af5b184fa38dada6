"""docs/formats.md says what is so: every form that is read, and every sentence said of what is not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile

from taizhang.books import read_workbook
from taizhang.books.name_claims import claims_otherwise
from taizhang_validators.file_words import FORMAT_TITLES

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The rows of the table under this heading, without its head."""
    lines = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return rows[2:]


def workbook(formula: str = "=1+1") -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet("任务台账").write_formula(0, 0, formula, None, 2)
    return content.getvalue()


def locked() -> bytes:
    content = BytesIO()
    OOXMLFile(BytesIO(workbook())).encrypt("口令", content)
    return content.getvalue()


def zipped() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("台账.xlsx", workbook())
    return content.getvalue()


def document() -> bytes:
    content = BytesIO()
    Document().save(content)
    return content.getvalue()


UNREAD = {
    "有密码，没有给出密码": (locked(), ""),
    "有密码，给出的密码不对": (locked(), "别的"),
    "Excel 4.0 及更早的表格": (b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(20), ""),
    "单个文件的网页（.mht）": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", ""),
    "分成几个文件的网页": (b"<html><frameset><frame src='sheet001.htm'></frameset></html>", ""),
    "RAR压缩包": (b"Rar!\x1a\x07\x00" + bytes(20), ""),
    "7Z压缩包": (b"7z\xbc\xaf\x27\x1c" + bytes(40), ""),
    "ZIP压缩包": (zipped(), ""),
    "文字文档": (document(), ""),
    "PDF文件": (b"%PDF-1.7\n", ""),
    "图片": (b"\x89PNG\r\n\x1a\n", ""),
    "普通文本": ("这是一封普通的信。\n没有表格。".encode(), ""),
    "有可以启动程序的链接": (workbook("=cmd|'/c calc'!A0"), ""),
}


def test_every_form_that_is_read_stands_there() -> None:
    assert [row[0] for row in table("能读的格式")] == list(
        dict.fromkeys(["xlsx", "xlsm", "xlsb", "xls", *FORMAT_TITLES])
    )


@pytest.mark.parametrize("row", table("能读的格式"), ids=lambda row: row[0])
def test_its_endings_are_those_that_fit_it(row: list[str]) -> None:
    form, endings = row[0], row[1].split()
    assert [ending for ending in endings if claims_otherwise(f"台账{ending}", form)] == []
    assert claims_otherwise("台账.pdf", form)


def test_every_kind_that_is_not_read_is_tried() -> None:
    assert [row[0] for row in table("不能读的文件")] == list(UNREAD)


@pytest.mark.parametrize("row", table("不能读的文件"), ids=lambda row: row[0])
def test_what_is_said_of_it(row: list[str]) -> None:
    content, password = UNREAD[row[0]]
    found = read_workbook(content, "台账.xlsx", password=password)
    assert [found.file_class, found.note] == row[1:]
