"""A Submission is one file that arrived: who sent what, when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Submission:
    """A line of the register; nothing in it is ever changed."""

    number: int  # running number of the register, from 1
    received: datetime  # with time zone
    sender: str  # mail address, or "" for a file taken from a folder
    file_name: str  # as sent; for display only
    sha256: str
    size: int  # in bytes
    verdict: Verdict
    plan: str = ""  # plan id; "" where unknown
    reporter: Reporter | None = None
    period: Period | None = None
    errors: int = 0
    warnings: int = 0
    reason: str = ""  # one Chinese sentence: why this verdict
