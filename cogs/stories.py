"""/stories: what the last days' articles were about, each story once with its sources."""

from discord import app_commands

from bot.cards.message import Card
from bot.cards.stories import stories_card
from bot.cards.story_ids import EVERY, StoriesPick, StoriesTurn
from bot.client import Backchannel
from bot.routing import CardCog, Chosen, Interaction, defer, guild_of, pressed, replace_card, show
from bot.story_desk import DAYS_BACK


class Stories(CardCog):
    """Stories."""

    @app_commands.command()
    @app_commands.guild_only()
    async def stories(self, interaction: Interaction) -> None:
        """What the last days' articles were about: each story once, with all that told it."""
        await defer(interaction)
        await show(interaction, await self._page(interaction, EVERY, 0))

    @pressed(StoriesTurn)
    async def turn_page(self, interaction: Interaction, card: StoriesTurn, _: Chosen) -> None:
        """Turn the page of the stories on this card."""
        await replace_card(interaction, await self._page(interaction, card.pair, card.first))

    @pressed(StoriesPick)
    async def pick_pair(self, interaction: Interaction, _card: StoriesPick, chosen: Chosen) -> None:
        """Show one pair's stories on this card, or all."""
        await replace_card(interaction, await self._page(interaction, chosen[0], 0))

    async def _page(self, interaction: Interaction, key: str, first: int) -> Card:
        guild = guild_of(interaction)
        pairs = (await self.services.digests.settings(guild)).pairs
        pair = next((one for one in pairs if one.key == key), None)
        found = await self.services.stories.latest(guild, pair=pair)
        return stories_card(found, pairs, self.services.gazetteer, pair=pair, first=first, days_back=DAYS_BACK)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Stories(bot))
