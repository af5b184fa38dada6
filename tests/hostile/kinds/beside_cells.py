"""What stands beside the cells: macros, links, embedded files, and relations that lead elsewhere (INTAKE 30, 38, 39)."""

from __future__ import annotations

import re
from collections.abc import Callable

from hostile.active_content import BOOK_RELS, MICROSOFT, OFFICE, SHEET_RELS, beside, module, project, squeezed
from hostile.forms import plain, sheet_xml
from hostile.nouns import HostileFile, corrupt, dangerous, file, no_workbook, readable, unsupported
from hostile.packages import SHEET, package_of, parts_of, with_change, with_parts, workbook_bytes
from taizhang.model.verdict import Flag

MACRO, LINK, EMBEDDED, DDE, RUNS = (
    Flag.MACRO,
    Flag.EXTERNAL_LINK,
    Flag.EMBEDDED_OBJECT,
    Flag.DDE,
    Flag.AUTO_RUN,
)
VBA, MACRO_SHEET = (
    f"{MICROSOFT}/2006/relationships/vbaProject",
    f"{MICROSOFT}/2006/relationships/xlMacrosheet",
)
BY_ITSELF, STARTS = "自动运行的宏", "启动程序的链接"
MISSING, NO_LIST = "缺少工作表", "缺少工作表目录"


def with_macro(procedure: str) -> Callable[[], bytes]:
    return lambda: beside(VBA, "vbaProject.bin", project(squeezed(module(procedure))))(plain())


def part(
    kind: str, target: str, content: bytes = b"<a/>", *, of: str = BOOK_RELS, outside: bool = False
) -> Callable[[], bytes]:
    return lambda: beside(kind, target, content, of=of, outside=outside)(plain())


def formula(text: str) -> Callable[[], bytes]:
    return lambda: sheet_xml(f'<row r="1"><c r="A1"><f>{text}</f><v>5</v></c></row>')


def named(name: str, text: str) -> Callable[[], bytes]:
    told = f'</sheets><definedNames><definedName name="{name}" hidden="1">{text}</definedName></definedNames>'.encode()
    return lambda: with_change(plain(), "xl/workbook.xml", lambda xml: xml.replace(b"</sheets>", told))


def leading_to(target: str, mode: str = "") -> Callable[[], bytes]:
    """The only sheet lies elsewhere."""
    told = f'Target="{target}"{mode}'.encode()
    return lambda: with_change(
        plain(), BOOK_RELS, lambda xml: xml.replace(b'Target="worksheets/sheet1.xml"', told)
    )


def without(*names: str) -> Callable[[], bytes]:
    return lambda: package_of({name: one for name, one in parts_of(plain()).items() if name not in names})


def _loops() -> bytes:
    """Relations of relations, each of which leads to itself."""
    line = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://a/worksheet" Target="{}"/></Relationships>'
    names = ["_rels/a.rels", "_rels/_rels/a.rels.rels", "xl/worksheets/_rels/sheet1.xml.rels"]
    return with_parts(plain(), {name: line.format(f"/{name}").encode() for name in names})


DDE_LINK = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
MASHUP = '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'.encode("utf-16")
OUTSIDE = ' TargetMode="External"'

FILES: tuple[HostileFile, ...] = (
    file("macros that wait", with_macro("Submit_Click"), readable(MACRO)),
    file("macros that run on opening", with_macro("Workbook_Open"), dangerous(BY_ITSELF, MACRO, RUNS)),
    file("macros that run on closing", with_macro("Auto_Close"), dangerous(BY_ITSELF, MACRO, RUNS)),
    file("macros that run by what is compiled alone", lambda: beside(VBA, "vbaProject.bin", project(bytes(20) + b"Workbook_Open\0"))(plain()), dangerous(BY_ITSELF, MACRO, RUNS)),
    file("macros that run, called a picture", lambda: beside(VBA, "media/image1.png", project(squeezed(module("Auto_Open"))))(plain()), dangerous(BY_ITSELF, MACRO, RUNS)),
    file("macros that nothing leads to", lambda: with_parts(plain(), {"xl/vbaProject.bin": project(squeezed(module("Submit_Click")))}), readable(MACRO)),
    file("macros in a broken shell", part(VBA, "vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2_000), readable(MACRO)),
    file("macros that are none", part(VBA, "vbaProject.bin", b"x" * 100), readable(MACRO)),
    file("a macro sheet", part(MACRO_SHEET, "macrosheets/sheet1.xml"), readable(MACRO)),
    file("a macro sheet that runs on opening", lambda: with_change(beside(MACRO_SHEET, "macrosheets/sheet1.xml", b"<a/>")(plain()), "xl/workbook.xml", lambda xml: xml.replace(b"</sheets>", b'</sheets><definedNames><definedName name="_xlnm.Auto_Open" hidden="1">Macro1!$A$1</definedName></definedNames>')), dangerous(BY_ITSELF, MACRO, RUNS)),
    file("a name that runs on activating", named("auto_activate", "任务台账!$A$1"), dangerous(BY_ITSELF, MACRO, RUNS)),
    file("buttons of the ribbon", part(f"{MICROSOFT}/2007/relationships/ui/extensibility", "customUI/customUI14.xml", b'<customUI onLoad="a"/>'), readable(MACRO)),
    file("a link that starts a program", part(f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml", DDE_LINK), dangerous(STARTS, DDE, LINK)),
    file("a formula that starts a program", formula("cmd|'/c calc'!A0"), dangerous(STARTS, DDE)),
    file("a formula that starts a program by a function", formula('DDE("cmd";"/c calc";"a")'), dangerous(STARTS, DDE)),
    file("a name that starts a program", named("a", "cmd|'/c calc'!A0"), dangerous(STARTS, DDE)),
    file("a formula that fetches", formula('_xlfn.WEBSERVICE("http://127.0.0.1:9/")'), readable(LINK)),
    file("a formula that fetches a picture", formula('_xlfn.IMAGE("http://127.0.0.1:9/a.png")'), readable(LINK)),
    file("a formula that asks a server of this computer", formula('RTD("a.b",,"c")'), readable(LINK)),
    file("a formula on a file of the network", formula("'\\\\127.0.0.1\\c$\\[a.xlsx]Sheet1'!$A$1"), readable(LINK)),
    file("a linked file", part(f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml"), readable(LINK)),
    file("connections", part(f"{OFFICE}/connections", "connections.xml"), readable(LINK)),
    file("a query of a sheet", part(f"{OFFICE}/queryTable", "../queryTables/queryTable1.xml", of=SHEET_RELS), readable(LINK)),
    file("a query of Power Query", lambda: with_parts(plain(), {"customXml/item1.xml": MASHUP}), readable(LINK)),
    file("a picture from outside", part(f"{OFFICE}/image", "http://127.0.0.1:9/a.png", of=SHEET_RELS, outside=True), readable(LINK)),
    file("a drawing from a share", part(f"{OFFICE}/vmlDrawing", "file://127.0.0.1/c$/a.vml", of=SHEET_RELS, outside=True), readable(LINK)),
    file("an object that is linked from the network", part(f"{OFFICE}/oleObject", "mhtml:http://127.0.0.1:9/a!x-usc:http://127.0.0.1:9/a", of=SHEET_RELS, outside=True), readable(EMBEDDED, LINK)),
    file("an embedded object", part(f"{OFFICE}/oleObject", "../embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0", of=SHEET_RELS), readable(EMBEDDED)),
    file("an embedded workbook", lambda: beside(f"{OFFICE}/package", "../embeddings/a.xlsx", workbook_bytes(), of=SHEET_RELS)(plain()), readable(EMBEDDED)),
    file("an embedded program", part(f"{OFFICE}/package", "../embeddings/a.exe", b"MZ\x90\0", of=SHEET_RELS), readable(EMBEDDED)),
    file("a control", part(f"{OFFICE}/control", "../activeX/activeX1.xml", of=SHEET_RELS), readable(EMBEDDED)),
    file("a web add-in", part(f"{MICROSOFT}/2011/relationships/webextension", "webextensions/webextension1.xml"), readable(EMBEDDED)),
    file("a hyperlink to a program", part(f"{OFFICE}/hyperlink", "ms-msdt:/id PCWDiagnostic", of=SHEET_RELS, outside=True), readable()),
    file("a sheet outside the package", leading_to("../../../../etc/passwd"), corrupt(MISSING)),
    file("a sheet from the root", leading_to("/etc/passwd"), corrupt(MISSING)),
    file("a sheet of this computer", leading_to("file:///etc/passwd", OUTSIDE), corrupt(MISSING)),
    file("a sheet of the network", leading_to("http://127.0.0.1:9/sheet1.xml", OUTSIDE), corrupt(MISSING)),
    file("a sheet of a share", leading_to("\\\\127.0.0.1\\c$\\sheet1.xml", OUTSIDE), corrupt(MISSING)),
    file("a sheet that is the workbook", leading_to("workbook.xml"), corrupt()),
    file("a sheet that is the relations", leading_to("_rels/workbook.xml.rels"), corrupt()),
    file("a sheet that is the styles", leading_to("styles.xml"), corrupt()),
    file("texts that are the sheet", lambda: with_change(plain(), BOOK_RELS, lambda xml: xml.replace(b'Target="sharedStrings.xml"', b'Target="worksheets/sheet1.xml"')), readable(Flag.BAD_CELL)),
    file("relations that lead to themselves", _loops, readable()),
    file("no workbook part", without("xl/workbook.xml"), no_workbook("没有工作簿的内容")),
    file("no list of types", without("[Content_Types].xml"), no_workbook("不是工作簿")),
    file("no relations of the workbook", without(BOOK_RELS), corrupt(NO_LIST)),
    file("no sheet", without(SHEET), corrupt(MISSING)),
    file("no shared texts", without("xl/sharedStrings.xml"), readable(Flag.BAD_CELL)),
    file("no sheets in the list", lambda: with_change(plain(), "xl/workbook.xml", lambda xml: re.sub(b"<sheets>.*</sheets>", b"<sheets/>", xml)), unsupported("没有工作表")),
    file("rubbish for styles", lambda: with_parts(plain(), {"xl/styles.xml": b"\xff<<<&&&\0"}), readable()),
    file("rubbish for relations of the sheet", lambda: with_parts(plain(), {SHEET_RELS: b"<Relationships><<<\0\xff"}), readable()),
    file("a type that is a page of the network", lambda: with_change(plain(), "[Content_Types].xml", lambda xml: xml.replace(b"spreadsheetml.sheet.main+xml", b"spreadsheetml.chartsheet+xml")), no_workbook("没有工作簿的内容")),
    file("a text that calls itself a workbook", lambda: with_change(plain(), "[Content_Types].xml", lambda xml: xml.replace(b"spreadsheetml.sheet.main+xml", b"wordprocessingml.document.main+xml")), no_workbook("文字文档")),
)  # fmt: skip
