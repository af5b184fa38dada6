"""From structure 2 to 3: mails become receipts with their outcomes, and one chain runs over every table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, text, update

from taizhang.archive.additions import Additions
from taizhang.archive.guards import guard
from taizhang.archive.location import Location
from taizhang.archive.schema import (
    CHAINED,
    NEVER_CHANGED,
    decision,
    meta,
    metadata,
    outcome,
    outcome_line,
    receipt,
    submission,
)
from taizhang.archive.views import create_views
from taizhang.errors import CannotRead

_REBUILT = ("submission", "decision")
_UNTOUCHED = ("blob", "plan", "roster", "roster_line", "round", "waiver", "waiver_withdrawal", "clearing")
_LATER = ("submitted",)
_HASHED = (
    "number", "received", "received_utc", "sender", "file_name", "sha256", "size", "verdict", "plan", "reporter",
    "period", "errors", "warnings", "nothing_to_report", "reason", "findings", "record", "mail", "previous_hash",
)  # fmt: skip


def put_everything_into_one_chain(connection: Connection, location: Location) -> None:
    """Check the register's own chain, rebuild what changed, and give every row its line.

    Raises:
        CannotRead: the register was changed.
    """
    _see_that_the_register_is_whole(connection, location)
    _set_aside(connection)
    new = [table for table in NEVER_CHANGED if table.name not in (*_UNTOUCHED, *_LATER)]
    metadata.create_all(connection, new, checkfirst=False)
    additions = Additions(connection)
    _chain_untouched(additions)
    _move_mails(additions)
    _move_submissions(additions)
    _move_decisions(additions)
    _conclude_mails(additions)
    additions.seal()
    for table in ("decision_2", "submission_2", "mail"):
        connection.exec_driver_sql(f"DROP TABLE {table}")
    create_views(connection)
    guard(connection, new)
    ended = meta.c.key == "register_end"
    connection.execute(update(meta).where(ended).values(key="register_end_of_structure_2"))


def _see_that_the_register_is_whole(connection: Connection, location: Location) -> None:
    """A changed line would be given a new hash, and nobody could tell any more."""
    number, previous = 0, "0" * 64
    for line in _rows(connection, "SELECT * FROM submission ORDER BY number"):
        if (line["number"], line["previous_hash"], line["hash"]) != (number + 1, previous, _hash_of(line)):
            raise _changed(location, f"登记簿第{number + 1}号与指纹不符")
        number, previous = line["number"], line["hash"]
    told = connection.execute(text("SELECT value FROM meta WHERE key = 'register_end'")).scalar()
    if (told or f"0 {'0' * 64}") != f"{number} {previous}":
        raise _changed(location, f"登记簿的末尾不对，现在到第{number}号")


def _changed(location: Location, says: str) -> CannotRead:
    return CannotRead(f"档案库“{location}”被改动过（{says}），没有升级，请用备份恢复后再打开。")


def _hash_of(line: Mapping[str, Any]) -> str:
    """As structure 2 hashed a line of its register."""
    told = {name: line[name] for name in _HASHED}
    told["nothing_to_report"] = bool(line["nothing_to_report"])
    told["record"] = None if line["record"] is None else sha256(line["record"]).hexdigest()
    return sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _set_aside(connection: Connection) -> None:
    """Take the old tables' names away, and all that hangs on them."""
    connection.exec_driver_sql("DROP VIEW counting_submission")
    connection.exec_driver_sql("DROP INDEX submission_of")
    for table in _REBUILT:
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_refuses_{verb}")
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_2")


def _chain_untouched(additions: Additions) -> None:
    for table in CHAINED:
        if table.name in _UNTOUCHED:
            keys = ", ".join(column.name for column in table.primary_key.columns)
            for row in _rows(additions.connection, f"SELECT * FROM {table.name} ORDER BY {keys}"):
                additions.put_in_chain(table, row)


def _move_mails(additions: Additions) -> None:
    """When a mail was taken in was not written down: as received."""
    for row in _rows(additions.connection, "SELECT * FROM mail ORDER BY received, sha256"):
        when = row["received"]
        additions.add(
            receipt, sha256=row["sha256"], kind="mail", name=row["subject"], received=when, arrived=when
        )


def _move_submissions(additions: Additions) -> None:
    for row in _rows(additions.connection, "SELECT * FROM submission_2 ORDER BY number"):
        truth = bool(row["nothing_to_report"])
        additions.add(
            submission, **row | {"receipt": row["mail"], "beside": None, "nothing_to_report": truth}
        )


def _move_decisions(additions: Additions) -> None:
    """They were remarks that changed nothing, and stay so."""
    for row in _rows(additions.connection, "SELECT * FROM decision_2 ORDER BY number"):
        additions.add(decision, **row)


def _conclude_mails(additions: Additions) -> None:
    """A mail without a line in the register was not finished, and stays to be taken up again."""
    listed = "SELECT number, mail, sha256, size, sender, reason FROM submission_2 ORDER BY number"
    lines: dict[str, list[dict[str, Any]]] = {}
    for line in _rows(additions.connection, listed):
        lines.setdefault(line["mail"], []).append(line)
    for mail in _rows(additions.connection, "SELECT * FROM mail ORDER BY received, sha256"):
        if held := lines.get(mail["sha256"]):
            _conclude(additions, mail, held)


def _conclude(additions: Additions, mail: Mapping[str, Any], lines: list[dict[str, Any]]) -> None:
    taken = [line for line in lines if line["sha256"] != mail["sha256"]]
    additions.add(
        outcome,
        receipt=mail["sha256"],
        state="taken" if taken else _state_of(lines[0]),
        reason="" if taken else lines[0]["reason"],
        at=mail["received"],
        sender=mail["sender"] or lines[0]["sender"],
        subject=mail["subject"],
        sent=None,
        message_id="",
        refers_to="[]",
        machine="",
        attachments=len(taken),
    )
    for position, line in enumerate(lines):
        additions.add(outcome_line, receipt=mail["sha256"], position=position, submission=line["number"])


def _state_of(line: Mapping[str, Any]) -> str:
    """What the line of a mail without attachments says in words."""
    if not line["size"]:
        return "empty"
    begins = {"邮件超过": "too-large", "邮件拆不开": "unreadable", "邮件没有读完整": "incomplete"}
    return next(
        (state for words, state in begins.items() if line["reason"].startswith(words)), "no-attachment"
    )


def _rows(connection: Connection, statement: str) -> Iterator[dict[str, Any]]:
    for row in connection.execute(text(statement)).mappings():
        yield dict(row)
