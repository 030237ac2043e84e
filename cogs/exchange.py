"""/export and /records: files of what is recorded, and what other data sets have of a pair."""

from dataclasses import replace

from discord import app_commands

from bot.cards.codec import EVENTS_A_PAGE
from bot.cards.exchange import FORMS, export_card
from bot.cards.exchange_ids import RecordsKind, RecordsOpen, RecordsPage, RecordsPick
from bot.cards.ids import ALL_KINDS
from bot.cards.message import Card
from bot.cards.records import record_card, records_card
from bot.cards.words import KINDS
from bot.client import Backchannel
from bot.countries import pair_named
from bot.model.budget import Cost
from bot.model.countries import Dyad
from bot.model.exports import Form, Wish
from bot.model.ids import RecordId
from bot.model.plover import EventType
from bot.model.stored import EventQuery
from bot.periods import parse_period
from bot.routing import CardCog, Chosen, Interaction, defer, defer_edit, desk_of, guild_of, pressed, replace_card, show
from bot.speech import speak_privately
from bot.suggestions import suggest_pairs, suggest_periods

_MOST_BYTES = 10_000_000
"""Of a file; Discord takes 10 MiB in every server."""
_FORM_CHOICES = [app_commands.Choice(name=name, value=form.value) for form, (name, _) in FORMS.items()]
_KIND_CHOICES = [app_commands.Choice(name=word, value=kind.value) for kind, (_, word) in KINDS.items()]


class Exchange(CardCog):
    """Files out, and other data sets' records."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(
        format="What the file is for",
        pair="Two countries, as in US – China; without it the server's pair",
        period="2023, 2023-06 or 2023-02..2023-06; without it all",
        kind="Kind of event",
        records="With records of other data sets, marked as such (table and data only)",
    )
    @app_commands.choices(format=_FORM_CHOICES, kind=_KIND_CHOICES)
    async def export(
        self,
        interaction: Interaction,
        format: str,  # noqa: A002 (the option's name)
        pair: str | None = None,
        period: str | None = None,
        kind: str | None = None,
        records: bool = False,
    ) -> None:
        """A file of what is recorded between two countries, with its sentences; only you see it."""
        self.spend(interaction, Cost.EXPORT)
        await defer(interaction, is_private=True)
        wish = Wish(
            form=Form(format),
            pair=await self._pair(pair, interaction),
            period=parse_period(period) if period else None,
            types=frozenset((EventType(kind),)) if kind else frozenset(),
            has_records=records,
            most_bytes=_MOST_BYTES,
        )
        made = await self.services.exchange.export(wish, guild_of(interaction))
        await show(interaction, export_card(made, wish, self.services.gazetteer), is_private=True)

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(
        pair="Two countries, as in US – China; without it the server's pair",
        period="2023, 2023-06 or 2023-02..2023-06; without it all",
        kind="Kind of event",
    )
    @app_commands.choices(kind=_KIND_CHOICES)
    async def records(
        self, interaction: Interaction, pair: str | None = None, period: str | None = None, kind: str | None = None
    ) -> None:
        """What other data sets have of two countries: coded by machine, without sentences."""
        self.spend(interaction, Cost.SEARCH)
        await defer(interaction)
        query = EventQuery(
            pair=await self._pair(pair, interaction),
            types=frozenset((EventType(kind),)) if kind else frozenset(),
            period=parse_period(period) if period else None,
        )
        await show(interaction, await self._page(query, interaction))

    export.autocomplete("pair")(suggest_pairs)
    export.autocomplete("period")(suggest_periods)
    records.autocomplete("pair")(suggest_pairs)
    records.autocomplete("period")(suggest_periods)

    @pressed(RecordsOpen)
    async def open_records(self, interaction: Interaction, card: RecordsOpen, _: Chosen) -> None:
        """Show a pair's records as a new card."""
        await defer(interaction)
        await show(interaction, await self._page(card.query, interaction))

    @pressed(RecordsPage)
    async def turn_page(self, interaction: Interaction, card: RecordsPage, _: Chosen) -> None:
        """Turn the page of the records on this card."""
        await defer_edit(interaction)
        await replace_card(interaction, await self._page(card.query, interaction))

    @pressed(RecordsKind)
    async def choose_kind(self, interaction: Interaction, card: RecordsKind, chosen: Chosen) -> None:
        """Show records of one kind on this card, or all."""
        await defer_edit(interaction)
        types = frozenset() if chosen == (ALL_KINDS,) else frozenset(map(EventType, chosen))
        await replace_card(interaction, await self._page(replace(card.query, types=types, offset=0), interaction))

    @pressed(RecordsPick)
    async def pick_record(self, interaction: Interaction, _card: RecordsPick, chosen: Chosen) -> None:
        """Show one reader a record."""
        speak_privately(interaction)
        found = await self.services.exchange.record(RecordId(int(chosen[0])), desk_of(interaction))
        await show(interaction, record_card(found, self.services.gazetteer), is_private=True)

    async def _pair(self, typed: str | None, interaction: Interaction) -> Dyad:
        if typed is not None:
            return pair_named(self.services.gazetteer, typed)
        return (await self.services.digests.settings(guild_of(interaction))).pair

    async def _page(self, query: EventQuery, interaction: Interaction) -> Card:
        query = replace(query, limit=EVENTS_A_PAGE)
        page = await self.services.exchange.records(replace(query, guild=desk_of(interaction)))
        return records_card(page, query, self.services.gazetteer)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Exchange(bot))
