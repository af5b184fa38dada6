"""What real .docx files hold beside paragraphs: changes, boxes, controls, notes, merged cells, lists."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from taizhang.errors import CannotRead
from taizhang.papers import read_document

_NAMESPACES = nsdecls("w") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def text_of(document):
    kept = io.BytesIO()
    document.save(kept)
    return read_document(kept.getvalue(), "计划.docx")


def with_blocks(*blocks):
    """A document whose body holds these blocks, written as XML without namespaces declared."""
    document = Document()
    body = document.element.body
    for block in blocks:
        tag = block.index(" ") if " " in block[: block.index(">")] else block.index(">")
        body.insert(len(body) - 1, parse_xml(f"{block[:tag]} {_NAMESPACES}{block[tag:]}"))
    return document


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def run(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


MADE = 'w:id="1" w:author="甲" w:date="2031-01-01T00:00:00Z"'


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        (f"{run('建')}<w:del {MADE}><w:r><w:delText>3</w:delText></w:r></w:del><w:ins {MADE}>{run('5')}</w:ins>{run('个站')}", "建5个站"),
        (f"<w:moveFrom {MADE}>{run('旧')}</w:moveFrom><w:moveTo {MADE}>{run('新')}</w:moveTo>", "新"),
        (f"{run('建')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>（不印）</w:t></w:r>{run('站')}", "建站"),
        (f"{run('建')}<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>好</w:t></w:r>{run('站')}", "建好站"),
        (f"<w:sdt><w:sdtPr><w:alias w:val=\"栏\"/></w:sdtPr><w:sdtContent>{run('建站')}</w:sdtContent></w:sdt>", "建站"),
        (f"<w:hyperlink>{run('建')}</w:hyperlink><w:smartTag w:element=\"x\">{run('站')}</w:smartTag>", "建站"),
        ("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
         f"<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{run('3')}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", "3"),
        (f"{run('2-3')}<w:r><w:noBreakHyphen/><w:t>4</w:t><w:tab/><w:t>家</w:t></w:r>", "2-3-4\t家"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>zhan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>站</w:t></w:r></w:rubyBase></w:ruby></w:r>", "站"),
    ],
)  # fmt: skip
def test_words_of_a_paragraph(inner, read):
    assert text_of(with_blocks(paragraph(inner))) == read


def test_a_paragraph_whose_mark_was_deleted_runs_on():
    mark = f"<w:pPr><w:rPr><w:del {MADE}/></w:rPr></w:pPr>"
    document = with_blocks(paragraph(mark + run("建")), paragraph(run("3个站。")), paragraph(run("完。")))
    assert text_of(document) == "建3个站。\n完。"


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{paragraph(run('框内'))}</w:txbxContent>"
    kept = f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>'
    assert text_of(with_blocks(paragraph(f"{run('前')}<w:r>{kept}</w:r>{run('后')}"))) == "前后\n框内"


def test_paragraphs_inside_a_content_control():
    assert (
        text_of(
            with_blocks(
                f"<w:sdt><w:sdtContent>{paragraph(run('一'))}{paragraph(run('二'))}</w:sdtContent></w:sdt>"
            )
        )
        == "一\n二"
    )


def test_cells_merged_downwards():
    """On the left they are said once; to the right of other cells they hold for each row."""
    document = Document()
    rows = [["任务", "举措", "单位"], ["建站", "选址", "市医保局"], ["", "施工", ""]]
    table = document.add_table(rows=3, cols=3)
    for cells, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(cells.cells, words, strict=True):
            cell.text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).merge(table.cell(2, 2))
    assert text_of(document) == "任务\t举措\t单位\n建站\t选址\t市医保局\n施工\t市医保局"


def test_a_table_that_lays_out_the_page_is_paragraphs():
    document = Document()
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "一、建站。"
    cell.add_paragraph("二、监管。")
    assert text_of(document) == "一、建站。\n二、监管。"


def test_several_paragraphs_of_a_cell_stay_in_its_row():
    document = Document()
    cells = document.add_table(rows=1, cols=3).rows[0].cells
    cells[0].text, cells[1].text, cells[2].text = "1", "建站", "市医保局、"
    cells[2].add_paragraph("市财政局")
    assert text_of(document) == "1\t建站\t市医保局、市财政局"


def test_a_deleted_row_is_gone():
    document = Document()
    table = document.add_table(rows=2, cols=3)
    for row, mark in zip(table.rows, "旧新", strict=True):
        for cell in row.cells:
            cell.text = mark
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:del {_NAMESPACES} {MADE}/>"))
    assert text_of(document) == "新\t新\t新"


def numbered(document, words, number, level=0):
    made = document.add_paragraph(words)
    made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
    made._p.pPr.numPr.get_or_add_ilvl().val = level


def with_list(document, form, text, *, number, restart=None, described=None):
    """A list added to the document's numbering."""
    root = document.part.numbering_part.element
    described = described or number
    if described == number:
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text.replace("%1", f"%{at + 1}")}"/></w:lvl>'
            for at in range(2)
        )
        first = root.find(f"{{{root.nsmap['w']}}}num")
        first.addprevious(
            parse_xml(f'<w:abstractNum {_NAMESPACES} w:abstractNumId="{number}">{levels}</w:abstractNum>')
        )
    change = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart}"/></w:lvlOverride>' if restart else ""
    )
    root.append(
        parse_xml(
            f'<w:num {_NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{described}"/>{change}</w:num>'
        )
    )


@pytest.mark.parametrize(
    ("form", "text", "first", "second"),
    [
        ("chineseCounting", "%1、", "一、", "二、"),
        ("chineseCountingThousand", "（%1）", "（一）", "（二）"),
        ("decimal", "%1.", "1.", "2."),
        ("decimalEnclosedCircleChinese", "%1", "①", "②"),
        ("upperRoman", "%1.", "I.", "II."),
        ("lowerLetter", "%1)", "a)", "b)"),
        ("bullet", "●", "", ""),
    ],
)
def test_forms_of_numbers(form, text, first, second):
    document = Document()
    with_list(document, form, text, number=90)
    numbered(document, "建站。", 90)
    numbered(document, "监管。", 90)
    assert text_of(document) == f"{first}建站。\n{second}监管。"


def test_lists_that_share_their_description_count_on_and_one_may_start_anew():
    document = Document()
    with_list(document, "decimal", "%1.", number=90)
    with_list(document, "decimal", "%1.", number=91, described=90)
    with_list(document, "decimal", "%1.", number=92, described=90, restart=1)
    for number in (90, 90, 91, 92, 92):
        numbered(document, "事。", number)
    assert text_of(document) == "1.事。\n2.事。\n3.事。\n1.事。\n2.事。"


def test_footnotes_stand_at_the_end():
    document = with_blocks(
        paragraph(f'{run("建3个站")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("。")}')
    )
    kept = io.BytesIO()
    document.save(kept)
    notes = (
        f'<?xml version="1.0"?><w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run("站指服务站。"))}</w:footnote></w:footnotes>'
    )
    relation = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    with zipfile.ZipFile(kept) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/footnotes.xml"] = notes.encode()
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", relation.encode()
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
    )
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert read_document(again.getvalue(), "计划.docx") == "建3个站。\n注：站指服务站。"


def test_a_document_of_pictures_says_so():
    document = Document()
    kept = io.BytesIO()
    document.save(kept)
    with zipfile.ZipFile(kept, "a") as package:
        package.writestr("word/media/image1.png", b"x")
    with pytest.raises(CannotRead) as trouble:
        read_document(kept.getvalue(), "甲")
    assert str(trouble.value) == "甲里只有图片，没有文字，请先识别成文字再编制。"
