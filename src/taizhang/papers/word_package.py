"""A Word document as bytes: the same for the same content, whenever it is written."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can state


def word_bytes(document: Any, title: str, author: str, day: date) -> bytes:
    """The file; its properties say title, author and that day, and no clock is asked."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no zone
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = title[:255], author[:255], author[:255]
    facts.created, facts.modified, facts.last_printed = moment, moment, moment
    facts.revision, facts.comments, facts.language = 1, "", "zh-CN"
    facts.subject, facts.identifier = "", ""
    written = io.BytesIO()
    document.save(written)
    return _at_no_time(written.getvalue())


def _at_no_time(content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(written, "w") as package:
        for one in read.infolist():
            entry = zipfile.ZipInfo(one.filename, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, read.read(one))
    return written.getvalue()
