"""Reminders as mails in a folder (发件箱): one file for each reporter, for a person to look at and to send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.all_or_none import all_or_none
from taizhang.desk.files import safe_name, write_file
from taizhang.desk.standing.reminders import Reminder, remind_each
from taizhang.errors import BadUsage

if TYPE_CHECKING:
    from taizhang.desk.standing.status import StatusReport


@dataclass(frozen=True, slots=True)
class ReminderMail:
    """What became of one reporter's reminder."""

    name: str
    state: str
    to: str  # "" where the roster has no address
    path: Path | None  # None where no mail was written

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "state": self.state,
            "to": self.to or None,
            "path": str(self.path) if self.path else None,
        }


def write_reminders(
    reports: Sequence[StatusReport], out: Path, *, address: str, name: str = "", now: datetime
) -> tuple[ReminderMail, ...]:
    """A mail to the first address of each reporter that is missing or has not mended; nothing is sent.

    Raises:
        BadUsage: the office's address is none.
        CannotWrite: the folder takes nothing; then it is as it was.
    """
    from taizhang.mail.write import is_address

    if not is_address(address):
        raise BadUsage(f"“{address}”不是邮箱地址，请用 --from 写明催报用的邮箱，如 yigaiban@example.cn。")
    office = _Office(address, name, now)
    made: list[ReminderMail] = []
    with all_or_none(out) as written:
        for report in reports:
            for reminder in remind_each(report):
                made.append(_written(report, reminder, out, office))
                written += [path for path in (made[-1].path,) if path]
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Office:
    """Who reminds, and when."""

    address: str
    name: str
    now: datetime


def _written(report: StatusReport, reminder: Reminder, out: Path, office: _Office) -> ReminderMail:
    to = next(_addresses(report, reminder), "")
    if not to:
        return ReminderMail(reminder.name, reminder.state, "", None)
    name = safe_name(f"{report.period}_{reminder.reporter}_{reminder.name}_催报")
    path = write_file(out / f"{name}.eml", _mail(report, reminder, to, office))
    return ReminderMail(reminder.name, reminder.state, to, path)


def _addresses(report: StatusReport, reminder: Reminder) -> Iterator[str]:
    """Those that are fit to write to."""
    from taizhang.mail.write import is_address

    for one in report.states:
        if str(one.line.reporter) == reminder.reporter:
            yield from filter(is_address, one.line.addresses)


def _mail(report: StatusReport, reminder: Reminder, to: str, office: _Office) -> bytes:
    from taizhang.mail import write_mail

    return write_mail(
        sender=office.address,
        sender_name=office.name,
        to=to,
        subject=f"【催报】{reminder.name}{report.period.title}任务台账（{reminder.state}）",
        body="\n\n".join(filter(None, (reminder.text, office.name))) + "\n",
        attachments=(),
        date=office.now,
        message_id=_message_id(report, reminder, office),
        draft=True,
    )


def _message_id(report: StatusReport, reminder: Reminder, office: _Office) -> str:
    told = f"{report.plan} {report.period} {reminder.reporter} {report.as_of} {office.now.isoformat()}"
    return f"<remind.{sha256(told.encode()).hexdigest()[:24]}@{office.address.rpartition('@')[2]}>"
