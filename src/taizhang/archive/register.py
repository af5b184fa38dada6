"""The register of submissions: lines are added once and never changed; the newest accepted one counts."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select

from taizhang.archive.blobs import keep_blob
from taizhang.archive.chain import chain_end, line_hash, remember_end
from taizhang.archive.entries import Counted, Filed, NewSubmission, Registered
from taizhang.archive.schema import counting_submission, submission
from taizhang.archive.written import findings_json, findings_of, moment, moment_utc, one_line
from taizhang.model.finding import Finding, Severity
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict

_BESIDE_THE_NOUN = ("findings", "record")  # large, and read only when asked for
_LINE = [column for column in submission.columns if column.name not in _BESIDE_THE_NOUN]


def register_submission(connection: Connection, entry: NewSubmission, content: bytes) -> Registered:
    """Add a line and keep the file's bytes, unless this sender sent the same bytes for this plan and period."""
    key = {
        "sha256": sha256(content).hexdigest(),
        "sender": one_line(entry.sender.strip().lower()),
        "plan": entry.plan,
        "period": str(entry.period or ""),
    }
    same = select(*_LINE).filter_by(**key)
    known = connection.execute(same).mappings().first()
    if known is not None:
        return Registered(_filed(known), new=False)
    keep_blob(connection, content)
    line = _line(connection, entry, key) | {"size": len(content)}
    line["hash"] = line_hash(line)
    connection.execute(insert(submission).values(line))
    remember_end(connection, line["number"], line["hash"])
    return Registered(_filed(connection.execute(same).mappings().one()), new=True)


def list_submissions(connection: Connection, plan: str | None, period: Period | None) -> tuple[Filed, ...]:
    """The register's lines in its order; None takes every plan, or every period."""
    lines = select(*_LINE).order_by(submission.c.number)
    if plan is not None:
        lines = lines.where(submission.c.plan == plan)
    if period is not None:
        lines = lines.where(submission.c.period == str(period))
    return tuple(_filed(row) for row in connection.execute(lines).mappings())


def counting_submissions(connection: Connection, plan: str, period: Period) -> tuple[Counted, ...]:
    """What counts for the period, by reporter."""
    rows = connection.execute(_counting(plan, period).order_by(counting_submission.c.reporter))
    return tuple(Counted(_filed(row), row["record"] or b"") for row in rows.mappings())


def counting_record(connection: Connection, plan: str, reporter: Reporter, period: Period) -> bytes | None:
    """The ledger that counts for one reporter; None where none was accepted."""
    one = _counting(plan, period).where(counting_submission.c.reporter == str(reporter))
    row = connection.execute(one).mappings().first()
    return row["record"] if row else None


def read_record(connection: Connection, number: int) -> bytes | None:
    return connection.execute(select(submission.c.record).where(submission.c.number == number)).scalar()


def read_findings(connection: Connection, number: int) -> tuple[Finding, ...]:
    told = connection.execute(select(submission.c.findings).where(submission.c.number == number)).scalar()
    return findings_of(told or "[]")


def _line(connection: Connection, entry: NewSubmission, key: dict[str, str]) -> dict[str, Any]:
    """The columns of the line that comes next, without the file's size and the line's hash."""
    last, previous_hash = chain_end(connection)
    return key | {
        "number": last + 1,
        "received": moment(entry.received),
        "received_utc": moment_utc(entry.received),
        "file_name": one_line(entry.file_name),
        "verdict": entry.verdict.value,
        "reporter": str(entry.reporter or ""),
        "errors": entry.count(Severity.ERROR),
        "warnings": entry.count(Severity.WARNING),
        "nothing_to_report": entry.nothing_to_report,
        "reason": one_line(entry.reason),
        "findings": findings_json(entry.findings),
        "record": entry.record,
        "mail": entry.mail or None,
        "previous_hash": previous_hash,
    }


def _counting(plan: str, period: Period) -> Select[Any]:
    return select(counting_submission).where(
        counting_submission.c.plan == plan, counting_submission.c.period == str(period)
    )


def _filed(row: RowMapping) -> Filed:
    return Filed(
        number=row["number"],
        received=datetime.fromisoformat(row["received"]),
        sender=row["sender"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        size=row["size"],
        verdict=Verdict(row["verdict"]),
        plan=row["plan"],
        reporter=Reporter.parse(row["reporter"]) if row["reporter"] else None,
        period=Period.parse(row["period"]) if row["period"] else None,
        errors=row["errors"],
        warnings=row["warnings"],
        reason=row["reason"],
        nothing_to_report=row["nothing_to_report"],
        mail=row["mail"] or "",
    )
