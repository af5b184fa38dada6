"""Papers as LibreOffice prints them: 22 lines of 28 characters, one page for a brief, and bookmarks that a re-save keeps."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from taizhang.papers import OfficeProgram
from taizhang.papers.blank_paper import blank_paper
from taizhang.papers.chart_picture import Picture, draw_lights
from taizhang.papers.number_sources import RollupFile, read_sources
from taizhang.papers.office_program import turned
from taizhang.papers.paper_styles import BODY_FONT
from taizhang.papers.stand_in_fonts import STAND_INS
from taizhang.papers.write_brief import write_brief
from taizhang.papers.write_notice import write_notice
from taizhang.papers.write_slips import write_slips
from taizhang.rollups import Rollup
from taizhang.rollups.brief import brief_of
from taizhang.rollups.notice import Notice
from taizhang.rollups.slips import slips_of

pytestmark = pytest.mark.client
ROLLUP = RollupFile("汇总.xlsx", "a" * 64)


def installed(family: str) -> bool:
    """Whether fontconfig knows a font by this very name."""
    found = subprocess.run(["fc-list", family, "family"], capture_output=True, text=True, check=True)
    return bool(found.stdout.strip())


def stand_in() -> str:
    """Which font prints 仿宋 on this computer: itself, or the first that stands in for it."""
    try:
        return next((name for name in (BODY_FONT, *STAND_INS[BODY_FONT]) if installed(name)), "")
    except FileNotFoundError:
        pytest.skip("没有安装 fontconfig（fc-list）")


def full_pages() -> bytes:
    """Three pages of body without punctuation, which would hang at the end of a line."""
    paper = blank_paper()
    paper.add_paragraph("医" * 28 * 22 * 3, style="Normal")
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def lines_on(page: int, pdf: Path, pdf_words: Callable[..., str]) -> list[str]:
    """The lines of a page, top down, without its number."""
    boxes = pdf_words("pdftotext", "-bbox-layout", "-f", page, "-l", page, pdf, "-")
    lines = re.findall(r"<line [^>]*>(.*?)</line>", boxes, re.DOTALL)
    words = ["".join(re.findall(r"<word [^>]*>(.*?)</word>", line)) for line in lines]
    return [line for line in words if not line.startswith("—")]


def test_a_full_page_has_22_lines_of_28_characters(
    to_pdf: Callable[[bytes], Path], pdf_words: Callable[..., str]
) -> None:
    font = stand_in()  # Noto Serif CJK SC where no 仿宋 is installed: fonts-noto-cjk, as .ci/prepare has it
    if not font:
        pytest.skip("没有安装可以代替仿宋的字体（fonts-noto-cjk）")
    pdf = to_pdf(full_pages())
    assert [lines_on(page, pdf, pdf_words) for page in (1, 2, 3)] == [["医" * 28] * 22] * 3
    assert len(PdfReader(pdf).pages) == 3
    if font == "Noto Serif CJK SC":
        fonts = set(re.findall(r"\+(NotoSerifCJK|NotoSansCJK|DejaVu)", pdf_words("pdffonts", pdf)))
        assert fonts == {"NotoSerifCJK"}  # no glyph came from elsewhere


def test_the_page_number_stands_outside_between_dashes(
    to_pdf: Callable[[bytes], Path], pdf_words: Callable[..., str]
) -> None:
    pdf = to_pdf(full_pages())
    found = []
    for page in (1, 2):
        boxes = pdf_words("pdftotext", "-bbox-layout", "-f", page, "-l", page, pdf, "-")
        (left,) = re.findall(r'<line xMin="([\d.]+)"[^>]*>\s*<word [^>]*>—', boxes)
        found.append("right" if float(left) > 300 else "left")
    assert found == ["right", "left"]


def test_a_notice_keeps_its_bookmarks_and_their_cells_when_it_is_saved_again(
    notice: Notice, office: OfficeProgram
) -> None:
    content = write_notice(notice, ROLLUP)
    before, after = (read_sources(one, "通报") for one in (content, turned(content, ".docx", "docx", office)))
    assert after == before


def test_a_notice_opens_each_annex_on_a_page_of_its_own(
    notice: Notice, to_pdf: Callable[[bytes], Path], pdf_words: Callable[..., str]
) -> None:
    pdf = to_pdf(write_notice(notice, ROLLUP))
    pages = len(PdfReader(pdf).pages)
    first_lines = [lines_on(page, pdf, pdf_words)[0] for page in range(1, pages + 1)]
    assert [line for line in first_lines if line.startswith("附件")] == ["附件1", "附件2", "附件3"]


@pytest.mark.parametrize("words", ["", "经费、编制、场地、设备、信息系统、人员培训和部门协同都有困难" * 6])
def test_a_brief_is_one_page(
    rollup: Rollup, with_words: Callable[[str], Notice], words: str, to_pdf: Callable[[bytes], Path]
) -> None:
    notice = with_words(words[:20])
    long = replace(
        notice,
        place="一个名称很长的自治地方",
        plan_title="深化医药卫生体制改革重点工作任务" * 4,
        indicators=tuple(
            replace(one, subject=f"{one.subject}{words}", task=f"{one.task}{words}")
            for one in notice.indicators
        ),
        red_tasks=tuple(replace(one, title=f"{one.title}{words}") for one in notice.red_tasks),
        problems=tuple(
            replace(one, task=f"{one.task}{words}", words=replace(one.words, printed=f"{words}难"))
            for one in notice.problems
        ),
    )
    brief = brief_of(rollup, long)
    for chart in (draw_lights(brief.bars), Picture(None, "本机没有中文字体，未绘图。")):
        pdf = to_pdf(write_brief(brief, ROLLUP, chart))
        assert len(PdfReader(pdf).pages) == 1


def test_slips_take_a_page_each(rollup: Rollup, to_pdf: Callable[[bytes], Path]) -> None:
    slips = slips_of(rollup)
    (book,) = (one for one in slips.books if one.name == "青松县")
    assert len(PdfReader(to_pdf(write_slips(slips, book))).pages) == len(book.slips)
