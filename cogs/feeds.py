"""/feed: follow feeds, see how each of them does and what became of what it brought, take lists in and out."""

import discord
from discord import app_commands

from bot.cards.desk_ids import FeedsOpen
from bot.cards.feed_ids import (
    FeedAdd,
    FeedEntries,
    FeedGone,
    FeedLeave,
    FeedLook,
    FeedPause,
    FeedPick,
    FeedResume,
    FeedShow,
    FeedsPage,
)
from bot.cards.feeds import added_card, entries_card, exported_card, feed_card, feeds_card, imported_card, leave_card
from bot.cards.forms import FeedForm
from bot.cards.message import Card
from bot.client import Backchannel
from bot.model.budget import Cost
from bot.model.feeds import check_opml_size
from bot.model.ids import FeedId
from bot.model.language import say
from bot.replies import answer_error
from bot.rights import Right, check_right, needs
from bot.routing import CardCog, Chosen, Interaction, defer, guild_of, member_of, open_form, pressed, replace_card, show
from bot.speech import speak_privately


class Feeds(CardCog):
    """Feeds, for those who manage a server; all of it is private."""

    group = app_commands.Group(
        name="feed",
        description="Follow feeds of news sites",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(name="add")
    @app_commands.describe(address="Of a feed, or of the site that has one")
    @needs(Right.MANAGE)
    async def add(self, interaction: Interaction, address: app_commands.Range[str, 3, 500]) -> None:
        """Follow a feed: what it brings is read by itself."""
        await self._add(interaction, address)

    @group.command(name="list")
    @needs(Right.MANAGE)
    async def list_feeds(self, interaction: Interaction) -> None:
        """The feeds that this server follows, and how each of them does."""
        speak_privately(interaction)
        await show(interaction, feeds_card(await self.services.feeds.list(guild_of(interaction))), is_private=True)

    @group.command(name="import")
    @app_commands.describe(file="An OPML list, as feed readers export it")
    @needs(Right.MANAGE)
    async def import_list(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Follow the feeds of an OPML list."""
        check_opml_size(file.size)
        self.spend(interaction, Cost.FEED)
        await defer(interaction, is_private=True)
        lines = await self.services.feeds.import_opml(await file.read(), member_of(interaction))
        await show(interaction, imported_card(lines), is_private=True)

    @group.command(name="export")
    @needs(Right.MANAGE)
    async def export_list(self, interaction: Interaction) -> None:
        """The feeds that this server follows, as an OPML list."""
        speak_privately(interaction)
        name = interaction.guild.name if interaction.guild is not None else "Backchannel"
        found = await self.services.feeds.export_opml(
            guild_of(interaction), title=say("Feeds of {server}", server=name)
        )
        shown = exported_card(found.body, found.count) if found.count else feeds_card(())
        await show(interaction, shown, is_private=True)

    @group.command(name="entries")
    @needs(Right.MANAGE)
    async def latest(self, interaction: Interaction) -> None:
        """What became of the last hundred entries that came in."""
        speak_privately(interaction)
        await show(interaction, await self._entries(interaction, 0, 0), is_private=True)

    @pressed(FeedsOpen, Right.MANAGE)
    async def open_list(self, interaction: Interaction, _card: FeedsOpen, _: Chosen) -> None:
        """Show the feeds, from their beginning."""
        await self._show_page(interaction, 0)

    @pressed(FeedsPage, Right.MANAGE)
    async def turn(self, interaction: Interaction, card: FeedsPage, _: Chosen) -> None:
        """Show another page of the feeds."""
        await self._show_page(interaction, card.page)

    @pressed(FeedPick, Right.MANAGE)
    async def pick(self, interaction: Interaction, _card: FeedPick, chosen: Chosen) -> None:
        """Show the chosen feed."""
        await self._show_feed(interaction, FeedId(int(chosen[0])))

    @pressed(FeedShow, Right.MANAGE)
    async def show_feed(self, interaction: Interaction, card: FeedShow, _: Chosen) -> None:
        """Show a feed again."""
        await self._show_feed(interaction, FeedId(card.feed))

    @pressed(FeedAdd, Right.MANAGE)
    async def ask_address(self, interaction: Interaction, _card: FeedAdd, _: Chosen) -> None:
        """Open the form that takes an address."""
        speak_privately(interaction)
        await open_form(interaction, FeedForm(self._add_typed, answer_error))

    @pressed(FeedPause, Right.MANAGE)
    async def pause(self, interaction: Interaction, card: FeedPause, _: Chosen) -> None:
        """Pause a feed for this server."""
        paused = await self.services.feeds.pause(FeedId(card.feed), member_of(interaction))
        await replace_card(interaction, feed_card(paused, note=say("✓ Paused")))

    @pressed(FeedResume, Right.MANAGE)
    async def resume(self, interaction: Interaction, card: FeedResume, _: Chosen) -> None:
        """Let a feed go on."""
        resumed = await self.services.feeds.resume(FeedId(card.feed), member_of(interaction))
        await replace_card(interaction, feed_card(resumed, note=say("✓ Resumed; it is asked within a minute")))

    @pressed(FeedLook, Right.MANAGE)
    async def look(self, interaction: Interaction, card: FeedLook, _: Chosen) -> None:
        """Have a feed asked at the next tick."""
        self.spend(interaction, Cost.FEED)
        woken = await self.services.feeds.look_now(FeedId(card.feed), guild_of(interaction))
        await replace_card(interaction, feed_card(woken, note=say("✓ It is asked within a minute")))

    @pressed(FeedLeave, Right.MANAGE)
    async def ask_leave(self, interaction: Interaction, card: FeedLeave, _: Chosen) -> None:
        """Ask whether a feed is to be removed."""
        following = await self.services.feeds.get(FeedId(card.feed), guild_of(interaction))
        await replace_card(interaction, leave_card(following))

    @pressed(FeedGone, Right.MANAGE)
    async def leave(self, interaction: Interaction, card: FeedGone, _: Chosen) -> None:
        """Remove a feed."""
        await self.services.feeds.remove(FeedId(card.feed), member_of(interaction))
        await replace_card(interaction, feeds_card(await self.services.feeds.list(guild_of(interaction))))

    @pressed(FeedEntries, Right.MANAGE)
    async def turn_entries(self, interaction: Interaction, card: FeedEntries, _: Chosen) -> None:
        """Show what became of entries."""
        await replace_card(interaction, await self._entries(interaction, card.feed, card.first))

    async def _add_typed(self, interaction: Interaction, address: str) -> None:
        await check_right(interaction, Right.MANAGE)  # a form may stay open for long
        await self._add(interaction, address)

    async def _add(self, interaction: Interaction, address: str) -> None:
        self.spend(interaction, Cost.FEED)
        await defer(interaction, is_private=True)
        added = await self.services.feeds.add(address, member_of(interaction))
        await show(interaction, added_card(added), is_private=True)

    async def _show_page(self, interaction: Interaction, page: int) -> None:
        await replace_card(interaction, feeds_card(await self.services.feeds.list(guild_of(interaction)), page=page))

    async def _show_feed(self, interaction: Interaction, feed: FeedId) -> None:
        await replace_card(interaction, feed_card(await self.services.feeds.get(feed, guild_of(interaction))))

    async def _entries(self, interaction: Interaction, feed: int, first: int) -> Card:
        guild = guild_of(interaction)
        shown = await self.services.feeds.get(FeedId(feed), guild) if feed else None
        return entries_card(
            await self.services.feeds.entries(guild, FeedId(feed) if feed else None), feed=shown, first=first
        )


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Feeds(bot))
