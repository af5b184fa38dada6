"""`verify`, `backup`, `restore`, `archive expire` and `archive export`, as an office runs them."""

from __future__ import annotations

import json
import sqlite3
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from taizhang.archive import open_archive
from taizhang.books.fill_cells import fill_cells
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of

AS_OF = ("--as-of", "2022-10-04")


@pytest.fixture
def kept(office, call, tmp_path: Path) -> Path:
    """An archive with one accepted ledger."""
    rows = range(FIRST_ROW, FIRST_ROW + 40)
    cells = {(row, column_of("status")): "未启动" for row in rows}
    file = tmp_path / "碧潭县.xlsx"
    file.write_bytes(fill_cells(office.ledger("990101").read_bytes(), TABLE, cells))
    call("collect", file, "--archive", office.archive, *AS_OF)
    return office.archive


def test_a_whole_archive_says_so_and_where_its_chain_ends(kept: Path, call) -> None:
    said = call("verify", "--archive", kept, "--json")
    facts = json.loads(said.out)
    with open_archive(kept) as store:
        lines, end = store.chain_end()
    assert (said.code, facts) == (
        0,
        {"whole": True, "broken": [], "cleared": [], "lines": lines, "end": end},
    )
    assert call("verify", "--archive", kept).out.startswith(
        f"档案库完好，共 {lines} 条记录。\n末条指纹：{end}"
    )


def test_a_rollup_stands_in_the_chain_with_its_fingerprint_and_its_submissions(
    kept: Path, call, tmp_path: Path
) -> None:
    out = tmp_path / "汇总.xlsx"
    assert call("consolidate", "--archive", kept, "--period", "2022Q3", "-o", out).code == 0
    with open_archive(kept) as store:
        (made,) = store.rollups()
    digest = sha256(out.read_bytes()).hexdigest()
    assert (made.place, str(made.period), made.sha256, made.submissions) == ("990100", "2022Q3", digest, (1,))
    assert call("verify", "--archive", kept).code == 0


def test_a_changed_byte_is_named(kept: Path, call) -> None:
    with sqlite3.connect(kept) as connection:
        connection.execute("DROP TRIGGER submission_refuses_update")
        connection.execute("UPDATE submission SET reason = '校验通过。'")
    connection.close()
    said = call("verify", "--archive", kept)
    assert said.code == 1
    assert "登记簿第1号" in said.out


def test_a_backup_is_its_owners_alone_and_restores_to_the_same(kept: Path, call, tmp_path: Path) -> None:
    copy, again = tmp_path / "备份.db", tmp_path / "恢复.db"
    assert call("backup", "--archive", kept, "-o", copy).code == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert call("restore", copy, "--to", again).code == 0
    first, second = (call("verify", "--archive", one, "--json").out for one in (kept, again))
    assert first == second
    assert call("restore", copy, "--to", again).code == 4


def test_everything_can_be_taken_out(kept: Path, call, tmp_path: Path) -> None:
    folder = tmp_path / "导出"
    assert call("archive", "export", "--archive", kept, "--out", folder).code == 0
    assert (folder / "登记簿.csv").read_text(encoding="utf-8-sig").count("碧潭县.xlsx") == 1
    with open_archive(kept) as store:
        (line,) = store.submissions()
        original = store.blob(line.sha256)
    (found,) = [path for path in folder.rglob("*") if line.sha256 in path.name]
    assert found.read_bytes() == original
    assert call("archive", "export", "--archive", kept, "--out", folder).code == 4


def test_what_is_past_its_time_goes_and_its_fingerprint_stays(kept: Path, call) -> None:
    words = ("--who", "档案员", "--why", "保存期满")
    assert call("archive", "expire", "--archive", kept, "--plan-year", "2021", *words).code == 2
    with open_archive(kept) as store:
        (before,) = store.submissions()
    assert call("archive", "expire", "--archive", kept, "--plan-year", "2022", *words).code == 0
    with open_archive(kept) as store:
        (after,) = store.submissions()
    assert after.sha256 == before.sha256
    said = call("verify", "--archive", kept)
    assert said.code == 0
    assert "已到期清除" in said.out
    told = call("consolidate", "--archive", kept, "--period", "2022Q3", "-o", kept.with_name("汇总.xlsx"))
    assert (told.code, "已到期清除，不能再汇总" in told.err) == (3, True)
