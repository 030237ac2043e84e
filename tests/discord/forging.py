"""Clicks that no card of the bot's offers: any custom id, with any numbers and values, by anybody, anywhere."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from itertools import islice, product
from typing import Any, get_type_hints

from simcord import interactions
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.env import Env
from simcord.results import InteractionResult
from sqlalchemy import select

from bot.cards.card_id import CardId
from bot.client import Backchannel
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.stored import EventQuery
from bot.routing import _MARK
from data.schema import metadata
from data.store import Connection

_COMPONENT, _BUTTON, _SELECT = 3, 2, 3
_MOST = 6
"""Ids of one kind that are tried."""


@dataclass(frozen=True, kw_only=True)
class Foreign:
    """What somebody forges ids of: numbers by the name of the field that holds them, and what else fields may hold."""

    numbers: Mapping[str, Sequence[int]]
    pairs: Sequence[Dyad]
    period: DateRange
    queries: Sequence[EventQuery]
    words: Mapping[str, Sequence[str]]

    @property
    def values(self) -> tuple[str, ...]:
        """What a select's value may be: every number, bare and as an event's, every pair, and every word."""
        numbers = {str(number) for found in self.numbers.values() for number in found}
        told = {f"E{number}" for number in self.numbers["event"]}
        words = {word for found in self.words.values() for word in found}
        return tuple(sorted(numbers | told | words | {pair.key for pair in self.pairs}))


def forged(kind: type[CardId], foreign: Foreign) -> Iterator[str]:
    """Yield custom ids of a kind with foreign numbers in every field that takes them."""
    hints = get_type_hints(kind)
    options = [_options(field.name, hints[field.name], foreign) for field in fields(kind)]
    most = _MOST if any(_is_foreign(field.name, hints[field.name], foreign) for field in fields(kind)) else 1
    for values in islice(product(*options), most):
        yield kind(**dict(zip((field.name for field in fields(kind)), values, strict=True))).encode()


def _is_foreign(name: str, hint: Any, foreign: Foreign) -> bool:
    """Tell whether a field says whose something is: a number, a pair or a question."""
    return hint in {Dyad, EventQuery} or len(foreign.numbers.get(name, ())) > 1 or name in foreign.words


def _options(name: str, hint: Any, foreign: Foreign) -> Sequence[Any]:
    plain = getattr(hint, "__supertype__", hint)
    if plain is Dyad:
        return foreign.pairs
    if plain is DateRange:
        return (foreign.period,)
    if plain is EventQuery:
        return foreign.queries
    if isinstance(plain, type) and issubclass(plain, Enum):
        return tuple(plain)
    if plain is int:
        return foreign.numbers.get(name, (0, 1))
    return foreign.words.get(name, ("0",))


def selects_of(bot: Backchannel) -> frozenset[type[CardId]]:
    """Return the kinds of custom ids whose handler looks at the values of a select: its last parameter has a name."""
    found = set()
    for cog in bot.cogs.values():
        for _, method in inspect.getmembers(cog, inspect.iscoroutinefunction):
            kind = getattr(method, _MARK, None)
            if kind is not None and not list(inspect.signature(method).parameters)[-1].startswith("_"):
                found.add(kind)
    return frozenset(found)


async def click(
    env: Env, who: MemberActor, message: Any, custom_id: str, values: Sequence[str] | None = None
) -> InteractionResult:
    """Click a button, or choose in a select, of any custom id on a message of the bot's; wait for the answer."""
    backend = env.backend
    stored = backend.get_message(message.channel.id, message.id)
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": _BUTTON if values is None else _SELECT}
    if values is not None:
        data["values"] = list(values)
    record, payload = interactions.base_payload(
        backend, type=_COMPONENT, channel_id=stored.channel_id, guild_id=who.guild.id, user_id=who.id, data=data
    )
    payload["message"] = dict(serializers.message_payload(backend, stored))
    record.source_message_id = stored.id
    backend.emit("INTERACTION_CREATE", payload)
    await env.settle()
    return InteractionResult(env, record)


async def rows_of(conn: Connection, owners: Sequence[int]) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that names one of some servers, by table."""
    found = {}
    for table in metadata.sorted_tables:
        if "guild" in table.c:
            rows = await conn.execute(select(table).where(table.c.guild.in_(owners)).order_by(*table.primary_key))
            found[table.name] = [tuple(row) for row in rows]
    return found


async def rows_of_no_server(conn: Connection) -> dict[str, set[str]]:
    """Return the rows of the tables that name no server, as text, by table."""
    return {
        table.name: {repr(tuple(row)) for row in await conn.execute(select(table))}
        for table in metadata.sorted_tables
        if "guild" not in table.c
    }
