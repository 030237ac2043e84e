"""Saves of the settings panel: what a question was answered with, once it is confirmed."""

from bot.cards.ids import (
    CheckAgain,
    DigestPause,
    DigestResume,
    SaveChannel,
    SavePair,
    SavePlace,
    SaveRole,
    SaveSchedule,
    SaveTime,
)
from bot.cards.setting_ids import SaveWho
from bot.cards.setting_pages import page_of
from bot.cards.setting_questions import channel_card
from bot.client import Backchannel
from bot.model.settings import Setting, SettingsPage
from bot.rights import Right
from bot.routing import Chosen, Interaction, guild_of, pressed, replace_card
from bot.setting_edits import paused, resumed, with_channel, with_pair, with_role, with_schedule
from bot.settings_panel import PanelCog


class SettingSaves(PanelCog):
    """What is saved; a second click saves the same again, which changes nothing."""

    @pressed(SavePair, Right.MANAGE)
    async def save_pair(self, interaction: Interaction, card: SavePair, _: Chosen) -> None:
        """Save another pair of countries."""
        await self.save(interaction, with_pair(card.pair), page_of(Setting.PAIR))

    @pressed(SaveChannel, Right.MANAGE)
    async def save_channel(self, interaction: Interaction, card: SaveChannel, _: Chosen) -> None:
        """Save another channel of the digest."""
        await self.save(interaction, with_channel(Setting.CHANNEL, card.channel), SettingsPage.DIGEST)

    @pressed(SavePlace, Right.MANAGE)
    async def save_place(self, interaction: Interaction, card: SavePlace, _: Chosen) -> None:
        """Save another channel of something else, or none."""
        await self.save(interaction, with_channel(card.setting, card.channel or None), page_of(card.setting))

    @pressed(SaveRole, Right.MANAGE)
    async def save_role(self, interaction: Interaction, card: SaveRole, _: Chosen) -> None:
        """Save which role is mentioned."""
        await self.save(interaction, with_role(Setting.PING, card.role or None), page_of(Setting.PING))

    @pressed(SaveWho, Right.MANAGE)
    async def save_who(self, interaction: Interaction, card: SaveWho, _: Chosen) -> None:
        """Save which role may do something."""
        await self.save(interaction, with_role(card.setting, card.role or None), page_of(card.setting))

    @pressed(SaveTime, Right.MANAGE)
    async def save_time(self, interaction: Interaction, card: SaveTime, _: Chosen) -> None:
        """Save another schedule of the digest or of the quiz."""
        await self.save(interaction, with_schedule(card.setting, card.schedule), page_of(card.setting))

    @pressed(SaveSchedule, Right.MANAGE)
    async def save_schedule(self, interaction: Interaction, card: SaveSchedule, _: Chosen) -> None:
        """Save another schedule of the digest, from a card of an earlier version."""
        await self.save(interaction, with_schedule(Setting.SCHEDULE, card.schedule), SettingsPage.DIGEST)

    @pressed(DigestPause, Right.MANAGE)
    async def pause(self, interaction: Interaction, _card: DigestPause, _: Chosen) -> None:
        """Pause the digest."""
        await self.save(interaction, paused, SettingsPage.DIGEST)

    @pressed(DigestResume, Right.MANAGE)
    async def resume(self, interaction: Interaction, _card: DigestResume, _: Chosen) -> None:
        """Let the digest go on, if the bot may still post in its channel."""
        if await self.may_go_on(interaction, resumed):
            await self.save(interaction, resumed, SettingsPage.DIGEST)

    @pressed(CheckAgain, Right.MANAGE)
    async def check_again(self, interaction: Interaction, _card: CheckAgain, _: Chosen) -> None:
        """Look again whether the bot may post in the digest's channel; a digest that was paused for it goes on."""
        settings = await self.services.digests.settings(guild_of(interaction))
        if settings.digest_channel is None:
            await replace_card(interaction, channel_card(Setting.CHANNEL, settings))
        elif await self.may_go_on(interaction, lambda kept: kept):
            if settings.pause_reason is not None:
                await self.save(interaction, resumed, SettingsPage.DIGEST)
            else:
                await replace_card(interaction, await self.panel(interaction))


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(SettingSaves(bot))
