"""Rules that keep our marks to be seen where the sheet colours its cells by conditions: such a colour covers a fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from taizhang.books.marking.part_xml import local_name, main
from taizhang.books.marking.sheet_part import Cell, range_box
from taizhang.books.marking.styles_part import StyleTable
from taizhang.model.finding import Severity
from taizhang.model.grid import Box
from taizhang.model.place import column_letters

_COLOURS = {
    Severity.ERROR: "FFFFB39F",
    Severity.WARNING: "FFFFEE7F",
}  # of rules only, so that they are known again
_OURS = re.compile(rf'bgColor [^>]*\brgb="(?:{"|".join(_COLOURS.values())})"', re.IGNORECASE)
_COLOURING = frozenset({"colorScale", "dataBar"})


def remove_mark_rules(root: etree._Element, styles: StyleTable) -> bool:
    """Take our rules of an earlier round away; whether there were any."""
    ours = [rule for rule in _rules(root) if _OURS.search(styles.rule_format(rule.get("dxfId")))]
    for rule in ours:
        group = rule.getparent()
        group.remove(rule)
        if not any(local_name(child) == "cfRule" for child in group):
            group.getparent().remove(group)
    return bool(ours)


def has_mark_rules(styles: StyleTable) -> bool:
    """Whether a rule of ours may stand anywhere in the workbook."""
    return any(_OURS.search(styles.rule_format(str(at))) for at in range(styles.rule_format_count()))


def add_mark_rules(root: etree._Element, marks: Mapping[Cell, Severity], styles: StyleTable) -> None:
    """Give the marked cells that a condition may colour a rule of their own, before all others."""
    boxes = tuple(_coloured(root, styles))
    covered = {cell: severity for cell, severity in marks.items() if any(cell in box for box in boxes)}
    for severity, colour in _COLOURS.items():
        cells = [cell for cell, met in covered.items() if met is severity]
        if cells:
            _add_rule(root, cells, styles.new_rule_format(_rule_format(colour)))


def _rules(root: etree._Element) -> list[etree._Element]:
    return list(root.iterfind(f"{main('conditionalFormatting')}/{main('cfRule')}"))


def _coloured(root: etree._Element, styles: StyleTable) -> Iterator[Box]:
    """The ranges whose cells a rule may fill."""
    for rule in _rules(root):
        if "<fill" in styles.rule_format(rule.get("dxfId")) or _COLOURING & set(map(local_name, rule)):
            for written in rule.getparent().get("sqref", "").split():
                box = range_box(written)
                if box is not None:
                    yield box


def _add_rule(root: etree._Element, cells: list[Cell], rule_format: int) -> None:
    for rule in root.iter("{*}cfRule"):  # the newer kind among the extensions too
        if rule.get("priority", "").isdecimal():
            rule.set("priority", str(int(rule.get("priority")) + 1))
    group = etree.Element(main("conditionalFormatting"))
    group.set("sqref", " ".join(f"{column_letters(column)}{row}" for row, column in cells))
    rule = etree.SubElement(group, main("cfRule"), type="expression", dxfId=str(rule_format), priority="1")
    etree.SubElement(rule, main("formula")).text = "TRUE"
    root.find(main("conditionalFormatting")).addprevious(group)


def _rule_format(colour: str) -> str:
    inner = f'<fgColor indexed="64"/><bgColor rgb="{colour}"/>'
    return f'<dxf><fill><patternFill patternType="solid">{inner}</patternFill></fill></dxf>'
