"""Attachments are found wherever a mail may hide them."""

from __future__ import annotations

import binascii

import pytest
from written_mails.in_parts import BOOK, HEAD, PNG, TEXT, XLSX, b64, html, mail, part, plain, together

from taizhang.mail import Mail, read_mail

FOUND = [("a.xlsx", BOOK)]


def files(read: Mail) -> list[tuple[str, bytes]]:
    return [(one.name, one.content) for one in read.attachments]


def uuencoded(content: bytes, name: str = "a.xlsx", end: str = "end\n") -> bytes:
    lines = b"".join(binascii.b2a_uu(content[at : at + 45]) for at in range(0, len(content), 45))
    return f"begin 644 {name}\n".encode("gbk") + lines + b"`\n" + end.encode()


@pytest.mark.parametrize("way", ["plain", "base64", "quoted-printable", "file", "file without a name"])
def test_r48_a_forwarded_mail_is_opened_however_it_travels(way):
    inner = HEAD + together(TEXT, part(XLSX), boundary="=_inner")
    quoted = binascii.b2a_qp(inner, istext=True)
    outer = {
        "plain": b"Content-Type: message/rfc822\r\n\r\n" + inner,
        "base64": part("Content-Type: message/rfc822", inner),
        "quoted-printable": b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quoted,
        "file": part('Content-Type: application/octet-stream; name="转发.eml"', inner),
        "file without a name": part("Content-Type: application/octet-stream", inner),
    }[way]
    read = read_mail(mail(TEXT, outer))
    assert files(read) == FOUND
    assert (read.notes, read.incomplete) == ((), False)


def test_r48_a_file_sent_as_a_message_is_still_a_file():
    read = read_mail(mail(TEXT, part('Content-Type: message/rfc822; name="a.xlsx"')))
    assert files(read) == FOUND


def test_r48_a_text_file_that_is_called_a_mail_stays_a_file():
    read = read_mail(mail(part('Content-Type: application/octet-stream; name="a.eml"', "只有文字".encode())))
    assert files(read) == [("a.eml", "只有文字".encode())]


@pytest.mark.parametrize(
    "kind", ["text/plain", "text/html", "image/png", "application/octet-stream", "application/pdf"]
)
def test_r08_r48_a_workbook_sent_as_the_mail_itself_is_taken_by_its_content(kind):
    read = read_mail(HEAD + part(f"Content-Type: {kind}"))
    assert files(read) == [("附件1.xlsx", BOOK)]


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_r48_a_named_text_is_a_file(kind):
    read = read_mail(mail(TEXT, part(f'Content-Type: {kind}; name="a.csv"', "县,数".encode("gbk"))))
    assert files(read) == [("a.csv", "县,数".encode("gbk"))]


def test_r48_a_workbook_inside_the_text_is_taken_and_a_logo_is_not():
    shown = html('<p>请查收</p><img src="cid:logo@x">')
    logo = part('Content-Type: image/png; name="logo.png"\r\nContent-ID: <logo@x>', PNG)
    book = part(
        'Content-Type: application/vnd.ms-excel; name="a.xlsx"\r\nContent-ID: <book@x>\r\nContent-Disposition: inline'
    )
    read = read_mail(mail(together(shown, logo, book, kind="related", boundary="=_r")))
    assert files(read) == FOUND
    assert read.pictures == 1


def test_r52_pictures_in_the_text_are_counted_and_no_attachments():
    shown = html('<img src="cid:one@x"><img src="data:image/png;base64,AAAA"><img src="https://x.cn/a.png">')
    named = part('Content-Type: image/jpeg; name="one.jpg"\r\nContent-ID: <one@x>', b"\xff\xd8\xff\xe0 photo")
    nameless = part("Content-Type: image/png", PNG)
    read = read_mail(mail(shown, named, nameless, kind="related"))
    assert (read.attachments, read.pictures) == ((), 3)


def test_r52_a_photograph_beside_the_text_is_an_attachment():
    photo = part(
        'Content-Type: image/jpeg; name="IMG_1.jpg"\r\nContent-Disposition: inline', b"\xff\xd8\xff\xe0 photo"
    )
    read = read_mail(mail(plain("请看照片"), photo))
    assert (files(read), read.pictures) == ([("IMG_1.jpg", b"\xff\xd8\xff\xe0 photo")], 0)


@pytest.mark.parametrize("ending", ["end\n", "end", "\nend\n"])
def test_r48_uuencode_in_a_text_is_decoded(ending):
    text = "请查收\n\n".encode() + uuencoded(BOOK, "台账.xlsx", ending) + "\n此致\n".encode()
    read = read_mail(HEAD + b"\r\n" + text)
    assert files(read) == [("台账.xlsx", BOOK)]
    assert read.notes == ()


def test_r48_uuencode_as_a_part_is_decoded():
    raw = b'Content-Type: application/octet-stream; name="a.xlsx"\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\n'
    assert files(read_mail(mail(TEXT, raw + uuencoded(BOOK)))) == FOUND


def test_r48_two_files_in_one_text_and_the_words_between_them():
    text = (
        uuencoded(BOOK)
        + "\n表格贴在中转站，见 https://pan.baidu.com/s/1abc\n".encode()
        + uuencoded(b"2" * 99, "b.xls")
    )
    read = read_mail(HEAD + b"\r\n" + text)
    assert files(read) == [("a.xlsx", BOOK), ("b.xls", b"2" * 99)]
    assert [link.site for link in read.links] == ["百度网盘"]


def test_r48_words_that_look_like_uuencode_are_words():
    assert read_mail(HEAD + b"\r\nbegin 644 words\nwe begin here\nend\n").attachments == ()


def test_r48_a_signed_mail_gives_its_files_and_no_signature():
    seal = part('Content-Type: application/pkcs7-signature; name="smime.p7s"', b"\x30\x80seal")
    inside = together(TEXT, part(XLSX), boundary="=_s")
    assert files(read_mail(mail(inside, seal, kind="signed"))) == FOUND
    pgp = part(
        'Content-Type: application/pgp-signature; name="signature.asc"', b"-----BEGIN PGP SIGNATURE-----"
    )
    assert files(read_mail(mail(inside, pgp, kind="signed"))) == FOUND


def test_r48_what_a_mac_keeps_beside_a_file_is_left_out_with_a_note():
    double = part('Content-Type: application/applefile; name="a.xlsx"', b"\0\5\x16\7" + bytes(22))
    read = read_mail(mail(TEXT, together(double, part(XLSX), kind="appledouble", boundary="=_m")))
    assert files(read) == FOUND
    assert read.notes == ("邮件里有苹果电脑的附属文件，不是附件，已略去。",)


def test_r48_a_calendar_is_another_form_of_the_text():
    meeting = b"Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n"
    assert read_mail(mail(TEXT, meeting, kind="alternative")).attachments == ()


def test_r51_one_of_several_partial_mails_is_incomplete():
    read = read_mail(HEAD + b'Content-Type: message/partial; id="x"; number=1; total=3\r\n\r\n' + b64(BOOK))
    assert (read.attachments, read.incomplete) == ((), True)
    assert read.notes == ("这是被拆成几封的邮件中的一封，附件不完整，请对方把文件分开或压缩后重新发送。",)


def test_r52_a_part_that_lies_elsewhere_is_a_link():
    raw = (
        b"Content-Type: message/external-body; access-type=URL;\r\n"
        b' URL="https://mail.office.gov.cn/bigfile/get?k=1"; name="a.xlsx"\r\n\r\nContent-Type: application/x\r\n\r\n'
    )
    read = read_mail(mail(TEXT, raw))
    assert [(link.name, link.site) for link in read.links] == [("a.xlsx", "mail.office.gov.cn")]
    ftp = read_mail(mail(TEXT, raw.replace(b"https:", b"ftp:")))
    assert (ftp.links, ftp.incomplete) == ((), True)


def test_r56_files_of_our_own_mail_that_was_sent_along_are_known():
    ours = b"X-Loop: taizhang\r\n" + HEAD + together(TEXT, part(XLSX), boundary="=_o")
    own = part('Content-Type: application/octet-stream; name="b.xlsx"')
    read = read_mail(mail(TEXT, b"Content-Type: message/rfc822\r\n\r\n" + ours, own))
    assert [(one.name, one.from_us) for one in read.attachments] == [("a.xlsx", True), ("b.xlsx", False)]
    assert read.from_us is False
