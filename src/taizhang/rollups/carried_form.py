"""The shape of what a rollup workbook carries: it comes from outside, so nothing is taken that is not of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from taizhang.model.clearing import Claim, ClearingStep
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import ReportingState, Verdict
from taizhang.model.waiver import Waiver, Withdrawal
from taizhang.model.words.status import Clearing, Status
from taizhang.rollups.clearing_items import ClearingItem, Event

_Period = Annotated[Period, BeforeValidator(Period.parse)]
_Reporter = Annotated[Reporter, BeforeValidator(Reporter.parse)]
_Count = Annotated[int, Field(ge=0)]
_Row = tuple[_Count, _Count, list[str | None], _Count, dict[str, str], dict[str, str]]
_OddRow = tuple[
    _Count, _Count, list[str | None], _Count, dict[str, str], dict[str, str],
    tuple[list[str], dict[str, str], str],  # merged cells, and an id that is another row's
]  # fmt: skip


class _Form(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class CarriedHead(_Form):
    """What the rollup is of."""

    form: Literal[1]
    plan: str
    period: _Period
    as_of: date
    place: tuple[str, str, Level, str]  # code, name, level, parent

    @property
    def region(self) -> Region:
        return Region(*self.place)


class CarriedSubmission(_Form):
    """A line of the lower office's register."""

    number: _Count
    received: AwareDatetime
    file_name: str
    sha256: str
    size: _Count
    verdict: Verdict
    plan: str
    reporter: _Reporter | None
    period: _Period | None

    @property
    def noun(self) -> Submission:
        return Submission(sender="", **dict(self))


class CarriedStanding(_Form):
    """How a reporter stands, and its line of the roster."""

    line: tuple[str, Level, str, str]  # name, level, whom it reports to, leader
    state: ReportingState
    submission: CarriedSubmission | None
    first: CarriedSubmission | None


class CarriedPlan(_Form):
    """The plan as it was in force, as a plan file has it."""

    plan: str


class CarriedWithdrawal(_Form):
    """That a waiver was taken back."""

    who: str
    why: str
    on: date


class CarriedWaiver(_Form):
    """A waiver that the lower office gave."""

    code: str
    reporter: _Reporter
    period: _Period
    row: str
    who: str
    why: str
    until: date
    number: _Count
    withdrawal: CarriedWithdrawal | None

    @property
    def noun(self) -> Waiver:
        taken_back = Withdrawal(**dict(self.withdrawal)) if self.withdrawal else None
        return Waiver(**{**dict(self), "withdrawal": taken_back})


class CarriedReport(_Form):
    """A ledger that counted: its findings and its record, each as the archive keeps it."""

    submission: CarriedSubmission
    findings: str
    ledger: str
    overdue: list[str] = []  # rows that stood unfinished when their deadline was over


class CarriedPast(_Form):
    """The plan of an earlier period as it was in force then, and who reported under it."""

    plan: str
    period: _Period
    lines: list[tuple[_Reporter, str, Level, str, str]]

    @property
    def roster(self) -> Roster:
        return Roster(
            tuple(
                RosterLine(reporter, name, level, reports_to, leader=leader)
                for reporter, name, level, reports_to, leader in self.lines
            )
        )


class CarriedPeriod(_Form):
    """How everybody stood in a period of the year."""

    due: date
    states: list[tuple[_Reporter, CarriedStanding]]
    returned: list[CarriedSubmission]


class CarriedClaim(_Form):
    """What a ledger says of a row's clearing."""

    period: _Period
    submission: _Count
    file_name: str
    received: AwareDatetime
    clearing: Clearing | None
    status: Status | None
    evidence: str
    place: tuple[str, str, _Count, _Count]
    raw: str

    def noun(self, reporter: Reporter, row: str) -> Claim:
        return Claim(reporter, row, **{**dict(self), "place": Place(*self.place)})


class CarriedStep(_Form):
    """A step of clearing that the lower office wrote down."""

    state: Clearing
    evidence: str
    who: str
    why: str
    at: AwareDatetime

    def noun(self, plan: str, reporter: Reporter, row: str) -> ClearingStep:
        return ClearingStep(plan, reporter, row, **dict(self))


class CarriedEvent(_Form):
    """One of the two."""

    claim: CarriedClaim | None = None
    step: CarriedStep | None = None

    def noun(self, plan: str, reporter: Reporter, row: str) -> Event:
        if self.claim is not None and self.step is None:
            return self.claim.noun(reporter, row)
        if self.step is not None and self.claim is None:
            return self.step.noun(plan, reporter, row)
        raise ValueError(row)


class CarriedItem(_Form):
    """A row's clearing from the beginning."""

    row: str
    history: list[CarriedEvent]

    def noun(self, plan: str, reporter: Reporter) -> ClearingItem:
        item = ClearingItem(reporter, self.row)
        for event in self.history:
            item = item.after(event.noun(plan, reporter, self.row))
        return item


class RecordShape(_Form):
    """As much of a ledger's record as becomes its rows."""

    model_config = ConfigDict(strict=True, extra="ignore")

    head: list[str]
    file: str
    name: str
    zero: bool
    fields: list[str]
    sheets: list[tuple[str, str, dict[str, _Count]]]
    rows: list[_Row | _OddRow]
    left: list[Any] = Field(max_length=0)


class ArrivedShape(_Form):
    """What a worker found out about a rollup workbook, and the register keeps."""

    rollup: Literal[1]
    plan: str
    title: str
    place: tuple[str, str, Level, str] | None
    period: _Period | None
    ledgers: _Count
    missing: list[str]
    differences: list[str]
    altered: str
    standings: list[tuple[str, str]]
    upper_plan: str
