"""What an accepted ledger claims of its rows' clearing, each with the cell it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.clearing import Claim
from taizhang.model.ledger import Blank, Ledger, LedgerRow
from taizhang.model.place import Place
from taizhang.model.submission import Submission
from taizhang.model.words.status import Clearing

CLAIMED_FIELDS = ("id", "status", "evidence", "clearing")  # what a claim is made of
_SAID = tuple(word.value.encode() for word in Clearing if word is not Clearing.NOT_REQUESTED)


def claims_of(ledger: Ledger, submission: Submission) -> Iterator[Claim]:
    """One for each row that has an id, also where its cell is blank; 同上 is the evidence of the row above."""
    proven = ""
    for row in ledger.rows:
        if row.blank("evidence") is not Blank.DITTO:
            proven = row.evidence.strip() if row.blank("evidence") is None else ""
        if row.id:
            yield _claim(row, proven, ledger, submission)


def may_speak_of_clearing(record: bytes) -> bool:
    """Whether any of the words stands in a stored ledger at all; most have none and need not be read."""
    return any(word in record for word in _SAID)


def _claim(row: LedgerRow, evidence: str, ledger: Ledger, submission: Submission) -> Claim:
    return Claim(
        reporter=ledger.reporter,
        row=row.id,
        period=ledger.period,
        submission=submission.number,
        file_name=submission.file_name or ledger.file_name,
        received=submission.received,
        clearing=row.clearing,
        status=row.status,
        evidence=evidence,
        place=row.at("clearing") or Place(ledger.file or submission.sha256, "", 0, 0),
        raw=row.raw.get("clearing", "").strip() or str(row.clearing or ""),
    )
