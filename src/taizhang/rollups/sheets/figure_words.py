"""How a figure's value stands in a cell, and what is to be said beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from taizhang.model.figure import Contribution, Figure, Gap, Late, Light
from taizhang.model.period import Period
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Indicator, Method
from taizhang.model.reporter import Reporter
from taizhang.rollups.methods import PER
from taizhang.rollups.own_status import FINISHED_LATE
from taizhang.rollups.rollup import NO_REPORT, NOT_FILLED

OF_ALL = "目标值属于全部单位，这里只有其中一部分，不对照。"


def look_of(figure: Figure) -> Look:
    return look_in(figure.unit)


def look_in(unit: str) -> Look:
    return Look.SHARE if unit in PER else Look.NUMBER


def put_value(sheet: Sheet, row: int, column: int, figure: Figure, link: str) -> str:
    """Write the figure's number, or 是 or 否 where all have to meet it, or a dash, and say the cell's name."""
    if figure.value is None:
        return sheet.put(row, column, "—", Look.CENTRED, link=link)
    if figure.method is Method.ALL_OF:
        return sheet.put(row, column, "是" if figure.value == 1 else "否", Look.CENTRED, link=link)
    return sheet.put(row, column, figure.value, look_of(figure), link=link)


def remarks_on(figure: Figure, indicator: Indicator, names: Mapping[Reporter, str]) -> Iterator[str]:
    """What 说明 says of the figure itself, a sentence each."""
    if figure.refused:
        yield figure.refused
    uncounted = [_uncounted(one) for one in figure.contributions if one.value is None]
    if uncounted:
        yield f"未计入：{'、'.join(uncounted)}。"
    if figure.unmet:
        yield f"未达到：{'、'.join(names[one] for one in figure.unmet)}。"
    yield from _gaps(figure.gaps, names)
    if figure.late:
        yield _late(figure.late)
    if indicator.answered_by:
        yield f"与{indicator.answered_by}同一填报。"
    if not any(not one.weighs for one in figure.contributions):
        yield "尚无单位填报。"
    elif figure.target is None:
        yield OF_ALL
    elif figure.value is not None and figure.light is Light.NONE:
        yield "没有可比的目标值，不亮灯。"


def _uncounted(one: Contribution) -> str:
    return f"{one.name}填“{one.raw}”"


def _gaps(gaps: tuple[Gap, ...], names: Mapping[Reporter, str]) -> Iterator[str]:
    """By period, who is missing in it: nobody's number of a period is taken for 0."""
    said: dict[tuple[Period, bool], list[str]] = {}
    for gap in gaps:
        said.setdefault((gap.period, gap.filed), []).append(names[gap.reporter])
    for (period, filed), missing in said.items():
        yield f"{period}{NOT_FILLED if filed else NO_REPORT}：{'、'.join(missing)}。"


def _late(late: Late) -> str:
    partly = f"（当期应报{late.expected}，已报{late.reported}）" if late.reported < late.expected else ""
    return f"{late.period.title}末已到时限，未达到目标{partly}，{FINISHED_LATE}。"
