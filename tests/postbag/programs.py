"""The mail programs of county offices, each with its own hand: headers, charsets, boundaries, how it writes a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from postbag.header_text import Way, continued, extended, in_one_word, in_words, one_word, words
from postbag.mime import UNTYPED, XLSX, as_base64, box, text_part
from postbag.office import ADDRESS, NAME

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class File:
    """A file to be attached; `head` are its part's headers where they are not the program's own."""

    name: str
    content: bytes
    kind: str = XLSX
    disposition: str = "attachment"
    head: tuple[bytes, ...] = ()
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody writes; the program does the rest."""

    sender: str
    sender_name: str
    subject: str
    text: str
    date: datetime
    message_id: str
    files: tuple[File, ...] = ()
    html: str = ""  # where it is more than the text in paragraphs
    pictures: tuple[File, ...] = ()  # that the html shows
    headers: tuple[bytes, ...] = ()  # more of them
    parts: tuple[bytes, ...] = ()  # more parts, as they stand
    from_line: bytes = b""  # the whole value of From, where the program does not write it
    subject_line: bytes | None = None  # the same of Subject
    date_line: bytes | None = None  # the same of Date; b"" for no such header


@dataclass(frozen=True, slots=True)
class Program:
    """One mail program."""

    title: str
    charset: str
    mailer: tuple[str, ...]  # the headers by which it is known
    boundary: Callable[[Random], str]
    name: Way  # of Content-Type
    file_name: Way  # of Content-Disposition
    how: str = "B"  # of encoded words
    text_how: str = "base64"
    bodies: str = "both"  # plain, html or both
    typed: bool = True  # says what an attachment is; else octet-stream
    first: str = "From"  # its first header

    def written(self, letter: Letter, random: Random) -> bytes:
        """The whole mail, with CRLF."""
        inner = self.inner(letter, random)
        return b"\r\n".join(self.head(letter)) + b"\r\n" + inner

    def head(self, letter: Letter) -> list[bytes]:
        """The headers of the mail, but for those of its body."""
        name = one_word(letter.sender_name, self.charset, self.how)
        to = one_word(NAME, self.charset, self.how)
        sender = b"From: " + (letter.from_line or b'"' + name + b'" <' + letter.sender.encode() + b">")
        subject = letter.subject_line
        date = date_text(letter.date).encode() if letter.date_line is None else letter.date_line
        lines = [
            b"To: " + b'"' + to + b'" <' + ADDRESS.encode() + b">",
            b"Subject: " + (words(letter.subject, self.charset, self.how) if subject is None else subject),
            *([b"Date: " + date] if date else ()),
            b"Message-ID: " + letter.message_id.encode(),
            *(line.encode() for line in self.mailer),
            *letter.headers,
            b"MIME-Version: 1.0",
        ]
        return [sender, *lines] if self.first == "From" else [*lines[2:3], sender, *lines[:2], *lines[3:]]

    def inner(self, letter: Letter, random: Random) -> bytes:
        """The headers of the body, a blank line, the body."""
        parts = [self._body(letter, random), *map(self.attached, letter.files), *letter.parts]
        return parts[0] if len(parts) == 1 else box("mixed", parts, self.boundary(random)).part

    def attached(self, file: File) -> bytes:
        return as_base64(file.head or self.file_head(file), file.content)

    def file_head(self, file: File) -> tuple[bytes, ...]:
        kind = file.kind if self.typed else UNTYPED
        return (
            f"Content-Type: {kind};\r\n\t".encode() + self.name("name", file.name),
            f"Content-Disposition: {file.disposition};\r\n\t".encode()
            + self.file_name("filename", file.name),
            *([f"Content-ID: <{file.content_id}>".encode()] if file.content_id else ()),
        )

    def _body(self, letter: Letter, random: Random) -> bytes:
        plain = text_part(letter.text, self.charset, "plain", self.text_how)
        if self.bodies == "plain" and not letter.html:
            return plain
        shown = text_part(letter.html or in_paragraphs(letter.text), self.charset, "html", self.text_how)
        if letter.pictures:
            pictures = [as_base64(self.file_head(one), one.content) for one in letter.pictures]
            shown = box("related", [shown, *pictures], self.boundary(random)).part
        if self.bodies == "html":
            return shown
        return box("alternative", [plain, shown], self.boundary(random)).part


def in_paragraphs(text: str) -> str:
    lines = "".join(f"<div>{line or '<br>'}</div>" for line in text.splitlines())
    return f"<html><head></head><body>{lines}</body></html>"


def date_text(moment: datetime) -> str:
    """As RFC 5322 wants it."""
    day = f"{_DAYS[moment.weekday()]}, {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{day} {moment:%H:%M:%S %z}"


def ctime(moment: datetime) -> str:
    """As the border line of a mail store has it."""
    return f"{_DAYS[moment.weekday()]} {_MONTHS[moment.month - 1]} {moment.day:2} {moment:%H:%M:%S %Y}"


def _hex(random: Random, digits: int) -> str:
    return f"{random.getrandbits(4 * digits):0{digits}X}"


QQ = Program(
    "QQ邮箱", "gb18030",
    ("X-QQ-mid: webmail1", "X-Priority: 3", "X-QQ-MIME: TCMime 1.0 by Tencent", "X-Mailer: QQMail 2.x"),
    lambda random: f"----=_NextPart_{_hex(random, 8)}_0A{_hex(random, 6)}_{_hex(random, 8)}",
    in_one_word("gb18030"), in_one_word("gb18030"), typed=False,
)  # fmt: skip
NETEASE = Program(
    "网易邮箱", "GBK",
    ("X-Priority: 3", "X-Mailer: Coremail Webmail Server Version XT5.0.13 build 20220113(9671e152)", "X-Coremail-Locale: zh_CN"),
    lambda random: f"----=_Part_{random.randint(10000, 999999)}_{random.randint(10**8, 10**9)}.{random.randint(10**12, 2 * 10**12)}",
    in_one_word("GBK", "Q"), in_one_word("GBK", "Q"), how="Q", first="Date",
)  # fmt: skip
FOXMAIL = Program(
    "Foxmail", "GB2312", ("X-Priority: 3", "X-Has-Attach: yes", "X-Mailer: Foxmail 7.2.25.120[cn]"),
    lambda random: f"----=_001_NextPart{random.randint(10**8, 10**12)}_=----",
    in_words("GB2312"), in_words("GB2312"), typed=False, first="Date",
)  # fmt: skip
OUTLOOK = Program(
    "Outlook", "gb2312",
    ("X-Mailer: Microsoft Outlook 16.0", "Thread-Index: AdjaGkXbT0pLkq0uQ5WAn1ZJH2mS2A==", "Content-Language: zh-cn"),
    lambda random: f"----=_NextPart_000_{_hex(random, 4)}_01D8DAF7.{_hex(random, 8)}",
    in_words("gb2312"), in_words("gb2312"), text_how="quoted",
)  # fmt: skip
EXCHANGE = Program(
    "Exchange", "utf-8",
    ("Accept-Language: zh-CN, en-US", "X-MS-Has-Attach: yes", "X-Auto-Response-Suppress: DR, OOF, AutoReply"),
    lambda random: f"_00{random.randint(1, 9)}_{_hex(random, 32).lower()}county_",
    in_words("utf-8"), in_words("utf-8"),
)  # fmt: skip
IPHONE = Program(
    "iPhone", "utf-8", ("X-Mailer: iPhone Mail (19G82)",),
    lambda random: f"Apple-Mail-{_hex(random, 8)}-{_hex(random, 4)}-{_hex(random, 4)}-{_hex(random, 12)}",
    extended("utf-8"), extended("utf-8"), bodies="plain",
)  # fmt: skip
ANDROID = Program(
    "手机邮箱大师", "utf-8", ("X-Mailer: MailMasterAndroid/7.9.1_(12)", "X-CUSTOM-MAIL-MASTER-SENT-ID: 1"),
    lambda random: f"=_{_hex(random, 16)}", in_one_word("UTF-8"), in_one_word("UTF-8"), typed=False,
)  # fmt: skip
THUNDERBIRD = Program(
    "Thunderbird", "UTF-8", ("User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:91.0) Gecko/20100101 Thunderbird/91.13.0",),
    lambda random: f"------------{_hex(random, 24)}", in_words("UTF-8"), continued("UTF-8", 21), bodies="plain", text_how="bytes",
    first="Date",
)  # fmt: skip
OFFICE_SYSTEM = Program(
    "办公系统", "UTF-8", ("X-Priority: 3",),
    lambda random: f"----=_Part_{random.randint(0, 99)}_{random.randint(10**6, 10**9)}.{random.randint(10**12, 2 * 10**12)}",
    in_words("UTF-8", "Q"), in_words("UTF-8", "B", b"\r\n "), bodies="html", first="Date",
)  # fmt: skip
PROGRAMS = (QQ, NETEASE, FOXMAIL, OUTLOOK, EXCHANGE, IPHONE, ANDROID, THUNDERBIRD, OFFICE_SYSTEM)


def naming(program: Program, way: Way, other: Way | None = None) -> Program:
    """The program with another way to write names."""
    return replace(program, name=other or way, file_name=way)
