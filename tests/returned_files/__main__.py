"""`make docs`: docs/returned-parts.md over files of four programs, LibreOffice among them."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from clients.office import Office, office_lacks

from returned_files.marked import OTHERS, SENT, by_libreoffice
from returned_files.page import LIBREOFFICE, PAGE, page_of


def main() -> None:
    """Write the page; where LibreOffice is missing it stays as it is."""
    if lacks := office_lacks():
        print(f"{lacks}，{PAGE.name} 保持原样。")
        return
    with TemporaryDirectory() as folder:
        office = Office(Path(folder) / "profiles")
        saved = by_libreoffice(office, Path(folder))
        office.close()
    sent = {name: (save(), table) for name, (save, table) in SENT.items()}
    PAGE.write_text(page_of(sent | {LIBREOFFICE: (saved, OTHERS)}), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
