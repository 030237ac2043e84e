"""What the cogs of the settings share: showing the panel, asking before a change, and saving it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import discord

from bot.cards.message import Card
from bot.cards.notices import permission_notice
from bot.cards.setting_pages import PAGES, page_of
from bot.cards.setting_questions import confirm_card
from bot.cards.settings import settings_card
from bot.model.errors import InvalidInputError, NotFoundError
from bot.model.ids import ChannelId, UserId
from bot.model.language import told
from bot.model.setting_changes import changed
from bot.model.settings import GuildSettings, Place, Setting, SettingsPage
from bot.posting import posting_rights
from bot.rights import Right, check_right
from bot.routing import CardCog, Interaction, guild_of, replace_card
from bot.setting_checks import flaws
from bot.setting_edits import Edit, runs_under


class PanelCog(CardCog):
    """A cog whose cards stand in the settings panel."""

    async def panel(
        self,
        interaction: Interaction,
        page: SettingsPage = SettingsPage.DIGEST,
        *,
        problem: tuple[Setting, str] | None = None,
        saved_from: GuildSettings | None = None,
    ) -> Card:
        """Return a page of the panel; see `settings_card`."""
        guild = guild_of(interaction)
        settings = await self.services.digests.settings(guild)
        return settings_card(
            settings,
            self.services.gazetteer,
            server=interaction.guild.name if interaction.guild else "",
            page=page,
            problem=problem,
            saved_from=saved_from,
            hidden_questions=await self.services.bank.count_hidden(guild),
            flaws=flaws(interaction.guild, settings, PAGES[page][2]) if interaction.guild else {},
            locale=interaction.locale.value,
        )

    async def confirm(self, interaction: Interaction, setting: Setting, edit: Edit, *, warning: str = "") -> None:
        """Ask whether a change is to be saved; the panel again where nothing would change."""
        before = await self.services.digests.settings(guild_of(interaction))
        after = edit(before)
        if after == before:
            await replace_card(interaction, await self.panel(interaction, page_of(setting)))
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

    async def save(self, interaction: Interaction, edit: Edit, page: SettingsPage) -> None:
        """Save a change that was confirmed or needs no confirming, if it can still have its effect; show the panel.

        Raises:
            InvalidInputError: A channel or role is gone, or closed to the bot, since it was chosen.
            MissingPermissions: It chooses who manages, and whoever saves may not.
        """
        guild = guild_of(interaction)
        before = await self.services.digests.settings(guild)
        await self.check(interaction, before, edit(before))
        await self.services.digests.change(guild, UserId(interaction.user.id), edit)
        await replace_card(interaction, await self.panel(interaction, page, saved_from=before))

    async def check(self, interaction: Interaction, before: GuildSettings, after: GuildSettings) -> None:
        """Let only a change go on that can have its effect, by someone who may make it.

        Raises:
            InvalidInputError: A channel or role that it sets is gone, or closed to the bot.
            MissingPermissions: It chooses who manages, and whoever saves may not.
        """
        which = changed(before, after)
        if Setting.MANAGERS in which:
            await check_right(interaction, Right.APPOINT)
        if interaction.guild is not None and (found := flaws(interaction.guild, after, which)):
            raise InvalidInputError(user_text=" ".join(dict.fromkeys(found.values())))

    async def may_go_on(self, interaction: Interaction, edit: Edit) -> bool:
        """Tell whether the digest may be posted as it would be after a change; show what is missing if not."""
        settings = edit(await self.services.digests.settings(guild_of(interaction)))
        if settings.digest_channel is None:
            return True
        channel = channel_in(interaction, settings.digest_channel)
        rights = posting_rights(channel, in_thread=settings.digest.place is Place.THREAD)
        if not rights.is_enough:
            await replace_card(interaction, permission_notice(channel.mention, rights.needed))
        return rights.is_enough

    def runs(self, after: GuildSettings, which: Sequence[Setting]) -> dict[str, list[datetime]]:
        """Return the next runs of what a change moves in time."""
        now = self.services.clock()
        of_digest = {Setting.SCHEDULE, Setting.ZONE, Setting.CHANNEL, Setting.PAUSED} & set(which)
        of_quiz = {Setting.QUIZ_SCHEDULE, Setting.QUIZ_CHANNEL} & set(which)
        runs = {}
        if of_digest:
            runs["digest"] = runs_under(after, Setting.SCHEDULE, now)
        if of_quiz:
            runs["quiz"] = runs_under(after, Setting.QUIZ_SCHEDULE, now)
        return runs


def channel_in(interaction: Interaction, channel: ChannelId) -> discord.abc.GuildChannel:
    """Return a channel of the interaction's server.

    Raises:
        NotFoundError: It is gone, or the bot can't see it.
    """
    found = interaction.guild.get_channel(channel) if interaction.guild else None
    if found is None:
        raise NotFoundError(user_text=told("That channel is gone, or Backchannel can’t see it."))
    return found


def server_of(interaction: Interaction) -> discord.Guild:
    """Return the interaction's server.

    Raises:
        NoPrivateMessage: It came from a direct message.
    """
    if interaction.guild is None:
        raise discord.app_commands.NoPrivateMessage
    return interaction.guild


def role_in(interaction: Interaction, number: str) -> discord.Role:
    """Return a role of the server that people have.

    Raises:
        InvalidInputError: It is gone, everyone's or a bot's.
    """
    role = server_of(interaction).get_role(int(number))
    if role is None:
        raise InvalidInputError(user_text=told("That role is gone."))
    if role.is_default() or role.is_bot_managed():
        raise InvalidInputError(
            user_text=told("Everyone, and a bot’s own role, can’t be chosen here. Choose another role.")
        )
    return role


def texts_of(interaction: Interaction) -> Iterator[str]:
    """Yield what the clicked card says, as Discord hands it on with the click."""
    found: list[object] = list(interaction.message.components) if interaction.message else []
    while found:
        part = found.pop(0)
        if isinstance(part, discord.TextDisplay):
            yield part.content
        found += getattr(part, "children", ())
