"""Clicks on what no cog answers any more: buttons of an earlier version of the bot, or of a later one."""

from typing import Any

import discord
from discord.ext import commands

from bot.cards.notices import notice
from bot.cards.tokens import Accent
from bot.client import Backchannel
from bot.routing import CardCog, Interaction, show


class OldCards(CardCog):
    """Says so, to the one who clicked, instead of letting Discord say that the bot failed."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a click that nothing else answers."""
        if interaction.type is not discord.InteractionType.component or interaction.response.is_done():
            return
        data: Any = interaction.data
        custom_id = str(data.get("custom_id", ""))
        if any(kind.template().fullmatch(custom_id) for kind in self.bot.answered):
            return
        card = notice(
            Accent.DESK,
            "Card",
            "This card is of another version",
            "Nothing was changed. Ask for the card again with its command; /help lists all.",
        )
        await show(interaction, card, is_private=True)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(OldCards(bot))
