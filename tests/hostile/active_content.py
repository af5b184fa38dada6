"""What a workbook carries beside its cells and runs, fetches or opens: parts that it is related to, macros."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Callable

from hostile.packages import ole_of, package_of, parts_of, related

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
BOOK_RELS, SHEET_RELS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"


def beside(
    kind: str, target: str, part: bytes, *, of: str = BOOK_RELS, outside: bool = False
) -> Callable[[bytes], bytes]:
    """A part that the workbook, or its first sheet, is related to."""
    mode = ' TargetMode="External"' if outside else ""
    line = f'<Relationship Id="rIdX9" Type="{kind}" Target="{target}"{mode}/>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'

    def changed(content: bytes) -> bytes:
        parts = parts_of(content)
        parts[of] = related(parts.get(of, empty), [line])
        if not outside:
            folder = posixpath.dirname(posixpath.dirname(of))
            parts[posixpath.normpath(posixpath.join(folder, target))] = part
        return package_of(parts)

    return changed


def squeezed(source: bytes) -> bytes:
    """A module as Office keeps it: compressed, here without a single back reference."""
    chunks = b""
    for at in range(0, len(source), 3_600):
        piece = source[at : at + 3_600]
        body = b"".join(b"\0" + piece[start : start + 8] for start in range(0, len(piece), 8))
        chunks += struct.pack("<H", 0xB000 | (len(body) - 1)) + body
    return b"\1" + chunks


def module(procedure: str, before: int = 0) -> bytes:
    filling = b"'" + b"x" * before + b"\r\n" if before else b""
    return (
        b'Attribute VB_Name = "ThisWorkbook"\r\n'
        + filling
        + f"Private Sub {procedure}()\r\nEnd Sub\r\n".encode()
    )


def project(stream: bytes) -> bytes:
    return ole_of({"VBA/dir": b"\1\0\xb0", "VBA/ThisWorkbook": b"\x01\x16\x03" + bytes(60) + stream})
