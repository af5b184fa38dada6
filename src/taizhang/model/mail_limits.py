"""How much of a mail is taken apart before the rest is left out with a note; whoever runs the program may set other figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailLimits:
    """They hold for all of one mail together (INTAKE 53)."""

    messages: int = 10  # messages, signed parts and Outlook files inside each other
    parts: int = 1_000
    headers: int = 1_000_000  # characters of all headers
    times_opened: int = (
        4  # as often as its own size it may be opened again: as a mail, a signed part, an Outlook file
    )
