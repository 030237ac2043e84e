"""A poster that is only logged in: what a connected client knows of channels it finds out by what Discord answers."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.cards.message import card, text, to_payload
from bot.cards.tokens import Accent
from bot.digest.delivery import nonce
from bot.digest.sending import CannotSendError, Posted, Search, SendProblem
from bot.model.digest import OutboxItem, Posting
from bot.model.ids import GuildId, OutboxId, UserId
from bot.sandbox.wire import Fault
from tests.discord.looking import text_of
from tests.faults.conftest import POSTS, Office
from tests.outbox_items import owed


def item(office: Office, channel: int, **changes: Any) -> OutboxItem:
    return replace(owed(office.guilds[0], channel, at=office.clock()), **changes)


async def send(office: Office, one: OutboxItem, *, is_late: bool = False) -> Posted:
    search = Search(after=office.clock() - timedelta(hours=1), others=frozenset()) if is_late else None
    return await office.sender.send(one, nonce=nonce(one), search=search, note="")


def asked(office: Office, method: str, path: str) -> int:
    """Count the requests for a path."""
    return sum(one.method == method and one.path == path for one in office.wire.requests)


async def test_a_usual_channel_is_posted_to_in_one_request(office: Office) -> None:
    channel = office.channels[0]
    await send(office, item(office, channel.id))
    assert [text_of(message) for message in channel.history()] == ["## Talks"]
    assert asked(office, "GET", f"/channels/{channel.id}") == 0


async def test_a_forum_is_found_by_what_discord_says_and_remembered(office: Office) -> None:
    forum = office.wire.env.create_guild("Forum").create_forum_channel("desk")
    one = item(office, forum.id, posting=Posting(thread="US – China"))
    sender = office.sender
    first = await sender.send(one, nonce=nonce(one), search=None, note="")
    again = await sender.send(replace(one, attempts=2), nonce=nonce(one), search=None, note="")
    assert first == again
    (thread,) = forum.threads
    assert (thread.name, [text_of(message) for message in thread.history()]) == ("US – China", ["## Talks"])
    assert asked(office, "POST", f"/channels/{forum.id}/messages") == 1


async def test_a_card_is_put_into_a_thread_that_a_line_opens(office: Office) -> None:
    channel = office.channels[0]
    one = item(office, channel.id, posting=Posting(thread="US – China", line="**Daily digest**"))
    first = await send(office, one)
    assert await send(office, one, is_late=True) == first
    (opener,) = [message for message in channel.history() if message.components]
    (thread,) = channel.threads
    assert (text_of(opener), thread.name) == ("**Daily digest**", "US – China")
    assert first.place == thread.id
    assert [text_of(message) for message in thread.history() if message.components] == ["## Talks"]


async def test_a_thread_for_a_forum_is_a_post_of_it(office: Office) -> None:
    forum = office.wire.env.create_guild("Forum").create_forum_channel("desk")
    await send(office, item(office, forum.id, posting=Posting(thread="US – China", line="**Daily digest**")))
    (thread,) = forum.threads
    assert [text_of(message) for message in thread.history()] == ["## Talks"]


@pytest.mark.parametrize("code", [50001, 50013])
async def test_where_files_may_not_be_attached_the_card_comes_without_its_picture(office: Office, code: int) -> None:
    gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery(
        discord.MediaGalleryItem("attachment://barometer.png", description="Rising")
    )
    payload = to_payload(card(Accent.NEWS, text("## Talks"), gallery))
    refused = office.wire.inject(Fault(method="POST", path_pattern=POSTS, status=403, code=code))
    await send(office, item(office, office.channels[0].id, payload=payload, picture=b"\x89PNG"))
    (message,) = office.channels[0].history()
    assert (text_of(message), message.attachments, refused.hits) == ("## Talks", [], 1)


async def test_a_server_is_told_where_discord_tells_it_things(office: Office) -> None:
    server = office.wire.env.create_guild("Notices")
    channel = server.create_text_channel("system")
    stored = office.wire.backend.guilds[server.id]
    stored.system_channel_id = channel.id
    office.wire.inject(Fault(method="POST", path_pattern="/users/@me/channels", status=403, code=50007, times=None))
    one = item(office, 1, guild=GuildId(server.id), posting=Posting(user=UserId(5)))
    posted = await send(office, one)
    assert posted.place == channel.id
    office.wire.inject(Fault(method="POST", path_pattern=POSTS, status=403, code=50013, times=None))
    with pytest.raises(CannotSendError) as caught:
        await send(office, replace(one, id=OutboxId(8)))
    assert caught.value.problem is SendProblem.FORBIDDEN


async def test_a_channel_that_is_gone_is_gone(office: Office) -> None:
    for posting in (Posting(), Posting(thread="US – China", line="**Daily digest**")):
        with pytest.raises(CannotSendError) as caught:
            await send(office, item(office, 5, posting=posting))
        assert caught.value.problem is SendProblem.GONE
