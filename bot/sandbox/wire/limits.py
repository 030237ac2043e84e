"""Discord's rate limits as a bot meets them: one global window and one bucket of messages per channel."""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MESSAGE_ROUTE = re.compile(r"/channels/(?P<channel>\d+)/messages")
EXEMPT_PREFIXES = ("/interactions/", "/webhooks/")
BUCKET_NAME = "80c17d2f203122d936070c88c8d10f33"
MAX_BUCKETS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRules:
    """How much the wire lets through.

    Attributes:
        global_per_s: Requests of the bot in any second, interactions and webhooks apart.
        channel_messages: Messages in one channel within a window.
        channel_window_s: Length of that window in seconds.

    Source: https://discord.com/developers/docs/topics/rate-limits
    """

    global_per_s: int = 50
    channel_messages: int = 5
    channel_window_s: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the limits say to a request.

    Attributes:
        retry_after_s: None lets the request pass; else the wait in seconds.
        is_global: Whether the global limit refused it.
        headers: X-RateLimit headers for the answer, either way.
    """

    retry_after_s: float | None = None
    is_global: bool = False
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Bucket:
    remaining: int
    resets_at: float


class RateLimits:
    """Counts requests and says which of them come too fast.

    Args:
        rules: The limits.
        monotonic: Seconds that only go forward.
        wall: Seconds since 1970, for the reset header.
    """

    def __init__(self, rules: LimitRules, *, monotonic: Callable[[], float], wall: Callable[[], float]) -> None:
        self._rules = rules
        self._monotonic = monotonic
        self._wall = wall
        self._recent: deque[float] = deque()
        self._buckets: dict[str, _Bucket] = {}

    def ask(self, method: str, path: str) -> Verdict:
        """Count one request.

        Args:
            method: HTTP method in capitals.
            path: Path behind /api/v10, without its query.

        Returns:
            Whether it may pass, and the headers that tell the client.
        """
        now = self._monotonic()
        if not path.startswith(EXEMPT_PREFIXES):
            wait_s = self._global_wait(now)
            if wait_s is not None:
                return Verdict(
                    retry_after_s=wait_s,
                    is_global=True,
                    headers={"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"},
                )
        match = MESSAGE_ROUTE.fullmatch(path) if method == "POST" else None
        return self._ask_channel(match["channel"], now) if match else Verdict()

    def _global_wait(self, now: float) -> float | None:
        while self._recent and now - self._recent[0] >= 1.0:
            self._recent.popleft()
        if len(self._recent) >= self._rules.global_per_s:
            return 1.0 - (now - self._recent[0])
        self._recent.append(now)
        return None

    def _ask_channel(self, channel: str, now: float) -> Verdict:
        bucket = self._buckets.get(channel)
        if bucket is None or now >= bucket.resets_at:
            bucket = _Bucket(self._rules.channel_messages, now + self._rules.channel_window_s)
            self._forget_old(now)
            self._buckets[channel] = bucket
        wait_s = bucket.resets_at - now
        is_refused = bucket.remaining <= 0
        if not is_refused:
            bucket.remaining -= 1
        headers = {
            "X-RateLimit-Bucket": BUCKET_NAME,
            "X-RateLimit-Limit": str(self._rules.channel_messages),
            "X-RateLimit-Remaining": str(bucket.remaining),
            "X-RateLimit-Reset": f"{self._wall() + wait_s:.3f}",
            "X-RateLimit-Reset-After": f"{wait_s:.3f}",
        }
        if is_refused:
            headers["X-RateLimit-Scope"] = "user"
        return Verdict(retry_after_s=wait_s if is_refused else None, headers=headers)

    def _forget_old(self, now: float) -> None:
        if len(self._buckets) >= MAX_BUCKETS:
            self._buckets = {name: bucket for name, bucket in self._buckets.items() if now < bucket.resets_at}
