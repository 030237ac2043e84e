"""Answers of the record kept in memory: what many ask alike is read once (docs/adr/0040).

An answer is forgotten as soon as this process writes to what it may be read from. Another process may write too: the
database tells of that, a file when it is asked every `LIFETIME`, PostgreSQL by itself (`data.listening`).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext
from sqlalchemy.ext.asyncio import AsyncEngine

LIFETIME = timedelta(seconds=5)
MOST = 512
"""Answers kept at once: an article takes 20 to 60 kB, all briefs of a long timeline 300 kB at most."""

WRITTEN = "backchannel_written"
"""Execution option of a writing connection: the set that takes the names of the tables its transaction writes to."""

APART: Final = frozenset(
    {
        "departure",
        "digest_ledger",
        "entry_facts",
        "event_change",
        "feed",
        "feed_entry",
        "feed_follow",
        "feed_key",
        "feed_want",
        "guild_settings",
        "mistake_report",
        "outbox",
        "outbox_event",
        "quiz_answer",
        "quiz_daily",
        "quiz_item",
        "quiz_item_choice",
        "quiz_item_decision",
        "quiz_item_event",
        "quiz_memory",
        "quiz_plan",
        "quiz_player",
        "quiz_round",
        "quiz_session",
        "settings_change",
        "source_change",
        "topic",
        "topic_change",
        "topic_draft",
    }
)
"""Tables that no kept answer is read from: what the bot does hour by hour, apart from what countries did."""

_UNKNOWN = "?"
_HARMLESS = ("SELECT", "BEGIN", "LOCK", "SET ")
"""How statements begin that change no rows, where SQLAlchemy doesn't know what they do."""

NOTHING: Final = object()
"""Stands for no answer, since None is one."""


def is_of_record(written: AbstractSet[str]) -> bool:
    """Whether a kept answer may come from one of these tables."""
    return not written <= APART


class Recalled:
    """Answers by question; of too many, those go that nobody has asked for longest.

    What was read while a write was under way may be what was before it, so it is kept only where no write ended between
    the reading's beginning (`generation`) and its end (`keep`).
    """

    def __init__(self, *, most: int = MOST) -> None:
        """Keep nothing yet, and `most` answers at once."""
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self.generation = 0

    def get(self, question: Hashable) -> Any:
        """Return the answer to a question; `NOTHING` where none is kept."""
        if question not in self._kept:
            return NOTHING
        self._kept.move_to_end(question)
        return self._kept[question]

    def keep(self, question: Hashable, answer: Any, generation: int) -> None:
        """Keep an answer that was read since the cache had this generation."""
        if generation == self.generation:
            self._kept[question] = answer
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def settle(self, written: AbstractSet[str]) -> None:
        """Forget all answers where a transaction that ended, either way, wrote to a table that they may come from."""
        if is_of_record(written):
            self.forget()

    def forget(self) -> None:
        """Forget all answers, and those that are being read."""
        self.generation += 1
        self._kept.clear()


class Lookout:
    """Looks every `LIFETIME`, when something is asked, whether another process wrote, or may have unheard."""

    def __init__(
        self, clock: Callable[[], datetime], mark: Callable[[], Awaitable[object]], forget: Callable[[], None]
    ) -> None:
        """Let the first question look.

        Args:
            clock: Returns aware UTC.
            mark: Returns what stays the same while no other process writes of which nobody tells; None where that
                can't be said at once.
            forget: Is called where another process wrote, or may have.
        """
        self._clock = clock
        self._mark = mark
        self._forget = forget
        self._known: object = None
        self._due_at: datetime | None = None
        self._looking = asyncio.Lock()

    async def look(self) -> None:
        """Look, where the last time is too long ago."""
        if self._is_due():
            async with self._looking:
                if self._is_due():
                    await self._look()

    def _is_due(self) -> bool:
        return self._due_at is None or self._clock() >= self._due_at

    async def _look(self) -> None:
        mark = await self._mark()
        if mark is None or mark != self._known:
            self._forget()
        self._known = mark
        self._due_at = self._clock() + LIFETIME


def note_writes(engine: AsyncEngine) -> None:
    """Let each statement of a writing engine add the table that it writes to to the set in its connection's options."""

    @event.listens_for(engine.sync_engine, "after_cursor_execute")
    def note(
        connection: Connection,
        cursor: DBAPICursor,
        statement: str,
        _values: Any,
        context: ExecutionContext,
        _many: bool,
    ) -> None:
        written: set[str] | None = connection.get_execution_options().get(WRITTEN)
        if written is None or cursor.rowcount == 0:
            return
        if (table := _table_of(statement, context)) is not None:
            written.add(table)


def _table_of(statement: str, context: Any) -> str | None:
    """Return the name of the table that a statement writes to, `_UNKNOWN` where it can't be told; None: to none."""
    if context.isinsert or context.isupdate or context.isdelete:
        return str(context.compiled.statement.table.name)
    return None if statement.lstrip().upper().startswith(_HARMLESS) else _UNKNOWN
