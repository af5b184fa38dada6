"""OLE files: old .xls workbooks, encrypted .xlsx files and whatever else lives in that shell."""

from __future__ import annotations

import struct
from io import BytesIO

import olefile

from taizhang.books.macro_names import runs_by_itself, streams_under
from taizhang.books.refusal import corrupt, locked, not_a_workbook, unsupported
from taizhang.model.verdict import Flag

_FILE_PASS = 0x2F
_BOF = {0x0500: "BIFF5", 0x0600: "BIFF8"}
_MOST_RECORDS = 20_000  # the password record stands near the beginning


def open_ole(content: bytes) -> tuple[bytes, frozenset[Flag]]:
    """The workbook's stream of an .xls that can be read, and the dangers beside it.

    Raises:
        Refusal: encrypted, no workbook, or damaged.
    """
    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            streams = {"/".join(path).lower() for path in ole.listdir(streams=True, storages=True)}
            _refuse_others(streams)
            name = "workbook" if "workbook" in streams else "book"
            stream = ole.openstream(name).read()
            _refuse_locked(stream)
            auto_run = any(map(runs_by_itself, streams_under(ole, "_vba_project")))
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error) as trouble:
        raise corrupt("文件不完整，打不开。请在表格软件中重新保存后再报送") from trouble
    found = {
        Flag.AUTO_RUN: auto_run,
        Flag.MACRO: any(stream.startswith(("_vba_project", "_vba_project_cur")) for stream in streams),
        Flag.EMBEDDED_OBJECT: any(stream.startswith("mbd") for stream in streams),
    }
    return stream, frozenset(flag for flag, there in found.items() if there)


def _refuse_others(streams: set[str]) -> None:
    if "encryptedpackage" in streams or "encryptioninfo" in streams:
        raise locked()
    if "workbook" in streams or "book" in streams:
        return
    if "worddocument" in streams or "powerpoint document" in streams:
        raise not_a_workbook("这是文字文档或演示文稿，不是工作簿。请报送任务台账的工作簿")
    if any(stream.startswith("__properties_version") for stream in streams):
        raise not_a_workbook("这是邮件文件，不是工作簿。请直接报送里面的任务台账")
    raise not_a_workbook("文件里没有工作簿的内容。请报送任务台账的工作簿")


def _refuse_locked(stream: bytes) -> None:
    """Walk the records at the beginning of the workbook stream up to a password record."""
    offset = 0
    for _ in range(_MOST_RECORDS):
        if offset + 4 > len(stream):
            return
        kind, length = struct.unpack_from("<HH", stream, offset)
        if offset == 0 and (kind != 0x0809 or struct.unpack_from("<H", stream, 4)[0] not in _BOF):
            raise unsupported("这是很旧的表格格式，读不出内容。请在表格软件中另存为 .xlsx 后再报送")
        if kind == _FILE_PASS:
            raise locked()
        if kind == 0x0A:  # end of the workbook's globals
            return
        offset += 4 + length
