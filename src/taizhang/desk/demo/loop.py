"""The whole loop once: compile, issue, fill, mail, collect, check, return, mend, consolidate, trace."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from taizhang.desk.check import Checked
from taizhang.desk.compile import compile_document
from taizhang.desk.consolidate import consolidate_archives
from taizhang.desk.demo.fates import Fate, fates_of
from taizhang.desk.demo.filling import fill_workbook
from taizhang.desk.demo.post import post_ledger
from taizhang.desk.demo.sample import DOCUMENT, ROSTER, sample_folder, write_demo_roster
from taizhang.desk.demo.truth import Planted, compare
from taizhang.desk.files import read_file, write_file, write_plan
from taizhang.desk.intake.collect import collect_sources
from taizhang.desk.intake.taken import Taken
from taizhang.desk.issue import issue_ledgers, parse_period, write_blank_ledger
from taizhang.desk.ledger_names import ledger_file_name
from taizhang.desk.open_archive import init_archive
from taizhang.desk.returns import return_copies
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.desk.standing.status import report_status
from taizhang.desk.trace import first_traceable_figure, trace_number
from taizhang.desk.words import plan_facts
from taizhang.errors import CannotWrite
from taizhang.model.due_day import due_day
from taizhang.model.finding import Severity
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster, RosterLine
from taizhang.model.verdict import ReportingState, Verdict

Tell = Callable[[str], None]

_BEIJING = timezone(timedelta(hours=8))


@dataclass(slots=True)
class Shown:
    """What the demonstration did, and whether exactly the planted mistakes were found."""

    folder: Path
    steps: list[tuple[str, float]] = field(default_factory=list)  # title, seconds
    planted: set[Planted] = field(default_factory=set)
    found: set[Planted] = field(default_factory=set)

    @property
    def exit_code(self) -> int:
        return 0 if self.planted == self.found else 1

    def as_json(self) -> dict[str, Any]:
        unfound, unplanted = compare(self.planted, self.found)
        return {
            "folder": str(self.folder),
            "steps": [{"step": title, "seconds": round(seconds, 3)} for title, seconds in self.steps],
            "planted": len(self.planted),
            "unfound": [str(one) for one in unfound],
            "unplanted": [str(one) for one in unplanted],
        }


def run_demo(document: Path | None, out: Path, *, period: str = "", seed: int = 2022, tell: Tell) -> Shown:
    """Run the loop on the sample, or on a document of the user's, inside an empty folder.

    Raises:
        CannotWrite: the folder already holds something.
    """
    _claim(out)
    demo = _Demo(out, tell, Random(seed), Shown(out))
    demo.compile(document)
    demo.issue(period)
    demo.fill_and_mail()
    demo.collect()
    demo.return_and_mend()
    demo.consolidate()
    demo.trace()
    demo.conclude()
    return demo.shown


def _claim(out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        raise CannotWrite(f"文件夹“{out}”里已有内容，为免覆盖没有演示，请换一个空文件夹（--out）或先清空它。")
    out.mkdir(parents=True, exist_ok=True)


class _Demo:
    """One run; each step leaves files in the folder for the next, as it would in an office."""

    plan: Plan
    period: Period
    roster: Roster
    lines: tuple[RosterLine, ...]
    fates: dict[str, Fate]
    taken: tuple[Taken, ...]

    def __init__(self, folder: Path, tell: Tell, random: Random, shown: Shown) -> None:
        self.folder, self.tell, self.random, self.shown = folder, tell, random, shown
        self.plan_file, self.archive = folder / "计划.json", folder / "档案.db"
        self.roster_file, self.rollup = folder / "通讯录.csv", folder / "汇总.xlsx"

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Time a step and announce it when it is done."""
        began = time.perf_counter()
        self.tell(f"【{len(self.shown.steps) + 1}】{title}")
        yield
        seconds = time.perf_counter() - began
        self.shown.steps.append((title, seconds))
        self.tell(f"    用时 {seconds:.2f} 秒")

    def compile(self, document: Path | None) -> None:
        with self.step("编制计划"):
            self.plan = compile_document(document or sample_folder() / DOCUMENT)
            write_plan(self.plan, self.plan_file)
            self._keep_roster(document)
            facts = plan_facts(self.plan)
            self.tell(
                f"    《{self.plan.title}》：任务 {facts['tasks']} 项，台账 {facts['rows']} 行，写入 {self.plan_file}"
            )

    def _keep_roster(self, document: Path | None) -> None:
        """The sample's own roster, or the place's default one with a mail address for everybody."""
        if document is None:
            write_file(self.roster_file, read_file(sample_folder() / ROSTER))
        else:
            write_demo_roster(direct_reporters(self.plan, roster_of(self.plan)), self.roster_file)
        self.roster = roster_of(self.plan, self.roster_file)
        self.lines = direct_reporters(self.plan, self.roster)

    def issue(self, period: str) -> None:
        with self.step("建立档案库，生成台账"):
            self.period = parse_period(period or f"{self.plan.year}Q3")
            init_archive(self.archive, [self.plan_file], self.roster_file, at=self._moment(self.period.start))
            issued = issue_ledgers(
                self.plan_file, str(self.period), self.folder / "下发", archive=self.archive, draft=True,
                accept_unresolved=True, as_of=self.period.end,
            )  # fmt: skip
            self.tell(f"    {self.period.title}台账 {len(issued)} 份，在 {self.folder / '下发'}")

    def fill_and_mail(self) -> None:
        with self.step("模拟各地填报，装进邮件"):
            self.fates = fates_of(self.lines, self.random)
            for line in self.lines:
                self._mail_by_fate(line, self.fates[str(line.reporter)])
            mistakes = sum(1 for one in self.shown.planted if one.row)
            self.tell(
                f"    邮件 {self._count('来件')} 封，其中有意填错 {mistakes} 处，另有 {len(self.shown.planted) - mistakes} 家报送出岔"
            )

    def _mail_by_fate(self, line: RosterLine, fate: Fate) -> None:
        """Send what this county sends, and write down what must be found."""
        truth = _OUTCOMES.get(fate)
        if truth:
            self.shown.planted.add(Planted(str(line.reporter), truth))
        if fate is Fate.MISSING:
            return
        period = self.period.previous if fate is Fate.LAST_PERIOD else self.period
        whose = self._neighbour(line) if fate is Fate.NEIGHBOUR else line
        content = self._filled(whose, period, fate)
        if fate is Fate.UNREADABLE:
            content = content[: len(content) // 3]
        self._send(line, ledger_file_name(whose, period), content, "来件", late=fate is Fate.LATE)

    def _filled(self, line: RosterLine, period: Period, fate: Fate) -> bytes:
        ledger, blank = write_blank_ledger(self.plan, line, period, roster=self.roster)
        filled = fill_workbook(ledger, blank, line, fate, self.random)
        self.shown.planted.update(filled.planted)
        return filled.content

    def _neighbour(self, line: RosterLine) -> RosterLine:
        return self.lines[self.lines.index(line) - 1]

    def _send(
        self, line: RosterLine, name: str, content: bytes, box: str, *, late: bool, days: int = 0
    ) -> None:
        due = due_day(self.plan, self.period)
        sent = self._moment(due + timedelta(days=(3 if late else -2) + days), minutes=self.lines.index(line))
        subject = f"{line.name}报送{self.period.title}任务台账"
        post_ledger(self.folder / box, line, name, content, sent=sent, subject=subject)

    def collect(self) -> None:
        with self.step("收取邮件，逐件校验登记"):
            self.taken = self._collect("来件")
            for verdict in Verdict:
                count = sum(one.checked is not None and one.checked.verdict is verdict for one in self.taken)
                if count:
                    self.tell(f"    {verdict.word} {count} 件")
            self.shown.found.update(self._found())

    def _collect(self, box: str) -> tuple[Taken, ...]:
        return collect_sources([self.folder / box], self.archive, now=self._moment(self._last_day))

    def _found(self) -> Iterator[Planted]:
        """What the check found: findings that ask for something, and what became of whole files."""
        by_sender = {line.addresses[0]: str(line.reporter) for line in self.lines}
        for one in self.taken:
            if one.checked is not None:
                yield from _findings(by_sender[one.sender], one.checked)
        for state, reporter in self._states():
            if state in (ReportingState.LATE, ReportingState.MISSING) and self.fates[reporter] in _BY_STATE:
                yield Planted(reporter, state.value)

    def _states(self) -> Iterable[tuple[ReportingState, str]]:
        (report,) = report_status(self.archive, str(self.period), as_of=self._last_day)
        return [(one.state, str(one.line.reporter)) for one in report.states]

    def return_and_mend(self) -> None:
        with self.step("退回修改，收取改好的台账"):
            returned = [
                one.checked for one in self.taken if one.checked and one.checked.verdict is Verdict.RETURNED
            ]
            copies = return_copies(returned, self.folder / "退回件", on=self._last_day)
            for line in self.lines:
                if self.fates[str(line.reporter)].mends:
                    name = ledger_file_name(line, self.period)
                    self._send(
                        line,
                        name,
                        self._filled(line, self.period, Fate.CLEAN),
                        "改后来件",
                        late=False,
                        days=1,
                    )
            mended = self._collect("改后来件")
            accepted = sum(
                one.checked is not None and one.checked.verdict is Verdict.ACCEPTED for one in mended
            )
            self.tell(
                f"    退回件 {len(copies)} 份，在 {self.folder / '退回件'}；改好重报 {len(mended)} 份，接收 {accepted} 份"
            )

    def consolidate(self) -> None:
        with self.step("汇总"):
            (made,) = consolidate_archives(
                [self.archive],
                str(self.period),
                None,
                self.rollup,
                self._last_day,
                at=self._moment(self._last_day),
            )
            self.tell(
                f"    应报 {made.expected} 家，已汇总 {made.reported} 家，指标 {made.figures} 个，来源 {made.contributions} 条，写入 {made.path}"
            )
            if made.missing:
                self.tell(f"    未进入汇总：{'、'.join(made.missing)}")

    def trace(self) -> None:
        with self.step("溯源一个数字"):
            cell = first_traceable_figure(self.rollup)
            traced = trace_number(self.rollup, cell, archive=self.archive)
            for text in traced.text().splitlines():
                self.tell(f"    {text}")

    def conclude(self) -> None:
        unfound, unplanted = compare(self.shown.planted, self.shown.found)
        for one in unfound:
            self.tell(f"没有查出：{one}")
        for one in unplanted:
            self.tell(f"多报：{one}")
        total = sum(seconds for _, seconds in self.shown.steps)
        right = len(self.shown.planted & self.shown.found)
        self.tell(
            f"有意安排的 {len(self.shown.planted)} 处差错，查出 {right} 处，误报 {len(unplanted)} 处；共用时 {total:.1f} 秒。"
        )
        self.tell(f"全部文件在 {self.folder}")

    @property
    def _last_day(self) -> date:
        return due_day(self.plan, self.period) + timedelta(days=10)

    def _moment(self, day: date, minutes: int = 0) -> datetime:
        return datetime(day.year, day.month, day.day, 9, 0, tzinfo=_BEIJING) + timedelta(minutes=minutes)

    def _count(self, box: str) -> int:
        return sum(1 for _ in (self.folder / box).glob("*.eml"))


# What must become of the whole report; the mistakes inside a ledger are written down where they are made.
_OUTCOMES = {
    Fate.MISSING: ReportingState.MISSING.value,
    Fate.LATE: ReportingState.LATE.value,
    Fate.NEIGHBOUR: Verdict.QUARANTINED.value,
    Fate.UNREADABLE: Verdict.SET_ASIDE.value,
    Fate.LAST_PERIOD: "E003",
}
_BY_STATE = (Fate.MISSING, Fate.LATE)


def _findings(reporter: str, checked: Checked) -> Iterator[Planted]:
    if checked.verdict in (Verdict.QUARANTINED, Verdict.SET_ASIDE, Verdict.NOT_A_LEDGER):
        yield Planted(reporter, checked.verdict.value)
        return
    for finding in checked.findings:
        if finding.severity is not Severity.NOTE:
            yield from (Planted(reporter, finding.code, spot.row) for spot in finding.cells)
