"""A stamped scan is filed beside its ledger by name, and never makes a county's report worse; only papers are filed so."""

from __future__ import annotations

from hashlib import sha256
from random import Random

import pytest
from postbag import papers
from postbag.compound import compound_of
from postbag.zips import member, zip_of

from taizhang.books import read_workbook
from taizhang.desk.check import Checked
from taizhang.desk.intake.papers_beside import beside
from taizhang.model.ledger import Ledger
from taizhang.model.verdict import FileClass, Verdict


@pytest.fixture
def ledger() -> Ledger:
    from taizhang.model.period import Period
    from taizhang.model.reporter import Reporter

    return Ledger(plan="p", version="v", reporter=Reporter("990101"), period=Period.parse("2022Q3"), rows=())


def workbook(name: str, ledger: Ledger) -> Checked:
    return Checked(
        name=name, sha256=sha256(name.encode()).hexdigest(), size=1, file_class=FileClass.READABLE, format="xlsx",
        flags=(), verdict=Verdict.ACCEPTED, reason="校验通过", ledger=ledger, reporter=ledger.reporter,
        plan=ledger.plan, period=ledger.period, content=b"x",
    )  # fmt: skip


def paper(name: str) -> Checked:
    return Checked(
        name=name, sha256=sha256(name.encode()).hexdigest(), size=1, file_class=FileClass.NOT_A_WORKBOOK, format="pdf",
        flags=(), verdict=Verdict.SET_ASIDE, reason="这是PDF文件", content=b"%PDF",
    )  # fmt: skip


def filed(*files: Checked) -> list[tuple[str, int | None]]:
    return [(one.checked.name, one.beside_entry) for one in beside(files)]


def test_the_only_ledger_has_every_paper_beside_it(ledger: Ledger) -> None:
    files = (paper("盖章.pdf"), workbook("碧潭县.xlsx", ledger), paper("照片.jpg"))
    assert filed(*files) == [("碧潭县.xlsx", None), ("盖章.pdf", 0), ("照片.jpg", 0)]


@pytest.mark.parametrize(
    "scan", ["松陂县台账.pdf", "松陂县台账（盖章）.pdf", "松陂县台账扫描件.jpg", "松陂县 台账-盖章扫描件.PDF", "松陂县台账(签字版).pdf"]
)  # fmt: skip
def test_of_several_ledgers_it_is_the_one_of_its_name(ledger: Ledger, scan: str) -> None:
    files = (workbook("碧潭县台账.xlsx", ledger), workbook("松陂县台账.xlsx", ledger), paper(scan))
    assert filed(*files)[2] == (scan, 1)


def test_one_that_fits_none_says_so(ledger: Ledger) -> None:
    files = (workbook("a.xlsx", ledger), workbook("b.xlsx", ledger), paper("c.pdf"))
    (_, _, one) = beside(files)
    assert (one.beside_entry, one.checked.reason) == (
        0,
        "随“a.xlsx”等 2 份台账一并存档，按名称对应不上其中哪一份",
    )


def test_without_a_ledger_everything_stands_for_itself() -> None:
    assert filed(paper("a.pdf"), paper("b.jpg")) == [("a.pdf", None), ("b.jpg", None)]


# Which files are papers

RANDOM = Random(7)
OFD = zip_of([member(name, b"<x/>") for name in (b"OFD.xml", b"Doc_0/Document.xml")])
DOCX = papers.docx_of(RANDOM)
TEXTS = ("小结：已建成9家。\r\n", "附：三季度台账的说明，共3条；请查收。From 9月30日起执行。\n")
PAPERS = {
    "盖章.pdf": papers.pdf_of(RANDOM),
    "照片.jpg": papers.jpg_of(RANDOM),
    "截图.png": papers.png_of(RANDOM),
    "图.gif": b"GIF89a" + bytes(20),
    "图.bmp": b"BM" + (70).to_bytes(4, "little") + bytes(64),
    "传真.tif": b"II*\0" + bytes(20),
    "照片.webp": b"RIFF\x20\0\0\0WEBPVP8 " + bytes(24),
    "照片.heic": b"\0\0\0\x18ftypheic" + bytes(40),
    "小结.docx": DOCX,
    "汇报.pptx": zip_of([member(b"[Content_Types].xml", b"<Types/>"), member(b"ppt/presentation.xml", b"<p/>")]),
    "小结.odt": zip_of([member(b"mimetype", b"application/vnd.oasis.opendocument.text", method=0), member(b"content.xml", b"<x/>")]),
    "公文.ofd": OFD,
    "小结.doc": compound_of({"WordDocument": bytes(5000)}),
    "汇报.ppt": compound_of({"PowerPoint Document": bytes(5000)}),
    "小结.rtf": b"{\\rtf1 x}",
    "小结.txt": TEXTS[0].encode(),
    "小结一.txt": TEXTS[1].encode("gbk"),
    "小结二.txt": TEXTS[0].encode("utf-16"),
    "没有后缀": b"\xef\xbb\xbf" + TEXTS[0].encode() * 9_000,
    "台账.exe": papers.pdf_of(RANDOM),  # told by the content
}  # fmt: skip
OTHERS = {
    "盖章.pdf": papers.exe_of(RANDOM),
    "台账.xlsx.exe": papers.exe_of(RANDOM),
    "小结.docx": b"\x7fELF" + bytes(60),
    "盖章扫描件.zip": zip_of([]),
    "安装包.msi": compound_of({"Property": bytes(5000)}),
    "小结.docm": zip_of([member(b"word/document.xml", b"<x/>"), member(b"word/vbaProject.bin", b"x")]),
    "小结.doc": compound_of({"WordDocument": bytes(5000), "_VBA_PROJECT": bytes(5000)}),
    "程序.jar": zip_of([member(b"META-INF/MANIFEST.MF", b"x"), member(b"A.class", b"\xca\xfe\xba\xbe")]),
    "录像.mp4": b"\0\0\0\x18ftypmp42" + bytes(40),
    "说明.bat": "echo 台账".encode("gbk"),
    "说明.txt": "@echo off\r\ndel 台账.xlsx\r\n".encode("gbk"),
    "说明.vbs": "MsgBox 1 ' 台账".encode(),
    "台账说明.txt": b'Set a = CreateObject("WScript.Shell")\r\n',
    "程序.txt": "function f(x) { return eval(x) } // 台账".encode(),
    "脚本": b"#!/bin/sh\nrm -rf x\n",
    "脚本.ps1": "Invoke-WebRequest http://x.example".encode("utf-16"),
    "网页.html": "<html><body>台账</body></html>".encode(),
    "图.svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>',
    "链接.url": b"[InternetShortcut]\r\nURL=http://x.example\r\n",
    "认不出": bytes(range(256)) * 9,
    "空": b"",
    "空白.txt": b" \r\n ",
}  # fmt: skip


def as_checked(name: str, content: bytes) -> Checked:
    """What the reader of workbooks says of it."""
    book = read_workbook(content, name)
    return Checked(
        name=name, sha256=book.sha256, size=book.size, file_class=FileClass(book.file_class), format=book.format,
        flags=(), verdict=Verdict.SET_ASIDE, reason=book.note, content=content,
    )  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_filed_beside_its_ledger(ledger: Ledger, name: str) -> None:
    checked = as_checked(name, PAPERS[name])
    assert checked.file_class is FileClass.NOT_A_WORKBOOK
    assert filed(workbook("碧潭县.xlsx", ledger), checked)[1] == (name, 0)


@pytest.mark.parametrize("name", OTHERS)
def test_r08_what_is_no_paper_stands_for_itself_whatever_it_is_called(ledger: Ledger, name: str) -> None:
    checked = as_checked(name, OTHERS[name])
    assert checked.file_class is not FileClass.READABLE
    assert beside((workbook("碧潭县.xlsx", ledger), checked))[1].checked == checked
    assert filed(workbook("碧潭县.xlsx", ledger), checked)[1] == (name, None)
