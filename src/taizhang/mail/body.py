"""What the body of a mail speaks of: links to clouds, pasted tables, pictures, promises (INTAKE 52)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from taizhang.mail.cloud_links import WrittenLink, cloud_links, links_in_text
from taizhang.mail.header_words import decode_bytes
from taizhang.mail.markup import COLUMNS, ROWS, Page, read_markup
from taizhang.mail.nouns import CloudLink
from taizhang.mail.own_words import (
    is_forwarded,
    own_end,
    promises_attachment,
    subject_promises,
)
from taizhang.mail.pieces import Piece
from taizhang.mail.text_tables import text_tables

_LONGEST = 2_000_000  # bytes of all texts together that are read
_BEFORE = 200  # characters of a link's label, and before it, that may name its file
_MOST_LINKS = 2_000  # of a text that are looked at


@dataclass(frozen=True, slots=True)
class Body:
    """What was said."""

    links: tuple[CloudLink, ...]
    tables: int
    shown: frozenset[str]  # content ids of the pictures that the text shows
    drawn: int  # pictures that stand in the text themselves
    promises: bool


def read_body(texts: Sequence[Piece], subject: str, elsewhere: Sequence[tuple[str, str]] = ()) -> Body:
    """What the texts say; `elsewhere` are (name, URL) of parts that are only linked to."""
    pages = list(_pages(texts))
    ends = [_end(page) for page in pages]
    whole = is_forwarded(subject)
    asked = [len(page.text) + 1 if whole else end for page, end in zip(pages, ends, strict=True)]
    links = [WrittenLink(url, name, "超大附件") for name, url in elsewhere]
    for page, end in zip(pages, asked, strict=True):
        links += islice(_links(page, end), _MOST_LINKS)
    return Body(
        links=cloud_links(links),
        tables=max(
            (sum(start < end for start in page.tables) for page, end in zip(pages, asked, strict=True)),
            default=0,
        ),
        shown=frozenset(cid for page in pages for cid in page.pictures),
        drawn=max((page.drawn for page in pages), default=0),
        promises=subject_promises(subject)
        or any(promises_attachment(page.text[:end]) for page, end in zip(pages, ends, strict=True)),
    )


def _pages(texts: Sequence[Piece]) -> Iterator[Page]:
    left = _LONGEST
    for piece in texts:
        text = decode_bytes(piece.content[: max(left, 0)], piece.charset)
        left -= len(piece.content)
        yield read_markup(text) if piece.kind == "text/html" else _page(text.replace("\r\n", "\n"))


def _page(text: str) -> Page:
    """A plain text."""
    return Page(text, tables=text_tables(text, rows=ROWS, columns=COLUMNS))


def _end(page: Page) -> int:
    """Where the author's own words end."""
    return min((*page.quotes, own_end(page.text)))


def _links(page: Page, end: int) -> Iterator[WrittenLink]:
    for anchor in page.anchors:
        if anchor.start < end:
            before = page.text[max(0, anchor.start - _BEFORE) : anchor.start]
            yield WrittenLink(anchor.url, page.text[anchor.start : anchor.end][:_BEFORE], before)
    yield from links_in_text(page.text[:end])
