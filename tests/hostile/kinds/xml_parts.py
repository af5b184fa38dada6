"""Parts of XML that would make a parser fetch, swell or give up (INTAKE 21, 22)."""

from __future__ import annotations

from collections.abc import Callable

from hostile.forms import plain, sheet_xml
from hostile.nouns import HostileFile, corrupt, dangerous, file, readable, too_much
from hostile.packages import SHEET, with_change, with_parts
from taizhang.model.verdict import FileClass, Flag

DECLARED = "文档类型声明"
ENCODED = "文字编码"
BOOK = "xl/workbook.xml"


def in_sheet(head: str, value: str = "<v>5</v>", part: str = SHEET) -> bytes:
    """A document type in front of a part, and what stands for it in place of a value."""
    return with_change(
        plain(),
        part,
        lambda xml: (head + xml.partition(b"?>")[2].decode().replace("<v>5</v>", value)).encode(),
    )


def declared(*lines: str, value: str = "<v>&a;</v>") -> bytes:
    return in_sheet(f'<?xml version="1.0"?><!DOCTYPE worksheet [{"".join(lines)}]>', value)


def in_encoding(
    codec: str, stated: str, *, name: str = "docProps/app.xml", mark: bytes = b""
) -> Callable[[], bytes]:
    """A part that declares an entity, in letters that a careless search does not see."""
    text = f'<?xml version="1.0" encoding="{stated}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    return lambda: with_parts(plain(), {name: mark + text.encode(codec)})


def within(part: str, more: str) -> bytes:
    """More at the end of a part."""
    return with_change(
        plain(), part, lambda xml: xml[: xml.rindex(b"</")] + more.encode() + xml[xml.rindex(b"</") :]
    )


def attributes(count: int, name: str = "a") -> str:
    return " ".join(f'{name}{at}="1"' for at in range(count))


def _laughs() -> bytes:
    lines = [
        '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">',
        *(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12)),
    ]
    return declared(*lines, value="<v>&a11;</v>")


DEEP = "<a>" * 300 + "</a>" * 300
INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
SCHEMA = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://127.0.0.1:9/a http://127.0.0.1:9/a.xsd"'
ROW = '<row r="1"><c r="A1"><v>5</v></c></row>'
TYPED = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c><c r="B1"><v>5</v></c></row>'

FILES: tuple[HostileFile, ...] = (
    file("an entity", lambda: declared('<!ENTITY a "5">'), dangerous(DECLARED)),
    file("an entity of a file", lambda: declared('<!ENTITY a SYSTEM "file:///etc/passwd">'), dangerous(DECLARED)),
    file("an entity of the network", lambda: declared('<!ENTITY a SYSTEM "http://127.0.0.1:9/a">'), dangerous(DECLARED)),
    file("an entity of a share", lambda: declared('<!ENTITY a SYSTEM "\\\\127.0.0.1\\c$\\a">'), dangerous(DECLARED)),
    file("an entity of a catalogue", lambda: declared('<!ENTITY a PUBLIC "-//a//b" "jar:http://127.0.0.1:9/a!/b">'), dangerous(DECLARED)),
    file("an entity of parameters", lambda: declared('<!ENTITY % p SYSTEM "http://127.0.0.1:9/a.dtd">%p;'), dangerous(DECLARED)),
    file("entities that multiply to ten thousand millions", _laughs, dangerous(DECLARED)),
    file("an entity of a megabyte told a thousand times", lambda: declared(f'<!ENTITY a "{"x" * 1_000_000}">', value=f"<v>{'&a;' * 1_000}</v>"), dangerous(DECLARED)),
    file("an entity that is made of itself", lambda: declared('<!ENTITY a "&a;">'), dangerous(DECLARED)),
    file("an attribute with a value by itself", lambda: declared('<!ATTLIST c r CDATA "A1">', value="<v>5</v>"), dangerous(DECLARED)),
    file("a document type without anything", lambda: in_sheet('<?xml version="1.0"?><!DOCTYPE worksheet>'), dangerous(DECLARED)),
    file("a document type that lies elsewhere", lambda: in_sheet('<?xml version="1.0"?><!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/a.dtd">'), dangerous(DECLARED)),
    file("a document type behind five megabytes of a comment", lambda: in_sheet(f'<?xml version="1.0"?><!--{"x" * 5_000_000}--><!DOCTYPE worksheet>'), dangerous(DECLARED)),
    file("a document type in the list of types", lambda: in_sheet('<?xml version="1.0"?><!DOCTYPE Types>', part="[Content_Types].xml"), dangerous(DECLARED)),
    file("a document type in the relations", lambda: in_sheet('<?xml version="1.0"?><!DOCTYPE Relationships>', part="_rels/.rels"), dangerous(DECLARED)),
    file("a document type in the styles", lambda: in_sheet('<?xml version="1.0"?><!DOCTYPE styleSheet>', part="xl/styles.xml"), dangerous(DECLARED)),
    file("a document type in a drawing", lambda: with_parts(plain(), {"xl/drawings/a.vml": b"<!DOCTYPE xml><xml/>"}), dangerous(DECLARED)),
    file("a document type in a part without a name for it", lambda: with_parts(plain(), {"xl/a.bin": b" \n<!DOCTYPE x><x/>"}), dangerous(DECLARED)),
    file("a document type in UTF-16", in_encoding("utf-16", "UTF-16"), dangerous(DECLARED)),
    file("a document type in UTF-16 without a mark", in_encoding("utf-16-le", "UTF-16"), dangerous(DECLARED)),
    file("a document type in UTF-16 the other way round", in_encoding("utf-16-be", "UTF-16"), dangerous(DECLARED)),
    file("a document type in UTF-7", lambda: with_parts(plain(), {"docProps/app.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'}), dangerous(ENCODED)),
    file("a document type in UTF-7 behind the mark of another", lambda: with_parts(plain(), {"docProps/app.xml": b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'}), dangerous(ENCODED)),
    file("a document type in UTF-32", in_encoding("utf-32", "UTF-32"), dangerous("")),
    file("a document type in EBCDIC", in_encoding("cp037", "cp037"), dangerous(ENCODED)),
    file("a document type in another country's letters", in_encoding("shift_jis", "Shift_JIS"), dangerous("")),
    file("a sheet that asks to include a file", lambda: sheet_xml(ROW, INCLUDE), readable()),
    file("a sheet with a style sheet from the network", lambda: in_sheet('<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/a.xsl"?>'), readable()),
    file("a sheet with a schema from the network", lambda: with_change(sheet_xml(ROW), SHEET, lambda xml: xml.replace(b"<worksheet", f"<worksheet {SCHEMA}".encode())), readable()),
    file("three hundred levels in the workbook", lambda: within(BOOK, DEEP), too_much("256层", file_class=FileClass.CORRUPT)),
    file("three hundred levels in the relations", lambda: within("xl/_rels/workbook.xml.rels", DEEP), too_much("256层", file_class=FileClass.CORRUPT)),
    file("two hundred thousand levels behind the cells", lambda: sheet_xml(ROW, "<a>" * 200_000 + "</a>" * 200_000), readable(Flag.HIGH_RATIO)),
    file("two hundred thousand levels among the cells", lambda: sheet_xml("<!-- -->" + "<a>" * 200_000 + "</a>" * 200_000 + ROW), too_much("256层", file_class=FileClass.CORRUPT)),
    file("a thousand and one attributes", lambda: within(BOOK, f"<a {attributes(1_001)}/>"), too_much("1000")),
    file("a hundred thousand attributes of a cell", lambda: sheet_xml(f'<row r="1"><c r="A1" {attributes(100_000)}><v>5</v></c></row>'), too_much("1000")),
    file("a thousand names of spaces", lambda: within(BOOK, f'<a {attributes(1_000, "xmlns:a")}/>'), readable()),
    file("an attribute of twelve megabytes", lambda: within(BOOK, f'<a a="{"x" * 12_000_000}"/>'), too_much("10000000字节", file_class=FileClass.CORRUPT)),
    file("a name of an element of a megabyte", lambda: within(BOOK, f"<{'a' * 1_000_000}/>"), corrupt()),
    file("a comment of twenty megabytes", lambda: sheet_xml(f"<!--{'x' * 20_000_000}-->{ROW}"), corrupt()),
    file("an instruction of twelve megabytes", lambda: sheet_xml(f"<?a {'x' * 12_000_000}?>{ROW}"), corrupt()),
    file("a hundred thousand comments", lambda: sheet_xml("<!--a-->" * 100_000 + ROW), readable(Flag.HIGH_RATIO)),
    file("a text of eleven megabytes", lambda: sheet_xml(TYPED.format("x" * 11_000_000)), readable(Flag.HIGH_RATIO, Flag.OVER_LIMIT)),
    file("a text in four hundred thousand pieces of CDATA", lambda: sheet_xml(TYPED.format("<![CDATA[x]]>" * 400_000)), readable(Flag.HIGH_RATIO)),
    file("a text of a million marks", lambda: sheet_xml(TYPED.format("&amp;" * 1_000_000)), readable(Flag.HIGH_RATIO)),
    file("a number of a character that is none", lambda: sheet_xml(TYPED.format("甲&#0;乙")), corrupt()),
    file("a number of half a character", lambda: sheet_xml(TYPED.format("甲&#xD800;乙")), corrupt()),
    file("an entity that nobody declared", lambda: sheet_xml(TYPED.format("甲&nbsp;乙")), corrupt()),
    file("a sheet in two kinds of letters", lambda: with_change(plain(), SHEET, lambda xml: xml.replace(b"UTF-8", b"UTF-16")), corrupt()),
    file("a sheet that ends in the midst of a cell", lambda: with_change(plain(), SHEET, lambda xml: xml[: xml.index(b"<v>5")]), corrupt()),
    file("a sheet of two roots", lambda: with_change(plain(), SHEET, lambda xml: xml + xml.partition(b"?>")[2]), corrupt()),
    file("a sheet that is a page", lambda: with_parts(plain(), {SHEET: b"<html><body><table><tr><td>1</td></tr></table></body></html>"}), corrupt()),
    file("a sheet without a byte", lambda: with_parts(plain(), {SHEET: b""}), corrupt()),
    file("a sheet of zeros", lambda: with_parts(plain(), {SHEET: bytes(100_000)}), corrupt()),
)  # fmt: skip
