"""Items: which numbered parts are tasks, which only group them, and which are neither.

A task is a numbered item that carries a responsibility clause, or that stands in the main list of tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from taizhang.model.words.blanks import NARROW_SIGNS
from taizhang.model.words.clauses import (
    CLOSING_PARTS,
    OPENING_PARTS,
    PAGE_FURNITURE,
    PLAN_WORDS,
    TASK_PARTS,
    TIME_LABELS,
)
from taizhang.model.words.numerals import read_integer
from taizhang.plans.chinese.annexed_duties import ANNEX, give_annexed_duties, join_listed_duties
from taizhang.plans.chinese.clauses import find_clauses, stands_apart
from taizhang.plans.chinese.markers import Marker, find_markers
from taizhang.plans.chinese.tables import read_stacked_items, read_table_items
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed, Stretch
from taizhang.plans.unnumbered import read_unnumbered_items

_LONG_TITLE = 60  # characters: what is longer is a sentence, not a title
_LONGEST_HEADING = 40  # characters of a heading without a number
_NO_HEADING = re.compile(
    f"[。；;：:，,!?！？)）〕]|{'|'.join(PLAN_WORDS)}|20\\d\\d年\\d|办公室$|政府$|委员会$"
)
_SHORT_OF_WIDTH = 0.8  # of a page's width: a line that ends before that ends a paragraph
_SAYS_WHEN = re.compile(f"(?:{TIME_LABELS})[:：]")
_IN_FORCE = re.compile("自(?:印发|发布|公布)之日|有效期")
_FURNITURE = re.compile("|".join(PAGE_FURNITURE))


@dataclass
class Part:
    """A numbered part of the document with the parts inside it."""

    marker: Marker
    end: int = 0
    children: list[Part] = field(default_factory=list)
    clauses: tuple[Stretch, ...] = ()  # all that stand in it, children included

    @property
    def own_end(self) -> int:
        return self.children[0].marker.start if self.children else self.end


def read_items(source: Squeezed, *, listed: bool) -> tuple[Item, ...]:
    """Every task in the order of the text, each once; `listed` takes a list without any clause, too."""
    parts = _build_tree(source)
    reader = _ItemReader(source, _titles_end_with_lines(source, parts), _clauses_behind_titles(source, parts))
    found = list(read_stacked_items(source)) or list(_tasks(reader, parts, ()))
    rows = read_table_items(source)
    if found:
        found, rows = [*found, *_going_on(found[-1], rows)], ()
    elif listed or rows:
        found = list(_listed(reader, parts, ()))
    if not found:
        found = list(read_unnumbered_items(source, find_clauses(source), _is_heading, "。"))
    said = [one for one in join_listed_duties(found) if one.title.text or one.clauses]  # no number alone
    found = list(_once(said))
    return give_annexed_duties(found, rows) if rows else tuple(found)


def _going_on(last: Item, rows: tuple[Item, ...]) -> tuple[Item, ...]:
    """The rows of a table that counts on from the last task before it; any other table says again what the tasks say."""
    follows = (
        bool(rows) and rows[0].whole.start > last.whole.start and _value(rows[0]) == _value(last) + 1 > 1
    )
    return rows if follows else ()


def _value(item: Item) -> int:
    number = item.number.strip("（）()、.．")
    return int(number) if number.isdecimal() else read_integer(number) or 0


def _is_heading(line: str) -> bool:
    """Whether a line without a number heads the paragraph under it, and is neither a title nor a date."""
    return len(line) <= _LONGEST_HEADING and not _NO_HEADING.search(line)


def _once(items: list[Item]) -> Iterator[Item]:
    """A page may hold the document twice; the last task of the first copy ends where its clause does."""
    seen: set[tuple[str, tuple[str, ...], str]] = set()
    for item, after in zip(items, (*items[1:], None), strict=False):
        if _key(item) in seen:
            continue
        seen.add(_key(item))
        yield _up_to_clause(item) if after and _key(after) == _key(items[0]) else item


def _key(item: Item) -> tuple[str, tuple[str, ...], str]:
    number, *section, title = (
        words.translate(NARROW_SIGNS) for words in (item.number, *item.section, item.title.text)
    )
    return number, tuple(section), title


def _up_to_clause(item: Item) -> Item:
    if not item.clauses:
        return item
    source, end = item.whole.source, item.clauses[-1].end
    whole = Stretch(source, item.whole.start, end)
    return replace(item, whole=whole, body=Stretch(source, min(item.body.start, end), end))


@dataclass(frozen=True)
class _ItemReader:
    """The text, whether the titles of its items end where their lines do, and whether clauses stand behind titles."""

    source: Squeezed
    by_line: bool
    headed: bool


def _titles_end_with_lines(source: Squeezed, parts: list[Part]) -> bool:
    """Whether most items with a clause print their title on a line of its own, without a full stop."""
    stopped = lined = 0
    leaves = list(_leaves(source, parts))
    for part in [leaf for leaf in leaves if leaf.clauses] or leaves:
        line = source.text[part.marker.end : _first_line(source, part.marker.end, part.end)]
        if line and len(line) < _longest_title(source) and "。" not in line:
            lined += 1
        else:
            stopped += 1
    return lined > stopped


def _clauses_behind_titles(source: Squeezed, parts: list[Part]) -> bool:
    """Whether most items say who answers behind their title, and what is done after that."""
    carrying = [leaf for leaf in _leaves(source, parts) if leaf.clauses]
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


def _leaves(source: Squeezed, parts: list[Part]) -> Iterator[Part]:
    for part in parts:
        if part.children and (_groups(source, part) or not part.clauses):
            yield from _leaves(source, part.children)
        else:
            yield part


def _build_tree(source: Squeezed) -> list[Part]:
    """Parts nested by the style of their numbers; a style met for the first time lies inside the open one."""
    roots: list[Part] = []
    opened: list[Part] = []
    clauses = find_clauses(source)
    annex = _annexes_start(source, clauses)
    for marker in find_markers(source):
        if marker.start >= annex:
            break
        styles = [part.marker.style for part in opened]
        if marker.style in styles:
            _close(opened, styles.index(marker.style), marker.start)
        elif opened and opened[-1].marker.rank > marker.rank:
            outer = next(i for i, part in enumerate(opened) if part.marker.rank > marker.rank)
            _close(opened, outer, marker.start)
        part = Part(marker)
        (opened[-1].children if opened else roots).append(part)
        opened.append(part)
    _close(opened, 0, annex)
    _share_out(roots, clauses, any(map(stands_apart, clauses)))
    return roots


def _annexes_start(source: Squeezed, clauses: tuple[Stretch, ...]) -> int:
    """Where annexes in which nobody answers for anything follow the tasks; else the end of the text."""
    last = clauses[-1].end if clauses else len(source.text)
    after = (line.start for line in source.lines() if line.start >= last and ANNEX.fullmatch(line.text))
    return next(after, len(source.text))


def _close(opened: list[Part], keep: int, end: int) -> None:
    for part in opened[keep:]:
        part.end = end
    del opened[keep:]


def _share_out(parts: list[Part], clauses: tuple[Stretch, ...], apart: bool) -> None:
    """Give each part the clauses that stand in it.

    Where a document sets clauses `apart`, a sentence (市医改办负责。) is one only in a list that has others set apart.
    """
    if apart and not any(map(stands_apart, clauses)):
        clauses = ()
    position = 0
    for part in parts:
        while position < len(clauses) and clauses[position].start < part.marker.end:
            position += 1
        first = position
        while position < len(clauses) and clauses[position].start < part.end:
            position += 1
        part.clauses = clauses[first:position]
        _share_out(part.children, part.clauses, apart)
        if apart and part.children and not any(child.clauses for child in part.children):
            part.clauses = tuple(filter(stands_apart, part.clauses))


def _tasks(reader: _ItemReader, parts: list[Part], section: tuple[str, ...]) -> Iterator[Item]:
    """The tasks of a list; where others of it are tasks with measures of their own, one measure is no list of tasks."""
    carrying = sum(bool(part.clauses) for part in parts)
    styles = {part.marker.style for part in parts if part.clauses}
    flat = sum(bool(part.clauses) and not _groups(reader.source, part) for part in parts)
    whole = any(part.clauses and part.children and not _groups(reader.source, part) for part in parts)
    for part in parts:
        if _groups(reader.source, part) and not (whole and len(part.children) == 1):
            yield from _tasks(reader, part.children, (*section, _heading(reader.source, part)))
        elif part.clauses or (
            2 * flat >= len(parts)
            and carrying > 1
            and part.marker.style in styles
            and _may_be_task(reader.source, part)
        ):
            yield _item(reader, part, section)


def _groups(source: Squeezed, part: Part) -> bool:
    """Whether the parts inside are the tasks: several carry clauses, or the only one under a bare heading does."""
    carrying = [child for child in part.children if child.clauses]
    bare = "。" not in source.text[part.marker.end : part.own_end]
    return len(carrying) > 1 or (bool(carrying) and len(part.children) == 1 and bare)


def _may_be_task(source: Squeezed, part: Part) -> bool:
    heading = _heading(source, part)
    return not any(word in heading for word in (*CLOSING_PARTS, *OPENING_PARTS)) and not _IN_FORCE.search(
        heading
    )


def _listed(reader: _ItemReader, parts: list[Part], section: tuple[str, ...]) -> Iterator[Item]:
    """The main list of a document that names no units."""
    main = [
        part
        for part in parts
        if any(word in _heading(reader.source, part) for word in TASK_PARTS) and part.children
    ]
    for part in main or parts:
        if not _may_be_task(reader.source, part) and part not in main:
            continue
        own = reader.source.text[part.marker.end : part.own_end]
        if part.children and ("。" not in own or part in main):
            yield from _listed(reader, part.children, (*section, _heading(reader.source, part)))
        else:
            yield _item(reader, part, section)


def _heading(source: Squeezed, part: Part) -> str:
    """The printed heading with its number: up to the first stop, the end of its line, or the next number."""
    start = part.marker.start
    text = source.text[start : min(part.own_end, start + 120)]
    stop = text.find("。")
    if stop >= 0:
        return text[:stop]
    if part.children:
        return text
    return text[: source.line_end(part.marker.end) - start]


def _item(reader: _ItemReader, part: Part, section: tuple[str, ...]) -> Item:
    source = reader.source
    end = _trimmed_end(source, part, headed=reader.headed)
    whole = Stretch(source, part.marker.start, end)
    inside = Stretch(source, part.marker.end, end)
    first_clause = part.clauses[0].start - inside.start if part.clauses else len(inside)
    first_part = part.children[0].marker.start - inside.start if part.children else len(inside)
    title, after = _title(reader, inside, min(first_clause, first_part))
    body = inside.part(min(after, len(inside)))
    bare = not any(map(str.isalnum, inside.text[after:first_clause])) and not (
        reader.headed and _has_headed_clause(source, part)
    )
    untitled = bare or len(title) > _LONG_TITLE
    return Item(part.marker.printed, section, whole, title, body, part.clauses, untitled)


def _title(reader: _ItemReader, inside: Stretch, limit: int) -> tuple[Stretch, int]:
    """The title and where the text after it starts: the first full stop ends it, or the line does."""
    text = inside.text
    found = text.find("。", 0, limit)
    stop, after = (found, found + 1) if found >= 0 else (limit, limit)
    line = _first_line(reader.source, inside.start, inside.end) - inside.start
    if (
        reader.by_line
        and line < stop
        and line < _longest_title(reader.source)
        and text[line - 1] not in "、，,：:；;"
    ):
        return inside.part(0, line).stripped(" 。"), line
    return inside.part(0, stop).stripped(" 。:："), after


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
