"""任务分解: totals by reporters; each row adds up to its total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.model.picture import Look, Mark, Sheet
from taizhang.model.place import column_letters
from taizhang.model.plan import Indicator, Plan, Target
from taizhang.model.words.plan_words import COMPARATOR_WORDS
from taizhang.plans.changing.contradictions import can_be_split
from taizhang.plans.changing.spots import Spot, spots
from taizhang.plans.review.columns import DIFFERENCE, ID, QUOTE, SPLITS, SUM, TOTAL

_FIXED = ((ID, 11.5), (QUOTE, 34), ("指标内容", 24), ("比较", 7), (TOTAL, 8), ("上限", 7), ("单位", 6))
_TOTAL_AT = 5
HEADER_ROW, FIRST_ROW = 4, 5


def splittable(plan: Plan) -> Iterator[Spot]:
    """The lines whose total can be divided: asked of all reporters and added up, or divided already."""
    divided = {split.id for split in plan.splits}
    gone = plan.gone()
    for spot in spots(plan):
        indicator = spot.indicator
        if indicator and spot.id not in gone and (can_be_split(indicator) or spot.id in divided):
            yield spot


def reporter_titles(reporters: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The heads of the reporters' columns and their keys; a name that two have carries its code."""
    names = [name for _, name in reporters]
    return {name if names.count(name) == 1 else f"{name}（{key}）": key for key, name in reporters}


def draw_splits(plan: Plan, reporters: Sequence[tuple[str, str]]) -> Sheet:
    """One row a total, one column a reporter, and on each row the sum and what is missing."""
    titles = reporter_titles(reporters)
    widths = (*(width for _, width in _FIXED), *(8.5,) * len(titles), 8.5, 8.5)
    sheet = Sheet(SPLITS, widths, filtered=True, frozen_columns=2, paper="A3")
    lines = tuple(splittable(plan))
    how = "把全域合计的数量分到各填报单位，合计要等于目标值；不分解的整行空着，分了的各单位台账即以分解数为目标值。"
    sheet.put_title(f"{plan.title}任务分解", how if lines else "本计划没有可以分解的全域合计数。")
    sheet.put_header(HEADER_ROW, [*(title for title, _ in _FIXED), *titles, SUM, DIFFERENCE], height=36.0)
    for row, spot in enumerate(lines, FIRST_ROW):
        _draw_line(sheet, row, spot, tuple(titles.values()))
    sheet.fit_rows(FIRST_ROW, least=26.0)
    return sheet


def _draw_line(sheet: Sheet, row: int, spot: Spot, keys: tuple[str, ...]) -> None:
    indicator = spot.indicator
    assert indicator is not None
    texts = (spot.id, spot.quote.words, indicator.subject, COMPARATOR_WORDS[indicator.target.comparator])
    for column, text in enumerate(texts, 1):
        sheet.put(row, column, text, Look.CENTRED if column == 4 else Look.TEXT)
    sheet.put(row, _TOTAL_AT, indicator.target.value, Look.EXACT)
    upper = indicator.target.value_max
    sheet.put(row, _TOTAL_AT + 1, "" if upper is None else upper, Look.EXACT)
    sheet.put(row, _TOTAL_AT + 2, indicator.target.unit, Look.CENTRED)
    shares = [spot.plan.share_of(spot.id, key) for key in keys]
    for column, share in enumerate(shares, len(_FIXED) + 1):
        sheet.put(
            row, column, "" if share is None else share, Look.ENTRY if share is None else Look.EXACT_ENTRY
        )
    _draw_sum(sheet, row, indicator, [share for share in shares if share is not None], len(keys))


def _draw_sum(sheet: Sheet, row: int, indicator: Indicator, shares: list[Decimal], count: int) -> None:
    """Formulas with their values, or whoever does not compute would see nothing."""
    first, last = column_letters(len(_FIXED) + 1), column_letters(len(_FIXED) + max(1, count))
    cells = f"{first}{row}:{last}{row}"
    at, total = len(_FIXED) + count + 1, sum(shares, Decimal(0))
    some = f"COUNT({cells})=0"
    sheet.put(
        row, at, total if shares else "", Look.EXACT, formula=f'IF({some},"",SUM({cells}))', mark=Mark.CLOSED
    )
    least = f"{column_letters(_TOTAL_AT)}{row}"
    most = least if indicator.target.value_max is None else f"{column_letters(_TOTAL_AT + 1)}{row}"
    missing = f'IF({some},"",MIN(SUM({cells})-{least},0)+MAX(SUM({cells})-{most},0))'
    difference = _missing(total, indicator.target) if shares else ""
    sheet.put(row, at + 1, difference, Look.EXACT, formula=missing, mark=Mark.CLOSED)


def _missing(total: Decimal, target: Target) -> Decimal:
    """What the sum lacks of the target, below 0, or has too much."""
    most = target.value if target.value_max is None else target.value_max
    return min(total - target.value, Decimal(0)) + max(total - most, Decimal(0))
