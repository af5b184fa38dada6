"""The styles part: new formats are appended, formats in use are copied, none is ever changed."""

from __future__ import annotations

import copy

from lxml import etree

from taizhang.books.marking.part_xml import MAIN, local_name, main, parse_part

_SECTIONS = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    "colors", "extLst",
)  # fmt: skip
_EMPTY = {
    "fonts": '<font><sz val="11"/><name val="宋体"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "dxfs": "",
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
}
NO_FILL = '<fill><patternFill patternType="none"/></fill>'


class StyleTable:
    """Cell formats by the number that a cell's `s` names."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._formats = self._section("cellXfs")
        self._known: dict[str, dict[bytes, int]] = {}
        self._pieces: dict[tuple[str, str], int] = {}  # entries by the text that they were made of
        self._read: dict[int, str] = {}  # fills by their number

    def format_count(self) -> int:
        return len(self._formats)

    def fill(self, index: int) -> str:
        """The fill of a cell format, as XML."""
        number = _number(self._format(index).get("fillId"))
        if number not in self._read:
            self._read[number] = self._read_fill(number)
        return self._read[number]

    def _read_fill(self, number: int) -> str:
        fills = self._section("fills")
        if number >= len(fills):
            return NO_FILL
        pattern = fills[number].find(main("patternFill"))
        if pattern is not None and pattern.get("patternType", "none") == "none":
            return NO_FILL
        bare = copy.deepcopy(fills[number])
        etree.cleanup_namespaces(bare)
        return str(etree.tostring(bare, encoding="unicode", with_tail=False))

    def with_fill(self, index: int, fill: str) -> int:
        """The format that differs from this one in its fill only."""
        changed = copy.deepcopy(self._format(index))
        changed.set("fillId", str(self._add("fills", fill)))
        changed.set("applyFill", "1")
        return self._append("cellXfs", changed)

    def new_format(
        self, *, font: str, fill: str, border: str, alignment: str, quoted: bool = False, number: bool = False
    ) -> int:
        """A text format made of these four pieces of XML; `quoted` keeps a text from becoming a formula, `number` is for numbers."""
        parts = {"fontId": ("fonts", font), "fillId": ("fills", fill), "borderId": ("borders", border)}
        new = _element('<xf numFmtId="49" xfId="0" applyNumberFormat="1" applyAlignment="1"/>')
        for key, (section, piece) in parts.items():
            new.set(key, str(self._add(section, piece)))
            new.set(f"apply{key[:-2].capitalize()}", "1")
        if number:
            new.set("numFmtId", "0")
        if quoted:
            new.set("quotePrefix", "1")
        new.append(_element(alignment))
        return self._append("cellXfs", new)

    def rule_format(self, number: str | None) -> str:
        """What a rule of conditional formatting changes, as XML; "" when it names none."""
        formats = self.root.find(main("dxfs"))
        if formats is None or not number or _number(number) >= len(formats):
            return ""
        return str(etree.tostring(formats[_number(number)], encoding="unicode", with_tail=False))

    def rule_format_count(self) -> int:
        formats = self.root.find(main("dxfs"))
        return 0 if formats is None else len(formats)

    def new_rule_format(self, piece: str) -> int:
        return self._add("dxfs", piece)

    def _format(self, index: int) -> etree._Element:
        return self._formats[index if index < len(self._formats) else 0]

    def _add(self, section: str, piece: str) -> int:
        if (section, piece) not in self._pieces:
            self._pieces[section, piece] = self._append(section, _element(piece))
        return self._pieces[section, piece]

    def _append(self, section: str, piece: etree._Element) -> int:
        """The number of an equal entry, or of this one, appended."""
        entries = self._section(section)
        if section not in self._known:
            self._known[section] = {_canonical(entry): at for at, entry in reversed(list(enumerate(entries)))}
        known, key = self._known[section], _canonical(piece)
        if key not in known:
            entries.append(piece)
            entries.set("count", str(len(entries)))
            known[key] = len(entries) - 1
        return known[key]

    def _section(self, name: str) -> etree._Element:
        """The section, made with its default entries where it is missing."""
        section = self.root.find(main(name))
        if section is None:
            section = _element(f"<{name}>{_EMPTY[name]}</{name}>")
            section.set("count", str(len(section)))
            later = _SECTIONS[_SECTIONS.index(name) + 1 :]
            after = next((child for child in self.root if local_name(child) in later), None)
            self.root.append(section) if after is None else after.addprevious(section)
        return section


def new_styles() -> etree._Element:
    """A styles part for a workbook that has none."""
    root = etree.Element(main("styleSheet"), nsmap={None: MAIN})
    table = StyleTable(root)
    for section in ("fonts", "fills", "borders", "cellStyleXfs"):
        table._section(section)
    return root


def _canonical(piece: etree._Element) -> bytes:
    return bytes(etree.tostring(piece, method="c14n", exclusive=True, with_tail=False))


def _element(piece: str) -> etree._Element:
    opening = piece.index("<") + 1
    end = next(at for at in range(opening, len(piece)) if piece[at] in " />")
    marked = piece if " xmlns" in piece else f'{piece[:end]} xmlns="{MAIN}"{piece[end:]}'
    return parse_part(marked.encode())


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
