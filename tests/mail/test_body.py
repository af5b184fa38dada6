"""What the text of a mail speaks of: files with a cloud service, pasted tables, attachments that are not there."""

from __future__ import annotations

import pytest
from written_mails.in_parts import BOOK, HEAD, TEXT, XLSX, html, mail, part, plain

from taizhang.mail import CloudLink, Mail, read_mail


def said(text: str, subject: str = "台账") -> Mail:
    return read_mail(f"From: a@b.cn\r\nSubject: {subject}\r\n".encode() + plain(text))


def shown(markup: str, subject: str = "台账") -> Mail:
    return read_mail(f"From: a@b.cn\r\nSubject: {subject}\r\n".encode() + html(markup))


def rows(count: int, columns: int = 3, text: str = "数") -> str:
    return ("<tr>" + f"<td>{text}</td>" * columns + "</tr>") * count


QQ = (
    '<div>从QQ邮箱发来的超大附件</div><a href="http://mail.qq.com/cgi-bin/ftnExs_download?k=1&amp;t=exs_ftn_download&amp;code=2"><img src="x.gif"></a>'
    '<div><a href="http://mail.qq.com/cgi-bin/ftnExs_download?k=1&amp;t=exs_ftn_download&amp;code=2">临江县台账.xlsx</a>'
    ' (80.1M, 2022年11月07日 23:59 到期)</div><a href="http://mail.qq.com/cgi-bin/ftnExs_download?k=1&amp;t=exs_ftn_download&amp;code=2">进入下载页面</a>'
)


def test_r52_a_large_attachment_of_qq_is_one_link_with_its_name():
    assert shown(QQ).links == (CloudLink("临江县台账.xlsx", "QQ邮箱超大附件"),)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://wx.mail.qq.com/ftn/download?func=3&key=a&code=b", "QQ邮箱超大附件"),
        ("https://exmail.qq.com/cgi-bin/ftnExs_download?k=1", "腾讯企业邮箱超大附件"),
        ("https://mail.163.com/large-attachment-download/index.html?p=X-NETEASE", "网易邮箱云附件"),
        ("https://dashi.163.com/html/cloud-attachment-download/?key=a", "网易邮箱云附件"),
        ("https://html5.mail.10086.cn/share/getfile?id=1", "139邮箱超大附件"),
        ("https://caiyun.139.com/m/i?1A5C", "移动云盘"),
        ("https://cloud.189.cn/t/abc", "天翼云盘"),
        ("https://www.alipan.com/s/abc", "阿里云盘"),
        ("https://www.aliyundrive.com/s/abc", "阿里云盘"),
        ("https://pan.baidu.com/s/1abc?pwd=1234", "百度网盘"),
        ("HTTPS://PAN.BAIDU.COM:443/s/1abc", "百度网盘"),
        ("https://share.weiyun.com/abc", "腾讯微云"),
        ("https://docs.qq.com/sheet/abc", "腾讯文档"),
        ("https://www.kdocs.cn/l/abc", "金山文档"),
        ("https://1drv.ms/x/s!abc", "OneDrive"),
        ("https://city-my.sharepoint.com/:x:/g/abc", "OneDrive"),
        ("https://wwx.lanzoui.com/abc", "蓝奏云"),
        ("https://mail.example.gov.cn/bigfile/download?id=1", "mail.example.gov.cn"),
        (
            "https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpan.baidu.com%2Fs%2F1abc&data=1",
            "百度网盘",
        ),
    ],
)
def test_r52_links_to_clouds_are_known(url, site):
    assert said(f"台账太大，请下载：{url}。").links == (CloudLink("", site),)
    assert shown(f'<a href="{url}">点击下载</a>').links == (CloudLink("", site),)


@pytest.mark.parametrize(
    "text",
    [
        "网址：https://www.example.gov.cn/",
        "临江县卫健局 https://wjw.example.gov.cn/art/2022/10/8/art_1.html",
        "来自网易邮箱大师 https://dashi.163.com/projects/signature-manager/detail/index.html",
        "https://wx.mail.qq.com/home/index?t=readmail_businesscard_midpage",
        "https://pan.baidu.com/",
        "https://evil.cn/pan.baidu.com",
        "https://pan.baidu.com.evil.cn/s/1abc",
        "https://pan.baidu.com@evil.cn/s/1abc",
        "http://[::1",
        "ftp://pan.baidu.com/s/1abc",
        "网盘使用说明见 https://www.example.gov.cn/",
    ],
)
def test_r52_an_ordinary_link_is_no_attachment(text):
    assert said(text).links == ()


def test_r52_a_link_that_the_text_calls_a_large_attachment_is_one():
    assert said("超大附件下载：https://oa.example.gov.cn/d?i=1").links == (
        CloudLink("", "oa.example.gov.cn"),
    )


def test_r52_the_file_named_before_a_link_is_its_name():
    text = "从QQ邮箱发来的超大附件\r\n\r\n台账(1).xlsx (80.1M, 2022年11月07日 23:59 到期)进入下载页面：http://mail.qq.com/cgi-bin/ftnExs_download?k=1\r\n"
    assert said(text).links == (CloudLink("台账(1).xlsx", "QQ邮箱超大附件"),)


def test_r41_r52_a_links_name_is_made_safe():
    evil = '<a href="https://pan.baidu.com/s/1a">&lt;script&gt;alert(1)&lt;/script&gt;\u202e../../台\u0007账.xlsx</a>'
    assert shown(evil).links == (CloudLink("台账.xlsx", "百度网盘"),)
    long = shown(f'<a href="https://pan.baidu.com/s/1a">{"长" * 300}.xlsx</a>').links[0].name
    assert len(long) <= 120


def test_r53_of_many_links_fifty_are_named():
    many = "\n".join(f"https://pan.baidu.com/s/{number} 台账{number}.xlsx" for number in range(3_000))
    assert len(said(many).links) == 50


@pytest.mark.parametrize("columns", [3, 8])
def test_r52_a_pasted_table_is_counted(columns):
    assert shown(f"<p>如下</p><table>{rows(4, columns)}</table>").tables == 1
    assert (
        shown(f"<table><tr><th>县</th><th>数</th><th>率</th></tr>{rows(2, columns)}</table>" * 2).tables == 2
    )


@pytest.mark.parametrize(
    "markup",
    [
        f"<table>{rows(2)}</table>",
        f"<table>{rows(9, 2)}</table>",
        f"<table>{rows(9, text='&nbsp;')}</table>",
        f"<table><tr><td><table>{rows(2)}</table></td><td><table>{rows(2)}</table></td><td>x</td></tr></table>",
        f"<!-- <table>{rows(4)}</table> -->",
        f"<style><table>{rows(4)}</table></style>",
        "表格<br>" * 20,
    ],
)
def test_r52_a_layout_is_no_table(markup):
    assert shown(markup).tables == 0


ROW, BAR = "T01\t建成家数\t8\t序时推进", "| T01 | 建成家数 | 8 |"


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join([ROW] * 3),
        "\r\n".join([BAR] * 3),
        "\r\n".join(["T01 | 建成家数 | 8"] * 3),
        "\r\n".join(["｜T01｜建成家数｜8｜"] * 3),
        "\r\n".join([BAR, "|-----|:---:|----|", BAR, BAR]),
        "\r\n".join(
            ["┌──┬──┬──┐", "│T01│家数│8│", "├──┼──┼──┤", "│T02│家数│8│", "│T03│家数│8│", "└──┴──┴──┘"]
        ),
        "\r\n\r\n".join([ROW] * 3),
        "\r\n".join([ROW, "\t\t\t", "T02\t\t\t", ROW, ROW]),
        "台账如下：\r\n\r\n" + "\r\n".join([ROW] * 9) + "\r\n\r\n以上。",
    ],
)
def test_r52_a_table_in_a_plain_text_is_counted(text):
    assert said(text).tables == 1
    assert said(text + "\r\n另一张：\r\n" + text).tables == 2


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join([ROW] * 2),
        "\r\n以及\r\n".join([ROW] * 9),
        "\r\n".join(["家数\t8"] * 9),
        "\r\n".join(["\t家数\t\t8\t"] * 9),
        "\t一、进展\r\n\t二、问题\r\n\t三、打算\r\n\t四、其他",
        "碧潭县卫健局 | 0000-1234567 | 碧潭县人民路1号\r\n\r\n碧潭县医改办 | 0000-1234568 | 同上",
        "-----+-----+-----\r\n" * 9,
        "||||\r\n" * 9,
        "\r\n".join(["> " + ROW] * 9),
        "收到。\r\n\r\n-----原始邮件-----\r\n" + "\r\n".join([ROW] * 9),
    ],
)
def test_r52_what_only_looks_like_a_table_in_a_plain_text_is_none(text):
    assert said(text).tables == 0


def test_r52_a_table_in_an_unclosed_page_is_counted():
    assert shown("<table>" + "<tr><td>县<td>数<td>率" * 4).tables == 1


@pytest.mark.parametrize(
    "text",
    [
        "现报送台账，详见附件。",
        "台账见附。",
        "附后，请查收",
        "随附第三季度台账",
        "Please find attached the ledger.",
        "请看附件\r\n\r\n-----原始邮件-----\r\n发件人: city@example.gov.cn\r\n请报送台账",
    ],
)
def test_r52_words_that_promise_an_attachment_are_noticed(text):
    assert said(text).promises is True


@pytest.mark.parametrize(
    "text",
    [
        "请查收。",
        "本次没有附件。",
        "本邮件及其附件含有保密信息，如您误收，请立即删除本邮件及附件。",
        "This e-mail and any attachments are confidential.",
        "收到。\r\n\r\n-----原始邮件-----\r\n发件人: city@example.gov.cn\r\n请按附件填报",
        "收到。\r\n\r\n------------------ 原始邮件 ------------------\r\n请按附件填报",
        '收到。\r\n\r\n在 2022-10-08 09:30:00，"市医改办" <city@example.gov.cn> 写道：\r\n请按附件填报',
        '收到。\r\n\r\nAt 2022-10-08 09:30:00, "市医改办" <city@example.gov.cn> wrote:\r\n>请按附件填报',
        "收到。\r\n\r\n市医改办 <city@example.gov.cn> 于2022年10月8日周六 09:30写道：\r\n请按附件填报",
        "收到。\r\n\r\n发件人: 市医改办\r\n发送时间: 2022年10月8日\r\n收件人: 县\r\n主题: 台账\r\n请按附件填报",
        "OK.\r\n\r\nFrom: city\r\nSent: Saturday\r\nTo: county\r\nplease see attached",
        "收到。\r\n> 请按附件填报",
        "收到。\r\n-- \r\n附件下载请联系办公室",
        "从QQ邮箱发来的超大附件",
    ],
)
def test_r52_quoted_words_and_notices_promise_nothing(text):
    assert said(text).promises is False


def test_r52_words_in_a_page_promise_as_well_as_in_a_text():
    assert shown("<div>详见附<b>件</b></div>").promises is True
    quoted = '<p>收到</p><blockquote type="cite"><p>请按附件填报</p></blockquote>'
    assert shown(quoted).promises is False
    assert (
        shown("<p>收到</p><div>发件人：市医改办</div><div>主题：台账</div><div>请按附件填报</div>").promises
        is False
    )


@pytest.mark.parametrize(
    ("subject", "promised"), [("台账见附件", True), ("回复：台账见附件", False), ("台账", False)]
)
def test_r52_a_subject_of_the_authors_own_promises(subject, promised):
    assert said("请查收。", subject).promises is promised


def test_r52_a_promise_that_was_kept_is_none():
    assert read_mail(mail(plain("详见附件"), part(XLSX))).promises is False


def test_r52_what_is_quoted_in_an_answer_is_not_the_senders_and_what_is_passed_on_is():
    quoted = (
        f"<p>收到</p><div>-----原始邮件-----</div><table>{rows(5)}</table><p>https://pan.baidu.com/s/1abc</p>"
    )
    answer, passed_on = shown(quoted, "回复：台账"), shown(quoted, "转发：台账")
    assert (answer.links, answer.tables) == ((), 0)
    assert ([link.site for link in passed_on.links], passed_on.tables) == (["百度网盘"], 1)


def test_r52_links_in_a_forwarded_mail_are_found():
    inner = HEAD + html(QQ)
    read = read_mail(mail(TEXT, b"Content-Type: message/rfc822\r\n\r\n" + inner))
    assert [link.name for link in read.links] == ["临江县台账.xlsx"]


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "GB18030", "x-unknown", ""])
def test_r49_a_text_in_any_name_of_gb_is_read(charset):
    label = f"; charset={charset}" if charset else ""
    raw = (
        f"Content-Type: text/plain{label}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
        + "垚县见附件".encode("gbk")
    )
    assert read_mail(HEAD + raw).promises is True


@pytest.mark.parametrize(
    "markup",
    [
        "<",
        "<a",
        "<!--",
        "&#" + "9" * 9_000 + ";",
        "&#x" + "f" * 9_000,
        '<a href="',
        "</td></table></a>",
        "<td><tr>",
    ],
)
def test_broken_markup_is_no_trouble(markup):
    read = shown(markup + "<p>见附件</p>" + BOOK.decode("latin-1"))
    assert (read.links, read.tables) == ((), 0)
