"""How PostgreSQL plans what is asked again and again: for the values asked for, where they differ a thousandfold.

SQLite plans a statement once, by its statistics. It must not know what is asked.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_BY_VALUES = text("SET LOCAL plan_cache_mode = force_custom_plan")


async def plan_by_values(conn: AsyncConnection) -> None:
    """Have what this transaction asks from here on planned for its very values: words, countries, names, days.

    PostgreSQL plans a statement that was prepared for any values after five runs, without knowing how common they are:
    of a million events a search of two common words then took more than twenty minutes instead of three seconds, a
    country's timeline three times as long, a person's fifty times.
    Source: PostgreSQL 15, PREPARE, "Notes", and 20.7.4 `plan_cache_mode`.
    """
    if conn.dialect.name == "postgresql":
        await conn.execute(_BY_VALUES)
