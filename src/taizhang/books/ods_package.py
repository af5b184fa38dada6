"""What an ods package carries beside its tables: a password, styles, macros, embedded files."""

from __future__ import annotations

import re

from taizhang.books.container import Container
from taizhang.books.refusal import locked
from taizhang.model.verdict import Flag

_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_ENTRY = re.compile(rb"<(?:\w+:)?file-entry\b([^>]*)>")
_PATH = re.compile(rb"full-path=\"([^\"]*)\"")
_TYPE = re.compile(rb"media-type=\"([^\"]*)\"")
_MODULE = re.compile(r"Basic/[^/]+/(?!script-l[bc]\.xml$|dialog-l[bc]\.xml$)[^/]+\.xml$|Scripts/.+[^/]$")
_PERCENTAGE = re.compile(rb"<number:percentage-style\b[^>]*?\bstyle:name=\"([^\"]*)\"")
_CELL_STYLE = re.compile(rb"<style:style\b([^>]*)>")
_NAME = re.compile(rb"\bstyle:name=\"([^\"]*)\"")
_NUMBER_STYLE = re.compile(rb"\bstyle:data-style-name=\"([^\"]*)\"")
_EMBEDDED = (b"oleobject", b"opendocument.text", b"opendocument.spreadsheet", b"opendocument.presentation")


def is_ods(container: Container) -> bool:
    return container.part("mimetype").strip().startswith(_MIMETYPE)


def ods_content(container: Container) -> bytes:
    """The part with the tables.

    Raises:
        Refusal: it is locked with a password.
    """
    if b"encryption-data" in container.part("META-INF/manifest.xml"):
        raise locked()
    return container.part("content.xml")


def ods_dangers(container: Container) -> frozenset[Flag]:
    """The flags that the package's other parts ask for; a drawn chart is no embedded file."""
    macro = any(map(_MODULE.match, container.names()))
    entries = _ENTRY.findall(container.part("META-INF/manifest.xml"))
    embedded = any(_is_embedded(entry) for entry in entries)
    found = {Flag.MACRO: macro, Flag.EMBEDDED_OBJECT: embedded}
    return frozenset(flag for flag, there in found.items() if there)


def _is_embedded(entry: bytes) -> bool:
    path, kind = _PATH.search(entry), _TYPE.search(entry)
    return bool(path and kind and path[1] != b"/" and any(word in kind[1] for word in _EMBEDDED))


def percent_styles(*parts: bytes) -> frozenset[str]:
    """The cell styles that show percentages; most programs say it of each cell as well, gnumeric only here."""
    shares = {name for part in parts for name in _PERCENTAGE.findall(part)}
    found = set()
    for style in (style for part in parts for style in _CELL_STYLE.findall(part) if shares):
        name, number = _NAME.search(style), _NUMBER_STYLE.search(style)
        if name and number and number[1] in shares:
            found.add(name[1].decode("utf-8", "replace"))
    return frozenset(found)
