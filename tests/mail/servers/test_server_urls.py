from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imap_tools.imap_utf7 import utf7_encode

from taizhang.errors import BadUsage
from taizhang.mail.imap_client import folder_word
from taizhang.mail.server_urls import MailboxUrl, ServerUrl, parse_mailbox_url, parse_server_url

MAILBOX_EXAMPLE, SERVER_EXAMPLE = "请写成“imap://用户名@服务器/文件夹”。", "请写成“smtp://用户名@服务器”。"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("imap://shi@imap.163.com", MailboxUrl("shi", "imap.163.com")),
        ("imap://shi@imap.163.com/", MailboxUrl("shi", "imap.163.com")),
        ("IMAP://shi@IMAP.163.com/inbox", MailboxUrl("shi", "imap.163.com")),
        ("imaps://shi@imap.163.com:993/INBOX", MailboxUrl("shi", "imap.163.com")),
        ("imap://shi@163.com@imap.163.com/INBOX", MailboxUrl("shi@163.com", "imap.163.com")),
        ("imap://shi%40163.com@imap.163.com", MailboxUrl("shi@163.com", "imap.163.com")),
        ("imap://a@h/报送", MailboxUrl("a", "h", folder="报送")),
        ("imap://a@h/%E6%8A%A5%E9%80%81/2022%3F", MailboxUrl("a", "h", folder="报送/2022?")),
        ("imap://a@h/&YkuQAQ-", MailboxUrl("a", "h", folder="&YkuQAQ-")),
        ("imap://市医改办@邮箱.中国", MailboxUrl("市医改办", "邮箱.中国")),
        ("imap://a%3Ab%2Fc@h", MailboxUrl("a:b/c", "h")),
        ("imap://a@[::1]:1143/x", MailboxUrl("a", "::1", 1143, "x")),
        ("imap://a@h?starttls", MailboxUrl("a", "h", 143, tls="starttls")),
        ("imap://a@h:143", MailboxUrl("a", "h", 143, tls="starttls")),
        ("imap://a@h:1993/b?starttls", MailboxUrl("a", "h", 1993, "b", "starttls")),
        ("imap://a@localhost?plain", MailboxUrl("a", "localhost", 143, tls="none")),
        ("imap://a@127.9.9.9:5?plain", MailboxUrl("a", "127.9.9.9", 5, tls="none")),
        ("imap://a@[::1]?plain", MailboxUrl("a", "::1", 143, tls="none")),
        ("imap://a@h/INBOX?ca=/etc/%E6%A0%B9.pem", MailboxUrl("a", "h", ca="/etc/根.pem")),
        ("imap://a@h?starttls&ca=C:\\ca.pem", MailboxUrl("a", "h", 143, tls="starttls", ca="C:\\ca.pem")),
    ],
)
def test_an_address_of_a_mailbox(written, url):
    assert parse_mailbox_url(written) == url


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("smtp://shi@163.com@smtp.163.com", ServerUrl("shi@163.com", "smtp.163.com", 587, "starttls")),
        ("smtps://a@h", ServerUrl("a", "h", 465, "implicit")),
        ("smtps://a@h:994/", ServerUrl("a", "h", 994, "implicit")),
        ("smtp://a@h:465", ServerUrl("a", "h", 465, "implicit")),
        ("smtp://a@h:25", ServerUrl("a", "h", 25, "starttls")),
        ("smtp://relay.example.cn", ServerUrl("", "relay.example.cn", 587, "starttls")),
        ("smtp://a@localhost?plain", ServerUrl("a", "localhost", 25, "none")),
        ("smtp://a@h?ca=ca.pem", ServerUrl("a", "h", 587, "starttls", "ca.pem")),
    ],
)
def test_an_address_of_a_mail_server(written, url):
    assert parse_server_url(written) == url


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("imap://a:geheim@h", "密码不能写在地址里，请从地址中删去；密码保存在本机的钥匙串里，或由环境变量给出。"),
        ("imap://a@b:geheim@h", "密码不能写在地址里，请从地址中删去；密码保存在本机的钥匙串里，或由环境变量给出。"),
        ("imap://h/INBOX", f"邮箱地址里没有用户名，{MAILBOX_EXAMPLE}"),
        ("imap://@h/INBOX", f"邮箱地址里没有用户名，{MAILBOX_EXAMPLE}"),
        ("imap://a/geheim@h", "用户名里的斜线要写成“%2F”，请改写后重试；地址的写法是“imap://用户名@服务器/文件夹”。"),
        ("imap://", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap://a@", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap:a@h", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("pop3://a@h", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("smtp://a@h", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap://a@h:0", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap://a@h:65536", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap://a@h h", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap://a@h:x/", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap://a@h/x%0D%0Ay", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap://a%00@h", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap://a%FF@h", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        (f"imap://{'a' * 1000}@h", f"邮箱地址看不懂，{MAILBOX_EXAMPLE}"),
        ("imap://a@h?password=geheim", "地址问号后面的内容认不出来，请只用?starttls、?plain、?ca=证书文件。"),
        ("imap://a@h?ca", "地址问号后面的内容认不出来，请只用?starttls、?plain、?ca=证书文件。"),
        ("imap://a@h?plain=1", "地址问号后面的内容认不出来，请只用?starttls、?plain、?ca=证书文件。"),
        ("imap://a@imap.163.com?plain", "只有本机的服务器可以不加密，请从地址中删去“?plain”。"),
        ("imap://a@localhost.example.cn?plain", "只有本机的服务器可以不加密，请从地址中删去“?plain”。"),
        ("imap://a@localhost?plain&starttls", "地址里的几种加密方式互相矛盾，请只留一种。"),
        ("imaps://a@localhost?starttls", "地址里的几种加密方式互相矛盾，请只留一种。"),
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_without_repeating_it(written, complaint):
    with pytest.raises(BadUsage) as trouble:
        parse_mailbox_url(written)
    assert str(trouble.value) == complaint
    assert "geheim" not in str(trouble.value)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("smtp://a@h/INBOX", f"发信服务器的地址在服务器名之后还有内容，{SERVER_EXAMPLE}"),
        ("imap://a@h", f"发信服务器的地址看不懂，{SERVER_EXAMPLE}"),
        ("smtp://a@h?plain", "只有本机的服务器可以不加密，请从地址中删去“?plain”。"),
        ("smtps://a@localhost?plain", "地址里的几种加密方式互相矛盾，请只留一种。"),
    ],
)
def test_an_address_that_is_no_mail_servers_is_refused(written, complaint):
    with pytest.raises(BadUsage) as trouble:
        parse_server_url(written)
    assert str(trouble.value) == complaint


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("imaps://shi%40163.com@IMAP.163.com:993?ca=ca.pem", "imap://shi@163.com@imap.163.com/INBOX"),
        ("imap://shi@163.com@imap.163.com/Inbox?starttls", "imap://shi@163.com@imap.163.com/INBOX"),
        ("imap://a@h:1993/%E6%8A%A5%E9%80%81%3F%23%25", "imap://a@h:1993/报送%3F%23%25"),
        ("imap://a%3A@[::1]/a/b", "imap://a%3A@[::1]/a/b"),
    ],
)
def test_r46_a_mailbox_has_one_name_however_its_address_was_written(written, name):
    url = parse_mailbox_url(written)
    assert str(url) == name
    again = parse_mailbox_url(name)
    assert (again.user, again.host, again.folder, str(again)) == (url.user, url.host, url.folder, name)


TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029"), min_size=1, max_size=20
)


@given(TEXT, TEXT)
def test_any_user_and_folder_read_back_from_the_name(user, folder):
    url = MailboxUrl(user, "mail.example.cn", folder="INBOX" if folder.upper() == "INBOX" else folder)
    assert parse_mailbox_url(str(url)) == url


@given(TEXT)
def test_a_folder_is_written_as_another_client_writes_it(folder):
    other = utf7_encode(folder).decode("ascii").replace("\\", "\\\\").replace('"', '\\"')
    assert folder_word(folder) == f'"{other}"'
