"""The notice and the brief of very many reporters: the numbers of the full ones, each of which leads to its cells."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from docx import Document
from kept_reports import AT
from small_province import AS_OF, fill_archive

from taizhang.desk.noticing.brief import write_briefs
from taizhang.desk.noticing.grounds import grounds_of
from taizhang.desk.noticing.notice import write_notices
from taizhang.desk.noticing.trace_paper import list_numbers, trace_paper
from taizhang.errors import BadUsage
from taizhang.rollups.notice import Notice

QUARTER = "2022Q3"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return fill_archive(tmp_path / "档案.db", last_year=False)


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if so few were very many."""
    monkeypatch.setattr("taizhang.desk.rolling_up.wide.settings.WIDE_FROM", 1)


def notice_of(archive: Path) -> Notice:
    with grounds_of(archive, QUARTER, archive.with_name("通报.docx"), AS_OF) as ((grounds,), _store):
        return grounds.notice


def printed(notice: Notice) -> dict[str, str]:
    return {one.mark: one.printed for one in notice.numbers}


def test_its_numbers_are_those_of_the_full_notice(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = notice_of(archive)
    monkeypatch.setattr("taizhang.desk.rolling_up.wide.settings.WIDE_FROM", 1)
    wide = notice_of(archive)
    theirs, ours = printed(full), printed(wide)
    own = {mark for mark in theirs if "_9901" in mark or mark.startswith(("TZ_issue", "TZ_days"))}
    assert {mark: ours[mark] for mark in theirs.keys() - own} == {
        mark: theirs[mark] for mark in theirs.keys() - own
    }
    assert [one.name for one in wide.places] == [one.name for one in full.places]
    assert [one.rank for one in wide.places] == [None, None]
    assert wide.addressees == ("东州市", "西州市")
    said = [(one.name, one.words.printed, one.needs_leader) for one in wide.problems]
    assert said == [(one.name, one.words.printed, one.needs_leader) for one in full.problems]


@pytest.mark.usefixtures("wide")
def test_every_number_of_the_paper_leads_to_the_workbook_beside_it(archive: Path, tmp_path: Path) -> None:
    (paper,) = write_notices(archive, QUARTER, tmp_path / "通报.docx", as_of=AS_OF, at=AT)
    numbers = list_numbers(paper.path)
    traced = {one.bookmark: trace_paper(paper.path, one.bookmark).traced.trace for one in numbers}
    assert [traced[one.bookmark].value for one in numbers if one.bookmark == "TZ_issues"] == ["2"]
    assert {line.reporter for line in traced["TZ_issues"].sources()} == {"西州市 青松县", "西州市 石桥县"}
    shown = {one.bookmark: one for one in numbers if traced[one.bookmark].cell != one.bookmark}
    assert all(
        float(traced[mark].value) == float(one.printed.rstrip("张场次间%")) for mark, one in shown.items()
    )
    text = "\n".join(one.text for one in Document(str(paper.path)).paragraphs)
    assert "青松县" in text
    assert "用地未批" in text


@pytest.mark.usefixtures("wide")
def test_a_workbook_that_says_something_else_is_refused(archive: Path, tmp_path: Path) -> None:
    write_notices(archive, QUARTER, tmp_path / "通报.docx", as_of=AS_OF, at=AT)
    workbook = tmp_path / "通报依据 汇总.xlsx"
    again = tmp_path / "再.docx"
    write_notices(archive, QUARTER, again, as_of=AS_OF, at=AT, rollup=workbook)
    assert list_numbers(again) == list_numbers(tmp_path / "通报.docx")
    book = openpyxl.load_workbook(workbook)
    book["各地情况"]["D5"] = 7
    book["总览"]["A5"] = 7
    book.save(tmp_path / "改.xlsx")
    with pytest.raises(BadUsage, match=r"有 1 格不同（总览!A5）"):
        write_notices(archive, QUARTER, tmp_path / "三.docx", as_of=AS_OF, at=AT, rollup=tmp_path / "改.xlsx")


@pytest.mark.usefixtures("wide")
def test_the_brief_shows_the_places_below(archive: Path, tmp_path: Path) -> None:
    (brief,) = write_briefs(archive, QUARTER, tmp_path / "简报.docx", as_of=AS_OF, at=AT)
    text = "\n".join(one.text for one in Document(str(brief.paper.path)).paragraphs)
    assert "一、各单位任务亮灯（按下辖单位合计）" in text
    assert "用地未批" in text
    assert brief.without_chart == ""
