"""What kind of bundle the bytes are, by their content; a document that is a zip inside is none (INTAKE 8, 19)."""

from __future__ import annotations

from taizhang.bundles.refusal import Refusal
from taizhang.bundles.zip_directory import ends_with_zip, find_directory, read_names

ZIP, SEVENZIP, RAR, PART = "zip", "7z", "rar", "zip part"

TITLES = {
    ZIP: "压缩包",
    SEVENZIP: "7Z压缩包",
    RAR: "RAR压缩包",
    PART: "分卷压缩包的一卷",
    "gz": "GZ压缩包",
    "bz2": "BZ2压缩包",
    "xz": "XZ压缩包",
    "zst": "ZST压缩包",
    "cab": "CAB压缩包",
    "lzh": "LZH压缩包",
    "tar": "TAR压缩包",
}
_BEGINNINGS = (
    (b"7z\xbc\xaf\x27\x1c", SEVENZIP),
    (b"Rar!\x1a\x07", RAR),
    (b"PK\x07\x08PK\x03\x04", PART),
    (b"\x1f\x8b\x08", "gz"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"MSCF\0\0\0\0", "cab"),
)
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_NAMES = 4_000  # of a zip's directory that are looked at
_DOCUMENTS = {
    b"[content_types].xml", b"mimetype", b"ofd.xml", b"uof.xml", b"xl/workbook.xml", b"xl/workbook.bin",
    b"word/document.xml", b"ppt/presentation.xml", b"index/document.iwa", b"index.zip",
}  # fmt: skip
_WITH_FILES_INSIDE = {b"ofd.xml", b"index/document.iwa"}
_OF_OFFICE = {b"xl", b"word", b"ppt", b"visio", b"docprops", b"customxml", b"_rels", b"meta-inf"}
_TABLES = (b".xlsx", b".xls", b".xlsm", b".xlsb", b".et", b".ods", b".csv", b".zip", b".rar", b".7z")


def bundle_kind(content: bytes) -> str:
    """zip, 7z, rar, zip part, gz, bz2, xz, zst, cab, lzh or tar; "" for anything that is no bundle of files.

    A workbook or document is none, though it is a zip; whatever has a zip behind it is one, and is refused as such.
    Never raises; looks at the beginning, at the end and at the names that the end lists.
    """
    if content.startswith(_ZIPS):
        return "" if _is_document(content) else _whole_or_part(content)
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content[:3] == b"BZh" and content[4:10] in (b"\x31\x41\x59\x26\x53\x59", b"\x17\x72\x45\x38\x50\x90"):
        return "bz2"
    if content[2:5] == b"-lh" and content[6:7] == b"-":
        return "lzh"
    if content[257:262] == b"ustar":
        return "tar"
    return _whole_or_part(content) if not content.startswith(_OLE) and ends_with_zip(content) else ""


def _whole_or_part(content: bytes) -> str:
    try:
        return PART if find_directory(content).is_parted else ZIP
    except Refusal:
        return ZIP


def _is_document(content: bytes) -> bool:
    """By the parts that it lists; where the list cannot be read, by the part that stands first."""
    try:
        listed = read_names(content, find_directory(content), _MOST_NAMES)
    except Refusal:
        first = _plain(_first_name(content))
        return first in _DOCUMENTS or first.partition(b"/")[0] in _OF_OFFICE
    names = {_plain(name) for name in listed}
    if not names & _DOCUMENTS:
        return False
    return bool(names & _WITH_FILES_INSIDE) or not any(_is_sent_along(name) for name in names)


def _is_sent_along(name: bytes) -> bool:
    """A table or bundle outside the folders that a document has: somebody packed it together with a document's parts."""
    return name.endswith(_TABLES) and name.partition(b"/")[0] not in _OF_OFFICE


def _first_name(content: bytes) -> bytes:
    begin = content.find(b"PK\x03\x04", 0, 8) + 30
    length = int.from_bytes(content[begin - 4 : begin - 2], "little")
    return content[begin : begin + length]


def _plain(name: bytes) -> bytes:
    return name.replace(b"\\", b"/").lower()
