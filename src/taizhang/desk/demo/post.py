"""The post of the demonstration: filled ledgers as the mails that counties would send."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from taizhang.desk.files import write_file
from taizhang.model.reporter import RosterLine

OFFICE = "office@yigai.example"


def post_ledger(
    folder: Path, line: RosterLine, file_name: str, content: bytes, *, sent: datetime, subject: str
) -> Path:
    """Write one mail with one attachment into the folder; its path comes back."""
    from taizhang.mail import Attachment, write_mail

    sender = line.addresses[0]
    raw = write_mail(
        sender=sender,
        to=OFFICE,
        subject=subject,
        body=f"现报送{line.name}任务台账，请查收。",
        attachments=(Attachment(file_name, content),),
        date=sent,
        message_id=f"<{line.reporter.code}.{sent:%Y%m%d%H%M%S}@{sender.partition('@')[2]}>",
    )
    return write_file(folder / f"{sent:%Y%m%d%H%M}_{line.reporter.code}.eml", raw)
