"""A file beside the archive that remembers what places came to, so that what did not change is not counted again.

It holds nothing that does not follow from the archive: lost, damaged or out of date, it is made anew.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_AT_ONCE = 500
_KINDS = (str, bytes, bytes)
_MAKE = (
    "CREATE TABLE IF NOT EXISTS extract (key TEXT PRIMARY KEY, round TEXT NOT NULL, head TEXT NOT NULL, "
    "piece BLOB NOT NULL, sum BLOB NOT NULL, digest TEXT NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class KeptExtract:
    """What a place came to: as much as others ask for, its rows of a sheet, and its whole sum."""

    head: str  # JSON
    piece: bytes
    sum: bytes

    @property
    def digest(self) -> str:
        return blake2b(b"\0".join((self.head.encode(), self.piece, self.sum))).hexdigest()


class ExtractFile:
    """Extracts by key; without a path it remembers nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def read(self, keys: Iterable[str]) -> dict[str, KeptExtract]:
        """Those of the keys that are there and undamaged."""
        found: dict[str, KeptExtract] = {}
        if self.path is None or not self.path.exists():
            return found
        with suppress(sqlite3.Error), self._connected(self.path) as connection:
            for some in _portions(list(keys)):
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT key, head, piece, sum, digest FROM extract WHERE key IN ({marks})", some
                )
                for key, *facts, digest in rows:
                    if tuple(map(type, facts)) == _KINDS and KeptExtract(*facts).digest == digest:
                        found[key] = KeptExtract(*facts)
        return found

    def keep(self, of: str, used: Iterable[str], new: Mapping[str, KeptExtract]) -> None:
        """Remember the new ones, and forget those of the same round that were not used."""
        if self.path is None:
            return
        # A place that takes nothing, or is busy, remembers nothing; what is damaged is begun anew.
        with suppress(OSError, sqlite3.OperationalError):
            try:
                self._keep(self.path, of, frozenset(used), new)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self.path.unlink()
                self._keep(self.path, of, frozenset(used), new)

    def _keep(self, path: Path, of: str, used: frozenset[str], new: Mapping[str, KeptExtract]) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # as the archive, for nobody else to read
        with self._connected(path) as connection, connection:
            rows = ((key, of, one.head, one.piece, one.sum, one.digest) for key, one in new.items())
            connection.executemany("INSERT OR REPLACE INTO extract VALUES (?, ?, ?, ?, ?, ?)", rows)
            held = [row[0] for row in connection.execute("SELECT key FROM extract WHERE round = ?", (of,))]
            gone = [(key,) for key in held if key not in used]
            connection.executemany("DELETE FROM extract WHERE key = ?", gone)

    @contextmanager
    def _connected(self, path: Path) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(_MAKE)
            yield connection


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
