"""The stamp as a custom XML part, with the print of every formula beside it (the manifest)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

from taizhang.books.clean_text import HARMFUL, clean_text
from taizhang.books.container import Container
from taizhang.books.refusal import Refusal
from taizhang.books.usual_xml import known_part
from taizhang.books.xml_elements import parse_part
from taizhang.model.file_limits import XmlLimits
from taizhang.model.ledger import STAMP_KEYS, Stamp
from taizhang.model.remembered import remembered

SPACE = "urn:taizhang:ledger"
_ROOT, _FORMULA = f"{{{SPACE}}}ledger", f"{{{SPACE}}}formula"
_PART = re.compile(r"customXml/item\d{1,4}\.xml", re.I)
_MARK = SPACE.encode()
_LARGEST = 4 * 1024 * 1024  # bytes; a ledger of 2,000 rows needs a tenth
_MOST_PARTS = 16
_XML = XmlLimits()  # of a part of our own, whatever is set for those of others
_MOST_FORMULAS = 20_000
_LONGEST = 200  # characters of one fact
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_AS_WRITTEN = re.compile(
    rb'(?P<before>(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"(?: standalone="(?:yes|no)")?\?>\s*)?'
    rb'<ledger xmlns="%b"(?: \w+="[^<>"]*")*>)(?P<lines>.*)(?P<after></ledger>\s*)' % re.escape(_MARK),
    re.DOTALL,
)
_LINE = re.compile(r'<formula row="([^"&<\s]{0,200})" field="([^"&<\s]{0,200})" print="([0-9a-f]{12})"')
_BESIDE = b'<formula row="" '  # the first formula that stands in no row of the table
_PRINT = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class StampPart:
    """What the part says: the stamp's entries, and the prints by row id and field."""

    entries: Mapping[str, str] = field(default_factory=dict)  # empty where there is no such part
    prints: Mapping[tuple[str, str], str] = field(default_factory=dict)


def stamp_part(stamp: Stamp, prints: Mapping[tuple[str, str], str]) -> bytes:
    """The part's XML; the same stamp and prints give the same bytes."""
    return part_of(stamp, manifest_lines(prints))


def manifest_lines(prints: Mapping[tuple[str, str], str]) -> str:
    """The manifest's lines, one formula each."""
    return "".join(
        f"<formula row={quoteattr(row)} field={quoteattr(name)} print={quoteattr(print_)}/>"
        for (row, name), print_ in prints.items()
    )


def part_of(stamp: Stamp, lines: str) -> bytes:
    """The part's XML around the manifest's lines."""
    told = "".join(f" {key}={quoteattr(fact)}" for key, fact in stamp.entries.items())
    return f'{_DECLARED}<ledger xmlns="{SPACE}"{told}>{lines}</ledger>'.encode()


def read_stamp_part(container: Container) -> StampPart:
    """The first part that is ours; what is too large, damaged or none of ours says nothing."""
    named = [name for name in container.names() if _PART.fullmatch(name)][:_MOST_PARTS]
    for name in named:
        content = container.part(name)
        if len(content) <= _LARGEST and _MARK in content:
            part = _read(content)
            if part is not None:
                return part
    return StampPart()


def _read(content: bytes) -> StampPart | None:
    """As we write it, the lines are read by a pattern; written in another way, the part is read as a tree."""
    usual = _AS_WRITTEN.fullmatch(content)
    prints = _prints_in(usual["lines"]) if usual else None
    if usual is None or prints is None:
        return _read_whole(content)
    root = _read_whole(usual["before"] + usual["after"])
    return StampPart(root.entries, prints) if root else None


def _prints_in(lines: bytes) -> Mapping[tuple[str, str], str] | None:
    """None where a line needs more than a pattern, or there are too many of them."""
    at = lines.find(_BESIDE) if _BESIDE in lines else len(lines)
    of_rows, beside = _prints_listed(lines[:at]), _prints_beside(lines[at:])
    if of_rows is None or beside is None or len(of_rows) + len(beside) > _MOST_FORMULAS:
        return None
    return {**of_rows, **beside}


def _prints_listed(lines: bytes) -> Mapping[tuple[str, str], str] | None:
    try:
        text = lines.decode("utf-8")
    except UnicodeDecodeError:
        return None
    *written, rest = text.split("/>")
    if rest or len(written) > _MOST_FORMULAS:
        return None
    found = [*map(_print_in, written)]
    return None if None in found else dict(filter(None, found))


@known_part  # the same in all ledgers of a plan
def _prints_beside(lines: bytes) -> Mapping[tuple[str, str], str] | None:
    return _prints_listed(lines)


@remembered(longest=600, most=4_096)  # the ledgers of a plan have most of their formulas in common
def _print_in(line: str) -> tuple[tuple[str, str], str] | None:
    """The print by row id and field; None where the line needs more than a pattern."""
    found = None if HARMFUL.search(line) else _LINE.fullmatch(line)
    return ((found[1], found[2]), found[3]) if found else None


def _read_whole(content: bytes) -> StampPart | None:
    try:
        root = parse_part(content, _XML)
    except Refusal:
        return None
    if root.tag != _ROOT:
        return None
    entries = {key: _fact(root, key) for key in STAMP_KEYS}
    prints = {}
    for formula in root.findall(_FORMULA)[:_MOST_FORMULAS]:
        if _PRINT.fullmatch(formula.get("print", "")):
            prints[_fact(formula, "row"), _fact(formula, "field")] = formula.get("print", "")
    return StampPart({key: fact for key, fact in entries.items() if fact}, prints)


def _fact(element: etree._Element, key: str) -> str:
    return clean_text(element.get(key, ""))[:_LONGEST].strip()
