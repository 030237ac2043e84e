"""What became of a digest that was sent by hand, as a card for who sent it."""

from collections.abc import Sequence

import discord

from bot.cards.controls import link_button
from bot.cards.message import Card
from bot.cards.notices import notice, permission_notice
from bot.cards.tokens import Accent
from bot.digest.sending import Delivered, SendProblem
from bot.model.ids import GuildId
from bot.model.language import say, say_as
from bot.posting import posting_rights


def outcome_card(guild: GuildId, done: Sequence[Delivered | None], channel: discord.abc.GuildChannel | None) -> Card:
    """Return the card that tells what became of a digest sent by hand."""
    refused = next((one.problem for one in done if one is not None and one.problem is not None), None)
    if refused is not None:
        return _refusal(refused.problem, channel)
    first = next((one.posted for one in done if one is not None and one.posted is not None), None)
    if first is not None:
        link = f"https://discord.com/channels/{guild}/{first.place}/{first.message}"
        opened = link_button(say_as("button", "Open it"), link)
        return notice(
            Accent.DESK,
            say_as("heading", "Digest"),
            say("The digest is posted"),
            say("The schedule stays as it is."),
            *([opened] if opened else []),
        )
    if channel is not None and not (rights := posting_rights(channel)).is_enough:
        return permission_notice(
            channel.mention, rights.needed, kept=say("The digest is kept and tried again for an hour.")
        )
    return notice(
        Accent.CARE,
        say_as("heading", "Digest"),
        say("The digest waits"),
        say("Discord did not take it just now. It is kept and tried again by itself."),
    )


def _refusal(problem: SendProblem, channel: discord.abc.GuildChannel | None) -> Card:
    if problem is SendProblem.FORBIDDEN and channel is not None:
        return permission_notice(channel.mention, posting_rights(channel).needed)
    why = {
        SendProblem.FORBIDDEN: say("Discord does not let Backchannel post in its channel."),
        SendProblem.GONE: say("Its channel is gone. Choose another one in /settings."),
        SendProblem.INVALID: say("Discord refused it. It is not tried again."),
    }
    return notice(Accent.CARE, say_as("heading", "Digest"), say("The digest could not be posted"), why[problem])
