"""Slips (督办单): for each reporter and task that is near its deadline, behind or overdue, what is asked and what was reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from taizhang.model.figure import Light
from taizhang.model.grid import plain
from taizhang.model.ledger import BLANK_WORDS
from taizhang.model.plan import Role, Task
from taizhang.model.quantity import rounded
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing, Status
from taizhang.rollups.lights import Schedule, schedule_of
from taizhang.rollups.rollup import Detail, Rollup

NEAR_DAYS = 30  # a deadline within so many days is near
REPLY_DAYS = 7  # a slip is answered within so many days
MEND_DAYS = 30  # what is overdue is done within so many days


class Colour(StrEnum):
    """How urgent a slip is; the word stands beside the colour."""

    RED = "红"
    YELLOW = "黄"
    BLUE = "蓝"

    @property
    def word(self) -> str:
        return {"红": "逾期", "黄": "滞后", "蓝": "临期"}[self.value]


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One row of the ledger that the slip is about."""

    asked: str  # the indicator, or the measure
    colour: Colour
    target: str  # the reporter's own, else as the ledger shows it; "" for what is judged by its status
    actual: str  # "" where nothing was reported
    status: str
    light: Light
    deadline: date
    source: str  # 文件名（登记号3）任务台账!Q12
    problems: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One reporter's slip for one task."""

    number: int  # within the period, from 1
    colour: Colour
    task_number: str  # as printed in the plan
    task: str  # the title in full
    units: str  # who answers for the task at the place above
    due: date  # by when it shall be done
    reply_by: date
    rows: tuple[SlipRow, ...]


@dataclass(frozen=True, slots=True)
class SlipBook:
    """All slips of one reporter."""

    reporter: Reporter
    name: str
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class Slips:
    """All slips of a period, and of whom nothing is known."""

    place: Region
    plan_title: str
    period: str
    as_of: date
    near_days: int
    books: tuple[SlipBook, ...]
    absent: tuple[str, ...]  # names of those whose ledger stands in no rollup


def slips_of(
    rollup: Rollup, *, near_days: int = NEAR_DAYS, reply_days: int = REPLY_DAYS, mend_days: int = MEND_DAYS
) -> Slips:
    """Blue within `near_days` of the deadline, yellow behind, red overdue; what is done or cleared has no slip."""
    days = _Days(rollup.as_of, near_days, reply_days, mend_days)
    schedule = schedule_of(rollup.plan, rollup.period, rollup.as_of)
    books, number, names = [], 0, rollup.names()
    of_reporters = _details_by_reporter(rollup)
    for line in rollup.lines:
        found = _slips_of(rollup, of_reporters.get(line.reporter, ()), schedule, days, number)
        number += len(found)
        if found:
            books.append(SlipBook(line.reporter, names[line.reporter], tuple(found)))
    return Slips(
        rollup.place,
        rollup.plan.title,
        rollup.period.title,
        rollup.as_of,
        near_days,
        tuple(books),
        rollup.absent,
    )


def colour_of(detail: Detail, schedule: Schedule, near_days: int) -> Colour | None:
    """Of one row; None where nothing is to be urged."""
    row = detail.row
    if row.asked is None or not row.concerns or row.status is Status.NOT_APPLICABLE or _is_done(detail):
        return None
    deadline = row.asked.deadline
    if row.status is Status.OVERDUE or schedule.overdue(deadline):
        return Colour.RED
    if detail.light in (Light.YELLOW, Light.RED) or row.status is Status.BEHIND:
        return Colour.YELLOW
    return Colour.BLUE if deadline <= schedule.as_of + timedelta(days=near_days) else None


def _is_done(detail: Detail) -> bool:
    row = detail.row
    if row.clearing is Clearing.CLEARED:
        return True
    return row.reaches() is not False and row.status is not None and row.status.finished


@dataclass(frozen=True, slots=True)
class _Days:
    """The day of the slips, and how long things may take."""

    as_of: date
    near: int
    reply: int
    mend: int

    def due(self, rows: Sequence[SlipRow]) -> date:
        """The earliest deadline ahead; where all are over, so many days from now."""
        ahead = [row.deadline for row in rows if row.deadline > self.as_of]
        return min(ahead) if ahead else self.as_of + timedelta(days=self.mend)


def _details_by_reporter(rollup: Rollup) -> dict[Reporter, list[Detail]]:
    found: dict[Reporter, list[Detail]] = {}
    for detail in rollup.details:
        found.setdefault(detail.reporter, []).append(detail)
    return found


def _slips_of(
    rollup: Rollup, details: Sequence[Detail], schedule: Schedule, days: _Days, number: int
) -> list[Slip]:
    """In the plan's order of tasks; numbers go on from `number`."""
    urged: dict[str, list[SlipRow]] = {}
    for detail in details:
        colour = colour_of(detail, schedule, days.near)
        if colour is not None and detail.row.asked is not None:
            task = detail.row.asked.row.task
            urged.setdefault(task.id if task else "", []).append(_row(detail, colour))
    tasks = {task.id: task for task in rollup.plan.tasks}
    return [
        _slip(number + at, tasks.get(task), tuple(rows), days)
        for at, (task, rows) in enumerate(_in_order(urged, tasks), 1)
    ]


def _in_order(urged: dict[str, list[SlipRow]], tasks: dict[str, Task]) -> Iterator[tuple[str, list[SlipRow]]]:
    yield from ((task, urged[task]) for task in ("", *tasks) if task in urged)


def _slip(number: int, task: Task | None, rows: tuple[SlipRow, ...], days: _Days) -> Slip:
    colours = [row.colour for row in rows]
    return Slip(
        number=number,
        colour=next(colour for colour in Colour if colour in colours),
        task_number=task.number if task else "",
        task=task.title if task else "总体目标",
        units=_units(task),
        due=days.due(rows),
        reply_by=days.as_of + timedelta(days=days.reply),
        rows=rows,
    )


def _units(task: Task | None) -> str:
    """The leading units, or all where the plan says of nobody that it leads."""
    if task is None:
        return ""
    return "、".join(task.units(Role.LEAD) or dict.fromkeys(duty.unit for duty in task.duties))


def _row(detail: Detail, colour: Colour) -> SlipRow:
    row = detail.row
    if row.asked is None:
        raise ValueError(row.id)
    return SlipRow(
        asked=row.indicator or row.measure,
        colour=colour,
        target=str(row.asked.target) if row.asked.target else row.target,
        actual=_actual(detail),
        status=str(row.status or row.raw.get("status", "")),
        light=detail.light,
        deadline=row.asked.deadline,
        source=_source(detail),
        problems="" if row.problems.strip() in BLANK_WORDS else row.problems,
    )


def _actual(detail: Detail) -> str:
    row = detail.row
    if row.actual is None:
        return row.raw.get("actual", "")
    unit = row.asked.target.unit if row.asked and row.asked.target else row.unit
    raw = row.raw.get("actual", "")
    return raw if raw in ("是", "否") else f"{plain(rounded(row.actual))}{unit}"


def _source(detail: Detail) -> str:
    """File, sheet and cell of the number, or of the status where none was reported."""
    row = detail.row
    place = row.at("actual") if row.raw.get("actual") or row.actual is not None else row.at("status")
    number = f"（登记号{detail.submission}）" if detail.submission else ""
    return f"{detail.file_name}{number} {place or ''}".strip()
