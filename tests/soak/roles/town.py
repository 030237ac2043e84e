"""The servers at the wire, what they are owed by the store, and what stands in their channels and in the store."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time

from discord.utils import snowflake_time
from sqlalchemy import func, select

from bot.digest.desk import DigestDesk
from bot.model.digest import SCHEDULED
from bot.model.ids import ChannelId, FeedId, GuildId, UserId
from bot.model.settings import Cadence, Schedule
from bot.sandbox.simcord_private import ChannelHandle
from bot.sandbox.wire import WireServer
from data import feeds, quizzes
from data.feed_addresses import feed_address
from data.schema import article, feed_entry, feed_want, guild_settings, outbox, quiz_answer, quiz_round, quiz_session
from data.store import Connection, Store
from tests.discord.looking import text_of
from tests.soak.count import NEVER_MADE, Count, Texts, count, texts_of, texts_of_payload
from tests.soak.poster import PRESS
from tests.soak.roles.players import Table
from tests.soak.roles.press import Press

_ADMIN = UserId(1)
_FOLLOWERS = 4
_TABLES = 4
_MINUTE = timedelta(minutes=1)
_LOOK_S = 0.5
_OVER = ("finished", "cancelled")


@dataclass(slots=True)
class Town:
    """All servers: those with a digest, those that follow the feed, those where people play.

    Attributes:
        digests: The channels of digests, by server.
        followers: The servers that follow the feed.
        tables: Where people play.
    """

    wire: WireServer
    store: Store
    press: Press
    digests: dict[GuildId, ChannelHandle] = field(default_factory=dict)
    followers: list[GuildId] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    _feed: FeedId | None = None

    def build(self, servers: int) -> None:
        """Make the servers and their people; `servers` have a digest."""
        env = self.wire.env
        for number in range(servers):
            server = env.create_guild(f"Digest {number}")
            self.digests[GuildId(server.id)] = server.create_text_channel("digest")
        self.followers = [GuildId(env.create_guild(f"Feed {number}").id) for number in range(_FOLLOWERS)]
        for number in range(_TABLES):
            server = env.create_guild(f"Quiz {number}")
            player = server.add_member(env.create_user(f"player{number}"))
            self.tables.append(Table(self.wire, server.create_text_channel("quiz"), player))

    async def plan(self, begin: datetime, minutes: int) -> None:
        """Have the digests come due, as many each minute from `begin` on, and follow the feed."""
        desk = DigestDesk(self.store, clock=lambda: datetime.now(UTC), press=PRESS)
        for number, (guild, channel) in enumerate(self.digests.items()):
            moment = begin + _MINUTE * (number % minutes)
            at = Schedule(cadence=Cadence.DAILY, at=clock_time(moment.hour, moment.minute), zone="UTC")
            await desk.change(
                guild,
                _ADMIN,
                lambda s, c=channel, one=at: replace(s, digest_channel=ChannelId(c.id), schedule=one),  # type: ignore[misc]  # bound per turn
            )
        address = feed_address(self.press.feed)
        assert address is not None
        for guild in self.followers:
            self._feed, _ = await self.store.write(
                lambda c, one=guild: feeds.add_follower(  # type: ignore[misc]  # bound per turn
                    c, one, url=self.press.feed, address=address, title="Wire", by=_ADMIN, at=datetime.now(UTC)
                )
            )

    async def until_sighted(self) -> None:
        """Wait until every follower has the first story: of a feed that is new only the last ones are read."""
        while (await self._kept()).total() < len(self.followers):  # noqa: ASYNC110 - the store is another's
            await asyncio.sleep(_LOOK_S)

    async def ask_the_feed(self) -> None:
        """Have the feed asked at the readers' next look."""
        feed, now = self._feed, datetime.now(UTC)
        assert feed is not None
        await self.store.write(lambda c: feeds.wake(c, feed, now))

    async def still_owed(self) -> list[str]:
        """Return what is not done yet, each in some words; empty where all is."""
        now = datetime.now(UTC)

        async def ask(conn: Connection) -> Sequence[int | None]:
            return [
                await conn.scalar(select(func.count()).select_from(outbox).where(outbox.c.state == "pending")),
                await conn.scalar(
                    select(func.count()).select_from(guild_settings).where(guild_settings.c.next_due_at <= now)
                ),
                await conn.scalar(select(func.count()).select_from(feed_want).where(feed_want.c.outcome.is_(None))),
                len(await quizzes.unfinished_sessions(conn))
                + len(await quizzes.unshown_sessions(conn, now - _MINUTE * 30)),
            ]

        names = ("messages", "digests", "entries", "games")
        owed = [f"{number} {name}" for number, name in zip(await self.store.read(ask), names, strict=True) if number]
        missing = len(self.followers) * self.press.printed - (await self._kept()).total()
        return [*owed, *([f"{missing} articles"] if missing > 0 else [])]

    async def count_digests(self) -> Count:
        """Hold the messages in the channels of digests against those that were due."""

        async def made(conn: Connection) -> dict[int, Texts]:
            rows = await conn.execute(select(outbox.c.guild, outbox.c.payload).where(outbox.c.kind == SCHEDULED))
            return {row.guild: texts_of_payload(row.payload) for row in rows}

        found = await self.store.read(made)
        messages = self.wire.backend.messages
        return count(
            {channel.id: [found.get(guild, NEVER_MADE)] for guild, channel in self.digests.items()},
            {
                channel.id: [
                    texts_of(message.components) or (message.content,)
                    for message in messages.get(channel.id, {}).values()
                ]
                for channel in self.digests.values()
            },
        )

    async def count_entries(self) -> Count:
        """Hold the articles of each server that follows the feed against the stories that it printed."""
        kept = await self._kept()
        wanted = [(guild, self.press.story(number)) for guild in self.followers for number in range(self.press.printed)]
        return Count(
            digests=len(wanted),
            doubled=sum(kept.values()) - len([one for one in wanted if kept[one]]),
            lost=sum(kept[one] == 0 for one in wanted),
        )

    async def left_out(self) -> list[str]:
        """Return what became of the stories that a server has not, for whoever looks for the reason."""
        kept = await self._kept()

        async def ask(conn: Connection) -> list[str]:
            rows = await conn.execute(
                select(feed_want.c.guild, feed_want.c.outcome, feed_want.c.reason, feed_entry.c.link).join(
                    feed_entry, feed_entry.c.id == feed_want.c.entry
                )
            )
            return [
                f"{row.link} in {row.guild}: {row.outcome} {row.reason}"
                for row in rows
                if not kept[GuildId(row.guild), row.link]
            ]

        return await self.store.read(ask)

    async def count_answers(self) -> Count:
        """Hold the answers that players were told are locked in against those that the store has."""

        async def answered(conn: Connection) -> set[int]:
            rows = await conn.scalars(
                select(quiz_round.c.message).join(
                    quiz_answer,
                    (quiz_answer.c.quiz == quiz_round.c.quiz) & (quiz_answer.c.round_number == quiz_round.c.number),
                )
            )
            return {number for number in rows if number}

        known = await self.store.read(answered)
        locked = [message for table in self.tables for message in table.locked]
        return Count(digests=len(locked), doubled=0, lost=sum(message not in known for message in locked))

    async def count_shown(self) -> Count:
        """Hold the questions and the ends of games that stand in channels against those that the store knows."""
        known, unshown = await self._known()
        shown = {message.id for table in self.tables for message in (*table.questions, *table.boards)}
        return Count(digests=len(known), doubled=len(shown - known), lost=len(known - shown) + len(unshown))

    async def mislaid(self) -> list[str]:
        """Return which questions and ends of games were counted as doubled or lost."""
        known, unshown = await self._known()
        shown = {
            message.id: f"{snowflake_time(message.id):%H:%M:%S} in {table.channel.id}: {text_of(message)[:60]!r}"
            for table in self.tables
            for message in (*table.questions, *table.boards)
        }
        return [
            *(f"nobody knows message {one} of {shown[one]}" for one in sorted(shown.keys() - known)),
            *(f"message {one} is known and stands nowhere" for one in sorted(known - shown.keys())),
            *unshown,
        ]

    async def _known(self) -> tuple[set[int], list[str]]:
        """Return the messages that the store knows, and its rounds that have none."""

        async def ask(conn: Connection) -> tuple[set[int], list[str]]:
            rounds = await conn.scalars(select(quiz_round.c.message).where(quiz_round.c.message.is_not(None)))
            ends = await conn.scalars(
                select(quiz_session.c.notice).where(quiz_session.c.state.in_(_OVER), quiz_session.c.notice > 0)
            )
            unshown = await conn.execute(
                select(quiz_round, quiz_session.c.state.label("game"))
                .join(quiz_session, quiz_session.c.id == quiz_round.c.quiz)
                .where(quiz_round.c.message.is_(None), quiz_round.c.is_void.is_(False))
            )
            return {*rounds, *ends}, [f"a round without a message: {dict(row)}" for row in unshown.mappings()]

        return await self.store.read(ask)

    async def _kept(self) -> Counter[tuple[GuildId, str]]:
        """Return how often each follower has each story."""

        async def ask(conn: Connection) -> Counter[tuple[GuildId, str]]:
            rows = await conn.execute(select(article.c.guild, article.c.url).where(article.c.guild.in_(self.followers)))
            return Counter((GuildId(row.guild), row.url) for row in rows)

        return await self.store.read(ask)
