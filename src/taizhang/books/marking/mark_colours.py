"""The colours of our marks, which also remember what fill a cell had before.

A county sorts, inserts rows and saves with another program: addresses and style numbers do not survive that,
colours do. So the last byte of a mark's colour counts the former fills, and the result sheet lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from taizhang.books.marking.part_xml import MAIN, local_name, parse_part
from taizhang.books.marking.styles_part import NO_FILL
from taizhang.errors import CannotRead
from taizhang.model.finding import Severity

_SHADES = {Severity.ERROR: ("FFB3", 0xA0), Severity.WARNING: ("FFEE", 0x80)}  # first bytes, first last byte
_CAPACITY = 64  # former fills that one file can remember
_MARK = re.compile(r'<(?:\w+:)?fgColor [^>]*\brgb="FF(FFB3|FFEE)([0-9A-F]{2})"', re.IGNORECASE)
_FORMER_LIMIT = 2_000  # characters of a former fill


class FormerFills:
    """The fills that marked cells had before, by the number in the mark's colour; the first is no fill."""

    def __init__(self, listed: Iterable[str] = ()) -> None:
        self._fills = [NO_FILL, *(_checked(fill) for fill in listed)][:_CAPACITY]

    def listed(self) -> tuple[str, ...]:
        """What has to be written down: every former fill but the first."""
        return tuple(self._fills[1:])

    def mark(self, severity: Severity, former: str) -> str:
        """The fill that marks a cell and remembers its former one."""
        if former not in self._fills and len(self._fills) < _CAPACITY and len(former) <= _FORMER_LIMIT:
            self._fills.append(former)
        number = self._fills.index(former) if former in self._fills else 0
        first_bytes, base = _SHADES[severity]
        return _solid(f"FF{first_bytes}{base + number:02X}")

    def former(self, fill: str) -> str | None:
        """The fill that stood under this mark; None when it is no mark of ours."""
        match = _MARK.search(fill)
        if match is None:
            return None
        base = next(start for first_bytes, start in _SHADES.values() if first_bytes == match[1].upper())
        number = int(match[2], 16) - base
        if not 0 <= number < _CAPACITY:
            return None
        return self._fills[number] if number < len(self._fills) else NO_FILL


def _solid(colour: str) -> str:
    inner = f'<fgColor rgb="{colour}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{inner}</patternFill></fill>'


def _checked(fill: str) -> str:
    """The listed fill, if it still is one; the list stands in a file that went through other hands."""
    try:
        root = parse_part(fill[:_FORMER_LIMIT].encode())
    except CannotRead:
        return NO_FILL
    parts = {local_name(child) for child in root}
    namespaces = {element.nsmap.get(element.prefix) for element in root.iter()}
    known = local_name(root) == "fill" and parts <= {"patternFill", "gradientFill"} and namespaces == {MAIN}
    return fill if known else NO_FILL
