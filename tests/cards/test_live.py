"""Cards in front of a real client: sent, forgotten, and their buttons still answer; forms give typed values."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest
import simcord
from discord.ext import commands

from bot.cards import ids, quiz_ids
from bot.cards.digest import digest_card
from bot.cards.events import events_card
from bot.cards.forms import ArticleForm, ArticleInput, PairForm, ReportForm, ScheduleForm, ScheduleInput
from bot.cards.message import Card, from_payload, outgoing, to_payload
from bot.cards.routes import Interaction, route
from bot.cards.settings import settings_card
from bot.cards.summary import summary_card
from bot.model.ids import ArticleId, EventId
from bot.model.stored import EventQuery
from tests.cards import samples as s


class Desk(commands.Bot):
    """A bot that does nothing but answer two routes and open the forms."""

    def __init__(self) -> None:
        super().__init__("!", intents=discord.Intents.default())
        self.heard: list[object] = []

    async def setup_hook(self) -> None:
        self.add_dynamic_items(
            route(ids.SummarySources, self.clicked, self.failed),
            route(quiz_ids.QuizArticle, self.broken, self.failed),
            route(ids.EventsPick, self.chosen, self.failed),
            route(ids.ArticlePaste, self.ask_article, self.failed),
            route(ids.SettingEdit, self.ask_schedule, self.failed),
        )

    async def clicked(self, interaction: Interaction, meant: ids.SummarySources, _: tuple[str, ...]) -> None:
        self.heard.append(meant)
        await interaction.response.defer()

    async def chosen(self, interaction: Interaction, meant: ids.EventsPick, values: tuple[str, ...]) -> None:
        self.heard += [meant, values]
        await interaction.response.defer()

    async def broken(self, interaction: Interaction, meant: quiz_ids.QuizArticle, _: tuple[str, ...]) -> None:
        raise RuntimeError(f"no quiz on {meant.article}")

    async def failed(self, interaction: Interaction, error: Exception) -> None:
        self.heard.append(str(error))
        await interaction.response.send_message("told", ephemeral=True)

    async def ask_article(self, interaction: Interaction, meant: ids.ArticlePaste, _: tuple[str, ...]) -> None:
        await interaction.response.send_modal(ArticleForm(self.filled, self.failed, title="Known title"))

    async def ask_schedule(self, interaction: Interaction, meant: ids.SettingEdit, _: tuple[str, ...]) -> None:
        form = ScheduleForm(self.filled, self.failed, title="Digest time", schedule=s.SETTINGS.schedule, locale="en-US")
        await interaction.response.send_modal(form)

    async def filled(self, interaction: Interaction, value: object) -> None:
        self.heard.append(value)
        await interaction.response.defer()


@asynccontextmanager
async def desk() -> AsyncIterator[tuple[Desk, simcord.MemberActor, simcord.ChannelHandle]]:
    bot = Desk()
    try:
        async with simcord.run(bot) as env:
            guild = env.create_guild("Newsroom")
            channel = guild.create_text_channel("general")
            yield bot, guild.add_member(env.create_user("ada")), channel
    finally:
        await bot.close()


async def send(bot: Desk, channel: simcord.ChannelHandle, view: Card) -> discord.Message:
    found = bot.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    return await found.send(**outgoing(view))


async def test_a_sent_card_is_forgotten_and_its_buttons_answer() -> None:
    async with desk() as (bot, ada, channel):
        message = await send(bot, channel, summary_card(s.article(), s.GAZETTEER, pair=s.PAIR, has_quiz=True))
        assert bot.persistent_views == []
        await ada.click(message, label="Sources (4)")
        assert bot.heard == [ids.SummarySources(article=ArticleId(7), length=ids.SummaryLength.STANDARD)]


async def test_an_error_behind_a_button_reaches_the_error_table() -> None:
    async with desk() as (bot, ada, channel):
        message = await send(bot, channel, summary_card(s.article(), s.GAZETTEER, pair=s.PAIR, has_quiz=True))
        await ada.click(message, label="Quiz me")
        assert bot.heard == ["no quiz on 7"]


async def test_a_select_brings_its_values() -> None:
    async with desk() as (bot, ada, channel):
        query = EventQuery(pair=s.PAIR, words="salmon: cod")
        message = await send(bot, channel, events_card(s.timeline(2), query, s.GAZETTEER))
        await ada.select(message, ["141"], custom_id=ids.EventsPick(query=query).encode())
        assert bot.heard == [ids.EventsPick(query=query), ("141",)]


async def test_a_stored_card_is_sent_as_it_was_stored() -> None:
    async with desk() as (bot, ada, channel):
        view = summary_card(s.article(), s.GAZETTEER, pair=s.PAIR, has_quiz=True)
        stored = to_payload(view)
        again = from_payload(stored)
        assert again.to_components() == view.to_components()
        assert to_payload(again) == stored
        message = await send(bot, channel, again)
        await ada.click(message, label="Sources (4)")
        assert len(bot.heard) == 1


def test_a_late_card_says_so_in_its_foot() -> None:
    stored = to_payload(digest_card(s.digest(), s.GAZETTEER))
    late = from_payload(stored, note="Sent at 09:10, planned for 07:30")
    assert s.texts(late)[-1] == "-# Sent at 09:10, planned for 07:30"
    assert s.texts(late)[:-1] == s.texts(from_payload(stored))


@pytest.mark.parametrize("payload", ["{}", "[1]", '[{"content": "x"}]'])
def test_what_is_no_card_is_not_sent(payload: str) -> None:
    with pytest.raises(ValueError, match="no list of components"):
        from_payload(payload)


async def test_a_card_that_names_everyone_pings_nobody() -> None:
    async with desk() as (bot, _, channel):
        article = s.article(title="@everyone <@1> looks")
        message = await send(bot, channel, summary_card(article, s.GAZETTEER, pair=s.PAIR, has_quiz=True))
        assert (message.mention_everyone, message.mentions) == (False, [])


async def test_the_article_form_gives_what_was_typed() -> None:
    async with desk() as (bot, ada, channel):
        message = await send(bot, channel, events_card(s.timeline(0), EventQuery(pair=s.PAIR), s.GAZETTEER))
        shown = await ada.click(message, label="Hand in an article")
        await ada.submit_modal(shown, fields(shown, "Lund in Oslo", "2024-03-14", "Lund met Reyes."))
        assert bot.heard == [ArticleInput(title="Lund in Oslo", published="2024-03-14", text="Lund met Reyes.")]


async def test_the_schedule_form_gives_what_was_typed() -> None:
    async with desk() as (bot, ada, channel):
        message = await send(bot, channel, settings_card(s.SETTINGS, s.GAZETTEER, server="Newsroom"))
        shown = await ada.click(message, label="Edit time")
        await ada.submit_modal(shown, fields(shown, "Fridays", "25:70", "Berlin"))
        assert bot.heard == [ScheduleInput(when="Fridays", at="25:70", zone="Berlin")]


def test_the_schedule_form_begins_in_the_reader_s_form_of_time() -> None:
    bot = Desk()
    form = ScheduleForm(bot.filled, bot.failed, title="Digest time", schedule=s.SETTINGS.schedule, locale="en-US")
    assert [default for _, default in labels(form)] == ["Every day", "6:00 pm", "Europe/Oslo"]


async def test_report_and_pair_forms_begin_with_what_is_known() -> None:
    bot = Desk()
    report = ReportForm(bot.filled, bot.failed, asks_event=True, event=EventId(147))
    pair = PairForm(bot.filled, bot.failed, first="Norway", second="Chile")
    assert [name for name, _ in labels(report)] == ["Event", "What is wrong?"]
    assert [default for _, default in labels(report)] == ["E147", None]
    assert labels(pair) == [("First country", "Norway"), ("Second country", "Chile")]
    assert [name for name, _ in labels(ReportForm(bot.filled, bot.failed))] == ["What is wrong?"]


def labels(form: discord.ui.Modal) -> list[tuple[str, object]]:
    shown = [(part["label"], part["component"]) for part in form.to_components()]
    assert all(len(label) <= 45 and len(str(part.get("description") or "")) <= 100 for label, part in shown)
    return [(label, part.get("value")) for label, part in shown]


def fields(shown: simcord.InteractionResult, *values: object) -> dict[str, object]:
    """Return values by the custom ids of a modal's fields, in their order."""
    assert shown.modal is not None
    return dict(zip((part["component"]["custom_id"] for part in shown.modal["components"]), values, strict=True))
