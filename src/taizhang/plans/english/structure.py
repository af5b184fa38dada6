"""Items: which numbered parts are tasks and which only group them; a task carries a clause or stands among such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.english import CLOSING_PARTS, OPENING_PARTS, PAGE_FURNITURE, PLAN_WORDS
from taizhang.plans.draft import Item
from taizhang.plans.english.clauses import find_clauses
from taizhang.plans.english.markers import find_markers
from taizhang.plans.english.sentences import STOP
from taizhang.plans.english.tree import Part, build_tree
from taizhang.plans.squeezed import Squeezed, Stretch
from taizhang.plans.unnumbered import read_unnumbered_items

_LONGEST_HEADING = 100  # characters of a heading without a number
_NO_HEADING = re.compile(rf"[.:;!?。：；]|{PLAN_WORDS}|20\d\d|(?:Office|Government|Committee)$", re.I)
_LONGEST_TITLE_LINE = 220
_ASIDE_PART = re.compile(rf"\b(?:{CLOSING_PARTS}|{OPENING_PARTS})\b", re.I)
_FURNITURE = re.compile(PAGE_FURNITURE, re.I)


def read_items(source: Squeezed) -> tuple[Item, ...]:
    """Every task in the order of the text, each once."""
    clauses = find_clauses(source)
    parts = build_tree(source, clauses)
    items = list(_tasks(source, parts, ())) if clauses else list(_listed(source, parts, ()))
    if not items:
        items = list(read_unnumbered_items(source, clauses, _is_heading, ". "))
    once: dict[tuple[str, str], Item] = {}
    for item in items:
        once.setdefault((item.number, item.title.text), item)
    return tuple(once.values())


def _is_heading(line: str) -> bool:
    """Whether a line without a number heads the paragraph under it, and is neither a title nor a date."""
    return len(line) <= _LONGEST_HEADING and not _NO_HEADING.search(line)


def find_numbers(source: Squeezed) -> dict[int, int]:
    """Where the number of each part starts and ends."""
    return {
        marker.start: marker.start + len(source.text[marker.start : marker.end].rstrip(" .,:、"))
        for marker in find_markers(source)
    }


def _tasks(source: Squeezed, parts: list[Part], section: tuple[str, ...]) -> Iterator[Item]:
    carrying = [at for at, part in enumerate(parts) if part.clauses]
    headed = sum(_has_headed_clause(source, parts[at]) for at in carrying)
    behind_titles = headed > 1 and 2 * headed > len(carrying)  # who answers stands behind the title
    for at, part in enumerate(parts):
        if _groups(source, part):
            yield from _tasks(source, part.children, (*section, _heading(source, part)))
        elif part.clauses or (carrying and carrying[0] < at < carrying[-1] and _says_something(source, part)):
            again = at + 1 < len(parts) and parts[at + 1].marker.value < part.marker.value
            last = again or at == len(parts) - 1 or at == carrying[-1]
            yield _item(source, part, section, last=last and not behind_titles)


def _has_headed_clause(source: Squeezed, part: Part) -> bool:
    """Whether the only clause stands behind the title, with text after it."""
    clause = part.clauses[0]
    before, after = (part.marker.end, clause.start), source.text[clause.end : part.end]
    behind = len(part.clauses) == 1 and clause.start - part.marker.end < _LONGEST_TITLE_LINE
    return behind and not STOP.search(source.text, *before) and any(map(str.isalnum, after))


def _groups(source: Squeezed, part: Part) -> bool:
    """Whether the parts inside are the tasks: several carry clauses, or the one under a bare heading does."""
    carrying = [child for child in part.children if child.clauses]
    own = any(clause.end <= part.own_end for clause in part.clauses)
    bare = not STOP.search(source.text, part.marker.end, part.own_end)
    whole = len(part.children) > 1 and carrying == part.children[-1:]  # it closes the measures before it, too
    lone = bool(carrying) and ((bare and not whole) or _groups(source, carrying[0]))
    return not own and (len(carrying) > 1 or lone)


def _says_something(source: Squeezed, part: Part) -> bool:
    """More than a heading: a sentence stands behind the title."""
    inside = Stretch(source, part.marker.end, part.end)
    _, after = _title(inside, len(inside))
    return not _ASIDE_PART.search(_heading(source, part)) and any(
        one.isalnum() for one in inside.text[after:]
    )


def _listed(source: Squeezed, parts: list[Part], section: tuple[str, ...]) -> Iterator[Item]:
    """The list of a document that names no units."""
    for part in parts:
        if _ASIDE_PART.search(_heading(source, part)):
            continue
        if part.children and not STOP.search(source.text, part.marker.end, part.own_end):
            yield from _listed(source, part.children, (*section, _heading(source, part)))
        elif part.marker.opens_line and _says_something(source, part):
            yield _item(source, part, section, last=part is parts[-1])


def _heading(source: Squeezed, part: Part) -> str:
    """The printed heading with its number: up to the first stop, the end of its line, or the next number."""
    start = part.marker.start
    end = min(source.line_end(start), part.own_end, start + 160)
    stop = STOP.search(source.text, part.marker.end, end)
    return source.text[start : stop.start() if stop else end].strip(" .")


def _item(source: Squeezed, part: Part, section: tuple[str, ...], *, last: bool) -> Item:
    end = _end(source, part, last=last)
    whole = Stretch(source, part.marker.start, end)
    inside = Stretch(source, part.marker.end, end).stripped()
    first_clause = part.clauses[0].start - inside.start if part.clauses else len(inside)
    first_part = part.children[0].marker.start - inside.start if part.children else len(inside)
    title, after = _title(inside, min(first_clause, first_part))
    body = inside.part(min(after, len(inside)))
    bare = not any(one.isalnum() for one in inside.text[after:first_clause])
    headed = bool(part.clauses) and _has_headed_clause(source, part)
    untitled = bare and not headed and any(map(str.isalnum, title.text))
    return Item(part.marker.printed, section, whole, title, body, part.clauses, untitled)


def _title(inside: Stretch, limit: int) -> tuple[Stretch, int]:
    """The title and where the text after it starts: the first full stop ends it, or its line does."""
    limit = max(0, limit)
    found = STOP.search(inside.text, 0, limit)
    stop = found.start() if found else limit
    source = inside.source
    line = source.line_end(inside.start) - inside.start
    if line < stop and line < _LONGEST_TITLE_LINE:
        return inside.part(0, line).stripped(" .:：,"), line
    return inside.part(0, stop).stripped(" .:：,"), min(stop + 1, len(inside.text))


def _end(source: Squeezed, part: Part, *, last: bool) -> int:
    """Where the item ends: what stands behind the last clause of a list is no part of its task."""
    if not part.clauses:
        furniture = _FURNITURE.search(source.text, part.marker.end, part.end)
        return furniture.start() if furniture else part.end
    closed = part.clauses[-1].end
    tail = source.text[closed : part.end]
    if last or _FURNITURE.search(tail) or not any(one.isalnum() for one in tail):
        return closed
    return part.end
