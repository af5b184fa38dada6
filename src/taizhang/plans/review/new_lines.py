"""Rows that a person added to the review: indicators that the reading missed, as changes of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from taizhang.model.place import Place
from taizhang.model.plan import Indicator, Kind, Method, Plan
from taizhang.model.plan_change import Change, Refusal
from taizhang.model.words.plan_words import KIND_WORDS, METHOD_WORDS
from taizhang.model.words.units import whole_of
from taizhang.plans.changing.adding import find_words, ids_ever_given, measure_of, next_free_id
from taizhang.plans.changing.fields import field_named, fields
from taizhang.plans.changing.forms import Unreadable
from taizhang.plans.review.returned import NewLine

_NEEDED = {"subject": "指标内容", "value": "目标值"}
_NOT_SET = ("standing", "checked", "title", "task_deadline")  # on the row, yet no field of the new indicator


@dataclass(slots=True)
class Added:
    """The changes that the new rows ask for, where each stands, and what is refused."""

    changes: list[Change] = field(default_factory=list)
    where: dict[tuple[str, str], Place] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)


def changes_of_new_lines(lines: Sequence[NewLine], base: Plan, printed: Plan) -> Added:
    """The new rows as changes; a row that was taken over before asks for nothing.

    `printed` is the plan as it went out: what `base` has beyond it came from such rows.
    """
    added = Added()
    given = ids_ever_given(base) | ids_ever_given(printed)
    before = _added_since(base, printed)
    for line in lines:
        refused = tuple(_refusals(line, base))
        added.refusals.extend(refused)
        if refused:
            continue
        values = _values(line, base, added)
        known = next((one for one in before if _is_the_same(one, line, values)), None)
        if known:
            before.remove(known)
            continue
        new = next_free_id(_measure(line), given)
        given.add(new)
        _add(new, line, values, added)
    return added


def _measure(line: NewLine) -> str:
    """The measure's id, also where the id of one of its indicators was written."""
    return line.measure.partition(".I")[0]


def _added_since(base: Plan, printed: Plan) -> list[Indicator]:
    known = {one.id for one in printed.indicators()}
    return [one for one in base.indicators() if one.id not in known]


def _refusals(line: NewLine, base: Plan) -> Iterator[Refusal]:
    measure = measure_of(base, _measure(line))
    if measure is None:
        yield Refusal(
            line.place,
            line.measure,
            "没有这条举措，不知道新增的指标放在哪里",
            "请写所属举措的编号，如 T03.M02",
        )
    place, words = line.quote
    if not words:
        yield Refusal(place, "", "新增的指标没有原文", "请抄录文件中写明这项指标的字句")
    elif find_words(base, words, measure.span if measure else None) is None:
        yield Refusal(place, words, "文件中没有这段话", "请照文件原文抄录，一字不差")
    for name, title in _NEEDED.items():
        if name not in line.cells:
            yield Refusal(line.place, line.measure, f"新增的指标没有填“{title}”", "请补填")


def _values(line: NewLine, base: Plan, added: Added) -> dict[str, str]:
    """What the row says, as the workbook would print it; the kind of a share where the row leaves it open."""
    unit = line.cells.get("unit", (line.place, ""))[1]
    values: dict[str, str] = {}
    for one in fields():
        if one.name in _NOT_SET or one.name.startswith("units/") or one.name not in line.cells:
            continue
        place, text = line.cells[one.name]
        text = text.replace("％", "%").removesuffix(unit) if one.form.numeric and unit else text
        try:
            values[one.name] = one.form.show(one.form.read(text, base))
        except Unreadable as why:
            added.refusals.append(Refusal(place, text, why.says, why.fix))
    if whole_of(unit, values.get("per", "")) is not None:
        values.setdefault("kind", KIND_WORDS[Kind.RATIO])
        values.setdefault("method", METHOD_WORDS[Method.RATIO_OF_SUMS])
    return values


def _is_the_same(indicator: Indicator, line: NewLine, values: dict[str, str]) -> bool:
    same_words = "".join(indicator.span.quote.split()) == "".join(line.quote[1].split())
    in_measure = indicator.id.startswith(f"{_measure(line)}.I")
    return (
        same_words
        and in_measure
        and field_named("value").form.show(indicator.target.value) == values.get("value")
    )


def _add(new: str, line: NewLine, values: dict[str, str], added: Added) -> None:
    added.changes.append(Change(new, "quote", "", line.quote[1]))
    added.where[new, "quote"] = line.quote[0]
    for name, text in values.items():
        added.changes.append(Change(new, name, "", text))
        added.where[new, name] = line.cells.get(name, (line.place, ""))[0]
