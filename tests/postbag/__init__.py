"""A seeded mailbox of every kind that arrives at an office, with what must become of each mail.

`make(office, 500)` writes the mails, `lay_out` puts them where a collector looks: folders of .eml and .msg, an mbox, a
Maildir. What is right is known from how a mail was made; nothing of ours reads it first.
"""

from postbag.bag import make
from postbag.nouns import Case, Expected, Form, Found, Truth
from postbag.office import COLLECTED, PostOffice
from postbag.post import every_kind
from postbag.stores import Laid, lay_out

__all__ = [
    "COLLECTED",
    "Case",
    "Expected",
    "Form",
    "Found",
    "Laid",
    "PostOffice",
    "Truth",
    "every_kind",
    "lay_out",
    "make",
]
