"""计划变更: what of the plan was changed, from when, by which document, and how it stood before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from taizhang.model.grid import plain
from taizhang.model.period import Period
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Change, Split
from taizhang.model.reporter import Reporter
from taizhang.model.words.plan_words import KEPT, RETIRED
from taizhang.plans.changing.fields import SPLIT, field_named
from taizhang.rollups.headed import Headed
from taizhang.rollups.plan_names import names_of_ids

NAME = "计划变更"
FIRST_ROW = 4
_COLUMNS = (
    ("序号", 6), ("类别", 10), ("行标识", 12), ("任务或指标", 34), ("项目", 16), ("原为", 26), ("改为", 26),
    ("执行日期", 11), ("本期执行情况", 12), ("依据（文号）", 22), ("登记人", 9), ("登记日期", 11),
)  # fmt: skip
ID_AT = 3
_CENTRED = (1, 2, 8, 9, 11, 12)
_MOST_NAMED = 12  # reporters of a split that are listed one by one


class OfPlan(Headed, Protocol):
    """A rollup that knows what everybody is called."""

    def names(self) -> Mapping[Reporter, str]: ...


@dataclass(frozen=True, slots=True)
class _Line:
    """One change, as texts."""

    kind: str
    id: str
    item: str
    before: str
    after: str
    from_day: str = "—"
    standing: str = "已执行"
    basis: str = "—"
    by: str = "—"
    on: str = "—"


@dataclass(frozen=True, slots=True)
class PlanChangesSheet:
    """The drawn sheet, and in which rows each id of the plan stands."""

    sheet: Sheet
    rows: Mapping[str, tuple[int, ...]]


def draw_plan_changes(rollup: OfPlan) -> PlanChangesSheet:
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=3)
    lines = tuple(_lines(rollup))
    sheet.put_title(f"{rollup.place}{rollup.period.title}计划变更", _summary(rollup, lines))
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    names = names_of_ids(rollup.plan)
    rows: dict[str, tuple[int, ...]] = {}
    for row, one in enumerate(lines, FIRST_ROW):
        rows[one.id] = (*rows.get(one.id, ()), row)
        texts = (
            str(row - FIRST_ROW + 1), one.kind, one.id, names.get(one.id, ""), one.item, one.before, one.after,
            one.from_day, one.standing, one.basis, one.by, one.on,
        )  # fmt: skip
        for column, text in enumerate(texts, 1):
            sheet.put(row, column, text, Look.CENTRED if column in _CENTRED else Look.TEXT)
    if not lines:
        sheet.put(FIRST_ROW, 1, "本期没有计划变更。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    return PlanChangesSheet(sheet, rows)


def _summary(rollup: OfPlan, lines: tuple[_Line, ...]) -> str:
    new = sum(one.standing == _NEW for one in lines)
    said = f"本期起执行的变更{new}处" if new else "本期没有新的计划变更"
    number = f"（{rollup.plan.doc_number}）" if rollup.plan.doc_number else ""
    return f"依据：《{rollup.plan.title}》{number}；{said}；以往的变更、审核更正、取消和分解一并列出。"


_NEW, _BEFORE, _COMING = "本期起执行", "已执行", "尚未执行"


def _lines(rollup: OfPlan) -> Iterator[_Line]:
    """Amendments by their first day, then what the text says no more of: corrections, cancelled rows, splits."""
    plan, names = rollup.plan, _reporter_names(rollup)
    for amendment in plan.amendments:
        for change in amendment.changes:
            yield _changed(
                change, names, "计划变更", from_day=amendment.from_day.isoformat(),
                standing=_standing(amendment.from_day, rollup.period), basis=amendment.basis or "—",
                by=amendment.by, on=amendment.on.isoformat(),
            )  # fmt: skip
    for one in plan.review:
        yield _changed(one.change, names, "审核更正", by=one.by, on=one.on.isoformat())
    told = frozenset((change.id, change.field) for change in _changes(plan))
    for given in plan.retired:
        if (given, "standing") not in told:
            yield _Line("取消", given, "处理", KEPT, RETIRED)
    for split in plan.splits:
        if not any(given == split.id and name.startswith(SPLIT) for given, name in told):
            yield _Line("任务分解", split.id, "分解", "—", _shares(split, names))


def _changes(plan: Plan) -> Iterator[Change]:
    for amendment in plan.amendments:
        yield from amendment.changes
    for one in plan.review:
        yield one.change


def _changed(change: Change, names: Mapping[str, str], kind: str, **told: str) -> _Line:
    return _Line(
        kind,
        change.id,
        _item(change.field, names),
        change.before or "（空）",
        change.after or "（空）",
        **told,
    )


def _item(field: str, names: Mapping[str, str]) -> str:
    """What the field is called; a share is called by whose it is."""
    if field.startswith(SPLIT):
        key = field.removeprefix(SPLIT)
        return f"分解：{names.get(key, key)}"
    return field_named(field).title


def _standing(first: date, period: Period) -> str:
    if first > period.end:
        return _COMING
    return _NEW if first >= period.start else _BEFORE


def _shares(split: Split, names: Mapping[str, str]) -> str:
    """Who takes which share; many are only counted, since 县区明细 shows each one's as its target."""
    total = plain(sum(share for _, share in split.parts))
    if len(split.parts) > _MOST_NAMED:
        return f"分给{len(split.parts)}个单位，合计{total}；各单位的见“县区明细”目标值"
    shares = "、".join(f"{names.get(key, key)}{plain(share)}" for key, share in split.parts)
    return f"{shares}；合计{total}"


def _reporter_names(rollup: OfPlan) -> dict[str, str]:
    known: Mapping[Reporter, str] = rollup.names()
    return {str(reporter): name for reporter, name in known.items()}
