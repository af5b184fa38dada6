"""All hostile files, by name."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from hostile import kinds
from hostile.nouns import HostileFile


def hostile_files() -> dict[str, HostileFile]:
    """Of every kind, in the order of the kinds; no two have one name."""
    found: dict[str, HostileFile] = {}
    for module in iter_modules(kinds.__path__):
        for one in import_module(f"{kinds.__name__}.{module.name}").FILES:
            assert one.name not in found, one.name
            found[one.name] = one
    return found
