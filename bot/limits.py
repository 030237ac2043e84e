"""Who asked for how much of what is costly, in this process's memory: a start forgets it. Knows no Discord."""

from collections.abc import Callable
from datetime import datetime

from bot.model.budget import Allowance, Bucket, Cost, filled, wait_for, without
from bot.model.errors import TooOftenError
from bot.model.members import Member, is_own_desk

_MANAGERS = 3
"""How many times as much those may ask for who manage a server: they set things up, and try what they set."""
_MOST_KEPT = 20_000
"""Buckets above which those that are full again are forgotten."""


class Limits:
    """The buckets of persons and of servers; what one of the two has not left is not given."""

    def __init__(
        self,
        *,
        user: Allowance,
        server: Allowance,
        clock: Callable[[], datetime],
        limited: Callable[[Cost, str], None] = lambda _cost, _whose: None,
    ) -> None:
        """Begin with full buckets.

        Args:
            user: What one person may have, over all servers.
            server: What all persons of one server may have together; nobody's own desk counts as one.
            clock: Gives the present, aware UTC.
            limited: Is told what was not given, and whose bucket was empty: "user" or "server".
        """
        self._user = user
        self._server = server
        self._clock = clock
        self._limited = limited
        self._buckets: dict[tuple[str, int], tuple[Bucket, Allowance]] = {}

    def spend(self, who: Member, cost: Cost, *, is_manager: bool = False) -> None:
        """Take something from a person's bucket and their server's, or from neither.

        Args:
            who: Who asks, and where.
            cost: For what.
            is_manager: Whether they manage the server.

        Raises:
            TooOftenError: One of the two has not enough left.
        """
        now = self._clock()
        user = Allowance(a_minute=self._user.a_minute * (_MANAGERS if is_manager else 1))
        asked = [("user", int(who.user), user)]
        if not is_own_desk(who.guild):
            asked.append(("server", int(who.guild), self._server))
        taken = {}
        for whose, number, allowance in asked:
            if allowance.is_unlimited:
                continue
            known = self._buckets.get((whose, number))
            bucket = filled(known[0] if known else None, allowance, now)
            wait = wait_for(bucket, allowance, cost)
            if wait is not None:
                self._limited(cost, whose)
                raise TooOftenError(until=now + wait, is_own=whose == "user")
            taken[whose, number] = (without(bucket, cost), allowance)
        self._buckets |= taken
        if len(self._buckets) > _MOST_KEPT:
            self._forget_full_ones(now)

    def _forget_full_ones(self, now: datetime) -> None:
        self._buckets = {
            key: (bucket, allowance)
            for key, (bucket, allowance) in self._buckets.items()
            if filled(bucket, allowance, now).tokens < allowance.a_minute
        }
