"""The invented 云岭市 with four counties, plans of a few indicators each, and what was accepted of several periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from taizhang.ledgers.lay_out import lay_out_ledger
from taizhang.model.ledger import Ledger, LedgerRow, SheetMap, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import (
    Answer,
    Comparator,
    Indicator,
    Jurisdiction,
    Measure,
    Plan,
    Settings,
    Span,
    Target,
    Task,
)
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import Verdict
from taizhang.rollups import Report, Rollup, consolidate
from taizhang.rollups.past import LookBack, Past

NAMES = ("清河县", "白石县", "青松县", "石桥县")
LINES = tuple(
    RosterLine(Reporter(f"99012{number}"), name, Level.COUNTY, "990100")
    for number, name in enumerate(NAMES, 1)
)
A, B, C, D = (line.reporter for line in LINES)
ROSTER = Roster(LINES)
_COLUMNS = {column.field: number for number, column in enumerate(ledger_columns(), 1)}
Cells = Mapping[str, object]  # by row id a number, 分子 and 分母, or fields by name


def asked(given: str, subject: str, target: str, unit: str = "个", **facts: object) -> Indicator:
    """An indicator whose words are its subject; the target with its sign in front, = where there is none."""
    sign = next((one for one in (">=", "<=", "~") if target.startswith(one)), "=")
    goal = Target(Comparator(sign), Decimal(target.removeprefix(sign)), unit)
    return Indicator(given, Span(0, len(subject), subject), subject, goal, **facts)  # type: ignore[arg-type]


def plan_of(
    *indicators: Indicator,
    year: int = 2022,
    settings: Settings | None = None,
    bare: str = "",
    given: str = "",
) -> Plan:
    """A plan of one task with a measure for each indicator, and one without where its sentence is given."""
    measures = [Measure(one.id.rpartition(".")[0], one.span, None, (one,)) for one in indicators]
    if bare:
        measures.append(Measure("T01.M99", Span(0, len(bare), bare)))
    title = Span(0, 4, "任务标题")
    task = Task("T01", "一", 1, (), "任务标题", title, title, tuple(measures))
    return Plan(
        id=given or f"yunling-{year}", title=f"云岭市{year}年重点工作任务", text="", text_sha256="", language="zh",
        jurisdiction=Jurisdiction("云岭市", Level.CITY, "990100"), year=year, tasks=(task,),
        settings=settings or Settings(),
    )  # fmt: skip


def report(
    plan: Plan, whose: Reporter, period: str, cells: Cells, *, number: int = 0, roster: Roster = ROSTER
) -> Report:
    """The accepted ledger of a county."""
    line = roster.line(whose)
    assert line is not None
    when = Period.parse(period)
    blank = lay_out_ledger(plan, line, when, roster=roster)
    file = f"{whose.code}{when}".encode().hex().rjust(64, "0")
    place = SheetMap(file, "任务台账", _COLUMNS)
    rows = tuple(
        _filled(row, cells.get(row.id, {}), place, position) for position, row in enumerate(blank.rows, 6)
    )
    ledger: Ledger = replace(blank, rows=rows, file=file)
    received = datetime(when.end.year, when.end.month, when.end.day, 9, tzinfo=UTC)
    submission = Submission(
        number or int(whose.code[-1]) + 10 * when.last_month, received, "", f"{line.name}{when}.xlsx", file, 1000,
        Verdict.ACCEPTED, plan.id, whose, when,
    )  # fmt: skip
    return Report(ledger, submission)


def _filled(row: LedgerRow, given: object, place: SheetMap, line: int) -> LedgerRow:
    """A bare number is 累计完成值, a pair 分子 and 分母, a word what stands there instead of a number."""
    if isinstance(given, tuple):
        given = {"numerator": Decimal(given[0]), "denominator": Decimal(given[1])}
    elif isinstance(given, str) and not given.replace(".", "").isdigit():
        given = {"raw": {"actual": given}}
    elif not isinstance(given, Mapping):
        given = {"actual": Decimal(str(given))}
    facts = dict(given)
    raw = {name: _raw(row, name, value) for name, value in facts.items() if name != "raw"}
    raw |= facts.pop("raw", {})
    return replace(row, **facts, raw=raw, sheet=place, line=line)


def _raw(row: LedgerRow, name: str, value: object) -> str:
    yes_no = row.answer is Answer.YES_NO and name == "actual"
    return ("是" if value == 1 else "否") if yes_no else str(value)


@dataclass
class Rounds:
    """What was accepted under one plan, period by period."""

    plan: Plan
    told: dict[str, dict[Reporter, Cells]] = field(default_factory=dict)
    roster: Roster = ROSTER

    def past(self, period: str) -> Past:
        reports = tuple(report(self.plan, whose, period, cells) for whose, cells in self.told[period].items())
        return Past(self.plan, self.roster, Period.parse(period), reports)

    def rollup(
        self,
        period: str,
        *,
        as_of: date | None = None,
        year_before: Rounds | None = None,
        compared: bool = True,
        **facts: object,
    ) -> Rollup:
        """The period's rollup with everything before it."""
        when = Period.parse(period)
        earlier = [self.past(one) for one in self.told if Period.parse(one) < when]
        a_year = [year_before.past(one) for one in year_before.told] if year_before else []
        return consolidate(
            self.plan, self.roster, when, self.past(period).reports if period in self.told else (),
            as_of=as_of or when.following.start.replace(day=12),
            back=LookBack(tuple(earlier), tuple(a_year)) if compared else None, **facts,
        )  # type: ignore[arg-type]  # fmt: skip
