"""/digest: post a digest now. The scheduled ones need no command; /settings says when they come."""

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.cards.ids import DigestTest
from bot.cards.message import Card
from bot.cards.notices import notice, permission_notice
from bot.cards.tokens import Accent
from bot.client import Backchannel
from bot.digest.delivery import Delivered, SendProblem
from bot.model.errors import PermissionMissingError
from bot.model.ids import GuildId
from bot.posting import posting_rights
from bot.routing import CardCog, Chosen, Interaction, defer, guild_of, pressed, show


class Digests(CardCog):
    """Digests by hand."""

    group = app_commands.Group(
        name="digest",
        description="What happened between your two countries",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(name="now")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def now(self, interaction: Interaction) -> None:
        """Post a digest in its channel now; the schedule stays as it is."""
        await self._post(interaction)

    @pressed(DigestTest)
    async def test(self, interaction: Interaction, _card: DigestTest, _: Chosen) -> None:
        """Post one from the settings panel."""
        if not interaction.permissions.manage_guild:
            raise PermissionMissingError("no Manage Server", user_text="This needs Manage Server in this server.")
        await self._post(interaction)

    async def _post(self, interaction: Interaction) -> None:
        await defer(interaction, is_private=True)
        guild = guild_of(interaction)
        settings = await self.services.digests.settings(guild)
        done = await self.services.digests.post_now(guild, key=interaction.id)
        channel = interaction.guild.get_channel(settings.digest_channel or 0) if interaction.guild else None
        await show(interaction, _outcome(guild, done, channel), is_private=True)


def _outcome(guild: GuildId, done: Sequence[Delivered | None], channel: discord.abc.GuildChannel | None) -> Card:
    """Return the card that tells what became of a digest sent by hand."""
    refused = next((one.problem for one in done if one is not None and one.problem is not None), None)
    if refused is not None:
        return _refusal(refused.problem, channel)
    first = next((one.posted for one in done if one is not None and one.posted is not None), None)
    if first is None:
        return notice(
            Accent.CARE,
            "Digest",
            "The digest waits",
            "Discord did not take it just now. It is kept and tried again by itself.",
        )
    link = f"https://discord.com/channels/{guild}/{first.place}/{first.message}"
    return notice(Accent.DESK, "Digest", "The digest is posted", f"It is in <#{first.place}>: {link}")


def _refusal(problem: SendProblem, channel: discord.abc.GuildChannel | None) -> Card:
    if problem is SendProblem.FORBIDDEN and channel is not None:
        return permission_notice(channel.mention, posting_rights(channel))
    why = {
        SendProblem.FORBIDDEN: "Discord does not let Backchannel post in its channel.",
        SendProblem.GONE: "Its channel is gone. Choose another one in /settings.",
        SendProblem.INVALID: "Discord refused it. It is not tried again.",
    }
    return notice(Accent.CARE, "Digest", "The digest could not be posted", why[problem])


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Digests(bot))
