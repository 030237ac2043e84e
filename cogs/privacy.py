"""/privacy: what is kept about the person who asks, shown, given and deleted; and which servers the bot left."""

import discord
from discord import app_commands

from bot.cards.desk_ids import PrivacyOpen
from bot.cards.message import Card
from bot.cards.privacy import delete_card, deleted_card, export_card, privacy_card
from bot.cards.privacy_ids import PrivacyAsk, PrivacyBack, PrivacyDelete, PrivacyExport, PrivacyListing
from bot.cards.quiz_ids import Listing
from bot.client import Backchannel
from bot.model.budget import Cost
from bot.model.ids import GuildId, UserId
from bot.routing import (
    CardCog,
    Chosen,
    Interaction,
    anywhere,
    defer,
    defer_edit,
    guild_of,
    person_of,
    pressed,
    replace_card,
    show,
)


class Privacy(CardCog):
    """What is kept about people, and about servers that the bot left."""

    @app_commands.command()
    @anywhere
    async def privacy(self, interaction: Interaction) -> None:
        """What is kept about you: see it, take it with you, delete it; only you see the answer."""
        await self._open(interaction)

    @pressed(PrivacyOpen)
    async def open_card(self, interaction: Interaction, _: PrivacyOpen, __: Chosen) -> None:
        """Show the person who clicks what is kept about them."""
        await self._open(interaction)

    @pressed(PrivacyBack)
    async def back(self, interaction: Interaction, _: PrivacyBack, __: Chosen) -> None:
        """Delete nothing."""
        await replace_card(interaction, await self._card(interaction))

    @pressed(PrivacyListing)
    async def set_listed(self, interaction: Interaction, card: PrivacyListing, _: Chosen) -> None:
        """Let the server's boards name the person, or not."""
        is_listed = card.listing is Listing.SHOW
        await self.services.players.set_listed(guild_of(interaction), UserId(interaction.user.id), is_listed)
        await replace_card(interaction, await self._card(interaction))

    @pressed(PrivacyExport)
    async def export(self, interaction: Interaction, _: PrivacyExport, __: Chosen) -> None:
        """Give the person a file of all that is kept."""
        self.spend(interaction, Cost.EXPORT)
        await defer(interaction, is_private=True)
        made = await self.services.privacy.export(UserId(interaction.user.id))
        await show(interaction, export_card(made.name, made.data), is_private=True)

    @pressed(PrivacyAsk)
    async def ask(self, interaction: Interaction, _: PrivacyAsk, __: Chosen) -> None:
        """Ask whether all of it is to be deleted."""
        await replace_card(interaction, delete_card())

    @pressed(PrivacyDelete)
    async def delete(self, interaction: Interaction, _: PrivacyDelete, __: Chosen) -> None:
        """Delete all of it."""
        await defer_edit(interaction)
        await replace_card(interaction, deleted_card(await self.services.privacy.forget(UserId(interaction.user.id))))

    async def _open(self, interaction: Interaction) -> None:
        await defer(interaction, is_private=True)
        await show(interaction, await self._card(interaction), is_private=True)

    async def _card(self, interaction: Interaction) -> Card:
        return privacy_card(await self.services.privacy.record(person_of(interaction)))

    @CardCog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note a server that the bot was taken out of; discord.py tells of none that is only out of order."""
        await self.services.departures.left(GuildId(guild.id))

    @CardCog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note a server that the bot came to, perhaps again."""
        await self.services.departures.came_back(GuildId(guild.id))

    @CardCog.listener()
    async def on_ready(self) -> None:
        """Find the servers that were left while the bot was away."""
        present = frozenset(GuildId(guild.id) for guild in self.bot.guilds)
        await self.services.departures.compare(present, self.bot.is_ours)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Privacy(bot))
