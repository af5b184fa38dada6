"""A quarter of the invented 云岭市 in which something of everything happened, as a rollup, a notice and papers."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from taizhang.books import write_rollup
from taizhang.desk.office import find_office
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.picture import Sheet
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster
from taizhang.model.words.status import Status
from taizhang.papers import OfficeProgram
from taizhang.papers.to_pdf import turn_into_pdf
from taizhang.rollups import Report, Rollup, consolidate
from taizhang.rollups.draw import draw_rollup
from taizhang.rollups.notice import Notice
from taizhang.rollups.noticing.compose import notice_of

# The validator wants a theme, which no program needs to open a document.
WANTS_A_THEME = "A required relationship type 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme' is missing."


@pytest.fixture
def rollup(plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report]) -> Rollup:
    """清河县 and 白石县 report, 青松县 late and with a leader's matter, 石桥县 two tasks alone; the others are silent."""
    done, behind, overdue = Status.DONE, Status.BEHIND, Status.OVERDUE
    first, second, third, fourth = roster.lines[:4]
    reports = [
        report(first, every_row(plan, done, actual=Decimal(95))),
        report(second, every_row(plan, behind, actual=Decimal(20), problems="经费尚未到位")),
        report(
            third,
            every_row(plan, overdue, actual=Decimal(0), problems="编制不足", needs_leader="是"),
            day=8,
        ),
        report(fourth, {"T01.M04": {"status": done}, "T04.M03": {"status": done}}),
    ]
    return consolidate(plan, roster, period, reports, as_of=as_of)


def every_row(plan: Plan, status: Status, **facts: object) -> dict[str, dict[str, object]]:
    """The same answer in every row, with a whole of 100 where parts are asked for."""
    return {
        row.id: {"status": status, "numerator": facts.get("actual"), "denominator": Decimal(100), **facts}
        if row.indicator
        else {"status": status, **{name: value for name, value in facts.items() if name != "actual"}}
        for row in plan.rows()
    }


@pytest.fixture
def sheets(rollup: Rollup) -> tuple[Sheet, ...]:
    return draw_rollup(rollup)


@pytest.fixture
def notice(rollup: Rollup, sheets: tuple[Sheet, ...]) -> Notice:
    return notice_of(rollup, sheets)


@pytest.fixture
def grids(rollup: Rollup, read_grids: Callable[[bytes], tuple[Grid, ...]]) -> tuple[Grid, ...]:
    return read_grids(write_rollup(rollup))


@pytest.fixture
def with_words(rollup: Rollup) -> Callable[[str], Notice]:
    """The notice in which every reporter's name and every problem are these words."""

    def told(words: str) -> Notice:
        lines = tuple(replace(line, name=f"{line.name}{words}") for line in rollup.lines)
        named = {line.reporter: line for line in lines}
        altered = replace(
            rollup,
            lines=lines,
            groups=tuple(replace(group, line=named[group.line.reporter]) for group in rollup.groups),
            standings=tuple(replace(one, line=named[one.line.reporter]) for one in rollup.standings),
            details=tuple(
                replace(one, row=replace(one.row, problems=words, needs_leader="是"))
                for one in rollup.details
            ),
        )
        return notice_of(altered, draw_rollup(altered))

    return told


@pytest.fixture
def faults_of(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """What a validator that had no part in writing it says against a Word file."""

    def faults(content: bytes) -> list[str]:
        path = tmp_path / "checked.docx"
        path.write_bytes(content)
        return [
            str(error)
            for error in OpenXmlValidator().validate(str(path)).errors
            if WANTS_A_THEME not in str(error)
        ]

    return faults


@pytest.fixture
def office(tmp_path: Path) -> OfficeProgram:
    program = find_office()
    if program is None:
        pytest.skip("没有安装 LibreOffice（soffice）")
    folder = tmp_path / "office"
    folder.mkdir()
    return OfficeProgram(program, folder)


@pytest.fixture
def to_pdf(office: OfficeProgram, tmp_path: Path) -> Callable[[bytes], Path]:
    def turned(content: bytes) -> Path:
        path = tmp_path / "paper.pdf"
        path.write_bytes(turn_into_pdf(content, "公文", office))
        return path

    return turned


@pytest.fixture
def pdf_words() -> Callable[..., str]:
    """What poppler says of a PDF: `pdf_words("pdftotext", "-bbox-layout", path, "-")`."""

    def run(*command: str | Path) -> str:
        try:
            done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
        except FileNotFoundError:
            pytest.skip("没有安装 poppler-utils（pdftotext、pdffonts）")
        return done.stdout

    return run


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def lines_of(content: bytes) -> list[str]:
    """The paragraphs of the body, those in tables left out."""
    return [paragraph.text for paragraph in opened(content).paragraphs]
