"""Signs that a page, a mail or an editor sets before a line: bullets, marks of headings and of quoted mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BULLETS = "●•·◆◇■▲△▪►▶★☆※◎○\uf000-\uf0ff"
_ITEM = r"(?:第[一二三四五六七八九十百]{1,4}[章节条]|[(（]?(?:[一二三四五六七八九十百]{1,3}|\d{1,2}|[IVX]{1,4})[)）]?[、.．)）,]|\w{2,9},|[（(]\w{2,9}[)）]|[①-⑳])"
# Quoted mail marks every line; the other signs are ornaments only before the number of an item.
_BEFORE = re.compile(
    rf"^[^\S\n]*(?:>[> ]*|(?P<ornament>(?:#{{1,6}}|-|[{_BULLETS}]|\*)[^\S\n]+|[{_BULLETS}]+)(?=(?:\*\*|__)?[^\S\n]*{_ITEM}))?"
    rf"[^\S\n]*(?P<bold>\*\*|__)?(?={_ITEM})",
    re.MULTILINE,
)
_QUOTED = re.compile(r"^[^\S\n]*>[> ]*", re.MULTILINE)


def ornaments(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each ornament; one that makes an item bold ends behind it, too."""
    for found in _QUOTED.finditer(text):
        yield found.span()
    for found in _BEFORE.finditer(text):
        if found["ornament"]:
            yield found.span("ornament")
        if found["bold"]:
            yield found.span("bold")
            end = text.find("\n", found.end())
            again = text.find(found["bold"], found.end(), end if end >= 0 else len(text))
            if again >= 0:
                yield again, again + 2
