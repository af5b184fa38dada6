"""A Word template filled with facts by docxtpl, in Jinja's sandbox; what is off in it is said in Chinese."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from taizhang.errors import BadUsage, CannotRead
from taizhang.papers.paper_styles import W
from taizhang.papers.word_text import OF_DAMAGE, is_word

_QUOTED = re.compile(r"'([^']*)'")
_W = f"{{{W}}}"
_IN_CELLS = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText",
    "vAlign", "hideMark",
)  # fmt: skip
_PLACES = {f"{_W}{tag}": place for place, tag in enumerate(_IN_CELLS)}
_SHOWN = 60  # characters of a template's text


def fill_template(template: bytes, facts: Mapping[str, Any], name: str) -> Any:
    """The filled document, open for writing; `name` is what people call the template.

    Raises:
        CannotRead: the template is no Word document.
        BadUsage: it asks for something that there is not, or its signs are not in order.
    """
    from docxtpl import DocxTemplate

    if not is_word(template):
        raise CannotRead(
            f"{name}不是 Word 文件（.docx），请用 taizhang notice --write-template 写出的模板修改。"
        )
    paper = DocxTemplate(io.BytesIO(template))
    room = _sandbox()
    _refuse_unknown(paper, room, facts, name)
    _told(lambda: paper.render(dict(facts), room, autoescape=True), name)
    _put_in_order(paper.docx)
    return paper.docx


def _put_in_order(document: Any) -> None:
    """Docxtpl puts a cell's colour first, where the schema has its width."""
    for facts in document.element.body.iter(f"{_W}tcPr"):
        for child in sorted(facts, key=lambda one: _PLACES.get(one.tag, len(_PLACES))):
            facts.append(child)


def _sandbox() -> Any:
    """Everything that is printed is escaped, whatever the template says; nothing can be marked as safe."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import escape

    room = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=escape)
    del room.filters["safe"]
    return room


def _refuse_unknown(paper: Any, room: Any, facts: Mapping[str, Any], name: str) -> None:
    unknown = _told(lambda: paper.get_undeclared_template_variables(room, dict(facts)), name)
    if unknown:
        told = "，".join(f"“{one}”{_alike(one, list(facts))}" for one in sorted(unknown))
        raise BadUsage(
            f"{name}里有不认识的占位符{told}，请改正后重试；全部占位符见 docs/notice-template.md。"
        )


def _alike(one: str, known: list[str]) -> str:
    found = get_close_matches(one, known, 1, 0.5)
    return f"（是否为“{found[0]}”）" if found else ""


def _told(work: Any, name: str) -> Any:
    """What the work gives; a trouble of the template in Chinese."""
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    try:
        return work()
    except TemplateSyntaxError as fault:
        raise BadUsage(
            f"{name}里有一处标记写法不完整{_where(fault)}，请检查 {{{{ }}}} 和 {{% %}} 是否成对、if 和 for 是否有结尾。"
        ) from fault
    except UndefinedError as fault:
        quoted = _QUOTED.findall(str(fault))
        what = f"“{quoted[-1]}”" if quoted else ""
        raise BadUsage(
            f"{name}里的占位符{what}没有对应的内容，请对照 docs/notice-template.md 改正。"
        ) from fault
    except SecurityError as fault:
        raise BadUsage(f"{name}里有不允许的操作{_where(fault)}，请只用占位符、if 和 for。") from fault
    except RecursionError as fault:
        raise BadUsage(f"{name}里的标记套得太深，请简化后重试。") from fault
    except OF_DAMAGE as fault:
        raise BadUsage(f"{name}填不进内容，请检查其中的标记，或重新写出模板再改。") from fault


def _where(fault: Any) -> str:
    """The line of the template in which it is, without the XML around it."""
    lines = [line.strip() for line in getattr(fault, "docx_context", ()) if "{" in line]
    source, number = getattr(fault, "source", None), getattr(fault, "lineno", None)
    if not lines and source and number:
        lines = [re.sub(r"<[^>]+>", "", source.splitlines()[number - 1]).strip()]
    return f"（“{lines[-1][:_SHOWN]}”附近）" if lines and lines[-1] else ""
