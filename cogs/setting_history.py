"""The settings panel's history: what was changed, by whom, and undoing it."""

from bot.cards.setting_history import history_card, proposal_card
from bot.cards.setting_ids import HistoryOpen, UndoAsk, UndoSave
from bot.client import Backchannel
from bot.model.ids import UserId
from bot.rights import Right
from bot.routing import Chosen, Interaction, guild_of, pressed, replace_card
from bot.setting_checks import flaws
from bot.settings_desk import MeanwhileChangedError
from bot.settings_panel import PanelCog, server_of


class SettingHistory(PanelCog):
    """Looks back, and undoes."""

    @pressed(HistoryOpen, Right.MANAGE)
    async def open(self, interaction: Interaction, card: HistoryOpen, _: Chosen) -> None:
        """Show a page of changes."""
        await self._show(interaction, card.page)

    @pressed(UndoAsk, Right.MANAGE)
    async def ask(self, interaction: Interaction, card: UndoAsk, _: Chosen) -> None:
        """Show what undoing a change would set, and what keeps it from being done."""
        await self._ask(interaction, card.batch)

    @pressed(UndoSave, Right.MANAGE)
    async def undo(self, interaction: Interaction, card: UndoSave, _: Chosen) -> None:
        """Undo a change; asked anew where what was shown is not so any more."""
        guild = guild_of(interaction)
        proposal, edit = await self.services.settings.undoing(guild, card.batch)
        if proposal.settings:
            await self.check(interaction, proposal.before, proposal.after)
            try:
                await self.services.settings.save(
                    guild, UserId(interaction.user.id), edit, origin=proposal.origin, seen=card.seen
                )
            except MeanwhileChangedError:
                await self._ask(interaction, card.batch)
                return
        await self._show(interaction, 0)

    async def _ask(self, interaction: Interaction, batch: int) -> None:
        proposal, _ = await self.services.settings.undoing(guild_of(interaction), batch)
        found = flaws(server_of(interaction), proposal.after, proposal.settings)
        card = proposal_card(
            proposal,
            UndoSave(batch=batch, seen=proposal.seen),
            self.services.gazetteer,
            runs=self.runs(proposal.after, proposal.settings),
            problems=list(dict.fromkeys(found.values())),
            locale=interaction.locale.value,
        )
        await replace_card(interaction, card)

    async def _show(self, interaction: Interaction, page: int) -> None:
        found = await self.services.settings.history(guild_of(interaction), page)
        server = server_of(interaction).name
        card = history_card(found, self.services.gazetteer, server=server, locale=interaction.locale.value)
        await replace_card(interaction, card)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(SettingHistory(bot))
