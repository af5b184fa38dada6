"""A file beside the archive that remembers what places came to, so that what did not change is not counted again.

It holds nothing that does not follow from the archive: lost, damaged or out of date, it is made anew.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from zlib_ng.zlib_ng import crc32

_AT_ONCE = 500
_KINDS = (str, int, str, bytes)
_MAKE = (
    "CREATE TABLE IF NOT EXISTS part (key TEXT NOT NULL, name TEXT NOT NULL, round TEXT NOT NULL, parts INTEGER NOT NULL, "
    "head TEXT NOT NULL, content BLOB NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (key, name))"
)


@dataclass(frozen=True, slots=True)
class KeptPart:
    """Some of what a place came to: its sums, or its rows of one sheet."""

    parts: int  # of the place: without one of them the others are not believed
    head: str  # JSON
    content: bytes

    @property
    def sum(self) -> int:
        """Against damage; who wants to forge one could work out any other sum, too."""
        return crc32(self.content, crc32(f"{self.parts}\0{self.head}\0".encode()))


class ExtractFile:
    """Parts by key and name; without a path it remembers nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def read(self, keys: Iterable[str]) -> dict[str, dict[str, KeptPart]]:
        """Of those of the keys whose parts are all there and undamaged, by name."""
        found: dict[str, dict[str, KeptPart]] = {}
        if self.path is None or not self.path.exists():
            return found
        with suppress(sqlite3.Error), self._connected(self.path) as connection:
            for some in _portions(list(keys)):
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT key, sum, name, parts, head, content FROM part WHERE key IN ({marks})", some
                )
                for key, told, *facts in rows:
                    if tuple(map(type, facts)) == _KINDS and KeptPart(*facts[1:]).sum == told:
                        found.setdefault(key, {})[facts[0]] = KeptPart(*facts[1:])
        return {key: parts for key, parts in found.items() if _whole(parts)}

    def keep(self, of: str, used: Iterable[str], new: Mapping[str, Mapping[str, KeptPart]]) -> None:
        """Remember the new parts, and forget the keys of the same round that were not used."""
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

    def _keep(
        self, path: Path, of: str, used: frozenset[str], new: Mapping[str, Mapping[str, KeptPart]]
    ) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # as the archive, for nobody else to read
        with self._connected(path) as connection, connection:
            rows = (
                (key, name, of, one.parts, one.head, one.content, one.sum)
                for key, parts in new.items()
                for name, one in parts.items()
            )
            connection.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            held = [
                row[0] for row in connection.execute("SELECT DISTINCT key FROM part WHERE round = ?", (of,))
            ]
            gone = [(key,) for key in held if key not in used]
            connection.executemany("DELETE FROM part WHERE key = ?", gone)

    @contextmanager
    def _connected(self, path: Path) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(_MAKE)
            yield connection


def _whole(parts: Mapping[str, KeptPart]) -> bool:
    return all(one.parts == len(parts) for one in parts.values())


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
