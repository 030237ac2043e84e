"""How much of what is costly somebody may ask for: a bucket of tokens that fills by itself. Pure; time comes in.

Source: the token bucket of ITU-T I.371 (the algorithm that many APIs limit by).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Cost(StrEnum):
    """What is costly, for the machine or for others' sites."""

    SEARCH = "search"
    """A look through the whole record."""
    CHART = "chart"
    """A barometer and its picture."""
    READING = "reading"
    """An article fetched and read."""
    QUIZ = "quiz"
    """The questions of a game."""
    FEED = "feed"
    """Feeds looked for and looked at."""
    EXPORT = "export"
    """A file of what is recorded."""

    @property
    def tokens(self) -> int:
        """How many tokens it takes: about how much more work it is than a search."""
        return _TOKENS[self]


_TOKENS = {Cost.SEARCH: 1, Cost.CHART: 2, Cost.READING: 2, Cost.QUIZ: 2, Cost.FEED: 3, Cost.EXPORT: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How many tokens a full bucket holds; it fills from nothing within a minute."""

    a_minute: int

    @property
    def is_unlimited(self) -> bool:
        """Whether nothing is counted."""
        return self.a_minute == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """What was left at a moment (aware UTC)."""

    tokens: float
    at: datetime


_MINUTE = timedelta(minutes=1)
_LEAST = 1e-6
"""Of a token: what sums of fractions may be wrong by."""


def filled(bucket: Bucket | None, allowance: Allowance, now: datetime) -> Bucket:
    """Return a bucket as it has filled until now; a new one is full, and a clock that goes back takes nothing."""
    if bucket is None:
        return Bucket(tokens=float(allowance.a_minute), at=now)
    gained = max(timedelta(), now - bucket.at) / _MINUTE * allowance.a_minute
    return Bucket(tokens=min(float(allowance.a_minute), bucket.tokens + gained), at=now)


def wait_for(bucket: Bucket, allowance: Allowance, cost: Cost) -> timedelta | None:
    """Return how long it takes until something can be had; None where it can be now.

    Args:
        bucket: Filled until now.
        allowance: Its own. What costs more than a full bucket can be had from a full one.
        cost: What is asked for.
    """
    missing = min(cost.tokens, allowance.a_minute) - bucket.tokens
    return missing / allowance.a_minute * _MINUTE if missing > _LEAST else None


def without(bucket: Bucket, cost: Cost) -> Bucket:
    """Return a bucket once something was taken out of it."""
    return Bucket(tokens=max(0.0, bucket.tokens - cost.tokens), at=bucket.at)
