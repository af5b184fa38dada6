"""The parts by which a workbook carries a custom XML part, and the lines that name them in the parts around."""

from __future__ import annotations

STAMP_PART = "customXml/item1.xml"
_PROPERTIES, _RELATIONS = "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_ITEM_ID = "{7F0E4E0A-3C7B-4B0E-9C54-6D1B2A5C8F10}"  # any identifier will do, as long as it stays the same


def with_stamp_part(written: dict[str, str]) -> dict[str, str]:
    """The workbook's parts by name, with an empty stamp part, what describes it, and what leads to it."""
    types, relations = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    override = f'<Override PartName="/{_PROPERTIES}" ContentType="{kind}"/></Types>'
    to_part = _relationship("rIdStamp", "customXml", "../customXml/item1.xml")
    return written | {
        types: written[types].replace("</Types>", override),
        relations: written[relations].replace("</Relationships>", f"{to_part}</Relationships>"),
        STAMP_PART: "",
        _PROPERTIES: f'{_DECLARED}<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_OFFICE}/customXml"/>',
        _RELATIONS: (
            f'{_DECLARED}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{_relationship('rId1', 'customXmlProps', 'itemProps1.xml')}</Relationships>"
        ),
    }


def _relationship(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
