"""The office that the mails go to: the sample's plan, two dozen invented counties, and filled ledgers by the hundred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from random import Random

from postbag.typed_in import typed_in
from taizhang.books import LedgerPress
from taizhang.desk.compile import compile_document
from taizhang.desk.demo.clerk import Answers, fill_in
from taizhang.desk.demo.filling import typed_cells
from taizhang.desk.demo.mistakes import FORM_MISTAKES, NUMBER_MISTAKES, TEXT_MISTAKES, Mistake, make_mistakes
from taizhang.desk.files import write_plan
from taizhang.desk.issue import layout_of, press_of
from taizhang.desk.open_archive import init_archive, opened
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers import LedgerLayout
from taizhang.ledgers.sheet_layout import foot_cells_of
from taizhang.model.grid import CellValue
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster, RosterLine

BEIJING = timezone(timedelta(hours=8))
PERIOD = Period.parse("2022Q3")
ADDRESS, NAME = "yigai@yunling.example", "云岭市医改办"  # our own
COLLECTED = datetime(2022, 10, 25, 9, 0, tzinfo=BEIJING)  # later than any mail of the bag
PLACES = (
    "碧潭县", "松陂县", "白礁县", "晴川区", "南榆区", "双槐市", "古渡县", "高新区", "石梁县", "乌桕县", "望沙县", "柳塘县",
    "清漪区", "岩前县", "桐口县", "沙溪县", "青箬县", "榆关县", "鹿鸣县", "银浦区", "竹垭县", "云台县", "长汀口县", "梅岭关区",
)  # fmt: skip
_MISTAKES = (NUMBER_MISTAKES, TEXT_MISTAKES, FORM_MISTAKES)
_TWO_ADDRESSES = (2, 8, 14)  # by place in the roster
_ONE_CLERK = (4, 5)  # two counties that one clerk reports for
CLERK = "two-counties@yunling.example"


@dataclass(frozen=True)
class PostOffice:
    """Plan, roster and archive of the office; ledgers of its counties, filled as told."""

    folder: Path
    document: Path
    _blanks: dict[tuple[str, Period], bytes] = field(default_factory=dict)
    _layouts: dict[Period, LedgerLayout] = field(default_factory=dict)

    @property
    def archive(self) -> Path:
        return self.folder / "档案.db"

    @cached_property
    def plan(self) -> Plan:
        return compile_document(self.document)

    @property
    def roster_file(self) -> Path:
        return self.folder / "通讯录.csv"

    @cached_property
    def roster(self) -> Roster:
        self.roster_file.write_text(_roster_file(), encoding="utf-8")
        return roster_of(self.plan, self.roster_file)

    @cached_property
    def plan_file(self) -> Path:
        return write_plan(self.plan, self.folder / "计划.json")

    @cached_property
    def lines(self) -> tuple[RosterLine, ...]:
        return direct_reporters(self.plan, self.roster)

    @property
    def alone(self) -> tuple[RosterLine, ...]:
        """The counties whose addresses are nobody else's."""
        return tuple(line for at, line in enumerate(self.lines) if at not in _ONE_CLERK)

    @property
    def of_one_clerk(self) -> tuple[RosterLine, RosterLine]:
        first, second = (self.lines[at] for at in _ONE_CLERK)
        return first, second

    def open_archive(self) -> Path:
        """The archive with the plan, the roster and the round that is being collected."""
        assert len(self.roster) >= len(PLACES)
        at = datetime(2022, 9, 1, 9, 0, tzinfo=BEIJING)
        init_archive(self.archive, [self.plan_file], self.roster_file, at=at)
        with opened(self.archive) as store:
            store.open_round(self.plan.id, str(PERIOD), PERIOD.end)
        return self.archive

    def blank(self, line: RosterLine, period: Period = PERIOD) -> bytes:
        key = (line.reporter.code, period)
        if key not in self._blanks:
            self._blanks[key] = self._press.stamp(self._ledger(line, period), line)
        return self._blanks[key]

    def saved_again(self, line: RosterLine, random: Random) -> bytes:
        """The blank ledger as somebody saved it, unfilled."""
        return typed_in(self.blank(line), {}, note=f"{random.getrandbits(64):x}")

    def good(self, line: RosterLine, random: Random, period: Period = PERIOD) -> bytes:
        """A ledger in which nothing must be mended."""
        return self._typed(line, period, fill_in(self._ledger(line, period), random))

    def wrong(self, line: RosterLine, random: Random) -> bytes:
        """A ledger with mistakes that must be mended; each of them by itself is one too many."""
        return self._typed(line, PERIOD, self._wrong(line, random))

    def _wrong(self, line: RosterLine, random: Random) -> Answers:
        ledger = self._ledger(line, PERIOD)
        answers = fill_in(ledger, random)
        mistakes: tuple[Mistake, ...] = random.choice(_MISTAKES)
        chosen = tuple(random.sample(mistakes, random.randint(1, len(mistakes))))
        assert list(make_mistakes(chosen, answers, ledger, random))
        return answers

    def mended_cells(self, line: RosterLine, seed: int) -> Mapping[tuple[int, int], CellValue | None]:
        """What puts right, typed over it, whatever is wrong with `wrong(line, Random(seed))`."""
        ledger = self._ledger(line, PERIOD)
        wrong, right = self._wrong(line, Random(seed)), fill_in(ledger, Random(seed))
        for row in ledger.rows:
            too_many = wrong[row.id].keys() - right[row.id].keys()
            right[row.id] |= {field: row.measure if field == "measure" else "" for field in too_many}
        return typed_cells(ledger, line, right)

    def nothing_to_report(self, line: RosterLine, random: Random) -> bytes:
        """零报告: nothing in the rows, the statement under them."""
        ledger = self._ledger(line, PERIOD)
        foot = foot_cells_of(5 + len(ledger.rows))["nothing_to_report"]
        answers: Answers = {row.id: {} for row in ledger.rows}
        cells = typed_cells(ledger, line, answers) | {foot: "是"}
        return typed_in(self.blank(line), cells, note=str(random.random()))

    def _typed(self, line: RosterLine, period: Period, answers: Answers) -> bytes:
        cells = typed_cells(self._ledger(line, period), line, answers)
        return typed_in(self.blank(line, period), cells)

    def _ledger(self, line: RosterLine, period: Period) -> Ledger:
        if period not in self._layouts:
            self._layouts[period] = layout_of(self.plan, period, self.roster)
        return self._layouts[period].ledger(line)

    @cached_property
    def _press(self) -> LedgerPress:
        return press_of(self.plan)


def address_of(line: RosterLine) -> str:
    return line.addresses[0]


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _roster_file() -> str:
    rows = ["代码,名称,级别,上报对象,邮箱,联系人,电话", "990100,云岭市,市,,,,"]
    rows += [f"{990101 + at},{name},县,990100,{_addresses(at)},," for at, name in enumerate(PLACES)]
    return "\n".join((*rows, ""))


def _addresses(at: int) -> str:
    first = f"x{990101 + at}@yunling.example"
    if at in _ONE_CLERK:
        return f"{first};{CLERK}"
    return f"{first};yg-{at}@county.example" if at in _TWO_ADDRESSES else first
