"""Which pieces of a mail are its text, which are pictures in the text, and which are the files that came with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from taizhang.mail.attachment_names import made_name
from taizhang.mail.found import Found
from taizhang.mail.kinds import is_file
from taizhang.mail.nouns import Attachment
from taizhang.mail.pieces import Piece
from taizhang.mail.signed_content import is_sealed
from taizhang.mail.transfer import bare_base64

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_OTHER_FORMS = ("text/calendar", "text/enriched", "text/x-amp-html", "text/watch-html")  # of the text
_SEALS = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-encrypted",
)
_APPLE_DOUBLE = b"\x00\x05\x16\x07"  # what a Mac keeps beside a file
_FILE = "application/octet-stream"
_KIND = re.compile(
    r"[a-z0-9][a-z0-9!#$&^_.+-]{0,79}/[a-z0-9][a-z0-9!#$&^_.+-]{0,119}", re.IGNORECASE | re.ASCII
)


def texts_and_files(pieces: Iterable[Piece], found: Found) -> tuple[list[Piece], list[Piece]]:
    """The texts of the mail, and what else there is; files whose encoding no header names are decoded."""
    texts, files = [], []
    for piece in pieces:
        mended = _with_lost_encoding(piece, found)
        if _is_text(mended):
            texts.append(mended)
        elif _is_something(mended, found):
            files.append(mended)
    return texts, files


def attachments_of(
    files: Sequence[Piece], shown: frozenset[str], found: Found
) -> tuple[tuple[Attachment, ...], int]:
    """The attachments, and how many pictures belong to the text; `shown` are the content ids that it shows."""
    pictures = [file for file in files if _is_in_text(file, shown)]
    kept = [file for file in files if not _is_in_text(file, shown)]
    attachments = tuple(_attachment(number, file, found) for number, file in enumerate(kept, 1))
    return attachments, len(pictures)


def _is_text(piece: Piece) -> bool:
    """Whether it is the mail's text in one of its forms, and not a workbook that was sent as the text."""
    other_form = piece.kind in _OTHER_FORMS and not piece.names and not piece.attached
    return (piece.is_text or other_form) and not is_file(piece.content)


def _is_something(piece: Piece, found: Found) -> bool:
    """Whether it is worth a line: not nothing, not a signature, not what a Mac keeps beside a file."""
    if not piece.content and not piece.names:
        return False
    if not piece.content and piece.where.at_the_cut:
        found.notes.append(f"附件“{piece.names[0]}”只有名称，内容没有收到，没有登记，请对方重发。")
        return False
    if piece.content.startswith(_APPLE_DOUBLE):
        found.notes.append("邮件里有苹果电脑的附属文件，不是附件，已略去。")
        return False
    is_seal = piece.kind in _SEALS or (is_sealed(piece.content) and piece.names[:1] == ("smime.p7s",))
    return not is_seal or is_file(piece.content)


def _is_in_text(piece: Piece, shown: frozenset[str]) -> bool:
    """Whether it is a picture that the text shows, or one without a name that belongs to it."""
    is_picture = piece.content.startswith(_PICTURES) or (
        piece.kind.startswith("image/") and not is_file(piece.content)
    )
    belongs = piece.where.inside == "related" and not piece.names and not piece.attached
    return is_picture and (belongs or piece.content_id in shown)


def _with_lost_encoding(piece: Piece, found: Found) -> Piece:
    content = bare_base64(piece.content)
    if content is None:
        return piece
    found.notes.append("邮件没有注明附件的编码，已按内容还原，请核对。")
    kind = _FILE if piece.is_text else piece.kind
    return replace(piece, content=content, kind=kind)


def _attachment(number: int, piece: Piece, found: Found) -> Attachment:
    name = piece.names[0] if piece.names else made_name(number, piece.content)
    if len(piece.names) > 1:
        found.notes.append(f"附件“{name}”在邮件中另有名称“{piece.names[1]}”，以前者为准。")
    if piece.broken:
        found.miss(f"附件“{name}”的编码不完整，内容可能被截断，请核对，必要时请对方重发。")
    kind = piece.kind if _KIND.fullmatch(piece.kind) else _FILE
    return Attachment(name, piece.content, kind, piece.where.ours)
