"""Signed mails are read through their signature; encrypted ones are said to be so."""

from __future__ import annotations

import pytest
from written_mails.by_signers import SIGNED_SM2, encrypted, signed, streamed
from written_mails.in_parts import BOOK, HEAD, TEXT, XLSX, mail, part, together

from taizhang.mail import Mail, read_mail
from taizhang.mail.signed_content import is_sealed, signed_content

SEALED = 'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"'
LETTER = together(TEXT, part(XLSX), boundary="=_s")
NOTE = "邮件或其中一部分是加密的或签名封装已损坏，读不出内容，请对方不加密重新发送。"


def files(read: Mail) -> list[tuple[str, bytes]]:
    return [(one.name, one.content) for one in read.attachments]


@pytest.mark.parametrize(
    "envelope",
    [signed(LETTER), streamed(LETTER), streamed(LETTER, size=7), streamed(LETTER, SIGNED_SM2)],
    ids=["DER", "BER", "BER in pieces", "SM2"],
)
@pytest.mark.parametrize(
    "headers",
    [SEALED, 'Content-Type: application/octet-stream; name="smime.p7m"', "Content-Type: text/plain"],
)
def test_r48_what_was_signed_is_read(envelope, headers):
    read = read_mail(HEAD + part(headers, envelope))
    assert files(read) == [("a.xlsx", BOOK)]
    assert (read.notes, read.incomplete) == ((), False)


def test_r48_a_file_that_was_signed_by_itself_keeps_its_name():
    headers = 'Content-Type: application/pkcs7-mime; name="a.xlsx.p7m"'
    assert files(read_mail(mail(TEXT, part(headers, signed(BOOK))))) == [("a.xlsx", BOOK)]


def test_r48_an_encrypted_mail_is_never_said_to_have_no_attachment():
    read = read_mail(HEAD + part('Content-Type: application/pkcs7-mime; name="smime.p7m"', encrypted(LETTER)))
    assert (read.attachments, read.incomplete, read.notes) == ((), True, (NOTE,))


def test_r48_an_encrypted_mail_inside_a_signed_one_is_noted():
    inner = part('Content-Type: application/pkcs7-mime; name="smime.p7m"', encrypted(LETTER))
    read = read_mail(HEAD + part(SEALED, signed(inner)))
    assert (read.attachments, read.incomplete) == ((), True)


def test_r48_a_mail_encrypted_with_pgp_is_noted():
    control = b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
    secret = b'Content-Type: application/octet-stream; name="encrypted.asc"\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n'
    read = read_mail(mail(control, secret, kind="encrypted"))
    assert (read.attachments, read.incomplete) == ((), True)


@pytest.mark.parametrize("cut", [10, 40, 60, 500])
def test_r51_a_signed_envelope_cut_off_is_noted(cut):
    read = read_mail(HEAD + part(SEALED, signed(LETTER)[:cut]))
    assert read.incomplete is True


def test_r53_elements_without_end_cost_little():
    assert signed_content(b"\x30\x80" * 500_000) is None
    inner = b"\x30\x80\x06\x09" + bytes.fromhex("2a864886f70d010702") + b"\xa0\x80"
    assert is_sealed(inner + b"\x24\x80" * 500_000)
    assert signed_content(inner + b"\x24\x80" * 500_000) is None


def test_r53_signatures_inside_each_other_end_somewhere():
    letter = LETTER
    for _ in range(12):
        letter = part(SEALED, streamed(letter))
    read = read_mail(HEAD + letter)
    assert (read.attachments, read.incomplete) == ((), True)
