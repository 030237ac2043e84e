"""Discord's memory for nonces: with `enforce_nonce` the same nonce in a channel posts once within a few minutes."""

from collections.abc import Callable

NONCE_LIMIT = 25
MEMORY_S = 300.0


class NonceMemory:
    """Remembers which message a nonce stands for.

    Args:
        monotonic: Seconds that only go forward.

    Source: https://discord.com/developers/docs/resources/message#create-message
    """

    def __init__(self, *, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._seen: dict[tuple[int, str], tuple[float, int]] = {}

    def find(self, channel: int, nonce: str) -> int | None:
        """Look up the message that was posted with a nonce in a channel.

        Returns:
            The message's id, or None if the nonce is new or older than five minutes.
        """
        self._forget_old()
        entry = self._seen.get((channel, nonce))
        return None if entry is None else entry[1]

    def remember(self, channel: int, nonce: str, message: int) -> None:
        """Note that a message was posted with a nonce."""
        self._seen.pop((channel, nonce), None)
        self._seen[(channel, nonce)] = (self._monotonic() + MEMORY_S, message)

    def _forget_old(self) -> None:
        # Insertion order is order of age, so the search ends at the first young entry.
        now = self._monotonic()
        while self._seen:
            oldest = next(iter(self._seen))
            if self._seen[oldest][0] > now:
                return
            del self._seen[oldest]
