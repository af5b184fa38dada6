"""The parts of a mail taken apart, from every message and container inside it, in the order of the mail (INTAKE 48)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import Message
from email.policy import compat32

from taizhang.mail.attachment_names import shown_name, written_names, written_parameter
from taizhang.mail.containers import opened
from taizhang.mail.damage import (
    ends_early,
    ends_in_its_headers,
    note_defects,
    parsed,
    with_found_boundary,
)
from taizhang.mail.found import Found
from taizhang.mail.headers import Headers, message_ids, own_id
from taizhang.mail.kinds import looks_like_mail
from taizhang.mail.pieces import Node, Part, Piece, parts_in
from taizhang.mail.transfer import content_of, decoded, written_bytes

_REPORTS = frozenset({"delivery-status", "disposition-notification", "feedback-report", "tracking-status"})
_AS_IT_STANDS = compat32.clone(max_line_length=None)
_ORIGINAL_ID = "original-message-id"


def pieces_of(nodes: Sequence[Node], found: Found) -> Iterator[Piece]:
    """Every piece that holds no others; what passes a bound is left out with a note."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if not found.counts_part():
            return
        if isinstance(node, Part) and not found.counts_headers(list(node.message.raw_items())):
            return
        if not found.allows_depth(node.where.depth):
            continue
        inner = _inside(node, found) if isinstance(node, Part) else None
        if inner is None:
            piece = _piece(node, found) if isinstance(node, Part) else node
            inner = opened(piece, found)
            if inner is None:
                yield piece
                continue
        waiting.extend(reversed(inner))


def _inside(part: Part, found: Found) -> list[Node] | None:
    """The parts inside this one; None when it is a leaf."""
    note_defects(part.message, found)
    main, _, sub = part.message.get_content_type().partition("/")
    if main == "message":
        return _inside_message(part, sub, found)
    held = parts_in(part.message)
    if held is not None:
        return _parts(part, held, sub)
    if main != "multipart":
        return None
    recovered = with_found_boundary(content_of(part.message)[0], found)
    return [Part(recovered, part.where)] if recovered is not None else None


def _parts(part: Part, held: Sequence[Message], kind: str) -> list[Node]:
    """The parts of a multipart; the last of them was cut off, where the multipart was."""
    where = replace(part.where.within(kind), at_the_cut=False)
    nodes: list[Node] = [Part(inner, where) for inner in held]
    if nodes and (part.where.at_the_cut or ends_early(part.message)):
        nodes[-1] = Part(held[-1], replace(where, at_the_cut=True))
    return nodes


def _inside_message(part: Part, sub: str, found: Found) -> list[Node] | None:
    if sub in _REPORTS:
        _note_report(part.message, found)
        return []
    if sub == "partial":
        found.miss("这是被拆成几封的邮件中的一封，附件不完整，请对方把文件分开或压缩后重新发送。")
        return []
    if sub == "external-body":
        url = written_parameter(Headers.of(part.message).first("content-type"), "url")
        _note_elsewhere(part.message, url, found)
        return []
    inner = next(iter(parts_in(part.message) or ()), None)
    if inner is None:
        return None
    encoding = str(part.message.get("content-transfer-encoding", ""))
    if inner.keys() and not encoding.strip().lower().startswith("quoted"):
        return [message_node(inner, part, found)]
    return _inside_encoded(part, inner, encoding, found)


def _note_elsewhere(message: Message, url: str, found: Found) -> None:
    """Remember a file that is only linked to."""
    if url.lower().startswith(("http:", "https:")):
        found.links.append(("".join(_names(message)[:1]), url))
    else:
        found.miss("邮件的一个附件只写明了存放的地方，不在邮件里，请对方作为普通附件重新发送。")


def _inside_encoded(part: Part, inner: Message, encoding: str, found: Found) -> list[Node]:
    """What a message part holds in base64, or in the quoted-printable that no standard allows: a mail, a file, a text."""
    content, broken = decoded(_as_it_travelled(inner), encoding)
    message = parsed(content, found) if looks_like_mail(content) else None
    if message is not None:
        return [message_node(message, part, found)]
    return [Piece(content, part.message.get_content_type(), part.where, _names(part.message), broken=broken)]


def _as_it_travelled(inner: Message) -> bytes:
    """The message's bytes with the headers that the parser took for its own."""
    try:
        return inner.as_bytes(policy=_AS_IT_STANDS) if inner.keys() else written_bytes(inner)
    except Exception:  # what the generator raises on malformed mail is of many kinds
        return written_bytes(inner)


def message_node(message: Message, holder: Part | Piece, found: Found) -> Part:
    """A message inside another, one deeper; its id is remembered, since a bounce is known by it."""
    headers = Headers.of(message)
    found.returned_ids.extend(message_ids(own_id(headers)))
    return Part(message, holder.where.deeper(ours=headers.is_ours()))


def _note_report(report: Message, found: Found) -> None:
    """Remember the id of the mail that a report is about."""
    for block in parts_in(report) or ():
        found.returned_ids.extend(message_ids(Headers.of(block).first(_ORIGINAL_ID)))


def _piece(part: Part, found: Found) -> Piece:
    """The leaf's bytes and what its headers say of them; a multipart without parts is a text."""
    message = part.message
    content, broken = content_of(message)
    if part.where.at_the_cut and ends_in_its_headers(message):
        content, broken = b"", False
    kind = message.get_content_type()
    if kind == "text/rfc822-headers":
        head = parsed(content, found)
        found.returned_ids.extend(message_ids(own_id(Headers.of(head)) if head else ""))
    return Piece(
        content,
        "text/plain" if kind.startswith("multipart/") else kind,
        part.where,
        _names(message),
        written_parameter(Headers.of(message).first("content-type"), "charset"),
        attached=message.get_content_disposition() == "attachment",
        content_id=str(message.get("content-id", "")).strip().strip("<>"),
        broken=broken,
    )


def _names(message: Message) -> tuple[str, ...]:
    headers = Headers.of(message)
    names = written_names(headers.first("content-disposition"), headers.first("content-type"))
    return tuple(dict.fromkeys(shown for name in names if (shown := shown_name(name))))
