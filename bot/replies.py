"""The one table from errors to replies. What is not in it is logged with a short reference, which the user is shown."""

import logging
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands

from bot.cards.message import Card, outgoing
from bot.cards.notices import abstention_notice, error_notice, notice, too_often_notice
from bot.cards.tokens import Accent
from bot.model.errors import (
    BackchannelError,
    CannotReadError,
    EventDeskError,
    FetchError,
    InvalidInputError,
    NotEnoughFactsError,
    NotFoundError,
    PermissionMissingError,
    QuizStateError,
    TooOftenError,
)
from bot.model.language import noted, noted_as, say, say_as
from bot.model.request import request_id
from bot.promises import settle
from bot.rights import RightMissing
from bot.speech import speaking_privately

_LOG = logging.getLogger(__name__)
_GONE = {10015, 10062, 40060}
"""Discord's codes for an interaction that is gone, or answered already: nobody is there to be told."""


def _plain(accent: Accent, eyebrow: str, title: str) -> Callable[[BackchannelError], Card]:
    return lambda error: notice(accent, say_as("heading", eyebrow), say(title), error.user_text)


def _abstention(error: BackchannelError) -> Card:
    assert isinstance(error, CannotReadError)
    return abstention_notice(error.reason, url=error.url, title=error.title, language=error.language)


_REPLIES: dict[type[BackchannelError], Callable[[BackchannelError], Card]] = {
    CannotReadError: _abstention,
    FetchError: _plain(Accent.CARE, noted_as("heading", "Article · not read"), noted("The link could not be followed")),
    InvalidInputError: _plain(Accent.CARE, noted_as("heading", "Input"), noted("This can’t be used")),
    NotFoundError: _plain(Accent.DESK, noted_as("heading", "Record"), noted("Nothing found")),
    NotEnoughFactsError: _plain(Accent.DESK, noted_as("heading", "Quiz"), noted("Not enough facts for a quiz")),
    PermissionMissingError: _plain(Accent.CARE, noted_as("heading", "Permission"), noted("A permission is missing")),
    EventDeskError: _plain(Accent.DESK, noted_as("heading", "Event desk"), noted("Nothing was changed")),
    QuizStateError: _plain(Accent.DESK, noted_as("heading", "Quiz"), noted("Not in this quiz")),
}
"""Errors that say by themselves what is the case. All others are faults, and get a reference."""


def reply_for(error: BaseException, asked: str, request: str) -> tuple[Card, bool]:
    """Return the notice for an error, and whether it is a fault: one that is logged and shown by its request's id.

    Args:
        error: What was raised.
        asked: What was asked for, as the notice's eyebrow: "/events".
        request: The id under which everything that was done for it is logged.
    """
    if isinstance(error, RightMissing):
        return notice(Accent.CARE, asked, say("Not yours to change"), error.user_text), False
    if isinstance(error, app_commands.MissingPermissions):
        needed = ", ".join(say_as("permission", name.replace("_", " ").title()) for name in error.missing_permissions)
        text = say("This needs {permissions} in this server.", permissions=needed)
        return notice(Accent.CARE, asked, say("A permission is missing"), text), False
    if isinstance(error, app_commands.NoPrivateMessage):
        text = say("This works in a server that Backchannel is in.")
        return notice(Accent.DESK, asked, say("Only in a server"), text), False
    if isinstance(error, discord.Forbidden):
        text = say("Discord does not let Backchannel post here. Allow View Channel and Send Messages for it.")
        return notice(Accent.CARE, asked, say("A permission is missing"), text), False
    if isinstance(error, TooOftenError):
        return too_often_notice(asked, error.until, is_own=error.is_own), False
    for kind, make in _REPLIES.items():
        if isinstance(error, kind):
            return make(error), False
    return error_notice(asked, say("This could not be done"), request), True


def outcome_of(error: BaseException) -> str:
    """Return how an error is counted: "refused" where the user is told why, else "failed"."""
    _, is_fault = reply_for(error, "", "")
    return "failed" if is_fault else "refused"


async def answer_error(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell one person what went wrong, in a notice that only they can see; log what they are not told.

    Args:
        interaction: Answered, deferred or neither.
        error: What was raised.
    """
    if isinstance(error, discord.HTTPException) and error.code in _GONE:
        _LOG.info("interaction_gone code=%d", error.code)
        return
    command = _command(interaction)
    reference = request_id(interaction.id)
    with speaking_privately(interaction):
        card, is_fault = reply_for(error, command or say_as("heading", "Card"), reference)
    if is_fault:
        _LOG.error("unexpected_error reference=%s asked=%s", reference, command, exc_info=error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await _tell(interaction, card)
    except discord.HTTPException as failure:
        _LOG.warning("reply_failed asked=%s status=%d code=%d", command, failure.status, failure.code)


async def _tell(interaction: discord.Interaction[Any], card: Card) -> None:
    await settle(interaction)
    if not interaction.response.is_done():
        await interaction.response.send_message(**outgoing(card), ephemeral=True)
        return
    is_thinking = interaction.response.type is discord.InteractionResponseType.deferred_channel_message
    if is_thinking and not interaction.extras.get("is_private"):
        # The first message after a public "is thinking…" takes its place and is public too, so it is spent and removed.
        await interaction.edit_original_response(**outgoing(card))
        await interaction.followup.send(**outgoing(card), ephemeral=True)
        await interaction.delete_original_response()
        return
    await interaction.followup.send(**outgoing(card), ephemeral=True)


def _command(interaction: discord.Interaction[Any]) -> str:
    """Return what was asked for, "/events"; "" where a card was pressed."""
    command = interaction.command
    if isinstance(command, app_commands.Command):
        return f"/{command.qualified_name}"
    return command.name if command is not None else ""
