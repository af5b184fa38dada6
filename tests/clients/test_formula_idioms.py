"""What the programs make of ways to write a condition as a plain cell formula, so that the sheet uses those they share.

LibreOffice stands for Excel here. gnumeric goes astray where a function of one cell is given a range.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from clients.jobs import Failed, Job

LONG = "长" * 300  # Excel's criteria end at 255
IDS = ("T03.M01.I1", "T03.M02.I1", "T03.M02.I2", "T04.M01.I1", "T03.M02.I3", "T03.M02.I4")
SAID = ("误：甲", "√", "误：乙缺：", "误：丙", None, "√误")
TOLD = (None, "无", "*", "有内容", LONG, " 是 ")
WORDS = (None, "无", "/", "—", "是", None)
TYPED = (None, "?", "/", " 是 ", LONG, "*", "\u3000", 0)  # E1 to E8
NO_VALUE = Failed("#VALUE!")
FIRST = 21  # the row of the first formula

ALIKE = [
    *((f"SUMPRODUCT(--(tz_words=TRIM(E{row})))>0", row in (1, 3, 4)) for row in (1, 2, 3, 4, 5, 6, 8)),
    ("SUMPRODUCT(--(选项!$A$2:$A$7=TRIM(E3)))>0", True),
    ('SUMPRODUCT(--(E3={"","/","—"}))>0', True),
    ('OR(E3="",E3="/")', True),
    ('COUNTIFS(tz_id,"T03.*",tz_said,"*误：*")', 2),
    ('COUNTIFS(tz_id,"T03.M02.*",tz_told,"?*")', 4),
    ('SUMPRODUCT((tz_id="T03.M02.I3")*(tz_told<>""))', 1),
    ("SUMPRODUCT((tz_id=\"T04.M01.I1\")*ROW(tz_id))", 5),
    ('SUMPRODUCT(LARGE((tz_told<>"")*(1000-ROW(tz_told)),2))', 996),
    ('MATCH("*误：*",tz_said,0)', 1),
    ("COUNTIF(tz_words,E6)", 4),  # "*" is a wildcard
    ("SUMPRODUCT(--(tz_told=E6))", 1),  # and here a star
    ("COUNTIF(tz_told,E5)", 1),  # an error in Excel, beyond 255 characters
    ("SUMPRODUCT(--(tz_told=E5))", 1),
    ('ISNUMBER(MATCH("*",tz_words,0))', True),
    ('ISNUMBER(MATCH("~*",tz_words,0))', False),
    ('IF(IFERROR(1/0>1,FALSE),"坏；","")&IF(1=1,"好；","")', "好；"),
    ("IFERROR(OR(TRUE,1/0>1),FALSE)", False),
    ('ISERROR(SUMPRODUCT(--(F1:H1="")))', True),
    ('ISERROR(SUMPRODUCT(--(F2:H2="")))', False),
    ("HYPERLINK(\"#'任务台账'!S12\",\"转到\")", "转到"),
    ("HYPERLINK(\"#'任务台账'!\"&ADDRESS(12,19),\"转到\")", "转到"),
    ("ROUND(2/3*100,1)=66.7", True),
    ("ABS(66.8-66.7)>0.1+1E-9", False),
    ("ABS(66.9-66.7)>0.1+1E-9", True),
    ("0.1+0.2=0.3", True),
]  # fmt: skip
APART = [  # formula, LibreOffice, gnumeric; as an array formula of one cell gnumeric agrees
    ('OR(E3={"","/","—"})', True, False),
    ('SUMPRODUCT((LEFT(tz_id,4)="T03.")*ISNUMBER(FIND("误",tz_said)))', 3, NO_VALUE),
    ('SUMPRODUCT(--ISNUMBER(FIND("误",tz_said)))', 4, 0),
    ('1000-SUMPRODUCT(MAX((LEFT(tz_id,8)="T03.M02.")*(1000-ROW(tz_id))))', 3, NO_VALUE),
    ('1000-SUMPRODUCT(LARGE((LEFT(tz_id,8)="T03.M02.")*(1000-ROW(tz_id)),2))', 4, NO_VALUE),
    ('SUMPRODUCT((TRIM(tz_told)<>"")*NOT(ISNUMBER(MATCH(TRIM(tz_told),tz_words,0))))', 2, NO_VALUE),
    ('SUMPRODUCT((TRIM(tz_told)<>"")*(1-ISNUMBER(MATCH(TRIM(tz_told),tz_words,0))))', 2, NO_VALUE),
    ("SUMPRODUCT(--ISERROR(F1:H1))", 1, 1),
    ("SUMPRODUCT(--ISERROR(F2:H2))", 0, 1),
]  # fmt: skip
ASTRAY = [  # gnumeric differs, however it is written
    ("SUMPRODUCT(--(tz_words=TRIM(E7)))>0", False, True),  # its TRIM takes the full-width blank too
    ('"Ａ"="A"', False, True),
    ("ABS(66.8-66.7)>0.1", False, True),
    ("ROUND(0.285*100,0)", 28, 29),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Formulas in column B of the sheet 式, far below the rows of the ranges they look at."""
    path = tmp_path_factory.mktemp("idioms") / "写法.xlsx"
    with xlsxwriter.Workbook(path) as written:
        ledger, tried, words = map(written.add_worksheet, ("任务台账", "式", "选项"))
        for column, (name, values) in enumerate({"id": IDS, "said": SAID, "told": TOLD}.items()):
            ledger.write_column(1, column, values)
            letter = "ABC"[column]
            written.define_name(f"tz_{name}", f"=任务台账!${letter}$2:${letter}$7")
        words.write_column("A2", WORDS)
        written.define_name("tz_words", "=选项!$A$2:$A$7")
        tried.write_column("E1", TYPED)
        tried.write_formula("G1", "1/0")
        for row, (formula, *_) in enumerate(ALIKE + APART + ASTRAY, FIRST):
            tried.write_formula(row - 1, 1, formula, None, "未算")
    return path


def shown(answer) -> list[tuple[str, object]]:
    formulas = [formula for formula, *_ in ALIKE + APART + ASTRAY]
    return [(formula, answer.at("式", row, 2)) for row, formula in enumerate(formulas, FIRST)]


def test_libreoffice(libreoffice, book: Path) -> None:
    [answer] = libreoffice.recalculated([Job(book, read=("式",))])
    assert shown(answer) == [(formula, value) for formula, value, *_ in ALIKE + APART + ASTRAY]


def test_gnumeric(gnumeric, book: Path) -> None:
    [answer] = gnumeric([book], ("式",))
    assert shown(answer) == [(told[0], told[-1]) for told in ALIKE + APART + ASTRAY]


def test_gnumeric_with_array_formulas(gnumeric, book: Path) -> None:
    [answer] = gnumeric([book], ("式",), as_arrays=True)
    agreed = [(formula, value) for formula, value, *_ in ALIKE + APART]
    assert shown(answer) == agreed + [(formula, other) for formula, _, other in ASTRAY]
