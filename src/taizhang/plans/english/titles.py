"""The title of a translated plan: the heading above its text, which the notice before it quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.model.words.english import MONTHS, PLAN_WORDS
from taizhang.plans.squeezed import Stretch

_PLAN = re.compile(rf"\b(?:{PLAN_WORDS})\b", re.I)
_QUOTED = re.compile(
    r"(?:print\w*|distribut\w*|issu\w+|forward\w*|opinions on|the|now|^)[^\"“.]{0,60}[\"“](?P<title>[^\"“”]{12,240})[\"”]",
    re.I,
)
_ISSUED = re.compile(
    r"\b(?:issued|printed|distributed|agreed|approved|forwarded|promulgated|formulated|soliciting)\b", re.I
)
_CITED = re.compile(
    r"\b(?:according to|in accordance with|implement(?:ing)?|spirit of|requirements of|based on)\b[^\"“]{0,60}$",
    re.I,
)
_NOTICE = re.compile(
    r"\b(?:notice|circular|announcement)\b|\b(?:printing and distributing|on printing|on issuing)\b", re.I
)
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)? ?,? 20\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH}) ?,? 20\d\d\b"
)
_NUMBERED = re.compile(r"(?:\(?[\dIVX]{1,3}[.,、)]|\w+,|\([a-z]+\)|Article|Chapter) ?", re.I)
_NO_HEADING = re.compile(
    r"[.:;,]$|\b(?:time|source|author|views|index number|font size|home|search|login) ?:|^(?:home|current)|>|^The \"|No\. ?\d+$|[\[(]20\d\d[\])]|^\(",
    re.I,
)
_OFFICE_ONLY = re.compile(
    r"(?:Office|Government|Commission|Committee|Group|Bureau|Council|Department|Administration)$"
)
_LONGEST = 260  # characters
_SPOKEN = re.compile(r"[\W_]+")


def read_title(blocks: Sequence[Stretch]) -> tuple[str, int]:
    """The title and where the text under it starts."""
    headings = list(_headings(blocks))
    quoted = _quoted(blocks)
    if quoted:
        key = _bare(quoted)
        same = [found for found in headings if _alike(_bare(found[0]), key)]
        same = same or [found for found in headings if _is_short_for(key, _bare(found[0]))]
        return same[-1] if same else (quoted, _after(blocks, quoted))
    named = [found for found in headings if not _NOTICE.search(found[0])] or headings
    if named:
        return named[-1]
    return (blocks[0].text, 0) if blocks else ("", 0)


def _after(blocks: Sequence[Stretch], title: str) -> int:
    """Behind the last place where the title stands; 0 where it stands nowhere but in pieces."""
    found = ((block, block.text.lower().rfind(title.lower())) for block in reversed(blocks))
    return next((block.start + at + len(title) for block, at in found if at >= 0), 0)


def _headings(blocks: Sequence[Stretch]) -> list[tuple[str, int]]:
    """Each line that calls itself a plan, with the lines before it that it ends, and where the next line starts."""
    found = []
    for position, block in enumerate(blocks):
        line = _after_date(block.text)
        if (
            not _PLAN.search(line)
            or len(line) > _LONGEST
            or _NUMBERED.match(line)
            or _NO_HEADING.search(line)
        ):
            continue
        title = line
        for before in (blocks[at].text for at in range(position - 1, max(-1, position - 3), -1)):
            bare = _after_date(before)
            if (
                len(title) > 110
                or not bare
                or _NO_HEADING.search(bare)
                or _OFFICE_ONLY.search(bare)
                or _complete(bare, title)
            ):
                break
            title = f"{bare} {title}"
        found.append((title, block.end))
    return found


def _complete(before: str, title: str) -> bool:
    """Whether the line before says a title of its own, or nothing that a title starts with."""
    return (
        len(before) > _LONGEST or (bool(_PLAN.search(before)) and len(title) > 40) or len(before.split()) < 3
    )


def _quoted(blocks: Sequence[Stretch]) -> str:
    """The name in quotation marks that the notice issues."""
    for block in blocks:
        for found in _QUOTED.finditer(block.text):
            issued = _ISSUED.search(block.text, found.end()) or _NOTICE.search(
                block.text[: found.start("title")]
            )
            if issued and not _CITED.search(block.text[: found.start("title") - 1]):
                return found["title"].strip()
    return ""


def _alike(one: str, other: str) -> bool:
    """The same words, or nearly: a page may translate its title twice."""
    first, second = set(one.split()), set(other.split())
    return len(first & second) >= 0.7 * max(len(first), len(second))


def _is_short_for(one: str, other: str) -> bool:
    """`Implementation Plan` for the whole title of one."""
    words = one.split()
    return len(words) < 5 and set(words) <= set(other.split()) and not _NOTICE.search(other)


def _bare(title: str) -> str:
    return _SPOKEN.sub(" ", title.lower()).strip()


def _after_date(line: str) -> str:
    found = list(_DATE.finditer(line))
    return line[found[-1].end() :].strip() if found else line
