"""/article, /summary and the message menu: hand in articles, and read what they say."""

from datetime import date
from typing import Literal

import discord
from discord import app_commands

from bot.cards.article import article_card
from bot.cards.forms import ArticleForm, ArticleInput
from bot.cards.ids import ArticlePaste, SourcesPage, SummaryLength, SummaryOpen, SummaryResize, SummarySources
from bot.cards.message import Card
from bot.cards.sources import sources_card
from bot.cards.summary import summary_card
from bot.client import Backchannel
from bot.intake import Added
from bot.model.budget import Cost
from bot.model.errors import InvalidInputError
from bot.model.language import told
from bot.model.stored import StoredArticle
from bot.replies import answer_error
from bot.rights import Right, check_right, needs
from bot.routing import (
    EVERYWHERE,
    FOR_ALL,
    CardCog,
    Chosen,
    Interaction,
    anywhere,
    defer,
    desk_of,
    open_form,
    person_of,
    pressed,
    replace_card,
    show,
)
from bot.speech import speak_privately
from bot.suggestions import suggest_articles

_LARGEST_FILE = 5_000_000


class Articles(CardCog):
    """Articles: in by link, text, file or message; out as summaries."""

    group = app_commands.Group(
        name="article", description="Hand in articles", allowed_contexts=EVERYWHERE, allowed_installs=FOR_ALL
    )

    async def cog_load(self) -> None:
        """Register the buttons and the message menu, which discord.py does not collect from cogs."""
        await super().cog_load()
        self._menu = app_commands.ContextMenu(
            name="Read this message",
            callback=self.read_message,
            allowed_contexts=EVERYWHERE,
            allowed_installs=FOR_ALL,
        )
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take both away again."""
        await super().cog_unload()
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @group.command(name="add")
    @app_commands.describe(
        link="Address of an article or document",
        file="A text, HTML, PDF or DOCX file",
        published="Day of publication of the file, year-month-day",
    )
    @needs(Right.ADD_ARTICLES)
    async def add(
        self,
        interaction: Interaction,
        link: str | None = None,
        file: discord.Attachment | None = None,
        published: str | None = None,
    ) -> None:
        """Hand in an article: a link, a file, or with neither a form to paste its text."""
        if link is not None and file is not None:
            raise InvalidInputError(user_text=told("Give either a link or a file, not both."))
        day = _day(published)
        if link is None and file is None:
            speak_privately(interaction)
            await open_form(interaction, ArticleForm(self._pasted, answer_error))
            return
        self.spend(interaction, Cost.READING)
        await defer(interaction)
        by = person_of(interaction)
        if link is not None:
            added = await self.services.intake.add_link(link, by)
        else:
            assert file is not None
            if file.size > _LARGEST_FILE:
                raise InvalidInputError(user_text=told("The file is larger than 5 MB, the most that is read."))
            added = await self.services.intake.add_file(await file.read(), by, name=file.filename, published=day)
        await self._show_added(interaction, added)

    @needs(Right.ADD_ARTICLES)
    async def read_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Read a message: the page that its link leads to, or its own text."""
        self.spend(interaction, Cost.READING)
        await defer(interaction)
        await self._show_added(
            interaction, await self.services.intake.add_message(message.content, person_of(interaction))
        )

    @app_commands.command()
    @anywhere
    @app_commands.describe(article="Words of its title; the latest if left out", length="How much is told")
    async def summary(
        self,
        interaction: Interaction,
        article: str | None = None,
        length: Literal["short", "standard", "full"] = "standard",
    ) -> None:
        """What an article says, each point with the sentences that prove it."""
        await defer(interaction)
        found = await self.services.newsroom.choose_article(article, desk_of(interaction))
        await show(interaction, await self._summary(found, SummaryLength(length), interaction))

    summary.autocomplete("article")(suggest_articles)

    @pressed(SummaryOpen)
    async def open_summary(self, interaction: Interaction, card: SummaryOpen, _: Chosen) -> None:
        """Show an article's summary as a new card."""
        await defer(interaction)
        found = await self.services.newsroom.article(card.article, desk_of(interaction))
        await show(interaction, await self._summary(found, SummaryLength.STANDARD, interaction))

    @pressed(SummaryResize)
    async def resize_summary(self, interaction: Interaction, card: SummaryResize, _: Chosen) -> None:
        """Make the summary on this card longer or shorter."""
        found = await self.services.newsroom.article(card.article, desk_of(interaction))
        await replace_card(interaction, await self._summary(found, card.length, interaction))

    @pressed(SummarySources)
    async def show_sources(self, interaction: Interaction, card: SummarySources, _: Chosen) -> None:
        """Show one reader the sentences behind the footnotes."""
        speak_privately(interaction)
        found = await self.services.newsroom.article(card.article, desk_of(interaction))
        await show(interaction, sources_card(found, card.length), is_private=True)

    @pressed(SourcesPage)
    async def turn_sources(self, interaction: Interaction, card: SourcesPage, _: Chosen) -> None:
        """Turn the page of a sources card."""
        found = await self.services.newsroom.article(card.article, desk_of(interaction))
        await replace_card(interaction, sources_card(found, card.length, page=card.page))

    @pressed(ArticlePaste)
    async def paste(self, interaction: Interaction, _card: ArticlePaste, _: Chosen) -> None:
        """Open the form that takes an article's text."""
        speak_privately(interaction)
        await check_right(interaction, Right.ADD_ARTICLES)
        await open_form(interaction, ArticleForm(self._pasted, answer_error))

    async def _pasted(self, interaction: Interaction, typed: ArticleInput) -> None:
        await check_right(interaction, Right.ADD_ARTICLES)
        day = _day(typed.published)
        self.spend(interaction, Cost.READING)
        await defer(interaction)
        added = await self.services.intake.add_text(
            typed.text, person_of(interaction), title=typed.title.strip() or None, published=day
        )
        await self._show_added(interaction, added)

    async def _show_added(self, interaction: Interaction, added: Added) -> None:
        settings = await self.services.digests.settings(desk_of(interaction))
        card = article_card(added.article, self.services.gazetteer, pair=settings.pair, outcome=added.outcome)
        await show(interaction, card)

    async def _summary(self, article: StoredArticle, length: SummaryLength, interaction: Interaction) -> Card:
        guild = desk_of(interaction)
        settings = await self.services.digests.settings(guild)
        earlier = await self.services.newsroom.earlier(article, guild, pair=settings.pair)
        return summary_card(
            article,
            self.services.gazetteer,
            pair=settings.pair,
            length=length,
            has_quiz=self.services.quizzes.has_quiz(article, earlier),
            earlier=earlier,
        )


def _day(typed: str | None) -> date | None:
    if not typed or not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise InvalidInputError(user_text=told("“{typed}” is no day. Example: 2023-06-14", typed=typed[:20])) from error


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Articles(bot))
