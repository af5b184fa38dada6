"""A mail server that lies, floods or falls silent costs a bounded time, and ends in one Chinese sentence."""

from __future__ import annotations

from time import monotonic

import pytest
from clients.lying_server import HANG_UP, Reply, in_turn, lying_smtp, without_end

from taizhang.errors import CannotWrite
from taizhang.mail.send import NotSent, open_sender
from taizhang.mail.server_urls import parse_server_url

RAW = b"Subject: x\r\n\r\nx\r\n"
SERVER = "邮件服务器“127.0.0.1”"
TOO_MUCH = (
    f"{SERVER}发来的内容超过上限，连接已断开，邮件没有发出。请核对服务器地址，再请服务器管理员检查这个邮箱。"
)
SILENT = f"{SERVER}在限定的时间内没有答复，邮件没有发出。请检查网络，稍后重新运行。"
BROKEN = f"与{SERVER}的连接断开了，邮件没有发出。请检查网络，重新运行。"
UNKNOWN = "，不知道邮件是否已经收下。请先向收件人核实，再决定是否重发。"


def sent(
    replies: dict[str, Reply],
    *,
    marks: str = "?plain",
    password: str = "secret",
    timeout: float = 20,
    last_wait: float = 20,
) -> str:
    with lying_smtp(replies) as server:
        url = parse_server_url(f"smtp://a@127.0.0.1:{server.port}{marks}")
        with open_sender(url, password, timeout=timeout, last_wait=timeout) as sender:
            return sender.send(RAW, envelope_sender="", recipient="b@example.cn")


def trouble_of(replies: dict[str, Reply], **more) -> tuple[type, str]:
    with pytest.raises(CannotWrite) as trouble:
        sent(replies, **more)
    return type(trouble.value), str(trouble.value)


def test_an_ordinary_server_takes_a_mail():
    assert sent({}) == "taken"


@pytest.mark.parametrize(
    ("command", "kind"), [("", CannotWrite), ("EHLO", CannotWrite), ("AUTH", CannotWrite), ("MAIL", NotSent)]
)
def test_a_reply_without_end_is_cut_off(command, kind):
    assert trouble_of({command: without_end(b"250-more\r\n" * 1_000)}) == (kind, TOO_MUCH)


@pytest.mark.parametrize(
    ("command", "kind"), [("", CannotWrite), ("EHLO", CannotWrite), ("AUTH", CannotWrite), ("DATA", NotSent)]
)
def test_a_server_that_falls_silent_or_only_drips_is_given_up(command, kind):
    for reply in (b"", without_end(b"2", pause=0.05), without_end(b"250-x\r\n", pause=0.05)):
        started = monotonic()
        assert trouble_of({command: reply}, timeout=0.5) == (kind, SILENT)
        assert monotonic() - started < 5


@pytest.mark.parametrize(
    ("last_word", "sentence"),
    [
        (b"", f"{SERVER}在限定的时间内没有答复{UNKNOWN}"),
        (in_turn(HANG_UP), f"与{SERVER}的连接断开了{UNKNOWN}"),
        (without_end(b"250-x\r\n" * 1_000), f"{SERVER}发来的内容超过上限，连接已断开{UNKNOWN}"),
    ],
)
def test_without_the_last_word_nobody_knows_whether_the_mail_was_taken(last_word, sentence):
    with pytest.raises(NotSent) as trouble:
        sent({".": last_word}, timeout=0.5)
    assert (str(trouble.value), trouble.value.uncertain) == (sentence, True)
    assert (trouble.value.temporary, trouble.value.permanent) == (False, False)


@pytest.mark.parametrize(
    ("replies", "trouble"),
    [
        ({"": b"554 go away\r\n"}, (CannotWrite, "发信服务器“127.0.0.1”现在不提供服务（554）（服务器说：go away）。请稍后再发。")),
        ({"": b"421 busy\r\n"}, (CannotWrite, "发信服务器“127.0.0.1”现在不提供服务（421）（服务器说：busy）。请稍后再发。")),
        ({"": b"SSH-2.0\r\n"}, (CannotWrite, "发信服务器“127.0.0.1”现在不提供服务（000）（服务器说：2.0）。请稍后再发。")),
        ({"": in_turn(HANG_UP)}, (CannotWrite, BROKEN)),
        ({"EHLO": b"250 here\r\n"}, (CannotWrite, "发信服务器“127.0.0.1”不提供登录，请核对端口，或从地址中删去用户名。")),
        ({"EHLO": b"250-here\r\n250 AUTH NTLM\r\n"}, (CannotWrite, "发信服务器“127.0.0.1”不提供登录，请核对端口，或从地址中删去用户名。")),
        ({"MAIL": b"421 busy\r\n"}, (NotSent, "发信服务器“127.0.0.1”暂时没有收下这封邮件：服务器暂停服务（421，busy）。请稍后再发。")),
        ({"RCPT": b"xyz\r\n"}, (NotSent, "发信服务器“127.0.0.1”暂时没有收下这封邮件：服务器没有收下（000）。请稍后再发。")),
        ({"DATA": b"250 what\r\n"}, (NotSent, "发信服务器“127.0.0.1”暂时没有收下这封邮件：服务器没有收下（250，what）。请稍后再发。")),
        ({"DATA": in_turn(HANG_UP)}, (NotSent, BROKEN)),
    ],
)  # fmt: skip
def test_an_answer_without_sense_is_said(replies, trouble):
    assert trouble_of(replies) == trouble


def test_a_server_that_takes_back_its_offer_of_encryption_gets_no_password():
    assert trouble_of({"STARTTLS": b"454 not now\r\n"}, marks="") == (
        CannotWrite, "发信服务器“127.0.0.1”现在不提供服务（454）（服务器说：not now）。请稍后再发。",
    )  # fmt: skip


def test_a_server_that_asks_for_the_password_again_and_again_is_left():
    (kind, _) = trouble_of({"AUTH": without_end(b"334 \r\n", pause=0.01)})
    assert kind is CannotWrite


def test_a_password_that_the_server_repeats_is_not_shown():
    (_, sentence) = trouble_of({"AUTH": b"535 no secret here\r\n"})
    assert sentence.startswith("发信服务器“127.0.0.1”不接受用户“a”的登录（535）。请核对")


def test_words_of_the_server_are_one_short_line():
    said = "250-好\r\n250 \x1b[31m\u202e".encode() + b"x" * 500 + b"\r\n"
    assert sent({".": said}) == "好 [31m " + "x" * 192 + "…"
