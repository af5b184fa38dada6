"""The parts of an archive on a PostgreSQL server, against those of a new one that is made beside it and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from taizhang.archive.guards import FUNCTION, FUNCTION_BODY, create_function, guard
from taizhang.archive.schema import create_tables
from taizhang.archive.views import create_views

# Each part's name and what it is; names of the schema are taken out, so that two schemas can be compared.
_OURS = """NOT EXISTS (SELECT 1 FROM pg_depend AS of_extension
    WHERE of_extension.objid = one.oid AND of_extension.deptype = 'e')"""
_PARTS = f"""
SELECT one.relname AS name, format('%s %s %s %s', one.relkind, one.relrowsecurity, one.relforcerowsecurity, string_agg(
        format('%s %s %s %s %s', held.attname, format_type(held.atttypid, held.atttypmod), held.attnotnull,
            held.attcollation, pg_get_expr(given.adbin, given.adrelid)), ',' ORDER BY held.attnum)) AS part
    FROM pg_class AS one JOIN pg_attribute AS held ON held.attrelid = one.oid
    LEFT JOIN pg_attrdef AS given ON given.adrelid = one.oid AND given.adnum = held.attnum
    WHERE one.relnamespace = :schema AND one.relkind IN ('r', 'p', 'v', 'm', 'f') AND held.attnum > 0
        AND NOT held.attisdropped AND {_OURS} GROUP BY one.oid, one.relname, one.relkind, one.relrowsecurity,
        one.relforcerowsecurity
UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = :schema
UNION ALL SELECT one.relname, format('%s %s', regexp_replace(pg_get_indexdef(one.oid), ' ON [^ ]+[.]', ' ON '),
        made.indisvalid)
    FROM pg_class AS one JOIN pg_index AS made ON made.indexrelid = one.oid
    WHERE one.relnamespace = :schema AND {_OURS}
UNION ALL SELECT one.relname, pg_get_viewdef(one.oid) FROM pg_class AS one
    WHERE one.relnamespace = :schema AND one.relkind = 'v' AND {_OURS}
UNION ALL SELECT made.tgname, format('%s %s', made.tgenabled, pg_get_triggerdef(made.oid, true))
    FROM pg_trigger AS made JOIN pg_class AS one ON one.oid = made.tgrelid
    WHERE one.relnamespace = :schema AND NOT made.tgisinternal AND {_OURS}
UNION ALL SELECT one.relname, string_agg(made.tgenabled::text, '' ORDER BY made.tgenabled)
    FROM pg_trigger AS made JOIN pg_class AS one ON one.oid = made.tgrelid
    WHERE one.relnamespace = :schema AND made.tgisinternal AND {_OURS} GROUP BY one.oid, one.relname
UNION ALL SELECT made.rulename, pg_get_ruledef(made.oid) FROM pg_rewrite AS made JOIN pg_class AS one
    ON one.oid = made.ev_class WHERE one.relnamespace = :schema AND one.relkind <> 'v' AND {_OURS}
"""


def parts_on_server(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Those of a new archive, and those that stand there, by name."""
    own = str(connection.execute(text("SELECT current_schema()")).scalar())
    body = connection.execute(
        text(
            "SELECT prosrc FROM pg_proc WHERE proname = :name AND pronamespace = CAST(:own AS regnamespace)"
        ),
        {"name": FUNCTION, "own": f'"{own}"'},
    ).scalar()
    found = _parts(connection, f'"{own}"') | ({FUNCTION: body} if body else {})
    with _beside(connection, own, has_function=body is not None):
        temporary = connection.execute(text("SELECT pg_my_temp_schema()::regnamespace::text")).scalar()
        wanted = _parts(connection, str(temporary)) | {FUNCTION: FUNCTION_BODY}
    return wanted, found


@contextmanager
def _beside(connection: Connection, own: str, *, has_function: bool) -> Iterator[None]:
    """A new archive's tables, which nobody else sees and which are gone at the end."""
    trial = connection.begin_nested()
    try:
        if not has_function:
            create_function(connection)
        connection.exec_driver_sql(f'SET LOCAL search_path = pg_temp, "{own}"')
        create_tables(connection)
        create_views(connection)
        guard(connection)
        yield
    finally:
        trial.rollback()


def _parts(connection: Connection, schema: str) -> dict[str, str]:
    """What each name of the schema stands for; an index and a constraint may share one."""
    parts: dict[str, list[str]] = {}
    oid = connection.execute(
        text("SELECT CAST(CAST(:name AS regnamespace) AS oid)"), {"name": schema}
    ).scalar()
    for row in connection.execute(text(_PARTS), {"schema": oid}):
        parts.setdefault(row.name, []).append(str(row.part))
    return {name: "\n".join(sorted(told)) for name, told in parts.items()}
