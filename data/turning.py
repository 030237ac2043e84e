"""Turning points: what a chronology says changed the state of the very relation that it is about."""

from sqlalchemy import Select, select

from bot.model.countries import Dyad
from bot.model.packs import TURNING_POINT
from data.schema import event_report, pack_entry


def turning_points(pair: Dyad | None) -> Select[int]:
    """Return the query of the events that chronologies call turning points.

    Args:
        pair: Of this pair's own chronology: what turned another relation need not have turned this one. None: of all.
    """
    found = (
        select(event_report.c.event)
        .join(
            pack_entry,
            (pack_entry.c.article == event_report.c.article) & (pack_entry.c.position == event_report.c.position),
        )
        .where(pack_entry.c.significance == TURNING_POINT)
    )
    if pair is None:
        return found
    first, second = pair.first.lower(), pair.second.lower()
    return found.where(pack_entry.c.pack.in_((f"{first}-{second}", f"{second}-{first}")))
