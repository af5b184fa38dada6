"""A server that lies, floods or falls silent costs a bounded time and memory, and ends in one Chinese sentence."""

from __future__ import annotations

import socket
import tracemalloc
from datetime import datetime
from time import monotonic

import pytest
from clients.lying_server import HANG_UP, Reply, in_turn, lying_imap, without_end
from clients.ports import free_ports

from taizhang.errors import CannotRead
from taizhang.mail.imap import FetchedMail, open_mailbox, parse_mailbox_url

WHEN = datetime.fromisoformat("2022-10-08T09:30:00+08:00")
AGAIN = "，已经取下的邮件不受影响，会从断开的地方接着收取。"
TOO_MUCH = (
    "邮件服务器“127.0.0.1”发来的内容超过上限，连接已断开。请核对服务器地址，再请服务器管理员检查这个邮箱"
)
SILENT = "邮件服务器“127.0.0.1”在限定的时间内没有答复。请检查网络，稍后重新运行"
BROKEN = "与邮件服务器“127.0.0.1”的连接断开了。请检查网络，重新运行"
SENSELESS = "邮件服务器“127.0.0.1”的答复看不懂，请核对服务器地址和端口，稍后重新运行。"
FLOOD = b"x" * 65_536


def fetched(
    replies: dict[str, Reply],
    *,
    password: str = "secret",
    most_bytes: int = 1_000_000,
    marks: str = "?plain",
    timeout: float = 20,
) -> tuple[list[FetchedMail], list[int]]:
    """All mails, and the UIDs that were missing."""
    with lying_imap(replies) as server:
        url = parse_mailbox_url(f"imap://a@127.0.0.1:{server.port}{marks}")
        with open_mailbox(url, password, timeout=timeout, most_bytes=most_bytes) as mailbox:
            return list(mailbox.fetch(mailbox.uids())), mailbox.missing


def told(replies: dict[str, Reply], **more) -> str:
    with pytest.raises(CannotRead) as trouble:
        fetched(replies, **more)
    return str(trouble.value)


def unopened(url: str) -> str:
    """Why the mailbox cannot be opened."""
    with pytest.raises(CannotRead) as trouble, open_mailbox(parse_mailbox_url(url), "secret", timeout=5):
        pass
    return str(trouble.value)


def test_an_ordinary_server_is_understood():
    assert fetched({}) == ([FetchedMail(1, WHEN, 11, b"A: b\r\n\r\nc\r\n")], [])


@pytest.mark.parametrize(
    ("command", "lines", "sentence"),
    [
        ("", b"* OK ready\r\n", TOO_MUCH + "。"),
        ("LOGIN", b"* OK x\r\n", TOO_MUCH + "。"),
        ("UID SEARCH", b"* SEARCH 1\r\n", TOO_MUCH + AGAIN),
        ("BODY", b"* 1 FETCH (FLAGS ())\r\n", TOO_MUCH + AGAIN),
        ("BODY", b"* 1 X\r\n", TOO_MUCH + AGAIN),
    ],
)
def test_lines_without_end_are_cut_off(command, lines, sentence):
    assert told({command: without_end(lines * 5_000)}) == sentence


@pytest.mark.parametrize(
    ("command", "flood", "sentence"),
    [
        ("", without_end(FLOOD), TOO_MUCH + "。"),
        ("FACTS", without_end(FLOOD), TOO_MUCH + AGAIN),
        ("BODY", b"* 1 FETCH (UID 1 BODY[] {99999999999999}\r\n", TOO_MUCH + AGAIN),
        ("BODY", in_turn(b"* 1 FETCH (UID 1 BODY[] {2000000}\r\n", b"x" * 2_000_000, b"y {2000000}\r\n"), TOO_MUCH + AGAIN),
    ],
)  # fmt: skip
def test_what_comes_without_end_is_cut_off_before_it_fills_the_memory(command, flood, sentence):
    tracemalloc.start()
    told_so = told({command: flood})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told_so == sentence
    assert most < 10_000_000


@pytest.mark.parametrize("command", ["", "LOGIN", "EXAMINE", "UID SEARCH", "BODY"])
def test_a_server_that_falls_silent_or_only_drips_is_given_up(command):
    for reply in (b"", without_end(b"x", pause=0.05), without_end(b"* OK\r\n", pause=0.05)):
        started = monotonic()
        assert told({command: reply}, timeout=0.5) in (SILENT + "。", SILENT + AGAIN)
        assert monotonic() - started < 5


def test_a_size_that_was_told_too_small_is_found_out():
    raw = b"A: b\r\n\r\n" + b"c" * 1_100_000
    literal = b"* 1 FETCH (UID 1 BODY[] {%d}\r\n%b)\r\n{tag} OK so\r\n" % (len(raw), raw)
    assert fetched({"BODY": literal}) == (
        [FetchedMail(1, WHEN, len(raw), b"A: b\r\n\r\n", over_limit=True)],
        [],
    )


def test_a_size_over_the_limit_is_believed_even_without_a_header():
    facts = b"* 1 FETCH (UID 1 RFC822.SIZE 999999999999)\r\n{tag} OK so\r\n"
    assert fetched({"FACTS": facts}) == (
        [FetchedMail(1, None, 999999999999, b"A: b\r\n\r\n", over_limit=True)],
        [],
    )
    assert fetched({"FACTS": facts, "HEADER": b"{tag} NO so\r\n"}) == (
        [FetchedMail(1, None, 999999999999, b"", over_limit=True)], [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "received"),
    [
        (b'* 1 FETCH (INTERNALDATE " 8-Oct-2022 09:30:00 +0800" RFC822.SIZE 11 UID 1)', WHEN),
        (b'* 1 FETCH (UID 1 RFC822.SIZE 11 INTERNALDATE "08-OCT-2022 01:30:00 +0000")', WHEN),
        (
            b'* 1 FETCH (UID 1 RFC822.SIZE 11 INTERNALDATE "08-Oct-2022 09:30:00 +0800")\r\n'
            b"* 1 FETCH (UID 1 FLAGS (\\Seen))",
            WHEN,
        ),
        (b'* 1 FETCH (UID 1 RFC822.SIZE 11 INTERNALDATE "31-Feb-2022 09:30:00 +0800")', None),
        (b'* 1 FETCH (UID 1 RFC822.SIZE 11 INTERNALDATE "08-Oct-2022 09:30:00 +9900")', None),
        (b'* 1 FETCH (UID 1 RFC822.SIZE 11 INTERNALDATE "08-Foo-2022 09:30:00 +0800")', None),
        (b"* 1 FETCH (UID 1 RFC822.SIZE 11)", None),
        (b"* 1 FETCH (UID 1)", None),
    ],
)
def test_the_time_of_receipt_is_read_or_left_open(facts, received):
    assert fetched({"FACTS": facts + b"\r\n{tag} OK so\r\n"}) == (
        [FetchedMail(1, received, 11, b"A: b\r\n\r\nc\r\n")], [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "raw"),
    [
        (b"* 1 FETCH (BODY[] {3}\r\na\r\n UID 1)", b"a\r\n"),
        (b"* 1 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH (UID 1 BODY[] {0}\r\n)", b""),
        (b'* 1 FETCH (UID 1 BODY[] "A: \\"b\\"")', b'A: "b"'),
        (b"* 1 FETCH (UID 1 BODY[] NIL)", b""),
        (b"* 2 FETCH (UID 2 BODY[] {1}\r\nx)\r\n* 1 FETCH (UID 1 BODY[] {1}\r\ny)", b"y"),
    ],
)
def test_a_content_is_read_however_it_is_written(body, raw):
    assert fetched({"BODY": body + b"\r\n{tag} OK so\r\n"}) == ([FetchedMail(1, WHEN, 11, raw)], [])


@pytest.mark.parametrize(
    "replies",
    [
        {"FACTS": b"{tag} OK so\r\n"},
        {"FACTS": b"{tag} NO so\r\n"},
        {"BODY": b"{tag} OK so\r\n"},
        {"BODY": b"{tag} NO [SERVERBUG]\r\n"},
        {"BODY": b"* 1 FETCH (UID 2 BODY[] {1}\r\nx)\r\n{tag} OK so\r\n"},
    ],
)
def test_a_mail_that_is_not_handed_over_is_told_of(replies):
    assert fetched(replies) == ([], [1])


def test_one_mail_that_the_server_cannot_read_does_not_cost_the_others():
    facts = b"* 1 FETCH (UID 1 RFC822.SIZE 9)\r\n* 2 FETCH (UID 2 RFC822.SIZE 9)\r\n{tag} OK so\r\n"
    bodies = iter(
        [b"{tag} NO so\r\n", b"{tag} NO so\r\n", b"* 2 FETCH (UID 2 BODY[] {1}\r\nx)\r\n{tag} OK so\r\n"]
    )
    replies = {
        "UID SEARCH": b"* SEARCH 1 2\r\n{tag} OK so\r\n",
        "FACTS": facts,
        "BODY": lambda: iter([next(bodies)]),
    }
    assert fetched(replies) == ([FetchedMail(2, None, 9, b"x")], [1])


@pytest.mark.parametrize(
    ("replies", "sentence"),
    [
        ({"": b"HTTP/1.1 400 Bad Request\r\n"}, BROKEN + "。"),
        ({"": b"* BYE too many\r\n"}, SENSELESS),
        ({"CAPABILITY": b"{tag} OK so\r\n"}, SENSELESS),
        ({"CAPABILITY": b"* CAPABILITY IMAP2\r\n{tag} OK so\r\n"}, SENSELESS),
        ({"": b"* PREAUTH in\r\n"}, SENSELESS),
        ({"EXAMINE": in_turn(b"* BYE bye\r\n", HANG_UP)}, BROKEN + "。"),
        ({"EXAMINE": b"{tag} BAD so\r\n"}, SENSELESS),
        ({"UID SEARCH": b"{tag} NO so\r\n"}, "邮箱服务器“127.0.0.1”不肯列出邮件，请稍后重新运行。"),
        ({"UID SEARCH": b"* SEARCH 1 x\r\n{tag} OK so\r\n"}, "邮箱服务器“127.0.0.1”列出的邮件清单看不懂，请核对服务器地址。"),
        ({"UID SEARCH": b"* SEARCH 99999999999\r\n{tag} OK so\r\n"}, "邮箱服务器“127.0.0.1”列出的邮件清单看不懂，请核对服务器地址。"),
        ({"BODY": b"* 1 FETCH (UID 1 BODY[] {%b}\r\n" % (b"9" * 5_000)}, SENSELESS),
        ({"BODY": b"A9999 OK so\r\n"}, BROKEN + AGAIN),
        ({"BODY": in_turn(b"* 1 FETCH (UID 1 BODY[] {11}\r\nA: b", HANG_UP)}, BROKEN + AGAIN),
    ],
)  # fmt: skip
def test_an_answer_without_sense_is_said(replies, sentence):
    assert told(replies) == sentence


@pytest.mark.parametrize("validity", [b"", b"* OK [UIDVALIDITY 0]\r\n", b"* OK [UIDVALIDITY x]\r\n"])
def test_r46_a_server_without_a_uidvalidity_is_not_collected_from(validity):
    assert told({"EXAMINE": b"* 1 EXISTS\r\n" + validity + b"{tag} OK so\r\n"}) == (
        "邮箱服务器“127.0.0.1”不给邮件固定编号，无法避免重复收取，请改用邮件文件收取。"
    )


def test_the_refusal_of_163_to_unsafe_programs_is_said():
    said = b"NO EXAMINE Unsafe Login. Please contact kefu@188.com for help"
    assert told({"EXAMINE": b"{tag} " + said + b"\r\n"}) == (
        "邮箱服务器“127.0.0.1”不让打开文件夹“INBOX”（服务器说：EXAMINE Unsafe Login. Please contact kefu@188.com for help）。"
        "请核对文件夹名称，并在邮箱的网页设置里允许客户端收信。"
    )


def test_a_server_without_the_id_command_is_collected_from():
    assert fetched({"ID": b"{tag} BAD so\r\n"})[0] == fetched({"ID": b"{tag} NO so\r\n"})[0] == fetched({})[0]


def test_a_password_that_the_server_repeats_is_not_shown():
    for login in (b"{tag} NO no secret here\r\n", b"{tag} BAD no secret here\r\n"):
        assert told({"LOGIN": login}).startswith("邮箱服务器“127.0.0.1”不接受用户“a”的登录。请核对")


def test_words_of_the_server_are_one_short_line():
    said = "[ALERT] \x1b[31m登录失败\u202e ".encode() + b"x" * 500
    shown = "[31m登录失败  " + "x" * 500
    assert told({"LOGIN": b"{tag} NO " + said + b"\r\n"}).partition("（")[2].partition("）")[0] == (
        "服务器说：" + ("[ALERT]  " + shown)[:199] + "…"
    )


def test_a_server_that_asks_for_the_password_again_and_again_gets_it_once():
    replies = {"AUTHENTICATE": without_end(b"+ \r\n")}
    assert told(replies, password="暗号") == BROKEN + "。"


def test_no_password_goes_to_a_server_that_offers_no_encryption():
    with lying_imap({}) as server:
        url = f"imap://a@127.0.0.1:{server.port}?starttls"
        assert unopened(url) == (
            "邮件服务器“127.0.0.1”不提供加密连接，没有登录。请核对端口，或联系服务器管理员。"
        )
    assert [b"LOGIN" in line for line in server.asked] == [False]


@pytest.mark.parametrize("greeting", [b"* PREAUTH welcome\r\n", b"* OK welcome\r\n"])
def test_no_password_goes_over_a_line_that_did_not_become_encrypted(greeting):
    capable = b"* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK so\r\n"
    replies = {"": greeting, "CAPABILITY": capable, "STARTTLS": b"{tag} NO so\r\n"}
    assert told(replies, marks="?starttls") == SENSELESS


def test_a_port_that_speaks_no_tls_is_said():
    with lying_imap({}) as server:
        url = f"imap://a@127.0.0.1:{server.port}"
        assert unopened(url) == (
            f"与邮件服务器“127.0.0.1”建立不了加密连接。请核对端口{server.port}和加密方式。"
        )


def test_a_server_that_is_not_there_is_said(monkeypatch):
    def nobody(*_: object, **more: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    (port,) = free_ports(1)
    assert unopened(f"imap://a@127.0.0.1:{port}") == (
        f"邮件服务器“127.0.0.1”的端口{port}连不上。请核对端口，检查防火墙。"
    )
    assert unopened("imap://a@x..cn") == "找不到邮件服务器“x..cn”。请核对服务器名称，检查网络。"
    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    assert (
        unopened("imap://a@mail.example.cn")
        == "找不到邮件服务器“mail.example.cn”。请核对服务器名称，检查网络。"
    )


def test_a_certificate_file_that_is_none_is_said(tmp_path):
    nothing = tmp_path / "no.pem"
    for content in (None, "no certificate"):
        if content:
            nothing.write_text(content)
        assert (
            unopened(f"imap://a@127.0.0.1:1?ca={nothing}")
            == f"证书文件“{nothing}”读不出来，请核对路径和文件内容。"
        )
