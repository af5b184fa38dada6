"""The archive: one file that keeps plans, rosters, mails, submissions and decisions; rows are only ever added."""

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
from taizhang.archive.opening import create_archive, open_archive
from taizhang.archive.store import Archive

__all__ = [
    "Archive",
    "ClearingStep",
    "Counted",
    "Decision",
    "Filed",
    "KeptMail",
    "NewSubmission",
    "Registered",
    "Round",
    "create_archive",
    "open_archive",
]
