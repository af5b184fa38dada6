"""The archive's tables: what was issued, what arrived, what was decided; rows are added and never changed.

The statements are those that SQLite and PostgreSQL share; only the triggers that hold the promise against other
programs are SQLite's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 2

metadata = MetaData()


def _sha256(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, String(64), ForeignKey("blob.sha256"), nullable=optional)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _text("value"))

blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),  # in bytes
    Column("content", LargeBinary, nullable=False),
)

plan = Table(
    "plan",
    metadata,
    _number(),
    _text("id"),
    _text("version"),  # the plan's fingerprint; settings may differ between rows of one version
    _text("json"),
    _sha256("source", optional=True),
    _text("added_at"),
)

roster = Table("roster", metadata, _number(), _text("plan"), _text("added_at"))

roster_line = Table(
    "roster_line",
    metadata,
    Column("roster", Integer, ForeignKey("roster.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    *map(_text, ("reporter", "name", "level", "reports_to", "addresses", "contact", "phone", "leader")),
)

round_ = Table("round", metadata, _number(), _text("plan"), _text("period"), _text("opened_on"))

mail = Table(
    "mail",
    metadata,
    Column("sha256", String(64), ForeignKey("blob.sha256"), primary_key=True),
    *map(_text, ("received", "sender", "subject")),
)

submission = Table(
    "submission",
    metadata,
    _number(),
    _text("received"),  # as told, with its zone
    _text("received_utc"),  # the same moment, written so that text order is time order
    _text("sender"),
    _text("file_name"),
    _sha256("sha256"),
    Column("size", Integer, nullable=False),  # in bytes
    _text("verdict"),
    _text("plan"),  # "" where unknown, as with reporter and period
    _text("reporter"),
    _text("period"),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("nothing_to_report", Boolean, nullable=False),
    _text("reason"),
    _text("findings"),  # JSON
    Column("record", LargeBinary, nullable=True),  # the ledger, as the reader wrote it down
    Column("mail", String(64), ForeignKey("mail.sha256"), nullable=True),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    UniqueConstraint("sha256", "sender", "plan", "period", name="taken_in_once"),
    Index("submission_of", "plan", "period", "reporter"),
)

waiver = Table(
    "waiver",
    metadata,
    _number(),
    *map(_text, ("plan", "code", "reporter", "period", "row", "who", "why", "until", "given_at")),
)

waiver_withdrawal = Table(
    "waiver_withdrawal",
    metadata,
    _number(),
    Column("waiver", Integer, ForeignKey("waiver.number"), nullable=False),
    *map(_text, ("who", "why", "at")),
)

clearing = Table(
    "clearing",
    metadata,
    _number(),
    *map(_text, ("plan", "reporter", "row", "state", "evidence", "who", "why", "at")),
)

decision = Table(
    "decision",
    metadata,
    _number(),
    Column("submission", Integer, ForeignKey("submission.number"), nullable=True),
    *map(_text, ("choice", "who", "why", "at")),
)

# Which submission counts: the newest accepted one per plan, reporter and period.
COUNTING_VIEW = """
CREATE VIEW counting_submission AS
SELECT one.* FROM submission AS one
WHERE one.verdict = 'accepted' AND NOT EXISTS (
    SELECT 1 FROM submission AS newer
    WHERE newer.verdict = 'accepted'
      AND newer.plan = one.plan AND newer.reporter = one.reporter AND newer.period = one.period
      AND (newer.received_utc > one.received_utc
           OR (newer.received_utc = one.received_utc AND newer.number > one.number)))
"""

# A table of its own in SQLAlchemy's eyes, so that it can be selected from and is never created as one.
counting_submission = Table(
    "counting_submission", MetaData(), *(Column(c.name, c.type) for c in submission.columns)
)

NEVER_CHANGED = (
    blob, plan, roster, roster_line, round_, mail, submission, waiver, waiver_withdrawal, clearing, decision,
)  # fmt: skip

# What an archive of the version before lacks; adding it makes an older archive equal to a new one.
ADDED_IN: dict[int, tuple[Table, ...]] = {2: (waiver_withdrawal,)}


def create_schema(connection: Connection) -> None:
    """Make the tables, the view, and the triggers that refuse every change and deletion."""
    metadata.create_all(connection)
    connection.exec_driver_sql(COUNTING_VIEW)
    _guard(connection, NEVER_CHANGED)


def add_tables(connection: Connection, since: int) -> None:
    """Make the tables that came after a version, empty and guarded; what stands in the archive is not touched."""
    for version in range(since + 1, SCHEMA_VERSION + 1):
        metadata.create_all(connection, ADDED_IN[version])
        _guard(connection, ADDED_IN[version])


def _guard(connection: Connection, tables: Iterable[Table]) -> None:
    if connection.dialect.name == "sqlite":
        for table, verb in product(tables, ("UPDATE", "DELETE")):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table.name}_refuses_{verb.lower()} BEFORE {verb} ON {table.name} "
                "BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END"
            )
