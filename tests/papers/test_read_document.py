"""Documents of every kind an office keeps, read by content."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from pypdf import PdfWriter

from taizhang.errors import CannotRead
from taizhang.papers import read_document
from taizhang.papers.word_numbers import chinese_numeral

TEXT = "云栖市重点工作任务\n一、完善制度。每个县至少建设1个示范点。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_of_any_office_encoding(encoding):
    assert read_document(TEXT.encode(encoding), "计划.txt").lstrip("\ufeff") == TEXT


def test_page_without_its_furniture():
    page = (
        "<html><head><meta charset='gb2312'><title>网站</title><script>var a=1;</script></head>"
        "<body><div>云栖市<b>重点</b>工作任务<p>一、完善制度。</p><!-- 暗注 -->尾</div><style>p{}</style></body></html>"
    )
    assert read_document(page.encode("gb18030"), "页面") == "云栖市重点工作任务\n一、完善制度。\n尾"


def test_word_with_a_table():
    document = Document()
    document.add_paragraph("一、完善制度。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "任务", "单位"
    document.add_paragraph("二、健全机制。")
    assert read_document(_saved(document), "计划.docx") == "一、完善制度。\n任务\t单位\n二、健全机制。"


def test_word_with_automatic_numbers():
    document = Document()
    for words in ("完善制度。", "健全机制。"):
        document.add_paragraph(words, style="List Number")
    assert read_document(_saved(document), "计划") == "1.完善制度。\n2.健全机制。"


def _saved(document):
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (15, "十五"), (20, "二十"), (21, "二十一"), (120, "120")]
)
def test_list_numerals(number, written):
    assert chinese_numeral(number) == written


def _pdf(text):
    """A page that prints ASCII text: small enough to read as bytes."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    written, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = len(written)
    written += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    written += b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % table
    return bytes(written)


def test_pdf_with_text():
    assert read_document(_pdf("1. Build 3 centers in each county this year"), "a.pdf").strip() == (
        "1. Build 3 centers in each county this year"
    )


def _scan():
    writer = PdfWriter()
    writer.add_blank_page(width=600, height=800)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _locked():
    writer = PdfWriter()
    writer.add_blank_page(width=600, height=800)
    writer.encrypt("secret", algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _archive(name):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr(name, "x")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "甲是空文件，请换成有正文的文件。"),
        (_scan(), "甲是扫描件，里面没有文字，请先识别成文字再编制。"),
        (_locked(), "甲设有密码，请去掉密码后再编制。"),
        (b"%PDF-1.4\nbroken", "甲已损坏，读不出内容，请重新导出后再编制。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "甲是旧格式文件（如 .doc、.wps），本机没有找到 LibreOffice，不能直接读，请用文字处理软件另存为 .docx 后再编制。"),
        (b"{\\rtf1 x}", "甲是 .rtf 格式，本机没有找到 LibreOffice，不能直接读，请用文字处理软件另存为 .docx 后再编制。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\x00" * 600,
         "甲不是文字材料，请把计划正文另存为 .docx 或 .txt 后再编制。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "甲设有密码，请去掉密码后再编制。"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>",
         "甲是 .mht 网页存档，请用浏览器打开，把正文复制到文本文件后再编制。"),
        (b"\x89PNG\r\n\x1a\n1234", "甲是图片，里面没有文字，请先识别成文字再编制。"),
        (_archive("xl/workbook.xml"), "甲不是文字材料，请把计划正文另存为 .docx 或 .txt 后再编制。"),
        (_archive("word/document.xml"), "甲已损坏，读不出内容，请用文字处理软件另存一份再编制。"),
        (bytes(range(1, 32)) * 20, "甲不是文本，或编码认不出来，请另存为编码为 UTF-8 的 .txt 后再编制。"),
        (b"<html><body></body></html>", "甲里没有文字，请换成有正文的文件。"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(data, says):
    with pytest.raises(CannotRead) as trouble:
        read_document(data, "甲")
    assert str(trouble.value) == says


def test_a_row_of_a_web_table_is_a_line():
    page = (
        "<html><body><table><tr><td>导航</td><td><h1>任务表</h1><table>"
        "<tr><th>序号</th><th>任务</th><th>责任单位</th></tr>"
        "<tr><td><p>1</p></td><td><p>建站</p></td><td><p>市医保局、</p><p>市财政局</p></td></tr>"
        "</table></td></tr></table></body></html>"
    )
    assert (
        read_document(page.encode(), "表.html")
        == "导航\n任务表\n序号\t任务\t责任单位\n1\t建站\t市医保局、市财政局"
    )


def test_signs_written_as_a_page_writes_them():
    written = "一、“一老一小”服务；&nbsp;增长5%&amp;以上，3&#215;2，R&D;&lt;目录&gt;"
    assert (
        read_document(written.encode(), "计划.txt")
        == "一、“一老一小”服务；\u00a0增长5%&以上，3×2，R&D;<目录>"
    )
    page = f"<html><body><p>{written}</p><p>&amp;ldquo;三医&amp;rdquo;</p></body></html>"
    assert read_document(page.encode(), "计划.html").endswith("<目录>\n“三医”")
