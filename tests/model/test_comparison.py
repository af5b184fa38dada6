from __future__ import annotations

from taizhang.model.comparison import Comparison, Fault, compare_rounds, fault_of, parse_fault
from taizhang.model.finding import Finding, Severity, Spot
from taizhang.model.place import Place


def finding(code: str, *rows: str, severity: str = "E", field: str = "actual", accepted: str = "") -> Finding:
    spots = tuple(Spot("", Place("", "任务台账", at, 3), row) for at, row in enumerate(rows, 6))
    return Finding(
        code, Severity(severity), "", "", "", spots[0].place, rows[0], field, accepted=accepted,
        spots=spots if len(spots) > 1 else (),
    )  # fmt: skip


BEFORE = [
    fault_of(finding("E101", "T01")),
    fault_of(finding("E101", "T02", "T03", "T04", "T05")),
    fault_of(finding("W201", "T01", severity="W")),
    fault_of(finding("N001", "T09", severity="N")),
]


def test_a_fault_of_many_cells_remains_while_one_of_them_does() -> None:
    assert compare_rounds(BEFORE, [finding("E101", "T04")]) == Comparison(3, mended=2, remaining=1, new=0)
    assert compare_rounds(BEFORE, []) == Comparison(3, mended=3, remaining=0, new=0)


def test_the_same_cell_with_another_fault_is_new() -> None:
    assert compare_rounds(
        BEFORE, [finding("E102", "T01"), finding("E101", "T01", field="target")]
    ) == Comparison(3, mended=3, remaining=0, new=2)


def test_notes_and_what_was_accepted_do_not_count() -> None:
    now = [finding("N002", "T01", severity="N"), finding("E101", "T01", accepted="属实")]
    assert compare_rounds(BEFORE, now) == Comparison(3, mended=3, remaining=0, new=0)
    assert str(compare_rounds(BEFORE, now)) == "上次3处：已改3处，仍有0处，新出现0处"


def test_a_fault_is_read_as_it_was_written_and_other_texts_are_none() -> None:
    assert [parse_fault(str(fault)) for fault in BEFORE] == BEFORE
    assert [parse_fault(text) for text in ("", "[]", "县里写的", '["E101", "X", []]', "3")] == [None] * 5
    assert parse_fault('["E101", "E", []]') == Fault("E101", Severity.ERROR, frozenset())


def test_a_long_column_fits_into_one_cell() -> None:
    assert len(str(fault_of(finding("E201", *(f"T{number:04}.M01.I1" for number in range(2000)))))) < 32_000
