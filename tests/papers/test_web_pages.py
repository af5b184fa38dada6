"""Web pages as sites serve them: what a reader does not see is not read."""

from __future__ import annotations

import pytest

from taizhang.papers import read_document


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<nav>首页</nav><p>一、建站。</p>", "一、建站。"),
        ("<div style='display: none'>暗</div><p>一、建站。</p>", "一、建站。"),
        ("<p>一、<span style='visibility:hidden'>暗</span>建站。</p>", "一、建站。"),
        ("<p hidden>暗</p><p aria-hidden='true'>暗</p><p>一、建站。</p>", "一、建站。"),
        ("<p>一、<span>建</span><b>3</b>&nbsp;<i>个站。</i></p>", "一、建3\xa0个站。"),
        ("<p>一、建<ruby>站<rt>zhan</rt></ruby>。</p>", "一、建站。"),
        ("<table><tr><td><p>一、建站。</p><p>二、监管。</p></td></tr></table>", "一、建站。\n二、监管。"),
        (
            "<p>一、建站。<br>二、监管。</p><aside>推荐</aside><script>var a='暗'</script>",
            "一、建站。\n二、监管。",
        ),
        ("<iframe>暗</iframe><p>一、建站。</p><textarea>暗</textarea>", "一、建站。"),
    ],
)
def test_what_a_reader_sees(body, read):
    assert read_document(f"<html><body>{body}</body></html>".encode(), "页面") == read


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gbk", "gb18030"),
        ("GB2312", "gb18030"),
        ("utf-8", "utf-8"),
        ("gb2312", "utf-8"),
        ("", "gb18030"),
        ("", "utf-8"),
    ],
)
def test_encodings_of_pages(declared, encoding):
    """A page in UTF-8 is read as such, whatever it declares."""
    meta = f"<meta charset='{declared}'>" if declared else ""
    page = f"<html><head>{meta}</head><body><p>一、建3个站。</p></body></html>"
    assert read_document(page.encode(encoding), "页面") == "一、建3个站。"
