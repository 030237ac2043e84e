"""What one process of the bot does, and which servers are its own, where several share the work."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.model.errors import InvalidInputError
from bot.model.ids import GuildId

MOST_SHARDS = 16_384
"""More than Discord asks of a bot in sixteen million servers."""
_RANGE = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?/(\d{1,5})", re.ASCII)


class Role(StrEnum):
    """One kind of work."""

    GATEWAY = "gateway"
    """Discord's gateway: commands, clicks, games."""
    POSTER = "poster"
    """What is due and what the outbox owes; one process at a time."""
    READER = "reader"
    """Feeds, and what they bring; any number."""


WORKER = "worker"
"""The name of a process that has every role."""
EVERY_ROLE = frozenset(Role)


def roles_named(typed: str) -> frozenset[Role]:
    """Return the roles that a person named, with commas or spaces between.

    Raises:
        InvalidInputError: There is no such role, or none is named.
    """
    names = frozenset(typed.replace(",", " ").lower().split())
    if names == {WORKER}:
        return EVERY_ROLE
    known = {role.value for role in Role}
    if not names or names - known:
        raise InvalidInputError(
            "no such role",
            user_text=f"must be {WORKER}, which is all of them, or some of {', '.join(sorted(known))}",
        )
    return frozenset(map(Role, names))


def role_names(roles: frozenset[Role]) -> tuple[str, ...]:
    """Return the names of some roles in a fixed order; all of them together are a worker."""
    return (WORKER,) if roles == EVERY_ROLE else tuple(role.value for role in Role if role in roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardRange:
    """The shards of one gateway among all of the bot.

    Attributes:
        first, last: Numbers of the first and the last, both included.
        count: How many there are in all gateways together.
    """

    first: int
    last: int
    count: int

    @classmethod
    def of_text(cls, typed: str) -> "ShardRange":
        """Read `0-7/16`, the first eight of sixteen, or `3/16`, the fourth alone.

        Raises:
            InvalidInputError: It is neither.
        """
        found = _RANGE.fullmatch(typed.strip())
        if found is None:
            raise InvalidInputError(
                "no range", user_text="must be like 0-7/16: the first and the last shard, of how many"
            )
        first, last, count = int(found[1]), int(found[2] or found[1]), int(found[3])
        if not first <= last < count <= MOST_SHARDS:
            raise InvalidInputError(
                "no such shards",
                user_text="must name shards that there are: of 16, the first is 0 and the last is 15",
            )
        return cls(first=first, last=last, count=count)

    @property
    def numbers(self) -> range:
        """The numbers of the shards."""
        return range(self.first, self.last + 1)

    @property
    def is_whole(self) -> bool:
        """Whether no shard is another gateway's."""
        return len(self.numbers) == self.count

    def has(self, guild: GuildId) -> bool:
        """Tell whether Discord tells these shards of a server.

        Source: https://docs.discord.com/developers/events/gateway#sharding
        """
        return (guild >> 22) % self.count in self.numbers

    def __str__(self) -> str:
        """Return the form that `of_text` reads."""
        return f"{self.first}-{self.last}/{self.count}"
