"""The papers of a quarter from end to end: written from the archive, led back to the cells, kept from being written over."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from taizhang import desk
from taizhang.archive import open_archive
from taizhang.desk.office import find_office
from taizhang.desk.trace import rollup_grids
from taizhang.errors import BadUsage, CannotRead, CannotWrite
from taizhang.papers.number_sources import read_sources
from taizhang.rollups.lineage import trace_stated

AS_OF = date(2022, 10, 15)
AT = datetime(2022, 10, 15, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def archive(demo_run: Any, tmp_path: Path) -> Path:
    """The demonstration's archive, in a folder of the test's own."""
    return Path(shutil.copy(demo_run.folder / "档案.db", tmp_path / "档案.db"))


@pytest.fixture
def notice(archive: Path) -> Callable[..., desk.Paper]:
    def write(name: str = "通报.docx", **facts: Any) -> desk.Paper:
        (paper,) = desk.write_notices(archive, "2022Q3", archive.with_name(name), as_of=AS_OF, at=AT, **facts)
        return paper

    return write


def retyped(path: Path, old: str, new: str) -> None:
    """As somebody would in Word."""
    document = Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if old in run.text:
                run.text = run.text.replace(old, new)
    document.save(str(path))


def test_a_notice_and_the_workbook_it_stands_on(notice: Callable[..., desk.Paper], archive: Path) -> None:
    paper = notice(issuer="云岭市医改办", number="云医改办发〔2022〕8号")
    assert paper.title == "关于云岭市深化医药卫生体制改革2022年重点工作任务第三季度进展情况的通报"
    assert (paper.path.name, paper.rollup.name, paper.pdf) == ("通报.docx", "通报依据 汇总.xlsx", None)
    lines = desk.list_numbers(paper.path)
    assert len(lines) == paper.numbers > 200
    assert [line for line in lines if line.remark] == []
    found = {line.bookmark: (line.text, line.cells) for line in lines}
    assert found["TZ_tasks"] == ("14", "总览!A9")
    assert found["TZ_expected"] == ("8", "总览!A5")
    with open_archive(archive) as store:
        assert [one.place for one in store.rollups()][-1:] == ["990100"]  # remembered like any rollup


def test_a_number_is_traced_like_the_cell_that_shows_it(
    notice: Callable[..., desk.Paper], archive: Path
) -> None:
    paper = notice()
    traced = desk.trace_paper(paper.path, "TZ_value_T03_M01_I1", archive=archive)
    cell = traced.number.cells
    assert traced.traced == desk.trace_number(paper.rollup, cell, archive=archive)
    assert traced.text().split("\n")[0] == (
        f"TZ_value_T03_M01_I1　新建和改扩建村卫生室汇总值　“{traced.number.text}”　依据“通报依据 汇总.xlsx”"
    )
    assert "已与档案库中的原件逐格核对 6 条，全部一致。" in traced.text()
    assert desk.trace_paper(paper.path, "tz_VALUE_t03_m01_i1").number == traced.number  # as Word takes names


def test_every_number_of_the_notice_is_traced(notice: Callable[..., desk.Paper]) -> None:
    paper = notice()
    grids = rollup_grids(paper.rollup)
    for one in read_sources(paper.path.read_bytes(), "").numbers:
        assert trace_stated(grids, one.stated)


def test_the_same_archive_gives_the_same_bytes(notice: Callable[..., desk.Paper]) -> None:
    first = [path.read_bytes() for path in (notice().path, notice().rollup)]
    assert [path.read_bytes() for path in (notice().path, notice().rollup)] == first


def test_a_number_altered_by_hand_is_told(notice: Callable[..., desk.Paper]) -> None:
    paper = notice()
    retyped(paper.path, "14", "15")
    traced = desk.trace_paper(paper.path, "TZ_tasks")
    assert traced.text().split("\n")[:2] == [
        "TZ_tasks　重点任务　“15”　依据“通报依据 汇总.xlsx”",
        "正文与写出时不同：写出时为“14”，请核对。",
    ]
    assert [line.bookmark for line in desk.list_numbers(paper.path) if line.remark][:1] == ["TZ_tasks"]


def test_what_was_edited_is_not_written_over(notice: Callable[..., desk.Paper]) -> None:
    paper = notice()
    retyped(paper.path, "一、总体情况", "一、总的情况")
    edited = paper.path.read_bytes()
    with pytest.raises(CannotWrite, match="已存在，内容与本次要写的不同，可能改过"):
        notice()
    assert paper.path.read_bytes() == edited
    notice(overwrite=True)
    assert paper.path.read_bytes() != edited


def test_another_workbook_is_refused(notice: Callable[..., desk.Paper], archive: Path) -> None:
    paper = notice()
    kept = paper.rollup.read_bytes()
    paper.rollup.write_bytes(kept + b"\x00")
    with pytest.raises(BadUsage, match=r"“通报依据 汇总.xlsx”不是“通报.docx”写出时依据的那一份"):
        desk.trace_paper(paper.path, "TZ_tasks")
    paper.rollup.unlink()
    with pytest.raises(CannotRead, match=r"依据的汇总表“通报依据 汇总.xlsx”不在旁边"):
        desk.trace_paper(paper.path, "TZ_tasks")
    renamed = paper.rollup.with_name("改过名的.xlsx")
    renamed.write_bytes(kept)
    assert desk.trace_paper(paper.path, "TZ_tasks").workbook == renamed
    moved = archive.parent / "别处" / "汇总.xlsx"
    moved.parent.mkdir()
    renamed.rename(moved)
    assert desk.trace_paper(paper.path, "TZ_tasks", rollup=moved).workbook == moved


def test_a_bookmark_that_is_not_there(notice: Callable[..., desk.Paper]) -> None:
    with pytest.raises(BadUsage, match="里没有书签“TZ_task”（是否为 TZ_tasks）"):
        desk.trace_paper(notice().path, "TZ_task")


def test_a_rollup_that_was_made_before_is_used_when_it_says_the_same(
    notice: Callable[..., desk.Paper], archive: Path
) -> None:
    made = archive.with_name("汇总.xlsx")
    desk.consolidate_archives([archive], "2022Q3", None, made, AS_OF, at=AT)
    paper = notice(rollup=made)
    assert paper.rollup == made
    assert not archive.with_name("通报依据 汇总.xlsx").exists()
    assert desk.trace_paper(paper.path, "TZ_reported").workbook == made


def test_a_rollup_that_says_something_else_is_refused(
    notice: Callable[..., desk.Paper], archive: Path
) -> None:
    made = archive.with_name("汇总.xlsx")
    desk.consolidate_archives([archive], "2022Q2", None, made, AS_OF, at=AT)
    with pytest.raises(BadUsage, match=r"“.*汇总.xlsx”与档案库现在的汇总有 \d+ 格不同（总览!"):
        notice(rollup=made)
    assert not archive.with_name("通报.docx").exists()


def test_an_office_edits_the_template_and_gives_it_back(
    notice: Callable[..., desk.Paper], archive: Path
) -> None:
    template = desk.write_notice_template(archive.with_name("模板.docx"))
    retyped(template, "一、总体情况", "一、{{ 地区 }}总的情况")
    paper = notice(template=template)
    assert "一、云岭市总的情况" in [one.text for one in Document(str(paper.path)).paragraphs]
    retyped(template, "{{ 地区 }}", "{{ 地方 }}")
    with pytest.raises(BadUsage, match=r"模板“模板.docx”里有不认识的占位符“地方”"):
        notice("另一份.docx", template=template)
    with pytest.raises(CannotWrite, match="可能改过"):
        desk.write_notice_template(template)


def test_the_name_has_to_be_words(notice: Callable[..., desk.Paper]) -> None:
    with pytest.raises(BadUsage, match=r"“通报.pdf”的扩展名不是 .docx"):
        notice("通报.pdf")


def test_a_brief_stands_on_a_workbook_too(archive: Path) -> None:
    (written,) = desk.write_briefs(archive, "2022Q3", archive.with_name("简报.docx"), as_of=AS_OF, at=AT)
    paper = written.paper
    assert paper.rollup.name == "简报依据 汇总.xlsx"
    traced = desk.trace_paper(paper.path, "TZ_green_share")
    assert traced.traced.trace.cell == "总览!J9"


def test_slips_are_a_file_for_each_reporter(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "督办单"
    (written,) = desk.write_slip_books(archive, "2022Q3", folder, as_of=AS_OF, issuer="云岭市医改办")
    assert [line.number for line in written.lines] == list(range(1, len(written.lines) + 1))
    assert {line.path.name for line in written.lines} == {path.name for path in folder.iterdir()}
    assert written.absent == ("白礁县", "南榆区")
    assert {(line.colour, line.word) for line in written.lines} <= {
        ("红", "逾期"),
        ("黄", "滞后"),
        ("蓝", "临期"),
    }
    before = {path: path.read_bytes() for path in folder.iterdir()}
    desk.write_slip_books(archive, "2022Q3", folder, as_of=AS_OF, issuer="云岭市医改办")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    edited = next(iter(before))
    retyped(edited, "重点任务督办单", "督办通知")
    with pytest.raises(CannotWrite, match="可能改过"):
        desk.write_slip_books(archive, "2022Q3", folder, as_of=AS_OF)


def test_more_are_near_the_deadline_when_more_days_count(archive: Path, tmp_path: Path) -> None:
    (near,) = desk.write_slip_books(archive, "2022Q3", tmp_path / "甲", as_of=AS_OF, near_days=0)
    (far,) = desk.write_slip_books(archive, "2022Q3", tmp_path / "乙", as_of=AS_OF, near_days=90)
    assert "蓝" not in {line.colour for line in near.lines}
    assert "蓝" in {line.colour for line in far.lines}
    assert len(far.lines) > len(near.lines)


@pytest.mark.client
def test_papers_become_pdf_where_libreoffice_is(
    notice: Callable[..., desk.Paper], archive: Path, tmp_path: Path
) -> None:
    if find_office() is None:
        pytest.skip("没有安装 LibreOffice（soffice）")
    paper = notice(pdf=True)
    assert paper.pdf == paper.path.with_suffix(".pdf")
    assert paper.pdf.read_bytes().startswith(b"%PDF-")
    (written,) = desk.write_slip_books(archive, "2022Q3", tmp_path / "督办单", as_of=AS_OF, pdf=True)
    assert len(written.pdfs) == len({line.path for line in written.lines}) == 6


def test_without_libreoffice_there_is_no_pdf(
    notice: Callable[..., desk.Paper], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("taizhang.desk.office._USUAL_PLACES", ())
    monkeypatch.setattr("taizhang.desk.office.Path.glob", lambda _self, _pattern: iter(()))
    assert notice(pdf=True).pdf is None


def test_two_plans_make_two_notices(
    archive: Path, plan_file: Path, sample_roster: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另一份.json"
    other.write_text(
        plan_file.read_text(encoding="utf-8").replace("重点工作任务", "专项任务"), encoding="utf-8"
    )
    plan = desk.read_plan(other)
    desk.write_plan(replace(plan, id=f"{plan.id}-2"), other)
    desk.init_archive(archive, [other], sample_roster, at=AT)
    papers = desk.write_notices(archive, "2022Q3", tmp_path / "通报.docx", as_of=AS_OF, at=AT)
    assert [paper.path.name for paper in papers] == [
        "通报_云岭市_云岭市深化医药卫生体制改革2022年重点工作任务.docx",
        "通报_云岭市_云岭市深化医药卫生体制改革2022年专项任务.docx",
    ]
    assert all(paper.rollup.exists() for paper in papers)
    with pytest.raises(BadUsage, match="档案库里有几份计划"):
        desk.write_notices(
            archive, "2022Q3", tmp_path / "甲.docx", as_of=AS_OF, at=AT, rollup=papers[0].rollup
        )
    kept = io.BytesIO(papers[1].path.read_bytes())
    assert Document(kept).core_properties.title.startswith("关于云岭市深化医药卫生体制改革2022年专项任务")
