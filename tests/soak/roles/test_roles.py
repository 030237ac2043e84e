"""Real processes on one PostgreSQL: who has a seat works, who has none waits, and takes over when it is free."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.sandbox.wire import WireServer
from data.schema import guild_settings
from data.store import Store
from tests.discord.looking import text_of
from tests.soak.count import Count
from tests.soak.roles.crew import Crew, environment_of
from tests.soak.roles.press import _told, printing
from tests.soak.roles.town import Town

_LONGEST_S = 60
_SERVERS = 6


@dataclass
class House:
    """Servers with a digest, and processes to start."""

    town: Town
    crew: Crew
    wire: WireServer

    async def come_due(self) -> None:
        """Have every digest come due."""
        now = datetime.now(UTC) - timedelta(seconds=1)
        await self.town.store.write(lambda conn: conn.execute(update(guild_settings).values(next_due_at=now)))

    async def until(self, condition: Any) -> None:
        assert await self.wire.until(condition, timeout_s=_LONGEST_S), self.crew.complaints()

    def posted(self) -> int:
        messages = self.wire.backend.messages
        return sum(len(messages.get(channel.id, {})) for channel in self.town.digests.values())


@pytest.fixture
async def house(postgresql_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """Six servers at the wire, and no process."""
    wire = WireServer(allows_privileged_intents=False)
    store = await Store.open(postgresql_url)
    async with printing() as press:
        town = Town(wire, store, press)
        town.build(_SERVERS)
        await wire.start()
        await town.plan(datetime.now(UTC) + timedelta(hours=12), 1)
        crew = Crew(
            tmp_path,
            environment_of(
                DISCORD_TOKEN=wire.token,
                BACKCHANNEL_DISCORD_API=wire.api_base,
                BACKCHANNEL_DISCORD_GATEWAY=wire.gateway_url,
                BACKCHANNEL_DATABASE_URL=postgresql_url,
                BACKCHANNEL_TICK_S="15",
                BACKCHANNEL_SHARDS="0/1",
            ),
        )
        yield House(town, crew, wire)
        await crew.end()
    await wire.stop()
    await store.close()


async def test_another_poster_takes_over_at_once_when_the_first_is_killed(house: House) -> None:
    await house.crew.start("poster")
    await house.crew.until_said("poster", "seat name=poster standing=held", longest_s=_LONGEST_S)
    await house.crew.start("standby")
    await house.crew.until_said("standby", "seat name=poster standing=taken", longest_s=_LONGEST_S)
    await house.crew.kill("poster")
    await house.come_due()
    await house.until(lambda: house.posted() == _SERVERS)
    await house.crew.until_said("standby", "seat name=poster standing=held", longest_s=_LONGEST_S)
    assert await house.town.count_digests() == Count(digests=_SERVERS, doubled=0, lost=0)
    await house.crew.start("poster")
    await house.crew.until_said("poster", "seat name=poster standing=taken", longest_s=_LONGEST_S)
    assert await house.crew.stop("standby") == 0
    await house.crew.until_said("poster", "seat name=poster standing=held", longest_s=_LONGEST_S)
    assert await house.crew.stop("poster") == 0
    assert house.crew.complaints() == []


async def test_another_gateway_waits_for_the_shards_and_answers_when_the_first_is_killed(house: House) -> None:
    await house.crew.start("gateway")
    await house.crew.until_working("gateway", longest_s=_LONGEST_S)
    await house.crew.start("second gateway")
    await house.crew.until_said("second gateway", "seat name=shards standing=taken", longest_s=_LONGEST_S)
    assert house.wire.identify_count == 1
    await house.crew.kill("gateway")
    await house.crew.until_working("second gateway", longest_s=_LONGEST_S)
    assert house.wire.identify_count == 2
    table = house.town.tables[0]
    told = await table.player.slash(table.channel, "about")
    await house.until(lambda: told.response is not None and "Backchannel" in text_of(told.response))
    assert await house.crew.stop("second gateway") == 0
    assert house.crew.complaints() == []


def test_no_two_stories_of_the_press_are_alike() -> None:
    assert len({_told(number) for number in range(500)}) == 500


async def test_a_loss_and_a_double_are_counted(house: House) -> None:
    """The count itself: a message that nobody owed, and digests that nobody made."""
    (channel, *_) = house.town.digests.values()
    house.wire.backend.create_message(channel.id, house.wire.backend.bot_user.id, "Once more")
    found = await house.town.count_digests()
    assert (found.digests, found.doubled, found.lost) == (_SERVERS, 1, _SERVERS)
    entries = await house.town.count_entries()
    assert (entries.doubled, entries.lost) == (0, entries.digests)
    house.town.tables[0].locked.add(5)
    assert (await house.town.count_answers()).lost == 1
    house.wire.backend.create_message(
        house.town.tables[0].channel.id, house.wire.backend.bot_user.id, "question 1 of 3"
    )
    assert (await house.town.count_shown()).doubled == 1
    (told,) = await house.town.mislaid()
    assert "nobody knows" in told
    assert "question 1 of 3" in told
