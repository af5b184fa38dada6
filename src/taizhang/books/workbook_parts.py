"""What an xlsx says of itself: its sheets in order, their parts, its calendar, its styles, its dangers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from taizhang.books.cell_values import StyleFacts
from taizhang.books.container import Container
from taizhang.books.dangers import name_dangers, package_dangers
from taizhang.books.refusal import corrupt, dangerous, not_a_workbook, too_many, unsupported
from taizhang.books.sound_sheets import shown_sheet
from taizhang.books.usual_xml import known_part
from taizhang.books.xml_elements import parse_part
from taizhang.model.file_limits import XmlLimits
from taizhang.model.grid import Box, NamedCells
from taizhang.model.place import parse_address
from taizhang.model.verdict import Flag

_STRETCH = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^'!]+))!(?P<first>\$[A-Z]{1,3}\$[1-9]\d{0,6})(?::(?P<last>\$[A-Z]{1,3}\$[1-9]\d{0,6}))?"
)
_MAIN_TYPES = {
    "spreadsheetml.sheet.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
    "ms-excel.sheet.macroenabled.main+xml": "xlsm",
    "ms-excel.template.macroenabled.main+xml": "xlsm",
    "ms-excel.addin.macroenabled.main+xml": "xlsm",
    "ms-excel.sheet.binary.macroenabled.main": "xlsb",
}
_OTHER_OFFICES = {
    "wordprocessingml": "文字文档",
    "presentationml": "演示文稿",
    "ms-word": "文字文档",
    "visio": "绘图文件",
}
_CUSTOM_FORMAT = re.compile(rb"<numFmt\b([^>]*)>")
_STYLE = re.compile(rb"<xf\b([^>]*)>")
_FORMAT_OF_STYLE = re.compile(rb"\bnumFmtId=[\"'](\d{1,9})[\"']")
_BUILTIN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_MOST_STYLES = 65_536  # cell formats and number formats that any program writes
_LITERAL = re.compile(r'"[^"]*"|\\.|\[(?:[^hms\]][^\]]*|[hms]{3,})\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the workbook says of one worksheet."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """What the workbook says of itself."""

    format: str  # xlsx, xlsm, xlsb
    sheets: tuple[SheetFacts, ...] = ()  # worksheets only; charts, dialogs and macro sheets are left out
    shared_strings: str = ""  # name of the part
    styles: str = ""  # name of the part
    epoch_1904: bool = False
    flags: tuple[Flag, ...] = ()
    names: Mapping[str, NamedCells] = field(default_factory=dict)  # of one stretch of cells each
    main: str = ""  # name of the workbook part
    relations: Mapping[str, tuple[str, str]] = field(
        default_factory=dict
    )  # of that part: id to (kind, part name)


def read_facts(container: Container) -> WorkbookFacts:
    """The sheets and dangers of an Office package.

    Raises:
        Refusal: it is no workbook, or its list of sheets is damaged.
    """
    main, form = _main_part(container)
    flags = package_dangers(container)
    targets = _targets(container, main)
    strings, styles = (_first(targets, kind) for kind in ("sharedStrings", "styles"))
    if form == "xlsb":
        return WorkbookFacts(form, (), strings, styles, flags=tuple(flags), main=main, relations=targets)
    said = _said_by(container.part(main), container.limits.xml)
    sheets = tuple(_sheets(said, targets, container))
    return WorkbookFacts(
        form, sheets, strings, styles, said.epoch_1904, tuple(flags | said.flags),
        names=said.names, main=main, relations=targets,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands in the workbook's main part."""

    sheets: tuple[tuple[str, str, bool], ...]  # name, relation, and whether it is visible
    epoch_1904: bool
    flags: frozenset[Flag]
    names: Mapping[str, NamedCells]


@known_part
def _said_by(xml: bytes, limits: XmlLimits) -> _Said:
    workbook = parse_part(xml, limits)
    return _Said(
        tuple(map(_listed, workbook.iter("{*}sheet"))),
        any(_truth(found.get("date1904")) for found in workbook.iter("{*}workbookPr")),
        name_dangers(workbook),
        dict(_named_cells(workbook)),
    )


def _listed(item: etree._Element) -> tuple[str, str, bool]:
    relation = next((text for key, text in item.attrib.items() if key.endswith("}id")), "")
    return item.get("name", ""), relation, item.get("state", "visible") == "visible"


def _named_cells(workbook: etree._Element) -> Iterator[tuple[str, NamedCells]]:
    """The workbook's own names that stand for one stretch of cells of one sheet."""
    for item in workbook.iter("{*}definedName"):
        found = _STRETCH.fullmatch(item.text or "")
        if found is None or item.get("localSheetId"):
            continue
        sheet = found["quoted"].replace("''", "'") if found["quoted"] else found["sheet"]
        top, left = parse_address(found["first"])
        bottom, right = parse_address(found["last"] or found["first"])
        yield item.get("name", ""), NamedCells(sheet, Box(top, left, bottom, right))


def read_styles(xml: bytes, epoch_1904: bool) -> StyleFacts:
    """Which styles are dates and which percentages; none where the part is damaged."""
    dates, percents = _shown_otherwise(xml)
    return StyleFacts(dates, percents, epoch_1904)


@known_part
def _shown_otherwise(xml: bytes) -> tuple[frozenset[int], frozenset[int]]:
    start = xml.find(b"<cellXfs")
    end = xml.find(b"</cellXfs>", start)
    if not 0 <= start < end:
        return frozenset(), frozenset()
    codes = dict(_custom_formats(xml))
    styles = islice(_STYLE.finditer(xml, start, end), _MOST_STYLES)
    told = (_FORMAT_OF_STYLE.search(found[1]) for found in styles)
    ids = [int(number[1]) if number else 0 for number in told]  # a style that names none has the general one
    as_date = {number for number in set(ids) if shows_date(number, codes.get(number, ""))}
    as_percent = {number for number in set(ids) if shows_percent(number, codes.get(number, ""))}
    dates = {index for index, number in enumerate(ids) if number in as_date}
    percents = {index for index, number in enumerate(ids) if number in as_percent}
    return frozenset(dates), frozenset(percents)


def shows_percent(number: int, code: str) -> bool:
    """Whether a number format multiplies by 100 and adds the sign; a sign in quotes is only text."""
    return number in (9, 10) or "%" in _LITERAL.sub("", code)


def shows_date(number: int, code: str) -> bool:
    """Whether a number format shows a number as a date or time."""
    bare = _LITERAL.sub("", code).lower()
    by_code = "general" not in bare and any(letter in bare for letter in "ymdhs")
    return by_code or (not code and number in _BUILTIN_DATES)


def _custom_formats(xml: bytes) -> list[tuple[int, str]]:
    formats = []
    for found in islice(_CUSTOM_FORMAT.finditer(xml), _MOST_STYLES):
        number = re.search(rb"numFmtId=[\"'](\d{1,9})[\"']", found[1])
        code = re.search(rb"formatCode=(\"[^\"]*\"|'[^']*')", found[1])
        if number and code:
            formats.append((int(number[1]), code[1][1:-1].decode("utf-8", "replace").replace("&quot;", '"')))
    return formats


def _main_part(container: Container) -> tuple[str, str]:
    """The name of the workbook part and the file format it stands for."""
    if "[Content_Types].xml" not in container:
        raise _no_package(container)
    overrides, defaults = _content_types(container.part("[Content_Types].xml"), container.limits.xml)
    _refuse_two_workbooks(overrides, container)
    kinds = dict(overrides)
    for name in container.names():
        kinds.setdefault(name, defaults.get(name.rpartition(".")[2].lower(), ""))
    for ending, form in _MAIN_TYPES.items():
        for name, kind in kinds.items():
            if kind.endswith(ending) and name in container:
                return name, form
    for word, title in _OTHER_OFFICES.items():
        if any(word in kind for kind in kinds.values()):
            raise not_a_workbook(f"这是{title}，不是工作簿。请报送任务台账的工作簿")
    raise not_a_workbook("这是压缩文件，里面没有工作簿的内容。请报送任务台账的工作簿")


def _refuse_two_workbooks(overrides: Mapping[str, str], container: Container) -> None:
    """One program would take the first of them, another the one that the package's relations name."""
    mains = [
        name for name, kind in overrides.items() if kind.endswith(tuple(_MAIN_TYPES)) and name in container
    ]
    if len(mains) > 1:
        raise dangerous(
            "文件里有两个工作簿，不同软件会读出不同内容，未读取。请在表格软件中另存为新文件后再报送"
        )


@known_part
def _content_types(xml: bytes, limits: XmlLimits) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What the parts are, by their names, and by how their names end."""
    types = parse_part(xml, limits)
    overrides = {
        item.get("PartName", "").lstrip("/"): item.get("ContentType", "").lower()
        for item in types.iter("{*}Override")
    }
    defaults = {
        item.get("Extension", "").lower(): item.get("ContentType", "").lower()
        for item in types.iter("{*}Default")
    }
    return overrides, defaults


def _no_package(container: Container) -> Exception:
    if any(
        name.lower().endswith((".xlsx", ".xls", ".et", ".ods", ".xlsm", ".csv")) for name in container.names()
    ):
        return not_a_workbook("这是压缩包，不是工作簿。请解压后直接报送里面的任务台账")
    return not_a_workbook("这是压缩文件，不是工作簿。请报送任务台账的工作簿")


def _targets(container: Container, main: str) -> dict[str, tuple[str, str]]:
    """The workbook's relations: id to (kind, part name)."""
    folder, _, base = main.rpartition("/")
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in container:
        raise corrupt("文件缺少工作表目录，读不出内容。请在表格软件中重新保存后再报送")
    return {
        key: (kind, _path(folder, target))
        for key, kind, target in _listed_relations(container.part(name), container.limits.xml)
    }


@known_part
def _listed_relations(xml: bytes, limits: XmlLimits) -> tuple[tuple[str, str, str], ...]:
    """The id, the kind and the target as it is written, of each."""
    return tuple(
        (item.get("Id", ""), item.get("Type", "").rpartition("/")[2], item.get("Target", ""))
        for item in parse_part(xml, limits).iter("{*}Relationship")
    )


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _first(targets: dict[str, tuple[str, str]], kind: str) -> str:
    return next((part for found, part in targets.values() if found == kind), "")


def _sheets(said: _Said, targets: dict[str, tuple[str, str]], container: Container) -> list[SheetFacts]:
    refuse_many_sheets(len(said.sheets), container.limits.sheets)
    sheets = []
    for name, relation, visible in said.sheets:
        kind, part = targets.get(relation, ("", ""))
        if kind in ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"):
            continue
        if part not in container:
            raise corrupt(f"文件缺少工作表“{shown_sheet(name)}”的内容。请在表格软件中重新保存后再报送")
        sheets.append(SheetFacts(name, part, visible))
    if not sheets:
        raise unsupported("工作簿里没有工作表，读不出内容。请报送任务台账的工作簿")
    return sheets


def refuse_many_sheets(count: int, most: int) -> None:
    """Nothing, where a workbook has no more.

    Raises:
        Refusal: it has.
    """
    if count > most:
        raise too_many("工作簿的工作表", most, "张")


def _truth(written: str | None) -> bool:
    return written in ("1", "true", "on")
