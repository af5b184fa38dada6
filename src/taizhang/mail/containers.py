"""Pieces that hold other pieces, known by their content: mails as files, Outlook's files, signed envelopes, uuencode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.mail.attachment_names import shown_name
from taizhang.mail.damage import parsed, parts_in_text
from taizhang.mail.found import Found
from taizhang.mail.header_words import decode_bytes
from taizhang.mail.headers import Headers, message_ids, own_id
from taizhang.mail.kinds import (
    OLE_MAGIC,
    TNEF_MAGIC,
    is_file,
    is_outlook_message,
    looks_like_mail,
    was_sent,
)
from taizhang.mail.pieces import Node, Part, Piece, Where
from taizhang.mail.signed_content import is_sealed, signed_content
from taizhang.mail.uuencoded import files_in_text

if TYPE_CHECKING:
    from taizhang.mail.outlook_message import OutlookAttachment, OutlookMessage

_UNTYPED = "application/octet-stream"
_ENVELOPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SEALED_ENDING = ".p7m"
_PGP = (b"-----BEGIN PGP MESSAGE-----",)
_SEALED = "邮件或其中一部分是加密的，读不出内容，请对方不加密重新发送。"


def opened(piece: Piece, found: Found) -> list[Node] | None:
    """What is inside the piece; None when it holds no others or cannot be opened."""
    opens = _opener(piece)
    if opens is None:
        return None
    if not found.counts_opened(len(piece.content)):
        return []
    return opens(piece, found)


def _opener(piece: Piece) -> Callable[[Piece, Found], list[Node] | None] | None:
    content = piece.content
    if content.startswith(TNEF_MAGIC):
        return _in_bundle
    if content.startswith(OLE_MAGIC):
        return _in_outlook_file if is_outlook_message(content) else None
    if is_file(content):
        return None
    if is_sealed(content) or piece.kind in _ENVELOPES:
        return _in_envelope
    if content.lstrip()[:64].startswith(_PGP):
        return _encrypted
    if _is_mail(piece):
        return _in_mail
    return _in_text if piece.is_text else None


def _is_mail(piece: Piece) -> bool:
    if piece.is_text:
        return False
    named = any(name.lower().endswith(".eml") for name in piece.names) or piece.kind.startswith("message/")
    return looks_like_mail(piece.content) if named else not piece.names and was_sent(piece.content)


def _in_mail(piece: Piece, found: Found) -> list[Node] | None:
    message = parsed(piece.content, found)
    if message is None:
        return None
    headers = Headers.of(message)
    found.returned_ids.extend(message_ids(own_id(headers)))
    return [Part(message, piece.where.deeper(ours=headers.is_ours()))]


def _in_bundle(piece: Piece, found: Found) -> list[Node] | None:
    from taizhang.mail.tnef import read_tnef

    bundle = read_tnef(piece.content)
    if bundle.cut_off:
        found.miss("附件包不完整，里面的文件可能缺失或被截断，请核对，必要时请对方重发。")
    where = piece.where.deeper()
    files = [
        Piece(one.content, one.kind, where, _shown(one.names), attached=True)
        for one in bundle.files
        if one.content or one.names
    ]
    return [*_texts(bundle.plain, bundle.html, bundle.charset, where), *files]


def _in_outlook_file(piece: Piece, found: Found) -> list[Node] | None:
    from taizhang.mail.outlook_message import read_outlook_message

    message = read_outlook_message(piece.content, found.limits.messages - piece.where.depth)
    if message is None:
        found.miss("邮件附带的另一封邮件读不出来，里面的附件没有读取，请人工查看原邮件。")
        return None
    found.returned_ids.extend(message_ids(own_id(message.headers)))
    return nodes_of_outlook(message, piece.where.deeper(ours=message.headers.is_ours()), found)


def nodes_of_outlook(message: OutlookMessage, where: Where, found: Found) -> list[Node]:
    """The text and the attachments of a message of Outlook's, with those of the messages embedded in it."""
    if message.lacking:
        found.miss("邮件的一个附件不在邮件里或嵌套过深，没有读取，请人工查看原邮件。")
    nodes = _texts(message.plain.encode("utf-8", errors="replace"), message.html, "utf-8", where)
    for attachment in message.attachments:
        nodes += _attached(attachment, where, found)
    return nodes


def _attached(attachment: OutlookAttachment, where: Where, found: Found) -> list[Node]:
    inner = attachment.message
    if inner is not None:
        found.returned_ids.extend(message_ids(own_id(inner.headers)))
        return nodes_of_outlook(inner, where.deeper(ours=inner.headers.is_ours()), found)
    names = _shown(attachment.names)
    return [
        Piece(
            attachment.content,
            attachment.kind,
            where,
            names,
            content_id=attachment.content_id,
            attached=not attachment.content_id,
        )
    ]


def _in_envelope(piece: Piece, found: Found) -> list[Node] | None:
    """What was signed: a part of a mail, or a file that was signed by itself."""
    content = signed_content(piece.content)
    if content is None:
        found.miss("邮件或其中一部分是加密的或签名封装已损坏，读不出内容，请对方不加密重新发送。")
        return []
    if not content:
        return None
    message = parsed(content, found) if looks_like_mail(content) else None
    if message is not None:
        return [Part(message, piece.where.deeper())]
    names = tuple(
        name[: -len(_SEALED_ENDING)] for name in piece.names if name.lower().endswith(_SEALED_ENDING)
    )
    return [replace(piece, content=content, names=names, where=piece.where.deeper())]


def _encrypted(_piece: Piece, found: Found) -> list[Node]:
    found.miss(_SEALED)
    return []


def _in_text(piece: Piece, found: Found) -> list[Node] | None:
    """Files that stand in a text: as uuencode, or as parts whose header is lost."""
    parts = parts_in_text(piece.content, found)
    if parts is not None:
        return [Part(parts, piece.where.deeper())]
    written = list(files_in_text(piece.content))
    if not written:
        return None
    starts, ends = [one.start for one in written], [one.end for one in written]
    rest = [piece.content[end:start] for end, start in zip([0, *ends], [*starts, None], strict=True)]
    files = [
        Piece(
            one.content,
            _UNTYPED,
            piece.where,
            _shown([decode_bytes(one.name)]),
            attached=True,
            broken=one.broken,
        )
        for one in written
    ]
    return [replace(piece, content=b"".join(rest)), *files]


def _texts(plain: bytes, html: bytes, charset: str, where: Where) -> list[Node]:
    texts = (("text/plain", plain), ("text/html", html))
    return [Piece(content, kind, where, charset=charset) for kind, content in texts if content]


def _shown(names: Sequence[str]) -> tuple[str, ...]:
    """The first of the names; those behind it are short forms that old programs need."""
    return tuple(shown for name in names if (shown := shown_name(name)))[:1]
