"""The columns of a sheet as its part describes them: ranges of columns, cut up and joined again."""

from __future__ import annotations

from lxml import etree

from taizhang.books.marking.part_xml import main

Facts = dict[str, str]  # the attributes of a range without its bounds

_BOUNDS = ("min", "max")


def describe_column(root: etree._Element, column: int, facts: Facts) -> Facts:
    """Describe one column anew; what was said of it before, {} for nothing."""
    container = _container(root)
    old = next((col for col in container if _first(col) <= column <= _last(col)), None)
    before = _facts(old) if old is not None else {}
    if old is not None:
        for first, last in ((_first(old), column - 1), (column + 1, _last(old))):
            if first <= last:
                old.addprevious(_range(first, last, before))
        container.remove(old)
    _insert(container, column, facts)
    return before


def restore_column(root: etree._Element, column: int, before: Facts) -> None:
    """Give a column back what was said of it, and join it to neighbours of which the same is said."""
    describe_column(root, column, before)
    container = root.find(main("cols"))
    for col in [col for col in container if not _facts(col)]:
        container.remove(col)
    around = [col for col in container if _first(col) - 1 <= column <= _last(col) + 1]
    same = [col for col in around if before and _facts(col) == before]
    for col in same[1:]:
        same[0].set("max", col.get("max"))
        container.remove(col)
    if not len(container):
        root.remove(container)


def _container(root: etree._Element) -> etree._Element:
    found = root.find(main("cols"))
    if found is None:
        found = etree.Element(main("cols"))
        root.find(main("sheetData")).addprevious(found)
    return found


def _insert(container: etree._Element, column: int, facts: Facts) -> None:
    following = next((col for col in container if _first(col) > column), None)
    new = _range(column, column, facts)
    container.append(new) if following is None else following.addprevious(new)


def _range(first: int, last: int, facts: Facts) -> etree._Element:
    return etree.Element(main("col"), {"min": str(first), "max": str(last), **facts})


def _facts(col: etree._Element) -> Facts:
    return {key: value for key, value in col.attrib.items() if key not in _BOUNDS}


def _first(col: etree._Element) -> int:
    return int(col.get("min", "0"))


def _last(col: etree._Element) -> int:
    return int(col.get("max", "0"))
