"""A country in an archive: consolidated whole, and again after one ledger of 2,850 changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from checking import DAY, PERIOD, checked_alone
from pairs import Figure, once

from taizhang.archive import ExtractFile, NewRollup, NewSubmission, create_archive, open_archive
from taizhang.desk.context import Context
from taizhang.desk.rolling_up.wide.choosing import wide_rollings
from taizhang.desk.rolling_up.wide.round import close_rounds
from taizhang.ledgers import ledger_to_record
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster
from taizhang.model.verdict import Verdict
from taizhang.plans import fingerprint, plan_to_json

_AT_ONCE = 100
RECEIVED = datetime(2022, 10, 3, 9, tzinfo=UTC)
LATER = datetime(2022, 10, 3, 16, tzinfo=UTC)


def incremental_figures(folder: Path, plan: Plan, roster: Roster) -> Iterator[Figure]:
    """Of the filled ledgers in the folder; the results of both ways are the same bytes, or this fails."""
    path, beside, changed = folder / "全国.db", folder / "全国.db-extracts", folder / "改.book"
    _keep(path, folder, plan, roster)
    consolidate(path, folder / "先.book", beside)
    _change_one(path, folder, plan, roster)
    part = once(lambda: consolidate(path, changed, beside))
    whole = once(lambda: consolidate(path, folder / "全.book", None))
    if changed.read_bytes() != (folder / "全.book").read_bytes():
        raise AssertionError("what was remembered gave another workbook")
    yield Figure(
        "incremental.full", round(part, 5), round(whole, 5), round(part / whole, 4), "lower",
        "consolidated after one changed ledger, to the cost of consolidating everything",
    )  # fmt: skip


def consolidate(archive: Path, out: Path, beside: Path | None) -> None:
    """As the command does it, in one process that knows nothing yet."""
    close_rounds()
    with open_archive(archive) as store:
        (rolling,) = wide_rollings([store], PERIOD, None, DAY, None, ExtractFile(beside), wide_from=1)
        book = rolling.book()
        out.write_bytes(book.content)
        whole = book.rollup
        digest = sha256(book.content).hexdigest()
        store.add_rollup(
            NewRollup(whole.plan.id, PERIOD, whole.place.code, digest, book.submissions, RECEIVED)
        )


def _keep(path: Path, folder: Path, plan: Plan, roster: Roster) -> None:
    """An archive in which every file of the folder was accepted."""
    context = Context({plan.id: plan}, {plan.id: roster})
    with create_archive(path) as store:
        store.add_plan(plan_to_json(plan), plan.id, fingerprint(plan), None, roster, RECEIVED)
        files = sorted(folder.glob("*.xlsx"))
        for start in range(0, len(files), _AT_ONCE):
            some = files[start : start + _AT_ONCE]
            store.register_all([_accepted(one, one.read_bytes(), context, plan) for one in some])


def _change_one(path: Path, folder: Path, plan: Plan, roster: Roster) -> None:
    """One county sends another county's answers as its own newer ledger."""
    context = Context({plan.id: plan}, {plan.id: roster})
    files = sorted(folder.glob("*.xlsx"))
    first, second = files[len(files) // 2 : len(files) // 2 + 2]
    entry, content = _accepted(first, first.read_bytes(), context, plan)
    others = checked_alone(second.name, second.read_bytes(), context).ledger
    own = checked_alone(first.name, content, context).ledger
    assert others is not None
    assert own is not None
    record = ledger_to_record(replace(own, rows=others.rows))
    with open_archive(path) as store:
        changed = replace(entry, received=LATER, record=record, file_name="改后.xlsx")
        store.register(changed, content + b"\0")


def _accepted(path: Path, content: bytes, context: Context, plan: Plan) -> tuple[NewSubmission, bytes]:
    checked = checked_alone(path.name, content, context)
    assert checked.ledger is not None
    return (
        NewSubmission(
            RECEIVED, "", path.name, Verdict.ACCEPTED, plan.id, checked.reporter, PERIOD,
            findings=checked.findings, record=ledger_to_record(checked.ledger),
        ),
        content,
    )  # fmt: skip
