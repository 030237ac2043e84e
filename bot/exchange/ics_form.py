"""Events as a calendar: all-day entries over the days that an event may lie in. Pure.

Source: RFC 5545 (iCalendar); an entry's last day is the one after, and a new file with the same UID replaces the old.
"""

from datetime import datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from bot.model.countries import Gazetteer
from bot.model.exports import Wish
from bot.model.reading import Status
from bot.model.stored import EventSource, StoredEvent

MOST_QUOTED: Final = 5
_LONGEST: Final = timedelta(days=366 * 200)


def head(wish: Wish, gazetteer: Gazetteer) -> bytes:
    """Return a calendar up to its entries."""
    calendar = Calendar()
    calendar.add("prodid", "-//Backchannel//Record of events//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    sides = (gazetteer.country(code).short for code in (wish.pair.first, wish.pair.second))
    calendar.add("x-wr-calname", " – ".join(sides))
    text: bytes = calendar.to_ical()
    return text.removesuffix(tail())


def tail() -> bytes:
    """Return a calendar's end."""
    return b"END:VCALENDAR\r\n"


def entry(stored: StoredEvent, at: datetime, owner: int) -> bytes | None:
    """Return an event's entry; None where it has no day.

    Args:
        stored: The event.
        at: When the file is made, aware UTC.
        owner: The server that the file is for, 0 for none: numbers of events are a store's own, and so is this.
    """
    days = stored.event.when.range
    if days is None or days.end - days.start > _LONGEST or days.end.year == days.end.max.year:
        return None
    found = Event()
    found.add("uid", f"event-{stored.id}-of-{owner}@backchannel")
    found.add("dtstamp", at)
    found.add("dtstart", days.start)
    found.add("dtend", days.end + timedelta(days=1))
    found.add("summary", stored.event.headline)
    found.add("description", _description(stored))
    found.add("categories", [stored.event.shown_type.value])
    found.add("status", _status(stored))
    found.add("transp", "TRANSPARENT")
    if stored.event.place:
        found.add("location", stored.event.place)
    address = next((report.url for report in stored.reports if report.url), None)
    if address is not None:
        found.add("url", address)
    text: bytes = found.to_ical()
    return text


def _status(stored: StoredEvent) -> str:
    if stored.is_withdrawn:
        return "CANCELLED"
    return "CONFIRMED" if stored.event.status is Status.OCCURRED else "TENTATIVE"


def _description(stored: StoredEvent) -> str:
    """Return what proves an event, and how finely its date is known."""
    event = stored.event
    told = [
        f"E{stored.id} · {event.shown_type.value} · {event.status.value} · dated to the {event.when.precision.value}"
    ]
    if stored.is_withdrawn:
        told.append(f"Withdrawn: {stored.withdrawn_reason}" if stored.withdrawn_reason else "Withdrawn")
    told += [_quoted(report) for report in stored.reports[:MOST_QUOTED]]
    left = len(stored.reports) - MOST_QUOTED
    return "\n\n".join([*told, f"{left} more reports"] if left > 0 else told)


def _quoted(report: EventSource) -> str:
    printed = [
        report.source or report.title,
        report.published.isoformat() if report.published else "",
        report.url or "",
    ]
    return f"“{report.sentence}”\n{' · '.join(part for part in printed if part)}"
