"""Printed pages put together: heads, feet and page numbers leave, and lines broken by the width are joined."""

from __future__ import annotations

import pytest

from taizhang.papers.printed_pages import read_paragraphs

FIRST = """云栖市人民政府公报 2031 年第 3 期
  云栖市2031年重点工作任务
  一、健全制度。年底前，桃源县、柳溪县、竹山区3个县建成联合
体，每个县至少建设1个站，覆盖率不低于90%，并按季度向市医改办
报告。（市医保局负责）
  二、做好监管。查处违法违规问题，全年抽查不少于12次，结果按"""
SECOND = """云栖市人民政府公报 2031 年第 4 期
规定公开。（市医保局负责）"""
READ = (
    "云栖市2031年重点工作任务\n"
    "一、健全制度。年底前，桃源县、柳溪县、竹山区3个县建成联合体，每个县至少建设1个站，覆盖率不低于90%，并按季度向市医改办报告。（市医保局负责）\n"
    "二、做好监管。查处违法违规问题，全年抽查不少于12次，结果按规定公开。（市医保局负责）"
)


def words(text):
    return "".join(text.split())


@pytest.mark.parametrize("foot", ["— {} —", "- {} -", "第 {} 页 共 2 页", "{}", "{} / 2", "Page {} of 2"])
def test_feet_that_count_pages(foot):
    assert read_paragraphs([f"{FIRST}\n{foot.format(1)}", f"{SECOND}\n{foot.format(2)}"]) == READ


def test_lines_without_indents_are_joined_by_their_length():
    bare = [page.replace("  ", "") for page in (FIRST, SECOND)]
    assert read_paragraphs(bare) == READ


def test_a_number_that_counts_no_page_stays():
    pages = ["云栖市2031年重点工作任务的目标值如下：\n12", "截至第一季度末完成的累计数如下：\n40"]
    assert words(read_paragraphs(pages)) == words("".join(pages))


def test_a_sentence_at_the_same_place_of_two_pages_stays():
    pages = [
        "一、健全制度。每个县至少建设1个站。\n（市医保局负责）",
        "二、做好监管。查处违法违规问题。\n（市医保局负责）",
    ]
    assert words(read_paragraphs(pages)) == words("".join(pages))


def test_words_in_latin_letters_stay_apart():
    page = "1. Build three centers in each county before the end of the year and report the\nprogress to the cross-\nprovincial office."
    assert read_paragraphs([page]) == (
        "1. Build three centers in each county before the end of the year and report the progress to the cross-\nprovincial office."
    )
