"""The register of submissions: lines are added once and never changed; the newest accepted one counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select, union

from taizhang.archive.additions import Additions
from taizhang.archive.entries import Counted, Filed, NewSubmission, Registered
from taizhang.archive.schema import decision, submission
from taizhang.archive.views import judged_submission
from taizhang.archive.written import moment, moment_utc, one_line
from taizhang.model.finding import Finding, Severity
from taizhang.model.finding_record import findings_from_json, findings_to_json
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict

_AT_ONCE = 500  # numbers in one statement
_BESIDE_THE_NOUN = ("findings", "record")  # large, and read only when asked for
_LINE = [column for column in judged_submission.columns if column.name not in _BESIDE_THE_NOUN]
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_KEY = ("sha256", "sender", "plan", "period")
_KNOWN = select(submission.c.number).where(*(submission.c[name] == bindparam(name) for name in _KEY))


def register_submission(additions: Additions, entry: NewSubmission, content: bytes) -> Registered:
    """Add a line and keep the file's bytes, unless this sender sent the same bytes for this plan and period."""
    key = {
        "sha256": sha256(content).hexdigest(),
        "sender": one_line(entry.sender.strip().lower()),
        "plan": entry.plan,
        "period": str(entry.period or ""),
    }
    known = additions.connection.execute(_KNOWN, key).scalar()
    if known is not None:
        return Registered(read_line(additions.connection, known), new=False)
    additions.keep_blob(content, key["sha256"])
    line = key | {"size": len(content)} | _line(entry)
    number = additions.add(submission, **line)
    # Nobody can have decided on it yet.
    automatic = {"number": number, "judged": line["verdict"], "filed_under": line["reporter"]}
    return Registered(_filed(line | automatic), new=True)


def find_line(connection: Connection, number: int) -> Filed | None:
    """The line of this number; None where there is none."""
    row = connection.execute(_line_of(number)).mappings().first()
    return _filed(row) if row else None


def read_line(connection: Connection, number: int) -> Filed:
    """The line of this number, which there is."""
    return _filed(connection.execute(_line_of(number)).mappings().one())


def _line_of(number: int) -> Select[Any]:
    return select(*_LINE).where(judged_submission.c.number == number)


def list_submissions(
    connection: Connection, plan: str | None, period: Period | None, judged: Collection[Verdict] | None = None
) -> tuple[Filed, ...]:
    """The register's lines in its order; None takes every plan, every period, or every automatic verdict."""
    lines = select(*_LINE).order_by(judged_submission.c.number)
    if plan is not None:
        lines = lines.where(judged_submission.c.plan == plan)
    if period is not None:
        lines = lines.where(judged_submission.c.period == str(period))
    if judged is not None:
        lines = lines.where(judged_submission.c.judged.in_([one.value for one in judged]))
    return tuple(_filed(row) for row in connection.execute(lines).mappings())


def counting_submissions(connection: Connection, plan: str, period: Period) -> tuple[Counted, ...]:
    """What counts for the period, by reporter; what the view says, without sorting the ledgers themselves."""
    newest = counting_numbers(connection, plan, period)
    numbers = [newest[reporter] for reporter in sorted(newest)]
    return tuple(counted for some in _portions(numbers) for counted in _counted(connection, some))


def counting_numbers(connection: Connection, plan: str, period: Period) -> dict[str, int]:
    """The number of the line that counts, by reporter: the newest accepted one."""
    judged = judged_submission.c
    accepted = select(judged.received_utc, judged.number, judged.reporter).filter_by(
        plan=plan, period=str(period), verdict=Verdict.ACCEPTED.value
    )
    return {row.reporter: row.number for row in sorted(connection.execute(accepted))}


def _portions(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many as one statement may name."""
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]


def _counted(connection: Connection, numbers: Sequence[int]) -> Iterator[Counted]:
    """These lines with their ledgers, in the order of the numbers given."""
    rows = select(judged_submission).where(judged_submission.c.number.in_(numbers))
    found = {row["number"]: row for row in connection.execute(rows).mappings()}
    for number in numbers:
        yield Counted(_filed(found[number]), found[number]["record"] or b"")


def counting_record(connection: Connection, plan: str, reporter: Reporter, period: Period) -> bytes | None:
    """The ledger that counts for one reporter; None where none was accepted.

    Asked of the few lines that may be this reporter's: those filed under it, and those that a decision gave it.
    """
    whose, judged = str(reporter), judged_submission.c
    filed = select(submission.c.number).filter_by(plan=plan, period=str(period), reporter=whose)
    decided = select(decision.c.submission).where(decision.c.reporter == whose)
    numbers = sorted(set(connection.execute(union(filed, decided)).scalars()))
    lines = connection.execute(select(judged_submission).where(judged.number.in_(numbers)))
    wanted = (plan, str(period), whose, Verdict.ACCEPTED.value)
    accepted = [one for one in lines if (one.plan, one.period, one.reporter, one.verdict) == wanted]
    newest = max(accepted, key=lambda one: (one.received_utc, one.number), default=None)
    return newest.record if newest else None


def read_record(connection: Connection, number: int) -> bytes | None:
    return connection.execute(select(submission.c.record).where(submission.c.number == number)).scalar()


def read_records(connection: Connection, numbers: Sequence[int]) -> dict[int, bytes]:
    """The ledgers of these lines by number; none for a line without."""
    held = submission.c.record.is_not(None)
    return {
        row.number: row.record
        for some in _portions(numbers)
        for row in connection.execute(
            select(submission.c.number, submission.c.record).where(submission.c.number.in_(some), held)
        )
    }


def read_findings(connection: Connection, number: int) -> tuple[Finding, ...]:
    told = connection.execute(select(submission.c.findings).where(submission.c.number == number)).scalar()
    return findings_from_json(told or "[]")


def read_findings_of(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Finding, ...]]:
    """What was found in these lines, by number."""
    asked = select(submission.c.number, submission.c.findings)
    return {
        row.number: findings_from_json(row.findings or "[]")
        for some in _portions(numbers)
        for row in connection.execute(asked.where(submission.c.number.in_(some)))
    }


def _line(entry: NewSubmission) -> dict[str, Any]:
    """The columns of a line that come from what was judged."""
    return {
        "received": moment(entry.received),
        "received_utc": moment_utc(entry.received),
        "file_name": one_line(entry.file_name),
        "verdict": entry.verdict.value,
        "reporter": str(entry.reporter or ""),
        "errors": entry.count(Severity.ERROR),
        "warnings": entry.count(Severity.WARNING),
        "nothing_to_report": entry.nothing_to_report,
        "reason": one_line(entry.reason),
        "findings": findings_to_json(entry.findings),
        "record": entry.record,
        "receipt": entry.receipt or None,
        "beside": entry.beside,
    }


def _filed(row: RowMapping | dict[str, Any]) -> Filed:
    return Filed(
        number=row["number"],
        received=datetime.fromisoformat(row["received"]),
        sender=row["sender"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        size=row["size"],
        verdict=_VERDICTS[row["verdict"]],
        plan=row["plan"],
        reporter=Reporter.parse(row["reporter"]) if row["reporter"] else None,
        period=Period.parse(row["period"]) if row["period"] else None,
        errors=row["errors"],
        warnings=row["warnings"],
        reason=row["reason"],
        nothing_to_report=row["nothing_to_report"],
        receipt=row["receipt"] or "",
        beside=row["beside"],
        judged=_VERDICTS[row["judged"]],
        filed_under=Reporter.parse(row["filed_under"]) if row["filed_under"] else None,
    )
