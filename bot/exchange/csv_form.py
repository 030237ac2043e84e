"""Events as a table for spreadsheets: one row for each sentence that proves an event, one for each record. Pure.

Source: RFC 4180; cells that a spreadsheet would take for a formula: OWASP, "CSV Injection".
"""

import csv
import io
from collections.abc import Sequence
from typing import Final

from bot.model.records import StoredRecord
from bot.model.stored import EventSource, StoredEvent

COLUMNS: Final = (
    "entry", "proof", "type", "act", "mode", "status", "withdrawn", "first_day", "last_day", "precision", "dated_by",
    "source_countries", "source_names", "target_countries", "target_names", "reciprocal", "place", "headline",
    "sentence", "sentence_number", "report", "outlet", "title", "published", "address", "code",
)  # fmt: skip
# The last four are what some spreadsheets take for the first.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = "\N{BYTE ORDER MARK}"


def head() -> bytes:
    """Return the first line; the mark before it tells spreadsheets that the file is UTF-8."""
    return _MARK.encode() + _line(COLUMNS)


def event_rows(stored: StoredEvent) -> bytes:
    """Return an event's rows, one for each sentence that reports it."""
    event = stored.event
    days = event.when.range
    told = {
        "entry": f"E{stored.id}",
        "proof": "sentence",
        "type": event.type.value,
        "act": event.act.value,
        "mode": event.mode.value if event.mode else "",
        "status": event.status.value,
        "withdrawn": (stored.withdrawn_reason or "yes") if stored.is_withdrawn else "",
        "first_day": days.start.isoformat() if days else "",
        "last_day": days.end.isoformat() if days else "",
        "precision": event.when.precision.value,
        "dated_by": event.when.dated_by.value,
        "source_countries": "; ".join(stored.source_codes),
        "source_names": "; ".join(stored.source_names),
        "target_countries": "; ".join(stored.target_codes),
        "target_names": "; ".join(stored.target_names),
        "reciprocal": "yes" if event.reciprocal else "",
        "place": event.place or "",
        "headline": event.headline,
    }
    return b"".join(
        _row({
            **told,
            "sentence": report.sentence,
            "sentence_number": f"{report.sentence_index + 1} of {report.sentence_count}",
            "report": f"{number} of {len(stored.reports)}",
            "outlet": _outlet(report),
            "title": report.title,
            "published": report.published.isoformat() if report.published else "",
            "address": report.url or "",
        })
        for number, report in enumerate(stored.reports, 1)
    )  # fmt: skip


def _outlet(report: EventSource) -> str:
    """Return the outlet of a report; of a pack's entry that, and the publishers that it was checked against."""
    checked = () if report.note is None else (f"after {'; '.join(one.publisher for one in report.note.sources)}",)
    return ", ".join((report.source or "", *checked))


def record_rows(stored: StoredRecord) -> bytes:
    """Return a record's row, which says that it is one and has no sentence."""
    record = stored.record
    return _row({
        "entry": f"R{stored.id}",
        "proof": f"record of {stored.dataset.label}, no sentence",
        "type": record.type.value,
        "act": record.type.value,
        "mode": record.mode.value if record.mode else "",
        "first_day": record.day.isoformat(),
        "last_day": record.day.isoformat(),
        "precision": "day",
        "source_countries": record.source.country,
        "source_names": record.source.name,
        "target_countries": record.target.country,
        "target_names": record.target.name,
        "place": record.place,
        "outlet": record.outlet,
        "address": record.url or "",
        "code": record.code,
    })  # fmt: skip


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs: what looks like a formula begins with an apostrophe, which it hides."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(cells: dict[str, str]) -> bytes:
    return _line([safe(cells.get(name, "")) for name in COLUMNS])


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue().encode(errors="replace")
