"""Documents by chance, as often whole as damaged: read and compiled, or said to be unreadable."""

from __future__ import annotations

import io
from functools import cache
from random import Random

from docx import Document

from fuzz.damaged_package import WholePackage
from fuzz.plan_texts import PIECES, compiled, make_text, sample
from fuzz.subjects import Subject
from taizhang.errors import CannotRead
from taizhang.papers import read_document

_FORMATS = ("html", "docx", "package", "package", "gb18030", "utf-16", "utf-8", "pdf", "zip", "bytes")
_TAGS = (
    "<p>",
    "</p>",
    "<table><tr><td>",
    "</td><td>",
    "</tr>",
    "<!--",
    "-->",
    "<script>",
    "&#x4e00;",
    "&",
    "<br/>",
    "<div hidden>",
    "</div>",
    "<",
    ">",
    "<td",
)


def make_file(chance: Random) -> bytes:
    """A file of some format, as often whole as damaged."""
    kind = chance.choice(_FORMATS)
    content = _file(chance, kind)
    if kind == "package" or chance.random() < 0.6:
        return content
    damage = bytearray(content)
    for _ in range(1 + chance.randrange(30)):
        at = chance.randrange(len(damage) + 1)
        damage[at : at + chance.randrange(8)] = bytes(
            chance.randrange(256) for _ in range(chance.randrange(8))
        )
    return bytes(damage[: chance.randrange(len(damage) + 1)] if chance.random() < 0.2 else damage)


def _file(chance: Random, kind: str) -> bytes:
    if kind == "html":
        words = [chance.choice((*_TAGS, *PIECES)) for _ in range(chance.randrange(400))]
        return f"<html><body>{''.join(words)}".encode()
    if kind == "docx":
        return word_file()
    if kind == "package":
        return _package().damaged(chance)
    if kind == "pdf":
        return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + bytes(
            chance.randrange(256) for _ in range(200)
        )
    if kind == "zip":
        return b"PK\x03\x04" + bytes(chance.randrange(256) for _ in range(100))
    if kind == "bytes":
        return bytes(chance.randrange(256) for _ in range(chance.randrange(3000)))
    return make_text(chance).encode(kind, "replace")


@cache
def _package() -> WholePackage:
    return WholePackage(word_file())


@cache
def word_file() -> bytes:
    document = Document()
    for line in sample().splitlines():
        document.add_paragraph(line)
    table = document.add_table(2, 3)
    table.rows[0].cells[0].text = "任务"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _read(content: bytes) -> None:
    try:
        text = read_document(content, "计划")
    except CannotRead:
        text = ""
    compiled(text)


SUBJECT = Subject(
    "documents", make_file, _read, lambda *_: None, _package, least=2.0, times=4_000.0, inputs=150
)
