"""Mails fetched from a real IMAP server: all of them, once, and nothing on the server is changed."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from clients.dovecot import PASSWORD, Dovecot

from taizhang.errors import BadUsage, CannotRead
from taizhang.mail.imap import FetchedMail, Mailbox, open_mailbox, parse_mailbox_url


def mail(number: int, body: str = "请查收。") -> bytes:
    head = (
        f"From: county{number}@example.cn\r\nSubject: {number}\r\nMessage-ID: <{number}@example.cn>\r\n\r\n"
    )
    return (head + body + "\r\n").encode()


@contextmanager
def opened(server: Dovecot, folder: str = "INBOX", **more) -> Iterator[Mailbox]:
    with open_mailbox(parse_mailbox_url(server.url(folder)), server.password, timeout=20, **more) as mailbox:
        yield mailbox


def refusal(server: Dovecot, url: str, password: str = PASSWORD) -> str:
    with pytest.raises(CannotRead) as trouble, open_mailbox(parse_mailbox_url(url), password, timeout=20):
        pass
    return str(trouble.value)


def test_a_mail_comes_as_it_was_delivered_with_the_time_the_server_took_it_in(dovecot):
    when = datetime.fromisoformat("2022-10-08T09:30:00+08:00")
    raw = mail(1) + "原样 \x80\xff".encode("latin-1", "replace") + b"\xb5\xa5\r\n"
    dovecot.deliver(raw, internaldate=when)
    with opened(dovecot) as mailbox:
        assert list(mailbox.fetch(mailbox.uids())) == [FetchedMail(1, when, len(raw), raw)]
        assert mailbox.missing == []


def test_r45_nothing_on_the_server_is_marked_and_only_reading_commands_are_sent(dovecot):
    dovecot.deliver(mail(1), mail(2))
    with opened(dovecot) as mailbox:
        assert [one.raw for one in mailbox.fetch(mailbox.uids())] == [mail(1), mail(2)]
    assert dovecot.flags() == {1: (), 2: ()}
    assert dovecot.commands() == [
        [
            'ID ("name" "taizhang" "version" "0.1.0")',
            'EXAMINE "INBOX"',
            "UID SEARCH ALL",
            "UID FETCH 1,2 (UID RFC822.SIZE INTERNALDATE)",
            "UID FETCH 1,2 (UID BODY.PEEK[])",
            "LOGOUT",
        ]
    ]


def test_the_id_that_the_server_notes_before_it_opens_a_folder_says_the_program_and_nothing_of_anybody(
    dovecot,
):
    with opened(dovecot) as mailbox:
        assert mailbox.uids() == ()
    assert dovecot.introductions() == ["name=taizhang, version=0.1.0"]
    assert [command.split()[0] for command in dovecot.commands()[0]] == ["ID", "EXAMINE", "UID", "LOGOUT"]


def test_r46_a_second_run_takes_only_what_is_new(dovecot):
    dovecot.deliver(mail(1), mail(2))
    with opened(dovecot) as mailbox:
        first, validity = mailbox.uids(), mailbox.uidvalidity
    with opened(dovecot) as mailbox:
        assert (mailbox.uidvalidity, mailbox.uids(without=frozenset(first))) == (validity, ())
    dovecot.deliver(mail(3))
    with opened(dovecot) as mailbox:
        assert mailbox.uids(without=frozenset(first)) == (3,)


def test_r46_a_folder_made_anew_has_another_uidvalidity(dovecot):
    dovecot.deliver(mail(1), folder="Reports")
    with opened(dovecot, "Reports") as mailbox:
        before = mailbox.uidvalidity
    dovecot.replace_folder("Reports")
    dovecot.deliver(mail(2), folder="Reports")
    with opened(dovecot, "Reports") as mailbox:
        assert mailbox.uidvalidity != before
        assert mailbox.uids() == (1,)


@pytest.mark.parametrize("folder", ["报送", "2022年/三季度", "A&B", 'a "b" \\c', "𠮷林&报送~"])
def test_a_folder_is_found_by_its_name(dovecot, folder):
    delimiter_of_maildir = folder.replace("/", ".")
    dovecot.deliver(mail(1), folder=delimiter_of_maildir)
    with opened(dovecot, delimiter_of_maildir) as mailbox:
        assert [one.raw for one in mailbox.fetch(mailbox.uids())] == [mail(1)]


def test_r06_a_mail_over_the_limit_stays_on_the_server_and_is_told_of_with_its_header(dovecot):
    large = mail(2, "长" * 20_000)
    dovecot.deliver(mail(1), large, mail(3))
    with opened(dovecot, most_bytes=50_000) as mailbox:
        fetched = list(mailbox.fetch(mailbox.uids()))
    assert [(one.uid, one.size, one.over_limit) for one in fetched] == [
        (1, len(mail(1)), False), (2, len(large), True), (3, len(mail(3)), False),
    ]  # fmt: skip
    assert fetched[1].raw == large.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    assert [command for command in dovecot.commands()[0] if "BODY" in command] == [
        "UID FETCH 1 (UID BODY.PEEK[])",
        "UID FETCH 2 (UID BODY.PEEK[HEADER]<0.1000000>)",
        "UID FETCH 3 (UID BODY.PEEK[])",
    ]
    assert dovecot.flags() == {1: (), 2: (), 3: ()}


def test_three_hundred_mails_come_whole_and_in_order(dovecot):
    mails = [mail(number, "台账" * number) for number in range(1, 301)]
    dovecot.deliver(*mails)
    with opened(dovecot) as mailbox:
        assert [one.raw for one in mailbox.fetch(mailbox.uids())] == mails
        assert mailbox.missing == []


def test_r46_what_a_broken_line_had_brought_stands_and_the_next_run_brings_the_rest(dovecot):
    mails = {number: mail(number) for number in range(1, 301)}
    dovecot.deliver(*mails.values())
    got: dict[int, bytes] = {}
    with opened(dovecot) as mailbox, pytest.raises(CannotRead) as trouble:
        take_with_a_break(dovecot, mailbox, got)
    assert str(trouble.value) == (
        "与邮件服务器“localhost”的连接断开了。请检查网络，重新运行，已经取下的邮件不受影响，会从断开的地方接着收取。"
    )
    assert 150 <= len(got) < 300
    with opened(dovecot) as mailbox:
        rest = {one.uid: one.raw for one in mailbox.fetch(mailbox.uids(without=frozenset(got)))}
    assert set(rest).isdisjoint(got)
    assert got | rest == mails


def take_with_a_break(server: Dovecot, mailbox: Mailbox, got: dict[int, bytes]) -> None:
    for one in mailbox.fetch(mailbox.uids()):
        got[one.uid] = one.raw
        if len(got) == 150:
            server.break_sessions()


def test_few_mails_are_in_memory_at_a_time(dovecot):
    dovecot.deliver(*(mail(number, "x" * 1_000_000) for number in range(40)))
    with opened(dovecot) as mailbox:
        tracemalloc.start()
        sizes = [len(one.raw) for one in mailbox.fetch(mailbox.uids())]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert sum(sizes) > 40_000_000
    assert most < 10_000_000


def test_a_mail_that_somebody_takes_away_meanwhile_is_told_of(dovecot):
    dovecot.deliver(mail(1), mail(2), mail(3))
    with opened(dovecot) as mailbox:
        uids = mailbox.uids()
        dovecot.delete(2)
        assert [one.uid for one in mailbox.fetch([*uids, 9])] == [1, 3]
        assert mailbox.missing == [2, 9] or mailbox.missing == [9, 2]


def test_mails_before_a_day_can_be_left_out(dovecot):
    noon = datetime.fromisoformat("2022-10-08T12:00:00+00:00")
    for days in (-2, 0, 2):
        dovecot.deliver(mail(days), internaldate=noon + timedelta(days))
    with opened(dovecot) as mailbox:
        assert mailbox.uids(since=date(2022, 10, 8)) == (2, 3)
        assert mailbox.uids(frozenset({3}), since=date(2022, 10, 8)) == (2,)


def test_starttls_leads_to_the_same_mailbox(dovecot):
    dovecot.deliver(mail(1))
    url = parse_mailbox_url(dovecot.url(starttls=True))
    with open_mailbox(url, PASSWORD, timeout=20) as mailbox:
        assert [one.raw for one in mailbox.fetch(mailbox.uids())] == [mail(1)]
    assert "TLS" in next(line for line in dovecot.log.read_text().splitlines()[::-1] if "Login: " in line)


def test_a_password_in_ascii_is_let_in_too(dovecot_is_here, tmp_path):
    with Dovecot(tmp_path, password='a "b" \\ c{3}') as server, opened(server) as mailbox:
        assert mailbox.uids() == ()


@pytest.mark.parametrize("password", ["wrong", "不对"])
def test_a_wrong_password_is_said_and_not_shown(dovecot, password):
    told = refusal(dovecot, dovecot.url(), password)
    assert told == (
        "邮箱服务器“localhost”不接受用户“shi@example.cn”的登录（服务器说：[AUTHENTICATIONFAILED] Authentication failed.）。"
        "请核对用户名和密码；163、126、腾讯等邮箱请先在网页上开通收信服务，并用授权码代替登录密码。"
    )


def test_a_password_with_a_line_break_is_never_sent():
    url = parse_mailbox_url("imap://a@localhost:1")
    with pytest.raises(BadUsage) as trouble, open_mailbox(url, "a\r\nA1 DELETE INBOX"):
        pass
    assert str(trouble.value) == "密码里有换行或控制字符，请重新保存密码。"


def test_a_folder_that_is_not_there_is_said(dovecot):
    told = refusal(dovecot, dovecot.url("没有"))
    assert re.sub(r" \(0\.\d+ .*? secs\)", "", told) == (
        "邮箱服务器“localhost”不让打开文件夹“没有”（服务器说：Mailbox doesn't exist: 没有.）。"
        "请核对文件夹名称，并在邮箱的网页设置里允许客户端收信。"
    )


@pytest.mark.parametrize(
    ("more", "host", "trusted", "why"),
    [
        ({}, "localhost", False, "签发证书的机构不在信任之列"),
        ({"hosts": ("mail.example.cn",)}, "localhost", True, "证书不是发给这个名称的"),
        ({"hosts": ("mail.example.cn",)}, "127.0.0.1", True, "证书不是发给这个名称的"),
        ({"days": (-30, -1)}, "localhost", True, "证书已过期"),
        ({"days": (1, 30)}, "localhost", True, "证书还没有生效"),
    ],
)
def test_a_certificate_that_is_not_trusted_ends_it_before_the_password_is_sent(
    dovecot_is_here, tmp_path, more, host, trusted, why
):
    with Dovecot(tmp_path, **more) as server:
        for starttls in (False, True):
            url = server.url(starttls=starttls, trusted=trusted).replace("localhost", host)
            assert refusal(server, url) == (
                f"邮件服务器“{host}”的证书不受信任（{why}），没有登录。"
                "请核对服务器名称和本机日期；单位自建的服务器，请在地址末尾用“?ca=证书文件”指明签发它的证书。"
            )
        assert server.introductions() == []
