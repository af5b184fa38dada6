"""Printed pages put together: no head, foot or page number between sentences, and lines joined to paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

_EDGE = 2  # lines at the top and at the bottom of a page that may be head or foot
_SHARE_OF_PAGES = 0.5
_FULL = 0.86  # of the usual width: a line that is shorter ends its paragraph
_FULL_IF_INDENTED = 0.7  # the same where indents already part the paragraphs
_SOME = 0.15  # of the lines: so many indents are no accident
_FIRST_WORD = re.compile(r"^([\x21-\x7e]*).*$", re.DOTALL)
_SEVERAL = re.compile(r"\s+")
_CHINESE = "[\u2e80-\u9fff\uff00-\uffef]"
_AT_CHINESE = re.compile(f"(?<={_CHINESE}) | (?={_CHINESE})")
_PAGE_NUMBER = re.compile(r"[-—–－·•\s]*(?:第\s*)?(\d{1,4})\s*(?:页)?(?:\s*[/／,，共of]+\s*\d{1,4}\s*页?)?[-—–－·•\s]*|(?:page\s*)(\d{1,4})(?:\s*of\s*\d+)?", re.IGNORECASE)  # fmt: skip
_DASHED = re.compile(
    r"\s*[-—–－]+\s*\d{1,4}\s*[-—–－]+\s*|\s*第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?\s*"
)
_OPENS = re.compile(
    r"(?:第[一二三四五六七八九十百]{1,4}[条章节]|[(（]?[一二三四五六七八九十]{1,3}[)）、]|[(（]\d{1,2}[)）]|\d{1,3}[.．、](?!\d)|附件)"
)
_STOPS = "。；;：:！？!?）)〕]】"


def read_paragraphs(pages: Sequence[str]) -> str:
    """The text of the pages, a line a paragraph."""
    lines = [line for page in _without_furniture(pages) for line in page]
    return "\n".join(_paragraphs(lines))


def _without_furniture(pages: Sequence[str]) -> Iterator[list[str]]:
    cut = [[line.rstrip() for line in page.splitlines() if line.strip()] for page in pages]
    repeated = _repeated_at_edges(cut)
    counted = _page_numbers(cut)
    for number, lines in enumerate(cut):
        kept = []
        for at, line in enumerate(lines):
            edge = at < _EDGE or at >= len(lines) - _EDGE
            repeats = edge and (_key(line) in repeated or (number, at) in counted)
            if not repeats and not _DASHED.fullmatch(line):
                kept.append(line)
        yield kept


def _repeated_at_edges(pages: list[list[str]]) -> set[str]:
    """Heads and feet: lines that stand at the edge of most pages, whatever number they count; no sentence is one."""
    seen = Counter(
        key for lines in pages for key in {_key(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])}
    )
    least = max(2, int(len(pages) * _SHARE_OF_PAGES) + 1)
    return {key for key, count in seen.items() if count >= least and key != "#" and key[-1] not in _STOPS}


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", "".join(line.split()))


def _page_numbers(pages: list[list[str]]) -> set[tuple[int, int]]:
    """Bare numbers at the edge that count the pages: by page and line."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for number, lines in enumerate(pages):
        for at in {0, len(lines) - 1} if lines else ():
            match = _PAGE_NUMBER.fullmatch(lines[at].strip())
            if match:
                value = int(match[1] or match[2])
                found.setdefault(value - number, []).append((number, at, value))
    return {(number, at) for run in found.values() if len(run) > 1 for number, at, _ in run}


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines joined where the page's width broke them: an indent, a short line or an item's number parts them."""
    margin = _margin(lines)
    indents = sum(_indent(line) > margin for line in lines) >= _SOME * len(lines)
    least = (_FULL_IF_INDENTED if indents else _FULL) * _usual_width(lines)
    held = last = ""
    for line in lines:
        text = _tidy(line)
        numbered = _OPENS.match(text) and last[-1:] in _STOPS
        # The line before had no room for the first word of this one, or its paragraph ended.
        short = _width(last) + _width(_FIRST_WORD.sub(r"\1", text)) < least
        if held and (_indent(line) > margin or short or numbered):
            yield held
            held = ""
        held = _joined(held, text)
        last = text
    if held:
        yield held


def _tidy(line: str) -> str:
    """The line without the blanks that only space its characters."""
    return _AT_CHINESE.sub("", _SEVERAL.sub(" ", line.strip()))


def _joined(held: str, text: str) -> str:
    """Words of Latin letters stay apart, except where a hyphen broke one."""
    apart = held[-1:].isascii() and text[:1].isascii() and not held.endswith("-")
    gap = " " if held and apart else ""
    return held + gap + text


def _usual_width(lines: list[str]) -> int:
    """The width that the fullest tenth of the lines reaches."""
    widths = sorted(_width(_tidy(line)) for line in lines)
    return widths[int(len(widths) * 0.9)] if widths else 0


def _width(text: str) -> int:
    """In half-width characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _margin(lines: list[str]) -> int:
    """The indent of lines that go on: the smallest that is common."""
    indents = Counter(_indent(line) for line in lines)
    common = [indent for indent, count in indents.items() if count * 10 >= len(lines)]
    return min(common, default=0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
