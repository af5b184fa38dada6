"""The text of a web page or an XML document: its encoding as its marks say, then by strict trial."""

from __future__ import annotations

import re

from taizhang.books.clean_text import CUT, LONGEST_TEXT
from taizhang.books.refusal import corrupt, dangerous

_STATED = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_CHINESE = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
}
_OTHERS = {"utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8"}
_BEGINNING = 2048
_ENDLESS = re.compile(rf"(?<=>)[^<]{{{2 * LONGEST_TEXT},}}")
_UNFINISHED = re.compile(r"&[^;&]{0,12}\Z")


def markup_text(content: bytes) -> str:
    """The document as text.

    Raises:
        Refusal: it is in none of the encodings that are read.
    """
    for encoding in _candidates(content):
        try:
            return content.decode(encoding).removeprefix("\ufeff").replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise corrupt("文件的文字编码有损坏，读不出内容。请在表格软件中另存为 .xlsx 后再报送")


def shortened(text: str) -> str:
    """The document without the far ends of texts that a parser would give up over; a note stands in their place.

    What a cell keeps is cut exactly later: see `cut_text`.
    """
    return _ENDLESS.sub(lambda found: _UNFINISHED.sub("", found[0][: 2 * LONGEST_TEXT]) + CUT, text)


def plain_xml(content: bytes) -> bytes:
    """An XML document in UTF-8 without a declaration, so that no encoding can hide anything.

    Raises:
        Refusal: it declares a document type, in which entities could be defined (INTAKE 21).
    """
    text = markup_text(content)
    if "<!DOCTYPE" in text:
        raise dangerous(
            "文件里夹带了文档类型声明（可被用来攻击），未读取。请在表格软件中另存为新文件后再报送"
        )
    return _DECLARATION.sub("", shortened(text), count=1).encode("utf-8")


def _candidates(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"<\0" in content[:64]:
        return ("utf-16-le",)
    if b"\0<" in content[:64]:
        return ("utf-16-be",)
    stated = _STATED.search(content[:_BEGINNING])
    word = stated[1].decode("ascii", "replace").lower() if stated else ""
    first = _CHINESE.get(word) or _OTHERS.get(word)
    return tuple(dict.fromkeys(encoding for encoding in (first, "utf-8", "gb18030") if encoding))
