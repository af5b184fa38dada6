"""A Notice (通报) is what a place tells everyone of a period; each number in it knows its cell of the rollup workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from taizhang.model.figure import Light
from taizhang.model.verdict import ReportingState
from taizhang.rollups.stated import Stated


@dataclass(frozen=True, slots=True)
class Overall:
    """一、总体情况: tasks as a whole, tasks of each reporter, indicators."""

    tasks: Stated
    on_schedule: Stated  # tasks that are green with everyone who has a light
    on_schedule_share: Stated | None  # of all tasks
    behind: Stated  # tasks that are yellow with somebody and red with nobody
    red: Stated  # tasks that are red with somebody
    unjudged: Stated  # tasks that have no light at all
    lights: Stated  # 项次: one for each reporter in each task that has a light
    by_light: Mapping[Light, Stated]  # of these
    green_share: Stated | None
    indicators: Stated
    indicators_by_light: Mapping[Light, Stated]
    indicators_green_share: Stated | None  # of those with a light


@dataclass(frozen=True, slots=True)
class Reporting:
    """Who reported, and who did not."""

    expected: Stated
    reported: Stated
    by_state: Mapping[ReportingState, Stated]
    names: Mapping[ReportingState, tuple[str, ...]]
    on_time_rate: Stated | None
    missing_rate: Stated | None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One reporter, or one place over those who report through it, in the ranking and in 附件2."""

    name: str
    rank: Stated | None  # None for whoever is not ranked
    share: Stated | None  # None without any light
    by_light: Mapping[Light, Stated]
    unlit: Stated
    done: Stated
    overdue: Stated
    problems: Stated
    state: str  # of its report; "" for a place
    judged: Stated  # tasks with a light
    silent: Stated | None = None  # how many of a place's reporters sent nothing


@dataclass(frozen=True, slots=True)
class RedTask:
    """A task that somebody is red in."""

    number: str  # as printed in the plan
    title: str  # in full
    count: Stated
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator in 附件1."""

    row: str  # id
    task: str
    subject: str
    target: Stated
    value: Stated | None  # None without a number
    rate: Stated | None
    light: Light
    expected: Stated
    reported: Stated
    remark: str  # why there is no number; "" else


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One reporter in 附件3."""

    name: str
    state: str
    due: str
    received: str  # "" where nothing came
    days_late: Stated | None


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One reporter, or one place, in the annex of scores."""

    name: str
    rank: Stated | None  # None for whoever is not ranked
    earned: Stated | None  # points of the items; these and the total None where nothing is scored
    conversion: Stated | None
    deducted: Stated | None  # for late, missing and returned reports
    total: Stated | None
    subsidy: Stated | None  # the word that the result decides; None where nothing is linked to it
    remark: Stated | None


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """One annex of scores, from the first rank down."""

    title: str
    note: str  # full marks, and who is ranked
    linked: bool  # the settings link the result to a subsidy
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reporter says stands in the way, in its own words."""

    name: str  # the reporter's
    task: str
    asked: str  # the indicator or the measure
    words: Stated
    next_steps: str
    needs_leader: bool
    light: Light


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole paper, without its sentences: these stand in a Word template."""

    title: str
    addressees: tuple[str, ...]
    place: str
    plan_title: str
    doc_number: str
    issuer: str
    period: str  # 2022年第三季度
    as_of: date
    draft: bool  # the plan is a 征求意见稿
    least_judged: int  # whoever has fewer tasks with a light is not ranked
    yellow: str  # points behind schedule up to which a light is yellow
    overall: Overall
    reporting: Reporting
    places: tuple[PlaceLine, ...]  # the direct reporters, in the order of the workbook's ranking
    fillers: tuple[PlaceLine, ...]  # who fills in, where they report through those; () else
    red_tasks: tuple[RedTask, ...]
    indicators: tuple[IndicatorLine, ...]
    reports: tuple[ReportLine, ...]
    issues: Stated
    for_leader: Stated  # issues that ask for a leader
    problems: tuple[Problem, ...]  # those that ask for a leader first
    scores: ScoreTable | None  # of the direct reporters; None where the plan scores nothing
    filler_scores: ScoreTable | None  # of who fills in, where they report through those

    @property
    def numbers(self) -> tuple[Stated, ...]:
        """Every number and quote of the paper, each once, in the paper's order."""
        return tuple({one.mark: one for one in _stated(self)}.values())


def said_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What a reporter says of several rows of one task in the same words stands once."""
    said: dict[tuple[str, str, str], Problem] = {}
    for one in problems:
        said.setdefault((one.name, one.task, one.words.printed), one)
    return tuple(said.values())


def _stated(part: Any) -> Iterator[Stated]:
    """What is stated anywhere in a noun, in the order of its fields."""
    if isinstance(part, Stated):
        yield part
    elif isinstance(part, Mapping):
        for held in part.values():
            yield from _stated(held)
    elif isinstance(part, tuple):
        for held in part:
            yield from _stated(held)
    elif is_dataclass(part):
        for one in fields(part):
            yield from _stated(getattr(part, one.name))
