"""A city office as the tests of the desk know it: a folder with its plan and its archive, and its roster."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class CityOffice:
    folder: Path
    roster: Path

    @property
    def plan(self) -> Path:
        return self.folder / "计划.json"

    @property
    def archive(self) -> Path:
        return self.folder / "档案.db"
