"""Finished mails handed to a real mail server of the test's own, and what becomes of its refusals."""

from __future__ import annotations

from datetime import datetime

import pytest
from clients.ports import free_ports
from clients.smtp import PASSWORD, USER, Delivered, MailServer

from taizhang.errors import BadUsage, CannotRead, CannotWrite
from taizhang.mail import read_mail, write_mail
from taizhang.mail.send import NotSent, open_sender, send_mail
from taizhang.mail.server_urls import parse_server_url

COUNTY = "county@example.cn"
RAW = b"From: shi@example.cn\r\nSubject: =?utf-8?B?5Y+w6LSm?=\r\n\r\nok\r\n"


def sent(server: MailServer, raw: bytes = RAW, to: str = COUNTY, sender: str = USER, **more) -> str:
    url = parse_server_url(server.url())
    return send_mail(
        url, more.pop("password", PASSWORD), raw, envelope_sender=sender, recipient=to, timeout=10
    )


def refused(server: MailServer, **more) -> NotSent:
    with pytest.raises(NotSent) as trouble:
        sent(server, **more)
    return trouble.value


def facts(trouble: NotSent) -> tuple[str, int, bool, bool, bool]:
    return (str(trouble), trouble.code, trouble.temporary, trouble.permanent, trouble.uncertain)


@pytest.mark.parametrize(("tls", "encrypted"), [("starttls", True), ("implicit", True), ("none", False)])
def test_a_mail_arrives_as_it_was_written(tmp_path, tls, encrypted):
    with MailServer(tmp_path, tls=tls) as server:
        assert sent(server) == "2.0.0 OK: queued as 1"
    assert server.delivered == [Delivered(USER, COUNTY, (), RAW, encrypted, USER, "[127.0.0.1]")]


def test_r57_an_answer_goes_out_with_a_null_sender_so_that_nothing_answers_it(tmp_path):
    raw = write_mail(
        USER, COUNTY, "退回修改：临江县台账", "请修改。\n.\n", [], date=datetime.fromisoformat("2022-10-08T09:30:00+08:00"),
        message_id="<7@city.example>", in_reply_to="<1@county.example>", automatic=True,
    )  # fmt: skip
    with MailServer(tmp_path) as server:
        sent(server, raw, sender="")
    assert [(one.envelope_sender, one.recipient, one.raw) for one in server.delivered] == [
        ("<>", COUNTY, raw)
    ]
    assert read_mail(server.delivered[0].raw).auto_submitted


def test_lines_that_look_like_the_end_or_like_commands_arrive_as_text(tmp_path):
    written = b"Subject: x\n\n.\n..\n.x\r.\rMAIL FROM:<a@b>\r\n.\r\nRCPT TO:<c@d>\n.\nno end"
    with MailServer(tmp_path) as server:
        sent(server, written)
    assert [(one.recipient, one.raw) for one in server.delivered] == [
        (COUNTY, b"Subject: x\r\n\r\n.\r\n..\r\n.x\r\n.\r\nMAIL FROM:<a@b>\r\n.\r\nRCPT TO:<c@d>\r\n.\r\nno end\r\n"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@b\r\nRCPT TO:<c@d>", "a@b\nx", "a@b c", "a@b,c@d", "<a@b>", "a@b>", "a b@c", "@b", "a@", "a@b@c",
     "a@b\0", "a@\ud800", '"a"@b', "A <a@b>"],
)  # fmt: skip
def test_r57_only_one_plain_address_is_a_recipient_or_sender(tmp_path, address):
    with MailServer(tmp_path, tls="none") as server:
        url = parse_server_url(server.url())
        with open_sender(url, PASSWORD) as sender:
            with pytest.raises(ValueError, match="not one plain address"):
                sender.send(RAW, envelope_sender=USER, recipient=address)
            if address:
                with pytest.raises(ValueError, match="not one plain address"):
                    sender.send(RAW, envelope_sender=address, recipient=COUNTY)
    assert server.delivered == []


def test_a_mail_without_content_is_a_fault_of_ours(tmp_path):
    with MailServer(tmp_path) as server, pytest.raises(ValueError, match="an empty mail"):
        sent(server, b"\r\n")


def test_extensions_are_asked_for_only_where_they_are_needed(tmp_path):
    eight_bit = b"Subject: x\r\n\r\n\xe5\x8f\xb0\r\n"
    utf8_header = "Subject: 台账\r\n\r\nx\r\n".encode()
    with MailServer(tmp_path, utf8=True, most_bytes=1_000) as server:
        sent(server)
        sent(server, eight_bit)
        sent(server, utf8_header)
        sent(server, to="县@example.cn")
    assert [(one.recipient, one.options) for one in server.delivered] == [
        (COUNTY, (f"SIZE={len(RAW)}",)),
        (COUNTY, ("BODY=8BITMIME", f"SIZE={len(eight_bit)}")),
        (COUNTY, ("BODY=8BITMIME", "SMTPUTF8", f"SIZE={len(utf8_header)}")),
        ("县@example.cn", ("SMTPUTF8", f"SIZE={len(RAW)}")),
    ]


def test_what_the_server_cannot_take_is_not_offered_to_it(tmp_path):
    with MailServer(tmp_path, most_bytes=100) as server:
        assert facts(refused(server, to="县@example.cn")) == (
            "发信服务器“127.0.0.1”只收英文字母的地址和编码，这封邮件发不出去，请换一台发信服务器。", 0, False, True, False,
        )  # fmt: skip
        assert facts(refused(server, raw=RAW * 3)) == (
            f"邮件有{len(RAW) * 3}字节，超过发信服务器“127.0.0.1”允许的100字节，没有发出。请减小附件，或换一台发信服务器。",
            552, False, True, False,
        )  # fmt: skip
    assert server.delivered == []


@pytest.mark.parametrize(
    ("reply", "says", "temporary"),
    [
        ("550 5.1.1 no such user", "没有收下这封邮件：收件地址不存在（550，5.1.1 no such user）。请核对地址和邮件后再发。", False),
        ("550 no", "没有收下这封邮件：收件人的邮箱不存在，或服务器不放行（550，no）。请核对地址和邮件后再发。", False),
        ("552 5.2.2 full", "没有收下这封邮件：收件人的邮箱已满（552，5.2.2 full）。请核对地址和邮件后再发。", False),
        ("554 5.7.9 x", "没有收下这封邮件：服务器的安全规则不放行（554，5.7.9 x）。请核对地址和邮件后再发。", False),
        ("451 4.7.1 greylisted", "暂时没有收下这封邮件：服务器的安全规则不放行，或帐号没有权限（451，4.7.1 greylisted）。请稍后再发。", True),
        ("451 later", "暂时没有收下这封邮件：服务器要求稍后再发（451，later）。请稍后再发。", True),
        ("599 what", "没有收下这封邮件：服务器没有收下（599，what）。请核对地址和邮件后再发。", False),
    ],
)  # fmt: skip
def test_a_refused_recipient_is_told_apart_by_whether_it_may_be_tried_again(tmp_path, reply, says, temporary):
    with MailServer(tmp_path, refusals=[(COUNTY, reply)]) as server:
        trouble = refused(server)
    assert facts(trouble) == (f"发信服务器“127.0.0.1”{says}", int(reply[:3]), temporary, not temporary, False)
    assert (trouble.sender_refused, server.delivered) == (False, [])


def test_a_sender_that_the_server_does_not_like_is_told_apart(tmp_path):
    with MailServer(tmp_path, refusals=[("SENDER", "553 Mail from must equal authorized user")]) as server:
        trouble = refused(server, sender="")
    assert (facts(trouble), trouble.sender_refused) == (
        (
            "发信服务器“127.0.0.1”没有收下这封邮件：地址不被接受（553，Mail from must equal authorized user）。"
            "请核对地址和邮件后再发。", 553, False, True, False,
        ),
        True,
    )  # fmt: skip


def test_a_refused_content_is_told(tmp_path):
    with MailServer(tmp_path, refusals=[("DATA", "554 5.7.1 spam")]) as server:
        trouble = refused(server)
    assert (trouble.code, trouble.permanent) == (554, True)


def test_a_line_that_breaks_before_the_last_word_leaves_it_open_whether_the_mail_went_out(tmp_path):
    with MailServer(tmp_path, refusals=[("DATA", "hang up")]) as server:
        assert facts(refused(server)) == (
            "与邮件服务器“127.0.0.1”的连接断开了，不知道邮件是否已经收下。请先向收件人核实，再决定是否重发。",
            0, False, False, True,
        )  # fmt: skip


def test_many_mails_go_over_one_line_and_a_refused_one_does_not_stop_the_others(tmp_path):
    with MailServer(tmp_path, refusals=[("b@example.cn", "550 no")]) as server:
        outcomes = []
        with open_sender(parse_server_url(server.url()), PASSWORD, timeout=10) as sender:
            for to in ("a@example.cn", "b@example.cn", "c@example.cn"):
                try:
                    outcomes.append(sender.send(RAW, envelope_sender="", recipient=to))
                except NotSent as trouble:
                    outcomes.append(trouble.code)
    assert outcomes == ["2.0.0 OK: queued as 1", 550, "2.0.0 OK: queued as 2"]
    assert ([one.recipient for one in server.delivered], len(server.lines)) == (
        ["a@example.cn", "c@example.cn"],
        1,
    )


def test_a_line_that_is_gone_fails_each_further_mail_and_they_may_go_out_later(tmp_path):
    with (
        MailServer(tmp_path, refusals=[("DATA", "hang up")]) as server,
        open_sender(parse_server_url(server.url()), PASSWORD, timeout=10) as sender,
    ):
        with pytest.raises(NotSent) as first:
            sender.send(RAW, envelope_sender="", recipient=COUNTY)
        with pytest.raises(NotSent) as second:
            sender.send(RAW, envelope_sender="", recipient=COUNTY)
    assert (first.value.uncertain, second.value.temporary) == (True, True)
    assert str(second.value) == "与邮件服务器“127.0.0.1”的连接断开了，邮件没有发出。请检查网络，重新运行。"


def broken(url: str, password: str = PASSWORD) -> str:
    """Why no mail at all can be sent."""
    with pytest.raises(CannotWrite) as trouble, open_sender(parse_server_url(url), password, timeout=2):
        pass
    assert not isinstance(trouble.value, NotSent)
    return str(trouble.value)


@pytest.mark.parametrize("password", ["wrong", "不对"])
def test_a_wrong_password_is_said_and_not_shown(tmp_path, password):
    with MailServer(tmp_path) as server:
        assert broken(server.url(), password) == (
            "发信服务器“127.0.0.1”不接受用户“shi@example.cn”的登录（535）（服务器说：5.7.8 Authentication credentials invalid）。"
            "请核对用户名和密码；163、126、腾讯等邮箱请先在网页上开通发信服务，并用授权码代替登录密码。"
        )


def test_a_password_in_chinese_is_let_in(tmp_path):
    with MailServer(tmp_path, password="暗号") as server:
        assert sent(server, password="暗号") == "2.0.0 OK: queued as 1"


def test_a_password_with_a_line_break_is_never_sent():
    url = parse_server_url("smtp://a@127.0.0.1:9")
    with pytest.raises(BadUsage) as trouble, open_sender(url, "a\r\nQUIT"):
        pass
    assert str(trouble.value) == "密码里有换行或控制字符，请重新保存密码。"


def test_a_relay_of_the_house_asks_for_no_account(tmp_path):
    with MailServer(tmp_path, needs_login=False) as server:
        url = parse_server_url(server.url(user=""))
        send_mail(url, "", RAW, envelope_sender="", recipient=COUNTY, timeout=10)
    assert [one.user for one in server.delivered] == [""]


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_certificate_that_is_not_trusted_ends_it_before_the_password_is_sent(tmp_path, tls):
    with MailServer(tmp_path, tls=tls) as server:
        assert broken(server.url(trusted=False)) == (
            "邮件服务器“127.0.0.1”的证书不受信任（签发证书的机构不在信任之列），没有登录，邮件没有发出。"
            "请核对服务器名称和本机日期；单位自建的服务器，请在地址末尾用“?ca=证书文件”指明签发它的证书。"
        )


def test_a_certificate_file_that_is_none_is_said():
    url = parse_server_url("smtp://a@127.0.0.1:9?ca=/no.pem")
    with pytest.raises(CannotRead) as trouble, open_sender(url, PASSWORD):
        pass
    assert str(trouble.value) == "证书文件“/no.pem”读不出来，请核对路径和文件内容。"


def test_no_password_goes_to_a_server_that_offers_no_encryption(tmp_path):
    with MailServer(tmp_path, tls="none") as server:
        assert broken(server.url().replace("?plain", "")) == (
            "发信服务器“127.0.0.1”不提供加密连接，没有登录。请核对端口，或联系服务器管理员。"
        )


def test_a_server_that_is_not_there_is_said():
    (port,) = free_ports(1)
    assert broken(f"smtp://a@127.0.0.1:{port}?plain") == (
        f"邮件服务器“127.0.0.1”的端口{port}连不上，邮件没有发出。请核对端口，检查防火墙。"
    )
