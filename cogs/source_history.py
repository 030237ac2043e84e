"""The history of feeds and outlets: what was changed, by whom, and undoing it."""

from bot.cards.desk_ids import SourceHistoryOpen, SourceUndo
from bot.cards.source_history import source_history_card
from bot.client import Backchannel
from bot.rights import Right
from bot.routing import CardCog, Chosen, Interaction, defer_edit, guild_of, member_of, pressed, replace_card


class SourceChanges(CardCog):
    """Looks back, and undoes."""

    @pressed(SourceHistoryOpen, Right.MANAGE)
    async def open(self, interaction: Interaction, card: SourceHistoryOpen, _: Chosen) -> None:
        """Show a page of changes."""
        history = await self.services.sources.history(guild_of(interaction), card.page)
        await replace_card(interaction, source_history_card(history))

    @pressed(SourceUndo, Right.MANAGE)
    async def undo(self, interaction: Interaction, card: SourceUndo, _: Chosen) -> None:
        """Undo a change."""
        await defer_edit(interaction)
        undone = await self.services.sources.undo(card.change, member_of(interaction))
        history = await self.services.sources.history(guild_of(interaction), 0)
        await replace_card(interaction, source_history_card(history, undone=undone))


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(SourceChanges(bot))
