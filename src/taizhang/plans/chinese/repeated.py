"""Documents that a page holds twice: each task once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from taizhang.model.words.blanks import NARROW_SIGNS
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Stretch


def each_once(items: list[Item]) -> Iterator[Item]:
    """The tasks without their copies; the last task of the first copy ends where its clause does."""
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
