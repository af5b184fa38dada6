"""The parts of a package changed, and the package put together again with sums that fit, mostly."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from random import Random

from postbag.zips import Member, member, zip_of

from fuzz.damaged_bytes import damaged_bytes
from fuzz.damaged_markup import damaged_markup
from fuzz.odd_values import INTEGERS, few

Parts = dict[str, bytes]
Change = Callable[[Random, bytes], bytes]
_MARKUP = (".xml", ".rels", ".vml")
_ODD_NAMES = (
    "xl/worksheets/sheet1.xml",
    "[Content_Types].xml",
    "../a",
    "a\\b",
    "XL/WORKBOOK.XML",
    "mimetype",
    "EncryptedPackage",
    "坏\u202e",
    "",
)


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


class WholePackage:
    """A package taken apart once; a copy of it costs no more than the parts in which it differs."""

    def __init__(self, content: bytes, change: Change | None = None) -> None:
        self._parts = parts_of(content)
        self._members = {name: member(name.encode(), part) for name, part in self._parts.items()}
        self._change = change  # of a part that is no markup
        self._telling = [name for name in self._parts if not name.startswith("docProps/")]

    def damaged(self, chance: Random) -> bytes:
        members = list(self._members.values())
        for _ in range(few(chance, 4)):
            self._change_one(chance, members)
        return zip_of(members)

    def _change_one(self, chance: Random, members: list[Member]) -> None:
        if not members:
            return
        at = self._chosen(chance, members)
        name = members[at].name.decode()
        match chance.randrange(14):
            case 0:
                del members[at]
            case 1:
                members.insert(chance.randrange(len(members)), members[at])
            case 2:
                members[at] = replace(members[at], name=chance.choice(_ODD_NAMES).encode())
            case 3:
                other = chance.choice(members)
                members[at] = replace(other, name=members[at].name)
            case 4:
                members[at] = _lying(chance, members[at])
            case 5:
                members[at] = member(members[at].name, damaged_bytes(chance, self._parts.get(name, b"")))
            case _:
                members[at] = member(members[at].name, self._part(chance, name))

    def _chosen(self, chance: Random, members: list[Member]) -> int:
        """Seldom a part that says nothing of the cells."""
        wanted = chance.choice(self._telling).encode()
        places = [at for at, one in enumerate(members) if one.name == wanted]
        return places[0] if places else chance.randrange(len(members))

    def _part(self, chance: Random, name: str) -> bytes:
        part = self._parts.get(name, b"")
        if name.endswith(_MARKUP):
            return damaged_markup(chance, part.decode("utf-8", "replace")).encode("utf-8", "replace")
        return self._change(chance, part) if self._change else damaged_bytes(chance, part)


def _lying(chance: Random, one: Member) -> Member:
    odd = chance.choice(INTEGERS)
    match chance.randrange(5):
        case 0:
            return replace(one, size=odd)
        case 1:
            return replace(one, checksum=odd)
        case 2:
            return replace(one, method=chance.choice((0, 1, 9, 12, 14, 93, 99, 0xFFFF)))
        case 3:
            return replace(one, flags=odd & 0xFFFF)
        case _:
            return replace(one, extra=damaged_bytes(chance, b"\x01\x00\x18\x00" + bytes(24))[:200])
