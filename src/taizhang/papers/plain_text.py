"""Plain text in the encodings that offices use."""

from __future__ import annotations

from taizhang.errors import CannotRead

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_plain(data: bytes, name: str) -> str:
    """The text of UTF-8, GB18030 or UTF-16 bytes.

    Raises:
        CannotRead: the bytes are text in none of them.
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return text
    raise CannotRead(f"{name}不是文本，或编码认不出来，请另存为编码为 UTF-8 的 .txt 后再编制。")


def _encodings(data: bytes) -> tuple[str, ...]:
    """Encodings to try in order; UTF-16 without its mark shows in zero bytes or in even lengths."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (encoding,)
    sample = data[:4096]
    if b"\x00" in sample:
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        return ("utf-16-le",) if odd >= even else ("utf-16-be",)
    return ("utf-8", "gb18030")


def _is_binary(text: str) -> bool:
    """Control characters beyond blanks and line breaks never stand in a document."""
    sample = text[:20000]
    strange = sum(character < " " and character not in "\t\n\r\f\x0b\x1a" for character in sample)
    return strange > len(sample) // 200
