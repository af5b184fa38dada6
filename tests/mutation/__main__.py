"""`make mutation`: every edit alone, then seeded pairs: read right, explained, refused for nothing, or silently wrong."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from clients.office import Office

from mutation.corpus import cases, paired
from mutation.run import IN_OFFICE, OPENING, PAGE, edit_names, outcomes, page_of, table_of
from mutation.verdicts import Fate, Outcome

SAMPLES = Path(__file__).parents[2] / "samples"


def write_page(found: list[Outcome]) -> None:
    PAGE.write_text("\n".join((OPENING, *page_of(found), "")), encoding="utf-8")


def main(count: int, only: tuple[str, ...] = ()) -> int:
    """Print the table of so many that found something to do; 1 where any was silently wrong or refused for nothing."""
    with TemporaryDirectory() as folder:
        office = Office(Path(folder) / "profiles", seats=2, edits=IN_OFFICE)
        corpus = cases(next(SAMPLES.glob("*.txt")), SAMPLES / "通讯录.csv", office, Path(folder))
        wanted = [only] if only else paired(edit_names(), Random("mutation"))
        found = list(islice(filter(None, outcomes(wanted, corpus, office, Path(folder))), count))
        office.close()
    bad = [one for one in found if one.fate in (Fate.SILENT, Fate.REFUSED)]
    print("\n".join(table_of(found)))
    if not only:
        write_page(found)
    for one in found if only else bad:
        print(f"{one.fate} {'＋'.join(one.edits)}（{one.case}）", *one.details[:6], sep="\n    ")
    return 1 if bad else 0


if __name__ == "__main__":
    count, names = (sys.argv[1:2] or ["1000"])[0], sys.argv[2:]
    sys.exit(main(int(count), tuple(names)))
