"""What a gateway session tells, censors, keeps and tells again."""

import json
from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.sandbox.wire import WireServer
from bot.sandbox.wire.sessions import REPLAY_LENGTH, Session, guild_of


@pytest.fixture
async def wire() -> WireServer:
    return WireServer()


def session(
    wire: WireServer, send: Callable[[str], None], *, shard: tuple[int, int] = (0, 1), intents: int = 0
) -> Session:
    return Session(wire.backend, intents=intents, shard=shard, rewrite=lambda text: text, send=send)


def told(lines: list[str]) -> list[tuple[int, str]]:
    return [(message["s"], message["t"]) for message in map(json.loads, lines)]


def payload(wire: WireServer, content: str) -> dict[str, Any]:
    guild = wire.env.create_guild("Place")
    channel = guild.create_text_channel("talk")
    person = guild.add_member(wire.env.create_user("ann"))
    message = wire.backend.create_message(channel.id, person.id, content)
    return {"id": str(message.id), "channel_id": str(channel.id), "guild_id": str(guild.id), "content": content}


async def test_missed_events_are_told_on_resume_in_order(wire: WireServer) -> None:
    before: list[str] = []
    after: list[str] = []
    kept = session(wire, before.append)
    kept.send_event("READY", {})
    kept.lose(before.append, 1.0)
    kept.send_event("CHANNEL_CREATE", {})
    kept.send_event("CHANNEL_DELETE", {})
    assert (kept.is_connected, kept.lost_at) == (False, 1.0)
    assert kept.resume(1, after.append)
    assert told(after) == [(2, "CHANNEL_CREATE"), (3, "CHANNEL_DELETE"), (4, "RESUMED")]
    assert told(before) == [(1, "READY")]


async def test_connection_that_was_replaced_can_not_lose_the_session(wire: WireServer) -> None:
    old: list[str] = []
    new: list[str] = []
    kept = session(wire, old.append)
    kept.send_event("READY", {})
    assert kept.resume(1, new.append)
    kept.lose(old.append, 2.0)
    assert kept.is_connected


@pytest.mark.parametrize(
    ("missed", "seen", "is_resumed"),
    [
        pytest.param(REPLAY_LENGTH, 0, True, id="just all kept"),
        pytest.param(REPLAY_LENGTH + 1, 0, False, id="one too many"),
        pytest.param(3, 9, False, id="from the future"),
        pytest.param(3, 3, True, id="nothing missed"),
    ],
)
async def test_what_was_missed_must_be_kept_whole(wire: WireServer, missed: int, seen: int, is_resumed: bool) -> None:
    kept = session(wire, lambda _text: None)
    kept.lose(kept._send or print, 0.0)
    for _ in range(missed):
        kept.send_event("TYPING_START", {})
    assert kept.resume(seen, lambda _text: None) is is_resumed


@pytest.mark.parametrize(
    ("intents", "content"),
    [
        pytest.param(discord.Intents(guilds=True), None, id="no messages"),
        pytest.param(discord.Intents(guild_messages=True), "", id="no content"),
        pytest.param(discord.Intents(guild_messages=True, message_content=True), "open words", id="content"),
    ],
)
async def test_intents_decide_what_is_heard_of_a_message(
    wire: WireServer, intents: discord.Intents, content: str | None
) -> None:
    lines: list[str] = []
    session(wire, lines.append, intents=intents.value).tell("MESSAGE_CREATE", payload(wire, "open words"))
    assert [json.loads(line)["d"]["content"] for line in lines] == ([] if content is None else [content])


async def test_interaction_says_that_the_server_has_installed_the_bot(wire: WireServer) -> None:
    lines: list[str] = []
    sent = {"type": 2, "guild_id": "7", "authorizing_integration_owners": {}, "data": {"type": 1}}
    session(wire, lines.append).tell("INTERACTION_CREATE", sent)
    assert json.loads(lines[0])["d"]["authorizing_integration_owners"] == {"0": "7"}
    assert sent["authorizing_integration_owners"] == {}


async def test_shard_hears_its_own_servers_and_the_first_one_direct_messages(wire: WireServer) -> None:
    first, second = session(wire, print, shard=(0, 2)), session(wire, print, shard=(1, 2))
    assert [first.owns(2 << 22), first.owns(3 << 22), first.owns(None)] == [True, False, True]
    assert [second.owns(2 << 22), second.owns(3 << 22), second.owns(None)] == [False, True, False]


def test_server_of_an_event() -> None:
    assert guild_of("GUILD_CREATE", {"id": "5"}) == 5
    assert guild_of("MESSAGE_CREATE", {"id": "5", "guild_id": "6"}) == 6
    assert guild_of("MESSAGE_CREATE", {"id": "5"}) is None
