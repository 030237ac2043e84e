"""Which reports are one event, kept true while articles come in one by one.

Reports are taken in the order of their `rank`, the most precisely dated first. Each joins the event whose first report
tells the same (`data.merge.is_same_event`) and of which no report before it contradicts it, or else opens one of its
own. That order is the reports' own, so the outcome is the same whatever order they came in. When an article comes in,
only its own reports are placed anew, and then those later in rank whose choice they may have changed.

What editors decided goes before what the texts suggest (`data.bonds`, docs/adr/0030): two reports that are never one
event contradict each other, and at last the groups that are one event are made one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnClause, ColumnElement, Date, Integer, String, and_, column, or_, select, values
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import ArticleId, EventId, GuildId
from data.bonds import NO_BONDS, Bonds, united
from data.merge import best_of, contradict, is_same_event
from data.schema import STARTER, article, event, event_report, sentence
from data.schema.base import AnyRow
from data.sighting import LATE_DAYS, LONGEST_VAGUE_DAYS, Rank, Sighting
from data.telling import Key, Telling, load_telling, sides, sighting_of, words_key
from data.visibility import may_see, withdrawn_by
from data.weight import Origin, origin_of

_SLACK = timedelta(days=LATE_DAYS)
_LONGEST = timedelta(days=LONGEST_VAGUE_DAYS)
_MANY = 12
"""From so many reports on those near them are asked for all at once."""
_AT_ONCE = 200
_SOUGHT: tuple[ColumnClause[Any], ...] = (
    column("at", Integer),
    column("act", String),
    column("status", String),
    column("earliest", Date),
    column("first", Date),
    column("last", Date),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A report at hand; `event` is what it told before, None for one that comes in."""

    telling: Telling
    sighting: Sighting
    origin: Origin
    event: EventId | None


@dataclass(slots=True, kw_only=True)
class Grouping:
    """The reports looked at so far, and how they are grouped.

    Attributes:
        known: All reports at hand.
        first_of: For each of them the first report of its event; None until it is placed.
        bonds: What editors decided. Until `unite`, groups are those of the rules and not yet made one.
    """

    known: dict[Key, Known] = field(default_factory=dict)
    first_of: dict[Key, Key | None] = field(default_factory=dict)
    members: dict[Key, set[Key]] = field(default_factory=lambda: defaultdict(set))
    bonds: Bonds = NO_BONDS
    _stored: dict[EventId, set[Key]] = field(default_factory=lambda: defaultdict(set))

    def rank(self, key: Key) -> Rank:
        """Return a report's rank."""
        return self.known[key].sighting.rank

    def of_event(self, number: EventId) -> frozenset[Key]:
        """Return the reports at hand that a stored event had."""
        return frozenset(self._stored[number])

    def learn(self, found: Mapping[Key, Known]) -> None:
        """Take in reports with all others of their events, grouped as they are stored."""
        stored: dict[EventId, list[Key]] = defaultdict(list)
        for key, one in found.items():
            if key not in self.known:
                self.known[key] = one
                self.first_of[key] = None
                if one.event is not None:
                    stored[one.event].append(key)
                    self._stored[one.event].add(key)
        joined = {key for edge in self.bonds.edges for key in edge}
        for keys in stored.values():
            if joined.isdisjoint(keys):
                self._put(min(keys, key=self.rank), keys)
            else:
                self._put_apart(keys)

    def unite(self) -> None:
        """Make the groups one that editors made one; nothing is placed afterwards."""
        made = united(self.members, self.bonds, rank=self.rank)
        self.members.clear()
        for first, keys in made.items():
            self._put(first, keys)

    def _put(self, first: Key, keys: Iterable[Key]) -> None:
        self.members[first].update(keys)
        self.first_of.update(dict.fromkeys(keys, first))

    def _put_apart(self, keys: Iterable[Key]) -> None:
        """Group the reports of an event that editors made of several, as they were before that.

        The event that each chose among all there are is among these, so it chooses the same among these alone.
        """
        firsts: list[Key] = []
        for key in sorted(keys, key=self.rank):
            chosen = self._choice(key, firsts) or key
            self._put(chosen, [key])
            if chosen == key:
                firsts.append(key)

    def place(self, key: Key, near: Iterable[Key]) -> frozenset[Key]:
        """Place a report, all before it being placed.

        Args:
            key: The report.
            near: Others that may tell the same.

        Returns:
            First reports of the events that lost or gained it; none where nothing changed.
        """
        rank = self.rank(key)
        firsts = [one for one in near if self.first_of[one] == one and self.rank(one) < rank]
        old, chosen = self.first_of[key], self._choice(key, firsts) or key
        if old == chosen:
            return frozenset()
        if old is not None:
            self.members[old].discard(key)
        self.members[chosen].add(key)
        self.first_of[key] = chosen
        return frozenset({chosen} if old is None else {old, chosen})

    def _choice(self, key: Key, firsts: Iterable[Key]) -> Key | None:
        """Return the first report of the event that a report is one more of, among some; None where of none."""
        fitting = {self.rank(one): one for one in firsts if self._fits(key, one)}
        best = best_of(self.known[key].sighting, [self.known[one].sighting for one in fitting.values()])
        return None if best is None else fitting[best.rank]

    def _fits(self, key: Key, first: Key) -> bool:
        """Return whether a report is one more of an event, as far as those before it tell."""
        new, rank = self.known[key].sighting, self.rank(key)
        if key[0] == first[0] or not is_same_event(new, self.known[first].sighting):
            return False
        before = [one for one in self.members[first] if self.rank(one) < rank]
        if self.bonds.part([key], before):
            return False
        return not any(contradict(new, self.known[one].sighting) for one in before)


async def regroup(
    conn: AsyncConnection,
    new: Mapping[Key, Known],
    *,
    guild: GuildId | None,
    again: Mapping[Key, Known] = MappingProxyType({}),
    steady: Mapping[Key, Known] = MappingProxyType({}),
    bonds: Bonds = NO_BONDS,
) -> Grouping:
    """Place new reports, or known ones anew, and those whose place they change.

    Args:
        conn: A writing connection; nothing is written.
        new: What an article tells; or all reports of stored events, to be placed anew.
        guild: Whose article it is: only reports that this server sees are looked at.
        again: Stored reports whose place others that are gone may have decided: all of each event or none.
        steady: Stored reports that keep their place unless one of the others changes it: all of each event or none.
        bonds: What the server's editors decided of reports.

    Returns:
        All that was looked at. An event's reports are all there, or none of them.
    """
    grouping = Grouping(bonds=bonds)
    grouping.learn(new)
    grouping.learn(again)
    grouping.learn(steady)
    grouping.learn(await _partners(conn, bonds.partners({*new, *again}), guild))
    waiting = [(one.sighting.rank, key) for key, one in (*new.items(), *again.items())]
    heapify(waiting)
    seen = {*new, *again}
    nearby: dict[Key, frozenset[Key]] = {}
    if len(waiting) >= _MANY:
        sought = {key: grouping.known[key].sighting for key in seen}
        found, nearby = await near_many(conn, sought, guild, grouping.known)
        grouping.learn(found)

    async def near(key: Key) -> frozenset[Key]:
        if key not in nearby:
            sighting = grouping.known[key].sighting
            found = await near_reports(conn, sighting, guild, grouping.known)
            grouping.learn(found)
            nearby[key] = frozenset(found)
        return nearby[key] | new.keys()

    while waiting:
        rank, key = heappop(waiting)
        for first in grouping.place(key, await near(key)):
            for one in await near(first):
                if one not in seen and grouping.rank(one) > rank:
                    seen.add(one)
                    heappush(waiting, (grouping.rank(one), one))
    grouping.unite()
    return grouping


async def _partners(conn: AsyncConnection, keys: Iterable[Key], guild: GuildId | None) -> dict[Key, Known]:
    """Return all reports of the events that have one of these."""
    which = [(event_report.c.article == article) & (event_report.c.position == position) for article, position in keys]
    if not which:
        return {}
    return await known_reports(conn, event_report.c.event.in_(select(event_report.c.event).where(or_(*which))), guild)


async def near_reports(
    conn: AsyncConnection, new: Sighting, guild: GuildId | None, known: Mapping[Key, Known] = MappingProxyType({})
) -> dict[Key, Known]:
    """Return the stored reports of all events of which one may tell the same, but of those that the operator withdrew.

    What a server's editors withdrew takes further reports in, or it would come back with the next one.
    """
    if not new.parties:
        return {}
    told = (
        select(event_report.c.event)
        .join(event, event.c.id == event_report.c.event)
        .where(
            near_condition(new),
            may_see(event.c.guild, guild),
            _may_take_in(guild),
        )
    )
    return await known_reports(conn, event_report.c.event.in_(told), guild, known)


async def near_many(
    conn: AsyncConnection, new: Mapping[Key, Sighting], guild: GuildId | None, known: Mapping[Key, Known]
) -> tuple[dict[Key, Known], dict[Key, frozenset[Key]]]:
    """Return what `near_reports` does for each of many reports, in a few statements for all.

    Args:
        conn: Any connection.
        new: The reports; vague ones are left out.
        guild: As for `near_reports`.
        known: Reports that are at hand.

    Returns:
        The stored reports that are near any, and for each of the reports the keys of those near it.
    """
    fine = {key: one for key, one in new.items() if one.parties and one.dates is not None and not one.is_vague}
    numbered = list(fine)
    near: dict[Key, set[int]] = {key: set() for key in fine}
    for start in range(0, len(numbered), _AT_ONCE):
        some = numbered[start : start + _AT_ONCE]
        rows = [(at, *_sought(fine[key])) for at, key in enumerate(some)]
        sought = values(*_SOUGHT, name="sought").data(rows).cte()
        asked = (
            select(sought.c.at, event_report.c.event, event_report.c.sides)
            .join(
                event_report,
                and_(
                    event_report.c.act == sought.c.act,
                    event_report.c.status == sought.c.status,
                    event_report.c.words.is_(None),
                    event_report.c.start_date >= sought.c.earliest,
                    event_report.c.start_date <= sought.c.last,
                    event_report.c.end_date >= sought.c.first,
                ),
            )
            .join(event, event.c.id == event_report.c.event)
            .where(may_see(event.c.guild, guild), _may_take_in(guild))
        )
        for row in await conn.execute(asked):
            if any(f"|{one}|" in row.sides for one in sides(fine[some[row.at]])):
                near[some[row.at]].add(row.event)
    events = sorted(set().union(*near.values())) if near else []
    found: dict[Key, Known] = {}
    for start in range(0, len(events), _AT_ONCE):
        which = event_report.c.event.in_(events[start : start + _AT_ONCE])
        found |= await known_reports(conn, which, guild, known)
    told: dict[int, set[Key]] = defaultdict(set)
    for key, one in found.items():
        if one.event is not None:
            told[one.event].add(key)
    return found, {key: frozenset().union(*(told[one] for one in ids)) for key, ids in near.items()}


def _sought(new: Sighting) -> tuple[str, str, date, date, date]:
    """Return the values that `_at_the_time` compares for a report that is not vague."""
    assert new.dates is not None
    first, last = new.dates.start - _SLACK, new.dates.end + _SLACK
    return new.act.value, new.status.value, first - _LONGEST, first, last


def _may_take_in(guild: GuildId | None) -> ColumnElement[bool]:
    """Return the condition that an event takes further reports in: the operator did not withdraw it."""
    return or_(event.c.withdrawn_at.is_(None), event.c.id.in_(withdrawn_by(guild)))


async def known_reports(
    conn: AsyncConnection, which: ColumnElement[bool], guild: GuildId | None, known: Mapping[Key, Known] | None = None
) -> dict[Key, Known]:
    """Return the reports that meet a condition and that a server may see.

    Args:
        conn: Any connection.
        which: The condition, on `event_report`.
        guild: The server; None: only the starter pack's.
        known: Reports that are at hand and need not be read again.
    """
    found = await conn.execute(
        select(
            event_report,
            article.c.guild,
            article.c.fingerprint,
            article.c.published,
            article.c.source,
            article.c.url,
            sentence.c.text,
        )
        .join(article, article.c.id == event_report.c.article)
        .join(
            sentence,
            (sentence.c.article == event_report.c.article) & (sentence.c.number == event_report.c.sentence_number),
        )
        .where(which, may_see(article.c.guild, guild))
    )
    keyed = (((ArticleId(row.article), row.position), row) for row in found)
    return {key: (known or {}).get(key) or _known(key, row) for key, row in keyed}


def near_condition(new: Sighting) -> ColumnElement[bool]:
    """Return the condition that a stored report may tell the same, by its act, sides and time."""
    return and_(
        event_report.c.act == new.act.value,
        event_report.c.status == new.status.value,
        or_(*(event_report.c.sides.contains(f"|{one}|", autoescape=True) for one in sides(new))),
        *_at_the_time(new),
    )


def _at_the_time(new: Sighting) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on when a report that may tell the same says the event was."""
    if new.is_vague or new.dates is None:
        return (event_report.c.words == words_key(new),)
    return (
        event_report.c.words.is_(None),
        event_report.c.start_date >= new.dates.start - _LONGEST - _SLACK,
        event_report.c.start_date <= new.dates.end + _SLACK,
        event_report.c.end_date >= new.dates.start - _SLACK,
    )


def _known(key: Key, row: AnyRow) -> Known:
    telling = load_telling(row)
    sighting = sighting_of(
        telling,
        key,
        article=row.fingerprint,
        is_shared=row.guild == STARTER,
        published=row.published,
    )
    origin = origin_of(source=row.source, url=row.url, sentence=row.text)
    return Known(telling=telling, sighting=sighting, origin=origin, event=EventId(row.event))
