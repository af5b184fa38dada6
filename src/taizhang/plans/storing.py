"""The plan file: a Plan as JSON, checked on its way in; and the fingerprint that stamps carry."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING

from taizhang.errors import CannotRead
from taizhang.model.plan import Plan

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_NOT_A_PLAN = "这个文件不是计划文件，或者内容已被改动，请重新编制计划后再用。"


def plan_to_json(plan: Plan) -> str:
    """The plan file's text; numbers stand as strings, so that none is rounded."""
    return _adapter().dump_json(plan, indent=1).decode("utf-8")


def plan_from_json(text: str) -> Plan:
    """The plan that a plan file holds.

    Raises:
        CannotRead: the text is no plan file.
    """
    try:
        return _adapter().validate_json(text)
    except ValueError as fault:
        raise CannotRead(_NOT_A_PLAN) from fault


def fingerprint(plan: Plan) -> str:
    """The sha256, in hex, of what the plan says; what an office sets beside the text is left out."""
    stated = _adapter().dump_python(plan, mode="json", exclude={"settings"})
    canonical = json.dumps(stated, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _adapter() -> TypeAdapter[Plan]:
    """Made when it is first needed: pydantic is slow to load."""
    from pydantic import TypeAdapter

    return TypeAdapter(Plan)
