"""Mail: the only room that reads and writes it."""

from taizhang.mail.kinds import is_mail, kind_of_mail
from taizhang.mail.mailbox import is_mailbox, split_mailbox
from taizhang.mail.maildir import is_maildir, list_maildir
from taizhang.mail.nouns import Attachment, CloudLink, Mail
from taizhang.mail.read import read_headers, read_mail
from taizhang.mail.write import write_mail

__all__ = [
    "Attachment",
    "CloudLink",
    "Mail",
    "is_mail",
    "is_mailbox",
    "is_maildir",
    "kind_of_mail",
    "list_maildir",
    "read_headers",
    "read_mail",
    "split_mailbox",
    "write_mail",
]
