"""Every template version ever issued stays readable, to the last cell."""

import pytest

from taizhang.books import read_workbook
from taizhang.ledgers.sheet_layout import KEY_ROW, TABLE
from taizhang.model.finding import Severity
from taizhang.model.ledger import ledger_columns
from taizhang_templates import TEMPLATE_VERSION

from .kept import BLANK, FILLED, ISSUED, check_kept, dumped, kept_versions, workbook_of

EVERY = [(version, name) for version in kept_versions() for name in (BLANK, *FILLED)]


def test_the_version_in_use_is_kept() -> None:
    """`make keep-template` keeps it: an issued template that nobody kept would become unreadable unseen."""
    assert TEMPLATE_VERSION in kept_versions()


def test_other_columns_are_another_version() -> None:
    """Once issued, a version is never kept anew: columns that change need the next one in `taizhang_templates`."""
    workbook = read_workbook(workbook_of(ISSUED / TEMPLATE_VERSION / BLANK), "台账.xlsx")
    table = workbook.grid(TABLE)
    assert table is not None
    fields = [column.field for column in ledger_columns()]
    assert [table.text(KEY_ROW, at) for at in range(1, table.last_column + 1)] == fields


@pytest.mark.parametrize(("version", "name"), EVERY)
def test_it_is_read_as_it_was(version: str, name: str) -> None:
    kept = (ISSUED / version / f"{name}.txt").read_text(encoding="utf-8")
    assert dumped(check_kept(ISSUED / version, name)) == kept


@pytest.mark.parametrize(("version", "name"), [pair for pair in EVERY if pair[1] != BLANK])
def test_what_is_found_is_what_was_planted(version: str, name: str) -> None:
    """Rules that came later may ask about what was clean then; they may not have it mended."""
    planted = (ISSUED / version / f"{name}-planted.txt").read_text(encoding="utf-8").splitlines()
    codes = {line.split()[0] for line in planted}
    findings = check_kept(ISSUED / version, name).findings
    told = [one for one in findings if one.severity is Severity.ERROR or one.code in codes]
    assert sorted(f"{one.code} {spot.row}" for one in told for spot in one.cells) == planted


def test_a_kept_ledger_is_always_zipped_into_the_same_bytes() -> None:
    folder = ISSUED / TEMPLATE_VERSION / BLANK
    assert workbook_of(folder) == workbook_of(folder)
