"""The sheet 评分设置 as it came back: what each line counts."""

from __future__ import annotations

from taizhang.model.place import Place
from taizhang.model.plan_change import Refusal
from taizhang.plans.changing.scoring_fields import SCORE, scoring_fields, scoring_lines
from taizhang.plans.changing.spots import Spot
from taizhang.plans.review.columns import CATEGORY, GOAL, ID, OWN_GOAL, QUOTE
from taizhang.plans.review.returned import Edit, Returned, same
from taizhang.plans.review.table import Table, broken, doubled, is_note, missing, row_id, stranger_of

SCORING_TITLES = (ID, CATEGORY, QUOTE, GOAL, OWN_GOAL, *(one.title for one in scoring_fields()))
SIGNS_OF_SCORING = {ID, "分值", "计分办法"}
_IN_UNIT_OF_TARGET = (f"{SCORE}held_to", f"{SCORE}per")


def read_scoring(table: Table, returned: Returned) -> None:
    """Put into `returned` the cells that say otherwise than they were printed."""
    lines = {spot.id: spot for spot in scoring_lines(returned.package.plan)}
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
        _read_line(table, row, lines[given], returned)
    returned.refusals.extend(missing(set(lines) - set(seen), table))


def _read_line(table: Table, row: int, spot: Spot, returned: Returned) -> None:
    printed = returned.package.printed[spot.id]
    if QUOTE in table.columns and not same(table.text(row, QUOTE), spot.quote.words):
        place, text = table.place(row, QUOTE), table.text(row, QUOTE)
        returned.refusals.append(Refusal(place, text, "这一列只供阅读", "请在“审核”表里改"))
    for field in scoring_fields():
        if field.title not in table.columns:
            continue
        text = table.text(row, field.title)
        if refusal := broken(table, row, field.title):
            returned.refusals.append(refusal)
        elif not same(text, printed.get(field.name, "")):
            place = table.place(row, field.title)
            returned.edits.append(Edit(place, spot.id, spot.id, field.name, text, _unit(field.name, spot)))


def _unit(field: str, spot: Spot) -> str:
    """The unit that a number of the field may carry: 10分, 70%."""
    if field not in _IN_UNIT_OF_TARGET:
        return "分"
    return spot.indicator.target.unit if spot.indicator else ""
