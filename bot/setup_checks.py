"""What the setup of a server looks up in it: a channel to begin with, and what the bot may do in the chosen one."""

import discord

from bot.cards.setting_ids import Setup
from bot.cards.setup import ChannelCheck
from bot.model.ids import ChannelId
from bot.model.language import say
from bot.posting import posting_rights
from bot.routing import Interaction
from bot.settings_panel import server_of


def first_channel(interaction: Interaction) -> ChannelId | None:
    """Return where the digest may go by default: here, else where Discord greets people, else in the first open one."""
    server = server_of(interaction)
    here = interaction.channel if isinstance(interaction.channel, discord.TextChannel) else None
    channels = (here, server.system_channel, *server.text_channels)
    found = next((one for one in channels if one is not None and posting_rights(one).is_enough), None)
    return None if found is None else ChannelId(found.id)


def check_of(interaction: Interaction, state: Setup) -> ChannelCheck:
    """Return what the bot may do in the chosen channel."""
    channel = server_of(interaction).get_channel(state.channel)
    if channel is None:
        return ChannelCheck()
    rights = posting_rights(channel)
    return ChannelCheck(permissions=rights.needed, lacking=rights.lacking)


def problem_of(interaction: Interaction, state: Setup) -> str:
    """Return what keeps the setup from being started; "" for nothing."""
    if server_of(interaction).get_channel(state.channel) is None:
        return say("No channel is chosen, or it is gone. Go back and choose one.")
    if check_of(interaction, state).is_enough:
        return ""
    return say("Backchannel can’t post in that channel. Go back to see why.")
