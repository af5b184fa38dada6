"""A PlaceSum written as JSON and read again; nothing in it can be executed, whoever wrote it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from taizhang.model.figure import Light
from taizhang.model.reporter import Reporter
from taizhang.rollups.tally import Newest, Tally
from taizhang.rollups.wide.sums import Count, PlaceSum

_NUMBERS = ("total", "above", "below", "weighed", "weight")
_MAYBE = ("least", "most")
_NAMES = ("silent", "without_parts", "without_weight", "without_value")
_LIGHTS = {light.value: light for light in Light}
_FIELDS = tuple(field.name for field in fields(Tally))


def sum_to_json(one: PlaceSum) -> bytes:
    """The same sum gives the same bytes."""
    counts = [[period, row, *_count(count)] for (period, row), count in one.counts.items()]
    tasks = [
        [task, [[word, light.value, number] for (word, light), number in sorted(stands.items())]]
        for task, stands in one.tasks.items()
    ]
    told = [counts, tasks, one.heard, dict(one.rows), dict(one.clearings)]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def sum_from_json(told: bytes) -> PlaceSum:
    """The sum that was written.

    Raises:
        ValueError, TypeError, KeyError, ArithmeticError: it is no sum.
    """
    counts, tasks, heard, rows, clearings = json.loads(told.decode("utf-8", "surrogatepass"))
    return PlaceSum(
        {(period, row): _count_in(*facts) for period, row, *facts in counts},
        {task: Counter({(word, _LIGHTS[light]): n for word, light, n in stands}) for task, stands in tasks},
        heard,
        rows,
        clearings,
    )


def _count(one: Count) -> list[Any]:
    return [_tally(one.tally), one.missing, one.uncounted, one.unmet, one.gaps]


def _count_in(tally: list[Any], *names: list[str]) -> Count:
    return Count(_tally_in(tally), *map(tuple, names))


def _tally(one: Tally) -> list[Any]:
    """Its fields in their order, those at the end left out that say nothing."""
    told = [_WRITTEN.get(name, _same)(getattr(one, name)) for name in _FIELDS]
    while told and told[-1] == _NOTHING[len(told) - 1]:
        told.pop()
    return told


def _tally_in(told: list[Any]) -> Tally:
    return Tally(*(read(value) for read, value in zip(_READ, told, strict=False)))


def _same(value: Any) -> Any:
    return value


def _newest(one: Newest | None) -> list[Any] | None:
    if one is None:
        return None
    return [one.received.isoformat(), one.submission, str(one.reporter), str(one.value)]


def _newest_in(told: list[Any] | None) -> Newest | None:
    if told is None:
        return None
    received, submission, reporter, value = told
    return Newest(datetime.fromisoformat(received), submission, Reporter.parse(reporter), Decimal(value))


def _maybe(value: Any) -> Any:
    return None if value is None else str(value)


def _maybe_in(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)


_WRITTEN: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_NUMBERS, str), **dict.fromkeys(_MAYBE, _maybe), **dict.fromkeys(_NAMES, list), "newest": _newest,
}  # fmt: skip
_READER: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_NUMBERS, Decimal), **dict.fromkeys(_MAYBE, _maybe_in), **dict.fromkeys(_NAMES, tuple),
    "newest": _newest_in,
}  # fmt: skip
_READ = tuple(_READER.get(name, _same) for name in _FIELDS)  # in the order of a tally's fields
_NOTHING = [_WRITTEN.get(name, _same)(getattr(Tally(), name)) for name in _FIELDS]
