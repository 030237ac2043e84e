"""Where a tab is and as whom: the address's fragment, checked.

A tab's address is `/#SECRET` or `/#SECRET/CHANNEL/PERSON`. The page sends the whole fragment as its capability with
each request, so every tab has its own channel and person, and who doesn't know the secret gets nothing.
"""

import hmac
from dataclasses import dataclass

from bot.sandbox.simcord_private import ChannelHandle, MemberActor
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel as one person sees it."""

    channel: ChannelHandle
    person: MemberActor


def find_place(capability: str, *, secret: str, world: World) -> Place | None:
    """Read a capability.

    Args:
        capability: "SECRET" for the first channel as the first person, or "SECRET/channel/person" by their names.
        secret: What the first part has to be.
        world: Whose channels and people there are.

    Returns:
        The place, or None for a wrong secret or unknown names.
    """
    given, _, rest = capability.partition("/")
    if not hmac.compare_digest(given.encode(), secret.encode()):
        return None
    if not rest:
        return Place(channel=world.channels[0], person=world.people[0])
    channel_name, _, person_name = rest.partition("/")
    channel = next((channel for channel in world.channels if channel.name == channel_name), None)
    person = next((person for person in world.people if person.name == person_name), None)
    return None if channel is None or person is None else Place(channel=channel, person=person)
