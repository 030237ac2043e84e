"""/outlet list: who manages a server hides an outlet and shows it again; what it prints is then left out."""

from dataclasses import replace
from typing import Any

from bot.intake import BroughtOutcome
from bot.model.ids import GuildId
from bot.model.source_changes import SourceAct
from tests.discord.conftest import Newsroom
from tests.discord.looking import select_of, shown_by, text_of
from tests.discord.test_duplicates import AGENCY, TEXT, at, bring, event_number

SECOND = (
    "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on 14 March 2024. A guard of "
    "honour stood in the rain. The visitor brought copper spoons, and had fish soup for lunch."
)


async def choose(newsroom: Newsroom, card: Any, key: str) -> str:
    placeholder = "Hide an outlet"
    picker = select_of(card, placeholder)
    value = next(one["value"] for one in picker["options"] if one["value"][1:] == key)
    answered = await newsroom.alice.select(card, [value], custom_id=picker["custom_id"])
    return text_of(answered.response if answered.response is not None else card)


async def test_a_member_who_does_not_manage_the_server_never_sees_the_list(newsroom: Newsroom) -> None:
    refused = await newsroom.bob.slash(newsroom.general, "outlet list")
    assert refused.ephemeral
    assert "Not yours to change" in text_of(shown_by(refused))


async def test_a_hidden_outlet_s_articles_are_left_out_until_it_is_shown_again(newsroom: Newsroom) -> None:
    await bring(newsroom, replace(TEXT, url="https://www.reuters.com/1", source="Reuters"))
    await bring(newsroom, at("Xinhua", SECOND))
    listed = await newsroom.alice.slash(newsroom.general, "outlet list")
    assert listed.ephemeral
    card = shown_by(listed)
    assert "**Xinhua** (state media, 🇨🇳, Chinese) · 1 article" in text_of(card)
    assert "Xinhua is hidden" in await choose(newsroom, card, "xinhua")
    left_out = await bring(newsroom, at("Xinhua", AGENCY.replace("salmon", "copper")))
    assert left_out.outcome is BroughtOutcome.LEFT_OUT
    event = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number=await event_number(newsroom)))
    assert "1 outlet" in text_of(event)
    assert "Xinhua" not in text_of(event)
    assert "Xinhua is shown again" in await choose(newsroom, card, "xinhua")
    event = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number=await event_number(newsroom)))
    assert "2 outlets" in text_of(event)


async def test_of_two_who_hide_an_outlet_at_once_the_second_does_not_show_it_again(newsroom: Newsroom) -> None:
    await bring(newsroom, at("Xinhua", SECOND))
    one, two = [shown_by(await newsroom.alice.slash(newsroom.general, "outlet list")) for _ in range(2)]
    assert "Xinhua is hidden" in await choose(newsroom, one, "xinhua")
    assert "Xinhua is hidden" in await choose(newsroom, two, "xinhua")
    listed = shown_by(await newsroom.alice.slash(newsroom.general, "outlet list"))
    assert "1 hidden" in text_of(listed)
    history = await newsroom.services.sources.history(GuildId(newsroom.guild.id), 0)
    assert [one.act for one in history.changes] == [SourceAct.HIDDEN]
