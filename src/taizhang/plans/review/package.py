"""What the review workbook carries unseen: the plan as it went out, and what each cell said then."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.errors import CannotRead
from taizhang.model.plan import Plan
from taizhang.plans.storing import plan_from_json, plan_to_json

_FORM = "1"
_KIND = "审核表"
_CHUNK = 30_000  # characters in a cell, which holds 32,767
_MOST = 64 * 1024 * 1024  # bytes of a package, unpacked
_LOST = "审核表里随带的计划不在了或已被改动，请用原来的审核表，或用 taizhang plan review 重新生成。"

Printed = Mapping[str, Mapping[str, str]]  # by id of a line: the texts by field


@dataclass(frozen=True, slots=True)
class Package:
    """The plan that was printed, for which day, who could take a share, and every cell as it was printed."""

    plan: Plan
    on: date | None  # printed as in force on this day; None for the plan as it was read
    reporters: tuple[tuple[str, str], ...]  # key and name
    places: tuple[
        str, ...
    ]  # names of all places of the roster, which the plan may name; () where nobody knows them
    printed: Printed


def packed(package: Package) -> Iterator[tuple[str, str]]:
    """The lines of the hidden sheet: a key and a text each."""
    held = {
        "plan": plan_to_json(package.plan),
        "on": package.on.isoformat() if package.on else "",
        "reporters": package.reporters,
        "places": package.places,
        "printed": package.printed,
    }
    raw = json.dumps(held, ensure_ascii=False).encode("utf-8", "surrogatepass")
    text = base64.b64encode(zlib.compress(raw, 9)).decode("ascii")
    yield "kind", _KIND
    yield "form", _FORM
    yield "plan", package.plan.id
    yield "sha256", hashlib.sha256(raw).hexdigest()
    for number, start in enumerate(range(0, len(text), _CHUNK), 1):
        yield f"package-{number:04d}", text[start : start + _CHUNK]


def unpacked(entries: Mapping[str, str]) -> Package:
    """The package that a hidden sheet's lines hold.

    Raises:
        CannotRead: the workbook is no review workbook, or what it carried is gone.
    """
    if entries.get("kind") != _KIND:
        raise CannotRead("这个文件不是审核表，请用 taizhang plan review 生成审核表后再填。")
    chunks = (entries[key] for key in sorted(entries) if key.startswith("package-"))
    try:
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(base64.b64decode("".join(chunks), validate=True), _MOST)
        if hashlib.sha256(raw).hexdigest() != entries.get("sha256"):
            raise CannotRead(_LOST)
        held = json.loads(raw.decode("utf-8", "surrogatepass"))
        on = date.fromisoformat(held["on"]) if held["on"] else None
        reporters = tuple((str(key), str(name)) for key, name in held["reporters"])
        places = tuple(map(str, held["places"]))
        return Package(plan_from_json(held["plan"]), on, reporters, places, held["printed"])
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError) as fault:
        raise CannotRead(_LOST) from fault
