"""What kind of file the bytes are, by their content; a name is never believed."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO

from taizhang.books.refusal import Refusal, dangerous, encrypted, not_a_workbook, unsupported

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_END = struct.Struct("<4s4H2LH")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ADVICE_ARCHIVE = "请解压后直接报送里面的任务台账"
_ADVICE_SAVE = "请在表格软件中另存为 .xlsx 后再报送"
_ADVICE_LEDGER = "请报送任务台账的工作簿"

# By the first bytes: (bytes, Chinese name, advice). What is an archive or an old table could hold a ledger.
_ARCHIVES = (
    (b"Rar!\x1a\x07", "RAR压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7Z压缩包"),
    (b"\x1f\x8b", "GZ压缩包"),
    (b"BZh", "BZ2压缩包"),
    (b"\xfd7zXZ\x00", "XZ压缩包"),
    (b"PK00PK\x03\x04", "分卷压缩包"),
    (b"PK\x07\x08PK\x03\x04", "分卷压缩包"),
)
_OLD_TABLES = (
    (b"\x09\x00\x04\x00", "Excel 2.0 的旧表格"),
    (b"\x09\x02\x06\x00", "Excel 3.0 的旧表格"),
    (b"\x09\x04\x06\x00", "Excel 4.0 的旧表格"),
    (b"\x09\x08", "没有外壳的旧表格"),
)
_OTHERS = (
    (b"%PDF", "PDF文件"),
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"{\\rtf", "文字文档"),
    (b"\x78\x9f\x3e\x22", "邮件附件包（winmail.dat）"),
)
_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.I | re.S
)
_SPREADSHEET_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_FLAT_ODS = b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet'
_XHTML = re.compile(rb"<html\b[^>]*http://www.w3.org/1999/xhtml", re.I)
_SEVENZIP_AES = b"\x06\xf1\x07\x01"


def file_type(content: bytes) -> str:
    """zip, ole, html, fods, xml (the one of Excel 2003) or text.

    Raises:
        Refusal: the bytes are of a kind that is not read here; its note names the kind and says what to do.
    """
    if not content:
        raise not_a_workbook("文件是空的。请重新保存并报送任务台账")
    if content.startswith(_ZIP):
        return "zip"
    if content.startswith(_OLE):
        if _ends_with_zip(content):
            raise dangerous(f"文件由旧表格和压缩包拼成，未读取。{_ADVICE_SAVE}")
        return "ole"
    refusal = _archive(content) or _old_table(content)
    if refusal is None and (kind := _markup(content)):
        return kind
    if refusal is None or content.startswith(b"MZ"):
        _refuse_hidden_zip(content)
    refusal = refusal or _other(content)
    if refusal:
        raise refusal
    return "text"


def _archive(content: bytes) -> Refusal | None:
    for magic, title in _ARCHIVES:
        if content.startswith(magic):
            if _locked_archive(content):
                return encrypted(f"这是有密码的{title}，读不出内容。请取消密码，并直接报送里面的任务台账")
            return unsupported(f"这是{title}，不是工作簿。{_ADVICE_ARCHIVE}")
    if content[257:262] == b"ustar":
        return unsupported(f"这是TAR压缩包，不是工作簿。{_ADVICE_ARCHIVE}")
    return None


def _locked_archive(content: bytes) -> bool:
    """The headers say that the members are encrypted: 7z AES, RAR 4 main header, RAR 5 encryption header."""
    if content.startswith(b"7z"):
        return _SEVENZIP_AES in content[-65_536:]
    if content.startswith(b"Rar!\x1a\x07\x00"):
        return len(content) > 11 and bool(content[10] & 0x80)
    return content.startswith(b"Rar!\x1a\x07\x01\x00") and content[13:14] == b"\x04"


def _old_table(content: bytes) -> Refusal | None:
    for magic, title in _OLD_TABLES:
        if content.startswith(magic):
            return unsupported(f"这是{title}，读不出内容。{_ADVICE_SAVE}")
    return None


def _markup(content: bytes) -> str | None:
    """Web pages and XML, whatever table's name they have: html, fods, xml; None for anything else.

    Raises:
        Refusal: it holds no table that is read here.
    """
    beginning = _beginning(content)
    if _MARKUP.match(beginning):
        if _hides_zip(content):
            raise dangerous(f"文件由网页和压缩包拼成，未读取。{_ADVICE_SAVE}")
        return "html"
    if beginning.lstrip().startswith(b"<?xml"):
        return _kind_of_xml(_beginning(content, 65_536))
    if beginning[:13].lower() == b"mime-version:":
        raise unsupported(f"这是网页存档，读不出内容。{_ADVICE_SAVE}")
    return None


def _kind_of_xml(beginning: bytes) -> str:
    if _SPREADSHEET_2003 in beginning:
        return "xml"
    if _FLAT_ODS in beginning:
        return "fods"
    if _XHTML.search(beginning):
        return "html"
    raise not_a_workbook(f"这是 XML 文件，不是工作簿。{_ADVICE_LEDGER}")


def _beginning(content: bytes, most: int = 4096) -> bytes:
    """The first bytes in one-byte letters, whatever encoding they are in."""
    head = content[:most]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _refuse_hidden_zip(content: bytes) -> None:
    if _hides_zip(content):
        raise dangerous(f"文件前面夹带了别的内容，未读取。{_ADVICE_SAVE}")


def _ends_with_zip(content: bytes) -> bool:
    """Whether the last byte is that of a zip; an embedded one hardly ever ends where its shell does."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or end + _END.size > len(content):
        return False
    *_, size, _, comment = _END.unpack_from(content, end)
    start = end - size
    return (
        end + _END.size + comment == len(content)
        and start > 0
        and content[start : start + 4] == b"PK\x01\x02"
    )


def _hides_zip(content: bytes) -> bool:
    if b"PK\x05\x06" not in content[-65_600:]:
        return False
    try:
        return bool(zipfile.ZipFile(BytesIO(content)).infolist())
    except Exception:
        return False


def _other(content: bytes) -> Refusal | None:
    for magic, title in _OTHERS:
        if content.startswith(magic):
            return not_a_workbook(f"这是{title}，不是工作簿。{_ADVICE_LEDGER}")
    return None
