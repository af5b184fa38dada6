"""One plan in every form that offices keep: each is compiled to the same plan."""

from __future__ import annotations

import html
import io
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from taizhang.errors import CannotRead
from taizhang.papers import OfficeProgram, read_document
from taizhang.plans import compile_plan, outline_plan


@pytest.fixture(scope="session")
def text(sample_document: Path) -> str:
    return sample_document.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def expected(text: str) -> dict[str, object]:
    return outline_plan(compile_plan(text))


def compiled(content: bytes, office: OfficeProgram | None = None) -> dict[str, object]:
    return outline_plan(compile_plan(read_document(content, "计划", office)))


def as_word(text: str) -> bytes:
    """Indented paragraphs under a running head, with counted pages."""
    document = Document()
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), "Noto Sans CJK SC")
    document.styles["Normal"].font.size = Pt(16)
    document.sections[0].header.paragraphs[0].text = "云岭市人民政府公报 2022年第3期"
    _count_pages(document.sections[0].footer.paragraphs[0])
    for line in text.splitlines():
        document.add_paragraph(line).paragraph_format.first_line_indent = Pt(32)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _count_pages(foot):
    foot.add_run("— ")
    for part in ("begin", "PAGE", "end"):
        element = OxmlElement("w:instrText" if part == "PAGE" else "w:fldChar")
        if part == "PAGE":
            element.text = part
        else:
            element.set(qn("w:fldCharType"), part)
        foot.add_run()._r.append(element)
    foot.add_run(" —")


def as_page(text: str) -> str:
    """The document on a site: a menu, crumbs, a hidden copy for printing, paragraphs cut into spans."""
    lines = [line for line in text.splitlines() if line]
    written = "".join(
        f"<p><span>{html.escape(line[:9])}</span><span>{html.escape(line[9:])}</span>&nbsp;</p>"
        for line in lines
    )
    return (
        "<html><head><meta charset='gbk'><title>云岭市政府网</title><script>var pages=3;</script></head><body>"
        "<nav><ul><li>首页</li><li>政务公开</li></ul></nav><div>当前位置：首页&gt;政策文件</div><div>发布时间：2022-03-01 来源：市卫生健康委</div>"
        f"<div style='display:none'>{written}</div><div id='article'>{written}</div>"
        "<div>【打印本页】 【关闭窗口】</div><div>上一篇：关于3项工作的通知</div><footer>版权所有 ICP备12345号</footer></body></html>"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_plain_text(text, expected, encoding):
    assert compiled(text.encode(encoding)) == expected


def test_word(text, expected):
    assert compiled(as_word(text)) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_web_page(text, expected, encoding):
    assert compiled(as_page(text).encode(encoding)) == expected


def test_a_page_that_holds_the_document_twice(text, expected):
    assert compiled(f"{text}\n公告\n{text}".encode()) == expected


def test_lines_broken_at_the_width_of_a_page(text, expected):
    """As text copied out of a PDF."""
    broken = "\n".join(line[at : at + 30] for line in text.splitlines() for at in range(0, len(line), 30))
    assert compiled(broken.encode()) == expected


@pytest.fixture(scope="module")
def saved(text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word document, saved by LibreOffice in its other forms."""
    program = _soffice()
    folder = tmp_path_factory.mktemp("forms")
    (folder / "计划.docx").write_bytes(as_word(text))
    for form in ("pdf", "doc", "rtf", "odt"):
        subprocess.run(
            [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", form,
             "--outdir", str(folder), str(folder / "计划.docx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder


def _soffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice 没有安装")
    return program


@pytest.mark.client
def test_pdf(saved, expected):
    assert compiled((saved / "计划.pdf").read_bytes()) == expected


@pytest.mark.client
@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_old_forms_through_libreoffice(saved, expected, form, tmp_path):
    office = OfficeProgram(Path(_soffice()), tmp_path)
    assert compiled((saved / f"计划.{form}").read_bytes(), office) == expected


def stand_in(folder: Path, script: str) -> OfficeProgram:
    """A program in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    program.chmod(0o755)
    work = folder / "work"
    work.mkdir()
    return OfficeProgram(program, work, seconds=1)


RTF = b"{\\rtf1 x}"
not_on_windows = pytest.mark.skipif(os.name == "nt", reason="a script is no program on Windows")


@not_on_windows
def test_a_program_that_hangs_is_stopped_with_all_it_started(tmp_path):
    child = (
        "import subprocess,sys,time;c=subprocess.Popen([sys.executable,'-c','import time;time.sleep(60)']);"
    )
    office = stand_in(
        tmp_path, f"{child}open({str(tmp_path / 'child')!r},'w').write(str(c.pid));time.sleep(60)"
    )
    with pytest.raises(CannotRead) as trouble:
        read_document(RTF, "甲", office)
    assert str(trouble.value) == "甲用 LibreOffice 读了1秒还没读完，请用文字处理软件另存为 .docx 后再编制。"
    started = int((tmp_path / "child").read_text())
    assert _is_gone(started)


def _is_gone(process: int) -> bool:
    for _ in range(50):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return True
        time.sleep(0.1)
    return False


@not_on_windows
def test_a_program_that_writes_nothing(tmp_path):
    with pytest.raises(CannotRead) as trouble:
        read_document(RTF, "甲", stand_in(tmp_path, "pass"))
    assert str(trouble.value) == "甲打不开，可能设有密码或已损坏，请用文字处理软件另存为 .docx 后再编制。"


def test_a_program_that_does_not_start(tmp_path):
    with pytest.raises(CannotRead) as trouble:
        read_document(RTF, "甲", OfficeProgram(tmp_path / "missing", tmp_path))
    assert str(trouble.value).startswith("甲要靠本机的 LibreOffice 读取，但它启动不了")
