"""Check filled ledgers against the plan: every finding in one pass, and a verdict."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.context import Context, context_of_archive, context_of_plan
from taizhang.desk.examine import Examination, examine_in, open_pool
from taizhang.desk.files import read_file, shown_name
from taizhang.desk.renew import Renewal
from taizhang.desk.rolling_up.lower_places import rollup_of
from taizhang.desk.rule_folder import book_with
from taizhang.desk.workers.between_files import searching_between
from taizhang.desk.workers.pool import WorkerPool, load_ahead
from taizhang.errors import CannotRead, Trouble
from taizhang.model.comparison import Comparison, Fault, compare_rounds, fault_of
from taizhang.model.finding import Finding, Severity
from taizhang.model.grid import Workbook
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import FileClass, Flag, Verdict

if TYPE_CHECKING:
    from taizhang.rollups.arrived import ArrivedRollup

Progress = Callable[[int, int], None]  # how many of how many are done


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file turned out to be, and everything found in it."""

    name: str
    sha256: str
    size: int  # in bytes
    file_class: FileClass
    format: str
    flags: tuple[str, ...]
    verdict: Verdict
    reason: str  # one Chinese sentence: why this verdict
    reporter: Reporter | None = None
    reporter_name: str = ""
    period: Period | None = None
    plan: str = ""  # plan id
    ledger: Ledger | None = None
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    peak_mb: float = 0.0
    content: bytes = b""
    password: str = field(default="", repr=False)  # that the file was opened with
    renewal: Renewal | None = None  # for a ledger of an older template
    before: tuple[Fault, ...] | None = None  # of the round before; None where there was none
    rollup: ArrivedRollup | None = None  # for a rollup workbook from below

    @property
    def comparison(self) -> Comparison | None:
        """What became of the faults of the round before."""
        return None if self.before is None else compare_rounds(self.before, self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity still count."""
        return sum(finding.severity is severity for finding in self.findings if finding.counts)

    @property
    def summary(self) -> str:
        """The verdict's reason, or how many findings of each severity there are, and how many are accepted."""
        if self.verdict not in (Verdict.ACCEPTED, Verdict.RETURNED):
            return self.reason
        counted = [(severity.word, self.count(severity)) for severity in Severity]
        accepted = sum(not finding.counts for finding in self.findings)
        counted += [("已说明或豁免", accepted)] if accepted else []
        return "，".join(f"{word} {count} 处" for word, count in counted)

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings, 3 not readable as a ledger, nor as a rollup from below."""
        if self.rollup and self.rollup.can_be_used and self.verdict is Verdict.NOT_A_LEDGER:
            return 1 if self.rollup.differences else 0
        return exit_code_of(self.verdict, self.count(Severity.ERROR) + self.count(Severity.WARNING))


def exit_code_of(verdict: Verdict, to_mend: int) -> int:
    """0 clean, 1 with findings to mend or for a person to decide, 3 not readable as a ledger."""
    if verdict in (Verdict.SET_ASIDE, Verdict.NOT_A_LEDGER):
        return CannotRead.exit_code
    return 1 if to_mend or verdict is Verdict.QUARANTINED else 0


def check_files(
    files: Sequence[Path],
    *,
    plan_file: Path | None = None,
    archive: Path | str | None = None,
    roster_file: Path | None = None,
    rules_folder: Path | None = None,
    as_of: date,
    progress: Progress | None = None,
    password: str = "",
) -> tuple[Checked, ...]:
    """Check each file, in the order given; nothing is written. A locked file is tried with the password.

    The rules of `rules_folder` are run beside the shipped ones: it is the operator's own folder.

    Raises:
        CannotRead: a file is not there, or the plan, the archive or a rule cannot be read.
    """
    load_ahead()
    with _context(plan_file, archive, roster_file) as context:
        context.book = book_with(rules_folder)
        contents = [(shown_name(path), read_file(path)) for path in files]
        jobs = min(len(files), cpu_count() or 1)
        with open_pool(context.known, jobs=jobs, password=password) as pool:
            checked = tuple(check_contents(contents, context, pool, as_of=as_of, progress=progress))
    opened = Flag.OPENED_WITH_PASSWORD
    return tuple(replace(one, password=password) if opened in one.flags else one for one in checked)


def check_contents(
    contents: Sequence[tuple[str, bytes]],
    context: Context,
    pool: WorkerPool,
    *,
    as_of: date,
    progress: Progress | None = None,
) -> Generator[Checked]:
    """Check files given as (name, bytes); only the pool's workers parse them."""
    examined = examine_in(pool, contents)
    with searching_between() as search:
        for done, (found, (_, content)) in enumerate(zip(examined, contents, strict=True), 1):
            yield _judged(found, content, context, as_of)
            search()
            if progress:
                progress(done, len(contents))


def _judged(found: Examination, content: bytes, context: Context, as_of: date) -> Checked:
    """The file with its verdict; one that confounds the checks goes to a person and does not stop the others."""
    try:
        return judge(checked_of(found, content, context), context, as_of=as_of)
    except Trouble:
        raise
    except Exception:
        blank = checked_of(replace(found, record=None), content, context)
        reason = "校验没能做完，请人工核对这份文件，并告知维护人员"
        return replace(blank, verdict=Verdict.QUARANTINED, reason=reason)


def check_workbook(
    workbook: Workbook,
    *,
    plan_path: Path | None = None,
    archive: Path | str | None = None,
    roster_file: Path | None = None,
    as_of: date,
) -> Checked:
    """Check an open workbook that a face has turned into grids; the same findings as for its file."""
    with _context(plan_path, archive, roster_file) as context:
        return judge_workbook(workbook, context, as_of=as_of)


def judge_workbook(workbook: Workbook, context: Context, *, as_of: date) -> Checked:
    """A workbook that is in hand, with its findings and verdict."""
    from taizhang.ledgers import read_back
    from taizhang.ledgers.returned_list import former_faults

    reading = read_back(workbook, context.expected)
    checked = Checked(
        name=workbook.name,
        sha256=workbook.sha256,
        size=workbook.size,
        file_class=FileClass(workbook.file_class),
        format=workbook.format,
        flags=tuple(map(str, workbook.flags)),
        verdict=Verdict.NOT_A_LEDGER,
        reason=reading.why,
        ledger=reading.ledger,
        before=former_faults(workbook) if reading.ledger else None,
    )
    return judge(checked, context, as_of=as_of)


def judge(checked: Checked, context: Context, *, as_of: date) -> Checked:
    """The file with its findings and verdict."""
    from taizhang_validators.rulebook import check_ledger

    ledger = checked.ledger
    if ledger is None:
        return checked
    findings = check_ledger(ledger, context.given(ledger, as_of=as_of), context.book)
    verdict, reason = verdict_on(findings)
    return replace(
        checked,
        reporter=ledger.reporter,
        reporter_name=context.line(ledger.plan, ledger.reporter).name,
        period=ledger.period,
        plan=ledger.plan,
        findings=findings,
        verdict=verdict,
        reason=reason,
        renewal=context.renewal(ledger),
        before=_before(checked, context),
    )


def _before(checked: Checked, context: Context) -> tuple[Fault, ...] | None:
    """The faults of the submission before, by the archive, else by what our return noted in the file itself."""
    ledger = checked.ledger
    found = context.found_before(ledger.stamp, checked.sha256) if ledger else None
    if found is None:
        return checked.before
    return tuple(fault_of(finding) for finding in found if finding.counts)


def verdict_on(findings: Sequence[Finding]) -> tuple[Verdict, str]:
    """What follows from the findings that count, and why; nothing passes that a rule could not look at."""
    from taizhang_validators.rulebook import BROKEN

    errors = sum(finding.severity is Severity.ERROR for finding in findings if finding.counts)
    if errors:
        return Verdict.RETURNED, f"有 {errors} 处必须修改，请按退回件逐项修改后重新报送"
    if any(finding.code == BROKEN.code for finding in findings):
        return Verdict.QUARANTINED, "有规则未能执行，请人工核对后再定"
    accepted = sum(not finding.counts for finding in findings)
    return Verdict.ACCEPTED, f"校验通过，已说明或豁免 {accepted} 处" if accepted else "校验通过"


def checked_of(found: Examination, content: bytes, context: Context) -> Checked:
    """What the worker found out, before any rule has spoken."""
    from taizhang.ledgers import ledger_from_record

    readable = found.file_class is FileClass.READABLE
    checked = Checked(
        name=found.name,
        sha256=found.sha256,
        size=found.size,
        file_class=found.file_class,
        format=found.format,
        flags=found.flags,
        verdict=Verdict.NOT_A_LEDGER if readable else Verdict.SET_ASIDE,
        reason=found.why if readable else found.note,
        seconds=found.seconds,
        peak_mb=found.peak_mb,
        content=content,
    )
    rollup = rollup_of(found, context)
    if rollup is not None:
        return _with_rollup(checked, rollup)
    ledger = ledger_from_record(found.record, context.expected) if found.record else None
    return replace(checked, ledger=ledger, before=found.before)


def _with_rollup(checked: Checked, rollup: ArrivedRollup) -> Checked:
    """A rollup workbook is nobody's ledger, so it has no reporter, and tells nothing of whether its place reported."""
    from taizhang.desk.intake.rollup_words import reason_of

    return replace(
        checked,
        verdict=Verdict.NOT_A_LEDGER,
        reason=reason_of(rollup),
        reporter_name=rollup.place.name if rollup.place else "",
        period=rollup.period,
        plan=rollup.upper_plan,
        rollup=rollup,
    )


def _context(
    plan_file: Path | None, archive: Path | str | None, roster_file: Path | None
) -> AbstractContextManager[Context]:
    if archive is not None:
        return context_of_archive(archive)
    if plan_file is None:
        raise CannotRead("没有可对照的计划，请给出计划文件或档案库。")
    return nullcontext(context_of_plan(plan_file, roster_file))
