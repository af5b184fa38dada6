"""The shared texts are the same, however they are read: together, one by one, from memory, or as a tree."""

from __future__ import annotations

import pytest

from taizhang.books.shared_strings import SharedStrings, read_strings
from taizhang.model.file_limits import FileLimits

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PLAIN = '<si><t>已印发方案</t></si><si><t xml:space="preserve"> 首尾有空 </t></si><si><t/></si>'


def read(items: str) -> SharedStrings:
    """Three times, the later ones from memory; then as no program writes it, which is read as a tree."""
    once, twice, again = (
        read_strings(f"<sst {SPACE}>{items}</sst>".encode(), FileLimits()) for _ in range(3)
    )
    tree = read_strings(f"<sst {SPACE}><!-- -->{items}</sst>".encode(), FileLimits())
    assert once == twice == again == tree
    return once


def test_plain_texts() -> None:
    assert read(PLAIN) == (("已印发方案", " 首尾有空 ", ""), True)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<t>甲&amp;乙</t>", "甲&乙"),
        ("<t>&#x7532;</t>", "甲"),
        ("<t>一_x000A_二</t>", "一\n二"),
        ("<t>一\r\n二</t>", "一\n二"),
        ('<t>甲</t><phoneticPr fontId="1"/>', "甲"),
        ("<r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r>", "甲乙"),
        ("<t>甲</t><rPh><t>jia</t></rPh>", "甲"),
    ],
)
def test_one_that_is_written_otherwise_among_plain_ones(item: str, text: str) -> None:
    assert read(f"{PLAIN}<si>{item}</si><si><t>乙</t></si>") == (
        ("已印发方案", " 首尾有空 ", "", text, "乙"),
        True,
    )


@pytest.mark.parametrize("text", ["=1+1", "甲\u200b乙", "@SUM(A1)"])
def test_one_in_which_something_is_to_be_cleaned_is_told_each_time(text: str) -> None:
    assert read(f"{PLAIN}<si><t>{text}</t></si>") == (("已印发方案", " 首尾有空 ", "", text), False)
    assert read(PLAIN).clean


def test_two_texts_side_by_side_are_no_formula() -> None:
    assert read("<si><t>—</t></si><si><t>-</t></si><si><t>IF(甲)</t></si>").clean
