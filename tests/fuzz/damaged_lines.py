"""Mails changed line by line: their headers, borders, labels and encodings."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from random import Random

from written_mails.by_outlook import Storage, compound_file

from fuzz.damaged_bytes import damaged_bytes
from fuzz.odd_values import INTEGERS, few, odd_value

_LABELS = (
    b"utf-8", b"gb2312", b"gbk", b"gb18030", b"utf-7", b"utf-16", b"utf-32", b"idna", b"rot13", b"hex", b"zlib", b"unicode_escape", b"undefined",
    b"punycode", b"mbcs", b"hz", b"iso-2022-jp", b"cp65001", b"x" * 3_000, b"\xff", b"", b"..", b"os", b"utf_8_sig", b"base64", b"ascii", b"big5",
)  # fmt: skip
_ENCODINGS = (
    b"base64",
    b"quoted-printable",
    b"8bit",
    b"7bit",
    b"binary",
    b"x-uuencode",
    b"uuencode",
    b"BASE64 ",
    b"x",
    b"",
    b"base64; x=y",
    b"gzip",
)
_KINDS = (
    b"text/plain", b"text/html", b"multipart/mixed", b"multipart/alternative", b"multipart/related", b"multipart/report", b"multipart/signed",
    b"multipart/digest", b"message/rfc822", b"message/partial; id=a; number=1; total=9", b"message/external-body; access-type=URL", b"message/delivery-status",
    b"message/global", b"application/ms-tnef", b"application/pkcs7-mime", b"application/octet-stream", b"image/png", b"text/calendar", b"x", b"/", b"multipart/",
    b"application/vnd.ms-outlook", b"text/rfc822-headers", b"application/applefile", b"multipart/appledouble", b"multipart/encrypted",
)  # fmt: skip
_LINES = (
    b"--=_b", b"--=_b--", b"--", b"", b" ", b"From: a@b.cn", b"From: =?gbk?B?zKg=?= <a@b.cn>, b@c.cn", b"From a@b.cn Sat Oct  8 09:30:00 2022", b"Subject: =?utf-8?B?5Y+w",
    b"Subject: =?utf-8?q?=ED=A0=80?=", b"Subject: \xe2\x80\xae\xb1\xa8", b"Date: Mon, 99 Foo 2022 25:61:61 +9999", b"Date: Sat, 08 Oct 99999 09:30:00", b"Date: \xff",
    b"Message-ID: <" + b"a" * 2_000 + b"@b>", b"Content-Type: text/plain; charset=utf-8", b'Content-Type: multipart/mixed; boundary="=_b"', b"Content-Transfer-Encoding: base64",
    b"Content-Disposition: attachment; filename*=utf-8''%E2%80%AE%00%ED%A0%80.xlsx", b"Content-Disposition: attachment; filename*0*=gbk'zh'%CC; filename*1*=%A8.xlsx",
    b"Content-Disposition: attachment; filename*9999999999=a", b"Content-Disposition: inline; filename=\"..\\..\\a.xlsx\"", b"Content-Disposition: attachment; filename=" + b"a" * 999,
    b"Auto-Submitted: auto-replied", b"In-Reply-To: <a@b", b"References: " + b"<a@b> " * 300, b"Content-ID: <a@x>", b"begin 644 a.xlsx", b"M" + b"!" * 60, b"`", b"end",
    b"X-A: " + b"=?x?B?" * 200, b"-----BEGIN PGP MESSAGE-----", b"Original-Message-ID: <1@x>", b"Return-Path: <>", b"Content-Type: x; name=\"\xe2\x80\xae.xlsx\"", b"\x00", b"\x1a", b"=",
)  # fmt: skip
_CHARSET = re.compile(rb"(?i)(charset=|=\?)\"?([\w-]+)")
_ENCODING = re.compile(rb"(?i)(content-transfer-encoding: *)([\w-]+)")
_KIND = re.compile(rb"(?i)(content-type: *)([\w/.+-]+)")
_BORDER = re.compile(rb"(?i)(boundary=\"?|^--)([^\"\r\n;-]+)", re.M)
_NAME = re.compile(rb"(?i)(name\*?=\"?)([^\"\r\n;]+)")


def damaged_lines(chance: Random, mail: bytes) -> bytes:
    for _ in range(few(chance)):
        mail = chance.choice(_CHANGES)(chance, mail)
    return mail


def _line(change: Callable[[Random, list[bytes], int], None]) -> Callable[[Random, bytes], bytes]:
    def of_one_line(chance: Random, mail: bytes) -> bytes:
        lines = mail.split(b"\n")
        most = len(lines) if chance.random() < 0.4 else min(len(lines), 40)  # mostly where the headers are
        change(chance, lines, chance.randrange(most))
        return b"\n".join(lines)

    return of_one_line


def _dropped(_chance: Random, lines: list[bytes], at: int) -> None:
    del lines[at]


def _doubled(chance: Random, lines: list[bytes], at: int) -> None:
    lines[at:at] = [lines[at]] * (1 if chance.random() < 0.8 else 300)


def _moved(chance: Random, lines: list[bytes], at: int) -> None:
    line = lines.pop(at)
    lines.insert(chance.randrange(len(lines) + 1), line)


def _put_in(chance: Random, lines: list[bytes], at: int) -> None:
    lines.insert(at, chance.choice(_LINES) + chance.choice((b"\r", b"\r", b"", b"\r\r")))


def _changed(chance: Random, lines: list[bytes], at: int) -> None:
    lines[at] = damaged_bytes(chance, lines[at], 3)


def _folded(chance: Random, lines: list[bytes], at: int) -> None:
    to = chance.randrange(len(lines[at]) + 1)
    lines[at : at + 1] = [lines[at][:to] + b"\r", b" " + lines[at][to:]]


def _word(pattern: re.Pattern[bytes], others: tuple[bytes, ...]) -> Callable[[Random, bytes], bytes]:
    def with_another(chance: Random, mail: bytes) -> bytes:
        found = list(pattern.finditer(mail[:200_000]))
        if not found:
            return mail
        one = chance.choice(found)
        other = (
            chance.choice(others)
            if others
            else chance.choice((odd_value(chance).encode("utf-8", "replace")[:900], chance.choice(found)[2]))
        )
        return mail[: one.start(2)] + other + mail[one.end(2) :]

    return with_another


def _in_another(chance: Random, mail: bytes) -> bytes:
    """The mail within a mail, once or far too often."""
    head = b"From: a@b.cn\r\nContent-Type: " + chance.choice(_KINDS) + b"\r\n\r\n"
    return head * chance.choice((1, 2, 15, 60)) + mail


def _cut(chance: Random, mail: bytes) -> bytes:
    return mail[: chance.randrange(len(mail) + 1)] if chance.random() < 0.3 else mail


def _other_ends(chance: Random, mail: bytes) -> bytes:
    return (
        mail.replace(b"\r\n", chance.choice((b"\n", b"\r", b"\r\r\n", b"\n\r")))
        if chance.random() < 0.3
        else mail
    )


_CHANGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    *[_line(change) for change in (_dropped, _doubled, _moved, _put_in, _put_in, _put_in, _changed, _changed, _folded)],
    _word(_CHARSET, _LABELS), _word(_CHARSET, _LABELS), _word(_ENCODING, _ENCODINGS), _word(_KIND, _KINDS), _word(_KIND, _KINDS), _word(_BORDER, ()),
    _word(_NAME, ()), _word(_NAME, ()), _in_another, _cut, _other_ends, damaged_bytes,
)  # fmt: skip


def damaged_winmail(chance: Random, content: bytes) -> bytes:
    """The attributes of a winmail.dat changed, each with a sum that fits, mostly."""
    head, attributes, at = content[:6], [], 6
    while at + 9 <= len(content):
        level, name, kind, size = struct.unpack_from("<BHHI", content, at)
        attributes.append((level, name, kind, content[at + 9 : at + 9 + size]))
        at += size + 11
    for _ in range(few(chance)):
        if attributes:
            _change_attribute(chance, attributes)
    return head + b"".join(_attribute(chance, *one) for one in attributes)


def _change_attribute(chance: Random, attributes: list[tuple[int, int, int, bytes]]) -> None:
    at = chance.randrange(len(attributes))
    level, name, kind, value = attributes[at]
    match chance.randrange(7):
        case 0:
            del attributes[at]
        case 1:
            attributes[at:at] = [attributes[at]] * (1 if chance.random() < 0.7 else 400)
        case 2:
            attributes[at] = (
                level,
                chance.choice(
                    (0x8004, 0x800C, 0x800F, 0x8010, 0x9002, 0x9003, 0x9005, 0x9007, 0x9006, 0x8012)
                ),
                kind,
                value,
            )
        case 3:
            attributes.insert(chance.randrange(len(attributes)), attributes.pop(at))
        case _:
            attributes[at] = (level, name, kind, damaged_bytes(chance, value, 4))


def _attribute(chance: Random, level: int, name: int, kind: int, value: bytes) -> bytes:
    size = len(value) if chance.random() < 0.97 else chance.choice(INTEGERS)
    return struct.pack("<BHHI", level, name, kind, size) + value + struct.pack("<H", sum(value) & 0xFFFF)


def damaged_message(chance: Random, root: Storage) -> bytes:
    """The streams of an Outlook message changed, dropped, renamed and put into each other."""
    tree = _copied(root)
    for _ in range(few(chance)):
        _change_stream(chance, tree)
    return compound_file(tree)


def _copied(tree: Storage) -> dict[str, bytes | Storage]:
    return {name: held if isinstance(held, bytes) else _copied(held) for name, held in tree.items()}


def _change_stream(chance: Random, tree: dict[str, bytes | Storage]) -> None:
    while (inside := [held for held in tree.values() if isinstance(held, dict)]) and chance.random() < 0.6:
        tree = chance.choice(inside)
    if not tree:
        return
    name = chance.choice(sorted(tree))
    held = tree[name]
    match chance.randrange(7):
        case 0:
            del tree[name]
        case 1:
            tree[
                name[:-8]
                + chance.choice(
                    (
                        "0037001F",
                        "3701000D",
                        "37010102",
                        "3707001E",
                        "1000001F",
                        "10130102",
                        "10090102",
                        "00000000",
                    )
                )
            ] = tree.pop(name)
        case 2:
            tree[f"__attach_version1.0_#{chance.randrange(99):08X}"] = _copied(tree)
        case 3:
            tree[name] = {"__properties_version1.0": bytes(8)} if isinstance(held, bytes) else bytes(40)
        case _ if isinstance(held, bytes):
            tree[name] = damaged_bytes(chance, held, 4)
        case _:
            tree[name + "_"] = held
