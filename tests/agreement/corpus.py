"""Ledgers filled in by chance: plans with every kind of target, and clerks who write whatever clerks write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from accepted import only_record
from clients.jobs import Change, Put, RowDeleted, RowInserted, Typed

from taizhang.books import LedgerPress
from taizhang.desk.compile import compile_document
from taizhang.desk.context import Context
from taizhang.desk.issue import layout_of, press_of
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers import LastPeriod, carry_forward, change_lines
from taizhang.ledgers.draw_row import draw_row, row_entries
from taizhang.ledgers.open_words import first_words
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of, foot_cells_of
from taizhang.model.grid import Formula, plain
from taizhang.model.ledger import Ledger, LedgerRow, ledger_columns
from taizhang.model.live_check import SheetChecks
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Comparator, Direction, Indicator, Plan, Scope, Target
from taizhang.model.reporter import Roster, RosterLine
from taizhang.model.words.status import STATUS_ALIASES, Clearing, Status
from taizhang.model.words.units import whole_of

PERIODS = ("2022Q3", "2022Q4")
PLANS = 6
_FAILURE = Formula("1/0")

Word = str | Decimal | Formula


@dataclass(frozen=True)
class Case:
    """One ledger as it goes out, what the clerk types into it, and what it is checked against."""

    seed: int
    blank: bytes
    ledger: Ledger
    typed: Mapping[tuple[int, int], Word]  # by (row, column) of the table
    changes: tuple[Change, ...]  # what is done to the rows then
    context: Context


def cases(count: int, document: Path, roster_file: Path) -> Iterator[Case]:
    """The first so many cases; each depends on its number alone."""
    offices = [_Office.of(number, document, roster_file) for number in range(min(count, PLANS))]
    for seed in range(count):
        yield offices[seed % len(offices)].case(seed)


@dataclass(frozen=True)
class _Office:
    """A plan of its own kind, and what stamps its ledgers."""

    plan: Plan
    roster: Roster
    press: LedgerPress

    @classmethod
    def of(cls, number: int, document: Path, roster_file: Path) -> _Office:
        plan = _varied(compile_document(document), Random(f"plan {number}"))
        return cls(plan, roster_of(plan, roster_file), press_of(plan))

    def case(self, seed: int) -> Case:
        random = Random(f"ledger {seed}")
        line = random.choice(direct_reporters(self.plan, self.roster))
        period = Period.parse(random.choice(PERIODS))
        last = self._last_period(line, period.previous, random)
        ledger = carry_forward(layout_of(self.plan, period, self.roster).ledger(line), last)
        context = Context({self.plan.id: self.plan}, {self.plan.id: self.roster})
        if last and last.accepted:
            context.record_of = only_record(last.accepted)
        blank = self.press.stamp(ledger, line, change_lines(ledger, last))
        typed = dict(_clerk(ledger, self.plan, line, random))
        return Case(seed, blank, ledger, typed, tuple(_rows_moved(ledger, typed, random)), context)

    def _last_period(self, line: RosterLine, period: Period, random: Random) -> LastPeriod | None:
        """In every other case there is a last period, with numbers to which this one's may be smaller."""
        if random.random() < 0.5:
            return None
        asked = layout_of(self.plan, period, self.roster).ledger(line)
        rows = (
            replace(row, actual=Decimal(random.randint(1, 120))) if row.answer is Answer.NUMBER else row
            for row in asked.rows
        )
        return LastPeriod(asked, replace(asked, rows=tuple(rows)))


def _varied(plan: Plan, random: Random) -> Plan:
    """The plan with its targets held in other ways, most of them by each place."""

    def vary(one: Indicator) -> Indicator:
        if one.answer is Answer.YES_NO:
            return one
        comparator = random.choice(list(Comparator))
        value = one.target.value + random.choice((Decimal(0), Decimal("0.5"), Decimal("0.25")))
        wider = value + 5 if comparator is Comparator.RANGE else None
        upper = comparator in (Comparator.AT_MOST, Comparator.BELOW)
        return replace(
            one,
            target=replace(one.target, comparator=comparator, value=value, value_max=wider),
            scope=Scope.EACH_PLACE if random.random() < 0.8 and one.scope is Scope.TOTAL else one.scope,
            direction=Direction.LOWER if upper else Direction.HIGHER,
        )

    tasks = (
        replace(
            task,
            measures=tuple(
                replace(measure, indicators=tuple(map(vary, measure.indicators))) for measure in task.measures
            ),
        )
        for task in plan.tasks
    )
    return replace(plan, tasks=tuple(tasks))


def _clerk(
    ledger: Ledger, plan: Plan, line: RosterLine, random: Random
) -> Iterator[tuple[tuple[int, int], Word]]:
    """Every cell that is asked, filled in well, badly or not at all; a careful clerk makes few mistakes."""
    care = random.choice((0.0, 0.5, 0.9, 0.97))
    words = first_words(ledger, plan, line)
    for number, row in enumerate(ledger.rows, FIRST_ROW):
        asked = {at for at, entry in row_entries(row, words).items() if entry.asked}
        written = _answers(row, random, care)
        for column in ledger_columns():
            at = column_of(column.field)
            word = written.get(column.field, "")
            if at in asked and word != "":
                yield (number, at), word
    if random.random() < 0.1:
        last_row = FIRST_ROW + len(ledger.rows) - 1
        yield foot_cells_of(last_row)["nothing_to_report"], "是"


def _rows_moved(ledger: Ledger, typed: Mapping[tuple[int, int], Word], random: Random) -> Iterator[Change]:
    """In every sixth ledger a row is deleted, in every sixth one is copied; not the first or last one of the table."""
    alone = [
        number
        for number, row in enumerate(ledger.rows[:-1], FIRST_ROW)
        if number > FIRST_ROW and row.asked and row.asked.row.indicator is None
    ]
    number, fate = random.choice(alone), random.randrange(6)
    if fate == 0:
        yield RowDeleted(TABLE, number)
    elif fate == 1:
        yield RowInserted(TABLE, number + 1)
        given = {
            at: str(value)
            for at, value in draw_row(number, ledger.rows[number - FIRST_ROW], SheetChecks()).items()
        }
        own = {at: word for (row, at), word in typed.items() if row == number}
        for at, word in {**given, **own}.items():
            yield _put(number + 1, at, word)


def _put(row: int, at: int, word: Word) -> Change:
    if isinstance(word, Formula):
        return Typed(TABLE, row, at, f"={word.text}")
    return Put(TABLE, row, at, float(word) if isinstance(word, Decimal) else word)


def _answers(row: LedgerRow, random: Random, care: float) -> dict[str, Word]:
    """What the clerk means to write into the row, by field."""

    def well(right: Word, *wrongly: Word) -> Word:
        return right if random.random() < care else random.choice((right, *wrongly))

    status = random.choice(list(Status))
    nothing = ("", "无", "—", "/", "暂无", "不涉及", "  ", "同上")
    aliases = random.choice(list(STATUS_ALIASES))
    return {
        "person": well("填报人 0000-1", "", _FAILURE),
        **_numbers(row, random, well),
        "status": well(status.value, "", "—", "差不多了", aliases, status.value + " ", _FAILURE),
        "progress": well("已印发方案。", *nothing, _FAILURE),
        "problems": well("资金未到位", *nothing),
        "next_steps": well("继续推进", *nothing),
        "evidence": well("某办〔2022〕3号", *nothing),
        "needs_leader": well("否", "是", "", "无", "可能"),
        "clearing": well(random.choice(list(Clearing)).value, "", "快了", "未销号"),
        "remarks": well("", "属实", _FAILURE),
    }


def _numbers(row: LedgerRow, random: Random, well: Callable[..., Word]) -> dict[str, Word]:
    nothing = ("", "—", "无", "/", "不涉及", "同上")
    match row.answer:
        case Answer.YES_NO:
            return {
                "actual": well(random.choice(("是", "否")), *nothing, "已完成", "基本完成", Decimal(1), "√")
            }
        case Answer.NUMBER:
            goal = _goal(row)
            near = goal + random.choice((Decimal(0), Decimal(0), Decimal(1), Decimal(-1), Decimal("0.5")))
            odd = (f"{plain(near)}{row.unit or '个'}", f"约{plain(near)}", "若干", "12①", _FAILURE)
            return {
                "actual": well(near, *nothing, Decimal(0), *odd, Decimal("0.85"), Decimal(1), Decimal(-3))
            }
        case Answer.RATIO:
            return _parts(row, random, well)
        case _:
            return {}


def _parts(row: LedgerRow, random: Random, well: Callable[..., Word]) -> dict[str, Word]:
    """Numerator, denominator and ratio: right, a little off, far off, the wrong way round, over nothing."""
    lower = Decimal(random.randint(1, 60))
    upper = Decimal(random.randint(0, int(lower)))
    per = whole_of(row.unit) or 100
    exact = (upper * per / lower).quantize(Decimal("0.1"))
    off = random.choice((Decimal("0.1"), Decimal("0.2"), Decimal("-0.1"), Decimal(3)))
    return {
        "numerator": well(upper, lower + 1, "", "—", "12人", "若干", _FAILURE),
        "denominator": well(lower, Decimal(0), "", "无", "两家", _FAILURE),
        "actual": well(
            exact,
            exact + off,
            "",
            "—",
            (upper / lower).quantize(Decimal("0.0001")),
            f"{plain(exact)}%",
            "九成",
            _FAILURE,
        ),
    }


def _goal(row: LedgerRow) -> Decimal:
    target: Target | None = row.asked.target if row.asked else None
    return target.value if target else Decimal(10)
