"""/events and /event show: the timeline of a pair or an article, and single events."""

from dataclasses import replace

from discord import app_commands

from bot.cards.event import event_card, event_sources_card
from bot.cards.events_long import decade_days
from bot.cards.ids import ALL_KINDS, EventOpen, EventsKind, EventsOpen, EventSources, EventsPage, EventsPick
from bot.cards.message import Card
from bot.cards.records import record_card
from bot.cards.timeline_ids import ALL_YEARS, EventsYears
from bot.cards.words import KINDS
from bot.client import Backchannel
from bot.countries import country_named, dyad_of
from bot.event_numbers import event_numbered, record_numbered
from bot.model.budget import Cost
from bot.model.ids import CountryCode, EventId
from bot.model.plover import EventType
from bot.model.stored import EventQuery
from bot.periods import parse_period
from bot.routing import (
    EVERYWHERE,
    FOR_ALL,
    CardCog,
    Chosen,
    Interaction,
    anywhere,
    defer,
    defer_edit,
    desk_of,
    pressed,
    replace_card,
    show,
)
from bot.speech import speak_privately
from bot.suggestions import suggest_actors, suggest_articles, suggest_countries, suggest_events, suggest_periods
from bot.timeline_cards import timeline_card

_KIND_CHOICES = [app_commands.Choice(name=word, value=kind.value) for kind, (_, word) in KINDS.items()]


class Events(CardCog):
    """The timeline."""

    group = app_commands.Group(
        name="event",
        description="Single events, and the desk of their editors",
        allowed_contexts=EVERYWHERE,
        allowed_installs=FOR_ALL,
    )

    @app_commands.command()
    @anywhere
    @app_commands.describe(
        country="One side, a country or union (EU, NATO); alone: all its events",
        other="The other side; without both, the server's pair",
        article="Events of one article, oldest first",
        actor="A person or body that takes part",
        kind="Kind of event",
        period="2023, 2023-06 or 2023-02..2023-06",
        words="Words of the headline or the source sentence",
    )
    @app_commands.choices(kind=_KIND_CHOICES)
    async def events(
        self,
        interaction: Interaction,
        country: str | None = None,
        other: str | None = None,
        article: str | None = None,
        actor: app_commands.Range[str, 1, 40] | None = None,
        kind: str | None = None,
        period: str | None = None,
        words: app_commands.Range[str, 1, 40] | None = None,
    ) -> None:
        """What happened between two countries, newest first, or in one article, oldest first."""
        self.spend(interaction, Cost.SEARCH)
        await defer(interaction)
        query = EventQuery(
            actor=actor,
            types=frozenset((EventType(kind),)) if kind else frozenset(),
            period=parse_period(period) if period else None,
            words=words,
        )
        if article is not None:
            found = await self.services.newsroom.choose_article(article, desk_of(interaction))
            query = replace(query, article=found.id, oldest_first=True)
        query = await self._with_sides(query, country, other, interaction)
        await show(interaction, await self._page(query, interaction))

    @group.command(name="show")
    @app_commands.describe(number="As a timeline shows it: E147, or R12 for a record")
    @app_commands.autocomplete(number=suggest_events)
    async def event(self, interaction: Interaction, number: str) -> None:
        """One event, with every report and the sentence that proves it."""
        await defer(interaction)
        if (record := record_numbered(number)) is not None:
            shown = await self.services.exchange.record(record, desk_of(interaction))
            await show(interaction, record_card(shown, self.services.gazetteer))
            return
        found = await self.services.newsroom.event(event_numbered(number), desk_of(interaction))
        await show(interaction, event_card(found, self.services.gazetteer))

    events.autocomplete("country")(suggest_countries)
    events.autocomplete("other")(suggest_countries)
    events.autocomplete("article")(suggest_articles)
    events.autocomplete("actor")(suggest_actors)
    events.autocomplete("period")(suggest_periods)

    @pressed(EventsOpen)
    async def open_timeline(self, interaction: Interaction, card: EventsOpen, _: Chosen) -> None:
        """Show a timeline as a new card."""
        await defer(interaction)
        await show(interaction, await self._page(card.query, interaction))

    @pressed(EventsPage)
    async def turn_page(self, interaction: Interaction, card: EventsPage, _: Chosen) -> None:
        """Turn the page of the timeline on this card."""
        await defer_edit(interaction)
        await replace_card(interaction, await self._page(card.query, interaction))

    @pressed(EventsKind)
    async def choose_kind(self, interaction: Interaction, card: EventsKind, chosen: Chosen) -> None:
        """Show one kind of event on this card, or all."""
        await defer_edit(interaction)
        types = frozenset() if chosen == (ALL_KINDS,) else frozenset(map(EventType, chosen))
        await replace_card(interaction, await self._page(replace(card.query, types=types, offset=0), interaction))

    @pressed(EventsYears)
    async def choose_years(self, interaction: Interaction, card: EventsYears, chosen: Chosen) -> None:
        """Show one decade on this card, or all years."""
        await defer_edit(interaction)
        period = None if chosen == (ALL_YEARS,) else decade_days(int(chosen[0]))
        await replace_card(interaction, await self._page(replace(card.query, period=period, offset=0), interaction))

    @pressed(EventsPick)
    async def pick_event(self, interaction: Interaction, _card: EventsPick, chosen: Chosen) -> None:
        """Show one reader an event of the timeline."""
        speak_privately(interaction)
        found = await self.services.newsroom.event(EventId(int(chosen[0])), desk_of(interaction))
        await show(interaction, event_card(found, self.services.gazetteer), is_private=True)

    @pressed(EventOpen)
    async def open_event(self, interaction: Interaction, card: EventOpen, _: Chosen) -> None:
        """Show one reader an event that a card is about."""
        speak_privately(interaction)
        found = await self.services.newsroom.event(card.event, desk_of(interaction))
        await show(interaction, event_card(found, self.services.gazetteer), is_private=True)

    @pressed(EventSources)
    async def show_sources(self, interaction: Interaction, card: EventSources, _: Chosen) -> None:
        """Show one reader the sentences that prove an event."""
        speak_privately(interaction)
        found = await self.services.newsroom.event(card.event, desk_of(interaction))
        await show(interaction, event_sources_card(found), is_private=True)

    async def _with_sides(
        self, query: EventQuery, country: str | None, other: str | None, interaction: Interaction
    ) -> EventQuery:
        sides = [self._code(typed) for typed in (country, other) if typed is not None]
        if len(sides) == 2:
            return replace(query, pair=dyad_of(*sides))
        if sides:
            return replace(query, country=sides[0])
        if query.article is not None:
            return query
        settings = await self.services.digests.settings(desk_of(interaction))
        return replace(query, pair=settings.pair)

    def _code(self, typed: str) -> CountryCode:
        return country_named(self.services.gazetteer, typed)

    async def _page(self, query: EventQuery, interaction: Interaction) -> Card:
        has_files = interaction.app_permissions.attach_files
        return await timeline_card(self.services, query, desk_of(interaction), has_files=has_files)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Events(bot))
