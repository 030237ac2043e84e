"""discord.py's real client against the wire: log in, commands, buttons, files, limits, faults, reconnects."""

from typing import Any

import discord
import pytest

from bot.sandbox.simcord_private import ResponseMessage, SetupError
from bot.sandbox.wire import Fault, LimitRules, WireServer
from tests.sandbox.conftest import ManualClock, Scene, running_bot

MESSAGES = "/channels/*/messages"


def texts(scene: Scene) -> list[str]:
    return [message.content for message in scene.wire.backend.messages.get(scene.channel.id, {}).values()]


def response(result: Any) -> ResponseMessage:
    answer = result.response
    assert isinstance(answer, ResponseMessage)
    return answer


async def test_logs_in_and_registers_its_commands(scene: Scene) -> None:
    assert scene.bot.user is not None
    assert scene.bot.user.id == scene.wire.backend.bot_user.id
    assert [guild.name for guild in scene.bot.guilds] == ["Quiet place"]
    assert scene.bot.intents.message_content is False
    assert scene.alice.available_commands(scene.channel) == (
        "capital",
        "countdown start",
        "counter",
        "feedback",
        "late",
        "length",
        "secret",
    )


async def test_slash_command_answers_with_a_card_and_its_picture(scene: Scene) -> None:
    message = response(await scene.alice.slash(scene.channel, "counter"))
    container = message.components[0]
    assert container["components"][0]["content"].endswith("Counted **0** times")
    [picture] = scene.wire.backend.get_message(scene.channel.id, message.id).attachments
    assert (picture["filename"], picture["description"]) == ("dot.png", "A dark dot")


async def test_button_edits_the_card(scene: Scene) -> None:
    message = response(await scene.alice.slash(scene.channel, "counter"))
    await scene.alice.click(message, custom_id="count")
    assert message.components[0]["components"][0]["content"].endswith("Counted **1** times")


async def test_choice_is_answered_to_the_chooser_alone(scene: Scene) -> None:
    message = response(await scene.alice.slash(scene.channel, "counter"))
    answer = response(await scene.bob.select(message, ["Ottawa"], custom_id="capital"))
    assert (answer.content, answer.ephemeral) == ("You chose Ottawa.", True)
    with pytest.raises(SetupError, match="not visible"):
        await scene.alice.click(answer, custom_id="count")


async def test_deferred_answer_is_completed_without_an_edited_mark(scene: Scene) -> None:
    answer = response(await scene.alice.slash(scene.channel, "secret"))
    assert await scene.wire.until(lambda: answer.content == "Only you see this.")
    assert answer.ephemeral
    assert scene.wire.backend.get_message(scene.channel.id, answer.id).edited_timestamp is None


async def test_modal_autocomplete_and_message_menu(scene: Scene) -> None:
    shown = await scene.alice.slash(scene.channel, "feedback")
    assert shown.modal is not None
    field = shown.modal["components"][0]["components"][0]["custom_id"]
    assert response(await scene.alice.submit_modal(shown, {field: "Well done"})).content == "alice wrote: Well done"
    offered = await scene.alice.autocomplete(scene.channel, "capital", "name", "ka")
    assert [choice["value"] for choice in offered] == ["Kathmandu"]
    said = await scene.bob.send(scene.channel, "psst")
    assert response(await scene.alice.context_menu(scene.channel, "Shout this message", said)).content == "PSST"


async def test_attached_file_is_read_from_the_loopback_cdn(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "length", file=("notes.txt", b"twelve bytes"))
    assert response(result).content == "notes.txt has 12 bytes."


async def test_answer_names_the_whole_command(scene: Scene) -> None:
    answer = response(await scene.alice.slash(scene.channel, "countdown start", to="Tea"))
    metadata = scene.wire.backend.get_message(scene.channel.id, answer.id).interaction_metadata
    assert metadata is not None
    assert metadata["name"] == "countdown start"


async def test_members_words_stay_unheard_without_the_intents(scene: Scene) -> None:
    heard: list[str] = []
    scene.bot._connection.parsers["MESSAGE_CREATE"] = lambda data: heard.append(data["content"])
    await scene.alice.send(scene.channel, "not for the bot")
    await scene.alice.slash(scene.channel, "counter")
    assert heard == []


async def test_same_nonce_posts_once_within_five_minutes(scene: Scene, monotonic: ManualClock) -> None:
    first = await scene.bot_channel.send("Digest", nonce="a1")
    again = await scene.bot_channel.send("Digest", nonce="a1")
    assert (first.id, first.nonce) == (again.id, "a1")
    await scene.bot_channel.send("Other", nonce="a2")
    monotonic.now_s += 301
    later = await scene.bot_channel.send("Digest", nonce="a1")
    assert later.id != first.id
    assert texts(scene) == ["Digest", "Other", "Digest"]


async def test_nonce_over_25_characters_is_refused(scene: Scene) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await scene.bot_channel.send("Digest", nonce="n" * 26)
    assert (caught.value.status, caught.value.code) == (400, 50035)
    assert texts(scene) == []


async def test_reset_after_the_message_was_posted_loses_only_the_answer(scene: Scene) -> None:
    struck = scene.wire.inject(Fault(method="POST", path_pattern=MESSAGES, is_reset=True, takes_effect=True))
    with pytest.raises(OSError, match=r"reset|disconnected|closed"):
        await scene.bot_channel.send("Digest", nonce="b1")
    assert (struck.hits, texts(scene)) == (1, ["Digest"])
    await scene.bot_channel.send("Digest", nonce="b1")
    assert texts(scene) == ["Digest"]


async def test_history_after_a_message_is_read_on_from_there(scene: Scene) -> None:
    first = await scene.bot_channel.send("0")
    for number in range(1, 251):
        scene.wire.backend.create_message(scene.channel.id, scene.wire.backend.bot_user.id, str(number))
    read = [message async for message in scene.bot_channel.history(limit=120, after=first, oldest_first=True)]
    assert [message.content for message in read] == [str(number) for number in range(1, 121)]


async def test_429_is_waited_out(scene: Scene) -> None:
    scene.wire.inject(Fault(method="POST", path_pattern=MESSAGES, status=429, retry_after_s=0.02))
    await scene.bot_channel.send("After a wait")
    sent = [record.status for record in scene.wire.requests if record.path.endswith("/messages")]
    assert sent == [429, 200]


async def test_500_is_tried_again(scene: Scene) -> None:
    scene.wire.inject(Fault(method="POST", path_pattern=MESSAGES, status=500))
    await scene.bot_channel.send("Second try")
    assert texts(scene) == ["Second try"]


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        pytest.param(401, 0, discord.HTTPException, id="unauthorised"),
        pytest.param(403, 50013, discord.Forbidden, id="missing permissions"),
        pytest.param(404, 10003, discord.NotFound, id="unknown channel"),
        pytest.param(503, 0, discord.DiscordServerError, id="unavailable"),
    ],
)
async def test_error_answers_reach_the_bot(
    scene: Scene, status: int, code: int, expected: type[discord.HTTPException]
) -> None:
    scene.wire.inject(Fault(path_pattern=MESSAGES, status=status, code=code, times=None))
    with pytest.raises(expected) as caught:
        await scene.bot_channel.send("Never seen")
    assert (caught.value.status, caught.value.code) == (status, code)
    scene.wire.clear_faults()
    await scene.bot_channel.send("Seen")
    assert texts(scene) == ["Seen"]


async def test_slow_answer_comes_all_the_same(scene: Scene) -> None:
    scene.wire.inject(Fault(path_pattern=MESSAGES, delay_s=0.05))
    await scene.bot_channel.send("Slow")
    assert texts(scene) == ["Slow"]


async def test_discord_py_paces_itself_by_the_buckets_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = WireServer(limits=LimitRules(channel_messages=2, channel_window_s=0.2))
    channel = wire.env.create_guild("Quick place").create_text_channel("talk")
    await wire.start()
    try:
        async with running_bot(wire, monkeypatch) as bot:
            for number in range(5):
                await bot.get_partial_messageable(channel.id).send(str(number))
    finally:
        await wire.stop()
    sent = [record for record in wire.requests if record.path.endswith("/messages")]
    assert [record.status for record in sent] == [200] * 5
    assert sent[4].at_s - sent[0].at_s >= 0.4


async def test_bot_resumes_after_its_connection_broke(scene: Scene) -> None:
    await scene.wire.drop_connections()
    assert await scene.wire.until(lambda: scene.wire.resume_count == 1)
    message = response(await scene.alice.slash(scene.channel, "counter"))
    assert message.components
    assert scene.wire.identify_count == 1


async def test_event_sent_while_the_bot_was_away_is_told_on_resume(scene: Scene) -> None:
    await scene.wire.drop_connections()
    assert scene.wire.connected_shards == 0
    assert (await scene.alice.slash(scene.channel, "counter")).acknowledged


async def test_unknown_session_makes_the_bot_identify_anew(scene: Scene) -> None:
    scene.wire.expire_sessions()
    await scene.wire.drop_connections()
    assert await scene.wire.until(lambda: scene.wire.identify_count == 2, timeout_s=15)
    assert (await scene.alice.slash(scene.channel, "counter")).acknowledged


async def test_bot_follows_the_request_to_reconnect(scene: Scene) -> None:
    scene.wire.ask_to_reconnect()
    assert await scene.wire.until(lambda: scene.wire.resume_count == 1)


async def test_wrong_token_can_not_log_in(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = WireServer(token="right")
    await wire.start()
    monkeypatch.setattr(discord.http.Route, "BASE", wire.api_base)
    async with discord.Client(intents=discord.Intents.none()) as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")
    await wire.stop()


async def test_records_stay_bounded_and_the_bot_keeps_working(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = WireServer(limits=LimitRules(global_per_s=10_000, channel_messages=10_000))
    guild = wire.env.create_guild("Busy place")
    channel = guild.create_text_channel("talk")
    alice = guild.add_member(wire.env.create_user("alice"))
    await wire.start()
    try:
        async with running_bot(wire, monkeypatch):
            for number in range(3000):
                wire.backend.create_message(channel.id, alice.id, str(number))
            stored = wire.backend.messages[channel.id]
            assert len(stored) <= 1200
            assert list(stored.values())[-1].content == "2999"
            assert len(wire.backend.transcript) <= 700
            assert (await alice.slash(channel, "secret")).acknowledged
    finally:
        await wire.stop()


async def test_one_bot_serves_many_servers_over_two_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = WireServer(shards=2)
    for number in range(4):
        guild = wire.env.create_guild(f"Server {number}", id=(number + 1) << 22)
        guild.create_text_channel("talk")
    await wire.start()
    try:
        async with running_bot(wire, monkeypatch) as bot:
            assert wire.connected_shards == 2
            assert {guild.name: guild.shard_id for guild in bot.guilds} == {
                "Server 0": 1,
                "Server 1": 0,
                "Server 2": 1,
                "Server 3": 0,
            }
    finally:
        await wire.stop()
