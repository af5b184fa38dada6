"""Whether a dask scheduler is there: asked before its client is, which waits for ever for one that says nothing."""

from __future__ import annotations

import socket

_LONGEST = 1 << 20  # bytes; a greeting has a few hundred


def greets(host: str, port: int, seconds: float) -> bool:
    """Whether whoever listens there speaks first, and says as a scheduler does how long its greeting is."""
    try:
        with socket.create_connection((host, port), timeout=seconds) as line:
            begun = line.recv(8, socket.MSG_WAITALL)
    except (OSError, ValueError):  # a name that cannot be one is a ValueError
        return False
    return len(begun) == 8 and 0 < int.from_bytes(begun, "little") < _LONGEST
