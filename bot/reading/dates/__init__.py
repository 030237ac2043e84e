"""Time expressions: finds them (TIMEX3) and resolves them against the day of publication. Pure; knows no other room."""

from bot.reading.dates.tagger import find_timexes

__all__ = ["find_timexes"]
