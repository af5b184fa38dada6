"""Which files are papers: printed pages, pictures, documents and texts, by their first bytes and by what they name inside.

Only bytes are compared here. What a worker has found to be dangerous or broken is of another class and is not asked about.
"""

from __future__ import annotations

import re
from pathlib import PurePath

_BEGINNINGS = (
    b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"{\\rtf",
)  # fmt: skip
_BITMAP = re.compile(rb"BM.{4}\0{4}", re.DOTALL)
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_PHONE_PHOTO = re.compile(rb".{4}ftyp(?:heic|heix|heif|mif1|msf1|avif)", re.DOTALL)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCUMENTS = (
    b"word/document.xml", b"ppt/presentation.xml", b"OFD.xml", b"mimetypeapplication/vnd.oasis.opendocument.text",
    b"mimetypeapplication/vnd.oasis.opendocument.presentation",
)  # fmt: skip
_STREAMS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document"))
_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
_LOOKED_AT = 65_536  # bytes of a text
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SCRIPT = re.compile(
    r"\A\s*(?:#!|@|<|rem\b|\[(?:InternetShortcut|autorun)\]|Windows Registry Editor|REGEDIT4)"
    r"|\b(?:CreateObject|ActiveXObject|WScript|powershell|Invoke-\w+|On Error Resume Next|cmd(?:\.exe)? /c)\b"
    r"|\b(?:eval|unescape|require|exec|system)\s*\(|\bfunction\b[^\n()]{0,80}\(|^\s*(?:import [\w.]+\s*$|from [\w.]+ import\b|#include\b)",
    re.IGNORECASE | re.MULTILINE,
)
_RUN_BY_NAME = frozenset({
    ".bat", ".chm", ".cmd", ".com", ".cpl", ".exe", ".hta", ".htm", ".html", ".inf", ".ins", ".jar", ".js", ".jse", ".lnk", ".mht",
    ".msc", ".msi", ".pif", ".ps1", ".psm1", ".py", ".pyw", ".reg", ".scf", ".scr", ".sct", ".sh", ".url", ".vb", ".vba", ".vbe", ".vbs",
    ".ws", ".wsc", ".wsf", ".wsh", ".xml",
})  # fmt: skip


def is_paper(content: bytes, name: str) -> bool:
    """Whether it is a PDF, OFD, picture, document, presentation or text, without macros.

    `name` only tells of a text that some program would run; everything else is told by the content alone.
    """
    if content.startswith(_BEGINNINGS) or _is_picture(content):
        return True
    if content.startswith((_ZIP, _OLE)):
        return _is_document(content)
    return _is_prose(content) and PurePath(name.lower().rstrip(" .")).suffix not in _RUN_BY_NAME


def _is_picture(content: bytes) -> bool:
    return any(kind.match(content) for kind in (_BITMAP, _WEBP, _PHONE_PHOTO))


def _is_document(content: bytes) -> bool:
    """By the names of its parts, which stand in it as they are."""
    named = _DOCUMENTS if content.startswith(_ZIP) else _STREAMS
    return any(name in content for name in named) and not any(name in content for name in _MACROS)


def _is_prose(content: bytes) -> bool:
    """Whether it is words and no script."""
    text = _decoded(content[:_LOOKED_AT])
    return bool(text.strip()) and not _UNWRITTEN.search(text) and not _SCRIPT.search(text)


def _decoded(written: bytes) -> str:
    """The text, whose last character may be cut off; "" where it is none."""
    wide = written.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        for end in range(len(written), max(len(written) - 4, 0), -1):
            try:
                return written[:end].decode(encoding)
            except UnicodeDecodeError:
                continue
    return ""
