"""Items: which numbered parts are tasks, which only group them, and which are neither.

A task is a numbered item that carries a responsibility clause, or that stands in the main list of tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.clauses import CLOSING_PARTS, OPENING_PARTS, PLAN_WORDS, TASK_PARTS
from taizhang.model.words.numerals import read_integer
from taizhang.plans.chinese.annexed_duties import give_annexed_duties, join_listed_duties
from taizhang.plans.chinese.clauses import find_clauses
from taizhang.plans.chinese.items import ItemReader, heading_of
from taizhang.plans.chinese.repeated import each_once
from taizhang.plans.chinese.tables import read_stacked_items, read_table_items
from taizhang.plans.chinese.tree import Part, build_tree, groups
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed
from taizhang.plans.unnumbered import read_unnumbered_items

_LONGEST_HEADING = 40  # characters of a heading without a number
_NO_HEADING = re.compile(
    f"[。；;：:，,!?！？)）〕]|{'|'.join(PLAN_WORDS)}|20\\d\\d年\\d|办公室$|政府$|委员会$"
)
_IN_FORCE = re.compile("自(?:印发|发布|公布)之日|有效期")


def read_items(source: Squeezed, *, listed: bool) -> tuple[Item, ...]:
    """Every task in the order of the text, each once; `listed` takes a list without any clause, too."""
    parts = build_tree(source)
    reader = ItemReader.of(source, parts)
    found = list(read_stacked_items(source)) or list(_tasks(reader, parts, ()))
    rows = read_table_items(source)
    if found:
        found, rows = [*found, *_going_on(found[-1], rows)], ()
    elif listed or rows:
        found = list(_listed(reader, parts, ()))
    if not found:
        found = list(read_unnumbered_items(source, find_clauses(source), _is_heading, "。"))
    said = [one for one in join_listed_duties(found) if one.title.text or one.clauses]  # no number alone
    found = list(each_once(said))
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


def _tasks(reader: ItemReader, parts: list[Part], section: tuple[str, ...]) -> Iterator[Item]:
    """The tasks of a list; where others of it are tasks with measures of their own, one measure is no list of tasks."""
    carrying = sum(bool(part.clauses) for part in parts)
    styles = {part.marker.style for part in parts if part.clauses}
    flat = sum(bool(part.clauses) and not groups(reader.source, part) for part in parts)
    whole = any(part.clauses and part.children and not groups(reader.source, part) for part in parts)
    for part in parts:
        if groups(reader.source, part) and not (whole and len(part.children) == 1):
            yield from _tasks(reader, part.children, (*section, heading_of(reader.source, part)))
        elif part.clauses or (
            2 * flat >= len(parts)
            and carrying > 1
            and part.marker.style in styles
            and _may_be_task(reader.source, part)
        ):
            yield reader.read(part, section)


def _may_be_task(source: Squeezed, part: Part) -> bool:
    heading = heading_of(source, part)
    return not any(word in heading for word in (*CLOSING_PARTS, *OPENING_PARTS)) and not _IN_FORCE.search(
        heading
    )


def _listed(reader: ItemReader, parts: list[Part], section: tuple[str, ...]) -> Iterator[Item]:
    """The main list of a document that names no units."""
    main = [
        part
        for part in parts
        if any(word in heading_of(reader.source, part) for word in TASK_PARTS) and part.children
    ]
    for part in main or parts:
        if not _may_be_task(reader.source, part) and part not in main:
            continue
        own = reader.source.text[part.marker.end : part.own_end]
        if part.children and ("。" not in own or part in main):
            yield from _listed(reader, part.children, (*section, heading_of(reader.source, part)))
        else:
            yield reader.read(part, section)
