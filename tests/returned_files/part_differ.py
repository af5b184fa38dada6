"""Two packages compared part by part: which parts are byte for byte the same, and what differs in the others."""

from __future__ import annotations

import struct
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

SAME, ADDED, CHANGED, LOST = "原样", "新增", "只加", "丢失"
_IDENTITIES = ("r", "ref", "sqref", "name", "Id", "PartName", "Extension", "min")


@dataclass(frozen=True)
class PartChange:
    """What became of one part; `differences` counts what differs, as `+c` for a cell more, `c@s` for an attribute."""

    name: str
    what: str
    differences: Counter[str]

    def __str__(self) -> str:
        told = "，".join(f"{name}×{count}" for name, count in sorted(self.differences.items()))
        return f"{self.name:<44} {self.what}　{told}".rstrip("　")


def compare_parts(before: bytes, after: bytes) -> list[PartChange]:
    """Each part of either package, in the order of the later one."""
    old, new = packed_parts(before), packed_parts(after)
    changes = [PartChange(name, LOST, Counter()) for name in old if name not in new]
    for name, packed in new.items():
        if name not in old:
            changes.append(PartChange(name, ADDED, Counter()))
        elif old[name] == packed:
            changes.append(PartChange(name, SAME, Counter()))
        else:
            changes.append(PartChange(name, CHANGED, Counter(_differences(*_roots(name, before, after)))))
    return changes


def packed_parts(content: bytes) -> dict[str, bytes]:
    """Each part's compressed bytes."""
    parts = {}
    for info in ZipFile(BytesIO(content)).infolist():
        name, extra = struct.unpack_from("<2H", content, info.header_offset + 26)
        start = info.header_offset + 30 + name + extra
        parts[info.filename] = content[start : start + info.compress_size]
    return parts


def _roots(name: str, *contents: bytes) -> Iterator[etree._Element]:
    parser = etree.XMLParser(recover=name.endswith(".vml"))
    return (etree.fromstring(ZipFile(BytesIO(content)).read(name), parser) for content in contents)


def _differences(old: etree._Element, new: etree._Element) -> Iterator[str]:
    tag = etree.QName(old).localname
    for key in sorted({*old.attrib, *new.attrib}):
        if old.get(key) != new.get(key):
            yield f"{tag}@{key}"
    if (old.text or "").strip() != (new.text or "").strip():
        yield f"{tag}:text"
    if tag == "cols":
        yield from _columns_that_differ(old, new)
        return
    olds, news = _by_identity(old), _by_identity(new)
    if [key for key in olds if key in news] != [key for key in news if key in olds]:
        yield f"{tag}: order"
    for key in olds.keys() - news.keys():
        yield f"-{key[0]}"
    for key in news.keys() - olds.keys():
        yield f"+{key[0]}"
    for key in olds.keys() & news.keys():
        yield from _differences(olds[key], news[key])


def _columns_that_differ(old: etree._Element, new: etree._Element) -> Iterator[str]:
    """One for each column of which something else is said, however the ranges are cut."""

    def said(cols: etree._Element) -> dict[int, dict[str, str]]:
        facts = {}
        for col in cols:
            told = {str(key): str(value) for key, value in col.attrib.items() if key not in ("min", "max")}
            facts.update(dict.fromkeys(range(int(col.get("min", "0")), int(col.get("max", "0")) + 1), told))
        return facts

    olds, news = said(old), said(new)
    yield from ("col" for column in olds.keys() | news.keys() if olds.get(column) != news.get(column))


def _by_identity(parent: etree._Element) -> dict[tuple[str, str, int], etree._Element]:
    """Children by tag, by what names them, and by their number among those of one name."""
    children: dict[tuple[str, str, int], etree._Element] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for child in parent:
        if isinstance(child.tag, str):
            tag = etree.QName(child).localname
            named = "" if tag == "autoFilter" else next(filter(None, map(child.get, _IDENTITIES)), "")
            key = tag, named + child.get("localSheetId", "")
            children[*key, seen[key]] = child
            seen[key] += 1
    return children


if __name__ == "__main__":
    for change in compare_parts(*(Path(path).read_bytes() for path in sys.argv[1:3])):
        sys.stdout.write(f"{change}\n")
