"""The bot with one command more, which answers at once with one word: run as `python -m bot` is.

How long its round trip takes shows what Discord's own ways cost; only benchmarks run it.
"""

import sys

import discord
from discord import app_commands

from bot import client
from bot.__main__ import main

NAME, MODULE = "bare", "tests.benchmarks.bare"


@app_commands.command(name=NAME, description="Answer at once")
async def bare(interaction: discord.Interaction) -> None:
    """Answer with one word."""
    await interaction.response.send_message("Here", allowed_mentions=discord.AllowedMentions.none())


async def setup(bot: client.Backchannel) -> None:
    """Add the command."""
    bot.tree.add_command(bare)


if __name__ == "__main__":
    client.EXTENSIONS = (*client.EXTENSIONS, MODULE)  # type: ignore[assignment]  # one more
    sys.exit(main())
