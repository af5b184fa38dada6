"""Ledgers inside other things: texts, other mails, Outlook's wrappers, signatures, mail stores."""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from dataclasses import replace

from postbag.header_text import encoded, in_one_word, one_word
from postbag.kinds.everyday import stored
from postbag.mime import UNTYPED, XLSX, as_base64, as_bytes, box, message_part, part, text_part
from postbag.nouns import Form, Found
from postbag.outlook import Note, msg_of, tnef_of
from postbag.post import Draft, Post, accepted, kind, paper, squeezed
from postbag.programs import FOXMAIL, OUTLOOK, PROGRAMS, File, Letter, date_text
from postbag.sealed import sealed, signature_beside
from taizhang.model.verdict import ReceiptState

TNEF = "application/ms-tnef"


def head_and(letter: Letter, inner: bytes) -> bytes:
    """The letter's headers over a body that is made by hand."""
    return b"\r\n".join(OUTLOOK.head(letter)) + b"\r\n" + inner


@kind("inside the text", variants=3)
def inside_the_text(post: Post) -> Iterator[Draft]:
    """The ledger among what belongs to the text: related, alternative."""
    line = post.county()
    file, expected = post.ledger(line)
    letter = post.letter(line)
    name = in_one_word("utf-8")
    said = (
        f"Content-Type: {XLSX}; ".encode() + name("name", file.name), b"Content-ID: <ledger@county>",
        b"Content-Disposition: inline; " + name("filename", file.name),
    )  # fmt: skip
    held = as_base64(said, file.content)
    plain, shown = text_part(letter.text, "utf-8"), text_part(f"<p>{letter.text}</p>", "utf-8", "html")
    boundary = f"----=_b{post.random.getrandbits(64):x}"
    inner = post.pick(
        box("related", [shown, held], boundary, more=' type="text/html";').part, box("alternative", [plain, shown, held], boundary).part,
        box("mixed", [box("related", [shown, held], boundary).part], f"{boundary}1").part,
    )  # fmt: skip
    yield post.draft(letter, head_and(letter, inner), expected)


@kind("nothing but a file")
def nothing_but_a_file(post: Post) -> Iterator[Draft]:
    """No multipart: the mail's whole body is the ledger."""
    line = post.county()
    file, expected = post.ledger(line)
    letter = post.letter(line)
    yield post.draft(letter, head_and(letter, as_base64(FOXMAIL.file_head(file), file.content)), expected)


@kind("forwarded", variants=5)
def forwarded(post: Post) -> Iterator[Draft]:
    """A township's mail passed on by the county as it is: plainly, in base64, as an .eml, three deep."""
    line = post.county()
    file, expected = post.ledger(line)
    inner = _mail_within(
        post,
        post.letter(
            line, file, sender="township@elsewhere.example", message_id=post.message_id("a@elsewhere.example")
        ),
    )
    way = post.pick("plain", "base64", "eml", "three deep", "named")
    held = {
        "plain": lambda: message_part(inner),
        "base64": lambda: as_base64([b"Content-Type: message/rfc822"], inner),
        "eml": lambda: as_base64([f"Content-Type: {UNTYPED}; ".encode() + in_one_word("gb18030")("name", "转发的邮件.eml"), b"Content-Disposition: attachment"], inner),
        "three deep": lambda: message_part(_passed_on(post, line.name, _passed_on(post, line.name, inner))),
        "named": lambda: message_part(inner, [b"Content-Disposition: attachment; " + in_one_word("gb18030")("filename", "回复 台账.eml")]),
    }[way]()  # fmt: skip
    letter = post.letter(line, parts=(held,), subject=f"转发：{line.name}台账")
    yield post.simple(letter, expected)


def _mail_within(post: Post, letter: Letter) -> bytes:
    return post.any(PROGRAMS).written(letter, post.random)


def _passed_on(post: Post, place: str, inner: bytes) -> bytes:
    letter = Letter(
        "other@elsewhere.example",
        place,
        f"Fw: {place}",
        "请转报。",
        post.moment(),
        post.message_id("o@elsewhere.example"),
        parts=(message_part(inner),),
    )
    return FOXMAIL.written(letter, post.random)


@kind("winmail.dat", variants=4)
def winmail(post: Post) -> Iterator[Draft]:
    """Outlook's own wrapper, with names in 8.3, in GBK or in MAPI."""
    line = post.county()
    file, expected = post.ledger(line)
    report = (f"{line.name}小结.txt", f"小结{post.random.getrandbits(40)}".encode("gb18030"))
    how = post.pick({}, {"short": False}, {"short": False, "long": False}, {})
    two = post.turn % 3 == 1
    files = [(file.name, file.content)] + ([report] if two else [])
    held = tnef_of(files, subject="台账", text="见附件", **how)
    head = (
        f'Content-Type: {post.pick(TNEF, UNTYPED)}; name="winmail.dat"'.encode(),
        b'Content-Disposition: attachment; filename="winmail.dat"',
    )
    letter = post.letter(line, File("winmail.dat", held, head=head))
    yield post.simple(
        letter, expected, *([paper(*report, line, beside=True)] if two else []), program=OUTLOOK
    )


@kind("winmail.dat without files")
def winmail_without_files(post: Post) -> Iterator[Draft]:
    """Outlook sends one for the text's fonts alone. Nobody attached it, so it counts as no attachment."""
    line = post.county()
    letter = post.letter(line, text=f"{line.name}台账明天报。")
    head = (
        f'Content-Type: {TNEF}; name="winmail.dat"'.encode(),
        b'Content-Disposition: attachment; filename="winmail.dat"',
    )
    letter = replace(
        letter,
        files=(File("winmail.dat", tnef_of([], subject="台账", text=f"明天报{post.turn}"), head=head),),
    )
    yield post.simple(letter, state=ReceiptState.NO_ATTACHMENT, promises=False)


@kind("winmail.dat as a file")
def winmail_as_a_file(post: Post) -> Iterator[Draft]:
    """Saved into the folder by somebody: whose mail it was, it does not say."""
    line = post.county()
    file, expected = post.ledger(line)
    letter = post.letter(line)
    raw = tnef_of([(file.name, file.content)], subject=letter.subject, text=letter.text)
    draft = post.draft(letter, raw, expected, form=Form.TNEF, sender="", subject=None, answered=False)
    yield replace(draft, message_id="", sent=None)


@kind(".msg", variants=4)
def msg(post: Post) -> Iterator[Draft]:
    """A mail dragged out of Outlook, received or its own, in UTF-16 or in the Chinese code page."""
    line = post.county()
    file, expected = post.ledger(line)
    letter = post.letter(line)
    wide, sent, within = post.pick(
        (True, True, False), (False, True, False), (True, False, False), (True, True, True)
    )
    headers = ""
    if sent:
        sender = one_word(letter.sender_name, "gb2312").decode()
        headers = f'From: "{sender}" <{letter.sender}>\r\nDate: {date_text(letter.date)}\r\nMessage-ID: {letter.message_id}\r\n'
    note = Note(
        letter.sender,
        letter.sender_name,
        letter.subject,
        letter.text,
        letter.date,
        ((file.name, file.content),),
        headers=headers,
        wide=wide,
    )
    if within:
        note = replace(
            note, files=(), inner=(replace(note, headers="", sender="township@elsewhere.example"),)
        )
    draft = post.draft(letter, msg_of(note), expected, form=Form.MSG)
    yield replace(draft, message_id=letter.message_id if sent else "")


@kind(".msg attached")
def msg_attached(post: Post) -> Iterator[Draft]:
    """Forwarded from Outlook through another program."""
    line = post.county()
    file, expected = post.ledger(line)
    inner = Note(
        "township@elsewhere.example",
        "乡镇",
        "台账",
        "请转报",
        post.moment(),
        ((file.name, file.content),),
        wide=post.turn % 2 == 0,
    )
    held = File("台账.msg", msg_of(inner), post.pick("application/vnd.ms-outlook", UNTYPED))
    yield post.simple(post.letter(line, held), expected)


@kind("signed")
def signed(post: Post) -> Iterator[Draft]:
    """multipart/signed. The signature is the envelope's seal: nobody sent it as a file, so it has no line."""
    line = post.county()
    file, expected = post.ledger(line)
    letter = post.letter(line, file)
    content = OUTLOOK.inner(letter, post.random)
    name = b'; name="smime.p7s"'
    seal = as_base64(
        [
            b"Content-Type: application/" + post.pick(b"pkcs7-signature", b"x-pkcs7-signature") + name,
            b'Content-Disposition: attachment; filename="smime.p7s"',
        ],
        signature_beside(content),
    )
    more = ' protocol="application/pkcs7-signature"; micalg=sha-256;'
    inner = box("signed", [content, seal], f"----=_s{post.random.getrandbits(64):x}", more=more)
    yield post.draft(letter, head_and(letter, inner.part), expected)


@kind("sealed", variants=3)
def sealed_mail(post: Post) -> Iterator[Draft]:
    """Opaque S/MIME: the whole mail inside the signature."""
    line = post.county()
    file, expected = post.ledger(line)
    letter = post.letter(line, file)
    content = sealed(OUTLOOK.inner(letter, post.random))
    head = post.pick(
        b'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"', b'Content-Type: application/x-pkcs7-mime; name="smime.p7m"',
        b'Content-Type: application/octet-stream; name="smime.p7m"',
    )  # fmt: skip
    yield post.draft(
        letter,
        head_and(
            letter, as_base64([head, b'Content-Disposition: attachment; filename="smime.p7m"'], content)
        ),
        expected,
    )


@kind("uuencoded", variants=3)
def uuencoded(post: Post) -> Iterator[Draft]:
    """In the text itself, as programs before MIME did."""
    line = post.county()
    charset = post.pick("us-ascii", "gb2312", "gbk")
    name = f"tz{line.reporter.code}.xlsx" if charset == "us-ascii" else f"{line.name}台账.xlsx"
    file, expected = post.ledger(line, name)
    letter = post.letter(line, text="Ledger attached." if charset == "us-ascii" else "台账在下面。")
    body = (
        encoded(letter.text, charset)
        + b"\r\n\r\n"
        + uu(file.content, encoded(name, charset))
        + b"\r\n-- \r\n"
    )
    yield post.draft(
        letter,
        head_and(letter, as_bytes([f"Content-Type: text/plain; charset={charset}".encode()], body)),
        expected,
    )


def uu(content: bytes, name: bytes) -> bytes:
    lines = (binascii.b2a_uu(content[at : at + 45], backtick=True) for at in range(0, len(content), 45))
    body = b"".join(line.replace(b"\n", b"\r\n") for line in lines)
    return b"begin 644 " + name + b"\r\n" + body + b"`\r\nend\r\n"


FROM_LINES = (
    "From 9月30日起，各县台账改由医改办统一报送。",
    "From x990101@yunling.example Sat Oct  8 09:30:00 2022",  # no header follows it, so no mail begins here
    "From here on the numbers are of September.",
)


@kind("mbox with From lines", variants=3)
def mbox_with_from_lines(post: Post) -> Iterator[Draft]:
    """A line of the text that begins as a border between mails does, and that nobody marked."""
    line = post.county()
    file, expected = post.ledger(line)
    text = f"报送台账。\n\n{post.pick(*FROM_LINES)}\n\n请查收。\n"
    letter = post.letter(line, file, text=text)
    program = replace(FOXMAIL, text_how="bytes", charset="utf-8", bodies="plain")
    raw = program.written(letter, post.random)
    # On top of the ledger: what is lost behind a border is the ledger itself.
    assert raw.index(b"\nFrom ") < raw.index(b"base64\r\n\r\nUEsD")
    yield post.draft(letter, stored(raw, Form.MBOX), expected, form=Form.MBOX)


@kind("Maildir")
def maildir(post: Post) -> Iterator[Draft]:
    line = post.county()
    file, expected = post.ledger(line)
    draft = post.simple(post.letter(line, file), expected, form=Form.MAILDIR)
    yield replace(draft, raw=stored(draft.raw, Form.MAILDIR))


@kind("old headers")
def old_headers(post: Post) -> Iterator[Draft]:
    """No MIME-Version, folded everywhere, names of headers in odd cases; still a mail."""
    line = post.county()
    name = post.name(line)
    content = post.good(line)
    letter = post.letter(line)
    subject = one_word(letter.subject, "gb2312")
    raw = part(
        [
            b"FROM:\r\n <" + letter.sender.encode() + b">", b"sUBJECT:\r\n\t" + subject, b"DATE: " + date_text(letter.date).encode(),
            b"message-id:" + letter.message_id.encode(),
            b"CONTENT-TYPE: APPLICATION/OCTET-STREAM;\r\n NAME=\r\n \"" + one_word(name, "gb2312") + b'"',
            b"content-transfer-ENCODING: BASE64",
        ],
        as_base64([], content).partition(b"\r\n\r\n")[2],
    )  # fmt: skip
    found = (Found(name, accepted(name, content, line).sha256),)
    yield post.draft(
        letter, raw, accepted(name, content, line), files=found, subject=squeezed(letter.subject)
    )
