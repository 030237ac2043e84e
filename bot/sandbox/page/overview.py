"""What stands beside the conversation: the server, its channels with their newest message, and the people."""

from typing import Any

from bot.sandbox.page.places import Place
from bot.sandbox.simcord_private import LiveEnv, MemberActor
from bot.sandbox.world import World


def overview(env: LiveEnv, world: World, place: Place) -> dict[str, Any]:
    """Describe the world for the channel list.

    Args:
        env: The live world.
        world: Its server, channels and people.
        place: Where the asking tab is.

    Returns:
        A JSON object; `newest` is the newest message that the person sees there, or None.
    """
    return {
        "server": world.guild.name,
        "channel": place.channel.name,
        "person": place.person.name,
        "channels": [
            {"name": channel.name, "newest": _newest_message(env, channel.id, place.person)}
            for channel in world.channels
        ],
        "people": [
            {
                "id": str(person.id),
                "name": person.name,
                "shown": person.user.global_name or person.name,
                "role": "admin" if index == 0 else "member",
            }
            for index, person in enumerate(world.people)
        ],
    }


def _newest_message(env: LiveEnv, channel_id: int, person: MemberActor) -> str | None:
    messages = env.backend.messages.get(channel_id, {})
    visible = (message.id for message in reversed(messages.values()) if message.visible_to(person.id))
    newest = next(visible, None)
    return None if newest is None else str(newest)
