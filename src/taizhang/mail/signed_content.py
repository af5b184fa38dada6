"""Opaque S/MIME: the content inside a signature, which the `cryptography` library makes but does not hand out.

A strict walk of BER: definite and indefinite lengths, one level after the other, never past the bytes that are there.
Nothing is verified; the signature says nothing about who may report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_SIGNED = (
    bytes.fromhex("2a864886f70d010702"),
    bytes.fromhex("2a811ccf550601040202"),
)  # PKCS#7, and GM/T 0010 of SM2
_OTHERS = (
    bytes.fromhex("2a864886f70d010703"), bytes.fromhex("2a864886f70d010704"), bytes.fromhex("2a864886f70d010706"),
    bytes.fromhex("2a864886f70d0109100117"), bytes.fromhex("2a864886f70d0109100109"), bytes.fromhex("2a811ccf550601040203"),
    bytes.fromhex("2a811ccf550601040204"), bytes.fromhex("2a811ccf550601040205"),
)  # fmt: skip
_SEQUENCE, _OID, _OCTETS, _OCTETS_IN_PARTS, _FIRST = 0x30, 0x06, 0x04, 0x24, 0xA0
_HEAD = 32  # bytes in which the kind of envelope stands
_END = b"\0\0"
_DEEPEST = 16  # octet strings in octet strings


@dataclass(frozen=True, slots=True)
class _Element:
    """One element: its tag, and between which positions its content stands."""

    tag: int
    start: int
    end: int
    after: int  # where the next element begins


class _NoBer(Exception):  # noqa: N818 - the reader's own signal
    """The bytes are not what they announce."""


def is_sealed(content: bytes) -> bool:
    """Whether the bytes are a signed, encrypted or compressed envelope."""
    head = content[:_HEAD]
    return head.startswith(b"\x30") and any(
        bytes((_OID, len(oid))) + oid in head for oid in (*_SIGNED, *_OTHERS)
    )


def signed_content(content: bytes) -> bytes | None:
    """What was signed; b"" for a signature beside its content, None for an encrypted envelope or damage."""
    try:
        return _content(content)
    except _NoBer:
        return None


def _content(content: bytes) -> bytes | None:
    kind, wrapped = _first_two(content, _element(content, 0, len(content)))
    if content[kind.start : kind.end] not in _SIGNED:
        return None
    signed = _element(content, wrapped.start, wrapped.end)
    inner = [one for one in _children(content, signed, 4) if one.tag == _SEQUENCE]
    if not inner:
        raise _NoBer
    held = list(_children(content, inner[0], 2))
    if len(held) < 2 or held[1].tag != _FIRST:
        return b""
    return b"".join(_octets(content, _element(content, held[1].start, held[1].end), _DEEPEST))


def _first_two(content: bytes, outer: _Element) -> tuple[_Element, _Element]:
    found = list(_children(content, outer, 2))
    if outer.tag != _SEQUENCE or len(found) < 2 or (found[0].tag, found[1].tag) != (_OID, _FIRST):
        raise _NoBer
    return found[0], found[1]


def _octets(content: bytes, element: _Element, deepest: int) -> Iterator[bytes]:
    """The bytes of an octet string, also of one in parts."""
    if element.tag == _OCTETS:
        yield content[element.start : element.end]
    elif element.tag == _OCTETS_IN_PARTS and deepest:
        for part in _children(content, element, len(content)):
            yield from _octets(content, part, deepest - 1)
    else:
        raise _NoBer


def _children(content: bytes, outer: _Element, most: int) -> Iterator[_Element]:
    """The first elements inside one."""
    position = outer.start
    for _ in range(most):
        if position >= outer.end or content.startswith(_END, position):
            return
        element = _element(content, position, outer.end)
        yield element
        position = element.after


def _element(content: bytes, position: int, limit: int) -> _Element:
    """The element that begins there, which must end before the limit."""
    start, length = _head(content, position, limit)
    end = _end_mark(content, start, limit) if length is None else start + length
    if end > limit:
        raise _NoBer
    return _Element(content[position], start, end, end + (len(_END) if length is None else 0))


def _head(content: bytes, position: int, limit: int) -> tuple[int, int | None]:
    """Where the content begins and its length; None for one that an end mark closes. Only tags of one byte."""
    if position + 2 > limit or content[position] & 0x1F == 0x1F:
        raise _NoBer
    first, start = content[position + 1], position + 2
    if first < 0x80:
        return start, first
    if first == 0x80:
        return start, None
    width = first & 0x7F
    if width > 8 or start + width > limit:
        raise _NoBer
    return start + width, int.from_bytes(content[start : start + width], "big")


def _end_mark(content: bytes, position: int, limit: int) -> int:
    """Where the end mark stands that belongs to the element whose content begins here."""
    open_elements = 1
    while position < limit:
        if content.startswith(_END, position):
            open_elements -= 1
            if not open_elements:
                return position
            position += len(_END)
            continue
        start, length = _head(content, position, limit)
        open_elements += length is None
        position = start + (length or 0)
    raise _NoBer
