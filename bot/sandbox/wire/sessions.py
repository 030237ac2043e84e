"""Gateway sessions: what a connected bot is told, and what it is told again after it lost its connection."""

import copy
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import discord

from bot.sandbox.simcord_private import Backend, censor_message, prune_guild_create, required_intent
from bot.sandbox.wire.compression import to_text

REPLAY_LENGTH = 1000
COMPONENT_INTERACTIONS = (3, 5)
COMMAND_INTERACTION = 2
MESSAGE_COMMAND = 3
SUBCOMMAND_TYPES = (1, 2)


class Session:
    """One identified shard of the bot; it outlives its connection so that RESUME can pick it up.

    Attributes:
        id: What RESUME names.
        intents: What the bot asked to hear.
        sequence: Number of the last event.
        lost_at: When its connection broke, in monotonic seconds; None while it is connected.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        intents: int,
        shard: tuple[int, int],
        rewrite: Callable[[str], str],
        send: Callable[[str], None],
    ) -> None:
        self.id = secrets.token_hex(16)
        self.intents = discord.Intents.none()
        self.intents.value = intents
        self.sequence = 0
        self.lost_at: float | None = None
        self._backend = backend
        self._shard_id, self._shard_count = shard
        self._rewrite = rewrite
        self._send: Callable[[str], None] | None = send
        self._replay: deque[tuple[int, str]] = deque(maxlen=REPLAY_LENGTH)

    @property
    def is_connected(self) -> bool:
        """Whether someone listens."""
        return self._send is not None

    def owns(self, guild_id: int | None) -> bool:
        """Tell whether a server, or the direct messages, belong to this shard."""
        return (0 if guild_id is None else (guild_id >> 22) % self._shard_count) == self._shard_id

    def tell(self, event: str, payload: Mapping[str, Any]) -> None:
        """Send an event if this session may hear it, and keep it for a resume."""
        if not self.owns(guild_of(event, payload)):
            return
        intent = required_intent(event, payload)
        if intent is not None and not getattr(self.intents, intent):
            return
        self.send_event(event, self._censored(event, payload))

    def send_event(self, event: str, payload: Mapping[str, Any]) -> None:
        """Send an event as it is."""
        self.sequence += 1
        text = self._rewrite(to_text({"op": 0, "t": event, "s": self.sequence, "d": payload}))
        self._replay.append((self.sequence, text))
        if self._send is not None:
            self._send(text)

    def lose(self, send: Callable[[str], None], at: float) -> None:
        """Note that a connection is gone; one that was already replaced by a resume doesn't matter any more."""
        if self._send == send:
            self._send = None
            self.lost_at = at

    def resume(self, sequence: int, send: Callable[[str], None]) -> bool:
        """Pick the session up again and tell what was missed.

        Args:
            sequence: Number of the last event the bot has seen.
            send: The new connection.

        Returns:
            False if too much was missed; the bot has to identify anew.
        """
        missed = [text for number, text in self._replay if number > sequence]
        if sequence > self.sequence or len(missed) != self.sequence - sequence:
            return False
        self.lost_at = None
        self._send = send
        for text in missed:
            send(text)
        self.send_event("RESUMED", {})
        return True

    def _censored(self, event: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        bot_id = self._backend.bot_user.id
        if event == "GUILD_CREATE":
            guild = copy.deepcopy(dict(payload))
            prune_guild_create(guild, self.intents, bot_id)
            return guild
        if event == "INTERACTION_CREATE":
            interaction = copy.deepcopy(dict(payload))
            _name_owner(interaction)
            if not self.intents.message_content:
                _censor_interaction(interaction, self._backend)
            return interaction
        if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not self.intents.message_content:
            message = copy.deepcopy(dict(payload))
            censor_message(message, bot_id, backend=self._backend)
            return message
        return payload


def guild_of(event: str, payload: Mapping[str, Any]) -> int | None:
    """Find the server that an event is about.

    Returns:
        Its snowflake, or None for direct messages and events about the bot itself.
    """
    value = payload.get("id") if event in ("GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE") else payload.get("guild_id")
    return None if value is None else int(value)


def spell_out_command(backend: Backend, payload: Mapping[str, Any]) -> None:
    """Note a command with its subcommands, "quiz start" for "quiz", as answers name it above themselves."""
    interaction = backend.interactions.get(int(payload["id"]))
    if interaction is None or payload.get("type") != COMMAND_INTERACTION:
        return
    data = payload["data"]
    path, options = [data["name"]], data.get("options") or []
    while options and options[0]["type"] in SUBCOMMAND_TYPES:
        path.append(options[0]["name"])
        options = options[0].get("options") or []
    interaction.command_name = " ".join(path)


def _name_owner(interaction: dict[str, Any]) -> None:
    """Say for whom the app is installed: the server, as every server of this world has added the bot."""
    guild_id = interaction.get("guild_id")
    if guild_id is not None and not interaction.get("authorizing_integration_owners"):
        interaction["authorizing_integration_owners"] = {"0": guild_id}


def _censor_interaction(interaction: dict[str, Any], backend: Backend) -> None:
    """Keep what an interaction shows of messages to what the bot may read without the message content intent."""
    bot_id = backend.bot_user.id
    message = interaction.get("message")
    if interaction.get("type") in COMPONENT_INTERACTIONS and isinstance(message, dict):
        censor_message(message, bot_id, backend=backend, exempt_root=True)
    data = interaction.get("data") or {}
    is_message_command = interaction.get("type") == COMMAND_INTERACTION and data.get("type") == MESSAGE_COMMAND
    for message_id, resolved in ((data.get("resolved") or {}).get("messages") or {}).items():
        is_target = is_message_command and str(data.get("target_id")) == str(message_id)
        censor_message(resolved, bot_id, backend=backend, exempt_root=is_target)
