"""Plan documents: read and compiled, against bare reading of the same file, and against a tenth of the text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from docx import Document
from pairs import Figure, times_the_cost

from taizhang.desk.demo.sample import DOCUMENT, sample_folder
from taizhang.papers import read_document
from taizhang.plans import compile_plan

_COPIES = "甲乙丙丁戊己庚辛壬癸"
_ITEM = re.compile(r"^([一二三四五六七八九十]+、)", re.MULTILINE)


def plan_figures() -> Iterator[Figure]:
    """Figures over the sample plan, as text and as a Word document, and over ten times as many tasks."""
    text = (sample_folder() / DOCUMENT).read_text(encoding="utf-8")
    longer = _ten_times(text)
    word, long_word = _word(text), _word(longer)
    yield times_the_cost(
        "plan.compile",
        "a .docx read and compiled, times the cost of bare reading of its text",
        lambda: compile_plan(_read(word)),
        lambda: _read(word),
    )
    yield times_the_cost(
        "plan.compile.long",
        "the same with ten times as many tasks",
        lambda: compile_plan(_read(long_word)),
        lambda: _read(long_word),
    )
    yield times_the_cost(
        "plan.scale",
        "ten times as many tasks compiled, times the cost of the plan once",
        lambda: compile_plan(longer),
        lambda: compile_plan(text),
    )
    yield times_the_cost(
        "plan.scale.docx",
        "a .docx of ten times as many tasks read and compiled, times the cost of the plan once",
        lambda: compile_plan(_read(long_word)),
        lambda: compile_plan(_read(word)),
    )


def _ten_times(text: str) -> str:
    """The head once, and the tasks ten times under titles of their own."""
    start = _ITEM.search(text)
    assert start is not None
    head, body = text[: start.start()], text[start.start() :]
    return head + "".join(_ITEM.sub(rf"\1{copy}组", body) for copy in _COPIES)


def _word(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _read(content: bytes) -> str:
    return read_document(content, "计划.docx")
