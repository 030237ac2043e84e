"""What the outbox's life and the edge to Discord say to each other: what is sent, what came of it, what went wrong."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.model.digest import OutboxItem
from bot.model.ids import ChannelId, MessageId


class SendProblem(StrEnum):
    """Why Discord will not take a message, however often it is tried."""

    FORBIDDEN = "forbidden"
    GONE = "gone"
    INVALID = "invalid"


class CannotSendError(Exception):
    """A final answer of Discord; `problem` says which, `missing` names permissions where they are known."""

    def __init__(self, problem: SendProblem, missing: tuple[str, ...] = ()) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.missing = missing


class TrySendAgainError(Exception):
    """A passing fault: a time-out, a reset, a 5xx, a 429; `after_s` is how many seconds Discord asks to wait."""

    def __init__(self, after_s: float = 0.0) -> None:
        super().__init__(f"again after {after_s:.1f} s")
        self.after_s = after_s


class TokenRefusedError(Exception):
    """Discord refuses the bot's token: no row can be sent until the operator gives another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message of Discord, and the channel or thread that it is in."""

    message: MessageId
    place: ChannelId


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What to look for before a row is sent that may have been sent before.

    Attributes:
        after: Aware UTC from which on an earlier copy may have been posted.
        others: Messages that are known to be other rows', and are no copy of this one.
    """

    after: datetime
    others: frozenset[MessageId]


class Sender(Protocol):
    """The edge to Discord."""

    async def send(self, item: OutboxItem, *, nonce: str, search: Search | None, note: str) -> Posted:
        """Post a rendered card, or put it in place of a posted one.

        Args:
            item: The card, where it goes and how it arrives; nobody is mentioned but its role.
            nonce: At most 24 characters; Discord drops a second message with the same one for a few minutes.
            search: Where Discord may have forgotten the nonce: the earlier copy to look for first, as far as the
                history may be read. None where the nonce is enough.
            note: Line added to the card's foot; "" for none.

        Raises:
            CannotSendError: Discord's answer is final.
            TokenRefusedError: Discord refuses the token.
            TrySendAgainError: It may work later.
        """
        ...


class Outcome(StrEnum):
    """What became of one row in one attempt."""

    SENT = "sent"
    REFUSED = "refused"
    """For good: it is not tried again."""
    FORBIDDEN = "forbidden"
    """Discord does not let the bot post; it is tried again."""
    DELAYED = "delayed"
    """A passing fault; it is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of one row in one attempt; `problem` is set where Discord refused it."""

    item: OutboxItem
    outcome: Outcome
    posted: Posted | None = None
    problem: CannotSendError | None = None
