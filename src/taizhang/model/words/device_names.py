"""Names that Windows keeps for devices, whatever ending stands behind them."""

from __future__ import annotations

import re

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\..*)?", re.I | re.S)


def beside_devices(name: str) -> str:
    """The name, with a sign before one that no file can have there."""
    return f"_{name}" if _DEVICE.fullmatch(name) else name
