"""/settings: one private panel in which those who manage a server set everything. Nothing changes by accident."""

from collections.abc import Callable
from dataclasses import replace

import discord
from discord import app_commands

from bot.cards.forms import PairForm, PairInput, ScheduleForm, ScheduleInput
from bot.cards.ids import (
    CheckAgain,
    DigestPause,
    DigestResume,
    SaveChannel,
    SavePair,
    SaveSchedule,
    Setting,
    SettingChannel,
    SettingEdit,
    SettingsOpen,
)
from bot.cards.message import Card
from bot.cards.notices import permission_notice
from bot.cards.settings import channel_card, confirm_card, settings_card
from bot.client import Backchannel
from bot.countries import country_named, dyad_of
from bot.digest.due import upcoming
from bot.digest.typed import schedule_of
from bot.model.errors import InvalidInputError, NotFoundError, PermissionMissingError
from bot.model.ids import ChannelId, CountryCode, UserId
from bot.model.settings import GuildSettings
from bot.posting import may_post, posting_rights
from bot.replies import answer_error
from bot.routing import CardCog, Chosen, Interaction, guild_of, pressed, replace_card, show

_RUNS = 3
Edit = Callable[[GuildSettings], GuildSettings]


class Settings(CardCog):
    """The panel, its forms, and what they save."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def settings(self, interaction: Interaction) -> None:
        """Pair of countries, digest channel, how often and when."""
        await show(interaction, await self._panel(interaction), is_private=True)

    @pressed(SettingsOpen)
    async def open_panel(self, interaction: Interaction, _card: SettingsOpen, _: Chosen) -> None:
        """Show the panel again, with nothing changed."""
        _check(interaction)
        await replace_card(interaction, await self._panel(interaction))

    @pressed(SettingEdit)
    async def edit(self, interaction: Interaction, card: SettingEdit, _: Chosen) -> None:
        """Open the form of a setting, or the question for a channel."""
        _check(interaction)
        settings = await self.services.digests.settings(guild_of(interaction))
        if card.setting is Setting.CHANNEL:
            await replace_card(interaction, channel_card(settings))
        elif card.setting is Setting.PAIR:
            first, second = (self.services.gazetteer.country(code).name for code in _sides(settings))
            form = PairForm(self._typed_pair, answer_error, first=first, second=second)
            await interaction.response.send_modal(form)
        else:
            await interaction.response.send_modal(
                ScheduleForm(self._typed_schedule, answer_error, schedule=settings.schedule)
            )

    @pressed(SettingChannel)
    async def choose_channel(self, interaction: Interaction, _card: SettingChannel, chosen: Chosen) -> None:
        """Ask whether the digest is to go to a channel, once the bot may post there."""
        _check(interaction)
        channel = _channel(interaction, ChannelId(int(chosen[0])))
        if not may_post(channel):
            notice = permission_notice(channel.mention, posting_rights(channel), eyebrow="Settings · Digest · Channel")
            await replace_card(interaction, notice)
            return
        await self._confirm(interaction, Setting.CHANNEL, _with_channel(ChannelId(channel.id)))

    @pressed(CheckAgain)
    async def check_again(self, interaction: Interaction, _card: CheckAgain, _: Chosen) -> None:
        """Look again whether the bot may post in the digest's channel."""
        _check(interaction)
        settings = await self.services.digests.settings(guild_of(interaction))
        if settings.digest_channel is None:
            await replace_card(interaction, channel_card(settings))
            return
        channel = _channel(interaction, settings.digest_channel)
        if may_post(channel):
            await replace_card(interaction, await self._panel(interaction))
        else:
            await replace_card(interaction, permission_notice(channel.mention, posting_rights(channel)))

    @pressed(SavePair)
    async def save_pair(self, interaction: Interaction, card: SavePair, _: Chosen) -> None:
        """Save another pair of countries."""
        await self._save(interaction, lambda settings: replace(settings, pair=card.pair))

    @pressed(SaveChannel)
    async def save_channel(self, interaction: Interaction, card: SaveChannel, _: Chosen) -> None:
        """Save another channel."""
        await self._save(interaction, _with_channel(card.channel))

    @pressed(SaveSchedule)
    async def save_schedule(self, interaction: Interaction, card: SaveSchedule, _: Chosen) -> None:
        """Save another schedule."""
        await self._save(interaction, lambda settings: replace(settings, schedule=card.schedule))

    @pressed(DigestPause)
    async def pause(self, interaction: Interaction, _card: DigestPause, _: Chosen) -> None:
        """Pause the digest."""
        await self._save(interaction, lambda settings: replace(settings, is_paused=True, pause_reason=None))

    @pressed(DigestResume)
    async def resume(self, interaction: Interaction, _card: DigestResume, _: Chosen) -> None:
        """Let the digest go on, if the bot may still post in its channel."""
        _check(interaction)
        settings = await self.services.digests.settings(guild_of(interaction))
        if settings.digest_channel is not None and not may_post(_channel(interaction, settings.digest_channel)):
            channel = _channel(interaction, settings.digest_channel)
            await replace_card(interaction, permission_notice(channel.mention, posting_rights(channel)))
            return
        await self._save(interaction, lambda settings: replace(settings, is_paused=False, pause_reason=None))

    async def _typed_pair(self, interaction: Interaction, typed: PairInput) -> None:
        _check(interaction)
        try:
            pair = dyad_of(*(country_named(self.services.gazetteer, name) for name in (typed.first, typed.second)))
        except InvalidInputError as error:
            await replace_card(interaction, await self._panel(interaction, problem=(Setting.PAIR, error.user_text)))
            return
        await self._confirm(interaction, Setting.PAIR, lambda settings: replace(settings, pair=pair))

    async def _typed_schedule(self, interaction: Interaction, typed: ScheduleInput) -> None:
        _check(interaction)
        try:
            schedule = schedule_of(
                cadence=typed.cadence,
                at=typed.at,
                zone=typed.zone,
                weekday=typed.weekday,
                month_day=typed.month_day,
            )
        except InvalidInputError as error:
            await replace_card(interaction, await self._panel(interaction, problem=(Setting.SCHEDULE, error.user_text)))
            return
        await self._confirm(interaction, Setting.SCHEDULE, lambda settings: replace(settings, schedule=schedule))

    async def _confirm(self, interaction: Interaction, setting: Setting, edit: Edit) -> None:
        before = await self.services.digests.settings(guild_of(interaction))
        after = edit(before)
        if after == before:
            await replace_card(interaction, await self._panel(interaction))
            return
        is_running = after.digest_channel is not None and not after.is_paused
        runs = upcoming(after.schedule, self.services.clock(), _RUNS) if is_running else ()
        card = confirm_card(setting, before, after, [due.at for due in runs], self.services.gazetteer)
        await replace_card(interaction, card)

    async def _save(self, interaction: Interaction, edit: Edit) -> None:
        _check(interaction)
        await self.services.digests.change(guild_of(interaction), UserId(interaction.user.id), edit)
        await replace_card(interaction, await self._panel(interaction, is_saved=True))

    async def _panel(
        self, interaction: Interaction, *, problem: tuple[Setting, str] | None = None, is_saved: bool = False
    ) -> Card:
        settings = await self.services.digests.settings(guild_of(interaction))
        return settings_card(
            settings,
            self.services.gazetteer,
            server=interaction.guild.name if interaction.guild else "",
            problem=problem,
            is_saved=is_saved,
            hidden_questions=await self.services.bank.count_hidden(guild_of(interaction)),
        )


def _check(interaction: Interaction) -> None:
    """Let only those who may manage the server go on; an old panel may be clicked by someone who no longer may."""
    if not interaction.permissions.manage_guild:
        raise PermissionMissingError(
            "no Manage Server", user_text="This needs Manage Server in this server.", missing=("Manage Server",)
        )


def _channel(interaction: Interaction, channel: ChannelId) -> discord.abc.GuildChannel:
    found = interaction.guild.get_channel(channel) if interaction.guild else None
    if found is None:
        raise NotFoundError(user_text="That channel is gone, or Backchannel can’t see it.")
    return found


def _with_channel(channel: ChannelId) -> Edit:
    return lambda settings: replace(settings, digest_channel=channel, is_paused=False, pause_reason=None)


def _sides(settings: GuildSettings) -> tuple[CountryCode, CountryCode]:
    return settings.pair.first, settings.pair.second


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Settings(bot))
