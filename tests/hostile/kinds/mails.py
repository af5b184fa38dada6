"""Mails that nest, swell, lie about their parts or would slip a header in (INTAKE 41, 48 to 53)."""

from __future__ import annotations

import struct

from bundles.zip_files import swollen, zip_of
from written_mails.by_outlook import (
    attached,
    attached_message,
    attribute,
    compound_file,
    outlook_message,
    winmail,
    winmail_file,
)
from written_mails.by_signers import encrypted, streamed
from written_mails.in_parts import TEXT, html, mail, part, plain, together

from hostile.forms import ledger
from hostile.nouns import HostileFile, Line, corrupt, dangerous, file, no_workbook, readable, too_much
from taizhang.model.verdict import Flag, ReceiptState

INCOMPLETE, NONE = ReceiptState.INCOMPLETE, ReceiptState.NO_ATTACHMENT
BROKEN, BUNDLE = "邮件不完整", "附件包不完整"
HEAD = b"From: a@b.cn\r\nTo: c@d.cn\r\nDate: Sat, 08 Oct 2022 09:30:00 +0800\r\n"
MB = 1024 * 1024
ALONE = readable()


def sheet(name: str = 'filename="a.xlsx"', content: bytes | None = None) -> bytes:
    headers = f"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; {name}"
    return part(headers.encode("utf-8", "surrogateescape"), ledger() if content is None else content)


def headed(*lines: bytes, body: bytes | None = None) -> bytes:
    """A mail with these headers as well, and one workbook."""
    return (
        HEAD + b"".join(one + b"\r\n" for one in lines) + (together(TEXT, sheet()) if body is None else body)
    )


def in_messages(depth: int) -> bytes:
    inner = mail(TEXT, sheet())
    for _ in range(depth):
        inner = HEAD + b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    return inner


def in_multiparts(depth: int) -> bytes:
    inner = sheet()
    for level in range(depth):
        inner = together(inner, boundary=f"b{level}x")
    return HEAD + inner


def bottomless(levels: int) -> bytes:
    nest = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (at, at) for at in range(levels)
    )
    return HEAD + nest


def continued(pieces: int) -> bytes:
    """A name in so many pieces of RFC 2231."""
    return sheet("".join(f"filename*{at}*=%E5;\r\n " for at in range(pieces)) + 'x="y"')


def message(**more: object) -> bytes:
    given: dict[str, object] = {"subject": "x", "sender": "a@b.cn", "body": "x"}
    return compound_file(outlook_message(**{**given, **more}))  # type: ignore[arg-type]


def deep_message(depth: int) -> bytes:
    inner = outlook_message(attachments=[attached("a.xlsx", ledger())], embedded=True)
    for _ in range(depth):
        inner = outlook_message(attachments=[attached_message(inner)], embedded=True)
    return message(attachments=[attached_message(inner)])


def looped_message(step: int) -> bytes:
    """A .msg of which one sector in so many leads to itself."""
    content = bytearray(message(attachments=[attached("a.xlsx", ledger() * 3)]))
    table = 512 + 512 * struct.unpack_from("<I", content, 76)[0]
    for at in range(0, 40, step):
        struct.pack_into("<I", content, table + 4 * at, at)
    return bytes(content)


def shared_sectors() -> bytes:
    """Eight files of a .msg that are all the whole of it."""
    content = bytearray(message(attachments=[attached(f"{at}.xlsx", ledger() * 2) for at in range(8)]))
    name = "__substg1.0_37010102".encode("utf-16-le")
    place = content.find(name)
    while place >= 0:
        struct.pack_into("<Q", content, place + 120, len(content) - 2_000)
        place = content.find(name, place + 1)
    return bytes(content)


def lying_winmail(block: bytes) -> bytes:
    """The fifty-three bytes that took twenty-three gigabytes, and their like."""
    return mail(
        TEXT,
        part(
            "Content-Type: application/ms-tnef",
            winmail(attribute(0x9002, bytes(14), 2), attribute(0x9005, block, 2), code_page=None),
        ),
    )


def winmail_of(*attributes: bytes) -> bytes:
    return mail(TEXT, part("Content-Type: application/ms-tnef", winmail(*attributes)))


def envelope(content: bytes) -> bytes:
    return headed(
        body=part('Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"', content)
    )


LIES = {
    "properties": struct.pack("<I", 0xFFFFFFFF),
    "values": struct.pack("<IHHI", 1, 0x1003, 0x3701, 0xFFFFFFFF),
    "texts": struct.pack("<IHHI", 1, 0x101E, 0x3701, 0xFFFFFFFF) + bytes(8),
    "bytes": struct.pack("<IHHII", 1, 0x0102, 0x3701, 1, 0xFFFFFFFF),
    "letters of a name": struct.pack("<IHH16xII", 1, 0x0102, 0x8001, 1, 0xFFFFFFFF),
}


def missed(name: str, make: object, says: str, state: ReceiptState = INCOMPLETE) -> HostileFile:
    """Nothing can be taken from it, and that is said."""
    return file(name, make, state=state, says=says, ending=".eml")  # type: ignore[arg-type]


def taken(name: str, make: object, *lines: Line, says: str = "") -> HostileFile:
    return file(name, make, *lines, says=says, ending=".eml")  # type: ignore[arg-type]


FILES: tuple[HostileFile, ...] = (
    taken("a mail in nine mails", lambda: in_messages(9), ALONE),
    missed("a mail in twelve mails", lambda: in_messages(12), BROKEN),
    missed("a mail in three hundred mails", lambda: in_messages(300), BROKEN),
    taken("parts in parts, ninety deep", lambda: in_multiparts(90), ALONE),
    missed("parts in parts, three thousand deep and without an end", lambda: bottomless(3_000), BROKEN),
    missed("eleven hundred empty parts before the ledger", lambda: mail(*[b"\r\n"] * 1_100, sheet()), BROKEN),
    missed("fifty thousand parts", lambda: headed(body=b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\n" * 50_000), BROKEN),
    missed("a header of more than a megabyte", lambda: headed(b"X-A: " + b"a" * 1_100_000), BROKEN),
    missed("a hundred thousand headers", lambda: headed(b"X-A: abcdef\r\n" * 100_000), BROKEN),
    taken("a hundred thousand recipients", lambda: headed(b"Cc: " + b"<a@b>, " * 100_000), ALONE),
    taken("a subject of fifty thousand words in code", lambda: headed(b"Subject: " + b"=?gbk?B?zKg=?=\r\n " * 50_000), ALONE),
    taken("a subject with headers in it", lambda: headed(b"Subject: =?utf-8?B?5Y+wDQpCY2M6IGFAYi5jbg0KDQo8aHRtbD4=?="), ALONE),
    taken("a subject in letters that are no code", lambda: headed(b"Subject: =?unicode_escape?Q?=5Cx41?= =?idna?B?/w==?= =?zip?B?/w==?="), ALONE),
    taken("a sender with headers in it", lambda: headed(b'Reply-To: "a\\\r\n b" <a@b.cn>\0\x1b[31m'), ALONE),
    taken("a date of no calendar", lambda: b"From: a@b.cn\r\nDate: Sat, 99 Foo 99999 99:99:99 +9999\r\n" + together(TEXT, sheet()), ALONE),
    taken("references to a hundred thousand mails", lambda: headed(b"References: " + b"<a@b> " * 100_000), ALONE),
    taken("a name in ten thousand pieces", lambda: mail(TEXT, continued(10_000)), ALONE),
    taken("a name in pieces that are missing", lambda: mail(TEXT, sheet('filename*0*=gbk\'\'%CC%A8; filename*9*=%D5; filename*2*=.xlsx; filename*999="x"')), ALONE),
    taken("a name of sixty thousand percents", lambda: mail(TEXT, sheet(f'filename*=utf-8\'\'{"%" * 60_000}.xlsx')), ALONE),
    taken("a name that climbs out of the mail", lambda: mail(TEXT, sheet('filename="../../../etc/cron.d/a.xlsx"')), ALONE.called("a.xlsx")),
    taken("a name of a device in a mail", lambda: mail(TEXT, sheet('filename="C:\\\\con.xlsx"')), ALONE.called("_con.xlsx")),
    taken("a name with headers in it", lambda: mail(TEXT, sheet('filename="=?utf-8?B?YQ0KQmNjOiB4QHkuY24NCi54bHN4?="')), ALONE),
    taken("a name that turns the line round in a mail", lambda: mail(TEXT, sheet("filename*=utf-8''%E5%8F%B0%E2%80%AExslx.exe")), readable(Flag.EXTENSION_DIFFERS)),
    taken("two names for one file", lambda: mail(TEXT, sheet("filename=\"a.exe\"; filename*=utf-8''b.xlsx")), ALONE.called("b.xlsx")),
    taken("a border of two hundred letters", lambda: HEAD + together(TEXT, sheet(), boundary="b" * 200), ALONE),
    taken("a border that begins another one", lambda: HEAD + together(TEXT, together(sheet(), boundary="=_b_2"), boundary="=_b"), ALONE),
    missed("a border of twenty thousand letters", lambda: headed(body=together(TEXT, sheet(), boundary="b" * 20_000)), BROKEN),
    taken("a border that is not the announced one", lambda: mail(TEXT, sheet()).replace(b'boundary="=_b"', b'boundary="other"'), ALONE, says=BROKEN),
    taken("an encoding that nobody knows", lambda: mail(TEXT, sheet()).replace(b"Transfer-Encoding: base64", b"Transfer-Encoding: x-rot13"), ALONE),
    taken("rubbish within base64", lambda: mail(TEXT, sheet().replace(b"\r\nUEsD", b"\r\n!!!\0\xff===UEsD")), ALONE),
    taken("base64 that is cut off", lambda: mail(TEXT, sheet()[:-901]), corrupt("")),
    missed("a message that is one of three", lambda: headed(body=b'Content-Type: message/partial; id="a"; number=1; total=3\r\n\r\nx'), BROKEN),
    missed("a file that lies on this computer", lambda: headed(body=b'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\r\n\r\nContent-Type: text/plain\r\n\r\n'), BROKEN),
    missed("a file that lies in the network", lambda: headed(body=b'Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:9/a.xlsx"\r\n\r\nContent-Type: text/plain\r\n\r\n'), "网盘链接", ReceiptState.LINK_ONLY),
    missed("a text of two megabytes of marks", lambda: headed(body=html("<" * 2_000_000)), "没有附件", NONE),
    missed("tables within tables in the text", lambda: headed(body=html("<table><tr><td>a" * 50_000)), "", NONE),
    missed("a text that is cut by a zero", lambda: headed(body=plain("台账\0见附件\x1b[31m\u202e")), "忘了添加", NONE),
    missed("a text of a letters' code that runs", lambda: headed(body=b'Content-Type: text/plain; charset="unicode_escape"\r\n\r\n\\x41\r\n'), "没有附件", NONE),
    missed("a mail of nothing but zeros", lambda: bytes(5_000), "邮件是空的", ReceiptState.EMPTY),
    missed("a mail of its headers alone", lambda: HEAD, BROKEN),
    missed("a mail that encloses nothing that can be read", lambda: envelope(encrypted(b"x" * 500)), BROKEN),
    taken("a ledger in a signed envelope in pieces of a byte", lambda: envelope(streamed(mail(TEXT, sheet()), size=1)), ALONE),
    missed("an envelope in envelopes without an end", lambda: envelope(b"\x30\x80" * 50_000), BROKEN),
    missed("an envelope of sixteen exabytes", lambda: envelope(b"\x30\x88" + b"\xff" * 8 + b"\x06\x09" + bytes.fromhex("2a864886f70d010702")), BROKEN),
    *(missed(f"a winmail.dat with four thousand million {what}", lambda block=block: lying_winmail(block), BROKEN) for what, block in LIES.items()),
    taken("a winmail.dat whose file is longer than it", lambda: mail(TEXT, part("Content-Type: application/ms-tnef", winmail(winmail_file(b"a.xlsx", ledger()))[:-900])), corrupt(""), says=BUNDLE),
    taken("a winmail.dat with a name that climbs out", lambda: winmail_of(winmail_file(b"..\\..\\a.xlsx", ledger())), ALONE.called("a.xlsx")),
    missed("a winmail.dat in a winmail.dat, twenty deep", lambda: _nested_winmail(20), BROKEN),
    taken("a message of Outlook's in nine of them", lambda: mail(TEXT, part('Content-Type: application/vnd.ms-outlook; name="a.msg"', deep_message(5))), ALONE),
    missed("a message of Outlook's in twenty of them", lambda: mail(TEXT, part('Content-Type: application/vnd.ms-outlook; name="a.msg"', deep_message(20))), BROKEN),
    file("a message of Outlook's whose file leads back into itself", lambda: looped_message(3), corrupt("不完整"), ending=".msg"),
    file("a message of Outlook's whose sectors lead to themselves", lambda: looped_message(1), no_workbook(""), ending=".msg"),
    file("a message of Outlook's whose files share their sectors", shared_sectors, ending=".msg", state=INCOMPLETE, says=BROKEN),
    taken("a bomb in a mail", lambda: mail(TEXT, sheet('filename="a.zip"', zip_of([swollen(b"b.csv", bytes(MB), 210)]))), too_much("超过200兆字节")),
    taken("a hostile and an honest file in a mail", lambda: mail(TEXT, sheet('filename="a.xlsx"', b"MZ" + ledger()), sheet('filename="b.xlsx"')), dangerous("").called("a.xlsx"), readable().called("b.xlsx")),
    taken("a program in a mail", lambda: mail(TEXT, sheet('filename="台账.xlsx.exe"', b"MZ\x90\0" + bytes(200))), no_workbook("可执行程序")),
    taken("two hundred ledgers in a mail", lambda: mail(TEXT, *(sheet(f'filename="{at}.csv"', f"a,b\n{at},mail\n".encode()) for at in range(200))), *[readable()] * 200),
)  # fmt: skip


def _nested_winmail(depth: int) -> bytes:
    inner = winmail(winmail_file(b"a.xlsx", ledger()))
    for _ in range(depth):
        inner = winmail(winmail_file(b"winmail.dat", inner))
    return mail(TEXT, part("Content-Type: application/ms-tnef", inner))
