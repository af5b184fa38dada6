"""Which part leads to which: the relationships of one part, and the content types of the package."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from taizhang.books.marking.package import Package
from taizhang.books.marking.part_xml import RELATIONS

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LINK = f"{{{_PACKAGE}/relationships}}Relationship"
_TYPES = "[Content_Types].xml"


class Relationships:
    """The relationships of one part; the source "" stands for the package itself."""

    def __init__(self, package: Package, source: str) -> None:
        folder, name = posixpath.split(source)
        self._package = package
        self._folder = folder
        self._part = posixpath.join(folder, "_rels", f"{name}.rels")
        self._root = package.root(self._part) if package.has(self._part) else _no_links()

    def target(self, link_id: str) -> str:
        """The part that a relationship leads to; "" when there is none inside the package."""
        return self.link(link_id)[1]

    def link(self, link_id: str) -> tuple[str, str]:
        """The kind of a relationship, as `worksheet`, and its part; both "" when it leads out of the package."""
        return next(((kind, part) for known, kind, part in self._links() if known == link_id), ("", ""))

    def first(self, kind: str) -> str:
        """The first part of a kind, as `comments`; "" when there is none."""
        return next((part for _, found, part in self._links() if found == kind), "")

    def all(self, kind: str) -> tuple[str, ...]:
        """Every part of a kind."""
        return tuple(part for _, found, part in self._links() if found == kind)

    def link_id(self, target: str) -> str:
        return next((known for known, _, part in self._links() if part.lower() == target.lower()), "")

    def add(self, kind: str, target: str) -> str:
        """Lead to one more part; the new relationship's id."""
        taken = {link.get("Id") for link in self._root}
        link_id = next(f"rIdTz{n}" for n in range(1, len(taken) + 2) if f"rIdTz{n}" not in taken)
        path = posixpath.relpath(target, self._folder or ".")
        etree.SubElement(self._root, _LINK, Id=link_id, Type=f"{RELATIONS}/{kind}", Target=path)
        self._package.put(self._part, self._root)
        return link_id

    def _links(self) -> Iterator[tuple[str, str, str]]:
        """Id, kind and part of each relationship that stays inside the package."""
        for link in self._root.iterchildren(_LINK):
            if link.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", self._folder, link.get("Target", "")))
                yield link.get("Id", ""), link.get("Type", "").rpartition("/")[2], path.lstrip("/")


def _no_links() -> etree._Element:
    namespace = f"{_PACKAGE}/relationships"
    return etree.Element(f"{{{namespace}}}Relationships", nsmap={None: namespace})


def declare_part(package: Package, name: str, content_type: str) -> None:
    """State what a part holds, once."""
    _declare(package, "Override", "PartName", f"/{name}", content_type)


def declare_extension(package: Package, extension: str, content_type: str) -> None:
    """State what every part with this extension holds, once."""
    _declare(package, "Default", "Extension", extension, content_type)


def _declare(package: Package, tag: str, key: str, value: str, content_type: str) -> None:
    root = package.root(_TYPES)
    tag = f"{{{_PACKAGE}/content-types}}{tag}"
    if any(entry.get(key, "").lower() == value.lower() for entry in root.iterchildren(tag)):
        return
    entry = etree.Element(tag, {key: value, "ContentType": content_type})
    root.insert(0 if key == "Extension" else len(root), entry)
    package.put(_TYPES, root)
