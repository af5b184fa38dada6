"""The log of verdicts: for each file its fingerprint, size, time, memory and limits, and nothing of what it says (INTAKE 60)."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from taizhang.desk.check import Checked

if TYPE_CHECKING:
    from taizhang.archive import Filed


def tell_verdict(log: logging.Logger, checked: Checked, line: Filed, sender: str) -> None:
    """One line of JSON in ASCII; the sender is masked, the file is named by its sha256 alone."""
    facts = {
        "number": line.number,
        "sha256": checked.sha256,
        "bytes": checked.size,
        "class": checked.file_class.value,
        "verdict": line.judged.value,
        "flags": list(checked.flags),
        "seconds": checked.seconds,
        "peak_mb": checked.peak_mb,
        "reporter": str(checked.reporter or ""),
        "sender": masked(sender),
    }
    log.info("%s", json.dumps(facts))


def masked(address: str) -> str:
    """A mail address of which the name's first letter and the domain are left."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}***{at}{domain}" if at else "***" if address else ""
