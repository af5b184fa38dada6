"""An empty official paper (GB/T 9704-2012): A4, its margins and grid, the page number outside, nothing written on it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from taizhang.papers.paper_styles import BODY_FONT, HEAD_FONT, SUB_FONT, TITLE_FONT, W, styles_xml

TEXT_WIDTH = 8845  # twips between the side margins: 156 mm
# Twips: 37, 34.9, 28 and 26 mm. A hair less than 35 mm below, or LibreOffice's grid has room for 21 lines only.
_TOP, _BOTTOM, _LEFT, _RIGHT = 2098, 1976, 1587, 1474
_FOOTER = 1180  # twips from the lower edge: the page number stands 7 mm below the text
_NARROW = 1134  # twips: 20 mm
_W = f"{{{W}}}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
}

# What stands in where a computer has another name of the same face.
_ALSO_CALLED = {BODY_FONT: "仿宋", SUB_FONT: "楷体", TITLE_FONT: "小标宋", HEAD_FONT: "SimHei"}


def blank_paper() -> Any:
    """The document, open for writing."""
    from docx import Document

    return Document(BytesIO(_package()))


def compact_paper() -> Any:
    """One with narrower margins above and below, for a form of one page: without grid and page number."""
    paper = blank_paper()
    section = paper.element.body.sectPr
    for child in [one for one in section if one.tag in (f"{_W}docGrid", f"{_W}footerReference")]:
        section.remove(child)
    margins = section.find(f"{_W}pgMar")
    for side, length in (("top", _NARROW), ("bottom", _NARROW), ("footer", _NARROW // 2)):
        margins.set(f"{_W}{side}", str(length))
    return paper


def _package() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, text in _texts().items():
            package.writestr(zipfile.ZipInfo(name), _HEAD + text if not text.startswith("<?xml") else text)
    return written.getvalue()


def _texts() -> dict[str, str]:
    """Each part's XML by its name."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"rId1": (f"{_R}/officeDocument", "word/document.xml")}),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations(
            {f"rId{n}": (f"{_R}/{kind}", f"{name}.xml") for n, (name, kind) in enumerate(_PARTS.items(), 1)}
        ),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in {"document": "document.main", **_PARTS}.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def _document() -> str:
    footers = {"default": "rId4", "even": "rId5"}
    references = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{key}"/>' for kind, key in footers.items()
    )
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body><w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{_TOP}" w:right="{_RIGHT}" w:bottom="{_BOTTOM}" w:left="{_LEFT}" w:header="851" '
        f'w:footer="{_FOOTER}" w:gutter="0"/><w:docGrid w:type="linesAndChars" w:linePitch="580" w:charSpace="-848"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _settings() -> str:
    """Odd and even pages differ; punctuation may be pressed together at a line's end, and never hangs out of it."""
    return (
        f'<w:settings xmlns:w="{W}"><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _ALSO_CALLED.items()
    )
    return f'<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def _footer(side: str) -> str:
    """— 1 —, one character in from the outer edge (GB/T 9704-2012, 7.5)."""
    field = "".join(
        f"<w:r>{mark}</w:r>"
        for mark in (_mark("begin"), _PAGE, _mark("separate"), "<w:t>1</w:t>", _mark("end"))
    )
    return (
        f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:ind w:left="280" w:right="280"/>'
        f'<w:jc w:val="{side}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>{field}'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )  # fmt: skip


_PAGE = '<w:instrText xml:space="preserve"> PAGE </w:instrText>'


def _mark(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'
