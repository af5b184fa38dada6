"""The archive: the one place that keeps plans, rosters, receipts, submissions and decisions; rows are only ever added."""

from taizhang.archive.answers import Answer, Bounce, Delivery, NewAnswer
from taizhang.archive.copies import back_up, restore
from taizhang.archive.entries import (
    Counted,
    Decision,
    Filed,
    MailboxUid,
    NewReceipt,
    NewSubmission,
    Outcome,
    Receipt,
    Registered,
    Round,
    Sums,
)
from taizhang.archive.extracts import ExtractFile, KeptPart
from taizhang.archive.handing_in import HandedIn
from taizhang.archive.opening import create_archive, has_archive, open_archive
from taizhang.archive.rollups import KeptRollup, NewRollup
from taizhang.archive.store import Archive

__all__ = [
    "Answer",
    "Archive",
    "Bounce",
    "Counted",
    "Decision",
    "Delivery",
    "ExtractFile",
    "Filed",
    "HandedIn",
    "KeptPart",
    "KeptRollup",
    "MailboxUid",
    "NewAnswer",
    "NewReceipt",
    "NewRollup",
    "NewSubmission",
    "Outcome",
    "Receipt",
    "Registered",
    "Round",
    "Sums",
    "back_up",
    "create_archive",
    "has_archive",
    "open_archive",
    "restore",
]
