"""/settings: one private panel in which those who manage a server set everything. Nothing changes by accident."""

from dataclasses import replace

import discord
from discord import app_commands

from bot.cards.forms import PairForm, PairInput, PairsForm, ScheduleForm, ScheduleInput
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
    SettingChannel,
    SettingChoice,
    SettingEdit,
    SettingPlace,
    SettingRole,
    SettingsOpen,
    SettingsShow,
    SettingsTurn,
)
from bot.cards.message import Card
from bot.cards.notices import permission_notice
from bot.cards.setting_words import CHOICES, page_of, timed
from bot.cards.settings import channel_card, choice_card, confirm_card, role_card, settings_card
from bot.client import Backchannel
from bot.countries import country_named, dyad_of, pair_words
from bot.digest.typed import schedule_of
from bot.model.errors import InvalidInputError, NotFoundError, PermissionMissingError
from bot.model.ids import ChannelId, RoleId, UserId
from bot.model.settings import GuildSettings, Place, Setting, SettingsPage
from bot.posting import Rights, posting_rights
from bot.replies import answer_error
from bot.routing import CardCog, Chosen, Interaction, guild_of, pressed, replace_card, show
from bot.setting_edits import Edit, chosen, runs_under, with_channel, with_pairs, with_role, with_schedule
from bot.zones import zone_meant

_TIME_TITLES = {Setting.SCHEDULE: "Digest time", Setting.QUIZ_SCHEDULE: "Quiz time"}


class Settings(CardCog):
    """The panel, its forms, and what they save."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def settings(self, interaction: Interaction) -> None:
        """Pairs of countries, digest, updates and quiz: where, when and how."""
        await show(interaction, await self._panel(interaction), is_private=True)

    @pressed(SettingsOpen)
    async def open_panel(self, interaction: Interaction, _card: SettingsOpen, _: Chosen) -> None:
        """Show the panel's first page again, with nothing changed."""
        _check(interaction)
        await replace_card(interaction, await self._panel(interaction))

    @pressed(SettingsShow)
    async def show_page(self, interaction: Interaction, card: SettingsShow, _: Chosen) -> None:
        """Show a page of the panel again, with nothing changed."""
        _check(interaction)
        await replace_card(interaction, await self._panel(interaction, card.page))

    @pressed(SettingsTurn)
    async def turn(self, interaction: Interaction, _card: SettingsTurn, pages: Chosen) -> None:
        """Show another page of the panel."""
        _check(interaction)
        await replace_card(interaction, await self._panel(interaction, SettingsPage(pages[0])))

    @pressed(SettingEdit)
    async def edit(self, interaction: Interaction, card: SettingEdit, _: Chosen) -> None:
        """Open the form of a setting, or the question for its value."""
        _check(interaction)
        settings = await self.services.digests.settings(guild_of(interaction))
        match card.setting:
            case Setting.CHANNEL | Setting.UPDATES_CHANNEL | Setting.QUIZ_CHANNEL:
                await replace_card(interaction, channel_card(card.setting, settings))
            case Setting.PING:
                await replace_card(interaction, role_card(settings))
            case setting if setting in CHOICES:
                await replace_card(interaction, choice_card(setting, settings))
            case setting:
                await interaction.response.send_modal(self._form(interaction, setting, settings))

    def _form(
        self, interaction: Interaction, setting: Setting, settings: GuildSettings
    ) -> PairForm | PairsForm | ScheduleForm:
        """Return the form of a setting that is typed."""
        names = self.services.gazetteer
        if setting is Setting.PAIR:
            first, second = (names.country(code).name for code in (settings.pair.first, settings.pair.second))
            return PairForm(self._typed_pair, answer_error, first=first, second=second)
        if setting is Setting.MORE_PAIRS:
            lines = "\n".join(pair_words(names, pair) for pair in settings.digest.more_pairs)
            return PairsForm(self._typed_pairs, answer_error, pairs=lines)

        async def submit(sent: Interaction, typed: ScheduleInput) -> None:
            await self._typed_schedule(sent, setting, typed)

        return ScheduleForm(
            submit,
            answer_error,
            title=_TIME_TITLES[setting],
            schedule=timed(settings, setting),
            locale=interaction.locale.value,
        )

    @pressed(SettingChannel)
    async def choose_channel(self, interaction: Interaction, _card: SettingChannel, channels: Chosen) -> None:
        """Ask whether the digest is to go to a channel, once the bot may post there."""
        await self._choose(interaction, Setting.CHANNEL, ChannelId(int(channels[0])))

    @pressed(SettingPlace)
    async def choose_place(self, interaction: Interaction, card: SettingPlace, channels: Chosen) -> None:
        """Ask whether updates or the quiz are to go to a channel, once the bot may post there."""
        await self._choose(interaction, card.setting, ChannelId(int(channels[0])))

    async def _choose(self, interaction: Interaction, setting: Setting, number: ChannelId) -> None:
        _check(interaction)
        channel = _channel(interaction, number)
        rights = await self._rights(interaction, channel, setting)
        if not rights.is_enough:
            eyebrow = "Settings · Digest · Channel" if setting is Setting.CHANNEL else "Settings · Channel"
            await replace_card(interaction, permission_notice(channel.mention, rights.needed, eyebrow=eyebrow))
            return
        await self._confirm(interaction, setting, with_channel(setting, number), warning=rights.lacking)

    @pressed(SettingRole)
    async def choose_role(self, interaction: Interaction, _card: SettingRole, roles: Chosen) -> None:
        """Ask whether a role is to be mentioned."""
        _check(interaction)
        role = interaction.guild.get_role(int(roles[0])) if interaction.guild else None
        if role is None or role.is_default():
            raise InvalidInputError(user_text="Everyone can’t be mentioned by a digest. Choose a role.")
        warning = "" if _may_mention(interaction, role) else f"{role.name} can’t be mentioned by bots yet: allow it."
        await self._confirm(interaction, Setting.PING, with_role(RoleId(role.id)), warning=warning)

    @pressed(SettingChoice)
    async def choose(self, interaction: Interaction, card: SettingChoice, values: Chosen) -> None:
        """Save a value that was chosen from a list."""
        _check(interaction)
        edit = chosen(card.setting, values[0])
        if card.setting is Setting.PLACE and not await self._may_go_on(interaction, edit):
            return
        await self._save(interaction, edit, page_of(card.setting))

    @pressed(CheckAgain)
    async def check_again(self, interaction: Interaction, _card: CheckAgain, _: Chosen) -> None:
        """Look again whether the bot may post in the digest's channel; a digest that was paused for it goes on."""
        _check(interaction)
        settings = await self.services.digests.settings(guild_of(interaction))
        if settings.digest_channel is None:
            await replace_card(interaction, channel_card(Setting.CHANNEL, settings))
        elif await self._may_go_on(interaction, lambda kept: kept):
            if settings.pause_reason is not None:
                await self._save(interaction, _resumed, SettingsPage.DIGEST)
            else:
                await replace_card(interaction, await self._panel(interaction))

    @pressed(SavePair)
    async def save_pair(self, interaction: Interaction, card: SavePair, _: Chosen) -> None:
        """Save another pair of countries."""
        await self._save(interaction, lambda settings: replace(settings, pair=card.pair), SettingsPage.DIGEST)

    @pressed(SaveChannel)
    async def save_channel(self, interaction: Interaction, card: SaveChannel, _: Chosen) -> None:
        """Save another channel of the digest."""
        await self._save(interaction, with_channel(Setting.CHANNEL, card.channel), SettingsPage.DIGEST)

    @pressed(SavePlace)
    async def save_place(self, interaction: Interaction, card: SavePlace, _: Chosen) -> None:
        """Save another channel of updates or of the quiz, or turn them off."""
        await self._save(interaction, with_channel(card.setting, card.channel or None), page_of(card.setting))

    @pressed(SaveRole)
    async def save_role(self, interaction: Interaction, card: SaveRole, _: Chosen) -> None:
        """Save which role is mentioned."""
        await self._save(interaction, with_role(card.role or None), SettingsPage.ARRIVAL)

    @pressed(SaveTime)
    async def save_time(self, interaction: Interaction, card: SaveTime, _: Chosen) -> None:
        """Save another schedule of the digest or of the quiz."""
        await self._save(interaction, with_schedule(card.setting, card.schedule), page_of(card.setting))

    @pressed(SaveSchedule)
    async def save_schedule(self, interaction: Interaction, card: SaveSchedule, _: Chosen) -> None:
        """Save another schedule of the digest, from a card of an earlier version."""
        await self._save(interaction, with_schedule(Setting.SCHEDULE, card.schedule), SettingsPage.DIGEST)

    @pressed(DigestPause)
    async def pause(self, interaction: Interaction, _card: DigestPause, _: Chosen) -> None:
        """Pause the digest."""
        await self._save(
            interaction, lambda settings: replace(settings, is_paused=True, pause_reason=None), SettingsPage.DIGEST
        )

    @pressed(DigestResume)
    async def resume(self, interaction: Interaction, _card: DigestResume, _: Chosen) -> None:
        """Let the digest go on, if the bot may still post in its channel."""
        _check(interaction)
        if await self._may_go_on(interaction, lambda kept: kept):
            await self._save(interaction, _resumed, SettingsPage.DIGEST)

    async def _may_go_on(self, interaction: Interaction, edit: Edit) -> bool:
        """Tell whether the digest may be posted as it would be after a change; show what is missing if not."""
        settings = edit(await self.services.digests.settings(guild_of(interaction)))
        if settings.digest_channel is None:
            return True
        channel = _channel(interaction, settings.digest_channel)
        rights = posting_rights(channel, in_thread=settings.digest.place is Place.THREAD)
        if not rights.is_enough:
            await replace_card(interaction, permission_notice(channel.mention, rights.needed))
        return rights.is_enough

    async def _rights(self, interaction: Interaction, channel: discord.abc.GuildChannel, setting: Setting) -> Rights:
        settings = await self.services.digests.settings(guild_of(interaction))
        in_thread = setting is Setting.CHANNEL and settings.digest.place is Place.THREAD
        return posting_rights(channel, in_thread=in_thread)

    async def _typed_pair(self, interaction: Interaction, typed: PairInput) -> None:
        _check(interaction)
        try:
            pair = dyad_of(*(country_named(self.services.gazetteer, name) for name in (typed.first, typed.second)))
        except InvalidInputError as error:
            await self._show_problem(interaction, Setting.PAIR, error)
            return
        await self._confirm(interaction, Setting.PAIR, lambda settings: replace(settings, pair=pair))

    async def _typed_pairs(self, interaction: Interaction, typed: str) -> None:
        _check(interaction)
        try:
            edit = with_pairs(self.services.gazetteer, typed)
        except InvalidInputError as error:
            await self._show_problem(interaction, Setting.MORE_PAIRS, error)
            return
        await self._save(interaction, edit, SettingsPage.CONTENT)

    async def _typed_schedule(self, interaction: Interaction, setting: Setting, typed: ScheduleInput) -> None:
        _check(interaction)
        settings = await self.services.digests.settings(guild_of(interaction))
        try:
            zone = zone_meant(self.services.gazetteer, typed.zone)
            schedule = schedule_of(when=typed.when, at=typed.at, zone=zone, before=timed(settings, setting))
        except InvalidInputError as error:
            await self._show_problem(interaction, setting, error)
            return
        await self._confirm(interaction, setting, with_schedule(setting, schedule))

    async def _show_problem(self, interaction: Interaction, setting: Setting, error: InvalidInputError) -> None:
        panel = await self._panel(interaction, page_of(setting), problem=(setting, error.user_text))
        await replace_card(interaction, panel)

    async def _confirm(self, interaction: Interaction, setting: Setting, edit: Edit, *, warning: str = "") -> None:
        before = await self.services.digests.settings(guild_of(interaction))
        after = edit(before)
        if after == before:
            await replace_card(interaction, await self._panel(interaction, page_of(setting)))
            return
        card = confirm_card(
            setting,
            before,
            after,
            runs_under(after, setting, self.services.clock()),
            self.services.gazetteer,
            locale=interaction.locale.value,
            warning=warning,
        )
        await replace_card(interaction, card)

    async def _save(self, interaction: Interaction, edit: Edit, page: SettingsPage) -> None:
        _check(interaction)
        await self.services.digests.change(guild_of(interaction), UserId(interaction.user.id), edit)
        await replace_card(interaction, await self._panel(interaction, page, is_saved=True))

    async def _panel(
        self,
        interaction: Interaction,
        page: SettingsPage = SettingsPage.DIGEST,
        *,
        problem: tuple[Setting, str] | None = None,
        is_saved: bool = False,
    ) -> Card:
        guild = guild_of(interaction)
        return settings_card(
            await self.services.digests.settings(guild),
            self.services.gazetteer,
            server=interaction.guild.name if interaction.guild else "",
            page=page,
            problem=problem,
            is_saved=is_saved,
            hidden_questions=await self.services.bank.count_hidden(guild),
            locale=interaction.locale.value,
        )


def _resumed(settings: GuildSettings) -> GuildSettings:
    return replace(settings, is_paused=False, pause_reason=None)


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


def _may_mention(interaction: Interaction, role: discord.Role) -> bool:
    """Tell whether the bot's mention of a role tells those who have it."""
    return role.mentionable or (
        interaction.guild is not None and interaction.guild.me.guild_permissions.mention_everyone
    )


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Settings(bot))
