"""How much a worker may take before it is stopped."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Per file, except the address space, which is the worker's whole life long."""

    file_bytes: int = 50 * 1024 * 1024  # a larger one is not handed to a worker at all
    seconds: float = 20.0  # by the wall clock, watched by the parent
    cpu_seconds: int = 20
    resident_mb: int = 512
    address_space_mb: int = 1024
    retries: int = 1  # of a file whose worker died without a limit being passed
