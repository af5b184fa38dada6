"""XML and HTML changed element by element, so that most of it is still well formed."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from fuzz.odd_values import few, odd_value

_NAME = re.compile(r"<([A-Za-z][\w:.-]*)")
_ATTRIBUTE = re.compile(r'\s([\w:.-]+)="([^"<>]*)"')
_NESTED = 300


def damaged_markup(chance: Random, markup: str) -> str:
    """A few elements changed; every name of an element is as likely as another, however often it occurs."""
    for _ in range(few(chance)):
        names = sorted(set(_NAME.findall(markup)))
        if not names:
            break
        start, end = _element(chance, markup, chance.choice(names))
        changed = chance.choice(_CHANGES)(chance, markup[start:end], names)
        markup = markup[:start] + changed + markup[end:]
        if chance.random() < 0.1:
            to = markup.find("<", chance.randrange(len(markup) + 1))
            markup = markup[:to] + changed + markup[to:] if to > 0 else markup
    return markup


def _element(chance: Random, markup: str, name: str) -> tuple[int, int]:
    """Where one element of the name stands: from its tag to the next end of its name."""
    tag = re.compile(rf"<{re.escape(name)}(?=[\s/>])[^<>]*>")
    found = tag.search(markup, chance.randrange(len(markup))) or tag.search(markup)
    if found is None:
        return 0, 0
    if found[0].endswith("/>"):
        return found.span()
    end = markup.find(f"</{name}>", found.end())
    return found.start(), found.end() if end < 0 else end + len(name) + 3


def _attribute_changed(chance: Random, element: str, _names: list[str]) -> str:
    found = _of_its_tag(chance, element)
    return (
        element
        if found is None
        else element[: found.start(2)] + _quoted(odd_value(chance)) + element[found.end(2) :]
    )


def _attribute_dropped(chance: Random, element: str, _names: list[str]) -> str:
    found = _of_its_tag(chance, element)
    return element if found is None else element[: found.start()] + element[found.end() :]


def _attribute_renamed(chance: Random, element: str, _names: list[str]) -> str:
    found, other = _of_its_tag(chance, element), _of_its_tag(chance, element)
    return (
        element
        if found is None or other is None
        else element[: found.start(1)] + other[1] + element[found.end(1) :]
    )


def _number_changed(chance: Random, element: str, _names: list[str]) -> str:
    """One number or letter of it another one, so that a reference points somewhere else."""
    places = [at for at, letter in enumerate(element[:2_000]) if letter.isdigit()]
    if not places:
        return element
    at = chance.choice(places)
    return element[:at] + chance.choice(("0", "1", "9", "-", "99", "123456789", ".", "A")) + element[at + 1 :]


def _text_changed(chance: Random, element: str, _names: list[str]) -> str:
    start, end = element.find(">") + 1, element.rfind("</")
    return element if not 0 < start <= end else element[:start] + odd_value(chance) + element[end:]


def _renamed(chance: Random, element: str, names: list[str]) -> str:
    old = _NAME.match(element)
    if old is None:
        return element
    new = chance.choice(names)
    return f"<{new}{element[old.end() :]}".replace(f"</{old[1]}>", f"</{new}>")


def _doubled(chance: Random, element: str, _names: list[str]) -> str:
    return element * (2 + chance.randrange(3 if len(element) > 1_000 else 200))


def _nested(chance: Random, element: str, _names: list[str]) -> str:
    """The element within itself, and sometimes far too deep."""
    old, start = _NAME.match(element), element.find(">") + 1
    if old is None or element[start - 2 : start] == "/>":
        return element
    depth = _NESTED if chance.random() < 0.2 else 1
    return element[:start] * depth + element + f"</{old[1]}>" * depth


def _dropped(_chance: Random, _element: str, _names: list[str]) -> str:
    return ""


def _tag_alone(_chance: Random, element: str, _names: list[str]) -> str:
    return element[: element.find(">") + 1]


def _of_its_tag(chance: Random, element: str) -> re.Match[str] | None:
    found = list(_ATTRIBUTE.finditer(element, 0, element.find(">") + 1))
    return chance.choice(found) if found else None


def _quoted(value: str) -> str:
    return value.replace('"', "&quot;").replace("<", "&lt;")


_CHANGES: tuple[Callable[[Random, str, list[str]], str], ...] = (
    _attribute_changed, _attribute_changed, _attribute_changed, _attribute_dropped, _attribute_renamed, _number_changed, _number_changed,
    _text_changed, _text_changed, _renamed, _doubled, _nested, _dropped, _tag_alone,
)  # fmt: skip
