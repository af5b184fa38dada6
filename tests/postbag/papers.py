"""What lies beside a ledger in a mail: scans, photos, reports, programs; small, and no two alike."""

from __future__ import annotations

import struct
import zlib
from random import Random

from postbag.zips import zipped


def png_of(random: Random, width: int = 24, height: int = 16) -> bytes:
    """A picture in grey, of chance."""
    rows = b"".join(b"\0" + random.randbytes(width) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpg_of(random: Random) -> bytes:
    """The head and the end of a photo, with chance between them."""
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    return (
        head
        + b"\xff\xfe"
        + struct.pack(">H", 402)
        + random.randbytes(400).replace(b"\xff", b"\xfe")
        + b"\xff\xd9"
    )


def pdf_of(random: Random) -> bytes:
    """One empty page, with a note of chance."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        f"<</Title({random.getrandbits(64):x})>>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{written}endobj\n".encode()
    table = "xref\n0 5\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    return body + f"{table}trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n{len(body)}\n%%EOF\n".encode()


def docx_of(random: Random) -> bytes:
    """A report of one paragraph."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f"医改工作小结，共{random.randint(3, 90)}条。{random.getrandbits(48)}"
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{word}"/></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'.encode(),
    })  # fmt: skip


def exe_of(random: Random) -> bytes:
    """The first bytes of a program, which runs nowhere."""
    stub = b"MZ" + bytes(58) + struct.pack("<I", 64)
    return stub + b"PE\0\0" + struct.pack("<HHIIIHH", 0x14C, 0, 0, 0, 0, 0, 0x102) + random.randbytes(400)


def web_page_of(random: Random) -> bytes:
    """A table on a web page, that a program of records calls .xls."""
    rows = "".join(f"<tr><td>乡镇卫生院{at}</td><td>{random.randint(1, 99)}</td></tr>" for at in range(1, 9))
    page = f'<html><head><meta charset="gb2312"></head><body><table border="1"><tr><td>单位</td><td>床位</td></tr>{rows}</table></body></html>'
    return page.encode("gb18030")
