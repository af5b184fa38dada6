"""The sheet 任务分解 as it came back: the shares of the totals, a column a reporter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from taizhang.model.place import Place
from taizhang.model.plan_change import Refusal
from taizhang.plans.changing.fields import SPLIT
from taizhang.plans.review.columns import ID, QUOTE, TOTAL
from taizhang.plans.review.draw_splits import reporter_titles, splittable
from taizhang.plans.review.returned import Edit, Returned, same
from taizhang.plans.review.table import Table, broken, doubled, is_note, missing, row_id, stranger_of

# Columns that the sheet 审核 rules, by the field they repeat.
FIXED_IN_SPLITS = {
    QUOTE: "quote",
    "指标内容": "subject",
    "比较": "comparator",
    TOTAL: "value",
    "上限": "value_max",
    "单位": "unit",
}


def read_splits(table: Table, returned: Returned) -> None:
    """Put into `returned` the shares that say otherwise than they were printed, and numbers of strangers."""
    keys = reporter_titles(returned.package.reporters)
    lines = {spot.id: spot for spot in splittable(returned.package.plan)}
    returned.refusals.extend(doubled(table))
    seen: dict[str, Place] = {}
    for row in table.rows():
        given, place = row_id(table.text(row, ID)), table.place(row, ID)
        if is_note(table, row):
            continue
        stranger = stranger_of(given, place, table, row, lines, seen)
        if stranger:
            returned.refusals.append(stranger)
            continue
        seen[given] = place
        _read_shares(table, row, given, keys, returned)
        returned.refusals.extend(_outsiders(table, row))
    returned.refusals.extend(missing(set(lines) - set(seen), table))


def _read_shares(table: Table, row: int, given: str, keys: Mapping[str, str], returned: Returned) -> None:
    printed = returned.package.printed[given]
    for title, name in FIXED_IN_SPLITS.items():
        if title in table.columns and not same(table.text(row, title), printed.get(name, "")):
            place, text = table.place(row, title), table.text(row, title)
            returned.refusals.append(Refusal(place, text, "这一列只供阅读", "请在“审核”表里改"))
    for title, key in keys.items():
        if title not in table.columns:
            continue
        text = table.text(row, title)
        if refusal := broken(table, row, title):
            returned.refusals.append(refusal)
        elif not same(text, printed.get(f"{SPLIT}{key}", "")):
            unit = table.text(row, "单位")
            returned.edits.append(Edit(table.place(row, title), given, given, f"{SPLIT}{key}", text, unit))


def _outsiders(table: Table, row: int) -> Iterator[Refusal]:
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
