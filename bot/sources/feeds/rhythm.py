"""How often a feed itself asks to be looked at."""

import re
from typing import Any

from bot.model.feeds import Rhythm

_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_LONGEST_S = 31_536_000
_HEAD = 20_000
"""Bytes in which a channel's own elements are looked for; they stand before its items."""
_SKIP_HOURS = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_SKIP_DAYS = re.compile(rb"<skipDays>(.{0,1000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY = re.compile(rb"<day>\s*([A-Za-z]+)\s*</day>", re.IGNORECASE)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def rhythm_of(feed: Any, body: bytes) -> Rhythm:
    """Return what a feed asks.

    Args:
        feed: feedparser's mapping of the channel.
        body: The document, for the lists of hours and days, of which feedparser keeps only the last.

    Source: https://www.rssboard.org/rss-specification#optionalChannelElements (ttl is in minutes, hour 24 is hour 0),
        https://web.resource.org/rss/1.0/modules/syndication/
    """
    ttl = _number(feed.get("ttl"))
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    frequency = _number(feed.get("sy_updatefrequency")) or 1
    head = body[:_HEAD]
    hours = frozenset(
        int(hour) % 24 for found in _SKIP_HOURS.findall(head) for hour in _HOUR.findall(found) if int(hour) <= 24
    )
    days = frozenset(
        _DAYS.index(name)
        for found in _SKIP_DAYS.findall(head)
        for day in _DAY.findall(found)
        if (name := day.decode("ascii").lower()) in _DAYS
    )
    return Rhythm(
        ttl_s=min(ttl * 60, _LONGEST_S) if ttl else None,
        period_s=None if period is None else max(1, period // frequency),
        skip_hours=hours if len(hours) < 24 else frozenset(),
        skip_days=days if len(days) < 7 else frozenset(),
    )


def _number(text: object) -> int | None:
    digits = str(text or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None
