"""An Archive is the one place that keeps everything that was issued, arrived and was decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from types import TracebackType

from sqlalchemy import Connection, Engine

from taizhang.archive import answers, decisions, handing_in, outcomes, plans, receipts, register, rollups
from taizhang.archive import roster as rosters
from taizhang.archive.additions import Additions
from taizhang.archive.answers import Answer, Bounce, Delivery, NewAnswer
from taizhang.archive.blobs import cleared_blobs, read_blob
from taizhang.archive.chain import chain_end, chain_has
from taizhang.archive.connect import adding, forget, reading
from taizhang.archive.entries import (
    Counted,
    Decision,
    Filed,
    NewReceipt,
    NewSubmission,
    Outcome,
    Receipt,
    Registered,
    Round,
    Sums,
)
from taizhang.archive.export import exported_files
from taizhang.archive.handing_in import HandedIn
from taizhang.archive.location import Location
from taizhang.archive.purge import CLEARED, purge_plans
from taizhang.archive.rollups import KeptRollup, NewRollup
from taizhang.archive.verify import broken_places, cleared_places
from taizhang.errors import CannotRead
from taizhang.model.clearing import ClearingStep
from taizhang.model.finding import Finding
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter, Roster
from taizhang.model.verdict import DeliveryState, Verdict
from taizhang.model.waiver import Waiver


class Archive:
    """Each method is one transaction: what it was asked to keep is on disk when it returns, whole or not at all.

    Any method may raise CannotWrite (busy, read-only, disk full) and CannotRead (damaged).
    """

    def __init__(self, engine: Engine, location: Location) -> None:
        self._engine = engine
        self._location = location

    @property
    def where(self) -> str:
        """The file's name, or the server's address without anything secret."""
        return str(self._location)

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
        with self._adding() as additions:
            new_plan = plans.add_plan_version(additions, plan_json, plan_id, version, source, at)
            new_roster = rosters.add_roster(additions, plan_id, roster, at)
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
            raise CannotRead(f"档案库“{self._location}”里没有计划“{plan_id}”的这一版，请先加入档案库。")
        return found

    def roster(self, plan_id: str) -> Roster:
        """Who reports under the plan; nobody for an unknown plan."""
        with self._reading() as connection:
            return rosters.read_roster(connection, plan_id)

    def open_round(self, plan_id: str, period: Period | str, opened_on: date) -> None:
        """Remember which period is being collected."""
        period = period if isinstance(period, Period) else Period.parse(period)
        with self._adding() as additions:
            plans.add_round(additions, plan_id, period, opened_on)

    def rounds(self) -> tuple[Round, ...]:
        """The round that was opened last under each plan."""
        with self._reading() as connection:
            return plans.list_rounds(connection)

    def was_opened(self, plan_id: str, period: Period) -> bool:
        """Whether the period was ever collected under the plan."""
        with self._reading() as connection:
            return plans.has_round(connection, plan_id, period)

    # What arrives, and what becomes of it

    def receive(self, arrived: Iterable[tuple[NewReceipt, bytes]], *, at: datetime) -> tuple[bool, ...]:
        """Keep mails and files before anything reads them, all or none; False for each whose bytes are kept already."""
        with self._adding() as additions:
            return receipts.keep_receipts(additions, arrived, at)

    def receipts(self) -> tuple[Receipt, ...]:
        """In the order of arrival."""
        with self._reading() as connection:
            return receipts.list_receipts(connection)

    def taken_uids(self, mailbox: str, uidvalidity: int) -> frozenset[int]:
        """The mails of a mailbox that need not be fetched again."""
        with self._reading() as connection:
            return receipts.taken_uids(connection, mailbox, uidvalidity)

    def unfinished(self) -> tuple[Receipt, ...]:
        """The receipts without an outcome, in the order of arrival: they are to be taken up again."""
        with self._reading() as connection:
            return receipts.unfinished_receipts(connection)

    def conclude(
        self, outcome: Outcome, entries: Iterable[tuple[NewSubmission, bytes]]
    ) -> tuple[Registered, ...]:
        """Write down what became of a receipt, with the register's lines of its files, all or nothing.

        Once: a receipt that has its outcome keeps it, and the same files keep their lines.
        """
        with self._adding() as additions:
            return outcomes.conclude_receipt(additions, outcome, entries)

    def outcomes(self) -> tuple[Outcome, ...]:
        """In the order in which the receipts arrived."""
        with self._reading() as connection:
            return outcomes.list_outcomes(connection)

    def outcome(self, receipt_sha256: str) -> Outcome | None:
        """What became of one receipt; None where it is unknown or unfinished."""
        with self._reading() as connection:
            return next(iter(outcomes.list_outcomes(connection, receipt_sha256)), None)

    def submissions_in(self, receipt_sha256: str) -> tuple[Filed, ...]:
        """The lines of what was taken out of a receipt: in its order, also those that an earlier receipt brought."""
        with self._reading() as connection:
            return outcomes.lines_of_receipt(connection, receipt_sha256)

    def sums(self) -> Sums:
        """Whether everything that arrived is accounted for."""
        with self._reading() as connection:
            return outcomes.add_up(connection)

    # The register

    def register(self, entry: NewSubmission, content: bytes) -> Registered:
        """Add one line with the file's bytes, once: the same again gives the line that stands there."""
        with self._adding() as additions:
            return register.register_submission(additions, entry, content)

    def register_all(self, entries: Iterable[tuple[NewSubmission, bytes]]) -> tuple[Registered, ...]:
        """Many lines in one transaction: all of them or none."""
        with self._adding() as additions:
            return tuple(
                register.register_submission(additions, entry, content) for entry, content in entries
            )

    def submissions(
        self,
        plan: str | None = None,
        period: Period | None = None,
        *,
        judged: Collection[Verdict] | None = None,
    ) -> tuple[Filed, ...]:
        """The register's lines, in its order; of a plan, a period, these automatic verdicts, where they are given."""
        with self._reading() as connection:
            return register.list_submissions(connection, plan, period, judged)

    def submission(self, number: int) -> Filed | None:
        """The register's line of this number; None where there is none."""
        with self._reading() as connection:
            return register.find_line(connection, number)

    def record(self, number: int) -> bytes | None:
        """The ledger of this submission; None where it held none."""
        with self._reading() as connection:
            return register.read_record(connection, number)

    def records(self, numbers: Sequence[int]) -> Mapping[int, bytes]:
        """The ledgers of several lines by number; none for a line without one."""
        with self._reading() as connection:
            return register.read_records(connection, numbers)

    def findings(self, number: int) -> tuple[Finding, ...]:
        """What was found in the submission of this number."""
        with self._reading() as connection:
            return register.read_findings(connection, number)

    def findings_of(self, numbers: Sequence[int]) -> Mapping[int, tuple[Finding, ...]]:
        """What was found in several submissions, by number."""
        with self._reading() as connection:
            return register.read_findings_of(connection, numbers)

    def counting(self, plan: str, period: Period) -> tuple[Counted, ...]:
        """The submission that counts for each reporter: the newest accepted one; by reporter."""
        with self._reading() as connection:
            return register.counting_submissions(connection, plan, period)

    def counting_numbers(self, plan: str, period: Period) -> Mapping[Reporter, int]:
        """The number of the submission that counts for each reporter."""
        with self._reading() as connection:
            numbers = register.counting_numbers(connection, plan, period)
        return {Reporter.parse(reporter): number for reporter, number in numbers.items()}

    def counting_record(self, plan: str, reporter: Reporter, period: Period) -> bytes | None:
        """The ledger that counts for one reporter; None where none was accepted."""
        with self._reading() as connection:
            return register.counting_record(connection, plan, reporter, period)

    def blob(self, sha256: str) -> bytes:
        """The original with this SHA-256.

        Raises:
            CannotRead: the archive has no such original, or has it no more.
        """
        with self._reading() as connection:
            content = read_blob(connection, sha256)
            purged = not content and sha256 in cleared_blobs(connection)
        if purged:
            raise CannotRead(f"指纹为“{sha256}”的原件保存期已满，已到期清除，请向报送单位索取。")
        if content is None:
            raise CannotRead(f"档案库“{self._location}”里没有指纹为“{sha256}”的原件，请核对指纹。")
        return content

    # What persons decided

    def add_waiver(self, plan: str, waiver: Waiver, at: datetime) -> int:
        """The number of the waiver, by which it may be withdrawn."""
        with self._adding() as additions:
            return decisions.insert_waiver(additions, plan, waiver, at)

    def withdraw_waiver(self, number: int, who: str, why: str, at: datetime) -> None:
        """Take a waiver back; its line stays."""
        with self._adding() as additions:
            decisions.withdraw_waiver(additions, number, who, why, at)

    def waivers(self, plan: str, period: Period | None = None) -> tuple[Waiver, ...]:
        """In the order in which they were given, also those that are withdrawn or have run out."""
        with self._reading() as connection:
            return decisions.list_waivers(connection, plan, period)

    def add_clearings(self, steps: Sequence[ClearingStep], known: int) -> None:
        """Write down steps of a plan's rows, all or none, on the ground of the first `known` steps of the plan.

        Raises:
            CannotWrite: there are more by now.
        """
        with self._adding() as additions:
            decisions.insert_clearings(additions, steps, known)

    def clearings(self, plan: str) -> tuple[ClearingStep, ...]:
        with self._reading() as connection:
            return decisions.list_clearings(connection, plan)

    def decide(self, decision: Decision) -> None:
        """Let the submission stand as an official decided.

        Raises:
            BadUsage: the register has no such line, or it holds no ledger that could be accepted.
        """
        with self._adding() as additions:
            decisions.insert_decision(additions, decision)

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, oldest first."""
        with self._reading() as connection:
            return decisions.list_decisions(connection)

    # What was answered

    def keep_answer(self, answer: NewAnswer, content: bytes) -> Answer:
        """Keep a mail before it is sent; a submission that was answered keeps the answer that stands there."""
        with self._adding() as additions:
            return answers.keep_answer(additions, answer, content)

    def answers(self) -> tuple[Answer, ...]:
        with self._reading() as connection:
            return answers.list_answers(connection)

    def answers_on(self, address: str, day: date) -> int:
        """How many were kept for this address on a day."""
        with self._reading() as connection:
            return answers.count_answers(connection, address, day)

    def note_delivery(self, number: int, state: DeliveryState, at: datetime, said: str) -> None:
        """Note how far the answer of this number got, and what the mail server said."""
        with self._adding() as additions:
            answers.add_delivery(additions, number, state, at, said)

    def deliveries(self) -> tuple[Delivery, ...]:
        with self._reading() as connection:
            return answers.list_deliveries(connection)

    def note_bounce(self, number: int, receipt_sha256: str, why: str, at: datetime) -> None:
        """Note that the answer of this number came back with this mail; once for each mail."""
        with self._adding() as additions:
            answers.add_bounce(additions, number, receipt_sha256, why, at)

    def bounces(self) -> tuple[Bounce, ...]:
        with self._reading() as connection:
            return answers.list_bounces(connection)

    # What was added up

    def add_rollup(self, rollup: NewRollup) -> int:
        """The number of the rollup."""
        with self._adding() as additions:
            return rollups.add_rollup(additions, rollup)

    def hand_in(self, rollup: NewRollup, content: bytes, file_name: str, *, who: str, why: str) -> HandedIn:
        """Keep the workbook of a rollup as handed in to the place above, in the chain."""
        with self._adding() as additions:
            number = handing_in.hand_in(additions, rollup, content, file_name, who, why)
        return next(one for one in self.handed_in() if one.number == number)

    def handed_in(self) -> tuple[HandedIn, ...]:
        """Oldest first."""
        with self._reading() as connection:
            return handing_in.list_handed_in(connection)

    def rollups(self) -> tuple[KeptRollup, ...]:
        with self._reading() as connection:
            return rollups.list_rollups(connection)

    # Whether it is whole

    def chain_end(self) -> tuple[int, str]:
        """Number and hash of the chain's last line: written down elsewhere, they bear witness to all before them."""
        with self._reading() as connection:
            return chain_end(connection)

    def chain_has(self, number: int, digest: str) -> bool:
        """Whether the chain once ended so, as it was written down elsewhere."""
        with self._reading() as connection:
            return chain_has(connection, number, digest)

    def verify(self) -> tuple[str, ...]:
        """What is broken, one Chinese sentence each; nothing when the archive is whole."""
        with self._reading() as connection:
            return tuple(broken_places(connection))

    def purge(self, plans: Sequence[str], year: int, *, who: str, why: str, at: datetime) -> int:
        """Clear the originals and personal data that came in under these plans, and those of that year under no plan.

        How many rows and originals it were; the rows, their fingerprints and the chain stay.
        """
        with self._adding() as additions:
            count = purge_plans(additions, plans, year, who, why, at)
        forget(self._engine, self._location, [table.name for table in CLEARED])
        return count

    def export(self) -> Iterator[tuple[str, bytes]]:
        """File names and contents: a csv of each table, each ledger's record, and each original; one look at one moment."""
        with self._reading() as connection:
            yield from exported_files(connection)

    def cleared(self) -> tuple[str, ...]:
        """What is not there any more because its time of keeping was over, one Chinese sentence each."""
        with self._reading() as connection:
            return tuple(cleared_places(connection))

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self._engine, self._location)

    def _adding(self) -> AbstractContextManager[Additions]:
        return adding(self._engine, self._location)
