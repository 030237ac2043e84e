"""An article that was changed where it was printed: what it told gives way to what it tells now, in one transaction.

Numbers of events stay with what they meant: a report of the new version takes the number of the old version's report
that it is a newer form of. An event that nobody tells any more is withdrawn, and keeps what proved it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import ArticleId, EventId
from bot.model.reading import Reading, Span
from bot.model.stored import NewArticle
from data import codec, copies
from data.articles import insert_sentences, reading_columns
from data.changes import note_changes
from data.decisions import bonds_for, recognise
from data.event_rows import current_numbers
from data.event_writes import Settled, incoming, marks_of, settle
from data.events import withdraw_event
from data.fingerprint import fingerprint
from data.grouping import Known, known_reports, near_reports, regroup
from data.item_events import withdraw_items_of, withdraw_quotes
from data.marks import ALIKE, share_of_words
from data.merge import is_same_event
from data.schema import article, article_version, event, event_report, former_report, sentence
from data.schema.base import AnyRow
from data.sighting import Sighting
from data.telling import Key, Telling, report_columns, sides
from data.visibility import owner, withdrawn_by

GONE = "The article that told it was changed and no longer does."
"""Why an event is withdrawn that its article told before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What an amendment came to.

    Attributes:
        is_told_anew: Whether the article tells other events or points than before.
        changed: The events that changed, by number.
    """

    is_told_anew: bool
    changed: frozenset[EventId]


async def amend_article(
    conn: AsyncConnection,
    number: ArticleId,
    new: NewArticle,
    *,
    expected: str,
    forms: Mapping[int, int] | None = None,
) -> Amended | None:
    """Put a newer version of an article in its place.

    Args:
        conn: A writing connection.
        number: The article.
        new: The newer version, of the server whose article it is; `added_at` is the moment of the change.
        expected: The fingerprint of the version that it was compared with.
        forms: Where each report of the old version stands in the new one, if it does; None: to be found by what they
            say.

    Returns:
        What changed; None, and nothing does, where the article is not that server's, has become another version in the
        meantime, or where another of its articles has these very words.
    """
    is_it = (article.c.id == number, article.c.guild == owner(new.guild), article.c.fingerprint == expected)
    row = (await conn.execute(select(article).where(*is_it))).one_or_none()
    words = fingerprint(new.reading.article.text)
    same = select(article.c.id).where(
        article.c.guild == owner(new.guild), article.c.fingerprint == words, article.c.id != number
    )
    if row is None or await conn.scalar(same) is not None:
        return None
    before = codec.loads(Reading, row.reading)
    is_told_anew = _told(before) != _told(new.reading)
    if words == expected and not is_told_anew:
        return Amended(is_told_anew=False, changed=frozenset())
    await _keep_version(conn, row, before, new, is_told_anew=is_told_anew)
    told = await known_reports(conn, event_report.c.article == number, new.guild)
    recorded = await _recorded(conn, number)
    await _replace(conn, number, new)
    changed = await _amend_events(conn, row, before, told, recorded, new, forms)
    await withdraw_quotes(conn, number, _lost_quotes(before, new.reading), guild=new.guild, at=new.added_at)
    await note_changes(conn, changed, guild=new.guild, at=new.added_at)
    return Amended(is_told_anew=is_told_anew, changed=changed)


async def _keep_version(
    conn: AsyncConnection, row: AnyRow, before: Reading, new: NewArticle, *, is_told_anew: bool
) -> None:
    last = await conn.scalar(select(func.max(article_version.c.number)).where(article_version.c.article == row.id))
    await conn.execute(
        insert(article_version).values(
            article=row.id,
            number=(last or 0) + 1,
            guild=row.guild,
            title=row.title,
            source=row.source,
            url=row.url,
            published=row.published,
            fingerprint=row.fingerprint,
            text=before.article.text,
            replaced_at=new.added_at,
            is_told_anew=is_told_anew,
        )
    )


async def _replace(conn: AsyncConnection, number: ArticleId, new: NewArticle) -> None:
    """Put the article's row, sentences and sketch in place of the old ones; its reports go."""
    await conn.execute(delete(event_report).where(event_report.c.article == number))
    await conn.execute(delete(sentence).where(sentence.c.article == number))
    await conn.execute(update(article).where(article.c.id == number).values(reading_columns(new.reading)))
    await insert_sentences(conn, number, new.reading)
    if new.sketch is not None:
        await copies.keep_sketch(conn, number, new.guild, new.sketch)


async def _amend_events(
    conn: AsyncConnection,
    row: AnyRow,
    before: Reading,
    told: Mapping[Key, Known],
    recorded: Mapping[Key, datetime | None],
    new: NewArticle,
    forms: Mapping[int, int] | None,
) -> frozenset[EventId]:
    """Place the new version's reports, and those that the old one's had a say in; return the events that changed."""
    number = ArticleId(row.id)
    tells = incoming(number, new.reading, guild=new.guild)
    newer = newer_forms(told, tells) if forms is None else {(number, at): (number, old) for old, at in forms.items()}
    numbered = {key: replace(tells[key], event=told[old].event) for key, old in newer.items()}
    await _insert_reports(conn, numbered)
    await recognise(conn, number, marks_of(tells), newer={old: now for (_, now), (_, old) in newer.items()})
    numbers = frozenset(one.event for one in told.values() if one.event is not None)
    placed = numbers - await _withdrawn(conn, numbers) | await _withdrawn_by_editors(conn, numbers, new)
    # Where it is known which report became which, those alike keep their place: a pack has hundreds of them.
    alike = newer if forms is not None else {}
    firm = {now: old for now, old in alike.items() if _is_placed_alike(told[old].sighting, tells[now].sighting)}
    moved = [one for key, one in told.items() if key not in firm.values()]
    moved += [one for key, one in numbered.items() if key not in firm]
    again = await _shaken(conn, moved, placed & {one.event for one in moved if one.event is not None}, new)
    steady = await known_reports(
        conn, event_report.c.event.in_(placed - {one.event for one in again.values()}), new.guild
    )
    fresh = {key: one for key, one in tells.items() if key not in numbered}
    bonds = await bonds_for(conn, new.guild)
    grouping = await regroup(conn, fresh, guild=new.guild, again=again, steady=steady, bonds=bonds)
    same_words = {now for now, old in firm.items() if told[old].telling == tells[now].telling}
    touched = [key for key, one in grouping.known.items() if one.event in placed and key not in same_words]
    settled = await settle(conn, grouping, guild=new.guild, at=new.added_at, again=touched)
    await _keep_recorded(conn, tells, {now: (told[old], recorded[old]) for now, old in newer.items()}, settled, new)
    changed = settled.changed | await _withdraw_untold(conn, row, before, told, new)
    same = {key: old for key, old in newer.items() if _said(told[old].telling) == _said(tells[key].telling)}
    told_otherwise = await _still_there(conn, numbers - {told[old].event for old in same.values()})
    for one in sorted(await _own(conn, told_otherwise, new)):
        await withdraw_items_of(conn, one, at=new.added_at)
    is_moved = (row.source, row.url) != (new.reading.article.source, new.reading.article.url)
    reworded = {
        told[old].event
        for key, old in same.items()
        if is_moved or _sentence(before, told[old]) != _sentence(new.reading, tells[key])
    }
    return changed | told_otherwise | await _still_there(conn, reworded)


def newer_forms(old: Mapping[Key, Known], new: Mapping[Key, Known]) -> dict[Key, Key]:
    """Return which report of a new version is the newer form of which of the old one's; each is at most one's.

    The same telling goes before one of the same event by the rules of merging, that before one of the same act and
    sides in much the same words, which then has another date or status.
    """
    scored = sorted(
        (-_likeness(one, other), before, after)
        for before, one in old.items()
        for after, other in new.items()
        if _likeness(one, other)
    )
    found: dict[Key, Key] = {}
    for _, before, after in scored:
        if after not in found and before not in found.values():
            found[after] = before
    return found


def _likeness(one: Known, other: Known) -> float:
    """Return how surely a report is a newer form of another, 0 where it is none."""
    if _said(one.telling) == _said(other.telling):
        return 4.0
    words = share_of_words(one.sighting.words, other.sighting.words)
    if is_same_event(other.sighting, one.sighting) or is_same_event(one.sighting, other.sighting):
        return 2.0 + words
    is_alike = one.sighting.act is other.sighting.act and sides(one.sighting) == sides(other.sighting)
    return words if is_alike and words >= ALIKE else 0.0


def _is_placed_alike(one: Sighting, other: Sighting) -> bool:
    """Return whether two versions of a report are alike in all by which reports are grouped."""
    return replace(one, article=other.article, position=other.position) == other


async def _shaken(
    conn: AsyncConnection, changed: Iterable[Known], numbers: Collection[EventId], new: NewArticle
) -> dict[Key, Known]:
    """Return the stored reports of which the place may be another now, with all of their events.

    Args:
        conn: The writing connection.
        changed: The reports that are gone, and their newer forms: what is near either may be grouped otherwise.
        numbers: The events that they tell and that stand; those of others keep their place.
        new: The newer version.
    """
    found = await known_reports(conn, event_report.c.event.in_(numbers), new.guild)
    for one in changed:
        if one.event in numbers:
            found |= await near_reports(conn, one.sighting, new.guild, found)
    return found


async def _insert_reports(conn: AsyncConnection, numbered: Mapping[Key, Known]) -> None:
    rows = [
        {"article": number, "position": position, "event": one.event} | report_columns(one.telling, one.sighting)
        for (number, position), one in numbered.items()
    ]
    if rows:
        await conn.execute(insert(event_report), rows)


async def _recorded(conn: AsyncConnection, number: ArticleId) -> dict[Key, datetime | None]:
    """Return when an article's reports were recorded, as their rows have it."""
    asked = select(event_report.c.position, event_report.c.recorded_at).where(event_report.c.article == number)
    return {(number, row.position): row.recorded_at for row in await conn.execute(asked)}


async def _keep_recorded(
    conn: AsyncConnection,
    tells: Iterable[Key],
    newer: Mapping[Key, tuple[Known, datetime | None]],
    settled: Settled,
    new: NewArticle,
) -> None:
    """Note when the new version's reports were recorded: now, but those of the event that an older form told.

    Args:
        conn: The writing connection.
        tells: The new version's reports.
        newer: By a report, what it is the newer form of, and when that was recorded.
        settled: Which events they tell.
        new: The newer version.
    """
    before = await current_numbers(conn, {one.event for one, _ in newer.values() if one.event is not None})
    for key in tells:
        old, at = newer.get(key, (None, None))
        is_same = old is not None and old.event is not None and before[old.event] == settled.numbers.get(key, old.event)
        recorded_at = at if is_same else new.added_at
        if recorded_at is not None:
            is_it = (event_report.c.article == key[0], event_report.c.position == key[1])
            await conn.execute(update(event_report).where(*is_it).values(recorded_at=recorded_at))


async def _withdraw_untold(
    conn: AsyncConnection, row: AnyRow, before: Reading, told: Mapping[Key, Known], new: NewArticle
) -> frozenset[EventId]:
    """Withdraw the events that have no report left, each with the sentence that proved it; return them."""
    numbers = await _still_there(conn, {one.event for one in told.values()})
    left = set(await conn.scalars(select(event_report.c.event).where(event_report.c.event.in_(numbers))))
    untold = frozenset(numbers - left)
    rows = {
        (one.event, one.telling.event.sentence): _former(row, before, one)
        for _, one in sorted(told.items())
        if one.event in untold
    }
    for values in rows.values():
        await conn.execute(insert(former_report).values(values))
    for number in sorted(untold - await _withdrawn(conn, untold)):
        await withdraw_event(conn, number, guild=new.guild, reason=GONE, at=new.added_at)
    return untold


def _former(row: AnyRow, before: Reading, one: Known) -> dict[str, Any]:
    """Return the row that keeps a report of an event that nobody tells any more."""
    dates = one.sighting.dates
    return {
        "event": one.event,
        "article": row.id,
        "guild": row.guild,
        "title": row.title,
        "source": row.source,
        "url": row.url,
        "published": row.published,
        "sentence_number": one.telling.event.sentence,
        "sentence_count": row.sentence_count,
        "sentence": before.sentence(one.telling.event.sentence),
        "start_date": None if dates is None else dates.start,
        "end_date": None if dates is None else dates.end,
        "precision": one.telling.event.when.precision.value,
        "dated_by": one.telling.event.when.dated_by.value,
    }


async def _still_there(conn: AsyncConnection, numbers: Iterable[EventId | None]) -> frozenset[EventId]:
    """Return those of some numbers that are still events', not only lead to another."""
    wanted = [one for one in numbers if one is not None]
    return frozenset(map(EventId, await conn.scalars(select(event.c.id).where(event.c.id.in_(wanted)))))


async def _own(conn: AsyncConnection, numbers: Iterable[EventId], new: NewArticle) -> frozenset[EventId]:
    """Return those that the amended article's owner tells: what its articles say changes nothing in a shared event."""
    found = await conn.scalars(
        select(event.c.id).where(event.c.id.in_(list(numbers)), event.c.guild == owner(new.guild))
    )
    return frozenset(map(EventId, found))


async def _withdrawn(conn: AsyncConnection, numbers: Iterable[EventId]) -> frozenset[EventId]:
    found = await conn.scalars(
        select(event.c.id).where(event.c.id.in_(list(numbers)), event.c.withdrawn_at.is_not(None))
    )
    return frozenset(map(EventId, found))


async def _withdrawn_by_editors(
    conn: AsyncConnection, numbers: Iterable[EventId], new: NewArticle
) -> frozenset[EventId]:
    """Return those that a server's editors withdrew: they go on collecting reports (docs/adr/0030)."""
    found = await conn.scalars(
        select(event.c.id).where(event.c.id.in_(list(numbers)), event.c.id.in_(withdrawn_by(new.guild)))
    )
    return frozenset(map(EventId, found))


def _told(reading: Reading) -> tuple[Any, ...]:
    """Return what an article tells, without where in its text it does."""
    events = tuple(
        (
            replace(one, sentence=0, span=_NOWHERE, salience=0.0, statement=None, source=(), target=()),
            _names(reading, one),
        )
        for one in reading.events
    )
    points = tuple((point.lead, point.text) for point in reading.summary.full)
    return (events, points, tuple(quote.text for quote in reading.quotes), reading.posted)


def _names(reading: Reading, one: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(f"{reading.actors[party.actor].name}/{party.country}" for party in side)
        for side in (one.source, one.target)
    )


def _said(telling: Telling) -> Telling:
    """Return what a report tells, without where in its article it does, and how weighty it is there."""
    return replace(
        telling,
        event=replace(telling.event, sentence=0, span=_NOWHERE, salience=0.0, statement=None, source=(), target=()),
    )


def _sentence(reading: Reading, one: Known) -> str:
    return reading.sentence(one.telling.event.sentence)


def _lost_quotes(before: Reading, after: Reading) -> Sequence[int]:
    """Return the numbers of the quotations that another, or none, has now."""
    now = [quote.text for quote in after.quotes]
    return [at for at, quote in enumerate(before.quotes) if at >= len(now) or now[at] != quote.text]


_NOWHERE = Span(start=0, end=0)
