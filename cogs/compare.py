"""/compare: two pairs' barometers in one picture, where each stands and what moved it most."""

from discord import app_commands

from bot.cards.barometer_words import PERIODS
from bot.cards.compare import compare_card, compare_chart, compare_data_card
from bot.cards.compare_ids import CompareData, ComparePeriod
from bot.cards.message import Card
from bot.client import Backchannel
from bot.countries import pair_named, two_pairs
from bot.model.barometer import BarometerPeriod
from bot.model.budget import Cost
from bot.model.countries import Dyad
from bot.routing import CardCog, Chosen, Interaction, defer, defer_edit, desk_of, pressed, replace_card, show
from bot.suggestions import suggest_pairs

_PERIODS = [app_commands.Choice(name=word, value=period.value) for period, word in PERIODS.items()]


class Compare(CardCog):
    """Two barometers side by side."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(
        first="A pair: US – China",
        second="Another pair: China – EU",
        period="How far back; without it half a year, or longer where that has too few events",
    )
    @app_commands.choices(period=_PERIODS)
    @app_commands.autocomplete(first=suggest_pairs, second=suggest_pairs)
    async def compare(
        self,
        interaction: Interaction,
        first: app_commands.Range[str, 1, 100],
        second: app_commands.Range[str, 1, 100],
        period: str | None = None,
    ) -> None:
        """Two relations side by side: where each stands, its likely range, what moved it most."""
        self.spend(interaction, Cost.CHART)
        await defer(interaction)
        gazetteer = self.services.gazetteer
        pairs = two_pairs(pair_named(gazetteer, first), pair_named(gazetteer, second))
        await show(interaction, await self._card(interaction, *pairs, BarometerPeriod(period) if period else None))

    @pressed(ComparePeriod)
    async def choose_period(self, interaction: Interaction, card: ComparePeriod, chosen: Chosen) -> None:
        """Compare another period on this card."""
        self.spend(interaction, Cost.CHART)
        await defer_edit(interaction)
        shown = await self._card(interaction, card.first, card.second, BarometerPeriod(chosen[0]))
        await replace_card(interaction, shown)

    @pressed(CompareData)
    async def give_data(self, interaction: Interaction, card: CompareData, _: Chosen) -> None:
        """Give one reader the numbers of both."""
        self.spend(interaction, Cost.CHART)
        await defer(interaction, is_private=True)
        guild, desk = desk_of(interaction), self.services.barometers
        shown = await desk.compare(card.first, card.second, guild, card.period)
        counted = [await desk.counted(one, guild) for one in shown.both]
        await show(interaction, compare_data_card(shown, counted, self.services.gazetteer), is_private=True)

    async def _card(self, interaction: Interaction, first: Dyad, second: Dyad, period: BarometerPeriod | None) -> Card:
        guild, gazetteer = desk_of(interaction), self.services.gazetteer
        shown = await self.services.barometers.compare(first, second, guild, period)
        image = None
        if shown.drawn and interaction.app_permissions.attach_files:
            settings = await self.services.digests.settings(guild)
            image = await self.services.studio.draw(compare_chart(shown, gazetteer, settings.digest.palette))
        return compare_card(shown, gazetteer, image)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Compare(bot))
