"""A formula's print stays under sorting, inserted rows and columns and other spellings, and under nothing else."""

from __future__ import annotations

import pytest

from taizhang.ledgers.formula_prints import canonical, print_of

COLUMNS = {17: "actual", 18: "rate", 19: "status"}  # Q, R, S


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ('IF(ISNUMBER(Q6),Q6/93,"—")', 'IF(ISNUMBER({actual}),{actual}/93,"—")'),
        ('if( isnumber($Q$6), q6 / 93.0 ,"—")', 'IF(ISNUMBER({actual}),{actual}/93,"—")'),
        ('IF(Q7="",1,2)', 'IF({cell}="",1,2)'),
        ("COUNTIF(S6:S45,S6)", "COUNTIF({status:all},{status})"),
        ("SUM(Q6:S6)", "SUM({range})"),
        ("SUM(Z6)", "SUM({cell})"),
        ("SUM(#REF!)", "SUM(#REF!)"),
        ("选项!$A$2+'选项'!A3", "选项!{cell}+选项!{cell}"),
        ("COUNTIF('选项'!$A$2:$A$8,S6)", "COUNTIF(选项!{range},{status})"),
        ("LOG10(tz_status)+1.5E3", "LOG10(TZ_STATUS)+1500"),
        ('"a b"&"say ""Q6"""', '"a b"&"say ""Q6"""'),
        ("IF(S6=TRUE(),_xlfn.CONCAT(S6),FALSE)", "IF({status}=TRUE,CONCAT({status}),FALSE)"),
        ("SUMPRODUCT(--(tz_x=TRIM(S6)))-(-1)", "SUMPRODUCT(--(TZ_X=TRIM({status})))--1"),
        ("sumproduct(-(-(tz_x=TRIM(S6))))--1", "SUMPRODUCT(--(TZ_X=TRIM({status})))--1"),
        ("INDEX('任务台账'!$AB:$AB,2)", "INDEX(任务台账!{columns},2)"),
        ("INDEX(任务台账!AC:AC,2)", "INDEX(任务台账!{columns},2)"),
        ("Q6<=0.0500000000000000000007", "{actual}<=0.05"),
        ("", ""),
    ],
)
def test_canonical(formula: str, written: str) -> None:
    assert canonical(formula, 6, COLUMNS) == written


def test_a_formula_keeps_its_print_in_another_row_and_column() -> None:
    moved = {position + 3: field for position, field in COLUMNS.items()}
    assert print_of('IF(ISNUMBER(Q6),Q6/93,"—")', 6, COLUMNS) == print_of(
        'IF(ISNUMBER(T40),T40/93,"—")', 40, moved
    )


def test_digits_that_are_no_row_are_left_alone() -> None:
    prints = {print_of(f'LOG10(Q{row})&"Q10"&tz_q10', row, COLUMNS) for row in (9, 10, 11)}
    assert len(prints) == 1


@pytest.mark.parametrize("changed", ["Q6/9", "Q7/93", "R6/93", "93", "Q6/93+0.1", "$A$1/93"])
def test_another_formula_has_another_print(changed: str) -> None:
    assert print_of(changed, 6, COLUMNS) != print_of("Q6/93", 6, COLUMNS)


@pytest.mark.parametrize(
    "hostile", ["(" * 20_000, '"' * 9_999, "$" * 9_999, "A1:" * 5_000, "'" * 9_999, "9E999" * 900]
)
def test_no_formula_is_too_odd_for_a_print(hostile: str) -> None:
    assert len(print_of(hostile, 6, COLUMNS)) == 12
