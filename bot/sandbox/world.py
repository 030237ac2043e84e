"""The world that a newcomer finds: one server, its channels and three invented people."""

from dataclasses import dataclass, field

import discord

from bot.sandbox.faces import bot_face, letter_face
from bot.sandbox.simcord_private import CDN_BASE, ChannelHandle, GuildHandle, LiveEnv, MemberActor, UserHandle

BOT_NAME = "Backchannel"
SERVER_NAME = "Newsroom"
CHANNELS = (
    ("general", "Talk to the bot here: type / to see what it can do"),
    ("digest", "Where the scheduled digests appear"),
    ("quiz", "Five questions, several players"),
)
ADMIN = ("alice", (180, 83, 9))
MEMBERS = (("bob", (15, 118, 110)), ("carol", (126, 58, 160)))
FACE = "face"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The server and who is in it.

    Attributes:
        guild: The server.
        channels: Its text channels, in their order.
        people: The people to act as; the first may manage the server.
        faces: Their pictures as PNG, and the bot's, by user id.
    """

    guild: GuildHandle
    channels: tuple[ChannelHandle, ...]
    people: tuple[MemberActor, ...]
    faces: dict[int, bytes] = field(default_factory=dict)

    @property
    def assets(self) -> dict[str, tuple[str, bytes]]:
        """The pictures under the addresses that Discord gives to avatars."""
        return {
            f"{CDN_BASE}/avatars/{user_id}/{FACE}.png": (f"{FACE}.png", image) for user_id, image in self.faces.items()
        }


def build_world(env: LiveEnv) -> World:
    """Create the server "Newsroom" with its channels and people.

    Args:
        env: A live environment without servers.

    Returns:
        What was created.
    """
    env.backend.bot_user.name = BOT_NAME
    env.backend.bot_user.avatar = FACE
    faces = {env.backend.bot_user.id: bot_face()}
    admin = _create_person(env, *ADMIN, faces)
    guild = env.create_guild(SERVER_NAME, owner=admin)
    channels = tuple(guild.create_text_channel(name, topic=topic) for name, topic in CHANNELS)
    role = guild.create_role("Editors", permissions=discord.Permissions(administrator=True))
    people = [guild.add_member(admin, roles=[role])]
    people += [guild.add_member(_create_person(env, *member, faces)) for member in MEMBERS]
    return World(guild=guild, channels=channels, people=tuple(people), faces=faces)


def _create_person(env: LiveEnv, name: str, colour: tuple[int, int, int], faces: dict[int, bytes]) -> UserHandle:
    shown = name.title()
    user = env.create_user(name, global_name=shown, avatar=FACE)
    faces[user.id] = letter_face(shown[0], colour)
    return user
