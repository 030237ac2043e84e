"""/relations: where a pair of countries stands between cooperation and conflict, what moved it, what is recorded."""

from discord import app_commands

from bot.cards.barometer_words import PERIODS
from bot.cards.chart import relations_chart
from bot.cards.ids import RelationsData, RelationsHow, RelationsOpen, RelationsPeriod
from bot.cards.message import Card
from bot.cards.relations import data_card, how_card, relations_card
from bot.client import Backchannel
from bot.countries import country_named, dyad_of
from bot.model.barometer import BarometerPeriod
from bot.model.budget import Cost
from bot.model.countries import Dyad
from bot.model.errors import InvalidInputError
from bot.model.language import told
from bot.routing import CardCog, Chosen, Interaction, defer, defer_edit, desk_of, pressed, replace_card, show
from bot.speech import speak_privately
from bot.suggestions import suggest_countries

_PERIODS = [app_commands.Choice(name=word, value=period.value) for period, word in PERIODS.items()]


class Relations(CardCog):
    """The barometer."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(
        country="One side, a country or union (EU, NATO); without both, the server's pair",
        other="The other side",
        period="How far back; without it half a year, or longer where that has too few events",
    )
    @app_commands.choices(period=_PERIODS)
    async def relations(
        self, interaction: Interaction, country: str | None = None, other: str | None = None, period: str | None = None
    ) -> None:
        """Where two countries stand, what moved it, what was last and is ahead, and who has met whom."""
        self.spend(interaction, Cost.CHART)
        await defer(interaction)
        pair = self._pair(country, other)
        await show(interaction, await self._card(interaction, pair, BarometerPeriod(period) if period else None))

    relations.autocomplete("country")(suggest_countries)
    relations.autocomplete("other")(suggest_countries)

    @pressed(RelationsOpen)
    async def open_barometer(self, interaction: Interaction, card: RelationsOpen, _: Chosen) -> None:
        """Show a pair's barometer as a new card."""
        self.spend(interaction, Cost.CHART)
        await defer(interaction)
        await show(interaction, await self._card(interaction, card.pair, None))

    @pressed(RelationsPeriod)
    async def choose_period(self, interaction: Interaction, card: RelationsPeriod, chosen: Chosen) -> None:
        """Show another period on this card."""
        self.spend(interaction, Cost.CHART)
        await defer_edit(interaction)
        await replace_card(interaction, await self._card(interaction, card.pair, BarometerPeriod(chosen[0])))

    @pressed(RelationsHow)
    async def explain(self, interaction: Interaction, _card: RelationsHow, _: Chosen) -> None:
        """Tell one reader how it is made."""
        speak_privately(interaction)
        await show(interaction, how_card(), is_private=True)

    @pressed(RelationsData)
    async def give_data(self, interaction: Interaction, card: RelationsData, _: Chosen) -> None:
        """Give one reader the numbers."""
        self.spend(interaction, Cost.CHART)
        await defer(interaction, is_private=True)
        guild = desk_of(interaction)
        shown = await self.services.barometers.show(card.pair, guild, card.period)
        counted = await self.services.barometers.counted(shown, guild)
        await show(interaction, data_card(shown, counted, self.services.gazetteer), is_private=True)

    def _pair(self, country: str | None, other: str | None) -> Dyad | None:
        """Return the pair that was typed; None for the server's own."""
        sides = [country_named(self.services.gazetteer, typed) for typed in (country, other) if typed is not None]
        if len(sides) == 1:
            raise InvalidInputError(
                user_text=told("A pair needs two countries. Give both, or neither for the server's own.")
            )
        return dyad_of(*sides) if sides else None

    async def _card(self, interaction: Interaction, pair: Dyad | None, period: BarometerPeriod | None) -> Card:
        guild = desk_of(interaction)
        shown = await self.services.barometers.show(pair, guild, period)
        image = None
        if shown.barometer.points and interaction.app_permissions.attach_files:
            palette = (await self.services.digests.settings(guild)).digest.palette
            image = await self.services.studio.draw(relations_chart(shown, self.services.gazetteer, palette))
        overview = await self.services.relations.overview(shown.pair, guild)
        return relations_card(shown, self.services.gazetteer, image, overview)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Relations(bot))
