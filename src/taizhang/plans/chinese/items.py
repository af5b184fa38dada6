"""One item: where its title ends, what it says, and where it ends itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.model.words.clauses import PAGE_FURNITURE, TIME_LABELS
from taizhang.plans.chinese.annexed_duties import ANNEX
from taizhang.plans.chinese.tree import Part, leaves
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed, Stretch

_LONG_TITLE = 60  # characters: what is longer is a sentence, not a title
_SHORT_OF_WIDTH = 0.8  # of a page's width: a line that ends before that ends a paragraph
_SAYS_WHEN = re.compile(f"(?:{TIME_LABELS})[:：]")
_FURNITURE = re.compile("|".join(PAGE_FURNITURE))


@dataclass(frozen=True)
class ItemReader:
    """Reads the items of one text, whose titles may end where their lines do, and whose clauses may stand behind titles."""

    source: Squeezed
    by_line: bool
    headed: bool

    @classmethod
    def of(cls, source: Squeezed, parts: list[Part]) -> ItemReader:
        """A reader that has seen how the text prints its items."""
        return cls(source, _titles_end_with_lines(source, parts), _clauses_behind_titles(source, parts))

    def read(self, part: Part, section: tuple[str, ...]) -> Item:
        """The item of a part: its title, its text and where it ends."""
        source = self.source
        end = _trimmed_end(source, part, headed=self.headed)
        whole = Stretch(source, part.marker.start, end)
        inside = Stretch(source, part.marker.end, end)
        first_clause = part.clauses[0].start - inside.start if part.clauses else len(inside)
        first_part = part.children[0].marker.start - inside.start if part.children else len(inside)
        title, after = self._title(inside, min(first_clause, first_part))
        body = inside.part(min(after, len(inside)))
        bare = not any(map(str.isalnum, inside.text[after:first_clause])) and not (
            self.headed and _has_headed_clause(source, part)
        )
        untitled = bare or len(title) > _LONG_TITLE
        return Item(part.marker.printed, section, whole, title, body, part.clauses, untitled)

    def _title(self, inside: Stretch, limit: int) -> tuple[Stretch, int]:
        """The title and where the text after it starts: the first full stop ends it, or the line does."""
        text = inside.text
        found = text.find("。", 0, limit)
        stop, after = (found, found + 1) if found >= 0 else (limit, limit)
        line = _first_line(self.source, inside.start, inside.end) - inside.start
        if (
            self.by_line
            and line < stop
            and line < _longest_title(self.source)
            and text[line - 1] not in "、，,：:；;"
        ):
            return inside.part(0, line).stripped(" 。"), line
        return inside.part(0, stop).stripped(" 。:："), after


def _titles_end_with_lines(source: Squeezed, parts: list[Part]) -> bool:
    """Whether most items with a clause print their title on a line of its own, without a full stop."""
    stopped = lined = 0
    every = list(leaves(source, parts))
    for part in [leaf for leaf in every if leaf.clauses] or every:
        line = source.text[part.marker.end : _first_line(source, part.marker.end, part.end)]
        if line and len(line) < _longest_title(source) and "。" not in line:
            lined += 1
        else:
            stopped += 1
    return lined > stopped


def _clauses_behind_titles(source: Squeezed, parts: list[Part]) -> bool:
    """Whether most items say who answers behind their title, and what is done after that."""
    carrying = [leaf for leaf in leaves(source, parts) if leaf.clauses]
    headed = [part for part in carrying if _has_headed_clause(source, part)]
    return len(headed) > 1 and 2 * len(headed) > len(carrying)


def _has_headed_clause(source: Squeezed, part: Part) -> bool:
    """Whether the only clause stands behind the title, with text after it."""
    clause = part.clauses[0]
    before, after = source.text[part.marker.end : clause.start], source.text[clause.end : part.end]
    behind = len(part.clauses) == 1 and len(before) < _LONG_TITLE and "。" not in before
    return behind and any(map(str.isalnum, after))


def _longest_title(source: Squeezed) -> int:
    """What is longer is no title: a sentence, or the first line of a paragraph as wide as the page."""
    return min(_LONG_TITLE, int(_SHORT_OF_WIDTH * source.width)) if source.wraps else _LONG_TITLE


def heading_of(source: Squeezed, part: Part) -> str:
    """The printed heading with its number: up to the first stop, the end of its line, or the next number."""
    start = part.marker.start
    text = source.text[start : min(part.own_end, start + 120)]
    stop = text.find("。")
    if stop >= 0:
        return text[:stop]
    if part.children:
        return text
    return text[: source.line_end(part.marker.end) - start]


def _first_line(source: Squeezed, start: int, end: int) -> int:
    return min(end, source.line_end(start))


def _trimmed_end(source: Squeezed, part: Part, *, headed: bool) -> int:
    """Where the item ends: what a page prints after the last task is no part of it."""
    if part.clauses and not (headed and _has_headed_clause(source, part)):
        last = part.clauses[-1].end
        tail = source.text[last : part.end]
        if (
            part.end == len(source.text)
            or ANNEX.match(source.text, part.end)
            or _FURNITURE.search(tail)
            or not tail.strip("。")
        ):
            says_when = _SAYS_WHEN.match(source.text, last)
            return source.line_end(last) if says_when and last in source.breaks else last
        return part.end
    furniture = _FURNITURE.search(source.text, part.marker.end, part.end)
    return furniture.start() if furniture else part.end
