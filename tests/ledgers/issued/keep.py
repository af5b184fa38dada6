"""Keeps a template version, unzipped: a ledger as issued, two filled ones, their plan and what is read in them."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

from taizhang.desk.compile import compile_document
from taizhang.desk.demo.fates import Fate
from taizhang.desk.demo.filling import Filled, fill_workbook
from taizhang.desk.demo.sample import DOCUMENT, sample_folder
from taizhang.desk.files import write_plan
from taizhang.desk.issue import write_blank_ledger
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import RosterLine

from .kept import BLANK, FILLED, ISSUED, PLAN, ROSTER, check_kept, dumped

_FATES = (("碧潭县", Fate.CLEAN), ("松陂县", Fate.NUMBERS))
_SAVED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")
_PERIOD = Period.parse("2022Q3")


def keep_version(version: str, root: Path = ISSUED) -> Path:
    """Write the version's folder anew; the same product gives the same files."""
    folder = root / version
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    plan = compile_document(sample_folder() / DOCUMENT)
    write_plan(plan, folder / PLAN)
    _unzip(_blank(plan, _FATES[0][0])[-1], folder / BLANK)
    for name, (place, fate) in zip(FILLED, _FATES, strict=True):
        filled = _filled(plan, place, fate)
        _unzip(filled.content, folder / name)
        planted = sorted(f"{one.what} {one.row}\n" for one in filled.planted)
        (folder / f"{name}-planted.txt").write_text("".join(planted), encoding="utf-8")
    keep_reading(folder)
    return folder


def _unzip(content: bytes, folder: Path) -> None:
    """The parts, without the moment at which the filling program saved them."""
    with ZipFile(BytesIO(content)) as package:
        package.extractall(folder)
    properties = folder / "docProps" / "core.xml"
    text = properties.read_text(encoding="utf-8")
    properties.write_text(_SAVED.sub(r"\g<1>2022-10-08T00:00:00Z", text), encoding="utf-8")


def keep_reading(folder: Path) -> None:
    """Write down what is read in the version's ledgers today."""
    for name in (BLANK, *FILLED):
        (folder / f"{name}.txt").write_text(dumped(check_kept(folder, name)), encoding="utf-8")


def _blank(plan: Plan, place: str) -> tuple[RosterLine, Ledger, bytes]:
    lines = direct_reporters(plan, roster_of(plan, ROSTER))
    line = next(line for line in lines if line.name == place)
    return line, *write_blank_ledger(plan, line, _PERIOD)


def _filled(plan: Plan, place: str, fate: Fate) -> Filled:
    line, ledger, blank = _blank(plan, place)
    return fill_workbook(ledger, blank, line, fate, Random(place))
