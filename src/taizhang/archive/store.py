"""An Archive is one file that keeps everything that was issued, arrived and was decided."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine

from taizhang.archive import decisions, mails, plans, register, verify
from taizhang.archive import roster as rosters
from taizhang.archive.blobs import read_blob
from taizhang.archive.connect import reading, writing
from taizhang.archive.entries import (
    ClearingStep,
    Counted,
    Decision,
    Filed,
    KeptMail,
    NewSubmission,
    Registered,
    Round,
)
from taizhang.errors import CannotRead
from taizhang.model.finding import Finding
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter, Roster
from taizhang.model.waiver import Waiver


class Archive:
    """Each method is one transaction: what it was asked to keep is on disk when it returns, whole or not at all.

    Any method may raise CannotWrite (busy, read-only, disk full) and CannotRead (damaged).
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    # Plans, rosters, rounds

    def add_plan(
        self, plan_json: str, plan_id: str, version: str, source: bytes | None, roster: Roster, at: datetime
    ) -> bool:
        """Keep a plan's version with its roster; False where both stand there so already."""
        with self._writing() as connection:
            new_plan = plans.add_plan_version(connection, plan_json, plan_id, version, source, at)
            new_roster = rosters.add_roster(connection, plan_id, roster, at)
        return new_plan or new_roster

    def plans(self) -> tuple[tuple[str, str, str], ...]:
        """Id, version and JSON of each plan's newest version, in the order in which they were first added."""
        with self._reading() as connection:
            return plans.list_plans(connection)

    def plan_json(self, plan_id: str, version: str | None = None) -> str:
        """The newest JSON of a plan, or of one version of it.

        Raises:
            CannotRead: the archive has no such plan or version.
        """
        with self._reading() as connection:
            found = plans.read_plan_json(connection, plan_id, version)
        if found is None:
            raise CannotRead(f"档案库“{self.path}”里没有计划“{plan_id}”的这一版，请先加入档案库。")
        return found

    def roster(self, plan_id: str) -> Roster:
        """Who reports under the plan; nobody for an unknown plan."""
        with self._reading() as connection:
            return rosters.read_roster(connection, plan_id)

    def open_round(self, plan_id: str, period: Period | str, opened_on: date) -> None:
        """Remember which period is being collected."""
        period = period if isinstance(period, Period) else Period.parse(period)
        with self._writing() as connection:
            plans.add_round(connection, plan_id, period, opened_on)

    def rounds(self) -> tuple[Round, ...]:
        """The round that was opened last under each plan."""
        with self._reading() as connection:
            return plans.list_rounds(connection)

    def was_opened(self, plan_id: str, period: Period) -> bool:
        """Whether the period was ever collected under the plan."""
        with self._reading() as connection:
            return plans.has_round(connection, plan_id, period)

    # Mails and the register

    def keep_mail(self, raw: bytes, sender: str, subject: str, received: datetime) -> bool:
        """Keep a raw mail before anything reads it; False where it is kept already."""
        with self._writing() as connection:
            return mails.keep_raw_mail(connection, raw, sender, subject, received)

    def mails(self) -> tuple[KeptMail, ...]:
        with self._reading() as connection:
            return mails.list_mails(connection)

    def register(self, entry: NewSubmission, content: bytes) -> Registered:
        """Add one line with the file's bytes, once: the same again gives the line that stands there."""
        with self._writing() as connection:
            return register.register_submission(connection, entry, content)

    def register_all(self, entries: Iterable[tuple[NewSubmission, bytes]]) -> tuple[Registered, ...]:
        """Many lines in one transaction: all of them or none."""
        with self._writing() as connection:
            return tuple(
                register.register_submission(connection, entry, content) for entry, content in entries
            )

    def submissions(self, plan: str | None = None, period: Period | None = None) -> tuple[Filed, ...]:
        """The register's lines, in its order."""
        with self._reading() as connection:
            return register.list_submissions(connection, plan, period)

    def record(self, number: int) -> bytes | None:
        """The ledger of this submission; None where it held none."""
        with self._reading() as connection:
            return register.read_record(connection, number)

    def findings(self, number: int) -> tuple[Finding, ...]:
        """What was found in the submission of this number."""
        with self._reading() as connection:
            return register.read_findings(connection, number)

    def counting(self, plan: str, period: Period) -> tuple[Counted, ...]:
        """The submission that counts for each reporter: the newest accepted one; by reporter."""
        with self._reading() as connection:
            return register.counting_submissions(connection, plan, period)

    def counting_record(self, plan: str, reporter: Reporter, period: Period) -> bytes | None:
        """The ledger that counts for one reporter; None where none was accepted."""
        with self._reading() as connection:
            return register.counting_record(connection, plan, reporter, period)

    def blob(self, sha256: str) -> bytes:
        """The original with this SHA-256.

        Raises:
            CannotRead: the archive has no such original.
        """
        with self._reading() as connection:
            content = read_blob(connection, sha256)
        if content is None:
            raise CannotRead(f"档案库“{self.path}”里没有指纹为“{sha256}”的原件，请核对指纹。")
        return content

    def verify(self) -> tuple[str, ...]:
        """What is broken, one Chinese sentence each; nothing when the archive is whole."""
        with self._reading() as connection:
            return tuple(verify.broken_places(connection))

    # What persons decided

    def add_waiver(self, plan: str, waiver: Waiver, at: datetime) -> int:
        """The number of the waiver, by which it may be withdrawn."""
        with self._writing() as connection:
            return decisions.insert_waiver(connection, plan, waiver, at)

    def withdraw_waiver(self, number: int, who: str, why: str, at: datetime) -> None:
        """Take a waiver back; its line stays."""
        with self._writing() as connection:
            decisions.withdraw_waiver(connection, number, who, why, at)

    def waivers(self, plan: str, period: Period | None = None) -> tuple[Waiver, ...]:
        """In the order in which they were given, also those that are withdrawn or have run out."""
        with self._reading() as connection:
            return decisions.list_waivers(connection, plan, period)

    def add_clearing(self, step: ClearingStep) -> None:
        with self._writing() as connection:
            decisions.insert_clearing(connection, step)

    def clearings(self, plan: str) -> tuple[ClearingStep, ...]:
        with self._reading() as connection:
            return decisions.list_clearings(connection, plan)

    def add_decision(self, decision: Decision) -> None:
        with self._writing() as connection:
            decisions.insert_decision(connection, decision)

    def decisions(self) -> tuple[Decision, ...]:
        with self._reading() as connection:
            return decisions.list_decisions(connection)

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self._engine, self.path)

    def _writing(self) -> AbstractContextManager[Connection]:
        return writing(self._engine, self.path)
