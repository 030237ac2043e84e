"""Events as JSON, by the schema that docs/exchange.md describes. Pure."""

import json
from datetime import date, datetime
from typing import Any, Final

from bot.model.dates import DateRange, EventDate
from bot.model.exports import Wish
from bot.model.packs import PackNote
from bot.model.records import Side, StoredRecord
from bot.model.stored import EventSource, StoredEvent

FORMAT: Final = "backchannel-export"
VERSION: Final = 1


def head(wish: Wish, at: datetime) -> bytes:
    """Return the file up to its entries.

    Args:
        wish: What was asked for.
        at: When the file is made, aware UTC.
    """
    told = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": at.isoformat(timespec="seconds"),
        "pair": [wish.pair.first, wish.pair.second],
        "period": None if wish.period is None else _days(wish.period),
        "types": sorted(kind.value for kind in wish.types),
    }
    return _dump(told)[:-1] + b',\n"entries": [\n'


def tail(too_many: int) -> bytes:
    """Return the file's end, which counts what it had no room for."""
    return b'\n],\n"left_out": %d}\n' % too_many


def event_entry(stored: StoredEvent) -> bytes:
    """Return an event."""
    event = stored.event
    return _dump({
        "kind": "event",
        "id": f"E{stored.id}",
        "type": event.type.value,
        "act": event.act.value,
        "mode": event.mode.value if event.mode else None,
        "status": event.status.value,
        "alleged": event.alleged,
        "withdrawn": stored.withdrawn_reason or "withdrawn" if stored.is_withdrawn else None,
        "when": _when(event.when),
        "source": _parties(stored.source_codes, stored.source_names),
        "target": _parties(stored.target_codes, stored.target_names),
        "reciprocal": event.reciprocal,
        "place": event.place,
        "context": [context.value for context in event.context],
        "headline": event.headline,
        "salience": event.salience,
        "reports": [_report(report) for report in stored.reports],
    })  # fmt: skip


def record_entry(stored: StoredRecord) -> bytes:
    """Return a record of another data set, which has no sentence and therefore no reports."""
    record = stored.record
    return _dump({
        "kind": "record",
        "id": f"R{stored.id}",
        "dataset": stored.dataset.label,
        "key": record.key,
        "code": record.code or None,
        "type": record.type.value,
        "mode": record.mode.value if record.mode else None,
        "day": record.day.isoformat(),
        "source": _side(record.source),
        "target": _side(record.target),
        "place": record.place or None,
        "outlet": record.outlet or None,
        "url": record.url,
    })  # fmt: skip


def _report(report: EventSource) -> dict[str, Any]:
    return {
        "sentence": report.sentence,
        "sentence_number": report.sentence_index + 1,
        "sentences": report.sentence_count,
        "title": report.title,
        "outlet": report.source,
        "url": report.url,
        "published": _day(report.published),
        "when": None if report.when is None else _when(report.when),
        **({} if report.note is None else {"chronology": _note(report.note)}),
    }


def _note(note: PackNote) -> dict[str, Any]:
    return {
        "pack": note.pack,
        "key": note.key,
        "significance": note.significance,
        "checked": _day(note.checked),
        "sources": [
            {"title": one.title, "publisher": one.publisher, "url": one.url, "primary": one.is_primary}
            for one in note.sources
        ],
    }


def _parties(codes: tuple[str, ...], names: tuple[str, ...]) -> dict[str, Any]:
    return {"countries": list(codes), "names": list(names)}


def _side(side: Side) -> dict[str, Any]:
    return {"country": side.country, "name": side.name or None, "role": side.role or None}


def _when(when: EventDate) -> dict[str, Any]:
    return {
        "days": None if when.range is None else _days(when.range),
        "precision": when.precision.value,
        "dated_by": when.dated_by.value,
    }


def _days(days: DateRange) -> dict[str, str]:
    return {"first": days.start.isoformat(), "last": days.end.isoformat()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _dump(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode(errors="replace")
