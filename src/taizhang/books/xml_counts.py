"""How many elements a part of XML has: counted on its bytes, since each costs a parser memory and time."""

from __future__ import annotations

from taizhang.books.refusal import too_many


def refuse_many_elements(xml: bytes, most: int) -> None:
    """Nothing, where there are no more.

    Raises:
        Refusal: there are.
    """
    if xml.count(b"<") > 2 * most:  # of each the beginning and the end
        raise too_many("文件内部一个部分的元素", most, "个")


def times_named(xml: bytes, name: bytes) -> int:
    """How often an element of this name begins, where it is written as usual."""
    return sum(xml.count(b"<" + name + end) for end in (b" ", b">", b"/"))


def has_more_named(xml: bytes, name: bytes, most: int) -> bool:
    """Whether more elements of this name begin; a part too short for so many is not looked through."""
    return len(xml) > most * len(b"<" + name + b">") and times_named(xml, name) > most
