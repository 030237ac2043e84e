"""/digest: post one now, look at the next, say when they come, pause, resume, and ask why one was or wasn't posted."""

import discord
from discord import app_commands

from bot.cards.digest import edition_cards
from bot.cards.digest_sources import digest_sources_card
from bot.cards.digest_why import why_card
from bot.cards.ids import DigestSources, DigestTest
from bot.cards.notices import permission_notice
from bot.cards.setting_questions import confirm_card
from bot.cards.settings import settings_card
from bot.client import Backchannel
from bot.digest.typed import schedule_of
from bot.model.budget import Cost
from bot.model.errors import NotFoundError
from bot.model.ids import UserId
from bot.model.language import told
from bot.model.settings import GuildSettings, Place, Setting
from bot.outcomes import outcome_card
from bot.posting import posting_rights
from bot.rights import Right, check_right, needs
from bot.routing import CardCog, Chosen, Interaction, defer, guild_of, pressed, show
from bot.setting_edits import Edit, paused, resumed, runs_under, with_schedule
from bot.speech import speak_privately, speaking_to_all
from bot.suggestions import Offers, suggest_rhythms, suggest_times, suggest_zones
from bot.zones import zone_meant

_manages = needs(Right.MANAGE)


class Digests(CardCog):
    """Digests by hand, and what there is to know of those that come by themselves."""

    group = app_commands.Group(
        name="digest",
        description="What happened between your countries",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(name="now")
    @_manages
    async def now(self, interaction: Interaction) -> None:
        """Post a digest in its channel now; the schedule stays as it is."""
        await self._post(interaction)

    @group.command(name="preview")
    @_manages
    async def preview(self, interaction: Interaction) -> None:
        """Show only to you what a digest would tell now; nothing is posted."""
        self.spend(interaction, Cost.CHART)
        await defer(interaction, is_private=True)
        edition = await self.services.digests.preview(guild_of(interaction))
        with speaking_to_all(interaction):
            cards = edition_cards(edition, self.services.gazetteer)
        for card in cards:
            await show(interaction, card, is_private=True)

    @group.command(name="schedule")
    @app_commands.describe(
        how_often="Every day, every weekday, Fridays, first Monday of the month, day 15, off",
        at="07:30 or 7:30 pm",
        zone="A city or an IANA zone; the server's own if left out",
    )
    @_manages
    async def schedule(
        self, interaction: Interaction, how_often: str, at: str | None = None, zone: str | None = None
    ) -> None:
        """Say how often the digest comes, when, and in which time zone; you are asked before it is saved."""
        speak_privately(interaction)
        settings = await self.services.digests.settings(guild_of(interaction))
        before = settings.schedule
        meant = before.zone if zone is None else zone_meant(self.services.gazetteer, zone)
        schedule = schedule_of(when=how_often, at=at or f"{before.at:%H:%M}", zone=meant, before=before)
        after = with_schedule(Setting.SCHEDULE, schedule)(settings)
        card = confirm_card(
            Setting.SCHEDULE,
            settings,
            after,
            runs_under(after, Setting.SCHEDULE, self.services.clock()),
            self.services.gazetteer,
            locale=interaction.locale.value,
        )
        await show(interaction, card, is_private=True)

    @schedule.autocomplete("how_often")
    async def suggest_how_often(self, _: Interaction, typed: str) -> Offers:
        """Offer ways to say how often."""
        return suggest_rhythms(typed)

    @schedule.autocomplete("at")
    async def suggest_at(self, interaction: Interaction, typed: str) -> Offers:
        """Offer half hours in the reader's own form."""
        return suggest_times(interaction, typed)

    @schedule.autocomplete("zone")
    async def suggest_zone(self, interaction: Interaction, typed: str) -> Offers:
        """Offer cities and zones."""
        return suggest_zones(interaction, typed)

    @group.command(name="pause")
    @_manages
    async def pause(self, interaction: Interaction) -> None:
        """Post no digest until you resume it; the next one then tells what came in meanwhile."""
        await self._change(interaction, paused)

    @group.command(name="resume")
    @_manages
    async def resume(self, interaction: Interaction) -> None:
        """Let the digest go on, if Backchannel may still post in its channel."""
        settings = await self.services.digests.settings(guild_of(interaction))
        channel = _channel(interaction, settings)
        if settings.digest_channel is not None:
            if channel is None:
                raise NotFoundError(user_text=told("The digest’s channel is gone. Choose another one in /settings."))
            rights = posting_rights(channel, in_thread=settings.digest.place is Place.THREAD)
            if not rights.is_enough:
                speak_privately(interaction)
                await show(interaction, permission_notice(channel.mention, rights.needed), is_private=True)
                return
        await self._change(interaction, resumed)

    @group.command(name="why")
    @_manages
    async def why(self, interaction: Interaction) -> None:
        """Why the last digests were or were not posted, and when the next three come."""
        speak_privately(interaction)
        found = await self.services.digests.why(guild_of(interaction))
        card = why_card(
            found.settings,
            found.decisions,
            [due.at for due in found.runs],
            self.services.gazetteer,
            locale=interaction.locale.value,
        )
        await show(interaction, card, is_private=True)

    @pressed(DigestTest)
    async def test(self, interaction: Interaction, _card: DigestTest, _: Chosen) -> None:
        """Post one from the settings panel."""
        await check_right(interaction, Right.MANAGE)
        await self._post(interaction)

    @pressed(DigestSources)
    async def show_sources(self, interaction: Interaction, card: DigestSources, _: Chosen) -> None:
        """Show the sentences behind a digest's lines to one reader."""
        speak_privately(interaction)
        events = await self.services.newsroom.events_named(card.numbers, guild_of(interaction))
        if not events:
            raise NotFoundError(user_text=told("The events of this digest are not in the store any more."))
        await show(interaction, digest_sources_card(events, self.services.gazetteer), is_private=True)

    async def _change(self, interaction: Interaction, edit: Edit) -> None:
        """Save a change and show the panel."""
        speak_privately(interaction)
        before = await self.services.digests.settings(guild_of(interaction))
        saved = await self.services.digests.change(guild_of(interaction), UserId(interaction.user.id), edit)
        card = settings_card(
            saved,
            self.services.gazetteer,
            server=interaction.guild.name if interaction.guild else "",
            saved_from=before,
            locale=interaction.locale.value,
        )
        await show(interaction, card, is_private=True)

    async def _post(self, interaction: Interaction) -> None:
        self.spend(interaction, Cost.CHART)
        await defer(interaction, is_private=True)
        guild = guild_of(interaction)
        settings = await self.services.digests.settings(guild)
        done = await self.services.digests.post_now(guild, key=interaction.id)
        await show(interaction, outcome_card(guild, done, _channel(interaction, settings)), is_private=True)


def _channel(interaction: Interaction, settings: GuildSettings) -> discord.abc.GuildChannel | None:
    return interaction.guild.get_channel(settings.digest_channel or 0) if interaction.guild else None


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Digests(bot))
