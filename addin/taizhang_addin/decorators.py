"""The one module through which buttons and sheet functions are declared.

xlwings' own decorators do nothing outside Windows; ours also remember what was declared, so that the ribbon and the
function wrappers are generated from it anywhere. Excel's part is asked for only where there is Excel.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Button:
    """One button of the ribbon, and the function over the open workbook that it runs."""

    label: str
    group: str
    supertip: str
    module: str
    function: str

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}"


@dataclass(frozen=True, slots=True)
class SheetFunction:
    """One function for use in cells, with the options of its arguments and of its result."""

    module: str
    function: str
    options: Mapping[str, Any] = field(default_factory=dict)
    arguments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # by argument
    result: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}"


class DeclaredTwice(Exception):  # noqa: N818 - says what is the case
    """A name or a label stands in a registry already."""


_BUTTONS: dict[str, Button] = {}
_FUNCTIONS: dict[str, SheetFunction] = {}
_HALF = "_taizhang_declared"  # what @arg and @ret leave on a function until @func reads it


def button(*, label: str, group: str, supertip: str) -> Callable[[_Function], _Function]:
    """Declare a ribbon button; label, group and supertip are what the user sees.

    Raises:
        DeclaredTwice: the function, or the label within its group, has a button already.
    """

    def declare(function: _Function) -> _Function:
        new = Button(label, group, supertip, function.__module__, function.__name__)
        if new.name in _BUTTONS or any((b.group, b.label) == (group, label) for b in _BUTTONS.values()):
            raise DeclaredTwice(f"{new.name}: {group}/{label}")
        _BUTTONS[new.name] = new
        return function

    return declare


def buttons() -> tuple[Button, ...]:
    """Every declared button, in the order of declaration."""
    return tuple(_BUTTONS.values())


def func(**options: Any) -> Callable[[_Function], _Function]:
    """Declare a function for use in cells; its name is ASCII, since VBA has no other.

    Raises:
        DeclaredTwice: a sheet function of that name exists; Excel knows them by the bare name.
        ValueError: the name is not ASCII.
    """

    def declare(function: _Function) -> _Function:
        name = function.__name__
        if not name.isascii():
            raise ValueError(name)
        if name in _FUNCTIONS:
            raise DeclaredTwice(name)
        half = getattr(function, _HALF, SheetFunction(function.__module__, name))
        _FUNCTIONS[name] = replace(half, options=options)
        return _in_excel("func", function, **options)

    return declare


def arg(name: str, *converters: Any, **options: Any) -> Callable[[_Function], _Function]:
    """Say how an argument of a sheet function is converted; stands below @func."""

    def declare(function: _Function) -> _Function:
        half = _half(function)
        _leave(function, replace(half, arguments={name: options, **half.arguments}))
        return _in_excel("arg", function, name, *converters, **options)

    return declare


def ret(*converters: Any, **options: Any) -> Callable[[_Function], _Function]:
    """Say how a sheet function's result is converted; stands below @func."""

    def declare(function: _Function) -> _Function:
        _leave(function, replace(_half(function), result=options))
        return _in_excel("ret", function, *converters, **options)

    return declare


def functions() -> tuple[SheetFunction, ...]:
    """Every declared sheet function, in the order of declaration."""
    return tuple(_FUNCTIONS.values())


def _half(function: Callable[..., Any]) -> SheetFunction:
    new = SheetFunction(function.__module__, function.__name__)
    return getattr(function, _HALF, new)


def _leave(function: Callable[..., Any], half: SheetFunction) -> None:
    setattr(function, _HALF, half)


def _in_excel(decorator: str, function: _Function, *converters: Any, **options: Any) -> _Function:
    """The function as xlwings decorates it on Windows; elsewhere as it is."""
    if sys.platform != "win32":
        return function
    import xlwings

    decorated: _Function = getattr(xlwings, decorator)(*converters, **options)(function)
    return decorated
