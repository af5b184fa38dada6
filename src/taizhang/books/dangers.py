"""What a package carries beside its cells: told by how Office reaches it, since a part may be called anything."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from taizhang.books.container import Container
from taizhang.books.macro_names import project_runs_by_itself
from taizhang.books.xml_counts import refuse_many_elements
from taizhang.model.grid import LONGEST_FORMULA
from taizhang.model.remembered import remembered
from taizhang.model.verdict import Flag

_KINDS = {
    Flag.MACRO: {"vbaproject", "xlmacrosheet", "xlintlmacrosheet", "extensibility"},
    Flag.EXTERNAL_LINK: {"externallink", "externallinkpath", "connections", "querytable"},
    Flag.EMBEDDED_OBJECT: {"oleobject", "package", "control", "webextension", "webextensiontaskpanes"},
}
_LINKED_ONLY = "hyperlink"  # is followed by a person's click, never by itself
_QUERIES = re.compile(r"customxml/item\d{1,6}\.xml", re.I)  # where Power Query keeps what it fetches
_MASHUP = tuple("<DataMashup".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))
_DDE = tuple("ddeLink".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))
_RUNS_BY_ITSELF = re.compile(r"(?:_xlnm\.)?auto_(?:open|close|activate|deactivate)", re.I)
_FETCHES = re.compile(
    r"\b(?:WEBSERVICE|IMAGE|RTD|CALL|EXEC|REGISTER(?:\.ID)?|SQL\.REQUEST|IMPORT(?:DATA|XML|HTML|RANGE|FEED))\s*\(",
    re.I,
)
_FETCHING_WORDS = ("WEBSERVICE", "IMAGE", "RTD", "CALL", "EXEC", "REGISTER", "SQL.REQUEST", "IMPORT")
_ODD_CASES = ("\u0130", "\u0131", "\u017f", "\u212a")  # letters that only a pattern takes for I, S and K
_FEW = 2_000  # formulas that are worth remembering
_BETWEEN = "\0"  # no blank, no letter: no pattern reaches from one formula into the next


_ASKS_PROGRAM = re.compile(r"\bDDE\s*\(", re.I)


@dataclass(frozen=True, slots=True)
class _Relation:
    """One line of a .rels part."""

    kind: str  # the last word of its type, in lower case
    outside: bool
    part: str  # name of the target; of no use when that lies outside


def package_dangers(container: Container) -> frozenset[Flag]:
    """The flags of an xlsx or xlsb package."""
    relations = list(_relations(container))
    kinds = {relation.kind for relation in relations}
    found = {flag for flag, words in _KINDS.items() if kinds & words}
    if any(relation.outside and relation.kind != _LINKED_ONLY for relation in relations):
        found.add(Flag.EXTERNAL_LINK)
    linked = {relation.part for relation in relations if relation.kind == "externallink"}
    linked |= {name for name in container.names() if "externallinks/" in name.lower()}
    if any(mark in container.part(part) for part in linked for mark in _DDE):
        found.add(Flag.DDE)
    projects = {relation.part for relation in relations if relation.kind == "vbaproject"}
    projects |= {name for name in container.names() if "vbaproject" in name.lower()}
    if any(project_runs_by_itself(container.part(part)) for part in projects):
        found.add(Flag.AUTO_RUN)
    queries = (name for name in container.names() if _QUERIES.match(name))
    if any(mark in container.part(name) for name in queries for mark in _MASHUP):
        found.add(Flag.EXTERNAL_LINK)
    return frozenset(found | _dangers_by_name(container))


def name_dangers(workbook: etree._Element) -> frozenset[Flag]:
    """The flags that the workbook's defined names ask for."""
    names = list(workbook.iter("{*}definedName"))
    found = formula_dangers([item.text or "" for item in names]) & {Flag.DDE}
    runs = any(_RUNS_BY_ITSELF.match(item.get("name", "")) for item in names)
    return found | {Flag.MACRO, Flag.AUTO_RUN} if runs else found


def formula_dangers(formulas: list[str]) -> frozenset[Flag]:
    """The flags that formulas ask for: links to other files, to other programs, to the network."""
    if len(formulas) > _FEW:
        return _looked_through(formulas)
    return frozenset().union(*map(_dangers_of, formulas))


@remembered(longest=LONGEST_FORMULA, most=4_096)  # the ledgers of a plan have most formulas in common
def _dangers_of(formula: str) -> frozenset[Flag]:
    return _looked_through([formula])


def _looked_through(formulas: list[str]) -> frozenset[Flag]:
    found = set()
    together = _BETWEEN.join(formulas)
    if _both("[", "!", together, formulas) or (_may_fetch(together) and _FETCHES.search(together)):
        found.add(Flag.EXTERNAL_LINK)
    if _both("|", "!", together, formulas) or _ASKS_PROGRAM.search(together):
        found.add(Flag.DDE)
    return frozenset(found)


def fetches(formula: str) -> bool:
    """Whether a function in it asks another program or the network."""
    return _FETCHES.search(formula) is not None


def asks_program(formula: str) -> bool:
    """Whether it holds LibreOffice's function that starts and asks another program."""
    return _ASKS_PROGRAM.search(formula) is not None


def _both(one: str, other: str, together: str, formulas: list[str]) -> bool:
    """Whether one formula holds both signs; mostly none holds the first."""
    return one in together and any(one in text and other in text for text in formulas)


def _may_fetch(together: str) -> bool:
    """A cheap look before the pattern's dear one."""
    upper = together.upper()
    return any(word in upper for word in _FETCHING_WORDS) or any(odd in together for odd in _ODD_CASES)


def _relations(container: Container) -> Iterator[_Relation]:
    for name in container.names():
        if not name.lower().endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        yield from _relations_in(container.part(name), folder, container.limits.xml.tree)


@remembered(longest=256 * 1024, most=64)  # the ledgers of a plan have them in common
def _relations_in(xml: bytes, folder: str, most: int) -> tuple[_Relation, ...]:
    """Those that one part tells of things in this folder."""
    root = _tree(xml, most)
    return tuple(
        _Relation(
            kind=item.get("Type", "").rpartition("/")[2].lower(),
            outside=item.get("TargetMode", "").lower() == "external",
            part=posixpath.normpath(
                posixpath.join("/", folder, item.get("Target", "").replace("\\", "/"))
            ).lstrip("/"),
        )
        for item in (root.iter("{*}Relationship") if root is not None else ())
    )


def _dangers_by_name(container: Container) -> set[Flag]:
    """What lies in the usual places, reached or not."""
    names = [name.lower() for name in container.names()]
    found = {
        Flag.MACRO: any("vbaproject" in name or "/macrosheets/" in name for name in names),
        Flag.EXTERNAL_LINK: any(
            "/externallinks/" in name or name.endswith("/connections.xml") for name in names
        ),
        Flag.EMBEDDED_OBJECT: any("/embeddings/" in name or "/activex/" in name for name in names),
    }
    return {flag for flag, there in found.items() if there}


def _tree(xml: bytes, most: int) -> etree._Element | None:
    """The part as far as it can be read; damage beside the cells never stops the reading (INTAKE 30).

    Raises:
        Refusal: it has more elements.
    """
    refuse_many_elements(xml, most)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
