"""Mail: the only room that reads and writes it."""

from taizhang.mail.nouns import Attachment, Mail
from taizhang.mail.read import read_mail
from taizhang.mail.write import write_mail

__all__ = ["Attachment", "Mail", "read_mail", "write_mail"]
