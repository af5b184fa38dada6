"""A Rollup is what a place says for a period: its figures, its tasks county by county, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from taizhang.model.figure import Contribution, Figure, Light
from taizhang.model.finding import Finding
from taizhang.model.ledger import BLANK_WORDS, Ledger, LedgerRow
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.plan import Method, Plan, Task
from taizhang.model.quantity import rounded
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import ReportingState
from taizhang.model.waiver import Waiver
from taizhang.model.words.status import Status
from taizhang.rollups.clearings import ClearingLine, Owed
from taizhang.rollups.joined_plans import Joining
from taizhang.rollups.period_standings import PeriodStandings
from taizhang.rollups.timeliness import ReporterState

if TYPE_CHECKING:
    from taizhang.rollups.past import Past


@dataclass(frozen=True, slots=True)
class Report:
    """A ledger that counts, and the submission it came in."""

    ledger: Ledger
    submission: Submission
    findings: tuple[Finding, ...] = ()  # as the archive keeps them
    overdue_before: frozenset[str] = frozenset()  # rows that stood unfinished when their deadline was over


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that need not be mended: waived by the office, or explained by the filler; or a waiver not yet used."""

    reporter: Reporter
    code: str  # of the rule
    says: str  # what was found; "" for a waiver that no ledger needed
    why: str
    row: str = ""  # id; "" where the whole ledger is meant
    task: str = ""
    asked: str = ""  # the row's indicator, or its measure
    place: Place | None = None
    waiver: Waiver | None = None  # who, until when; None for 属实说明
    submission: int = 0  # register number; 0 where there is none


@dataclass(frozen=True, slots=True)
class Detail:
    """One row of one ledger, with the submission it came in."""

    reporter: Reporter
    name: str  # the reporter's
    submission: int  # register number; 0 outside an archive
    file_name: str
    file: str  # sha256
    row: LedgerRow
    rate: Decimal | None  # in % of the reporter's own target; None without one
    light: Light
    own: str = ""  # the status that number and schedule tell, a word of 完成状态; "" where they tell none
    late: bool = False  # it was finished only after its deadline


@dataclass(frozen=True, slots=True)
class TaskState:
    """How one reporter stands in one task."""

    reporter: Reporter
    word: str  # the status that asks for most attention, or 未报, 退回未改, 待定, 零报告, 未填, —
    light: Light
    contributions: tuple[Contribution, ...]  # the cells that the word and the light were judged by
    adopted: tuple[str, ...]  # beside each contribution: the status it was taken for, "" for a number
    late: bool = False  # a row of it was finished only after its deadline


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task across all reporters."""

    id: str
    number: str  # as printed
    title: str
    task: Task | None  # None for the document's goals
    states: tuple[TaskState, ...]  # one per reporter, in the rollup's order


@dataclass(frozen=True, slots=True)
class Group:
    """A direct reporter of the place, and everyone who reports through it."""

    line: RosterLine
    reporters: tuple[Reporter, ...]


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """The figures of one direct reporter, over those who fill in below it."""

    line: RosterLine
    reporters: tuple[Reporter, ...]
    figures: tuple[Figure, ...]  # one for each of the rollup's, in its order


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """What a place says itself of an indicator, beside what those below it come to."""

    place: RosterLine
    row: str  # id of the indicator
    said: Contribution
    below: Figure

    @property
    def difference(self) -> Decimal | None:
        """How much more the place says than those below it; None where either has no number."""
        if self.said.value is None or self.below.value is None:
            return None
        return self.said.value - self.below.value

    @property
    def agrees(self) -> bool:
        """Whether both are one number, to as many decimals as the place wrote."""
        if self.said.value is None or self.below.value is None:
            return False
        written = self.said.value.as_tuple().exponent
        digits = -written if isinstance(written, int) and written < 0 else 0
        whole = self.below.method is not Method.RATIO_OF_SUMS
        return self.difference == 0 if whole else rounded(self.below.value, digits) == self.said.value


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figures of an earlier period that a rollup's are held against."""

    period: Period
    plan: str  # title
    figures: Mapping[str, Figure]  # by the id of the figure that each is held against
    unknown: Mapping[str, str]  # by the other ids: why there is nothing to hold against, one clause
    names: Mapping[Reporter, str] = field(default_factory=dict)
    filed: frozenset[Reporter] = frozenset()  # whose ledger was accepted then


@dataclass(frozen=True, slots=True)
class Rollup:
    """One place, one period, one plan."""

    place: Region
    period: Period
    as_of: date
    plan: Plan
    lines: tuple[RosterLine, ...]  # everyone who fills in a ledger, in the roster's order
    groups: tuple[Group, ...]
    figures: tuple[Figure, ...]
    tasks: tuple[TaskLine, ...]
    details: tuple[Detail, ...]
    standings: tuple[ReporterState, ...]
    strangers: tuple[str, ...] = ()  # names of reporters that no line of the roster knows; not counted
    acceptances: tuple[Acceptance, ...] = ()  # 豁免 before 属实说明, each in the roster's order
    spoken_for: tuple[str, ...] = ()  # names of places that sent a ledger beside their counties'; not counted
    reports: tuple[Report, ...] = ()  # what it was made of, in the order of their reporters
    below: tuple[
        PlaceFigures, ...
    ] = ()  # the direct reporters' own figures, where others report through them
    own: tuple[OwnNumber, ...] = ()  # what such places say themselves
    belonging: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # by a place's code: who is counted where
    joinings: tuple[Joining, ...] = ()  # the lower plans whose ledgers answer this one
    remarks: tuple[str, ...] = ()  # what was noticed where several sources were put together
    before: tuple[Past, ...] = ()  # earlier periods, with what is added up or held against of their ledgers
    last: Earlier | None = None  # the period before
    year_before: Earlier | None = None  # the same period a year ago
    periods: tuple[
        PeriodStandings, ...
    ] = ()  # of the year up to this one, the oldest first; () where nobody told
    clearings: tuple[ClearingLine, ...] = ()  # every row whose clearing was spoken of, what waits first
    owed: tuple[Owed, ...] = ()  # how many rows each reporter has to be cleared, in the roster's order

    @property
    def issues(self) -> tuple[Detail, ...]:
        """The rows that name a problem or ask for a leader (问题清单)."""
        return tuple(detail for detail in self.details if raises_issue(detail.row))

    def figure(self, row: str) -> Figure | None:
        return next((figure for figure in self.figures if figure.row == row), None)

    @property
    def absent(self) -> tuple[str, ...]:
        """The names of those whose ledger stands in no figure, in the roster's order."""
        names, filed = self.names(), {detail.reporter for detail in self.details}
        return tuple(names[line.reporter] for line in self.lines if line.reporter not in filed)

    @property
    def layered(self) -> bool:
        """Somebody reports through a place in between, as a county through its city."""
        return any(group.reporters != (group.line.reporter,) for group in self.groups)

    def names(self) -> dict[Reporter, str]:
        """What to call each reporter: behind its city's name where there are several cities."""
        between = {place.line.reporter: place.line.name for place in self.below}
        return between | called(self.lines, self.groups, self.figures)


def called(
    lines: Sequence[RosterLine], groups: Sequence[Group], figures: Sequence[Figure]
) -> dict[Reporter, str]:
    """What to call each reporter: behind its city's name where there are several cities."""
    above = {one: group.line for group in groups for one in group.reporters}
    layered = any(group.reporters != (group.line.reporter,) for group in groups)
    unlisted = {one: one.unit for figure in figures for one in figure.expected if one.unit}
    return unlisted | {
        line.reporter: f"{above[line.reporter].name} {line.name}"
        if layered and above[line.reporter] != line
        else line.name
        for line in lines
    }


NO_REPORT = ReportingState.MISSING.value
RETURNED = ReportingState.RETURNED.value
PENDING = ReportingState.PENDING.value
NOTHING_TO_REPORT = "零报告"
NOT_FILLED = "未填"
NOT_ASKED = "—"
NOT_JOINED = "计划未对上"  # the plan that the reporter answers does not ask for it

FINISHED = (Status.DONE.value, Status.EXCEEDED.value)
# From what asks for most attention to what asks for least; a task shows the first that occurs in its rows.
STATE_WORDS: tuple[str, ...] = (
    Status.OVERDUE.value,
    Status.BEHIND.value,
    Status.NOT_STARTED.value,
    NOT_FILLED,
    NO_REPORT,
    RETURNED,
    PENDING,
    NOTHING_TO_REPORT,
    Status.ON_SCHEDULE.value,
    Status.DONE.value,
    Status.EXCEEDED.value,
    Status.NOT_APPLICABLE.value,
    NOT_ASKED,
)


def absence(standing: ReporterState | None) -> str:
    """Why a reporter stands in no figure: 未报, 退回未改 or 待定."""
    open_states = (ReportingState.RETURNED, ReportingState.PENDING)
    return standing.state.value if standing and standing.state in open_states else NO_REPORT


def asks_leader(row: LedgerRow) -> bool:
    """是否需领导协调 is 是."""
    return row.needs_leader.strip() == "是"


def raises_issue(row: LedgerRow) -> bool:
    """It names a problem, or asks for a leader."""
    return asks_leader(row) or row.problems.strip() not in BLANK_WORDS
