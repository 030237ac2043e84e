"""Many people who click at the same moment, which simcord's actors, each waiting for the answer, don't do."""

from collections.abc import Sequence
from typing import Any

from simcord import interactions
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.env import Env
from simcord.results import InteractionResult

_COMPONENT, _BUTTON = 3, 2


async def click_together(env: Env, players: Sequence[MemberActor], message: Any, custom_id: str) -> list[Any]:
    """Let all players click one button before the bot has answered any of them; return what each was shown."""
    records = [send_click(env, player, message, custom_id) for player in players]
    await env.settle()
    return [InteractionResult(env, env.backend.interactions[record]) for record in records]


def send_click(env: Env, player: MemberActor, message: Any, custom_id: str) -> int:
    """Let a player click, and wait for nothing; return the interaction's id."""
    backend = env.backend
    stored = backend.get_message(message.channel.id, message.id)
    record, payload = interactions.base_payload(
        backend,
        type=_COMPONENT,
        channel_id=stored.channel_id,
        guild_id=player.guild.id,
        user_id=player.id,
        data={"custom_id": custom_id, "component_type": _BUTTON},
    )
    payload["message"] = dict(serializers.message_payload(backend, stored))
    record.source_message_id = stored.id
    backend.emit("INTERACTION_CREATE", payload)
    return int(record.id)
