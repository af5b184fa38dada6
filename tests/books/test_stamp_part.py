"""The stamp's own part: what is written is read, and what a county made of it does no harm."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from taizhang.books.container import open_container
from taizhang.books.stamp_part import StampPart, read_stamp_part, stamp_part
from taizhang.model.file_limits import FileLimits
from taizhang.model.ledger import Stamp
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter

STAMP = Stamp("yunling-2022", "f" * 64, Reporter("990101", "市医保局"), Period.parse("2022Q3"), "2")
PRINTS = {("T01.M01.I1", "rate"): "0123456789ab", ("", "填报自检!C5"): "ba9876543210"}
ENTRIES = {
    "plan": "yunling-2022",
    "version": "f" * 64,
    "reporter": str(STAMP.reporter),
    "period": "2022Q3",
    "template": "2",
}
OURS = b'<ledger xmlns="urn:taizhang:ledger" plan="p1"'


def read(**parts: bytes) -> StampPart:
    content = BytesIO()
    with ZipFile(content, "w") as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        for name, part in parts.items():
            package.writestr(f"customXml/{name}.xml", part)
    return read_stamp_part(open_container(content.getvalue(), FileLimits()))


def test_what_is_written_is_read() -> None:
    assert read(item1=stamp_part(STAMP, PRINTS)) == StampPart(ENTRIES, PRINTS)


def test_the_bytes_are_always_the_same() -> None:
    assert stamp_part(STAMP, PRINTS) == stamp_part(STAMP, dict(PRINTS))
    assert stamp_part(STAMP, PRINTS).startswith(
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<ledger'
    )


def test_another_programs_part_is_passed_over() -> None:
    assert read(item1=b'<b:Sources xmlns:b="x"/>', item2=OURS + b"/>") == StampPart({"plan": "p1"}, {})


@pytest.mark.parametrize(
    "part",
    [
        b"",
        b"<ledger",
        b'<ledger plan="p1">urn:taizhang:ledger</ledger>',
        OURS,
        b'<x>urn:taizhang:ledger</x>',
        OURS + b">" + b"<formula/>" * 600_000 + b"</ledger>",
    ],
)  # fmt: skip
def test_what_is_damaged_or_endless_says_nothing(part: bytes) -> None:
    assert read(item1=part) == StampPart()


def test_facts_are_cleaned_and_prints_are_prints() -> None:
    part = OURS + b' period="2022&#x200b;Q3"><formula row="A" field="rate" print="Z"/></ledger>'
    assert read(item1=part) == StampPart({"plan": "p1", "period": "2022Q3"}, {})


def test_a_part_that_declares_entities_is_refused_with_its_file() -> None:
    with pytest.raises(Exception, match="文档类型声明"):
        read(item1=b"<!DOCTYPE x [<!ENTITY y 'z'>]>" + OURS + b"/>")
