import discord

from bot.sandbox.wire import WireServer
from bot.sandbox.world import build_world


async def test_world_has_the_same_ids_in_every_run() -> None:
    first, second = (build_world(WireServer().env) for _ in range(2))
    assert first.guild.id == second.guild.id
    assert [channel.id for channel in first.channels] == [channel.id for channel in second.channels]
    assert [person.id for person in first.people] == [person.id for person in second.people]


async def test_messages_are_dated_by_the_real_clock() -> None:
    wire = WireServer()
    world = build_world(wire.env)
    await wire.start()
    said = await world.people[1].send(world.channels[0], "Now")
    await wire.stop()
    assert abs((discord.utils.utcnow() - discord.utils.snowflake_time(said.id)).total_seconds()) < 60


async def test_only_the_first_person_may_manage_the_server() -> None:
    wire = WireServer()
    world = build_world(wire.env)
    manages = [
        discord.Permissions(wire.backend.compute_permissions(world.guild.id, person.id)).manage_guild
        for person in world.people
    ]
    assert manages == [True, False, False]
    assert [channel.name for channel in world.channels] == ["general", "digest", "quiz"]
    assert wire.backend.bot_user.name == "Backchannel"
