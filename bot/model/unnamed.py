"""What players are called on boards that name nobody."""

from collections.abc import Collection, Iterator, Mapping

from bot.model.ids import UserId
from bot.model.language import noted, say

NOT_NAMED = noted("A player not named")
"""What a player is called whom a board does not name: by their own wish, or the server's."""


class Unlisted(Mapping[UserId, str]):
    """The names of a board where some are named by nobody but themselves: those have the same, the others none."""

    def __init__(self, users: Collection[UserId]) -> None:
        self._users = frozenset(users)

    def __getitem__(self, user: UserId) -> str:
        if user not in self._users:
            raise KeyError(user)
        return say(NOT_NAMED)

    def __iter__(self) -> Iterator[UserId]:
        return iter(self._users)

    def __len__(self) -> int:
        return len(self._users)


class Unnamed(Mapping[UserId, str]):
    """The names of a server whose boards name nobody: everyone has the same, also one whom nobody knows."""

    def __getitem__(self, user: UserId) -> str:
        return say(NOT_NAMED)

    def __iter__(self) -> Iterator[UserId]:
        return iter(())

    def __len__(self) -> int:
        return 0


UNNAMED = Unnamed()
