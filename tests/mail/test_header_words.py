from __future__ import annotations

import base64

import pytest

from taizhang.mail.attachment_names import made_name, shown_name, written_names
from taizhang.mail.header_words import decode_header


def escaped(raw: bytes) -> str:
    """As the parser hands it out."""
    return raw.decode("ascii", errors="surrogateescape")


def word(content: bytes, charset: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(content).decode()}?="


GBK = "临江县台账".encode("gbk")
UTF8 = "临江县台账".encode()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        ("", ""),
        (word(GBK, "GBK"), "临江县台账"),
        (word(GBK[:5], "gb2312") + "\r\n " + word(GBK[5:], "gb2312"), "临江县台账"),
        (word(GBK[:5], "gb2312") + " " + word(GBK[5:], "GB18030"), "临江县台账"),
        (word(UTF8[:4], "utf-8") + "\n\t" + word(UTF8[4:], "UTF-8*zh"), "临江县台账"),
        (word("垚镕".encode("gbk"), "gb2312"), "垚镕"),  # in GBK only
        (word("䶮".encode("gb18030"), "gb2312"), "䶮"),  # in GB18030 only, four bytes
        (word(UTF8, "utf-8") + " " + word("季度".encode("gbk"), "gbk"), "临江县台账季度"),
        (f"Re: {word(GBK, 'gbk')} (2)", "Re: 临江县台账 (2)"),
        ("=?utf-8?Q?=E5=8F=B0_=E8=B4=A6?=", "台 账"),
        ("=?gbk?q?=CC=A8=D5=CB?=", "台账"),
        (word(UTF8, "x-unknown"), "临江县台账"),
        (word(UTF8, "uf-8"), "临江县台账"),
        (word(UTF8[:-1], "uf-8"), "临江县台\ufffd"),
        (word(UTF8[:-2], "utf-8"), "临江县台\ufffd"),
        (escaped(UTF8[:-1]), "临江县台\ufffd"),
        (word("臨江縣".encode("big5"), "big5"), "臨江縣"),
        (word(UTF8, "a\0b"), "临江县台账"),
        (word(GBK, "unknown-8bit"), "临江县台账"),
        (word(GBK, "utf-8"), "临江县台账"),  # labelled wrongly
        (word(b"abc", "hex"), "abc"),
        (escaped(GBK), "临江县台账"),
        (escaped(UTF8), "临江县台账"),
        ("=?utf-8?B?5Y+w6LSm?", "=?utf-8?B?5Y+w6LSm?"),
        ("=?utf-8?B?5Y+w6LS?=", "台\ufffd"),
        ("=?gbk?B?zKjVyw?=", "台账"),  # padding cut off
    ],
)
def test_r49_header_text(raw, text):
    assert decode_header(raw) == text


@pytest.mark.parametrize(
    ("disposition", "content_type", "names"),
    [
        ('attachment; filename="a.xlsx"', "", ["a.xlsx"]),
        ("attachment; filename=台账.xlsx", "", ["台账.xlsx"]),
        (escaped('attachment; filename="台账 3.xlsx"'.encode("gbk")), "", ["台账 3.xlsx"]),
        ("attachment; filename*=gbk''%CC%A8%D5%CB.xlsx; filename=x.bin", "", ["台账.xlsx", "x.bin"]),
        ("attachment; filename=x.bin; filename*=UTF-8'zh'%E5%8F%B0.xlsx", "", ["台.xlsx", "x.bin"]),
        ("attachment; filename*0*=gb2312''%CC; filename*1*=%A8%D5%CB; filename*2=.xlsx", "", ["台账.xlsx"]),
        ("attachment; filename*1=b.xlsx; filename*0=a", "", ["ab.xlsx"]),
        (
            "attachment; filename*0*=gb18030''%81; filename*1*=%30%81%30; filename*2*=%CC%A8.xlsx",
            "",
            ["\x80台.xlsx"],
        ),
        ("attachment; filename*0*=gb18030''%CC%A8; filename*1*=%D5; filename*2*=%CB.xlsx", "", ["台账.xlsx"]),
        ("attachment; filename*=gb2312''%C8F.xlsx", "", ["菷.xlsx"]),
        ("attachment; filename*=x-unknown''%CC%A8%D5%CB.xlsx", "", ["台账.xlsx"]),
        (f'attachment; filename="{word("䶮县.xlsx".encode("gb18030"), "gb2312")}"', "", ["䶮县.xlsx"]),
        (escaped("attachment; filename=䶮县.xlsx".encode("gb18030")), "", ["䶮县.xlsx"]),
        (
            "attachment; filename*=utf-8''a.xlsx",
            "x/y; name*=utf-8''b.xlsx; name=c.xlsx",
            ["a.xlsx", "b.xlsx", "c.xlsx"],
        ),
        (f'attachment; filename="{word(GBK[:5], "gbk")}\r\n {word(GBK[5:], "gbk")}"', "", ["临江县台账"]),
        ('attachment; filename="%E5%8F%B0%E8%B4%A6.xlsx"', "", ["台账.xlsx"]),
        ('attachment; filename="完成50%.xlsx"', "", ["完成50%.xlsx"]),
        ("attachment", f'application/octet-stream; name="{word(GBK, "gbk")}"', ["临江县台账"]),
        ('attachment; filename="a.xlsx"', 'x/y; name="b.xlsx"', ["a.xlsx", "b.xlsx"]),
        ('attachment; filename="a;b\\".xlsx"', "", ['a;b".xlsx']),
        ('attachment; filename="open', "", ["open"]),
        ("", "", []),
    ],
)
def test_r50_every_way_to_write_a_name(disposition, content_type, names):
    assert list(written_names(disposition, content_type)) == names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("C:\\台账\\表.xlsx", "表.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("表\r\n\x00\u202excel.exe", "表xcel.exe"),
        ("con.xlsx", "_con.xlsx"),
        ("...", ""),
        (" 表.xlsx ", "表.xlsx"),
        ("长" * 200 + ".xlsx", "长" * 115 + ".xlsx"),
        ("长" * 200, "长" * 120),
    ],
)
def test_r43_names_are_fit_to_be_shown(written, name):
    assert shown_name(written) == name


def test_r50_a_name_is_made_from_the_content():
    assert made_name(1, b"PK\3\4..xl/workbook.xml") == "附件1.xlsx"
    assert made_name(2, b"PK\3\4") == "附件2.zip"
    assert made_name(3, b"\xd0\xcf\x11\xe0") == "附件3.xls"
    assert made_name(4, b"?") == "附件4.dat"
