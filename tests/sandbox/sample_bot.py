"""A small bot for the sandbox's own tests: one of everything that the page has to show.

Started as a program it connects to whatever Discord its environment names, as the real bot does.
"""

import asyncio
import datetime as dt
import io
import logging
import os
import signal

import discord
import yarl
from discord import app_commands

ONE_PIXEL_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
CAPITALS = ("Canberra", "Kathmandu", "Ottawa", "Windhoek")


class Counter(discord.ui.LayoutView):
    """A card with a picture, a button and a list."""

    def __init__(self, count: int = 0) -> None:
        super().__init__(timeout=None)
        self.count = count
        picture = discord.MediaGalleryItem("attachment://dot.png", description="A dark dot")
        button: discord.ui.Button[Counter] = discord.ui.Button(label="Count", custom_id="count")
        button.callback = self.add_one  # type: ignore[method-assign]  # discord.py documents this assignment
        choice: discord.ui.Select[Counter] = discord.ui.Select(
            custom_id="capital",
            placeholder="Choose a capital",
            options=[discord.SelectOption(label=c) for c in CAPITALS],
        )
        choice.callback = self.choose  # type: ignore[method-assign]  # as above
        self.choice = choice
        self.add_item(
            discord.ui.Container(
                discord.ui.TextDisplay(f"### Counter \N{ABACUS}\nCounted **{count}** times"),
                discord.ui.MediaGallery(picture),
                discord.ui.ActionRow(button),
                discord.ui.ActionRow(choice),
                accent_colour=discord.Colour.blurple(),
            )
        )

    async def add_one(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=Counter(self.count + 1))

    async def choose(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You chose {self.choice.values[0]}.", ephemeral=True)


class Feedback(discord.ui.Modal, title="Feedback"):
    """A dialog with one field."""

    words: discord.ui.TextInput["Feedback"] = discord.ui.TextInput(label="Your words")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"{interaction.user.display_name} wrote: {self.words.value}")


def picture() -> discord.File:
    return discord.File(io.BytesIO(ONE_PIXEL_PNG), filename="dot.png", description="A dark dot")


async def counter(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=Counter(), file=picture())


async def secret(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True)
    await interaction.followup.send("Only you see this.", ephemeral=True)


async def late(interaction: discord.Interaction) -> None:
    await asyncio.sleep(2)
    await interaction.response.send_message("Late, but in time.")


async def capital(interaction: discord.Interaction, name: str) -> None:
    await interaction.response.send_message(f"{name} it is.")


async def count_down(interaction: discord.Interaction, to: str | None = None) -> None:
    moment = discord.utils.utcnow() + dt.timedelta(seconds=30)
    await interaction.response.send_message(f"{to or 'Lift-off'} {discord.utils.format_dt(moment, 'R')}")


async def offer_capitals(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    fitting = (name for name in CAPITALS if name.casefold().startswith(current.casefold()))
    return [app_commands.Choice(name=name, value=name) for name in fitting]


async def length(interaction: discord.Interaction, file: discord.Attachment) -> None:
    await interaction.response.send_message(f"{file.filename} has {len(await file.read())} bytes.")


async def feedback(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Feedback())


async def manage(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Managed.", ephemeral=True)


async def shout(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(message.content.upper() or "(nothing to read)")


class SampleBot(discord.AutoShardedClient):
    """Registers its commands at start, as the real bot does."""

    tree: app_commands.CommandTree["SampleBot"]

    def __init__(self, *, guild_ready_timeout: float = 0.1) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=guild_ready_timeout,
        )
        self.tree = app_commands.CommandTree(self)
        self.was_ready = asyncio.Event()
        self.tree.command(description="Count with a button")(counter)
        self.tree.command(description="Say something to you alone")(secret)
        self.tree.command(description="Measure a file")(length)
        self.tree.command(description="Answer after two seconds")(late)
        self.tree.command(description="Write something in a dialog")(feedback)
        self.tree.command(description="Name a capital")(app_commands.autocomplete(name=offer_capitals)(capital))
        countdown = app_commands.Group(name="countdown", description="Count down")
        described = app_commands.describe(to="What it is counted down to")
        countdown.command(name="start", description="Count thirty seconds down")(described(count_down))
        self.tree.add_command(countdown)
        manages = app_commands.default_permissions(manage_guild=True)
        self.tree.command(description="For those who manage the server")(manages(manage))
        self.tree.context_menu(name="Shout this message")(shout)

    async def setup_hook(self) -> None:
        self.add_view(Counter())
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Skip discord.py's pause of five seconds between shards; the tests' Discord has no such limit."""

    async def on_ready(self) -> None:
        self.was_ready.set()


async def main() -> None:
    discord.http.Route.BASE = os.environ["BACKCHANNEL_DISCORD_API"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["BACKCHANNEL_DISCORD_GATEWAY"])
    discord.utils.setup_logging(level=logging.WARNING, root=False)
    async with SampleBot() as bot:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: asyncio.ensure_future(bot.close()))
        await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
