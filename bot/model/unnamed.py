"""What players are called on boards that name nobody."""

from collections.abc import Iterator, Mapping

from bot.model.ids import UserId

NOT_NAMED = "A player not named"
"""What a player is called whom a board does not name: by their own wish, or the server's."""


class Unnamed(Mapping[UserId, str]):
    """The names of a server whose boards name nobody: everyone has the same, also one whom nobody knows."""

    def __getitem__(self, user: UserId) -> str:
        return NOT_NAMED

    def __iter__(self) -> Iterator[UserId]:
        return iter(())

    def __len__(self) -> int:
        return 0


UNNAMED = Unnamed()
