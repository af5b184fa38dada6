"""A mail written: headers in UTF-8 words, the text and the files in base64, the same bytes for the same arguments."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from taizhang.mail.attachment_names import shown_name
from taizhang.mail.headers import LOOP_HEADER, LOOP_WORD, one_line
from taizhang.mail.nouns import Attachment

_LONGEST_THREAD = 20  # mails
_ADDRESS = re.compile(r"[\w.+=-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_UNTYPED = "application/octet-stream"
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "zip": "application/zip",
    "pdf": "application/pdf",
}


def write_mail(
    sender: str,
    to: str,
    subject: str,
    body: str,
    attachments: Sequence[Attachment],
    *,
    date: datetime,
    message_id: str,
    in_reply_to: str = "",
    references: Sequence[str] = (),
    automatic: bool = False,
    sender_name: str = "",
    draft: bool = False,
) -> bytes:
    """The mail's bytes, with CRLF; `automatic` marks an answer of ours, so that nobody's machine answers back.

    A `draft` opens in Outlook and its like as a mail that is still to be sent.

    Raises:
        ValueError: an address is none.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(one_line(sender_name), addr_spec=one_line(sender))
    mail["To"] = Address(addr_spec=one_line(to))
    mail["Subject"] = one_line(subject)
    mail["Date"] = date
    mail["Message-ID"] = one_line(message_id)
    if in_reply_to:
        mail["In-Reply-To"] = one_line(in_reply_to)
        mail["References"] = _thread((*references, in_reply_to))
    if automatic:
        mail["Auto-Submitted"] = "auto-replied"
        mail[LOOP_HEADER] = LOOP_WORD
    if draft:
        mail["X-Unsent"] = "1"
    mail.set_content(body, charset="utf-8", cte="base64")
    for attachment in attachments:
        _attach(mail, attachment)
    if attachments:
        mail.set_boundary(f"=_{hashlib.sha256(message_id.encode()).hexdigest()[:32]}")
    return mail.as_bytes()


def _thread(ids: Sequence[str]) -> str:
    """The ids of the mails before, the newest last; of a long thread its beginning and its end."""
    told = list(dict.fromkeys(one_line(one) for one in ids))
    return " ".join(told if len(told) <= _LONGEST_THREAD else (told[0], *told[1 - _LONGEST_THREAD :]))


def is_address(text: str) -> bool:
    """Whether the text is one plain mail address."""
    return bool(_ADDRESS.fullmatch(text))


def _attach(mail: EmailMessage, attachment: Attachment) -> None:
    extension = attachment.name.rpartition(".")[2].lower()
    kind = attachment.content_type
    kind = _TYPES.get(extension, _UNTYPED) if kind == _UNTYPED else kind
    if kind.startswith(("multipart/", "message/")):
        kind = _UNTYPED  # as bytes they can only travel as a file
    main_type, _, sub_type = kind.partition("/")
    mail.add_attachment(
        attachment.content,
        maintype=main_type,
        subtype=sub_type,
        filename=shown_name(attachment.name) or "附件.dat",
    )
