"""How much of a bundle is taken out before it is set aside; whoever runs the program may set other figures."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BundleLimits:
    """Sizes in bytes, counted while they come out: what a bundle says of itself is never trusted."""

    part_bytes: int = 200 * _MB  # one member
    total_bytes: int = 500 * _MB  # all members, over all levels
    member_bytes: int = 50 * _MB  # one member that is handed on; a larger one is told and left in its bundle
    kept_bytes: int = 100 * _MB  # all members that are handed on, of all bundles of one mail
    entries: int = 2_000  # whatever is listed in it, over all levels: folders and lock files too
    members: int = 200  # files that are taken out, over all levels
    depth: int = 1  # bundles in a bundle that are opened; 0 for none
    ratio_warning: int = 100  # times its packed size at which a member is noted, and nothing else
    memory: int = (
        1536 * _MB
    )  # of the process that opens; whoever starts it keeps it, and the verdict names it
