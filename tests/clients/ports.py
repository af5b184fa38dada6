"""Free ports of this computer."""

from __future__ import annotations

import socket


def free_ports(count: int) -> list[int]:
    """Different ones on which nobody listens now."""
    lines = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [line.getsockname()[1] for line in lines]
    for line in lines:
        line.close()
    return ports
