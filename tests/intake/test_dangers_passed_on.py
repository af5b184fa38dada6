"""INTAKE 33 and 38 to 44: what is said of danger in a file, and that none of it goes on from us."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlwings
from hostile.active_content import BOOK_RELS, MICROSOFT, OFFICE, SHEET_RELS, beside, module, project, squeezed
from hostile.packages import SHEET, ole_of, package_of, parts_of, with_parts, workbook_bytes
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.books import read_workbook, rebuild_as_values
from taizhang.books.fill_cells import fill_cells
from taizhang.books.macro_names import project_runs_by_itself
from taizhang.books.safe_text import safe_text
from taizhang.cli.run import run
from taizhang.desk.check import Checked, check_files
from taizhang.desk.returns import copy_remark, return_copies
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.mail import Attachment
from taizhang.mail.write import write_mail
from taizhang.model.grid import Grid, Workbook
from taizhang.model.words.formula_signs import csv_text, looks_like_formula

AS_OF = date(2022, 10, 8)


def quick_start() -> bytes:
    """Real macros: those that xlwings starts its own workbooks with; nobody but a person starts them."""
    return ZipFile(Path(xlwings.__file__).with_name("quickstart.xlsm")).read("xl/vbaProject.bin")


def with_formula(formula: str) -> Callable[[bytes], bytes]:
    """A remark that comes out of a formula, as another program computed it."""

    def changed(content: bytes) -> bytes:
        marked = fill_cells(content, TABLE, {(FIRST_ROW, column_of("remarks")): "COMPUTED"})
        typed = re.compile(r't="inlineStr"><is><t>COMPUTED</t></is>')
        told, times = typed.subn(f't="str"><f>{formula}</f><v>COMPUTED</v>', parts_of(marked)[SHEET].decode())
        assert times == 1
        return with_parts(marked, {SHEET: told.encode()})

    return changed


ACTIVE: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "macros": (beside(f"{MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin", quick_start()), "macro", "宏"),
    "a macro sheet": (beside(f"{MICROSOFT}/2006/relationships/xlMacrosheet", "macrosheets/sheet1.xml", b"<a/>"), "macro", "宏"),
    "buttons of the ribbon": (beside(f"{MICROSOFT}/2007/relationships/ui/extensibility", "customUI/a.xml", b"<a/>"), "macro", "宏"),
    "a linked file": (beside(f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml", b"<externalLink/>"), "external-link", "外部链接"),
    "a connection": (beside(f"{OFFICE}/connections", "connections.xml", b"<connections/>"), "external-link", "外部链接"),
    "a query": (beside(f"{OFFICE}/queryTable", "../queryTables/queryTable1.xml", b"<queryTable/>", of=SHEET_RELS), "external-link", "外部链接"),
    "Power Query": (lambda content: with_parts(content, {"customXml/item9.xml": '<DataMashup xmlns="x">AAAA</DataMashup>'.encode("utf-16")}), "external-link", "外部链接"),
    "a picture from outside": (beside(f"{OFFICE}/image", "http://127.0.0.1:9/a.png", b"", of=SHEET_RELS, outside=True), "external-link", "外部链接"),
    "an embedded object": (beside(f"{OFFICE}/oleObject", "../embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0", of=SHEET_RELS), "embedded-object", "嵌入对象"),
    "an embedded file": (beside(f"{OFFICE}/package", "../embeddings/a.xlsx", workbook_bytes(), of=SHEET_RELS), "embedded-object", "嵌入对象"),
    "a control": (beside(f"{OFFICE}/control", "../activeX/activeX1.xml", b"<a/>", of=SHEET_RELS), "embedded-object", "嵌入对象"),
    "a web add-in": (beside(f"{MICROSOFT}/2011/relationships/webextension", "webextensions/a.xml", b"<a/>"), "embedded-object", "嵌入对象"),
    "a formula that fetches": (with_formula('_xlfn.WEBSERVICE("http://127.0.0.1:9/")'), "external-link", "外部链接"),
    "a formula on another file": (with_formula("[9]Sheet1!$A$1"), "external-link", "外部链接"),
}  # fmt: skip
every_danger = pytest.mark.parametrize("what", ACTIVE)


@pytest.fixture
def checked(quarter, tmp_path: Path) -> Callable[[bytes], Checked]:
    def check(content: bytes, name: str = "台账.xlsx") -> Checked:
        path = tmp_path / name
        path.write_bytes(content)
        (found,) = check_files([path], plan_file=quarter.plan, roster_file=quarter.roster, as_of=AS_OF)
        return found

    return check


def named(one: Checked) -> tuple[str, ...]:
    """Its flags, but the one that says that the program which filled it in computed nothing."""
    return tuple(flag for flag in one.flags if flag != "formula-without-value")


def returned(one: Checked, folder: Path) -> bytes:
    (copy,) = return_copies([one], folder, on=AS_OF).values()
    return copy.read_bytes()


@every_danger
def test_r39_what_is_active_is_named_in_the_verdict(what: str, quarter, checked) -> None:
    change, flag, _ = ACTIVE[what]
    found = checked(change(quarter.filled))
    assert (found.file_class.value, named(found)) == ("readable", (flag,))
    (told,) = [finding for finding in found.findings if finding.code == "N041"]
    title = {
        "macro": "宏",
        "external-link": "指向其他文件或网络的链接",
        "embedded-object": "嵌入的文件或控件",
    }[flag]
    assert told.says == f"文件里有{title}，没有运行，也没有采用，退回件只保留数值"


@every_danger
def test_r38_it_comes_back_as_a_fresh_workbook_of_values_that_says_so(
    what: str, quarter, checked, tmp_path: Path
) -> None:
    change, _, word = ACTIVE[what]
    found = checked(change(quarter.filled))
    copy = returned(found, tmp_path / "退回")
    parts = parts_of(copy)
    assert {name for name in parts if not _is_plain(name)} == set()
    assert not any(b"TargetMode" in part for name, part in parts.items() if name.endswith(".rels"))
    assert not any(b"<f>" in part or b"<f " in part for name, part in parts.items() if name.endswith(".xml"))
    again = read_workbook(copy, "")
    assert (again.file_class, again.flags) == ("readable", ())
    remark = (
        f"原件含有{word}，为安全起见，本文件是其内容的数值副本，公式和格式没有带入，请在本文件中改好后报送"
    )
    assert copy_remark(found) == f"（{remark}）"
    assert any(remark in again.grid("校验结果").text(row, 1) for row in range(1, 5))  # type: ignore[union-attr]


def _is_plain(name: str) -> bool:
    """A part of a workbook of values, and of our marks on it."""
    return name.startswith(("xl/worksheets/sheet", "xl/worksheets/_rels/sheet", "xl/comments", "xl/drawings/vmlDrawing")) or name in {
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "docProps/custom.xml", "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme1.xml", "xl/workbook.xml",
    }  # fmt: skip


def test_r38_a_clean_ledger_comes_back_with_its_own_parts(quarter, checked, tmp_path: Path) -> None:
    """And a county's own picture, print setting and unknown part beside them."""
    own = {
        "xl/printerSettings/printerSettings1.bin": b"\1\2",
        "xl/media/image1.png": b"\x89PNG....",
        "customXml/item8.xml": b"<ours/>",
    }
    content = with_parts(quarter.filled, own)
    found = checked(content)
    assert (named(found), copy_remark(found)) == ((), "")
    sent, back = parts_of(content), parts_of(returned(found, tmp_path / "退回"))
    assert sent.keys() <= back.keys()
    ours = {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        BOOK_RELS,
        "xl/styles.xml",
        SHEET,
        "docProps/custom.xml",
    }
    assert {name for name in sent if sent[name] != back[name]} <= ours


@pytest.mark.parametrize(
    ("change", "flags"),
    [
        (with_formula("cmd|'/c calc'!A0"), ("dde",)),
        (beside(f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml", b'<externalLink><ddeLink ddeService="cmd"/></externalLink>'), ("dde", "external-link")),
    ],
)  # fmt: skip
def test_r39_dde_is_set_aside_and_nothing_of_it_is_sent_on(
    change: Callable[[bytes], bytes], flags: tuple[str, ...], quarter, checked, tmp_path: Path
) -> None:
    found = checked(change(quarter.filled))
    assert (found.file_class.value, found.verdict.value, named(found)) == ("dangerous", "set-aside", flags)
    assert found.reason == "文件里有可以启动程序的链接，未采用。请在表格软件中删除外部链接后重新报送"
    assert return_copies([found], tmp_path / "退回", on=AS_OF) == {}


# --- macros that nobody has to start


@pytest.mark.parametrize(
    "procedure",
    [
        "Workbook_Open",
        "workbook_open",
        "Auto_Open",
        "AUTO_CLOSE",
        "Workbook_BeforeClose",
        "Workbook_Activate",
    ],
)
def test_r39_macros_that_run_by_themselves_are_set_aside(
    procedure: str, quarter, checked, tmp_path: Path
) -> None:
    part = project(squeezed(module(procedure)))
    found = checked(
        beside(f"{MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin", part)(quarter.filled),
        "台账.xlsm",
    )
    assert (found.file_class.value, found.verdict.value, named(found)) == (
        "dangerous",
        "set-aside",
        ("auto-run", "macro"),
    )
    assert found.reason == "文件里有一打开就自动运行的宏，未采用。请在原下发的台账中填写后重新报送"
    assert return_copies([found], tmp_path / "退回", on=AS_OF) == {}


def test_r39_such_a_macro_is_found_wherever_its_name_stands() -> None:
    back_references = b"\1" + struct.pack("<H", 0xB000 | (len(BY_REFERENCE) - 1)) + BY_REFERENCE
    found = {
        "far down": project(squeezed(module("Auto_Open", 20_000))),
        "among what is compiled": project(b"\0" * 20 + b"Workbook_Open\0"),
        "in wide letters": project("Auto_Close".encode("utf-16-le")),
        "by reference to what stands before": project(back_references),
    }
    assert {where: project_runs_by_itself(part) for where, part in found.items()} == dict.fromkeys(
        found, True
    )


# The module's first line, then x Auto_, then a reference to the last six letters, then Open.
BY_REFERENCE = (
    b'\0Attribut\0e VB_Nam\0e = "a"\r\0\nx Auto_\x01' + struct.pack("<H", (5 << 11) | 3) + b"Open\r\nx"
)


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        squeezed(module("Submit_Click")),
        squeezed(module("My_Workbook_Opener")),
        b"\0Attribut",
        b"\1\xff\xbf\0Attribut" + b"\xff" * 9_000,
    ],
)
def test_r39_other_macros_are_flagged_and_the_ledger_is_read(stream: bytes, quarter, checked) -> None:
    found = checked(
        beside(f"{MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin", project(stream))(
            quarter.filled
        ),
        "台账.xlsm",
    )
    assert (found.file_class.value, named(found)) == ("readable", ("extension-differs", "macro"))


def test_r39_a_part_that_only_claims_to_be_macros_is_flagged_as_such() -> None:
    assert [
        project_runs_by_itself(part)
        for part in (b"", b"x" * 5_000, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    ] == [False] * 3


def test_r39_macros_of_an_old_workbook_that_run_by_themselves() -> None:
    from hostile.old_records import BIFF8, biff, number

    stream = biff(BIFF8, [], [number(0, 0, 1)])
    told = {"Auto_Open": ("dangerous", ("auto-run", "macro")), "Submit_Click": ("readable", ("macro",))}
    for procedure, expected in told.items():
        macros = {"_VBA_PROJECT_CUR/ThisWorkbook": squeezed(module(procedure))}
        workbook = read_workbook(ole_of({"Workbook": stream, **macros}), "台账.xls")
        assert (workbook.file_class, workbook.flags) == expected


SPACES = {"office": "office", "table": "table", "text": "text", "script": "script", "draw": "drawing"}


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<office:event-listeners><script:event-listener script:event-name="dom:load" xlink:href="x"/></office:event-listeners>', ("dangerous", ("auto-run", "macro"))),
        ('<office:event-listeners><script:event-listener script:event-name="form:performaction" xlink:href="x"/></office:event-listeners>', ("readable", ("macro",))),
        ('<draw:frame><draw:image xlink:href="http://127.0.0.1:9/a.png"/></draw:frame>', ("readable", ("external-link",))),
        ('<draw:frame><draw:object xlink:href="../../b.ods"/></draw:frame>', ("readable", ("external-link",))),
        ('<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>', ("readable", ())),
        ('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>', ("readable", ())),
    ],
)  # fmt: skip
def test_r39_the_same_in_an_open_document(inside: str, expected: tuple[str, tuple[str, ...]]) -> None:
    spaces = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in SPACES.items()
    )
    table = f'<table:table table:name="甲"><table:table-row><table:table-cell>{inside}<text:p>乙</text:p></table:table-cell></table:table-row></table:table>'
    content = f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>'
    made = package_of(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    )
    workbook = read_workbook(made, "台账.ods")
    assert (workbook.file_class, workbook.flags) == expected


def test_r33_hidden_and_very_hidden_sheets_are_listed_in_the_verdict(quarter, checked) -> None:
    book = openpyxl.load_workbook(BytesIO(quarter.filled))
    for name, state in (("底稿", "hidden"), ("旧数", "veryHidden"), ("说明一", "visible")):
        book.create_sheet(name).sheet_state = state
        book[name]["A1"] = "甲"
    content = BytesIO()
    book.save(content)
    found = checked(content.getvalue())
    assert named(found) == ("hidden-sheet",)
    hidden = [finding.says for finding in found.findings if finding.code == "N024"]
    assert hidden == ["表中有隐藏的内容（工作表“底稿”、工作表“旧数”），已照常读取"]
    assert [finding for finding in checked(quarter.filled).findings if finding.code == "N024"] == []


# --- what we write ourselves

SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−"]
FRONTS = [
    "",
    " ",
    "\u3000",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u2060",
    "'",
    '"',
    "‘",
    "“",
    "＂",
    "『",
    " \u200b'\u3000",
    "\u2800",
    "\u3164",
]
STARTS = [*(f"{front}{sign}1+cmd" for front in FRONTS for sign in SIGNS), "\t甲", "\r甲", "\n甲", "\r\n甲"]
HARMLESS = ["甲", "完成=90%", "3-5个", "a@b.cn", "", " ", "'", "1=1", "（=）"]


def texts_of(content: bytes) -> Iterator[tuple[str, bool]]:
    """Each text of a workbook, and whether a program is told to take it for nothing else."""
    for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets:
        yield from ((str(cell.value), bool(cell.quotePrefix)) for cell in _texts(sheet))


def _texts(sheet: Worksheet) -> Iterator[openpyxl.cell.Cell]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                assert cell.data_type in ("s", "f")
                if cell.data_type == "s":
                    yield cell


def unquoted(content: bytes) -> list[str]:
    return [text for text, quoted in texts_of(content) if looks_like_formula(text) and not quoted]


def test_r40_every_start_is_known_and_nothing_else() -> None:
    assert [text for text in STARTS if not looks_like_formula(text)] == []
    assert [text for text in HARMLESS if looks_like_formula(text)] == []
    assert [csv_text(text) for text in STARTS] == [f"'{text}" for text in STARTS]
    assert [csv_text(text) for text in HARMLESS] == HARMLESS


def test_r40_a_copy_of_values_quotes_every_one_of_them() -> None:
    cells = {(row, 1): text for row, text in enumerate([*STARTS, *HARMLESS], 1)}
    content = rebuild_as_values(Workbook("a.xls", "", 0, "xls", (Grid("表", cells),)))
    assert unquoted(content) == []
    assert sum(quoted for _, quoted in texts_of(content)) == len(STARTS)
    assert b"<f" not in parts_of(content)[SHEET]


def test_r40_a_drawn_sheet_quotes_every_one_of_them() -> None:
    from taizhang.books import paint_sheets
    from taizhang.model.picture import Drawn, Look, Sheet

    drawn = {(row, 1): Drawn(text, Look.TEXT) for row, text in enumerate(STARTS, 1)}
    content = paint_sheets([Sheet("表", (20,), drawn)], "标题", datetime(2022, 1, 1))  # noqa: DTZ001 - the format has no zone
    assert unquoted(content) == []
    assert len([text for text, quoted in texts_of(content) if quoted]) == len(STARTS)


def test_r40_a_ledger_that_is_sent_out_quotes_what_plan_and_roster_say(
    sample_document: Path, sample_roster: Path
) -> None:
    from taizhang.desk.issue import write_blank_ledger
    from taizhang.desk.roster import direct_reporters, roster_of
    from taizhang.model.period import Period
    from taizhang.plans import compile_plan

    words = sample_document.read_text(encoding="utf-8").replace("一、", "一、＝1+1", 1)
    plan = compile_plan(words)
    line = replace(direct_reporters(plan, roster_of(plan, sample_roster))[0], name="=1+1县")
    _, content = write_blank_ledger(plan, line, Period.parse("2022Q3"))
    assert unquoted(content) == []
    texts = {text for text, quoted in texts_of(content) if quoted}
    assert {"=1+1县", "-", "－"} <= texts
    assert any(text.startswith("＝1+1") for text in texts)


def hostile_rows() -> dict[tuple[int, int], str]:
    """A start of every kind in the columns of words, beside answers that pass."""
    starts = [start for start in STARTS if start.isprintable()]
    told = {
        (FIRST_ROW + at, column_of("progress")): f"{starts[at * 5 % len(starts)]} 已推进" for at in range(40)
    }
    told |= {(FIRST_ROW + at, column_of("problems")): "=HYPERLINK(1)" for at in range(3)}
    return told | {(FIRST_ROW + at, column_of("status")): "未启动" for at in range(40)}


def test_r40_what_we_add_to_a_county_s_own_file_is_quoted(quarter, checked, tmp_path: Path) -> None:
    found = checked(
        fill_cells(quarter.filled, TABLE, hostile_rows() | {(FIRST_ROW, column_of("status")): "＝完成"})
    )
    assert named(found) == ("control-characters", "formula-injection")
    book = openpyxl.load_workbook(BytesIO(returned(found, tmp_path / "退回")))
    added = [cell for cell in _texts(book["校验结果"]) if looks_like_formula(str(cell.value))]
    assert [cell.coordinate for cell in added if not cell.quotePrefix] == []
    sent = openpyxl.load_workbook(BytesIO(quarter.filled))[TABLE].max_column
    columns = [
        cell for cell in _texts(book[TABLE]) if cell.column > sent and looks_like_formula(str(cell.value))
    ]
    assert [cell.coordinate for cell in columns if not cell.quotePrefix] == []


def test_r38_r40_a_rollup_holds_values_only_and_quotes_them(office) -> None:
    folder = office.folder / "来件"
    folder.mkdir()
    for code in ("990101", "990102"):
        (folder / f"{code}.xlsx").write_bytes(fill_cells(office.ledger(code), TABLE, hostile_rows()))
    active = ACTIVE["a formula on another file"][0](
        fill_cells(office.ledger("990103"), TABLE, hostile_rows())
    )
    (folder / "990103.xlsx").write_bytes(active)
    as_of = ("--as-of", "2022-10-08")
    assert run(["collect", str(folder), "--archive", str(office.archive), *as_of]) == 1
    out = office.folder / "汇总.xlsx"
    run(["consolidate", "--archive", str(office.archive), "--period", "2022Q3", "--out", str(out), *as_of])
    content = out.read_bytes()
    parts = parts_of(content)
    assert not any(
        word in name.lower()
        for name in parts
        for word in ("external", "vba", "embed", "connection", "query", "activex", "customxml")
    )
    assert not any(b'TargetMode="External"' in part for part in parts.values())
    assert unquoted(content) == []
    texts = [text for text, quoted in texts_of(content) if quoted]
    assert any("已推进" in text for text in texts)
    formulas = {
        str(cell.value)
        for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert [
        formula
        for formula in formulas
        if "[" in formula or "|" in formula or "HYPERLINK" in formula or "cmd" in formula
    ] == []
    assert read_workbook(content, "").flags in (
        (),
        ("formula-injection",),
        ("hidden-sheet",),
        ("formula-injection", "hidden-sheet"),
    )


def test_r40_a_table_that_is_exported_has_a_sign_before_each_of_them(office, tmp_path: Path) -> None:
    import csv

    folder = tmp_path / "来件"
    folder.mkdir()
    names = ["=1+1.xlsx", "＝1+1.xlsx", "+1.xlsx", "@a.xlsx", "-1.xlsx", "'=1.xlsx"]
    for at, name in enumerate(names):
        (folder / name).write_bytes(workbook_bytes(lambda sheet, at=at: sheet.write(0, 0, at)))
    run(["collect", str(folder), "--archive", str(office.archive), "--as-of", "2022-10-08"])
    assert run(["archive", "export", "--archive", str(office.archive), "--out", str(tmp_path / "导出")]) == 0
    fields = [
        field
        for path in (tmp_path / "导出").glob("*.csv")
        for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
        for field in row
    ]
    assert {f"'{name}" for name in names} <= set(fields)
    assert [field for field in fields if looks_like_formula(field) and not field.startswith("'")] == []


HOSTILE_NAME = "台账\r\nBcc: a@b.cn\x00\u202e<script>alert(1)</script>.xlsx"


def test_r41_a_mail_of_ours_has_one_line_of_subject_and_names_that_break_nothing() -> None:
    from email import message_from_bytes
    from email.policy import default

    raw = write_mail(
        "a@b.cn", "c@d.cn", f"退回：{HOSTILE_NAME}", f"<b>{HOSTILE_NAME}</b>", [Attachment(HOSTILE_NAME, b"x", "application/octet-stream")],
        date=datetime(2022, 10, 8, tzinfo=UTC), message_id="<1@b.cn>",
    )  # fmt: skip
    mail = message_from_bytes(raw, policy=default)
    assert mail["Subject"].count("\n") == 0
    assert not set(str(mail["Subject"])) & set("\r\n\x00\u202e")
    assert mail["Bcc"] is None
    (attached,) = mail.iter_attachments()
    name = attached.get_filename()
    assert name is not None
    assert not set(name) & set("\r\n\x00\u202e/\\")
    body = mail.get_body(("plain",))
    assert body is not None
    assert {part.get_content_type() for part in mail.walk()} == {
        "multipart/mixed",
        "text/plain",
        attached.get_content_type(),
    }


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("医" * 32_767, "医" * 32_767),
        ("医" * 32_768, "医" * (32_767 - 12) + "……（内容过长，以下略）"),
        ("𠮷" * 16_383, "𠮷" * 16_383),
        ("𠮷" * 16_384, "𠮷" * 16_377 + "……（内容过长，以下略）"),
        ("a" + "𠮷" * 16_384, "a" + "𠮷" * 16_377 + "……（内容过长，以下略）"),
    ],
    ids=["as long as may be", "one more", "pairs", "a pair more", "a pair cut in two"],
)
def test_r42_a_text_is_cut_to_what_a_cell_holds_in_units_of_utf_16_with_a_note(text: str, kept: str) -> None:
    from taizhang.books import paint_sheets
    from taizhang.model.picture import Drawn, Look, Sheet

    assert safe_text(text) == kept
    assert len(safe_text(text).encode("utf-16-le")) <= 2 * 32_767
    values = rebuild_as_values(Workbook("a.xls", "", 0, "xls", (Grid("表", {(1, 1): text}),)))
    drawn = paint_sheets([Sheet("表", (20,), {(1, 1): Drawn(text, Look.TEXT)})], "", datetime(2022, 1, 1))  # noqa: DTZ001 - the format has no zone
    assert [[text for text, _ in texts_of(content)] for content in (values, drawn)] == [[kept]] * 2


NAMES = {
    "../../etc/passwd.xlsx": "passwd.xlsx",
    "C:\\台账\\清河县.xlsx": "清河县.xlsx",
    "\\\\host\\share\\a.xlsx": "a.xlsx",
    "清河\u202exslx.县\x00\x1b[31m.xlsx": "清河xslx.县[31m.xlsx",
    "CON.xlsx": "_CON.xlsx",
    "nul": "_nul",
    "Com1 .tar.gz": "_Com1 .tar.gz",
    "LPT¹": "_LPT¹",
    "CONTENT.xlsx": "CONTENT.xlsx",
    "台账.xlsx. . ": "台账.xlsx",
    "医" * 200 + ".xlsx": "医" * 111 + "…医医医.xlsx",
}


@pytest.mark.parametrize("name", NAMES)
def test_r43_a_shown_name_is_a_name_and_nothing_more(name: str) -> None:
    shown = read_workbook(workbook_bytes(), name).name
    assert shown == NAMES[name]
    assert len(shown) <= 120


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("台账.xlsx", False), ("台账.xls", True), ("台账.xlsx\u202e", False), ("台账.xls\u200b", True), ("台账.pdf. ", True),
        ("a/台账.csv", True), ("台账", False), ("x" * 300 + ".xls", True),
    ],
)  # fmt: skip
def test_r43_the_claimed_ending_is_looked_at_after_the_name_is_mended(name: str, differs: bool) -> None:
    assert ("extension-differs" in read_workbook(workbook_bytes(), name).flags) is differs


def test_r43_files_of_ours_have_names_that_every_system_takes(quarter, checked, tmp_path: Path) -> None:
    found = replace(checked(quarter.blank), name="CON.清河\u202e县:*?.xlsx")
    (copy,) = return_copies([found], tmp_path / "退回", on=AS_OF).values()
    assert copy.parent == tmp_path / "退回"
    assert copy.name == "_CON.清河_县____退回修改.xlsx"


def test_r43_what_is_kept_is_kept_under_its_fingerprint(office, tmp_path: Path) -> None:
    """No name from outside becomes a path: two files of one name, and one that would climb out."""
    from hashlib import sha256

    folder = tmp_path / "来件"
    folder.mkdir()
    content = workbook_bytes()
    (folder / "CON.xlsx").write_bytes(content)
    run(["collect", str(folder), "--archive", str(office.archive), "--as-of", "2022-10-08"])
    run(["archive", "export", "--archive", str(office.archive), "--out", str(tmp_path / "导出")])
    kept = [
        path.name
        for path in (tmp_path / "导出").rglob("*")
        if path.is_file() and path.suffix not in (".csv", ".json")
    ]
    assert sha256(content).hexdigest() in kept
    assert [name for name in kept if len(name) != 64] == []


def test_r44_without_a_virus_scanner_the_report_says_so(
    office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "来件").mkdir()
    (tmp_path / "来件" / "a.xlsx").write_bytes(workbook_bytes())
    capsys.readouterr()
    run(["collect", str(tmp_path / "来件"), "--archive", str(office.archive), "--as-of", "2022-10-08"])
    assert capsys.readouterr().out.splitlines()[-1] == "收到的文件未经病毒扫描，请由本机安全软件检查。"
