"""Header text decoded as Chinese mail programs meant it (INTAKE 49)."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator

_WORD = re.compile(r"=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=")
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_GB = frozenset(
    {"gb2312", "gb-2312", "gb_2312-80", "euc-cn", "euccn", "gbk", "x-gbk", "cp936", "ms936", "gb18030"}
)
# Codecs that Python counts as text though no mail is written in them.
_NO_TEXT = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})


def decode_header(raw: str) -> str:
    """The header's text in one line; `raw` holds bytes above 127 as surrogate escapes, as the parser gives them."""
    unfolded = _FOLD.sub(" ", raw)
    return "".join(_decoded_stretches(unfolded)).strip()


def decode_bytes(written: bytes, label: str = "") -> str:
    """The text of bytes that claim a charset; every name of GB is read as GB18030, an unknown one is guessed."""
    for charset in (*_charsets(label), "utf-8", "gb18030"):
        try:
            return written.decode(charset)
        except UnicodeDecodeError as trouble:
            if charset == "utf-8" and _is_cut_off(written, trouble):
                return written.decode(charset, errors="replace")
        except (LookupError, ValueError):
            continue
    return written.decode(next(_charsets(label), "utf-8"), errors="replace")


def _is_cut_off(written: bytes, trouble: UnicodeDecodeError) -> bool:
    """Whether all is UTF-8 but a last character that was cut; read as GB18030 the whole would turn into other words."""
    return trouble.reason == "unexpected end of data" and not written[: trouble.start].isascii()


def raw_bytes(text: str) -> bytes:
    """The bytes that stood in the mail for a text of the parser's."""
    return text.encode("utf-8", errors="surrogateescape")


def _decoded_stretches(text: str) -> Iterator[str]:
    """Plain text as it stands, and neighbouring encoded words of one charset joined before they are decoded."""
    joined, charset, end = b"", "", 0
    for word in _WORD.finditer(text):
        between = text[end : word.start()]
        label = _charset_name(word[1])
        if between.strip() or not end or label != charset:
            yield decode_bytes(joined, charset)
            yield decode_bytes(raw_bytes(between)) if between.strip() or not end else ""
            joined, charset = b"", label
        joined += _word_bytes(word[2], word[3])
        end = word.end()
    yield decode_bytes(joined, charset)
    yield decode_bytes(raw_bytes(text[end:]))


def _word_bytes(encoding: str, written: str) -> bytes:
    """The bytes of one encoded word; padding that was cut off is put back."""
    content = raw_bytes(written)
    if encoding in "qQ":
        return quopri.decodestring(content.replace(b"_", b" "), header=False)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return content


def _charset_name(label: str) -> str:
    """The charset without its language; all names of GB are one."""
    name = label.partition("*")[0].strip().lower()
    return "gb18030" if name in _GB else name


def _charsets(label: str) -> Iterator[str]:
    """The codec to try first for a claimed charset; none when it cannot be trusted."""
    name = _charset_name(label)
    if name and name not in _NO_TEXT and _is_text_codec(name):
        yield name


def _is_text_codec(name: str) -> bool:
    try:
        "a".encode(name)  # an empty text would not even ask for the codec
    except (LookupError, ValueError):
        return False
    return True
