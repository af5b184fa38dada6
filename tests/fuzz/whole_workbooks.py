"""Whole workbooks of every form, the same bytes in every run: what is damaged, and how."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from random import Random

from hostile.old_records import BIFF5, BIFF8, biff, label, number
from postbag import workbooks as forms
from postbag.compound import compound_of
from returned_files.marked import STAMPED, returned
from returned_files.rich_files import by_openpyxl, by_xlsxwriter, enriched

from fuzz.damaged_bytes import damaged_bytes
from fuzz.damaged_markup import damaged_markup
from fuzz.damaged_package import WholePackage
from fuzz.damaged_records import changed_stream, records_8, records_12, stream_8, stream_12
from taizhang.desk.compile import compile_document
from taizhang.desk.demo.sample import DOCUMENT, sample_folder
from taizhang.desk.examine import Known
from taizhang.desk.issue import parse_period, write_blank_ledger
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine

Damage = Callable[[Random], bytes]


@cache
def ledger() -> bytes:
    """One county's of the sample plan."""
    plan = compile_document(sample_folder() / DOCUMENT)
    line = RosterLine(Reporter("990101"), "碧潭县", Level.COUNTY, "990100")
    return _undated(write_blank_ledger(plan, line, parse_period("2022Q3"))[1])


@cache
def known() -> Known:
    """The plan that the ledger is of."""
    plan = compile_document(sample_folder() / DOCUMENT)
    return Known({plan.id: plan}, {plan.id: Roster(())})


def _undated(content: bytes) -> bytes:
    """Without the moment at which it was made."""
    day = b"<coreProperties/>"
    return forms.with_parts(content, {"docProps/core.xml": day})


@cache
def xlsx_files() -> dict[str, bytes]:
    blank = ledger()
    rich = enriched(by_xlsxwriter())
    return {
        "ledger": blank,
        "marked": _undated(returned(blank, STAMPED)),
        "rich": _undated(rich),
        "openpyxl": _undated(by_openpyxl()),
        "plain": forms.plain_workbook(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
        ),
    }


@cache
def whole() -> dict[str, bytes]:
    blank, rich = ledger(), _undated(by_xlsxwriter())
    return {
        **xlsx_files(),
        "macro": forms.with_macro(blank, runs_by_itself=False),
        "old macro": forms.with_auto_open(blank),
        "dde": forms.with_dde_link(rich),
        "link": forms.with_external_link(rich),
        "xlsb": forms.as_xlsb(blank),
        "ods": forms.as_ods(rich),
        "xml": forms.as_xml_2003(rich),
        "big xml": forms.as_xml_2003(blank),
        "html": _page(),
        "csv": forms.as_csv(blank),
        "csv utf-16": forms.as_csv(rich, "utf-16"),
        "xls": forms.as_xls(rich),
    }


def _page() -> bytes:
    rows = "".join(
        f'<tr><td rowspan="2">{at}</td><td x:num="{at}">1,{at:03}</td><td colspan="3">甲&nbsp;乙<br>丙</td></tr>'
        for at in range(30)
    )
    return f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'.encode()


@cache
def old_streams() -> dict[str, bytes]:
    """Streams of records, which the compound file is put round after the damage."""
    cells = [number(0, 0, 5.5), number(1, 1, 44_000.0, 1), *[number(row, 2, row / 3) for row in range(2, 20)]]
    merged, hidden = (0xE5, b"\x01\0\0\0\x01\0\0\0\x01\0"), (0x7D, b"\0\0\x01\0\0\x0a\0\0\x01\0\0\0")
    page = [
        hidden,
        *cells,
        (0x27E, b"\x03\0\0\0\0\0\x02\x80\x04\0"),
        (0xBD, b"\x04\0\0\0" + b"\0\0\x02\x80\x04\0" * 3 + b"\x02\0"),
        merged,
    ]
    formats = [
        (0x42, b"\xb0\x04"),
        (0x22, b"\0\0"),
        (0x41E, b"\xa4\0\x0a\0\0yyyy-mm-dd"),
        (0xE0, bytes(20)),
        (0xE0, b"\0\0\xa4\0" + bytes(16)),
    ]
    texts = [
        (0xFC, b"\x02\0\0\0\x02\0\0\0" + b"\x02\0\x01\x32\x75\x59\x4e" + b"\x01\0\0A"),
        (0xFD, b"\x05\0\0\0\0\0\x01\0\0\0"),
    ]
    formula = (0x06, b"\x06\0\0\0\0\0" + b"\0\0\0\0\0\0\xff\xff" + b"\0\0" + bytes(4) + b"\x03\0\x1e\x01\0")
    return {
        "BIFF8": biff(
            BIFF8, [*formats, texts[0]], [*page, label(3, 0, "甲"), texts[1], formula, (0x207, b"\x01\0\0A")]
        ),
        "BIFF5": biff(
            BIFF5, [(0x42, b"\xa8\x03"), *formats[1:2]], [*page, (0x204, b"\x03\0\0\0\0\0\x02\0\xbc\xd7")]
        ),
    }


@cache
def damages() -> tuple[Damage, ...]:
    """Every way in which a workbook is damaged, each as likely as another."""
    files = whole()
    return (
        *(
            WholePackage(files[name]).damaged
            for name in (
                "ledger",
                "marked",
                "rich",
                "openpyxl",
                "plain",
                "macro",
                "old macro",
                "dde",
                "link",
                "ods",
            )
        ),
        *[WholePackage(files["ods"]).damaged] * 3,
        *[WholePackage(files["xlsb"], partial(changed_stream, records_12, stream_12)).damaged] * 4,
        *(partial(_in_markup, files[name]) for name in ("xml", "xml", "xml", "html", "html", "html")),
        *(partial(_flat_ods, files["ods"]) for _ in range(2)),
        *(partial(_in_stream, stream) for stream in old_streams().values() for _ in range(3)),
        partial(_in_csv, files["csv"]),
        partial(_in_csv, files["csv utf-16"]),
        _raw,
    )


def _in_markup(content: bytes, chance: Random) -> bytes:
    return damaged_markup(chance, content.decode()).encode("utf-8", "replace")


def _flat_ods(content: bytes, chance: Random) -> bytes:
    """The sheets of an .ods as one piece of XML."""
    from fuzz.damaged_package import parts_of

    page = parts_of(content)["content.xml"].decode().replace("office:document-content", "office:document")
    kind = ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet" office:version'
    return damaged_markup(chance, page.replace(" office:version", kind, 1)).encode("utf-8", "replace")


def _in_stream(stream: bytes, chance: Random) -> bytes:
    damage = changed_stream(records_8, stream_8, chance, stream)
    return compound_of({chance.choice(("Workbook", "Workbook", "Book")): damage})


def _in_csv(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    for _ in range(1 + chance.randrange(6)):
        at = chance.randrange(len(lines))
        odd = chance.choice(
            (
                b'"',
                b"\0",
                b"," * 20_000,
                b"=1+1",
                b"\xff",
                b"sep=;\r",
                b'""",' * 300,
                "\u202e".encode(),
                b"\r",
                b"\x1a",
            )
        )
        lines[at] = odd + lines[at] if chance.random() < 0.5 else lines[at][: len(lines[at]) // 2] + odd
    return b"\n".join(lines)


def _raw(chance: Random) -> bytes:
    files = whole()
    return damaged_bytes(chance, files[chance.choice(sorted(files))])
