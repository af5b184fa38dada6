"""Mails kept by mail programs: in one file, in a Maildir, as files of any name."""

from __future__ import annotations

from pathlib import Path

import pytest
from written_mails.by_outlook import compound_file, outlook_message, winmail, winmail_file
from written_mails.in_parts import BOOK, HEAD, TEXT, XLSX, mail, part

from taizhang.mail import (
    is_mail,
    is_mailbox,
    is_maildir,
    kind_of_mail,
    list_maildir,
    read_mail,
    split_mailbox,
)

FROM = b"From linjiang@example.gov.cn Sat Oct  8 09:30:00 2022\n"
ONE = mail(TEXT, part(XLSX)).replace(b"\r\n", b"\n")
SECOND = b"Subject: second\nFrom: a@b.cn\n\n"


def names(raw: bytes) -> list[str]:
    return [one.name for one in read_mail(raw).attachments]


@pytest.mark.parametrize(
    "line",
    [
        FROM,
        b"From - Sat Oct 08 09:30:00 2022\n",
        b"From 1748@xxx Sat Oct 08 09:30:00 +0000 2022\n",
        b"From MAILER-DAEMON Sat Oct  8 09:30:00 CST 2022\n",
        b"From a@b.cn Sat Oct  8 09:30 2022\r\n",
    ],
)
def test_each_mail_of_a_mailbox_is_split_off(line):
    box = line + ONE + b"\n" + line + SECOND
    assert is_mailbox(box)
    assert split_mailbox(box) == (ONE + b"\n", SECOND)


def test_a_mailbox_with_crlf_is_split():
    box = (FROM + ONE + b"\n" + FROM + SECOND).replace(b"\n", b"\r\n")
    assert [names(one) for one in split_mailbox(box)] == [["a.xlsx"], []]


@pytest.mark.parametrize(
    "text",
    [
        b"\nFrom now on everything is fine\n",
        b"\nFrom the county Sat Oct  8 09:30:00 2022\nwe report as follows\n",
        b"\nFrom a@b.cn Sat Oct  8 2022\nSubject: x\n",
        b"line\nFrom a@b.cn Sat Oct  8 09:30:00 2022\nSubject: x\n",
    ],
)
def test_r51_a_ledger_behind_a_line_that_begins_with_from_is_not_lost(text):
    talk = b"Content-Type: text/plain\n\n" + text
    one = mail(talk, part(XLSX)).replace(b"\r\n", b"\n")
    mails = split_mailbox(FROM + one + b"\n" + FROM + SECOND)
    assert [names(raw) for raw in mails] == [["a.xlsx"], []]


def test_r51_a_mail_right_behind_the_end_mark_of_another_is_not_swallowed():
    assert [names(raw) for raw in split_mailbox(FROM + ONE + FROM + ONE)] == [["a.xlsx"], ["a.xlsx"]]


def test_lines_quoted_for_the_mailbox_are_restored():
    quoted = b"Subject: x\n\n>From the county\n>>From twice\n> From\n"
    assert split_mailbox(FROM + quoted) == (b"Subject: x\n\nFrom the county\n>From twice\n> From\n",)


@pytest.mark.parametrize(
    "content", [b"", ONE, b"From now on\n", b"From a@b.cn Sat Oct  8 09:30:00 2022\nno header\n", BOOK]
)
def test_what_is_no_mailbox_is_one_mail(content):
    assert (is_mailbox(content), split_mailbox(content)) == (False, (content,))


def test_a_mailbox_is_known_by_its_beginning():
    assert is_mailbox((FROM + ONE)[:200])


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (ONE, "来信.eml", "eml"),
        (ONE, "来信", "eml"),
        (ONE, "1665192600.M1P2.host:2,S", "eml"),
        (b"", "a.eml", "eml"),
        (b"\xff\xfeS\0", "a.eml", "eml"),
        ("只有文字".encode("gbk"), "a.eml", "eml"),
        (FROM + ONE, "Inbox", "mbox"),
        (FROM + ONE, "a.eml", "mbox"),
        (compound_file(outlook_message(subject="x")), "a.dat", "msg"),
        (winmail(winmail_file(b"a.xlsx", BOOK)), "winmail.dat", "tnef"),
        (BOOK, "a.eml", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.eml", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.msg", ""),
        (compound_file({"Workbook": b"\x09\x08", "MBD0001": outlook_message(subject="x")}), "a.xls", ""),
        (b"%PDF-1.7", "a.eml", ""),
        (b"<html><body>", "a.eml", ""),
        ("县,数".encode(), "a.csv", ""),
        (b"From: a\nSubject: b\n\n", "a.txt", ""),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related\n\n", "a.mht", ""),
        (b"From: <Saved by Blink>\nSubject: x\nDate: x\nMIME-Version: 1.0\n\n", "a.mhtml", ""),
    ],
)
def test_r08_what_is_a_mail_is_told_by_its_content(content, name, kind):
    assert kind_of_mail(content, name) == kind
    assert is_mail(content, name) is bool(kind)


def test_a_maildir_is_listed_in_the_order_of_its_times_and_left_as_it_is(tmp_path: Path):
    for part_name in ("cur", "new", "tmp"):
        (tmp_path / part_name).mkdir()
    for place in (
        "new/1700000002.M1.host",
        "cur/1700000001.M1.host:2,S",
        "tmp/1700000000.M1.host",
        "new/.hidden",
    ):
        (tmp_path / place).write_bytes(ONE)
    (tmp_path / "cur" / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert is_maildir(tmp_path)
    assert [path.name for path in list_maildir(tmp_path)] == ["1700000001.M1.host:2,S", "1700000002.M1.host"]
    assert sorted(tmp_path.rglob("*")) == before
    assert not is_maildir(tmp_path / "cur")


def test_a_link_in_a_maildir_is_not_followed(tmp_path: Path):
    for part_name in ("cur", "new", "tmp"):
        (tmp_path / part_name).mkdir()
    (tmp_path / "secret").write_bytes(ONE)
    (tmp_path / "new" / "1").symlink_to(tmp_path / "secret")
    assert list_maildir(tmp_path) == []


def test_the_head_of_a_mail_is_no_mailbox():
    assert not is_mailbox(HEAD)
