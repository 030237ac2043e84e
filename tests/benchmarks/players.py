"""How long a server's tables take at 10,000 and 100,000 answers: `python -m tests.benchmarks.players [N…]`.

Half of the answers are the server's. Each time is the median of seven, in milliseconds; the last column sets it beside
the same query on the first size.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId, UserId
from data import quiz_daily, quiz_standings
from data.schema import quiz_answer, quiz_item, quiz_round, quiz_session
from data.store import Store
from tests.benchmarks.table import Found, Row, print_head, print_rows

_GUILD, _PLAYER = GuildId(7), UserId(3)
_BEGUN = datetime(2025, 1, 1, tzinfo=UTC)
_YEAR = timedelta(days=365)
_ROUNDS, _PLAYERS_A_ROUND, _PLAYERS, _ITEMS = 5, 5, 500, 2000


def _rows(count: int) -> dict[Any, list[dict[str, Any]]]:
    """Return quizzes of two servers over a year with as many answers as asked for, each third one a daily."""
    pick = random.Random(1)
    tables: dict[Any, list[dict[str, Any]]] = {one: [] for one in (quiz_item, quiz_session, quiz_round, quiz_answer)}
    for item in range(1, _ITEMS + 1):
        tables[quiz_item].append(
            {
                "id": item, "guild": _GUILD, "fingerprint": str(item), "kind": "who", "fact": f"E{item} source",
                "record": "{}", "version": 1, "seed": 1, "difficulty": 0.0, "answered": 0, "right": 0,
                "created_at": _BEGUN,
            }
        )  # fmt: skip
    quizzes = count // (_ROUNDS * _PLAYERS_A_ROUND)
    for quiz in range(1, quizzes + 1):
        at, is_daily = _BEGUN + _YEAR * (quiz / quizzes), quiz % 3 == 0
        tables[quiz_session].append(
            {
                "id": quiz, "guild": _GUILD if quiz % 2 else GuildId(8), "channel": 1, "host": quiz % _PLAYERS + 1,
                "title": "US – China", "state": "finished", "seed": 1, "questions": "x" * 9000, "round_no": 4,
                "created_at": at, "mode": "daily" if is_daily else "together", "pace": "normal",
                "day": (_BEGUN + timedelta(days=quiz)).date() if is_daily else None,
            }
        )  # fmt: skip
        for number in range(_ROUNDS):
            tables[quiz_round].append(
                {
                    "quiz": quiz, "number": number, "opened_at": at, "deadline_at": at, "closed_at": at,
                    "is_void": False, "players": _PLAYERS_A_ROUND, "item": pick.randint(1, _ITEMS),
                }
            )  # fmt: skip
            for user in pick.sample(range(1, _PLAYERS + 1), _PLAYERS_A_ROUND):
                is_right = pick.random() < 0.6
                tables[quiz_answer].append(
                    {
                        "quiz": quiz, "round_number": number, "user": user, "choice": 0, "at_ms": 1, "changes": 0,
                        "points": 100 * is_right, "is_right": is_right,
                    }
                )  # fmt: skip
    return tables


async def _median_ms(store: Store, work: Callable[[AsyncConnection], Awaitable[object]]) -> float:
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        await store.read(work)
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


async def _times(count: int, folder: Path) -> dict[str, float]:
    """Return what each table takes on a store of this many answers, in milliseconds."""
    store = await Store.open(f"sqlite+aiosqlite:///{folder / f'{count}.sqlite3'}")

    async def fill(conn: AsyncConnection) -> None:
        for table, rows in _rows(count).items():
            await conn.execute(insert(table), rows)

    await store.write(fill)
    today = _BEGUN + _YEAR - timedelta(days=1)
    queries: dict[str, Callable[[AsyncConnection], Awaitable[object]]] = {
        "board, all time": lambda conn: quiz_standings.tallies(conn, _GUILD, since=None),
        "board, today": lambda conn: quiz_standings.tallies(conn, _GUILD, since=today),
        "board of streaks": lambda conn: quiz_daily.all_days_played(conn, _GUILD),
        "one player's sums": lambda conn: quiz_standings.totals(conn, _GUILD, _PLAYER),
        "one player's shares": lambda conn: quiz_standings.shares(conn, _GUILD, _PLAYER),
    }
    times = {name: await _median_ms(store, work) for name, work in queries.items()}
    await store.close()
    return times


def rows(counts: Sequence[int] = (10_000, 100_000)) -> Iterator[Found]:
    """Measure stores of these many answers."""
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            times = asyncio.run(_times(count, Path(folder)))
            for name, taken in times.items():
                beside = f"{taken / first[name]:.1f} x at {counts[0]:,}" if first else ""
                yield Row(what=f"{name}, {count:,} answers", figure=f"{taken:.2f} ms", beside=beside)
            first = first or times


if __name__ == "__main__":
    print_head()
    print_rows(rows([int(one) for one in sys.argv[1:]] or (10_000, 100_000)))
