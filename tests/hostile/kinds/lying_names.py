"""Files that are something else than their names say, both ways (INTAKE 8, 19, 20, 37)."""

from __future__ import annotations

from io import BytesIO

from bundles.rar_files import new_rar
from bundles.sevenzip_files import sevenzip_of
from bundles.zip_files import plain_zip
from docx import Document
from postbag.outlook import tnef_of

from hostile.forms import html, ods, ods_row, ods_table, ods_text, xls
from hostile.nouns import HostileFile, corrupt, dangerous, file, no_workbook, readable
from hostile.old_records import label
from hostile.packages import workbook_bytes
from taizhang.model.verdict import Flag, ReceiptState

DIFFERS, NOTHING, FOREIGN = Flag.EXTENSION_DIFFERS, "文件是空的", "认不出"


def called(ending: str) -> bytes:
    """A workbook that holds the ending that it has."""
    return workbook_bytes(lambda sheet: sheet.write_row(0, 0, [ending, 5]))


def document() -> bytes:
    content = BytesIO()
    Document().save(content)
    return content.getvalue()


def mail(words: str) -> bytes:
    return f"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: {words}\r\nDate: Tue, 04 Oct 2022 08:00:00 +0800\r\n\r\n{words}\r\n".encode()


WORKBOOKS = tuple(
    file(f"a workbook called {ending[1:] or 'nothing'}", lambda ending=ending: called(ending), readable(*flags), ending=ending)
    for ending, flags in {
        ".csv": (DIFFERS,), ".xls": (DIFFERS,), ".ods": (DIFFERS,), ".zip": (DIFFERS,), ".pdf": (DIFFERS,), ".png": (DIFFERS,), ".exe": (DIFFERS,),
        ".eml": (DIFFERS,), ".msg": (DIFFERS,), ".txt": (DIFFERS,), ".xlsx.exe": (DIFFERS,), "": (), ".tmp": (),
    }.items()
)  # fmt: skip

OTHERS = (
    file("a program called a workbook", lambda: b"MZ\x90\0" + bytes(500), no_workbook("可执行程序")),
    file("a program of Linux called a workbook", lambda: b"\x7fELF\2\1\1" + bytes(500), no_workbook("可执行程序")),
    file("a PDF called a workbook", lambda: b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", no_workbook("PDF文件")),
    file("a picture called a workbook", lambda: b"\x89PNG\r\n\x1a\n" + bytes(60), no_workbook("图片")),
    file("a photograph called an old workbook", lambda: b"\xff\xd8\xff\xe0" + bytes(60), no_workbook("图片"), ending=".xls"),
    file("a document called a workbook", document, no_workbook("文字文档")),
    file("a rich text called an old workbook", lambda: b"{\\rtf1\\ansi{\\object\\objocx}}", no_workbook("文字文档"), ending=".xls"),
    file("a page called an old workbook", lambda: html("<tr><td>1</td><td>2</td></tr>"), readable(DIFFERS), ending=".xls"),
    file("a text table called a workbook", lambda: b"a,b\n1,2\n", readable(DIFFERS)),
    file("an old workbook called a new one", lambda: xls([label(0, 0, "甲")]), readable(DIFFERS)),
    file("an open document called an old workbook", lambda: ods(ods_table(ods_row(ods_text("甲"), ods_text("乙")))), readable(DIFFERS), ending=".xls"),
    file("a zip called a workbook", lambda: plain_zip({"a.xlsx": called("in a zip")}), readable()),
    file("a rar called a zip", lambda: new_rar({"a.xlsx": called("in a rar")}), readable(), ending=".zip"),
    file("a 7z called a rar", lambda: sevenzip_of({"a.xlsx": called("in a 7z")}), readable(), ending=".rar"),
    file("a winmail.dat called a workbook", lambda: tnef_of([("a.xlsx", called("in a winmail"))]), readable()),
    file("a mail called a workbook", lambda: mail("x"), no_workbook("普通文本")),
    file("a page of XML called a workbook", lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', no_workbook("XML")),
    file("a script called a text table", lambda: b"@echo off\r\nformat c:\r\n", no_workbook("普通文本"), ending=".csv"),
    file("a shortcut called a workbook", lambda: b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + bytes(60), no_workbook(FOREIGN), ending=".xlsx.lnk"),
    file("a sound called a workbook", lambda: b"RIFF\x24\0\0\0WAVEfmt " + bytes(400), no_workbook(FOREIGN)),
    file("chance called a workbook", lambda: bytes((at * 7919 + at // 256) % 251 for at in range(5_000)), no_workbook(FOREIGN)),
    file("nothing called a workbook", lambda: b"", no_workbook(NOTHING)),
    file("one zero called a workbook", lambda: b"\0", no_workbook(FOREIGN)),
    file("a letter called a text table", lambda: b"a", no_workbook("普通文本"), ending=".csv"),
    file("a mark and nothing else", lambda: b"\xef\xbb\xbf", no_workbook(""), ending=".csv"),
    file("blanks called a workbook", lambda: b" \r\n" * 3_000, no_workbook("")),
    file("zeros called an old workbook", lambda: bytes(20_000), no_workbook(FOREIGN), ending=".xls"),
    file("a picture of which a table is the rest", lambda: b"GIF89a=1;\n" + b"a,b\n1,2\n" * 9, no_workbook("图片"), ending=".csv"),
    file("a PDF with a workbook behind it", lambda: b"%PDF-1.7\n%%EOF\n" + called("behind a PDF"), dangerous(""), ending=".pdf"),
    file("the beginning of a workbook and then chance", lambda: b"PK\3\4" + b"\xff" * 900, corrupt("")),
    file("the beginning of an old workbook and then chance", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x5a" * 3_000, corrupt(""), ending=".xls"),
    file("a mail that says nothing", lambda: b"\r\n \r\n", state=ReceiptState.EMPTY, says="邮件是空的", ending=".eml"),
    file("a program called a mail", lambda: b"MZ\x90\0" + bytes(900), no_workbook("可执行程序"), ending=".eml"),
)  # fmt: skip

FILES: tuple[HostileFile, ...] = (*WORKBOOKS, *OTHERS)
