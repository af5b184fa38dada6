"""The notes of one sheet: ours are added beside the county's and taken away again, theirs are kept."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from taizhang.books.marking.part_xml import MAIN, local_name, main
from taizhang.books.safe_text import xml_text
from taizhang.model.place import column_letters, parse_address

AUTHOR = "台账校验"
_OPENING = f"{AUTHOR}："  # the first line of our words: LibreOffice drops the names of authors
_THREAD = "tc="  # author of the stand-in that Excel keeps for a threaded comment
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FONT = '<sz val="9"/><color indexed="81"/><rFont val="宋体"/>'

Cell = tuple[int, int]


def new_comments() -> etree._Element:
    root = etree.Element(main("comments"), nsmap={None: MAIN})
    etree.SubElement(root, main("authors"))
    etree.SubElement(root, main("commentList"))
    return root


def has_our_notes(root: etree._Element) -> bool:
    return AUTHOR in "".join(root.itertext())


def remove_our_notes(root: etree._Element) -> frozenset[Cell]:
    """Take our notes and our words in other notes away; the cells that have no note any more."""
    emptied = set()
    for comment in list(root.iter(main("comment"))):
        start = _start_of_ours(comment)
        if start == 0 or _author(root, comment) == AUTHOR:
            comment.getparent().remove(comment)
            emptied.add(parse_address(comment.get("ref")))
        elif start is not None:
            _cut(comment, start)
    return frozenset(emptied)


def add_notes(root: etree._Element, notes: Mapping[Cell, str]) -> None:
    """Add a note to each cell; where one stands already, our words follow its own."""
    present = {parse_address(comment.get("ref")): comment for comment in root.iter(main("comment"))}
    for cell, text in notes.items():
        if cell not in present:
            _new_comment(root, cell, f"{_OPENING}\n{text}")
        elif not _author(root, present[cell]).startswith(_THREAD):
            _append_words(present[cell], f"\n{_OPENING}\n{text}")


def noted_cells(root: etree._Element) -> dict[Cell, str]:
    """The text of every note by its cell."""
    return {
        parse_address(comment.get("ref")): "".join(words.text or "" for words in comment.iter(main("t")))
        for comment in root.iter(main("comment"))
    }


def _author(root: etree._Element, comment: etree._Element) -> str:
    authors = [author.text or "" for author in root.iter(main("author"))]
    number = int(comment.get("authorId", "0"))
    return authors[number] if number < len(authors) else ""


def _start_of_ours(comment: etree._Element) -> int | None:
    """Where our words begin; programs cut a note into runs as they like, so only the whole text tells."""
    text = "".join(words.text or "" for words in comment.iter(main("t")))
    if text.startswith(_OPENING):
        return 0
    at = text.find(f"\n{_OPENING}")
    return at if at >= 0 else None


def _cut(comment: etree._Element, length: int) -> None:
    """Keep so many characters of the note, and drop the runs that are left empty."""
    for words in list(comment.iter(main("t"))):
        kept = (words.text or "")[:length]
        length -= len(kept)
        if kept:
            words.text = kept
        else:
            run = words.getparent()
            run.getparent().remove(run)


def _new_comment(root: etree._Element, cell: Cell, text: str) -> None:
    row, column = cell
    comment = etree.SubElement(root.find(main("commentList")), main("comment"))
    comment.set("ref", f"{column_letters(column)}{row}")
    comment.set("authorId", str(_author_number(root)))
    etree.SubElement(comment, main("text")).append(_run(text))


def _author_number(root: etree._Element) -> int:
    authors = root.find(main("authors"))
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, main("author")).text = AUTHOR
        names.append(AUTHOR)
    return names.index(AUTHOR)


def _append_words(comment: etree._Element, text: str) -> None:
    """Add a run; a text that stands without runs becomes the first one, since Excel shows no mixture."""
    words = comment.find(main("text"))
    for child in list(words):
        if local_name(child) == "t":
            run = etree.Element(main("r"))
            words.replace(child, run)
            run.append(child)
    last = max((at for at, child in enumerate(words) if local_name(child) == "r"), default=-1)
    words.insert(last + 1, _run(text))


def _run(text: str) -> etree._Element:
    run = etree.fromstring(f'<r xmlns="{MAIN}"><rPr>{_FONT}</rPr><t/></r>')
    run[1].text = xml_text(text)
    run[1].set(_SPACE, "preserve")
    return run
