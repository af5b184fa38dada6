"""A notice as a Word file: the office's template filled, every number under a bookmark that knows its cell."""

from __future__ import annotations

from taizhang.papers.bookmarks import strip_marks, wrap_numbers
from taizhang.papers.fill_template import fill_template
from taizhang.papers.fit_text import fit_text
from taizhang.papers.notice_facts import notice_facts
from taizhang.papers.notice_template import notice_template
from taizhang.papers.number_sources import RollupFile, keep_sources
from taizhang.papers.placed import Places
from taizhang.papers.placeholders import Asked, Signed
from taizhang.papers.word_package import word_bytes
from taizhang.rollups.notice import Notice

_OURS = "自带模板"


def write_notice(
    notice: Notice,
    rollup: RollupFile,
    *,
    signed: Signed | None = None,
    template: bytes | None = None,
    template_name: str = _OURS,
) -> bytes:
    """The notice; `rollup` is the workbook that its numbers stand in, the template ours where none is given.

    Raises:
        CannotRead: the template is no Word document.
        BadUsage: the template asks for something that there is not, or its signs are not in order.
    """
    places = Places()
    asked = Asked(notice, places, signed or Signed())
    facts = notice_facts(asked)
    paper = fill_template(template or notice_template(), facts, template_name)
    keep_sources(paper, rollup, wrap_numbers(paper, places.stated))
    strip_marks(paper)
    return word_bytes(paper, fit_text(notice.title), facts["发文机关"], notice.as_of)
