"""The sheet 审核 as it came back: changed cells of the printed lines, and lines that a person added."""

from __future__ import annotations

from taizhang.model.place import Place
from taizhang.model.plan_change import Refusal
from taizhang.model.words.plan_words import ADDED
from taizhang.plans.changing.field import Field
from taizhang.plans.changing.spots import Spot, spots
from taizhang.plans.review.columns import ID, QUOTE, Column, columns
from taizhang.plans.review.returned import Edit, NewLine, Returned, same
from taizhang.plans.review.table import Table, broken, doubled, is_note, missing, row_id, stranger_of


def read_lines(table: Table, returned: Returned) -> None:
    """Put into `returned` what the rows below the header say otherwise than they were printed."""
    by_id = {spot.id: spot for spot in spots(returned.package.plan)}
    returned.refusals.extend(doubled(table))
    seen: dict[str, Place] = {}
    for row in table.rows():
        given, place = row_id(table.text(row, ID)), table.place(row, ID)
        if is_note(table, row):
            continue
        if table.text(row, "处理") == ADDED and not _is_the_line_itself(table, row, given, returned):
            returned.added.append(_new_line(table, row, given))
        elif refusal := stranger_of(given, place, table, row, by_id, seen):
            returned.refusals.append(refusal)
        else:
            seen[given] = place
            _read_line(table, row, by_id[given], returned)
    returned.refusals.extend(missing(set(by_id) - set(seen), table))


def _is_the_line_itself(table: Table, row: int, given: str, returned: Returned) -> bool:
    printed = returned.package.printed.get(given, {})
    return bool(printed) and same(table.text(row, QUOTE), printed.get("quote", ""))


def _read_line(table: Table, row: int, spot: Spot, returned: Returned) -> None:
    printed = returned.package.printed[spot.id]
    for column in columns():
        if column.title not in table.columns or column.name == "id":
            continue
        place, text = table.place(row, column.title), table.text(row, column.title)
        before = printed.get(column.name, "")
        if refusal := broken(table, row, column.title):
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


def _new_line(table: Table, row: int, given: str) -> NewLine:
    named = {column.title: column.name for column in columns() if column.field}
    cells = {
        name: (table.place(row, title), table.text(row, title))
        for title, name in named.items()
        if title in table.columns and table.text(row, title)
    }
    quote = (table.place(row, QUOTE), table.text(row, QUOTE))
    return NewLine(table.place(row, ID), given, quote, cells)
