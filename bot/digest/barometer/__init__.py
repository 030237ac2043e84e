"""The barometer's rules: from a pair's events to a line with its likely range. Pure; docs/barometer.md explains each.

Each event counts with a weight that halves every three weeks, or every year where the line goes over decades. The
value is the weighted mean of the events' PLOVER scores and of one further event of score 0, so that little news says
little. The likely range is that of resamplings of the events, in which the further event's score is unknown.
"""

from bot.digest.barometer.gauge import measure
from bot.digest.barometer.levels import weight_of
from bot.digest.barometer.steps import first_day

__all__ = ["first_day", "measure", "weight_of"]
