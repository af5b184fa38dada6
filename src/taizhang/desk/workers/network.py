"""A worker cut off from every network, where the system permits it (INTAKE 4): beside the audit hook, not in its place."""

from __future__ import annotations

import sys

_NEW_USER, _NEW_NETWORK = 0x1000_0000, 0x4000_0000  # linux/sched.h
_WAYS = (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK)  # as an administrator; as anybody, where that is allowed


def leave_network() -> bool:
    """Move this process into a network of its own, in which even the loopback is down; False where it may not."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        unshare = ctypes.CDLL(None).unshare
    except (OSError, AttributeError):
        return False
    return any(unshare(way) == 0 for way in _WAYS)
