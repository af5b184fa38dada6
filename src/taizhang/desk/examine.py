"""One file examined: its class and flags, and the ledger in it as a record; done in a worker, returned as bytes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.desk.workers.limits import Limits
from taizhang.desk.workers.pool import Loss, WorkerPool
from taizhang.model.comparison import Fault, parse_fault
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Workbook
from taizhang.model.ledger import Ledger, Stamp
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.verdict import FileClass, Flag
from taizhang.model.words.sizes import why_file_too_large

if TYPE_CHECKING:
    from taizhang.ledgers import LedgerLayout, Reading
    from taizhang.rollups.arrived import ArrivedRollup


@dataclass(slots=True)
class Known:
    """The plans that a ledger may belong to, with their rosters, both by plan id."""

    plans: Mapping[str, Plan] = field(default_factory=dict)
    rosters: Mapping[str, Roster] = field(default_factory=dict)
    _laid_out: dict[Stamp, Ledger] = field(default_factory=dict)
    _layouts: dict[tuple[str, Period], LedgerLayout] = field(default_factory=dict)

    def expected(self, stamp: Stamp) -> Ledger | None:
        """The ledger as it was laid out for the stamp's reporter; None for a plan that is not known here."""
        plan = self.plans.get(stamp.plan)
        if plan is None:
            return None
        if stamp not in self._laid_out:
            ledger = self._layout(plan, stamp.period).ledger(self._line(plan, stamp.reporter))
            self._laid_out[stamp] = replace(ledger, version=stamp.version)
        return self._laid_out[stamp]

    def _layout(self, plan: Plan, period: Period) -> LedgerLayout:
        """The layout of the plan in force, one for all reporters; a reader needs no fingerprint in its rows."""
        from taizhang.ledgers import LedgerLayout
        from taizhang.plans import in_force

        if (plan.id, period) not in self._layouts:
            held = in_force(plan, period.end)
            self._layouts[plan.id, period] = LedgerLayout(held, period, roster=self.rosters.get(plan.id))
        return self._layouts[plan.id, period]

    def _line(self, plan: Plan, reporter: Reporter) -> RosterLine:
        from taizhang.ledgers.offices import line_of

        return line_of(reporter, plan, self.rosters.get(plan.id, Roster(())))


@dataclass(frozen=True, slots=True)
class Examination:
    """What a worker found out about one file."""

    name: str
    sha256: str
    size: int  # in bytes
    file_class: FileClass
    format: str
    flags: tuple[str, ...] = ()
    note: str = ""  # one Chinese sentence when the class is not readable
    stamp: Stamp | None = None
    before: tuple[Fault, ...] | None = None  # what our return noted, for a mended copy of one
    why: str = ""  # one Chinese sentence: why a readable file is no ledger
    record: bytes | None = None
    rollup: ArrivedRollup | None = None  # for a rollup workbook of ours
    seconds: float = 0.0
    peak_mb: float = 0.0


@dataclass(frozen=True, slots=True)
class _Given:
    """What a worker keeps for all files that it will examine."""

    known: Known = field(default_factory=Known)
    password: str = ""  # that a locked file is tried with
    limits: FileLimits = field(default_factory=FileLimits)


_given = _Given()


def examine_all(
    contents: Sequence[tuple[str, bytes]],
    known: Known,
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
) -> Iterator[Examination]:
    """The examination of each (name, content), in their order."""
    with open_pool(known, jobs=min(jobs or 8, max(1, len(contents))), limits=limits) as pool:
        yield from examine_in(pool, contents)


def examine_in(pool: WorkerPool, contents: Sequence[tuple[str, bytes]]) -> Iterator[Examination]:
    """The examination of each (name, content), in their order, by workers that stay for the next call."""
    most = pool.limits.file_bytes
    answers = pool.examine([item for item in contents if len(item[1]) <= most], examine_item)
    for name, content in contents:
        yield examination_of(name, content, next(answers) if len(content) <= most else _too_large(most))


def open_pool(
    known: Known,
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    books: FileLimits | None = None,
    password: str = "",
) -> WorkerPool:
    """Workers that know the plans, what a file may hold, and the password for a locked one; they get them once.

    The sizes of the file and of the memory are those of `limits`, whatever `books` says.
    """
    given = (dict(known.plans), dict(known.rosters), password, file_limits(limits, books))
    return WorkerPool(jobs, prepare=learn, given=given, limits=limits)


def file_limits(limits: Limits | None, books: FileLimits | None) -> FileLimits:
    """What a file may hold, read by a worker under `limits`."""
    limits = limits or Limits()
    return replace(books or FileLimits(), size=limits.file_bytes, memory=limits.resident_mb * 1024 * 1024)


def learn(
    plans: Mapping[str, Plan],
    rosters: Mapping[str, Roster],
    password: str = "",
    limits: FileLimits | None = None,
) -> None:
    """Remember the plans, rosters, password and limits for every file that this worker will examine."""
    global _given
    _given = _Given(Known(plans, rosters), password, limits or FileLimits())


def examine_item(item: tuple[str, bytes]) -> bytes:
    """Examine a (name, content)."""
    return examine(item[1], item[0])


def examine(content: bytes, name: str) -> bytes:
    """The facts as one line of JSON, then the ledger's record; see `parse_examination`."""
    from taizhang.books import read_workbook
    from taizhang.ledgers import ledger_to_record
    from taizhang.ledgers.returned_list import former_faults

    started = time.perf_counter()
    workbook = read_workbook(content, name, _given.limits, _given.password)
    reading = read_ledger(workbook, _given.known)
    rollup = b"" if reading.ledger else _rollup_in(workbook)
    record = ledger_to_record(reading.ledger) if reading.ledger else rollup
    before = former_faults(workbook) if reading.ledger else None
    facts = {
        "name": workbook.name,
        "sha256": workbook.sha256,
        "bytes": workbook.size,
        "class": str(workbook.file_class),
        "format": workbook.format,
        "flags": [str(flag) for flag in workbook.flags],
        "note": workbook.note,
        "stamp": list(reading.stamp.entries.values()) if reading.stamp else None,
        "before": None if before is None else list(map(str, before)),
        "why": reading.why,
        "rollup": bool(rollup),
        "seconds": round(time.perf_counter() - started, 6),
        "peak_mb": _peak_mb(),
    }
    line = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "backslashreplace") + b"\n" + record


def _rollup_in(workbook: Workbook) -> bytes:
    """What a rollup workbook of ours says of itself, as the register keeps it; b"" for any other."""
    from taizhang.desk.rolling_up.arriving import arrived_in

    arrived = arrived_in(workbook) if workbook.grids else None
    if arrived is None:
        return b""
    from taizhang.rollups.arrived import arrived_to_record

    return arrived_to_record(arrived)


def parse_examination(answer: bytes) -> Examination:
    """What `examine` returned, as facts."""
    line, _, record = answer.partition(b"\n")
    facts = json.loads(line)
    return Examination(
        name=facts["name"],
        sha256=facts["sha256"],
        size=facts["bytes"],
        file_class=FileClass(facts["class"]),
        format=facts["format"],
        flags=tuple(facts["flags"]),
        note=facts["note"],
        stamp=Stamp.parse(*facts["stamp"]) if facts["stamp"] else None,
        before=_faults(facts["before"]),
        why=facts["why"],
        record=None if facts["rollup"] else record or None,
        rollup=_rollup_told(record) if facts["rollup"] else None,
        seconds=facts["seconds"],
        peak_mb=facts["peak_mb"],
    )


def _rollup_told(record: bytes) -> ArrivedRollup:
    from taizhang.rollups.arrived import arrived_from_record

    return arrived_from_record(record)


def _faults(texts: Sequence[str] | None) -> tuple[Fault, ...] | None:
    if texts is None:
        return None
    return tuple(fault for text in texts if (fault := parse_fault(text)))


def read_ledger(workbook: Workbook, known: Known) -> Reading:
    """The ledger in a workbook that has already been turned into grids."""
    from taizhang.ledgers import read_back

    return read_back(workbook, known.expected)


def examination_of(name: str, content: bytes, answer: bytes | Loss) -> Examination:
    """An examination also where the worker did not live to give one."""
    if isinstance(answer, bytes):
        try:
            return parse_examination(answer)
        except (
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
        ):  # whatever took the worker over, it did not read
            answer = Loss("", "文件没有读出来，内容可能有损坏。请在表格软件中另存为新文件后重新报送")
    blank = Examination(
        name, sha256(content).hexdigest(), len(content), FileClass.CORRUPT, "", note=answer.why
    )
    if not answer.limit:
        return blank
    file_class = FileClass.UNSUPPORTED if answer.limit == "size" else FileClass.DANGEROUS
    return replace(blank, file_class=file_class, flags=(Flag.OVER_LIMIT.value,))


def _too_large(most: int) -> Loss:
    return Loss("size", why_file_too_large(most))


def _peak_mb() -> float:
    """The worker's largest resident size so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
