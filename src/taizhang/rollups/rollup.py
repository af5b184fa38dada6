"""A Rollup is what a place says for a period: its figures, its tasks county by county, and where each came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.model.figure import Contribution, Figure, Light
from taizhang.model.finding import Finding
from taizhang.model.ledger import BLANK_WORDS, Ledger, LedgerRow
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.plan import Plan, Task
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import ReportingState
from taizhang.model.waiver import Waiver
from taizhang.model.words.status import Status
from taizhang.rollups.timeliness import ReporterState


@dataclass(frozen=True, slots=True)
class Report:
    """A ledger that counts, and the submission it came in."""

    ledger: Ledger
    submission: Submission
    findings: tuple[Finding, ...] = ()  # as the archive keeps them


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


@dataclass(frozen=True, slots=True)
class TaskState:
    """How one reporter stands in one task."""

    reporter: Reporter
    word: str  # the status that asks for most attention, or 未报, 退回未改, 待定, 零报告, 未填, —
    light: Light
    contributions: tuple[Contribution, ...]  # the cells that the word and the light were judged by
    adopted: tuple[str, ...]  # beside each contribution: the status it was taken for, "" for a number


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
        above = {one: group.line for group in self.groups for one in group.reporters}
        unlisted = {one: one.unit for figure in self.figures for one in figure.expected if one.unit}
        return unlisted | {
            line.reporter: f"{above[line.reporter].name} {line.name}"
            if self.layered and above[line.reporter] != line
            else line.name
            for line in self.lines
        }


NO_REPORT = ReportingState.MISSING.value
RETURNED = ReportingState.RETURNED.value
PENDING = ReportingState.PENDING.value
NOTHING_TO_REPORT = "零报告"
NOT_FILLED = "未填"
NOT_ASKED = "—"

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
