"""The roster file (通讯录): read into roster lines, laid over the default roster, and drawn as a sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from taizhang.errors import CannotRead
from taizhang.model.divisions import Divisions, name_key
from taizhang.model.grid import CellValue, Grid
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.words.headers import header_key

SHEET = "通讯录"
_HEADER_ROWS = 10  # the header stands in one of the first rows

_TITLES: dict[str, tuple[str, ...]] = {
    "code": ("代码", "行政区划代码", "区划代码", "地区代码", "编码"),
    "name": ("名称", "地区", "地区名称", "县（市、区）", "填报单位", "单位名称"),
    "unit": ("单位", "部门", "部门名称"),
    "level": ("级别", "层级", "行政级别"),
    "reports_to": ("上报对象", "上报对象代码", "上级", "上级代码", "报送对象"),
    "addresses": ("邮箱", "电子邮箱", "邮箱地址", "电子邮件", "报送邮箱"),
    "contact": ("联系人", "联络员", "填报人"),
    "phone": ("电话", "联系电话", "手机", "手机号码"),
    "leader": ("领导", "分管领导", "负责人"),
}
_FIELDS = {header_key(title): field for field, titles in _TITLES.items() for title in titles}

_LEVEL_WORDS = {
    Level.NATION: ("国家级", "国家"),
    Level.PROVINCE: ("省级", "省", "自治区", "直辖市"),
    Level.CITY: ("市级", "市", "地级市", "地级", "州", "盟"),
    Level.COUNTY: ("县级", "县", "区", "县区", "区县", "县市区", "县级市"),
}
_LEVELS = {word: level for level, words in _LEVEL_WORDS.items() for word in words}

_BETWEEN_ADDRESSES = re.compile(r"[、;,\s]+")
_ADDRESS = re.compile(r"[^@\s<>()]+@[^@\s<>().]+(\.[^@\s<>().]+)+")
_CODE = re.compile(r"[\w-]+")


def read_roster(grid: Grid, parent: Region, divisions: Divisions) -> tuple[RosterLine, ...]:
    """The lines of a roster sheet for a plan of `parent`, in the order of the sheet.

    A code of the divisions means that place; a plan-local place (开发区, 高新区) has a code of its own. A blank code is
    found by the name inside `parent`; a blank 上报对象 is the place it lies in, or `parent` where that is unknown.
    Mail addresses come in lower case.

    Raises:
        CannotRead: there is no header, or a line is unusable; names the sheet and the cell.
    """
    entries = tuple(_entries(grid))
    parent = _with_code(parent, entries)
    places = {parent.code: parent}
    for entry in entries:
        place = _read_place(entry, parent, divisions)
        places.setdefault(place.code, place)
    lines: dict[Reporter, RosterLine] = {}
    for entry in entries:
        line = _read_line(entry, places, parent, divisions)
        if line.reporter in lines:
            raise entry.trouble("code", f"“{line.name}”在前面已经登记过", "请删去重复的一行")
        lines[line.reporter] = line
    return tuple(lines.values())


def merge_roster(default: Roster, lines: Iterable[RosterLine]) -> Roster:
    """The default roster with the file's lines laid over it, keyed by reporter.

    A line that reports elsewhere (省直管) leaves the roster of its prefecture. A place that stands in for itself makes
    room for the reporters that the file names. The order is the file's where it lists everyone, else that of the codes.
    """
    told = {line.reporter: line for line in lines}
    merged = {line.reporter: line for line in default} | told
    if default.lines:
        merged = _within(default.lines[0].reports_to, merged, told)
    if merged.keys() <= told.keys():
        return Roster(tuple(line for reporter, line in told.items() if reporter in merged))
    return Roster(tuple(merged[reporter] for reporter in sorted(merged)))


def draw_roster(roster: Roster) -> Grid:
    """The roster as a sheet that `read_roster` reads back: a header row, then a row for each line."""
    cells: dict[tuple[int, int], CellValue] = {
        (1, column): titles[0] for column, titles in enumerate(_TITLES.values(), start=1)
    }
    for row, line in enumerate(roster, start=2):
        texts = (
            line.reporter.code, line.name, line.reporter.unit, _LEVEL_WORDS[line.level][0], line.reports_to,
            "\n".join(line.addresses), line.contact, line.phone, line.leader,
        )  # fmt: skip
        cells.update({(row, column): text for column, text in enumerate(texts, start=1) if text})
    return Grid(SHEET, cells)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of the sheet below the header, and where its fields stand."""

    grid: Grid
    row: int
    columns: Mapping[str, int]

    def text(self, field: str) -> str:
        """The field without outer blanks, in one width; "" where it is blank or has no column."""
        column = self.columns.get(field)
        return unicodedata.normalize("NFKC", self.grid.text(self.row, column)).strip() if column else ""

    def trouble(self, field: str, says: str, fix: str) -> CannotRead:
        column = self.columns.get(field) or min(self.columns.values())
        return CannotRead(f"{self.grid.place(self.row, column)}：{says}；{fix}。")


def _entries(grid: Grid) -> Iterator[_Entry]:
    """The rows below the header that say something; notes at the foot are none."""
    header, columns = _find_header(grid)
    for row, _ in grid.rows():
        entry = _Entry(grid, row, columns)
        texts = [text for field in columns if (text := entry.text(field))]
        note = len(texts) == 1 and texts[0].startswith(("注", "说明", "备注"))
        if row > header and texts and not note:
            yield entry


def _find_header(grid: Grid) -> tuple[int, dict[str, int]]:
    """The header's row, and the column of each field."""
    for row in range(1, _HEADER_ROWS + 1):
        columns: dict[str, int] = {}
        for column in range(1, grid.last_column + 1):
            field = _FIELDS.get(header_key(grid.text(row, column)))
            if field:
                columns.setdefault(field, column)
        if len(columns) > 1 and columns.keys() & {"code", "name"}:
            return row, columns
    raise CannotRead(
        f"工作表“{grid.sheet}”的前{_HEADER_ROWS}行里找不到通讯录的表头；请写上“代码”“名称”“邮箱”等列名。"
    )


def _with_code(parent: Region, entries: tuple[_Entry, ...]) -> Region:
    """The parent with the code that its own line gives it, where it has none yet (an invented place)."""
    own = (
        entry
        for entry in entries
        if name_key(entry.text("name")) == name_key(parent.name) and entry.text("code")
    )
    return parent if parent.code else replace(parent, code=next((entry.text("code") for entry in own), ""))


def _read_place(entry: _Entry, parent: Region, divisions: Divisions) -> Region:
    """The place a line is about: one of the divisions, the parent itself, or a plan-local one."""
    code, name = entry.text("code"), name_key(entry.text("name"))
    if not code:
        return _place_by_name(entry, name, parent, divisions)
    known = parent if code == parent.code else divisions.region(code)
    if known is None:
        return _plan_local_place(entry, code, name, parent, divisions)
    if known is not parent and not divisions.lies_in(known, parent.code):
        raise entry.trouble("code", f"代码“{code}”是{known.name}，不在{parent.name}内", "请核对代码")
    if name and name != name_key(known.name) and not entry.text("unit"):
        raise entry.trouble(
            "name", f"代码“{code}”是{known.name}，名称却是“{name}”", "请改正代码或名称，使两者一致"
        )
    return known


def _place_by_name(entry: _Entry, name: str, parent: Region, divisions: Divisions) -> Region:
    if not name:
        raise entry.trouble("code", "这一行没有代码，也没有名称", "请补上；合并的单元格请拆开后逐行填写")
    if name == name_key(parent.name):
        return parent
    place = divisions.find(name, parent=parent.code)
    if place is None:
        raise entry.trouble(
            "name",
            f"在{parent.name}的行政区划里找不到“{name}”，或有重名",
            "请填写它的代码；开发区等请自编一个代码",
        )
    return place


def _plan_local_place(entry: _Entry, code: str, name: str, parent: Region, divisions: Divisions) -> Region:
    if not _CODE.fullmatch(code):
        raise entry.trouble("code", f"代码“{code}”里有空格或标点", "请只用数字和字母")
    if not name:
        raise entry.trouble("code", f"行政区划里没有代码“{code}”", "请改正；自编代码的请写上名称")
    namesake = divisions.find(name, parent=parent.code)
    if namesake is not None and not entry.text("unit"):
        raise entry.trouble("code", f"{name}的代码是{namesake.code}，不是“{code}”", "请改正代码")
    return Region(code, name, _level_below(parent), parent.code)


def _level_below(parent: Region) -> Level:
    return parent.level if parent.level is Level.COUNTY else parent.level.below


def _read_line(
    entry: _Entry, places: Mapping[str, Region], parent: Region, divisions: Divisions
) -> RosterLine:
    place = _read_place(entry, parent, divisions)
    unit = name_key(entry.text("unit"))
    name = (name_key(entry.text("name")) if unit else "") or place.name
    return RosterLine(
        reporter=Reporter(place.code, unit),
        name=_name_of_unit(name, unit) if unit else name,
        level=_read_level(entry) or place.level,
        reports_to=_read_reports_to(entry, places, divisions) or _above(place, parent),
        addresses=tuple(_read_addresses(entry)),
        contact=entry.text("contact"),
        phone=entry.text("phone"),
        leader=entry.text("leader"),
    )


def _name_of_unit(place: str, unit: str) -> str:
    """The unit's name with its place before it, each word once: 长安区 and 区卫生健康局 are 长安区卫生健康局."""
    if unit.startswith(place):
        return unit
    own = unit[1:] if unit[0] == place[-1] else unit
    return place if place.endswith(own) else place + own


def _read_level(entry: _Entry) -> Level | None:
    """The level that the line states; None where it states none."""
    word = header_key(entry.text("level"))
    if word and word not in _LEVELS:
        raise entry.trouble(
            "level", f"“{entry.text('level')}”不是级别", "请填“省级”“市级”或“县级”，也可以不填"
        )
    return _LEVELS.get(word)


def _read_reports_to(entry: _Entry, places: Mapping[str, Region], divisions: Divisions) -> str:
    """The code of the place that the line says it reports to; "" where it says nothing."""
    told = entry.text("reports_to")
    if not told or told in places or divisions.region(told):
        return told
    named = [place for place in places.values() if name_key(place.name) == name_key(told)]
    place = named[0] if len(named) == 1 else divisions.find(told)
    if place is not None:
        return place.code
    raise entry.trouble("reports_to", f"不知道上报对象“{told}”是哪里", "请填写上级地区的代码")


def _above(place: Region, parent: Region) -> str:
    return parent.code if place.code == parent.code else place.parent or parent.code


def _read_addresses(entry: _Entry) -> Iterator[str]:
    """The line's mail addresses, each once, in the order written."""
    for address in dict.fromkeys(_BETWEEN_ADDRESSES.split(entry.text("addresses").lower())):
        if address and not _ADDRESS.fullmatch(address):
            raise entry.trouble(
                "addresses", f"“{address}”不像邮箱地址", "请改正；几个邮箱之间请用顿号、分号或换行隔开"
            )
        if address:
            yield address


def _within(
    head: str, merged: Mapping[Reporter, RosterLine], told: Mapping[Reporter, RosterLine]
) -> dict[Reporter, RosterLine]:
    """The place's own line and those that report to it or below, without a stand-in that is not needed."""
    own = Reporter(head)
    inside = {head, *(reporter.code for reporter in merged)}
    kept = {
        reporter: line for reporter, line in merged.items() if reporter == own or line.reports_to in inside
    }
    others = any(line.reports_to == head for reporter, line in kept.items() if reporter != own)
    if others and own not in told:
        kept.pop(own, None)
    return kept
