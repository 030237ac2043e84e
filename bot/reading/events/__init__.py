"""Events: who did what to whom, when. PLOVER's sixteen types coded by rule from a dependency parse and word lists."""

from bot.reading.events.find import find_events, find_tellings
from bot.reading.events.merge import merged

__all__ = ["find_events", "find_tellings", "merged"]
