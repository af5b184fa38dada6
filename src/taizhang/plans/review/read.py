"""What came back in a review workbook: the cells that no longer say what was printed, found by header and id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from taizhang.errors import CannotRead
from taizhang.model.grid import CellError, Formula, Grid, Workbook
from taizhang.model.place import Place
from taizhang.model.plan_change import Refusal
from taizhang.model.words.headers import header_key
from taizhang.model.words.plan_words import ADDED
from taizhang.plans.changing.fields import SPLIT, Field, settings_fields
from taizhang.plans.changing.spots import PLAN, Spot, spots
from taizhang.plans.review.columns import (
    DIFFERENCE,
    ID,
    PACKAGE,
    QUOTE,
    REVIEWED_ON,
    REVIEWER,
    SETTING,
    SUM,
    TOTAL,
    VALUE,
    Column,
    columns,
)
from taizhang.plans.review.draw_splits import reporter_titles, splittable
from taizhang.plans.review.package import Package, unpacked

_HEADER_ROWS = 20  # the header stands in one of the first rows
_NOTES = ("注", "说明", "备注")
_FIXED_IN_SPLITS = {
    QUOTE: "quote",
    "指标内容": "subject",
    "比较": "comparator",
    TOTAL: "value",
    "上限": "value_max",
    "单位": "unit",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that says something else than was printed."""

    place: Place
    line: str  # the id of its row
    owner: str  # the id that the change goes to
    field: str
    text: str  # as it says now
    unit: str = ""  # the unit that stands on the same row, which a number may carry


@dataclass(frozen=True, slots=True)
class NewLine:
    """A row that a person added: the measure it goes under, its words, and its other cells by field."""

    place: Place  # of its id
    measure: str
    quote: tuple[Place, str]
    cells: Mapping[str, tuple[Place, str]]


@dataclass(slots=True)
class Returned:
    """Everything that a person did to a review workbook."""

    package: Package
    edits: list[Edit] = field(default_factory=list)
    added: list[NewLine] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    reviewer: str = ""
    reviewed_on: str = ""
    head: Place | None = None  # of 审核人


def read_review(workbook: Workbook) -> Returned:
    """The edits of a review workbook; what cannot be one is refused with its cell.

    Raises:
        CannotRead: the workbook is no review workbook, or its main sheet is gone.
    """
    hidden = workbook.grid(PACKAGE)
    entries = (
        {hidden.text(row, 1).strip(): hidden.text(row, 2).strip() for row, _ in hidden.rows()}
        if hidden
        else {}
    )
    returned = Returned(unpacked(entries))
    table = _find(workbook.grids, {ID, QUOTE, "处理"}, _titles_of_lines())
    if table is None:
        raise CannotRead("审核表里找不到“审核”工作表的表头（编号、处理、原文），请用原来的审核表填写。")
    _read_lines(table, returned)
    _read_head(table, returned)
    titles = (*_FIXED_IN_SPLITS, ID, SUM, DIFFERENCE, *reporter_titles(returned.package.reporters))
    splits = _find(workbook.grids, {ID, SUM, DIFFERENCE}, titles)
    if splits:
        _read_splits(splits, returned)
    settings = _find(workbook.grids, {SETTING, VALUE}, (SETTING, VALUE))
    if settings:
        _read_settings(settings, returned)
    return returned


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with a header row, and its columns by title."""

    grid: Grid
    header: int
    columns: Mapping[str, int]
    doubles: tuple[tuple[str, int], ...]  # titles that stand over a second column, too

    def text(self, row: int, title: str) -> str:
        column = self.columns.get(title)
        return self.grid.text(row, column).strip() if column else ""

    def place(self, row: int, title: str) -> Place:
        return self.grid.place(row, self.columns[title])

    def rows(self) -> Iterator[int]:
        """Rows below the header that say something under one of the titles."""
        for row, values in self.grid.rows():
            if row > self.header and any(
                self.grid.text(row, column).strip() for column in self.columns.values() if column in values
            ):
                yield row


def _titles_of_lines() -> tuple[str, ...]:
    return tuple(column.title for column in columns())


def _find(grids: Sequence[Grid], needed: set[str], titles: Sequence[str]) -> _Table | None:
    """The sheet whose header has all the needed titles, whatever it is called and wherever its columns stand."""
    keys = {header_key(title): title for title in titles}
    for grid in grids:
        for row in range(1, min(_HEADER_ROWS, grid.last_row) + 1):
            found: dict[str, int] = {}
            doubles: list[tuple[str, int]] = []
            for column in range(1, grid.last_column + 1):
                title = keys.get(header_key(grid.text(row, column)))
                if title in found:
                    doubles.append((title, column))
                elif title:
                    found[title] = column
            if needed <= found.keys():
                return _Table(grid, row, found, tuple(doubles))
    return None


def _read_lines(table: _Table, returned: Returned) -> None:
    by_id = {spot.id: spot for spot in spots(returned.package.plan)}
    returned.refusals.extend(_doubled(table))
    seen: dict[str, Place] = {}
    for row in table.rows():
        given, place = _id(table.text(row, ID)), table.place(row, ID)
        if _is_note(table, row):
            continue
        if table.text(row, "处理") == ADDED and not _is_the_line_itself(table, row, given, returned):
            returned.added.append(_new_line(table, row, given))
        elif refusal := _stranger(given, place, table, row, by_id, seen):
            returned.refusals.append(refusal)
        else:
            seen[given] = place
            _read_line(table, row, by_id[given], returned)
    returned.refusals.extend(_missing(set(by_id) - set(seen), table))


def _id(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _is_note(table: _Table, row: int) -> bool:
    said = [table.text(row, title) for title in table.columns if table.text(row, title)]
    return len(said) == 1 and said[0].startswith(_NOTES)


def _is_the_line_itself(table: _Table, row: int, given: str, returned: Returned) -> bool:
    printed = returned.package.printed.get(given, {})
    return bool(printed) and same(table.text(row, QUOTE), printed.get("quote", ""))


def _stranger(
    given: str, place: Place, table: _Table, row: int, by_id: Mapping[str, Spot], seen: Mapping[str, Place]
) -> Refusal | None:
    """Why the row is none of those that were printed."""
    if not given:
        return Refusal(
            place, "", "这一行没有编号", "请恢复原来的编号；补充指标的，请在“处理”选“新增”并写所属举措的编号"
        )
    if given not in by_id:
        return Refusal(
            place,
            table.text(row, ID),
            "没有打印过这个编号",
            "请恢复原来的编号；补充指标的，请在“处理”选“新增”",
        )
    if given in seen:
        return Refusal(place, given, f"与{seen[given]}编号重复", "请删去多出的一行")
    return None


def _missing(gone: set[str], table: _Table) -> Iterator[Refusal]:
    if gone:
        shown = "、".join(sorted(gone)[:10]) + ("等" if len(gone) > 10 else "")
        yield Refusal(
            None, shown, f"“{table.grid.sheet}”表里有{len(gone)}行不见了，或编号已被改动",
            "请恢复这些行；不再要求的，请在“处理”选“取消”",
        )  # fmt: skip


def _doubled(table: _Table) -> Iterator[Refusal]:
    for title, column in table.doubles:
        place = table.grid.place(table.header, column)
        yield Refusal(place, title, "表头有两列同名，不知道以哪一列为准", "请删去或改名其中一列")


def _read_line(table: _Table, row: int, spot: Spot, returned: Returned) -> None:
    printed = returned.package.printed[spot.id]
    for column in columns():
        if column.title not in table.columns or column.name == "id":
            continue
        place, text = table.place(row, column.title), table.text(row, column.title)
        before = printed.get(column.name, "")
        if refusal := _broken(table, row, column.title):
            returned.refusals.append(refusal)
        elif not same(text, before):
            _take(
                column, Edit(place, spot.id, "", column.name, text, table.text(row, "单位")), spot, returned
            )


def _take(column: Column, edit: Edit, spot: Spot, returned: Returned) -> None:
    """The edit, where the column holds a field and the line has it."""
    if column.field is None:
        fix = "请恢复原来的文字；意见请写在空白处插入的列里"
        returned.refusals.append(Refusal(edit.place, edit.text, f"“{column.title}”一列只供阅读，不能改", fix))
        return
    owner = column.field.owner(spot)
    if not owner:
        returned.refusals.append(
            Refusal(edit.place, edit.text, _why_closed(column.field, spot), "请清空这一格")
        )
        return
    returned.edits.append(Edit(edit.place, edit.line, owner, edit.field, edit.text, edit.unit))


def _why_closed(closed: Field, spot: Spot) -> str:
    if closed.name.startswith("units/"):
        return "这一行没有单独的责任条款" if spot.task is None else "本任务有几条责任条款，不知道改的是哪一条"
    if closed.name == "deadline":
        return "本举措有指标，时限写在指标行"
    return f"这一行没有“{closed.title}”"


def _new_line(table: _Table, row: int, given: str) -> NewLine:
    named = {column.title: column.name for column in columns() if column.field}
    cells = {
        name: (table.place(row, title), table.text(row, title))
        for title, name in named.items()
        if title in table.columns and table.text(row, title)
    }
    quote = (table.place(row, QUOTE), table.text(row, QUOTE))
    return NewLine(table.place(row, ID), given, quote, cells)


def _broken(table: _Table, row: int, title: str) -> Refusal | None:
    """A cell whose formula failed or was never computed."""
    value = table.grid.value(row, table.columns[title])
    if isinstance(value, Formula) and value.value is None:
        return Refusal(table.place(row, title), "", "公式没有算出的值", "请直接填写内容")
    held = value.value if isinstance(value, Formula) else value
    if isinstance(held, CellError):
        return Refusal(table.place(row, title), held.code, "公式出错", "请直接填写内容")
    return None


def _read_head(table: _Table, returned: Returned) -> None:
    """审核人 and 审核日期: what stands right of each label, above the header."""
    said: dict[str, str] = {}
    for row in range(1, table.header):
        label = ""
        for column in range(1, table.grid.last_column + 1):
            text = table.grid.text(row, column).strip()
            if text in (REVIEWER, REVIEWED_ON):
                label = text
                if text == REVIEWER:
                    returned.head = table.grid.place(row, column + 1)
            elif text and label:
                said.setdefault(label, text)
                label = ""
    returned.reviewer, returned.reviewed_on = said.get(REVIEWER, ""), said.get(REVIEWED_ON, "")


def _read_splits(table: _Table, returned: Returned) -> None:
    keys = reporter_titles(returned.package.reporters)
    lines = {spot.id: spot for spot in splittable(returned.package.plan)}
    returned.refusals.extend(_doubled(table))
    seen: dict[str, Place] = {}
    for row in table.rows():
        given, place = _id(table.text(row, ID)), table.place(row, ID)
        if _is_note(table, row):
            continue
        stranger = _stranger(given, place, table, row, lines, seen)
        if stranger:
            returned.refusals.append(stranger)
            continue
        seen[given] = place
        _read_shares(table, row, given, keys, returned)
        returned.refusals.extend(_outsiders(table, row))
    returned.refusals.extend(_missing(set(lines) - set(seen), table))


def _read_shares(table: _Table, row: int, given: str, keys: Mapping[str, str], returned: Returned) -> None:
    printed = returned.package.printed[given]
    for title, name in _FIXED_IN_SPLITS.items():
        if title in table.columns and not same(table.text(row, title), printed.get(name, "")):
            place, text = table.place(row, title), table.text(row, title)
            returned.refusals.append(Refusal(place, text, "这一列只供阅读", "请在“审核”表里改"))
    for title, key in keys.items():
        if title not in table.columns:
            continue
        text = table.text(row, title)
        if refusal := _broken(table, row, title):
            returned.refusals.append(refusal)
        elif not same(text, printed.get(f"{SPLIT}{key}", "")):
            unit = table.text(row, "单位")
            returned.edits.append(Edit(table.place(row, title), given, given, f"{SPLIT}{key}", text, unit))


def _outsiders(table: _Table, row: int) -> Iterator[Refusal]:
    """Numbers under the name of somebody who is no reporter; notes in a column of their own are nobody's."""
    known = set(table.columns.values()) | {column for _, column in table.doubles}
    for column in range(1, table.grid.last_column + 1):
        title, text = table.grid.text(table.header, column).strip(), table.grid.text(row, column).strip()
        if column not in known and title and text and _is_number(text):
            yield Refusal(
                table.grid.place(row, column),
                text,
                f"“{title}”不在填报单位中",
                "请核对名称，或先写进通讯录再重新生成审核表",
            )


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _read_settings(table: _Table, returned: Returned) -> None:
    printed = returned.package.printed[PLAN]
    named = {header_key(one.title): one for one in settings_fields()}
    for row in table.rows():
        setting = named.get(header_key(table.text(row, SETTING)))
        if setting is None:
            continue
        text = table.text(row, VALUE)
        if refusal := _broken(table, row, VALUE):
            returned.refusals.append(refusal)
        elif not same(text, printed.get(setting.name, "")):
            returned.edits.append(Edit(table.place(row, VALUE), PLAN, PLAN, setting.name, text))


def same(one: str, other: str) -> bool:
    """Whether two cells say the same, blanks and what cannot be seen aside: clients rewrite both."""
    return _seen(one) == _seen(other)


def _seen(text: str) -> str:
    return "".join(char for char in text if char.isprintable() and not char.isspace())
