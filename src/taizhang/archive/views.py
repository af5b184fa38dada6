"""What the register's lines amount to: the newest decision applied, and of those the newest accepted one counts."""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, Table

from taizhang.archive.schema import submission

# Decisions in other words are remarks of an older structure. UNDO returns to what was found automatically; a choice
# without a verdict of its own means what was found in the file, and a file without a ledger cannot be accepted by it.
_VERDICT = """CASE
        WHEN latest.choice IS NULL OR latest.choice = 'undo' THEN one.verdict
        WHEN latest.verdict IS NOT NULL THEN latest.verdict
        WHEN latest.choice = 'refuse' THEN 'set-aside'
        WHEN one.record IS NULL THEN one.verdict
        WHEN one.errors = 0 THEN 'accepted'
        ELSE 'returned'
    END"""

_REPORTER = """CASE
        WHEN latest.choice IS NULL OR latest.choice = 'undo' THEN one.reporter
        ELSE coalesce(latest.reporter, one.reporter)
    END"""

_IN_EFFECT = {"verdict": _VERDICT, "reporter": _REPORTER}

_COLUMNS = ",\n    ".join(
    f"{_IN_EFFECT.get(column.name, f'one.{column.name}')} AS {column.name}" for column in submission.columns
)

JUDGED_VIEW = f"""CREATE VIEW judged_submission AS
SELECT
    {_COLUMNS},
    one.verdict AS judged,
    one.reporter AS filed_under
FROM submission AS one
LEFT JOIN (
    SELECT held.* FROM decision AS held
    WHERE held.choice IN ('accept', 'refuse', 'undo') AND NOT EXISTS (
        SELECT 1 FROM decision AS newer
        WHERE newer.submission = held.submission AND newer.number > held.number
            AND newer.choice IN ('accept', 'refuse', 'undo'))) AS latest ON latest.submission = one.number"""

_AUTOMATIC = {"judged": "verdict", "filed_under": "reporter"}
_NAMES = (*(column.name for column in submission.columns), *_AUTOMATIC)

# The newest accepted one per plan, reporter and period.
COUNTING_VIEW = f"""CREATE VIEW counting_submission AS
SELECT {", ".join(_NAMES)} FROM (
    SELECT one.*, row_number() OVER (
        PARTITION BY plan, reporter, period ORDER BY received_utc DESC, number DESC) AS place
    FROM judged_submission AS one WHERE verdict = 'accepted') AS ranked
WHERE place = 1"""

VIEWS = {"judged_submission": JUDGED_VIEW, "counting_submission": COUNTING_VIEW}


def _seen(name: str) -> Table:
    """A table in SQLAlchemy's eyes, so that it can be selected from and is never created as one."""
    columns = (Column(column.name, column.type) for column in submission.columns)
    automatic = (Column(name, submission.c[of].type) for name, of in _AUTOMATIC.items())
    return Table(name, MetaData(), *columns, *automatic)


judged_submission = _seen("judged_submission")
counting_submission = _seen("counting_submission")


def create_views(connection: Connection) -> None:
    for statement in VIEWS.values():
        connection.exec_driver_sql(statement)
