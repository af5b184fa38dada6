"""A Plan (重点工作任务) as data: tasks, measures, indicators, duties and deadlines, each tied to its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from taizhang.model.form_head import FormHead
from taizhang.model.grid import plain
from taizhang.model.holidays import Arrangement, HolidayRule
from taizhang.model.light import Lights as Lights
from taizhang.model.pace import Pace, Timing
from taizhang.model.plan_change import Amendment, Correction, Split
from taizhang.model.region import NATION, Level
from taizhang.model.scoring import Scoring
from taizhang.model.words.blanks import WITHOUT_INVISIBLE
from taizhang.model.words.page_numbers import PAGE_NUMBER
from taizhang.model.words.units import whole_of


class Role(StrEnum):
    """A unit's part in a task, decided by the words of the document only."""

    LEAD = "lead"
    JOINT = "joint"
    BY_DUTY = "by_duty"
    SUPPORT = "support"

    @property
    def word(self) -> str:
        return {"lead": "牵头", "joint": "分别负责", "by_duty": "按职责分工负责", "support": "配合"}[
            self.value
        ]


class Comparator(StrEnum):
    """How a reported number is held against the target."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    EQUAL = "="
    ABOUT = "~"
    RANGE = "range"
    ALL = "all"
    ONE_EACH = "at_least_one_each"

    @property
    def sign(self) -> str:
        """How the comparator is printed before a target value."""
        return {">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "~": "约"}.get(self.value, "")

    @property
    def is_upper_limit(self) -> bool:
        """Whether the number must stay low: it is kept from the first day, and has no share of the way."""
        return self in (Comparator.AT_MOST, Comparator.BELOW)


class Scope(StrEnum):
    """Whose number the target is (MODEL: what an indicator is)."""

    EACH_PLACE = "each_place"
    TOTAL = "total"
    NAMED = "named"
    SHARE_OF_PLACES = "share_of_places"
    INSTITUTIONS = "institutions"


class Kind(StrEnum):
    """What sort of answer an indicator wants."""

    COUNT = "count"
    RATIO = "ratio"
    LEVEL = "level"
    YES_NO = "yes-no"
    DOCUMENT = "document"


class Method(StrEnum):
    """How the reported values of many places become one figure."""

    SUM = "sum"
    RATIO_OF_SUMS = "ratio"  # Σ numerator / Σ denominator
    COUNT_MEETING = "count_meeting"  # how many places meet the target
    SHARE_MEETING = "share_meeting"  # places that meet it / places on the roster
    LAST = "last"
    MAX = "max"
    MIN = "min"
    MEAN = "mean"  # of the places' values; never of shares, and only where the plan says so
    WEIGHTED = "weighted"  # Σ value × weight / Σ weight, the weight being another indicator of the same place
    ALL_OF = "all_of"  # whether every place meets the target


class Over(StrEnum):
    """How a reporter's values of many periods become one."""

    LAST = "last"  # they are cumulative: the newest holds all
    SUM = "sum"  # 本期数: each is of its own period
    MAX = "max"
    MIN = "min"
    MEAN = "mean"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"  # inside a range


class Precision(StrEnum):
    """How finely the text states a time."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PERIOD = "period"
    RECURRING = "recurring"


class Answer(StrEnum):
    """What a county writes for a row."""

    NUMBER = "number"
    RATIO = "ratio"  # numerator, denominator and the ratio in the target's unit
    YES_NO = "yes-no"
    STATUS = "status"  # no number: status and text only


_LATIN, _HAN = re.compile("[A-Za-z]"), re.compile("[\u2e80-\u2fff\u3041-\u9fff]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the stored text: `text[start:end] == quote`, white space as printed."""

    start: int
    end: int
    quote: str

    @property
    def words(self) -> str:
        """The quote without what page breaks left inside words, seen or not; Latin words stay apart."""
        apart = _LATIN.search(self.quote) and not _HAN.search(self.quote)
        return (" " if apart else "").join(
            PAGE_NUMBER.sub("", self.quote).translate(WITHOUT_INVISIBLE).split()
        )


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit's part in a task, from one responsibility clause."""

    unit: str  # full name
    role: Role
    clause: int  # index into Task.clauses, from 0
    span: Span  # the name as printed
    generic: bool = False  # 其他有关部门, 各成员单位 …: a real entry, but nobody's name
    redacted: bool = False
    canonical: str = ""  # the Chinese office, where the text is in another language
    inferred: tuple[str, ...] = ()  # names of the fields above that the text does not state


@dataclass(frozen=True, slots=True)
class Deadline:
    """A stated time and the last day it allows; recurring times have no single day."""

    span: Span
    day: date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Target:
    """The number to be reached."""

    comparator: Comparator
    value: Decimal
    unit: str
    value_max: Decimal | None = None  # upper end of a range

    def __str__(self) -> str:
        if self.value_max is not None:
            return f"{plain(self.value)}-{plain(self.value_max)}{self.unit}"
        if self.unit == "比":
            return f"{self.comparator.sign}1:{plain(self.value)}"
        return f"{self.comparator.sign}{plain(self.value)}{self.unit}"

    def reached_by(self, actual: Decimal) -> bool | None:
        """Whether the number satisfies the target; None for 约, which nobody can decide."""
        match self.comparator:
            case Comparator.AT_LEAST | Comparator.EQUAL | Comparator.ALL | Comparator.ONE_EACH:
                return actual >= self.value
            case Comparator.ABOVE:
                return actual > self.value
            case Comparator.AT_MOST:
                return actual <= self.value
            case Comparator.BELOW:
                return actual < self.value
            case Comparator.RANGE:
                return self.value <= actual <= (self.value_max if self.value_max is not None else self.value)
            case _:
                return None

    def share_of_way(self, actual: Decimal) -> Fraction | None:
        """How much of the target the number has reached, 1 for all; None under an upper limit or where the target is 0."""
        if self.comparator.is_upper_limit or self.value <= 0:
            return None
        return Fraction(actual) / Fraction(self.value)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A target somebody could check, with how it is asked and rolled up."""

    id: str  # T03.M02.I1; T03.M00.I1 stands in the title, G01.I1 in the goals
    span: Span
    subject: str  # what is counted or measured
    target: Target
    scope: Scope = Scope.TOTAL
    kind: Kind = Kind.COUNT
    method: Method = Method.SUM
    direction: Direction = Direction.HIGHER
    deadline: date | None = None  # only when a time word governs it in its sentence
    names: tuple[str, ...] = ()  # the places named in front of a count
    per: str = ""  # 每个县(市、区): what the target holds for
    coverage: str = ""  # "all" for 全部三级医院
    source: str = ""  # "" for the counties; else the one unit that reports it
    answered_by: str = ""  # id of the indicator whose row answers this one too
    aspirational: bool = False  # 力争, 争取
    approximate: bool = False  # 基本实现
    in_principle: bool = False  # 原则上
    redacted: bool = False
    names_scheme: bool = False  # a count that only names a scheme (17项专项行动): never a row
    inferred: tuple[str, ...] = ()  # names of the fields above that the text does not state
    numerator: str = ""  # what over what, for a ratio; "" where the words do not tell
    denominator: str = ""
    stated: Span | None = None  # where the target's own words stand (60%以上); None where a person gave it
    over: Over | None = None  # how the periods' values become one; None where they are cumulative
    weight_of: str = ""  # id of the indicator whose number is the weight of a reporter's own

    @property
    def of_period(self) -> bool:
        """Whether each period's number is of that period alone (本期数), and not cumulative."""
        return self.over not in (None, Over.LAST)

    @property
    def row(self) -> str:
        """The id of the ledger row that answers it."""
        return self.answered_by or self.id

    @property
    def whole(self) -> Decimal | None:
        """By how much numerator ÷ denominator is multiplied to be in the target's unit; None where it is no ratio."""
        return whole_of(self.target.unit, self.per)

    @property
    def rolled_up_in(self) -> str:
        """The unit of the number that many places' answers become."""
        match self.method:
            case Method.COUNT_MEETING:
                return "个"
            case Method.SHARE_MEETING:
                return "%"
            case Method.ALL_OF:
                return ""
            case Method.RATIO_OF_SUMS if self.whole is None:
                return "%"
            case _:
                return self.target.unit

    @property
    def answer(self) -> Answer:
        """What a county writes: counts of places are asked as 是/否, shares of institutions in parts."""
        if self.scope is Scope.SHARE_OF_PLACES or self.kind in (Kind.YES_NO, Kind.DOCUMENT):
            return Answer.YES_NO
        if self.kind is Kind.RATIO or self.scope is Scope.INSTITUTIONS:
            return Answer.RATIO
        return Answer.NUMBER


@dataclass(frozen=True, slots=True)
class Measure:
    """One sentence of a task after its title (举措)."""

    id: str  # T03.M02
    span: Span
    clause: int | None = None  # index of the responsibility clause that closes its paragraph
    indicators: tuple[Indicator, ...] = ()

    @property
    def text(self) -> str:
        return self.span.words


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered item that somebody answers for."""

    id: str  # T03
    number: str  # as printed, without its separator
    ordinal: int  # 1, 2, 3 … through the document
    section: tuple[str, ...]  # heading path, outermost first
    title: str
    span: Span  # the whole item
    title_span: Span
    measures: tuple[Measure, ...] = ()
    title_indicators: tuple[Indicator, ...] = ()
    clauses: tuple[Span, ...] = ()  # each responsibility bracket, in order
    duties: tuple[Duty, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    open_ended: bool = False  # 等 at the end of a list

    def units(self, role: Role) -> tuple[str, ...]:
        """The units with this role, each once, in the order of the text."""
        return tuple(dict.fromkeys(duty.unit for duty in self.duties if duty.role is role))


@dataclass(frozen=True, slots=True)
class Goal:
    """A sentence of the document's opening that holds a number or a time of its own."""

    id: str  # G01
    span: Span
    indicators: tuple[Indicator, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often somebody reports to somebody."""

    span: Span
    every: str  # monthly, quarterly, half-yearly, annual
    kind: str = "report"  # report, or assessment
    by: str = ""
    to: str = ""
    task: int | None = None  # ordinal of the task it stands in


@dataclass(frozen=True, slots=True)
class DefaultDuty:
    """Units that answer for every later task and are not listed again (不再列出)."""

    span: Span
    units: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class RoleRule:
    """A rule on roles that the document states once, as 逗号前为牵头单位."""

    span: Span
    rule: str  # comma-before-is-lead, first-is-lead


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Whose plan it is; the code is "" until the place has been looked up."""

    name: str
    level: Level
    code: str = ""
    canonical: str = ""  # the Chinese name, where the text is in another language


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Two readings that change a number, a unit, a scope or a date; a person decides."""

    id: str  # of the task, measure or indicator
    field: str
    span: Span
    candidates: tuple[str, ...]
    why: str  # one Chinese sentence


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office may set beside the text (计划设置)."""

    starts_on: date | None = None  # 起算日; None means 1 January of the plan's year
    due_days: int = 5  # a report is due so many days after the period's end (次月5日)
    holidays: HolidayRule = HolidayRule.NONE  # which days move that day; `due_day` says the day itself
    days_off: tuple[Arrangement, ...] = ()  # the office's own, laid over the shipped table
    lights: Lights = field(default_factory=Lights)
    form: FormHead = field(default_factory=FormHead)
    pace: Pace = Pace.MONTH  # 序时方式 of whatever has none of its own
    timings: tuple[Timing, ...] = ()  # by id
    scoring: Scoring | None = None  # 评分设置; None where nothing is scored


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row that the plan asks for: an indicator, or a measure without one."""

    id: str
    task: Task | None  # None for a goal of the document
    measure: Measure | None  # None for an indicator of a title or a goal
    indicator: Indicator | None
    leads: bool  # True on the first row of its measure, where the text columns are asked

    @property
    def heading(self) -> str:
        return self.task.title if self.task else "总体目标"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan document, compiled."""

    id: str  # stable: from place, year and title
    title: str
    text: str  # the decoded text, as read
    text_sha256: str
    language: str  # zh or en
    jurisdiction: Jurisdiction
    year: int
    issuer: str = ""
    doc_number: str = ""
    issued_on: date | None = None
    status: str = "issued"  # issued, or draft for a 征求意见稿
    goals: tuple[Goal, ...] = ()
    tasks: tuple[Task, ...] = ()
    default_duty: DefaultDuty | None = None
    role_rule: RoleRule | None = None
    cadences: tuple[Cadence, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    retired: tuple[
        str, ...
    ] = ()  # ids that were given once and are asked no more; a measure's holds for its indicators
    settings: Settings = field(default_factory=Settings)
    splits: tuple[Split, ...] = ()  # 任务分解: totals divided among the reporters
    review: tuple[
        Correction, ...
    ] = ()  # what persons corrected in the reading; the fields above have it already
    amendments: tuple[Amendment, ...] = ()  # by their first day; plans.in_force applies them

    @property
    def place_code(self) -> str:
        """The code of the plan's place; "" where nobody has looked it up."""
        country = self.jurisdiction.level is Level.NATION
        return self.jurisdiction.code or (NATION if country else "")

    @property
    def starts_on(self) -> date:
        """The day from which cumulative values count."""
        return self.settings.starts_on or date(self.year, 1, 1)

    @property
    def ends_on(self) -> date:
        """The deadline of whatever states none."""
        return date(self.year, 12, 31)

    def share_of(self, row: str, reporter: str) -> Decimal | None:
        """What the reporter has to contribute to a total that was split; None where nothing was entered."""
        parts = next((split.parts for split in self.splits if split.id == row), ())
        return next((share for key, share in parts if key == reporter), None)

    def gone(self) -> frozenset[str]:
        """Every id that is asked no more: retired itself, or below a measure that is."""
        retired = frozenset(self.retired)
        below = (
            indicator.id
            for task in self.tasks
            for measure in task.measures
            if measure.id in retired
            for indicator in measure.indicators
        )
        return retired.union(below) if retired else retired

    def indicators(self) -> Iterator[Indicator]:
        """Every indicator, in the order of the text."""
        for goal in self.goals:
            yield from goal.indicators
        for task in self.tasks:
            yield from task.title_indicators
            for measure in task.measures:
                yield from measure.indicators

    def rows(self) -> Iterator[PlanRow]:
        """Every row that a full ledger has, in the order of the text (MODEL: what a row is)."""
        gone = self.gone()
        for goal in self.goals:
            yield from _indicator_rows(None, None, goal.indicators, gone)
        for task in self.tasks:
            yield from _indicator_rows(task, None, task.title_indicators, gone)
            for measure in task.measures:
                if measure.id not in gone:
                    rows = tuple(_indicator_rows(task, measure, measure.indicators, gone))
                    yield from rows or (PlanRow(measure.id, task, measure, None, leads=True),)


def _indicator_rows(
    task: Task | None, measure: Measure | None, indicators: tuple[Indicator, ...], gone: frozenset[str]
) -> Iterator[PlanRow]:
    """A row per indicator that has an answer of its own; the first leads."""
    asked = (
        one for one in indicators if one.id not in gone and not one.names_scheme and not _answered(one, gone)
    )
    for position, indicator in enumerate(asked):
        yield PlanRow(indicator.id, task, measure, indicator, leads=position == 0)


def _answered(indicator: Indicator, gone: frozenset[str]) -> bool:
    """Whether another row answers it; one that is asked no more answers nothing."""
    return bool(indicator.answered_by) and indicator.answered_by not in gone
