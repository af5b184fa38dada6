"""The archive's tables: what was issued, what arrived, what was decided; rows are added and never changed.

The statements are those that SQLite and PostgreSQL share. Numbers are given by `Additions`, not by the database, so that
a transaction that was taken back leaves no gap.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
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
    insert,
)

SCHEMA_VERSION = 4

metadata = MetaData()

# Text sorts by its bytes on both, whatever the server's language is.
_Text = Text().with_variant(Text(collation="C"), "postgresql")
_Digest = String(64).with_variant(String(64, collation="C"), "postgresql")


def _sha256(name: str, *, optional: bool = False, key: bool = False) -> Column[str]:
    return Column(name, _Digest, ForeignKey("blob.sha256"), nullable=optional, primary_key=key)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=False)


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, _Text, nullable=False, primary_key=key)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _of(name: str, key: str, *, optional: bool = False) -> Column[int]:
    """The number of a row of another table."""
    return Column(name, Integer, ForeignKey(key), nullable=optional)


meta = Table("meta", metadata, _text("key", key=True), _text("value"))

blob = Table(
    "blob",
    metadata,
    Column("sha256", _Digest, primary_key=True),
    _count("size"),  # in bytes
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

receipt = Table(
    "receipt",
    metadata,
    _sha256("sha256", key=True),
    Column("number", Integer, nullable=False, unique=True),  # the order of arrival
    *map(_text, ("kind", "name", "received", "arrived")),
)


def _receipt(*, optional: bool = False, key: bool = False) -> Column[str]:
    return Column("receipt", _Digest, ForeignKey("receipt.sha256"), nullable=optional, primary_key=key)


mailbox_uid = Table(
    "mailbox_uid",
    metadata,
    _text("mailbox", key=True),
    Column("uidvalidity", BigInteger, primary_key=True, autoincrement=False),
    Column("uid", BigInteger, primary_key=True, autoincrement=False),
    _receipt(),
)

outcome = Table(
    "outcome",
    metadata,
    _receipt(key=True),
    *map(_text, ("state", "reason", "at", "sender", "subject")),
    Column("sent", _Text, nullable=True),
    _text("message_id"),
    _text("refers_to"),  # JSON: the message ids of the mails that it answers
    _text("machine"),
    _count("attachments"),
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
    _count("size"),  # in bytes
    _text("verdict"),
    _text("plan"),  # "" where unknown, as with reporter and period
    _text("reporter"),
    _text("period"),
    _count("errors"),
    _count("warnings"),
    Column("nothing_to_report", Boolean, nullable=False),
    _text("reason"),
    _text("findings"),  # JSON
    Column(
        "record", LargeBinary, nullable=True
    ),  # the ledger, or the rollup workbook, as the reader wrote it down
    _receipt(optional=True),
    _of("beside", "submission.number", optional=True),
    UniqueConstraint("sha256", "sender", "plan", "period", name="taken_in_once"),
    Index("submission_of", "plan", "period", "reporter"),
    Index("submission_in", "receipt"),
)

# Which lines the files of a receipt have: the same bytes sent again have the line that stands there already.
outcome_line = Table(
    "outcome_line",
    metadata,
    Column("receipt", _Digest, ForeignKey("outcome.receipt"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _of("submission", "submission.number"),
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
    _of("waiver", "waiver.number"),
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
    _of("submission", "submission.number", optional=True),  # None: a remark of structure 2 on no submission
    _text("choice"),  # a remark of structure 2 says it in free words, and changes nothing
    Column("verdict", _Text, nullable=True),
    Column("reporter", _Text, nullable=True),
    *map(_text, ("who", "why", "at")),
    Index("decision_on", "submission"),
)

answer = Table(
    "answer",
    metadata,
    _number(),
    Column("submission", Integer, ForeignKey("submission.number"), nullable=False, unique=True),
    _text("address"),
    _text("message_id"),
    _sha256("sha256"),
    _text("at"),
)

delivery = Table(
    "delivery", metadata, _number(), _of("answer", "answer.number"), *map(_text, ("state", "at", "said"))
)

bounce = Table(
    "bounce",
    metadata,
    _number(),
    _of("answer", "answer.number"),
    _receipt(),
    *map(_text, ("why", "at")),
    UniqueConstraint("answer", "receipt", name="bounced_once"),
)

rollup = Table(
    "rollup",
    metadata,
    _number(),
    *map(_text, ("plan", "period", "place")),
    Column("sha256", _Digest, nullable=False),  # of the workbook, which lies elsewhere
    _text("submissions"),  # JSON: their numbers
    _text("at"),
)

# Rollups that were handed in to the place above, each with its workbook.
submitted = Table(
    "submitted",
    metadata,
    _number(),
    _of("rollup", "rollup.number"),
    _sha256("sha256"),
    *map(_text, ("file_name", "who", "why", "at")),
)

# What was cleared when its time of keeping was over: the purge, and each row that it emptied or original that it took.
purge = Table("purge", metadata, _number(), *map(_text, ("plans", "who", "why", "at")))

purged = Table(
    "purged",
    metadata,
    _number(),
    _of("purge", "purge.number"),
    _text("table"),
    _text("key"),
    _text("row_hash"),  # of the row as it was left; of an original "", and its sha256 when it came in again
)

chain = Table(
    "chain",
    metadata,
    _number(),
    _text("table"),
    _text("key"),
    *(Column(name, _Digest, nullable=False) for name in ("row_hash", "previous_hash", "hash")),
)

# Every table whose rows have a line in the chain, each after those that it refers to.
CHAINED = (
    plan, roster, roster_line, round_, receipt, mailbox_uid, outcome, submission, outcome_line, waiver,
    waiver_withdrawal, clearing, decision, answer, delivery, bounce, rollup, submitted, purge, purged,
)  # fmt: skip

NEVER_CHANGED = (blob, *CHAINED, chain)


def create_tables(connection: Connection) -> None:
    """Make the tables; one of a name that is taken is not put up with."""
    metadata.create_all(connection, checkfirst=False)


def write_version(connection: Connection) -> None:
    connection.execute(insert(meta).values(key="schema_version", value=str(SCHEMA_VERSION)))
