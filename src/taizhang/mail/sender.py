"""Who sent a mail: by its From header alone, read before anything is decoded; where that is in doubt, nobody.

A mail server vouches for the address that it takes for the sender's. A header that another program may read otherwise
could show it a stranger's and us a county's, so only what can be read in one way is read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.mail.header_words import decode_header
from taizhang.mail.headers import Headers, one_line

_LONGEST = 2_000  # characters of the header
_SHOWN = 60  # characters of it in a note
_FOLD = re.compile(r"(?:\r\n|\r|\n)(?=[ \t])")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_END = re.compile(rb"\r?\n\r?\n")
_BEGINS = re.compile(rb"(?:\A|[\r\n])from[ \t]*:", re.IGNORECASE)
_UNSEEN = bytes(set(range(32)) - set(b"\t\r\n"))
_PIECE = re.compile(
    r'(?P<quoted>"(?:[^"\\]|\\.)*+")|(?P<comment>\((?:[^()<>\\]|\\[^<>])*+\))|<(?P<angle>[^<>]*+)>|(?P<bare>[^"()<>]++)',
    re.DOTALL,
)
_ADDRESS = re.compile(r"\w[\w.+=-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,20}", re.ASCII)
_LIST = re.compile(r"[:;]|@[^@]*,|,[^@]*@")  # a group, or an address among others


@dataclass(frozen=True, slots=True)
class Sender:
    """The bare address in lower case; "" where there is none, or none that is beyond doubt."""

    address: str = ""
    note: str = ""  # one Chinese sentence: why a header that is there was not believed


def sender_of(headers: Headers, lines: int | None = None) -> Sender:
    """No header but From is asked: the others need not be what the server looked at.

    `lines` are the lines of the raw mail that begin one, of which a parser may have passed some over.
    """
    found = headers.all("from")
    if not any(one.strip() for one in found):
        return Sender()
    if len(set(found)) > 1 or (lines is not None and lines != len(found)):
        return Sender(note="邮件写有几个发件人或写法不合规范，认不准是谁发来的，请人工核对原邮件。")
    address = _address(found[0])
    return Sender(address.lower()) if address else Sender(note=_doubt(found[0]))


def from_lines(raw: bytes) -> int:
    """How many lines above the mail's first empty one some program would take for From."""
    end = _END.search(raw)
    head = raw[: end.start() if end else len(raw)]
    return len(_BEGINS.findall(head.translate(None, delete=_UNSEEN)))


def _address(written: str) -> str:
    """The only address of the header that can be the sender's; "" where there is none such."""
    unfolded = _FOLD.sub("", written).strip(" \t\r\n")
    if len(unfolded) > _LONGEST or _CONTROL.search(unfolded):
        return ""
    pieces = list(_PIECE.finditer(unfolded))
    if sum(len(piece[0]) for piece in pieces) != len(unfolded):
        return ""  # a quote, a bracket or a comment that does not close, or one within another
    told = [piece for piece in pieces if piece.lastgroup != "comment" and piece[0].strip()]
    angles = [piece["angle"] for piece in told if piece.lastgroup == "angle"]
    if not angles:
        return _plain(told[0][0]) if len(told) == 1 else ""
    outside = " ".join(piece[0] for piece in told if piece.lastgroup == "bare")
    is_last = told[-1].lastgroup == "angle"
    return _plain(angles[0]) if len(angles) == 1 and is_last and not _LIST.search(outside) else ""


def _plain(written: str) -> str:
    address = written.strip(" \t")
    return address if _ADDRESS.fullmatch(address) else ""


def _doubt(written: str) -> str:
    shown = one_line(decode_header(written[:_LONGEST]))
    more = "…" if len(shown) > _SHOWN else ""
    return f"邮件的发件人写作“{shown[:_SHOWN]}{more}”，认不准是谁发来的，请人工核对原邮件。"
