"""The settings panel's whole sets: presets, a copy for another server, the defaults. Each is shown first."""

from bot.cards.card_id import CardId
from bot.cards.forms import CodeForm
from bot.cards.setting_history import code_card, proposal_card
from bot.cards.setting_ids import CodePaste, CodeSave, CodeShow, PresetPick, PresetSave, ResetAsk, ResetSave
from bot.client import Backchannel
from bot.model.errors import NotFoundError
from bot.model.ids import UserId
from bot.model.language import told
from bot.model.setting_changes import Origin, Proposal
from bot.model.settings import SettingsPage
from bot.replies import answer_error
from bot.rights import Right, check_right
from bot.routing import Chosen, Interaction, guild_of, open_form, pressed, replace_card
from bot.setting_checks import flaws
from bot.setting_codes import CODE
from bot.setting_edits import Edit
from bot.settings_desk import MeanwhileChangedError
from bot.settings_panel import PanelCog, server_of, texts_of
from bot.speech import speak_privately


class SettingWhole(PanelCog):
    """Takes over a whole set of settings."""

    @pressed(PresetPick, Right.MANAGE)
    async def pick(self, interaction: Interaction, _card: PresetPick, chosen: Chosen) -> None:
        """Show what a preset would change."""
        name = Origin(chosen[0])
        proposal, _ = await self.services.settings.preset(guild_of(interaction), name)
        await self._ask(interaction, proposal, PresetSave(preset=name, seen=proposal.seen))

    @pressed(PresetSave, Right.MANAGE)
    async def use_preset(self, interaction: Interaction, card: PresetSave, _: Chosen) -> None:
        """Use a preset."""
        proposal, edit = await self.services.settings.preset(guild_of(interaction), card.preset)
        again = PresetSave(preset=card.preset, seen=proposal.seen)
        await self._use(interaction, proposal, edit, card.seen, again)

    @pressed(CodeShow, Right.MANAGE)
    async def show_code(self, interaction: Interaction, _card: CodeShow, _: Chosen) -> None:
        """Show the server's settings as a code."""
        await replace_card(interaction, code_card(await self.services.settings.code(guild_of(interaction))))

    @pressed(CodePaste, Right.MANAGE)
    async def ask_for_code(self, interaction: Interaction, _card: CodePaste, _: Chosen) -> None:
        """Open the form that takes a code."""
        speak_privately(interaction)
        await open_form(interaction, CodeForm(self._pasted, answer_error))

    async def _pasted(self, interaction: Interaction, typed: str) -> None:
        await check_right(interaction, Right.MANAGE)
        proposal, _ = await self.services.settings.pasted(guild_of(interaction), typed)
        code = "".join(typed.split())
        await self._ask(interaction, proposal, CodeSave(seen=proposal.seen), code=code)

    @pressed(CodeSave, Right.MANAGE)
    async def use_code(self, interaction: Interaction, card: CodeSave, _: Chosen) -> None:
        """Use the code that stands on the card: no custom id has room for it, and nothing is kept meanwhile."""
        found = CODE.search("\n".join(texts_of(interaction)))
        if found is None:
            raise NotFoundError(user_text=told("The code is not on this card any more. Paste it again."))
        proposal, edit = await self.services.settings.pasted(guild_of(interaction), found[0])
        await self._use(interaction, proposal, edit, card.seen, CodeSave(seen=proposal.seen), code=found[0])

    @pressed(ResetAsk, Right.MANAGE)
    async def ask_reset(self, interaction: Interaction, _card: ResetAsk, _: Chosen) -> None:
        """Show what going back to the defaults would change."""
        proposal, _edit = await self.services.settings.resetting(guild_of(interaction))
        await self._ask(interaction, proposal, ResetSave(seen=proposal.seen))

    @pressed(ResetSave, Right.MANAGE)
    async def reset(self, interaction: Interaction, card: ResetSave, _: Chosen) -> None:
        """Go back to the defaults."""
        proposal, edit = await self.services.settings.resetting(guild_of(interaction))
        await self._use(interaction, proposal, edit, card.seen, ResetSave(seen=proposal.seen))

    async def _ask(self, interaction: Interaction, proposal: Proposal, save: CardId, *, code: str = "") -> None:
        found = flaws(server_of(interaction), proposal.after, proposal.settings)
        card = proposal_card(
            proposal,
            save,
            self.services.gazetteer,
            runs=self.runs(proposal.after, proposal.settings),
            problems=list(dict.fromkeys(found.values())),
            code=code,
            locale=interaction.locale.value,
        )
        await replace_card(interaction, card)

    async def _use(
        self, interaction: Interaction, proposal: Proposal, edit: Edit, seen: int, again: CardId, *, code: str = ""
    ) -> None:
        """Save what was shown; show it anew where something changed meanwhile."""
        if proposal.settings:
            await self.check(interaction, proposal.before, proposal.after)
            try:
                await self.services.settings.save(
                    guild_of(interaction), UserId(interaction.user.id), edit, origin=proposal.origin, seen=seen
                )
            except MeanwhileChangedError:
                await self._ask(interaction, proposal, again, code=code)
                return
        await replace_card(interaction, await self.panel(interaction, SettingsPage.WHOLE, saved_from=proposal.before))


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(SettingWhole(bot))
