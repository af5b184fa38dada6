"""What became of one file or mail that was collected, as the faces show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from taizhang.desk.check import Checked
from taizhang.desk.mail_states import SILENT
from taizhang.model.verdict import ReceiptState


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file or attachment, or of a mail that held none."""

    source: str  # where it came from
    file_name: str
    number: int  # in the register; 0 for what has no line there
    known: bool  # the same had been taken in before
    reason: str
    word: str  # the verdict's, or the mail's state
    sender: str = ""  # mail address; "" for a file
    checked: Checked | None = None
    received: datetime | None = None
    state: ReceiptState | None = None  # of the mail or file as a whole; None for what was left where it lay

    @property
    def reporter_name(self) -> str:
        return self.checked.reporter_name if self.checked else ""

    @property
    def exit_code(self) -> int:
        """0 also for what no machine is to be answered for, 3 for what could not be read or was left there."""
        if self.checked is None:
            return 0 if self.state in SILENT else 3
        return self.checked.exit_code

    def as_json(self) -> dict[str, Any]:
        from taizhang.desk.words import checked_as_json

        facts = {
            "source": self.source, "number": self.number, "known": self.known, "reason": self.reason,
            "state": self.state.value if self.state else None,
        }  # fmt: skip
        return facts | (checked_as_json(self.checked) if self.checked else {"file": self.file_name})
