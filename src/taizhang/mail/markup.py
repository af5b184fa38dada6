"""The text of a mail in HTML, with its links, tables and quotes; read in one pass, and nothing in it is fetched."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"<!--|-->|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})(?P<rest>[^<>]*+)>")
_ATTRIBUTE = r"""\b{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_HREF = re.compile(_ATTRIBUTE.format("href"), re.IGNORECASE)
_SRC = re.compile(_ATTRIBUTE.format("src"), re.IGNORECASE)
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")  # no character, and too long to be counted
_QUOTED = re.compile("cite|reply|quote|forward", re.IGNORECASE)  # an indented paragraph is a blockquote, too
_ATTRIBUTES = 20_000  # characters of a tag in which an attribute is looked for
_LINES = frozenset({
    "br", "p", "div", "tr", "li", "table", "blockquote", "hr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "title", "head"})
_DEEPEST = 50  # tables in tables, quotes in quotes
ROWS = COLUMNS = 3  # from which on a table is one of data


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link, and between which positions of the text its label stands."""

    url: str
    start: int
    end: int


@dataclass(slots=True)
class Page:
    """What a body says."""

    text: str = ""
    anchors: list[Anchor] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)  # at which position of the text each table of data begins
    quotes: list[int] = field(default_factory=list)  # where quoted blocks begin
    pictures: set[str] = field(default_factory=set)  # content ids that are shown
    drawn: int = 0  # pictures that stand in the text themselves


@dataclass(slots=True)
class _Table:
    start: int
    full_rows: int = 0  # rows with enough cells that hold text
    filled: int = 0  # such cells of the row so far
    in_cell: bool = False  # in a cell that holds no text yet

    def end_row(self) -> None:
        self.full_rows += self.filled >= COLUMNS
        self.filled, self.in_cell = 0, False


def read_markup(markup: str) -> Page:
    """The page; tags that are not closed end with it."""
    return _Reading(markup).page()


class _Reading:
    """One pass over the tags."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.read = Page()
        self.pieces: list[str] = []
        self.length = 0
        self.tables: list[_Table] = []
        self.anchor: tuple[str, int] | None = None
        self.silent = ""  # the tag whose text is not shown
        self.in_comment = False

    def page(self) -> Page:
        end = 0
        for token in _TOKEN.finditer(self.markup):
            self._say(self.markup[end : token.start()])
            self._turn(token)
            end = token.end()
        self._say(self.markup[end:])
        self._close_anchor()
        while self.tables:
            self._close_table()
        self.read.text = "".join(self.pieces)
        return self.read

    def _say(self, raw: str) -> None:
        if self.in_comment or self.silent or not raw:
            return
        text = re.sub(r"[ \t\r\n\xa0]+", " ", html.unescape(_LONG_NUMBER.sub("\ufffd", raw)))
        if text.strip() and self.tables and self.tables[-1].in_cell:
            self.tables[-1].filled += 1
            self.tables[-1].in_cell = False
        self._write(text)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _turn(self, token: re.Match[str]) -> None:
        name, opens = (token["name"] or "").lower(), not token["close"]
        if not name:
            self.in_comment = token[0] == "<!--"
        elif self.in_comment:
            return
        elif self.silent or name in _SILENT:
            self.silent = name if opens and not self.silent else "" if name == self.silent else self.silent
        else:
            self._note(name, opens, token["rest"])

    def _note(self, name: str, opens: bool, rest: str) -> None:
        if name in _LINES:
            self._write("\n")
        if name == "a":
            self._close_anchor()
            self.anchor = (_value(_HREF, rest), self.length) if opens else None
        elif name == "img" and opens:
            self._note_picture(_value(_SRC, rest))
        elif name == "blockquote" and opens and _QUOTED.search(rest[:_ATTRIBUTES]):
            self.read.quotes.append(self.length)
        elif name == "table":
            self._open_table() if opens else self._close_table()
        elif name in ("tr", "td", "th") and self.tables:
            self._note_cell(name, opens)

    def _note_cell(self, name: str, opens: bool) -> None:
        if name == "tr":
            self.tables[-1].end_row()
        else:
            self.tables[-1].in_cell = opens

    def _note_picture(self, source: str) -> None:
        scheme, _, rest = source.partition(":")
        if scheme.lower() == "cid":
            self.read.pictures.add(rest.strip())
        elif scheme.lower() == "data" and rest.lower().startswith("image/"):
            self.read.drawn += 1

    def _open_table(self) -> None:
        if len(self.tables) < _DEEPEST:
            self.tables.append(_Table(self.length))

    def _close_table(self) -> None:
        if self.tables:
            table = self.tables.pop()
            table.end_row()
            if table.full_rows >= ROWS:
                self.read.tables.append(table.start)

    def _close_anchor(self) -> None:
        if self.anchor is not None and self.anchor[0]:
            self.read.anchors.append(Anchor(self.anchor[0], self.anchor[1], self.length))
        self.anchor = None


def _value(attribute: re.Pattern[str], rest: str) -> str:
    """The attribute's value with its entities resolved; at most 4,000 characters."""
    match = attribute.search(rest[:_ATTRIBUTES])
    if match is None:
        return ""
    raw = next((value for value in match.groups() if value is not None), "")
    return html.unescape(_LONG_NUMBER.sub("", raw[:4000])).strip()
