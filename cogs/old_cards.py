"""What no cog answers: buttons of another version of the bot, and forms that were opened before it started."""

from typing import Any

import discord
from discord.ext import commands

from bot.cards import forms
from bot.cards.notices import notice
from bot.cards.tokens import Accent
from bot.client import Backchannel
from bot.model.language import say, say_as
from bot.routing import CardCog, Interaction, show
from bot.speech import speak_privately


class OldCards(CardCog):
    """Says so, to the one who clicked or sent, instead of letting Discord say that the bot failed."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a click, or a form, that nothing else answers."""
        if interaction.response.is_done():
            return
        speak_privately(interaction)
        data: Any = interaction.data
        match interaction.type:
            case discord.InteractionType.component if not self._knows(str(data.get("custom_id", ""))):
                title = say("This card is of another version")
                told = say("Nothing was changed. Ask for the card again with its command; /help lists all.")
            case discord.InteractionType.modal_submit if not forms.is_of_this_start(str(data.get("custom_id", ""))):
                title = say("This form is from before a restart")
                told = say(
                    "Backchannel was started anew while it was open. Nothing was changed: open it again, please."
                )
            case _:
                return
        await show(interaction, notice(Accent.DESK, say_as("heading", "Card"), title, told), is_private=True)

    def _knows(self, custom_id: str) -> bool:
        return any(kind.template().fullmatch(custom_id) for kind in self.bot.answered)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(OldCards(bot))
