"""The text of a document, by its content and never by its name."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO

from taizhang.errors import CannotRead
from taizhang.papers.html_text import looks_like_html, read_html
from taizhang.papers.office_program import OfficeProgram, turn_into_word
from taizhang.papers.pdf_text import read_pdf
from taizhang.papers.plain_text import read_plain
from taizhang.papers.word_text import is_word, read_word

# Signs as a page's source writes them; copied from there, or escaped twice, they stand in the text.
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_LARGEST = 50 * 1024 * 1024  # bytes
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_SAVED_PAGE = re.compile(
    rb"\s*(?:From: <Saved by|MIME-Version:|Content-Type: multipart/related)", re.IGNORECASE
)
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
# Streams of old files, as their directory names them.
_OF_WORD = "WordDocument".encode("utf-16-le")
_OF_TABLES = (
    "Workbook".encode("utf-16-le"),
    "Book\x00".encode("utf-16-le"),
    "PowerPoint Document".encode("utf-16-le"),
)
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_document(data: bytes, name: str, office: OfficeProgram | None = None) -> str:
    """The decoded text of a .txt, .html, .docx or .pdf; of a .doc, .wps, .rtf or .odt where `office` is given.

    `name` only stands in what is said of it.

    Raises:
        CannotRead: there is no text in it, or it is of a kind that is not read here.
    """
    if not data.strip(b"\x00 \r\n\t"):
        raise CannotRead(f"{name}是空文件，请换成有正文的文件。")
    if len(data) > _LARGEST:
        raise CannotRead(f"{name}超过50兆字节，请只保留正文后再编制。")
    text = _read(data, name, office)
    if not text.strip():
        raise CannotRead(f"{name}里没有文字，请换成有正文的文件。")
    return text


def _read(data: bytes, name: str, office: OfficeProgram | None) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if b"%PDF-" in head:
        return read_pdf(data, name)
    if data.startswith(_ZIP) and is_word(data):
        return read_word(data, name)
    suffix, kind = _old_kind(data, head)
    if suffix:
        if office is None:
            raise CannotRead(
                f"{name}是{kind}，本机没有找到 LibreOffice，不能直接读，请用文字处理软件另存为 .docx 后再编制。"
            )
        return read_word(turn_into_word(data, suffix, name, office), name)
    _refuse_other_kinds(data, name)
    text = read_html(data, name) if looks_like_html(data) else read_plain(data, name)
    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def _old_kind(data: bytes, head: bytes) -> tuple[str, str]:
    """The suffix by which an office program opens it, and what people call it; "" where none does."""
    if head.startswith(b"{\\rtf"):
        return ".rtf", " .rtf 格式"
    if data.startswith(_ZIP) and _is_open_text(data):
        return ".odt", " .odt 格式"
    if data.startswith(_OLD_OFFICE) and _LOCKED not in data and not any(mark in data for mark in _OF_TABLES):
        return (".doc" if _OF_WORD in data else ".wps"), "旧格式文件（如 .doc、.wps）"
    return "", ""


def _is_open_text(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return "mimetype" in package.namelist() and package.read("mimetype")[:100].startswith(_OPEN_TEXT)
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return False


def _refuse_other_kinds(data: bytes, name: str) -> None:
    if data.startswith(_OLD_OFFICE) and _LOCKED in data:
        raise CannotRead(f"{name}设有密码，请去掉密码后再编制。")
    if data.startswith((_ZIP, _OLD_OFFICE)):
        raise CannotRead(f"{name}不是文字材料，请把计划正文另存为 .docx 或 .txt 后再编制。")
    if _SAVED_PAGE.match(data):
        raise CannotRead(f"{name}是 .mht 网页存档，请用浏览器打开，把正文复制到文本文件后再编制。")
    if data.startswith(_PICTURES):
        raise CannotRead(f"{name}是图片，里面没有文字，请先识别成文字再编制。")
