"""The styles of an official paper (GB/T 9704-2012): fonts, sizes, lines and indents, as one part of a Word document.

GB/T 9704-2012, 5.2.2 to 5.2.4 and 7.3: body 仿宋 of size 3 (16 pt), 22 lines of 28 characters; title 小标宋 of size 2
(22 pt); first headings 黑体, second 楷体; red letterhead in 小标宋; page number of size 4 (14 pt).
"""

from __future__ import annotations

from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY_FONT, TITLE_FONT, HEAD_FONT, SUB_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"

LINE = 579  # twips, 28.95 pt: 22 lines fill the 225 mm between the margins
# Twentieths of a point: 28 characters of 15.7 pt fill 156 mm. Programs disagree on what a character grid does to digits
# and to a glyph that is wider than its cell (docs/decisions/0032), and agree on spaced characters in fixed lines.
SPACING = -6
_CHARACTER = 314  # twips, of one character of the body so spaced


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """One paragraph style; lengths in twips, sizes in points."""

    id: str
    name: str  # as Word's menu shows it
    font: str = BODY_FONT
    size: float = 16
    line: int = LINE  # exact
    align: str = "both"
    first: int = 0  # indent of the first line
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    colour: str = ""
    spacing: int = SPACING
    keep_next: bool = False
    page_break: bool = False
    outline: int | None = None
    under: str = ""  # colour of a line below the paragraph
    tab: int = 0  # where text after a tab ends


LOOKS: tuple[ParagraphLook, ...] = (
    ParagraphLook("Normal", "Normal"),
    ParagraphLook("Body", "公文正文", first=2 * _CHARACTER),
    ParagraphLook("Title", "Title", TITLE_FONT, 22, 700, "center", before=LINE, after=LINE, spacing=0, keep_next=True),
    ParagraphLook("Heading1", "heading 1", HEAD_FONT, first=2 * _CHARACTER, keep_next=True, outline=0),
    ParagraphLook("Heading2", "heading 2", SUB_FONT, first=2 * _CHARACTER, keep_next=True, outline=1),
    ParagraphLook("Addressee", "主送机关"),
    ParagraphLook("Letterhead", "发文机关标志", TITLE_FONT, 30, 900, "center", colour="FF0000", spacing=0),
    ParagraphLook("DocumentNumber", "发文字号", align="center", before=LINE, under="FF0000"),
    ParagraphLook("AnnexList", "附件说明", align="left", first=2 * _CHARACTER),
    ParagraphLook("AnnexItem", "附件说明续", align="left", left=5 * _CHARACTER),
    ParagraphLook("Signature", "署名", align="right", right=4 * _CHARACTER, keep_next=True),
    ParagraphLook("AnnexMark", "附件标记", HEAD_FONT, page_break=True, align="left", keep_next=True, outline=0),
    ParagraphLook("AnnexTitle", "附件标题", TITLE_FONT, 18, align="center", after=200, spacing=0, keep_next=True),
    ParagraphLook("TableHead", "表头", HEAD_FONT, 10.5, 300, "center", spacing=0),
    ParagraphLook("TableText", "表文", BODY_FONT, 10.5, 300, "left", spacing=0),
    ParagraphLook("TableNumber", "表数", BODY_FONT, 10.5, 300, "center", spacing=0),
    ParagraphLook("TableNote", "表注", BODY_FONT, 10.5, 300, "left", before=100, spacing=0),
    ParagraphLook("Imprint", "版记", BODY_FONT, 14, 460, "left", left=280, right=280, spacing=0, tab=8500),
    ParagraphLook("PageNumber", "页码", "宋体", 14, 400, "right", spacing=0),
    ParagraphLook("Slip", "督办单文", BODY_FONT, 12, 400, "left", spacing=0),
    ParagraphLook("SlipHead", "督办单栏目", HEAD_FONT, 12, 400, "center", spacing=0),
    ParagraphLook("BriefTitle", "简报标题", TITLE_FONT, 20, 580, "center", spacing=0),
    ParagraphLook("BriefHead", "简报栏目", HEAD_FONT, 14, 440, "left", before=80, spacing=0),
    ParagraphLook("BriefText", "简报正文", BODY_FONT, 12, 360, "both", first=480, spacing=0),
    ParagraphLook("BriefNumber", "简报大数", HEAD_FONT, 18, 500, "center", spacing=0),
    ParagraphLook("Picture", "图片", BODY_FONT, 12, 0, "center", spacing=0),
    ParagraphLook("Note", "说明", BODY_FONT, 10.5, 320, "left", spacing=0),
)  # fmt: skip
STYLE_IDS = {look.name: look.id for look in LOOKS}
SUBTITLE = "小标题"  # a character style: a heading that the paragraph goes on after
GRID_LINES, IMPRINT_LINES = (
    "Table Grid",
    "版记线",
)  # table styles: a line around each cell; above and below alone


def styles_xml() -> str:
    """The part word/styles.xml."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{W}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY_FONT)}<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>"
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{''.join(map(_paragraph_style, LOOKS))}{_CHARACTERS}{_TABLES}</w:styles>"
    )  # fmt: skip


def _paragraph_style(look: ParagraphLook) -> str:
    normal = look.id == "Normal"
    kind = ' w:default="1"' if normal else ' w:customStyle="1"' if not look.name.isascii() else ""
    based = "" if normal else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{look.id}"><w:name w:val="{look.name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{_paragraph(look)}</w:pPr><w:rPr>{_run(look)}</w:rPr></w:style>"
    )


def _paragraph(look: ParagraphLook) -> str:
    """In the order of the schema; no line waits for a second one on the next page, or a page would lose one."""
    line = f' w:line="{look.line}" w:lineRule="exact"' if look.line else ' w:line="240" w:lineRule="auto"'
    border = (
        f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="{look.under}"/></w:pBdr>'
        if look.under
        else ""
    )
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{look.tab}"/></w:tabs>' if look.tab else ""
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    return (
        f"{'<w:keepNext/>' if look.keep_next else ''}{'<w:pageBreakBefore/>' if look.page_break else ''}"
        f'<w:widowControl w:val="0"/>{border}{tab}<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{look.before}" w:after="{look.after}"{line}/>'
        f'<w:ind w:left="{look.left}" w:right="{look.right}" w:firstLine="{look.first}"/>'
        f'<w:jc w:val="{look.align}"/>{outline}'
    )


def _run(look: ParagraphLook) -> str:
    half_points = round(look.size * 2)
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    return (
        f'{_fonts(look.font)}{colour}<w:spacing w:val="{look.spacing}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
    '</w:style><w:style w:type="character" w:customStyle="1" w:styleId="Subtitle"><w:name w:val="小标题"/><w:qFormat/>'
    f"<w:rPr>{_fonts(SUB_FONT)}</w:rPr></w:style>"
)


def _lines(**sizes: int) -> str:
    """Lines by side, in eighths of a point."""
    return "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in sizes.items()
    )


_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_lines(top=4, left=4, bottom=4, right=4, insideH=4, insideV=4)}</w:tblBorders></w:tblPr>"
    f'</w:style><w:style w:type="table" w:customStyle="1" w:styleId="ImprintLines"><w:name w:val="{IMPRINT_LINES}"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_lines(top=8, bottom=8, insideH=6)}</w:tblBorders></w:tblPr>'
    "</w:style>"
)
