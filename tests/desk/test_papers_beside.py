"""A stamped scan is filed beside its ledger by name, and never makes a county's report worse."""

from __future__ import annotations

from hashlib import sha256

import pytest

from taizhang.desk.check import Checked
from taizhang.desk.papers_beside import beside
from taizhang.model.ledger import Ledger
from taizhang.model.verdict import FileClass, Verdict


@pytest.fixture
def ledger() -> Ledger:
    from taizhang.model.period import Period
    from taizhang.model.reporter import Reporter

    return Ledger(plan="p", version="v", reporter=Reporter("990101"), period=Period.parse("2022Q3"), rows=())


def workbook(name: str, ledger: Ledger) -> Checked:
    return Checked(
        name=name, sha256=sha256(name.encode()).hexdigest(), size=1, file_class=FileClass.READABLE, format="xlsx",
        flags=(), verdict=Verdict.ACCEPTED, reason="校验通过", ledger=ledger, reporter=ledger.reporter,
        plan=ledger.plan, period=ledger.period, content=b"x",
    )  # fmt: skip


def paper(name: str) -> Checked:
    return Checked(
        name=name, sha256=sha256(name.encode()).hexdigest(), size=1, file_class=FileClass.NOT_A_WORKBOOK, format="pdf",
        flags=(), verdict=Verdict.SET_ASIDE, reason="这是PDF文件", content=b"%PDF",
    )  # fmt: skip


def filed(*files: Checked) -> list[tuple[str, int | None]]:
    return [(one.checked.name, one.beside_entry) for one in beside(files)]


def test_the_only_ledger_has_every_paper_beside_it(ledger: Ledger) -> None:
    files = (paper("盖章.pdf"), workbook("碧潭县.xlsx", ledger), paper("照片.jpg"))
    assert filed(*files) == [("碧潭县.xlsx", None), ("盖章.pdf", 0), ("照片.jpg", 0)]


@pytest.mark.parametrize(
    "scan", ["松陂县台账.pdf", "松陂县台账（盖章）.pdf", "松陂县台账扫描件.jpg", "松陂县 台账-盖章扫描件.PDF", "松陂县台账(签字版).pdf"]
)  # fmt: skip
def test_of_several_ledgers_it_is_the_one_of_its_name(ledger: Ledger, scan: str) -> None:
    files = (workbook("碧潭县台账.xlsx", ledger), workbook("松陂县台账.xlsx", ledger), paper(scan))
    assert filed(*files)[2] == (scan, 1)


def test_one_that_fits_none_says_so(ledger: Ledger) -> None:
    files = (workbook("a.xlsx", ledger), workbook("b.xlsx", ledger), paper("c.pdf"))
    (_, _, one) = beside(files)
    assert (one.beside_entry, one.checked.reason) == (
        0,
        "随“a.xlsx”等 2 份台账一并存档，按名称对应不上其中哪一份",
    )


def test_without_a_ledger_everything_stands_for_itself() -> None:
    assert filed(paper("a.pdf"), paper("b.jpg")) == [("a.pdf", None), ("b.jpg", None)]
