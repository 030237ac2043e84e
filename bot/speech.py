"""Which language an interaction is answered in: the reader's where only they see it, the server's where all do.

`begin_speaking` opens each interaction, before anything is said. What turns out private after that says so itself:
`bot.routing.defer`, `speak_privately`, and errors.
"""

import logging
from contextlib import AbstractContextManager
from typing import Any

import discord

from bot.model.errors import StoreError
from bot.model.ids import GuildId
from bot.model.language import Language, speak, speaking
from bot.rights import is_of_person
from bot.services import Services

_LOG = logging.getLogger(__name__)
_TO_ALL = "language_to_all"


async def begin_speaking(interaction: discord.Interaction[Any]) -> None:
    """Speak, for the rest of this task, to whoever will see what an interaction is answered with.

    That is the reader alone outside of servers, while options are typed, and where the clicked card is theirs alone.
    Elsewhere it is the server, until something says that it is private.
    """
    speak_privately(interaction)
    if is_of_person(interaction) or interaction.guild_id is None:
        return
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        language = await language_of(interaction.client.services, GuildId(interaction.guild_id))
    except StoreError as error:
        _LOG.warning("language_not_known guild=%d error=%s", interaction.guild_id, error)
        return
    interaction.extras[_TO_ALL] = language
    if interaction.message is None or not interaction.message.flags.ephemeral:
        speak(language)


def speak_privately(interaction: discord.Interaction[Any]) -> None:
    """Speak the reader's language for the rest of this task: only they will see what follows."""
    speak(_languages(interaction).for_reader(interaction.locale.value))


def speaking_privately(interaction: discord.Interaction[Any]) -> AbstractContextManager[None]:
    """Speak the reader's language for as long as the block lasts."""
    return speaking(_languages(interaction).for_reader(interaction.locale.value))


def speaking_to_all(interaction: discord.Interaction[Any]) -> AbstractContextManager[None]:
    """Speak the server's language for as long as the block lasts: for what one reader is shown as all would see it."""
    reader = _languages(interaction).for_reader(interaction.locale.value)
    language = interaction.extras.get(_TO_ALL, reader)
    assert isinstance(language, Language)
    return speaking(language)


async def language_of(services: Services, guild: GuildId) -> Language:
    """Return the language of a server.

    Raises:
        StoreError: Its settings can't be read.
    """
    return services.languages.of((await services.digests.settings(guild)).digest.locale)


def _languages(interaction: discord.Interaction[Any]) -> Any:
    return interaction.client.services.languages
