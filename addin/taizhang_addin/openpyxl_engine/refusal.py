"""The strict rule of this engine: what it does not offer raises, and says which member was asked for."""

from __future__ import annotations

from typing import Any, TypeVar

_Class = TypeVar("_Class", bound=type)


class NotOnThisEngine(Exception):  # noqa: N818 - says what is the case, not what went wrong
    """A member of xlwings, or a way of calling it, that this engine does not offer."""

    def __init__(self, member: str) -> None:
        self.member = member
        super().__init__(f"自带的表格引擎不提供“{member}”，请改用整块读写，或在 Excel 中使用这一功能。")


def strict(declaration: type) -> Any:
    """Make every member of the declaration that the class does not define itself raise NotOnThisEngine.

    Members listed in the class's `keeps` stay as the declaration wrote them.
    """

    def complete(offering: _Class) -> _Class:
        offering.offers = frozenset(_public(offering))  # type: ignore[attr-defined]
        keeps: frozenset[str] = getattr(offering, "keeps", frozenset())
        for name, member in _public(declaration).items():
            if name not in keeps:
                _close(offering, name, member)
        return offering

    return complete


def _public(owner: type) -> dict[str, Any]:
    return {
        name: member for name, member in vars(owner).items() if not name.startswith("_") and name != "keeps"
    }


def _close(offering: type, name: str, declared: Any) -> None:
    refused = _refusing(f"{offering.__name__}.{name}")
    if name not in vars(offering):
        setattr(offering, name, property(refused, refused) if isinstance(declared, property) else refused)
        return
    own = vars(offering)[name]
    if isinstance(own, property) and own.fset is None and isinstance(declared, property) and declared.fset:
        setattr(offering, name, property(own.fget, refused))


def _refusing(member: str) -> Any:
    def refuse(*_: Any, **__: Any) -> Any:
        raise NotOnThisEngine(member)

    return refuse


class Untouchable:
    """What `.api` gives here: xlwings only asks whether it is there; any use of it raises."""

    def __init__(self, owner: str) -> None:
        object.__setattr__(self, "_owner", owner)

    def __getattr__(self, name: str) -> Any:
        raise NotOnThisEngine(f"{object.__getattribute__(self, '_owner')}.api.{name}")

    def __setattr__(self, name: str, value: object) -> None:
        raise NotOnThisEngine(f"{object.__getattribute__(self, '_owner')}.api.{name}")
