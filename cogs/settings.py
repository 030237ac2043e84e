"""/settings: one private panel in which those who manage a server set everything. Nothing changes by accident."""

from discord import app_commands

from bot.cards.forms import PairForm, PairInput, PairsForm, ScheduleForm, ScheduleInput
from bot.cards.ids import (
    SettingChannel,
    SettingChoice,
    SettingEdit,
    SettingPlace,
    SettingRole,
    SettingsOpen,
    SettingsShow,
    SettingsTurn,
)
from bot.cards.notices import permission_notice
from bot.cards.setting_ids import PanelOpen, SettingClear, SettingsJump, SettingWho
from bot.cards.setting_pages import PAGES, page_of
from bot.cards.setting_questions import channel_card, choice_card, role_card
from bot.cards.setting_words import CHOICES, timed
from bot.cards.tokens import MIDDOT
from bot.client import Backchannel
from bot.countries import country_named, dyad_of, pair_words
from bot.digest.typed import schedule_of
from bot.model.errors import InvalidInputError
from bot.model.ids import ChannelId, RoleId
from bot.model.language import noted, say, say_as, told
from bot.model.settings import GuildSettings, Place, Setting, SettingsPage
from bot.posting import posting_rights
from bot.replies import answer_error
from bot.rights import Right, check_right, needs
from bot.routing import Chosen, Interaction, guild_of, open_form, pressed, replace_card, show
from bot.setting_checks import CHANNELS, ROLES
from bot.setting_edits import chosen, with_channel, with_pair, with_pairs, with_role, with_schedule
from bot.settings_panel import PanelCog, channel_in, role_in, server_of
from bot.speech import speak_privately
from bot.zones import zone_meant

_TIME_TITLES = {Setting.SCHEDULE: noted("Digest time"), Setting.QUIZ_SCHEDULE: noted("Quiz time")}


class Settings(PanelCog):
    """The panel, its forms and its questions; what they lead to is saved by `SettingSaves`."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @needs(Right.MANAGE)
    async def settings(self, interaction: Interaction) -> None:
        """Everything this server can set: countries, channels, digest, updates, quiz, sources, roles, privacy."""
        speak_privately(interaction)
        await show(interaction, await self.panel(interaction), is_private=True)

    @pressed(PanelOpen, Right.MANAGE)
    async def open_new(self, interaction: Interaction, _card: PanelOpen, _: Chosen) -> None:
        """Show the panel as a new card: the door for those to whom Discord does not show the command."""
        speak_privately(interaction)
        await show(interaction, await self.panel(interaction), is_private=True)

    @pressed(SettingsOpen, Right.MANAGE)
    async def open_panel(self, interaction: Interaction, _card: SettingsOpen, _: Chosen) -> None:
        """Show the panel's first page again, with nothing changed."""
        await replace_card(interaction, await self.panel(interaction))

    @pressed(SettingsShow, Right.MANAGE)
    async def show_page(self, interaction: Interaction, card: SettingsShow, _: Chosen) -> None:
        """Show a page of the panel again, with nothing changed."""
        await replace_card(interaction, await self.panel(interaction, card.page))

    @pressed(SettingsJump, Right.MANAGE)
    async def jump(self, interaction: Interaction, _card: SettingsJump, pages: Chosen) -> None:
        """Show another page of the panel."""
        await replace_card(interaction, await self.panel(interaction, _page(pages[0])))

    @pressed(SettingsTurn, Right.MANAGE)
    async def turn(self, interaction: Interaction, _card: SettingsTurn, pages: Chosen) -> None:
        """Show another page, from a panel of an earlier version."""
        await replace_card(interaction, await self.panel(interaction, _page(pages[0])))

    @pressed(SettingEdit, Right.MANAGE)
    async def edit(self, interaction: Interaction, card: SettingEdit, _: Chosen) -> None:
        """Open the form of a setting, or the question for its value."""
        settings = await self.services.digests.settings(guild_of(interaction))
        match card.setting:
            case setting if setting in CHANNELS:
                await replace_card(interaction, channel_card(setting, settings))
            case setting if setting in ROLES:
                if setting is Setting.MANAGERS:
                    await check_right(interaction, Right.APPOINT)
                await replace_card(interaction, role_card(setting, settings))
            case setting if setting in CHOICES:
                await replace_card(interaction, choice_card(setting, settings))
            case setting:
                speak_privately(interaction)
                await open_form(interaction, self._form(interaction, setting, settings))

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
            title=say(_TIME_TITLES[setting]),
            schedule=timed(settings, setting),
            locale=interaction.locale.value,
        )

    @pressed(SettingChannel, Right.MANAGE)
    async def choose_channel(self, interaction: Interaction, _card: SettingChannel, channels: Chosen) -> None:
        """Ask whether the digest is to go to a channel, once the bot may post there."""
        await self._choose(interaction, Setting.CHANNEL, ChannelId(int(channels[0])))

    @pressed(SettingPlace, Right.MANAGE)
    async def choose_place(self, interaction: Interaction, card: SettingPlace, channels: Chosen) -> None:
        """Ask whether something else is to go to a channel, once the bot may post there."""
        await self._choose(interaction, card.setting, ChannelId(int(channels[0])))

    async def _choose(self, interaction: Interaction, setting: Setting, number: ChannelId) -> None:
        channel = channel_in(interaction, number)
        settings = await self.services.digests.settings(guild_of(interaction))
        in_thread = setting is Setting.CHANNEL and settings.digest.place is Place.THREAD
        rights = posting_rights(channel, in_thread=in_thread)
        if not rights.is_enough:
            eyebrow = MIDDOT.join(
                (say_as("heading", "Settings"), PAGES[page_of(setting)][0], say_as("heading", "Channel"))
            )
            await replace_card(interaction, permission_notice(channel.mention, rights.needed, eyebrow=eyebrow))
            return
        await self.confirm(interaction, setting, with_channel(setting, number), warning=rights.lacking)

    @pressed(SettingRole, Right.MANAGE)
    async def choose_role(self, interaction: Interaction, _card: SettingRole, roles: Chosen) -> None:
        """Ask whether a role is to be mentioned."""
        role = role_in(interaction, roles[0])
        server = server_of(interaction)
        can_be_told = role.mentionable or server.me.guild_permissions.mention_everyone
        warning = "" if can_be_told else say("{role} can’t be mentioned by bots yet: allow it.", role=role.name)
        await self.confirm(interaction, Setting.PING, with_role(Setting.PING, RoleId(role.id)), warning=warning)

    @pressed(SettingWho, Right.MANAGE)
    async def choose_who(self, interaction: Interaction, card: SettingWho, roles: Chosen) -> None:
        """Ask whether a role is to be allowed something."""
        role = role_in(interaction, roles[0])
        await self.confirm(interaction, card.setting, with_role(card.setting, RoleId(role.id)))

    @pressed(SettingClear, Right.MANAGE)
    async def clear(self, interaction: Interaction, card: SettingClear, _: Chosen) -> None:
        """Ask whether a setting is to have no channel, or no role."""
        edit = with_role(card.setting, None) if card.setting in ROLES else with_channel(card.setting, None)
        await self.confirm(interaction, card.setting, edit)

    @pressed(SettingChoice, Right.MANAGE)
    async def choose(self, interaction: Interaction, card: SettingChoice, values: Chosen) -> None:
        """Save a value that was chosen from a list."""
        edit = chosen(card.setting, values[0])
        if card.setting is Setting.PLACE and not await self.may_go_on(interaction, edit):
            return
        await self.save(interaction, edit, page_of(card.setting))

    async def _typed_pair(self, interaction: Interaction, typed: PairInput) -> None:
        await check_right(interaction, Right.MANAGE)
        try:
            pair = dyad_of(*(country_named(self.services.gazetteer, name) for name in (typed.first, typed.second)))
        except InvalidInputError as error:
            await self._show_problem(interaction, Setting.PAIR, error)
            return
        await self.confirm(interaction, Setting.PAIR, with_pair(pair))

    async def _typed_pairs(self, interaction: Interaction, typed: str) -> None:
        await check_right(interaction, Right.MANAGE)
        try:
            edit = with_pairs(self.services.gazetteer, typed)
        except InvalidInputError as error:
            await self._show_problem(interaction, Setting.MORE_PAIRS, error)
            return
        await self.save(interaction, edit, page_of(Setting.MORE_PAIRS))

    async def _typed_schedule(self, interaction: Interaction, setting: Setting, typed: ScheduleInput) -> None:
        await check_right(interaction, Right.MANAGE)
        settings = await self.services.digests.settings(guild_of(interaction))
        try:
            zone = zone_meant(self.services.gazetteer, typed.zone)
            schedule = schedule_of(when=typed.when, at=typed.at, zone=zone, before=timed(settings, setting))
        except InvalidInputError as error:
            await self._show_problem(interaction, setting, error)
            return
        await self.confirm(interaction, setting, with_schedule(setting, schedule))

    async def _show_problem(self, interaction: Interaction, setting: Setting, error: InvalidInputError) -> None:
        panel = await self.panel(interaction, page_of(setting), problem=(setting, error.user_text))
        await replace_card(interaction, panel)


def _page(value: str) -> SettingsPage:
    """Return the page that was chosen.

    Raises:
        InvalidInputError: This version has no such page: the panel is of another one.
    """
    try:
        return SettingsPage(value)
    except ValueError as fault:
        raise InvalidInputError(
            user_text=told("This panel is of another version. Ask for it again: /settings.")
        ) from fault


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Settings(bot))
