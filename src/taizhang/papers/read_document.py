"""The text of a document, by its content and never by its name."""

from __future__ import annotations

from taizhang.errors import CannotRead
from taizhang.papers.html_text import looks_like_html, read_html
from taizhang.papers.pdf_text import read_pdf
from taizhang.papers.plain_text import read_plain
from taizhang.papers.word_text import is_word, read_word

_LARGEST = 50 * 1024 * 1024  # bytes
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def read_document(data: bytes, name: str) -> str:
    """The decoded text of a .txt, .html, .docx or .pdf; `name` only stands in what is said of it.

    Raises:
        CannotRead: there is no text in it, or it is of a kind that is not read here.
    """
    if not data.strip(b"\x00 \r\n\t"):
        raise CannotRead(f"{name}是空文件，请换成有正文的文件。")
    if len(data) > _LARGEST:
        raise CannotRead(f"{name}超过50兆字节，请只保留正文后再编制。")
    text = _read(data, name)
    if not text.strip():
        raise CannotRead(f"{name}里没有文字，请换成有正文的文件。")
    return text


def _read(data: bytes, name: str) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if b"%PDF-" in head:
        return read_pdf(data, name)
    if data.startswith(_ZIP):
        if is_word(data):
            return read_word(data, name)
        raise CannotRead(f"{name}不是文字材料，请把计划正文另存为 .docx 或 .txt 后再编制。")
    _refuse_other_kinds(data, head, name)
    return read_html(data, name) if looks_like_html(data) else read_plain(data, name)


def _refuse_other_kinds(data: bytes, head: bytes, name: str) -> None:
    if data.startswith(_OLD_OFFICE):
        raise CannotRead(f"{name}是旧格式文件（如 .doc、.wps），请用文字处理软件另存为 .docx 后再编制。")
    if head.startswith(b"{\\rtf"):
        raise CannotRead(f"{name}是 .rtf 格式，请用文字处理软件另存为 .docx 后再编制。")
    if data.startswith(_PICTURES):
        raise CannotRead(f"{name}是图片，里面没有文字，请先识别成文字再编制。")
