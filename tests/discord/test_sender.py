"""The edge to Discord: threads, forum posts, notes to persons and mended cards, each safe to repeat."""

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
from bot.model.ids import GuildId, MessageId, OutboxId, UserId
from bot.sender import DiscordSender
from tests.discord.conftest import Newsroom
from tests.discord.looking import text_of
from tests.outbox_items import owed


def item(newsroom: Newsroom, channel: int, **changes: Any) -> OutboxItem:
    return replace(owed(GuildId(newsroom.guild.id), channel, at=newsroom.services.clock()), **changes)


async def send(newsroom: Newsroom, one: OutboxItem, *, is_late: bool = False, note: str = "") -> Posted:
    an_hour_ago = newsroom.services.clock() - timedelta(hours=1)
    search = Search(after=an_hour_ago, others=frozenset()) if is_late else None
    return await DiscordSender(newsroom.env.bot).send(one, nonce=nonce(one), search=search, note=note)


def shown(newsroom: Newsroom) -> list[str]:
    return [text_of(message) for message in newsroom.digest.history() if text_of(message)]


@pytest.mark.parametrize("note", ["", "Delayed: planned for <t:1:f>"])
async def test_a_copy_in_the_channel_is_found_whatever_was_added_to_it(newsroom: Newsroom, note: str) -> None:
    one = item(newsroom, newsroom.digest.id)
    first = await send(newsroom, one, note="Delayed: planned for <t:2:f>")
    again = await send(newsroom, one, is_late=True, note=note)
    assert again == first
    assert len(newsroom.digest.history()) == 1


async def test_a_thread_that_was_opened_before_a_crash_is_gone_on_with(newsroom: Newsroom) -> None:
    posting = Posting(thread="US – China: 14 June 2023", line="**Daily digest**")
    one = item(newsroom, newsroom.digest.id, posting=posting)
    first = await send(newsroom, one)
    again = await send(newsroom, one, is_late=True)
    assert again == first
    assert shown(newsroom)[0] == "**Daily digest**"
    sent = [r for r in newsroom.env.http_requests if r.method == "POST" and r.path.endswith("/messages")]
    assert len(sent) == 2


async def test_a_forum_post_of_an_earlier_attempt_is_found_and_a_like_one_of_before_is_not_taken(
    newsroom: Newsroom,
) -> None:
    forum = newsroom.guild.create_forum_channel("desk")
    posting = Posting(thread="US – China: 14 June 2023")
    by_hand = await send(newsroom, item(newsroom, forum.id, posting=posting))
    await newsroom.env.advance_time(60)
    one = item(newsroom, forum.id, posting=posting)
    first = await send(newsroom, one)
    again = await send(newsroom, replace(one, attempts=2))
    assert first == again != by_hand


async def test_a_person_who_takes_no_messages_is_not_told_in_just_any_channel(newsroom: Newsroom) -> None:
    one = item(newsroom, newsroom.digest.id, posting=Posting(user=UserId(newsroom.alice.id)))
    assert (await send(newsroom, one)).place != newsroom.digest.id
    newsroom.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    with pytest.raises(CannotSendError):
        await send(newsroom, replace(one, id=OutboxId(8), posting=Posting(user=UserId(newsroom.bob.id))))
    assert newsroom.digest.history() == []


async def test_a_posted_card_is_mended_in_place(newsroom: Newsroom) -> None:
    first = await send(newsroom, item(newsroom, newsroom.digest.id))
    better = to_payload(card(Accent.NEWS, text("## Talks, a request")))
    mended = await send(newsroom, item(newsroom, newsroom.digest.id, payload=better, target=first.message))
    assert mended == first
    assert shown(newsroom) == ["## Talks, a request"]


async def test_a_card_whose_message_was_deleted_can_t_be_mended(newsroom: Newsroom) -> None:
    with pytest.raises(CannotSendError) as caught:
        await send(newsroom, item(newsroom, newsroom.digest.id, target=MessageId(5)))
    assert caught.value.problem is SendProblem.GONE


async def test_without_the_right_to_attach_files_a_card_comes_without_its_picture(newsroom: Newsroom) -> None:
    me = newsroom.env.bot.user
    assert me is not None
    bare = newsroom.guild.create_text_channel("bare", overwrites={me: discord.PermissionOverwrite(attach_files=False)})
    gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery(
        discord.MediaGalleryItem("attachment://barometer.png", description="Rising")
    )
    payload = to_payload(card(Accent.NEWS, text("## Talks"), gallery))
    await send(newsroom, item(newsroom, bare.id, payload=payload, picture=b"\x89PNG"))
    (message,) = bare.history()
    assert text_of(message) == "## Talks"
    assert not message.attachments
