"""A file in the making. Pure.

Events go in newest first as long as there is room, then records; each stand in it oldest first, records before events.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from bot.exchange import csv_form, ics_form, json_form
from bot.model.countries import Gazetteer
from bot.model.exports import Exported, Form, Wish
from bot.model.ids import EventId
from bot.model.records import StoredRecord
from bot.model.stored import StoredEvent

_SPARE: Final = 200
"""Bytes kept for the file's end."""
_BETWEEN: Final = {Form.CSV: b"", Form.JSON: b",\n", Form.ICS: b""}


class Sheet:
    """Takes entries as bytes and counts what it has no room for."""

    def __init__(self, wish: Wish, gazetteer: Gazetteer, at: datetime, owner: int) -> None:
        """Begin a file.

        Args:
            wish: What it is to hold, and how long it may be; its form is no deck.
            gazetteer: For names.
            at: When it is made, aware UTC.
            owner: The server that it is for, 0 for none.
        """
        self._wish = wish
        self._make_event: Callable[[StoredEvent], bytes | None]
        if wish.form is Form.CSV:
            self._head, self._make_event = csv_form.head(), csv_form.event_rows
        elif wish.form is Form.JSON:
            self._head, self._make_event = json_form.head(wish, at), json_form.event_entry
        else:
            self._head = ics_form.head(wish, gazetteer)
            self._make_event = lambda stored: ics_form.entry(stored, at, owner)
        self._entries: list[bytes] = []
        self._size = len(self._head) + _SPARE
        self._seen: set[EventId] = set()
        self._events = self._records = self._undated = 0
        self._is_full = False

    def add_events(self, stretch: Iterable[StoredEvent]) -> bool:
        """Add events, newest first; return whether there is room for more. One that is in it already is passed over."""
        for stored in stretch:
            if stored.id in self._seen:
                continue
            entry = self._make_event(stored)
            if entry is None:
                self._undated += 1
            elif not self._add(entry):
                return False
            else:
                self._events += 1
            self._seen.add(stored.id)
        return True

    def add_records(self, stretch: Iterable[StoredRecord]) -> bool:
        """Add records, newest first; return whether there is room for more."""
        make = csv_form.record_rows if self._wish.form is Form.CSV else json_form.record_entry
        for stored in stretch:
            if not self._add(make(stored)):
                return False
            self._records += 1
        return True

    def finished(self, name: str, total: int) -> Exported:
        """Return the file.

        Args:
            name: How it is to be called.
            total: Events and records that fit the wish.
        """
        too_many = max(0, total - self._events - self._records - self._undated) if self._is_full else 0
        tails = {Form.CSV: b"", Form.JSON: json_form.tail(too_many), Form.ICS: ics_form.tail()}
        form = self._wish.form
        return Exported(
            name=name,
            data=self._head + _BETWEEN[form].join(reversed(self._entries)) + tails[form],
            events=self._events,
            records=self._records,
            too_many=too_many,
            undated=self._undated,
        )

    def _add(self, entry: bytes) -> bool:
        size = self._size + len(entry) + len(_BETWEEN[self._wish.form])
        if self._is_full or (self._wish.most_bytes is not None and size > self._wish.most_bytes):
            self._is_full = True
            return False
        self._entries.append(entry)
        self._size = size
        return True
