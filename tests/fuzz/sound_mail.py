"""What must hold of every Mail that was read, whatever stood in it."""

from __future__ import annotations

from fuzz.fit_to_show import can_be_written, fits_to_be_shown, says_one_line
from taizhang.mail import Mail, kind_of_mail, read_headers, read_mail, split_mailbox
from taizhang.model.verdict import Machine

_MOST_FILES = 1_000
_LONGEST_NOTE = 600  # characters


Read = tuple[str, list[tuple[Mail, Mail, int]]]


def read_all(content: bytes) -> Read:
    """Its kind; of each mail in it all that it says, what its headers alone say, and how many bytes it has."""
    kind = kind_of_mail(content, "a.eml")
    return kind, [(read_mail(raw), read_headers(raw), len(raw)) for raw in split_mailbox(content)]


def are_sound(read: Read, content: bytes) -> None:
    kind, mails = read
    assert kind in ("", "eml", "mbox", "msg", "tnef")
    assert sum(size for _, _, size in mails) <= len(content)
    for mail, headers, size in mails:
        _is_sound(mail, size)
        _is_sound(headers, size)


def _is_sound(mail: Mail, size: int) -> None:
    assert isinstance(mail, Mail)
    can_be_written(mail)
    for line in (
        mail.subject,
        mail.sender,
        mail.message_id,
        mail.in_reply_to,
        *mail.references,
        *mail.returned_ids,
    ):
        says_one_line(line)
    assert mail.sender == mail.sender.strip().lower()
    assert mail.date is None or mail.date.tzinfo is not None
    assert isinstance(mail.machine, Machine)
    for note in mail.notes:
        says_one_line(note)
        assert len(note) <= _LONGEST_NOTE, f"a note of {len(note)} characters"
    assert len(mail.attachments) <= _MOST_FILES
    assert sum(len(file.content) for file in mail.attachments) <= 10 * size + 1_000
    for file in mail.attachments:
        fits_to_be_shown(file.name)
        says_one_line(file.content_type)
    for link in mail.links:
        says_one_line(link.name)
        says_one_line(link.site)
    assert min(mail.tables, mail.pictures, mail.returned_attachments) >= 0
    assert not (mail.promises and mail.attachments)
