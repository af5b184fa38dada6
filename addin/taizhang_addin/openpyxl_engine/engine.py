"""The engine itself, its apps, and an app: what stands above the workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from xlwings import base_classes

from taizhang_addin.openpyxl_engine.books import Book, Books
from taizhang_addin.openpyxl_engine.refusal import NotOnThisEngine, strict
from taizhang_addin.openpyxl_engine.values import value_cleaned, value_prepared

_BUTTONS = ("ok", "ok_cancel", "yes_no", "yes_no_cancel")


class Engine:
    """What xlwings asks of an engine."""

    name = "openpyxl"
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Mapping[str, Any]) -> Any:  # noqa: ARG004 - xlwings' signature
        return value_prepared(value)

    @staticmethod
    def clean_value_data(
        block: Sequence[Sequence[Any]],
        build_date: Callable[..., Any],
        empty: Any,
        number: Callable[[float], Any] | None,
        errors_as_text: bool,
    ) -> list[list[Any]]:
        return [
            [value_cleaned(value, build_date, empty, number, errors_as_text) for value in row]
            for row in block
        ]


@strict(base_classes.Apps)
class Apps(base_classes.Apps):
    """The running apps, the active one first."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.running: list[App] = []
        self.numbers = count(1)

    def keys(self) -> list[int]:
        return [app.pid for app in self.running]

    def add(
        self, spec: Any = None, add_book: bool | None = None, xl: Any = None, visible: bool | None = None
    ) -> App:
        if spec is not None or xl is not None:
            raise NotOnThisEngine("Apps.add(spec, xl)")
        app = App(self, next(self.numbers), visible=bool(visible))
        self.running.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def cleanup(self) -> None:  # type: ignore[override]
        """There are no processes to clean up."""

    def __iter__(self) -> Iterator[App]:
        return iter(self.running)

    def __len__(self) -> int:
        return len(self.running)

    def __getitem__(self, pid: int) -> App:
        for app in self.running:
            if app.pid == pid:
                return app
        raise KeyError(pid)


@dataclass(frozen=True, slots=True)
class Alert:
    """A message that Excel would have shown."""

    prompt: str
    title: str | None
    mode: str | None


@strict(base_classes.App)
class App(base_classes.App):
    """An app without a window; the messages it was to show are kept in `alerts`."""

    visible: bool = False
    screen_updating: bool = True
    display_alerts: bool = True
    enable_events: bool = True
    status_bar: str | bool = False
    pid: int = 0
    books: Any = None

    def __init__(self, apps: Apps, pid: int, *, visible: bool) -> None:
        self.apps = apps
        self.pid = pid
        self.visible = visible
        self.books = Books(self)
        self.open: list[Book] = []  # the active one first
        self.alerts: list[Alert] = []

    @property
    def engine(self) -> Engine:
        return self.apps.engine

    def activate(self, steal_focus: bool = False) -> None:  # noqa: ARG002 - xlwings' signature
        self.apps.running.remove(self)
        self.apps.running.insert(0, self)

    def quit(self) -> None:
        self.open.clear()
        if self in self.apps.running:
            self.apps.running.remove(self)

    def kill(self) -> None:
        self.quit()

    def alert(
        self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: str | None
    ) -> str:
        if callback is not None or buttons not in (None, *_BUTTONS):
            raise NotOnThisEngine(f"App.alert(buttons={buttons}, callback={callback})")
        self.alerts.append(Alert(prompt, title, mode))
        return "yes" if buttons and buttons.startswith("yes") else "ok"
