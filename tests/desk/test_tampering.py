"""What a workbook says of itself, three times over, and its formulas: lost, they are done without; altered, it is told."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from taizhang.desk.check import Checked, check_files
from taizhang.desk.compile import compile_document
from taizhang.desk.files import write_plan
from taizhang.desk.issue import write_blank_ledger
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers.sheet_layout import STAMP, TABLE
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import RosterLine

AS_OF = date(2022, 10, 8)
PART = "customXml/item1.xml"
TABLE_PART = "xl/worksheets/sheet1.xml"
RATED = "T03.M02.I1"  # a row with a target of its own
Edit = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def plan(sample_document: Path) -> Plan:
    return compile_document(sample_document)


@pytest.fixture(scope="module")
def plan_file(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_plan(plan, tmp_path_factory.mktemp("plan") / "计划.json")


@pytest.fixture(scope="module")
def issued(plan: Plan, sample_roster: Path) -> tuple[RosterLine, Ledger, bytes]:
    line = direct_reporters(plan, roster_of(plan, sample_roster))[0]
    return line, *write_blank_ledger(plan, line, Period.parse("2022Q3"))


@pytest.fixture(scope="module")
def stamped(issued: tuple[RosterLine, Ledger, bytes]) -> bytes:
    """The blank ledger with the stamp's own part."""
    return issued[2]


@pytest.fixture
def checked(plan_file: Path, sample_roster: Path, tmp_path: Path) -> Callable[[bytes], Checked]:
    def check(content: bytes) -> Checked:
        path = tmp_path / "台账.xlsx"
        path.write_bytes(content)
        (found,) = check_files([path], plan_file=plan_file, roster_file=sample_roster, as_of=AS_OF)
        return found

    return check


def changed(content: bytes, edits: dict[str, Edit]) -> bytes:
    """The package with these parts changed; a part that is not there is made of nothing, an empty one is left out."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, edit in edits.items():
            parts[name] = edit(parts.get(name, b""))
        for name, part in parts.items():
            if part:
                new.writestr(name, part)
    return target.getvalue()


def in_table(old: str, new: str) -> dict[str, Edit]:
    """The table's XML with one pattern replaced wherever it stands."""
    return {TABLE_PART: lambda part: re.sub(old, new, part.decode()).encode()}


def without_part(_part: bytes) -> bytes:
    return b""


def said(checked: Checked) -> list[tuple[str, str, str]]:
    """The findings that speak of stamps and formulas."""
    return [(f.code, f.row, f.says) for f in checked.findings if f.code in ("E010", "W011", "W004")]


def test_a_ledger_as_issued_says_nothing_of_itself(checked, stamped) -> None:
    assert said(checked(stamped)) == []


def without_stamp_sheet(content: bytes) -> bytes:
    """The hidden stamp emptied; the workbook keeps its part, which openpyxl drops."""
    with ZipFile(BytesIO(content)) as package:
        part = package.read(PART) if PART in package.namelist() else b""
    book = load_workbook(BytesIO(content))
    del book[STAMP]
    saved = BytesIO()
    book.save(saved)
    return changed(saved.getvalue(), {PART: lambda _: part})


def test_the_part_serves_where_the_hidden_sheet_is_lost(checked, stamped, issued) -> None:
    found = checked(without_stamp_sheet(stamped))
    assert (found.reporter, str(found.period), said(found)) == (issued[0].reporter, "2022Q3", [])
    assert found.ledger is not None
    assert (found.ledger.version, found.ledger.template) == (issued[1].version, issued[1].template)


def test_the_foot_serves_where_both_are_lost(checked, stamped, issued) -> None:
    line, ledger, _ = issued
    book = load_workbook(BytesIO(without_stamp_sheet(changed(stamped, {PART: without_part}))))
    words = (ledger.plan, str(line.reporter), "2022Q3", ledger.version[:8], ledger.template)
    assert book[TABLE].cell(book[TABLE].max_row, 3).value == f"台账标识：{' '.join(words)}"
    saved = BytesIO()
    book.save(saved)
    found = checked(saved.getvalue())
    assert (found.reporter, str(found.period), said(found)) == (line.reporter, "2022Q3", [])
    assert found.ledger is not None
    assert found.ledger.leftovers == ()


@pytest.mark.parametrize(
    ("fact", "old", "new"),
    [
        ("填报单位", 'reporter="990101"', 'reporter="990102"'),
        ("报告期", 'period="2022Q3"', 'period="2022Q2"'),
        ("表样", 'template="', 'template="9'),
    ],
)
def test_two_stamps_that_differ_are_told(checked, stamped, fact: str, old: str, new: str) -> None:
    found = checked(changed(stamped, {PART: lambda part: part.replace(old.encode(), new.encode())}))
    (two,) = [finding for finding in found.findings if finding.code == "E010"]
    assert two.says.startswith(f"文件里的两处台账标识不一致：{fact}一处是")
    assert two.place is None


def test_a_part_that_makes_no_sense_is_passed_over(checked, stamped) -> None:
    broken = changed(
        stamped, {PART: lambda part: part.replace(b'period="2022Q3"', 'period="下个月"'.encode())}
    )
    assert said(checked(broken)) == []


WITH_AND_WITHOUT = pytest.mark.parametrize(
    "parts", [{}, {PART: without_part}], ids=["manifest", "as laid out"]
)


@WITH_AND_WITHOUT
def test_an_altered_formula_is_told(checked, stamped, parts) -> None:
    found = checked(
        changed(stamped, parts | in_table(r"<f>IF\(ISNUMBER\((\w+)\),\1/2,", r"<f>IF(ISNUMBER(\1),\1/1,"))
    )
    assert said(found) == [("W011", RATED, "“完成率”的公式被改动或被数值覆盖")]
    assert [str(f.place) for f in found.findings if f.code == "W011"] == [
        str(found.ledger.row(RATED).at("rate"))
    ]


@WITH_AND_WITHOUT
def test_a_number_over_a_formula_is_told(checked, stamped, parts) -> None:
    over = in_table(
        r'(<c r="\w+" s="\d+")[^>]*><f>IF\(ISNUMBER\(\w+\),\w+/2,[^<]*</f><v>[^<]*</v>', r"\1><v>0.95</v>"
    )
    assert said(checked(changed(stamped, parts | over))) == [
        ("W011", RATED, "“完成率”的公式被改动或被数值覆盖")
    ]


def test_all_formulas_of_a_column_are_told_once(checked, stamped) -> None:
    found = checked(changed(stamped, in_table(r"ISNUMBER\((\w+)\),", r"ISTEXT(\1),")))
    assert [(code, row) for code, row, _ in said(found)] == [("W011", RATED)]
    assert said(found)[0][2] == "“完成率”共4格的公式被改动或被数值覆盖"


def test_a_workbook_without_any_formula_was_saved_as_values(checked, stamped) -> None:
    values = in_table(r"<f[^>]*/>|<f[^>]*>[^<]*</f>", "")
    assert said(checked(changed(stamped, {PART: without_part} | values))) == []


def test_a_formula_typed_otherwise_is_no_alteration(checked, stamped) -> None:
    moved = in_table(r"<f>IF\(ISNUMBER\(\w+\),\w+/2,", "<f>if( ISNUMBER($Q12), $Q$12 /2.0,")
    assert said(checked(changed(stamped, moved))) == []


def test_altered_formulas_of_the_self_check_are_told(checked, stamped) -> None:
    sheet = {"xl/worksheets/sheet2.xml": lambda part: part.replace(b"&gt;0,", b"&gt;9,", 1)}
    assert [(code, row, says) for code, row, says in said(checked(changed(stamped, sheet)))] == [
        ("W011", "", "“填报自检”的公式被改动或被数值覆盖")
    ]


@pytest.mark.client
@pytest.mark.parametrize(("program", "keeps"), [("soffice", True), ("ssconvert", False)])
def test_another_programs_spelling_is_no_alteration(
    checked, stamped, program: str, keeps: bool, tmp_path: Path
) -> None:
    """Where the part is dropped, the formulas are held against those laid out today."""
    saved = saved_by(program, stamped, tmp_path)
    with ZipFile(BytesIO(saved)) as package:
        assert (PART in package.namelist()) is keeps
    found = checked(saved)
    assert said(found) == []
    assert found.ledger.formulas == checked(stamped).ledger.manifest
    assert said(checked(changed(saved, {PART: lambda _: part_of(stamped)}))) == []


@pytest.mark.client
@pytest.mark.parametrize("program", ["soffice", "ssconvert"])
def test_a_formula_altered_in_another_program_is_told(checked, stamped, program: str, tmp_path: Path) -> None:
    altered = changed(stamped, in_table(r"<f>IF\(ISNUMBER\((\w+)\),\1/2,", r"<f>IF(ISNUMBER(\1),\1/1,"))
    assert [(code, row) for code, row, _ in said(checked(saved_by(program, altered, tmp_path)))] == [
        ("W011", RATED)
    ]


def part_of(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as package:
        return package.read(PART)


def saved_by(program: str, content: bytes, folder: Path) -> bytes:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} 没有安装")
    source, target = folder / "原件.xlsx", folder / "saved" / "原件.xlsx"
    target.parent.mkdir()
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = {
        "soffice": [
            found,
            profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(target.parent),
            str(source),
        ],
        "ssconvert": [found, str(source), str(target)],
    }[program]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target.read_bytes()
