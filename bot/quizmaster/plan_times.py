"""When a planned quiz starts and closes, and which moments were missed. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.digest.due import Due, latest_due, next_due
from bot.model.dates import DateRange
from bot.model.settings import Cadence, GuildSettings, Schedule

BEFORE_NEXT = timedelta(minutes=15)
"""How long before the next one a quiz closes at the latest, so that its answers are read before that is announced."""
LEAST_OPEN = timedelta(minutes=15)
"""A quiz that would be open for less does not start."""
_LONGEST = timedelta(days=45)
_MOST_NAMED = 10
"""Missed moments that the ledger names one by one."""
_ALWAYS_OPEN = frozenset({Cadence.DAILY, Cadence.WEEKDAYS})
"""Cadences of which one quiz is open until the next; the others' are open for a day."""
_INSTANT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The moment at which a planned quiz was to start.

    Attributes:
        due: When, and the server's date.
        closes_at: Aware UTC.
        period: The local days since the quiz before, its own day among them: what the questions are of, if they can.
        missed: Moments before it at which none started, the latest of very many, oldest first.
        is_too_late: Whether there is too little time left for it, so that it was missed, too.
        following: The next moment, still ahead.
    """

    due: Due
    closes_at: datetime
    period: DateRange
    missed: tuple[Due, ...]
    is_too_late: bool
    following: Due


def schedule_of(settings: GuildSettings) -> Schedule:
    """Return the schedule of a server's planned quiz, in the server's one zone."""
    return replace(settings.quiz.schedule, zone=settings.schedule.zone)


def moment_of(settings: GuildSettings, now: datetime) -> Moment | None:
    """Say which planned quiz a server is owed now.

    Args:
        settings: Whose `quiz.due_at` has come.
        now: Aware UTC.

    Returns:
        The latest moment that has come; None where no quiz is planned any more.

    Raises:
        InvalidInputError: The settings name no zone.
    """
    schedule, first = schedule_of(settings), settings.quiz.due_at
    following, due = next_due(schedule, now), latest_due(schedule, now)
    if settings.quiz.channel is None or first is None or following is None or due is None:
        return None
    closes_at = closing_of(schedule, due)
    before = latest_due(schedule, due.at - _INSTANT)
    start = due.local_date if before is None else before.local_date
    return Moment(
        due=due,
        closes_at=closes_at,
        period=DateRange(start=min(start, due.local_date), end=due.local_date),
        missed=_missed(schedule, max(first, now - _LONGEST), due),
        is_too_late=closes_at - now < LEAST_OPEN,
        following=following,
    )


def closing_of(schedule: Schedule, due: Due) -> datetime:
    """Return when the quiz of a moment closes, aware UTC.

    Daily ones, and those from Monday to Friday, close a little before the next; the others at the same hour of the
    next day.

    Args:
        schedule: Of the plan, not off.
        due: One of its moments.
    """
    after = next_due(schedule, due.at)
    assert after is not None
    latest = after.at - BEFORE_NEXT
    if schedule.cadence in _ALWAYS_OPEN:
        return latest
    day_after = next_due(replace(schedule, cadence=Cadence.DAILY), due.at)
    assert day_after is not None
    return min(latest, day_after.at)


def _missed(schedule: Schedule, since: datetime, last: Due) -> tuple[Due, ...]:
    """Return the moments from an instant on and before the last that has come."""
    come: list[Due] = []
    due = next_due(schedule, since - _INSTANT)
    while due is not None and due.at < last.at:
        come.append(due)
        due = next_due(schedule, due.at)
    return tuple(come[-_MOST_NAMED:])
