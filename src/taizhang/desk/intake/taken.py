"""What became of one file or mail that was collected, as the faces show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from taizhang.desk.check import Checked, exit_code_of
from taizhang.desk.intake.mail_states import SILENT
from taizhang.errors import CannotRead
from taizhang.model.verdict import ReceiptState

if TYPE_CHECKING:
    from taizhang.archive import Filed


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
    filed: Filed | None = None  # the line of one that was taken in before; None for all others
    reporter_name: str = ""

    @property
    def exit_code(self) -> int:
        """0 also for what no machine is to be answered for, 3 for what could not be read or was left there."""
        if self.checked is not None:
            return self.checked.exit_code
        if self.filed is not None:
            return exit_code_of(self.filed.verdict, self.filed.errors + self.filed.warnings)
        return 0 if self.state in SILENT else CannotRead.exit_code

    def as_json(self) -> dict[str, Any]:
        from taizhang.desk.words import checked_as_json

        facts = {
            "source": self.source, "number": self.number, "known": self.known, "reason": self.reason,
            "state": self.state.value if self.state else None,
        }  # fmt: skip
        if self.checked:
            return facts | checked_as_json(self.checked)
        return facts | {"file": self.file_name} | (_as_filed(self.filed) if self.filed else {})


def _as_filed(line: Filed) -> dict[str, Any]:
    """What the register says of one that was taken in before, under the names that a checked file has."""
    return {
        "sha256": line.sha256,
        "bytes": line.size,
        "verdict": line.verdict.value,
        "reporter": str(line.reporter) if line.reporter else None,
        "period": str(line.period) if line.period else None,
        "plan": line.plan or None,
    }
