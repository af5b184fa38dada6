"""Our engine for xlwings over openpyxl: the same code over xw.Book runs without Excel.

It serves the tests, use without a screen, and the WPS face. It computes nothing: a formula gives the value it was
last saved with, and none once it has been written here.
"""

from __future__ import annotations

import xlwings as xw

from taizhang_addin.openpyxl_engine.engine import Engine
from taizhang_addin.openpyxl_engine.refusal import NotOnThisEngine

__all__ = ["NotOnThisEngine", "register_engine"]


def register_engine() -> xw.Engine:
    """The engine, known to xlwings as "openpyxl" and active where no Excel is; the same one each time."""
    if Engine.name not in [engine.name for engine in xw.engines]:
        xw.engines.add(xw.Engine(impl=Engine()))
    engine = xw.engines[Engine.name]
    if xw.engines.active is None:
        engine.activate()
    return engine
