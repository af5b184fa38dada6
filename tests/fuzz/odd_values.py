"""Values that a program of that format never writes, or seldom."""

from __future__ import annotations

from random import Random

NUMBERS = (
    "0", "-1", "1", "7", "2147483648", "4294967295", "4294967296", "9" * 30, "9" * 5000, "1e308", "1e999", "-1e400", "NaN", "INF", "-INF",
    "0.1", "", "  7 ", "+5", "٣", "１２", "0x10", "1_000", "1,5", "true", "1E-400", "-0", "16384", "16385", "1048576", "1048577", "65536",
    "255", "256", "99999999", "2958466", "60", "0.99999999999", "1e6", "1.5.2", "--5",
)  # fmt: skip
REFERENCES = (
    "A0", "A1", "XFD1048576", "XFE1", "A1048577", "a1", "$A$1", "AAAA1", "A99999999999", "1", "A", "A1:B2", "B2:A1", "A1:XFD1048576", "A:A",
    "1:1", "A1:", "Z9 A1", "R1C1", "#REF!", "任务台账!A1", "A１", "A-1", "C3:C3 D4:D9999", "rId1", "rId2", "xl/workbook.xml",
)  # fmt: skip
TEXTS = (
    "&#x202e;甲", "&#0;", "&#xD800;", "&#xFFFE;", "&bogus;", "&#99999999999;", "_x0000_", "_xD800_", "_x202E_甲", "_x000D_", "=cmd|' /C calc'!A0",
    "甲" * 5000, " ", "\t\n", "]]>", "<![CDATA[甲]]>", "<!-- -->", "1900-01-00", "1900-02-29T00:00:00", "2022-02-30T00:00:00", "0000-00-00",
    "9999-12-31T23:59:60", "20220-01-01", "PT1e9H", "PT-5M", "PT99999999999H99M", "12:61", "24:00:00", "#DIV/0!", "#坏!", "\u202e倒", "\u200b",
    "\U000e0041", "\uffff", "😀" * 50, "(" * 500, "SUM(A1", "A1+" * 3000 + "A1", "TRUE", "s", "str", "inlineStr", "shared", "array", "d", "e",
    "General", "0.00%", "yyyy\\-mm\\-dd", "[h]:mm", ";" * 300, '"', "'", "&lt;", "&amp;#x202e;",
)  # fmt: skip
TARGETS = (
    "../../../../etc/passwd", "/xl/workbook.xml", "sheet1.xml", "worksheets/sheet1.xml", "http://x.example/a", "file:///c:/a.xlsx", "", "//a",
    "xl/../xl/workbook.xml", "worksheets\\sheet1.xml", "%2e%2e/x", "\\\\server\\share", "styles.xml", "sharedStrings.xml", "vbaProject.bin",
)  # fmt: skip
INTEGERS = (
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x7FFF,
    0x8000,
    0xFFFE,
    0xFFFF,
    0x10000,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFE,
    0xFFFFFFFF,
)


def odd_value(chance: Random) -> str:
    return chance.choice(chance.choice((NUMBERS, REFERENCES, TEXTS, TARGETS)))


def few(chance: Random, most: int = 8) -> int:
    """Mostly one or two: an input that is wrong in everything says little."""
    return 1 if chance.random() < 0.5 else 1 + chance.randrange(most)
