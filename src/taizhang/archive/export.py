"""Everything in the archive as files that any program reads: a csv of each table, the ledgers, the originals."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from sqlalchemy import Connection, Table, select

from taizhang.archive.blobs import cleared_blobs, read_blob
from taizhang.archive.column_words import column_name
from taizhang.archive.row_words import table_name
from taizhang.archive.schema import CHAINED, blob, chain, submission
from taizhang.archive.views import judged_submission
from taizhang.model.words.formula_signs import csv_text

_RECORDS, _ORIGINALS = "台账", "原件"


def exported_files(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Each file's name within the folder, and its bytes; originals under their SHA-256, ledgers under their number."""
    for table in (*CHAINED, chain):
        shown = judged_submission if table is submission else table
        yield f"{table_name(table.name)}.csv", _csv(connection, shown)
    for number in (
        connection.execute(select(submission.c.number).where(submission.c.record.is_not(None)))
        .scalars()
        .all()
    ):
        record = select(submission.c.record).where(submission.c.number == number)
        yield f"{_RECORDS}/{number}.json", connection.execute(record).scalar() or b""
    cleared = cleared_blobs(connection)
    for digest in connection.execute(select(blob.c.sha256)).scalars().all():
        if digest not in cleared:
            yield f"{_ORIGINALS}/{digest}", read_blob(connection, digest) or b""


def _csv(connection: Connection, table: Table) -> bytes:
    """With a byte order mark, so that spreadsheet programs read it as it is; in the order of the first column."""
    columns = [column for column in table.columns if column.name != "record"]
    rows = connection.execute(select(*columns).order_by(*(table.primary_key.columns or columns[:1])))
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([column_name(column.name) for column in columns])
    writer.writerows(_guarded(row) for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _guarded(row: Iterable[Any]) -> list[Any]:
    return [csv_text(cell) if isinstance(cell, str) else cell for cell in row]
