"""The plan file: a Plan as JSON, checked on its way in; and the fingerprint that stamps carry."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from taizhang.errors import CannotRead
from taizhang.model.plan import Plan

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_BESIDE_THE_TEXT = {"settings", "unresolved", "review", "amendments"}
_MARKS = {"inferred", "stated"}
_NOT_A_PLAN = "{name}不是计划文件，或者内容已被改动，请重新编制计划后再用。"


def plan_to_json(plan: Plan) -> str:
    """The plan file's text; numbers stand as strings, so that none is rounded."""
    return _adapter().dump_json(plan, indent=1).decode("utf-8")


def plan_from_json(text: str, name: str = "这个文件") -> Plan:
    """The plan that a plan file holds; `name` is what the complaint calls the file.

    Raises:
        CannotRead: the text is no plan file.
    """
    try:
        return _adapter().validate_json(text)
    except ValueError as fault:
        raise CannotRead(_NOT_A_PLAN.format(name=name)) from fault


def fingerprint(plan: Plan) -> str:
    """The sha256, in hex, of what the plan says.

    Left out: what an office sets beside the text, who decided what and when, amendments (they count where they are
    in force), and whatever a plan file of an earlier form does not hold.
    """
    stated = _adapter().dump_python(plan, mode="json", exclude=_BESIDE_THE_TEXT)
    canonical = json.dumps(_without_marks(stated), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _without_marks(stated: Any) -> Any:
    """Without the marks of where and how a field was read, and without what says nothing: a new kind of field changes no old plan."""
    match stated:
        case dict():
            kept = {key: _without_marks(value) for key, value in stated.items() if key not in _MARKS}
            return {key: value for key, value in kept.items() if _says_something(value)}
        case list():
            return [_without_marks(one) for one in stated]
        case _:
            return stated


def _says_something(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", [], {})


@cache
def _adapter() -> TypeAdapter[Plan]:
    """Made when it is first needed: pydantic is slow to load."""
    from pydantic import TypeAdapter

    return TypeAdapter(Plan)
