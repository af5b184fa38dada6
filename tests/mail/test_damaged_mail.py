"""A damaged mail is recovered where that is safe, else said to be incomplete; it is never said to have no attachment."""

from __future__ import annotations

import base64

import pytest
from written_mails.in_parts import BOOK, HEAD, TEXT, XLSX, b64, mail, part, plain, together

from taizhang.mail import Mail, kind_of_mail, read_mail
from taizhang.mail.transfer import mended_base64

FOUND = [("a.xlsx", BOOK)]
INCOMPLETE = "邮件不完整，缺少分隔或结束标记，附件可能被截断，请核对，必要时请对方重发。"
CUT = "附件“a.xlsx”的编码不完整，内容可能被截断，请核对，必要时请对方重发。"
WHOLE = mail(TEXT, part(XLSX))


def files(read: Mail) -> list[tuple[str, bytes]]:
    return [(one.name, one.content) for one in read.attachments]


@pytest.mark.parametrize(
    "before",
    [
        b"\xef\xbb\xbf",
        b"\r\n",
        b"\n\n \t\r\n",
        b"\0\0",
        b"From a@b.cn Sat Oct  8 09:30:00 2022\r\n",
        b">From a@b.cn\n",
        b"\xef\xbb\xbf\r\nFrom a@b.cn x\n",
    ],
)
def test_r51_what_stands_before_the_first_header_costs_nothing(before):
    read = read_mail(before + WHOLE)
    assert (files(read), read.sender, read.notes, read.incomplete) == (
        FOUND,
        "linjiang@example.gov.cn",
        (),
        False,
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_r51_a_mail_in_utf16_is_read(encoding):
    ascii_mail = mail(part(XLSX)).decode("ascii")
    assert files(read_mail(ascii_mail.encode(encoding))) == FOUND


@pytest.mark.parametrize("size", [1, 30])
@pytest.mark.parametrize(
    "ends", [(b"\n",), (b"\r",), (b"\r\r\n",), (b"\r\n", b"\n"), (b"\r", b"\r\n"), (b"\n", b"\r")]
)
def test_r51_a_mail_kept_with_any_line_ends_is_read(ends, size):
    whole = mail(TEXT, part(XLSX, BOOK * size))
    lines = whole.split(b"\r\n")
    raw = b"".join(line + ends[at % len(ends)] for at, line in enumerate(lines))
    read = read_mail(raw)
    assert (files(read), read.sender, read.subject, read.notes, read.incomplete) == (
        [("a.xlsx", BOOK * size)],
        "linjiang@example.gov.cn",
        "临江县台账",
        (),
        False,
    )


def test_r51_a_line_end_too_many_is_taken_away_to_the_byte():
    content = b"PK\3\4\n\n\r\r\n\r\n" + bytes(range(256))
    raw = mail(TEXT, XLSX.encode() + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + content)
    assert files(read_mail(raw)) == [("a.xlsx", content)]
    assert files(read_mail(raw.replace(b"\n", b"\r\n"))) == [("a.xlsx", content)]


def test_r51_a_mail_with_cr_line_ends_is_known_by_its_content():
    raw = b"Received: by x\r" + WHOLE.replace(b"\r\n", b"\r")
    assert (kind_of_mail(raw, "a.txt"), kind_of_mail(raw.replace(b"\r", b"\r\r\n"), "a.txt")) == (
        "eml",
        "eml",
    )


@pytest.mark.parametrize("missing", [1, 2, 3, 50, 400])
def test_r51_base64_cut_off_anywhere_keeps_what_is_there_and_says_so(missing):
    letters = base64.b64encode(BOOK)[:-missing]
    raw = XLSX.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + letters + b"\r\n"
    read = read_mail(mail(TEXT, raw))
    assert BOOK.startswith(read.attachments[0].content)
    assert len(read.attachments[0].content) >= len(BOOK) - missing
    assert (read.notes, read.incomplete) == (((CUT,), True) if len(letters) % 4 else ((), False))


def test_r51_base64_in_pieces_is_joined_and_garbage_in_it_is_noted():
    first, second = base64.b64encode(BOOK[:100]), base64.b64encode(BOOK[100:])
    raw = XLSX.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert files(read_mail(mail(TEXT, raw + first + b"\r\n" + second + b"\r\n"))) == FOUND
    garbled = read_mail(mail(TEXT, raw + first + b"\r\n!\xff!\r\n" + second + b"\r\n"))
    assert (files(garbled), garbled.notes) == (FOUND, (CUT,))


@pytest.mark.parametrize(
    ("written", "content"),
    [
        (b"", (b"", False)),
        (b"YWJj", (b"abc", False)),
        (b"YW Jj\r\n", (b"abc", False)),
        (b"YWI=YWI=", (b"abab", False)),
        (b"YWI", (b"ab", True)),
        (b"Y", (b"", True)),
        (b"YWI=Y", (b"ab", True)),
        (b"====", (b"", False)),
        (b"\xff\xfe", (b"", True)),
    ],
)
def test_base64_is_mended(written, content):
    assert mended_base64(written) == content


@pytest.mark.parametrize("encoding", [" BASE64 ", "base64;", "Base-64", "x-uuencode\r\nX-Other: 1"])
def test_r51_an_encoding_written_otherwise_is_known(encoding):
    raw = XLSX.encode() + b"\r\nContent-Transfer-Encoding: " + encoding.encode() + b"\r\n\r\n"
    body = b64(BOOK) if "uu" not in encoding else b"begin 644 a.xlsx\n#4$L#\n`\nend\n"
    expected = FOUND if "uu" not in encoding else [("a.xlsx", b"PK\x03")]
    assert files(read_mail(mail(TEXT, raw + body))) == expected


def test_r51_a_file_whose_encoding_no_header_names_is_recovered():
    read = read_mail(mail(TEXT, XLSX.encode() + b"\r\n\r\n" + b64(BOOK)))
    assert files(read) == FOUND
    assert read.notes == ("邮件没有注明附件的编码，已按内容还原，请核对。",)
    assert files(read_mail(HEAD + b"\r\n" + b64(BOOK))) == [("附件1.xlsx", BOOK)]


@pytest.mark.parametrize("announced", ["boundary=other", 'boundary="=_B"', "", 'boundary="'])
def test_r51_a_boundary_that_is_not_the_announced_one_is_found(announced):
    read = read_mail(WHOLE.replace(b'boundary="=_b"', announced.encode()))
    assert (files(read), read.notes, read.incomplete) == (FOUND, (INCOMPLETE,), True)


def test_r51_parts_without_the_header_that_announces_them_are_found():
    read = read_mail(WHOLE.replace(b'Content-Type: multipart/mixed; boundary="=_b"\r\n', b""))
    assert (files(read), read.incomplete) == (FOUND, True)
    typed = read_mail(WHOLE.replace(b"multipart/mixed", b"text/plain"))
    assert (files(typed), typed.incomplete) == (FOUND, True)


def test_r51_a_multipart_without_any_part_is_incomplete_and_no_attachment():
    read = read_mail(HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n\xff\xfe garbled")
    assert (read.attachments, read.incomplete, read.notes) == ((), True, (INCOMPLETE,))


@pytest.mark.parametrize("kept", [0.99, 0.9, 0.7, 0.5, 0.3])
def test_r51_a_mail_cut_off_anywhere_is_never_one_without_attachment(kept):
    whole = mail(TEXT, part(XLSX), part(XLSX.replace("a.xlsx", "b.xlsx")))
    read = read_mail(whole[: int(len(whole) * kept)])
    assert read.incomplete is True
    assert INCOMPLETE in read.notes


def test_r51_wherever_a_mail_is_cut_off_it_is_incomplete_and_no_file_is_made_of_nothing():
    whole = mail(TEXT, part(XLSX), part(XLSX.replace("a.xlsx", "b.xlsx")))
    for kept in range(1, len(whole) - 2, 7):
        read = read_mail(whole[:kept])
        found = dict(files(read))
        assert read.incomplete is True
        assert list(found) == ["a.xlsx", "b.xlsx"][: len(found)]
        assert all(content and BOOK.startswith(content) for content in found.values())


def test_r51_an_attachment_of_which_only_the_name_came_is_none_and_is_named():
    cut = mail(TEXT, part(XLSX))[: mail(TEXT, part(XLSX)).rindex(b"\r\nContent-Transfer")]
    read = read_mail(cut)
    note = "附件“a.xlsx”只有名称，内容没有收到，没有登记，请对方重发。"
    assert (read.attachments, read.incomplete, read.notes) == ((), True, (INCOMPLETE, note))
    first = read_mail(
        mail(TEXT, part(XLSX), cut[cut.index(XLSX.encode()) :].replace(b"a.xlsx", b"b.xlsx"), end=False)
    )
    assert (files(first), first.incomplete) == (FOUND, True)
    assert first.notes == (INCOMPLETE, note.replace("a.xlsx", "b.xlsx"))


def test_r51_an_empty_file_that_came_whole_is_a_file():
    empty = part(XLSX, b"")
    assert files(read_mail(mail(TEXT, empty))) == [("a.xlsx", b"")]
    assert files(read_mail(mail(TEXT, empty, part(XLSX.replace("a.xlsx", "b.xlsx")), end=False))) == [
        ("a.xlsx", b""),
        ("b.xlsx", BOOK),
    ]


@pytest.mark.parametrize("headers", [HEAD, HEAD + b"Content-Type: text/plain", HEAD[:-20], b"From: a@b.cn"])
def test_r51_a_mail_that_ends_in_its_headers_is_incomplete(headers):
    read = read_mail(headers)
    assert (read.attachments, read.incomplete) == ((), True)
    assert read.notes[0] == "邮件在信头处就断了，正文和附件没有收到，请对方重发。"
    assert read_mail(headers + b"\r\n\r\n").incomplete is False


def test_r51_dashes_in_a_text_are_no_parts():
    text = plain("一、进展\r\n--------\r\n二、问题\r\n--\r\n签名：\r\n")
    read = read_mail(HEAD + text)
    assert (read.attachments, read.incomplete, read.notes) == ((), False, ())


def test_r51_a_part_inside_a_nested_multipart_cut_off_is_kept():
    inner = together(TEXT, part(XLSX), kind="related", boundary="=_i", end=False)
    read = read_mail(mail(inner))
    assert (files(read), read.incomplete) == (FOUND, True)


def test_r51_the_sender_of_a_mail_that_cannot_be_taken_apart_is_told():
    nest = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (one, one) for one in range(3_000)
    )
    heavy = b"X-A: " + b"a" * 1_000_001 + b"\r\n\r\n"
    for raw in (HEAD + nest, HEAD + heavy):
        read = read_mail(raw)
        assert (read.sender, read.subject, read.message_id) == (
            "linjiang@example.gov.cn",
            "临江县台账",
            "<1@example.gov.cn>",
        )
        assert (read.incomplete, read.attachments, len(read.notes)) == (True, (), 1)


def test_r51_a_charset_that_is_none_stops_nothing():
    raw = b'Content-Type: text/plain; charset="a\0b"\r\n\r\n' + "见附件".encode("gbk")
    assert read_mail(HEAD + raw).promises is True


def test_r01_want_of_memory_is_not_told_as_damage(monkeypatch):
    def refuse(*_, **__):
        raise MemoryError

    monkeypatch.setattr("email.message_from_bytes", refuse)
    with pytest.raises(MemoryError):
        read_mail(WHOLE)
