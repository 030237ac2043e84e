"""/onthisday: what happened on a day of the year in other years."""

from discord import app_commands

from bot.cards.day_ids import DayShow, PairDayShow, day_of_number
from bot.cards.year_day import day_card
from bot.client import Backchannel
from bot.countries import pair_named
from bot.routing import CardCog, Chosen, Interaction, anywhere, defer, desk_of, pressed, replace_card, show
from bot.suggestions import suggest_pairs, suggest_year_days


class Days(CardCog):
    """Days of the year."""

    @app_commands.command()
    @anywhere
    @app_commands.describe(
        day="14 June, June 14 or 06-14; without it today",
        pair="Between which two countries; without it all pairs that the server follows",
    )
    async def onthisday(self, interaction: Interaction, day: str | None = None, pair: str | None = None) -> None:
        """What happened on this day in other years, with sources."""
        await defer(interaction)
        desk, guild = self.services.days, desk_of(interaction)
        between = pair_named(self.services.gazetteer, pair) if pair else None
        shown = await desk.day(await desk.typed(day, guild), guild, between)
        await show(interaction, day_card(shown, self.services.gazetteer))

    onthisday.autocomplete("day")(suggest_year_days)
    onthisday.autocomplete("pair")(suggest_pairs)

    @pressed(DayShow)
    async def turn(self, interaction: Interaction, card: DayShow, _: Chosen) -> None:
        """Show another day of the server's pairs on this card."""
        shown = await self.services.days.day(day_of_number(card.day), desk_of(interaction))
        await replace_card(interaction, day_card(shown, self.services.gazetteer))

    @pressed(PairDayShow)
    async def turn_pair(self, interaction: Interaction, card: PairDayShow, _: Chosen) -> None:
        """Show another day of one pair on this card."""
        shown = await self.services.days.day(day_of_number(card.day), desk_of(interaction), card.pair)
        await replace_card(interaction, day_card(shown, self.services.gazetteer))


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Days(bot))
