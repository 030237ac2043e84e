"""Editors' decisions: kept, looked up, taken back, and led along with the reports that they hold on to.

What follows from one is `data.event_desk`'s; what they say of grouping and of an event's row is `data.bonds`' and
`data.overlay`'s.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.decisions import Decision, DecisionKind, DecisionState, EventEdit, EventFacts, NewDecision
from bot.model.ids import ArticleId, DecisionId, EventId, GuildId, UserId
from data import codec
from data.bonds import NO_BONDS, Bond, Bonds, bonds_of
from data.marks import ReportMark, recognised
from data.overlay import Rulings, Withdrawal
from data.schema import event_decision, event_decision_report
from data.schema.base import AnyRow
from data.telling import Key

OWN, OTHER = "own", "other"
"""The sides of a decision's reports, as their rows have them."""
_HOLDS = event_decision.c.state == DecisionState.ACTIVE.value
_GROUPS = (DecisionKind.MERGE.value, DecisionKind.SPLIT.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A report, and what it is known by."""

    key: Key
    mark: ReportMark


async def add_draft(
    conn: AsyncConnection,
    new: NewDecision,
    *,
    version: int,
    own: Sequence[Marked],
    other: Sequence[Marked],
    settled: Iterable[str],
) -> DecisionId:
    """Keep a decision that does not hold yet; return its row.

    Args:
        conn: A writing connection.
        new: The decision; its event by its number now.
        version: Of the event as the editor saw it.
        own: The event's reports in order of rank; of a split, those that stay.
        other: Those of the event that it is merged with; of a split, those that leave.
        settled: Keys of the doubts that the editor knew.
    """
    result = await conn.execute(
        insert(event_decision).values(
            guild=new.guild,
            event=new.event,
            other=new.other,
            kind=new.kind.value,
            state=DecisionState.DRAFT.value,
            decided_by=new.by,
            decided_at=new.at,
            reason=new.reason,
            version=version,
            edit=None if new.edit is None else codec.dumps(new.edit),
            facts_before="[]",
            facts_after="[]",
            settled=json.dumps(sorted(settled)),
        )
    )
    (number,) = result.inserted_primary_key or (None,)
    assert number is not None
    rows = [
        {
            "decision": number,
            "side": side,
            "place": place,
            "article": one.key[0],
            "position": one.key[1],
            "mark": codec.dumps(one.mark),
        }
        for side, marked in ((OWN, own), (OTHER, other))
        for place, one in enumerate(marked)
    ]
    if rows:
        await conn.execute(insert(event_decision_report), rows)
    return DecisionId(number)


async def set_facts(
    conn: AsyncConnection, decision: DecisionId, *, before: tuple[EventFacts, ...], after: tuple[EventFacts, ...]
) -> None:
    """Note what a decision found and what it made of that."""
    values = {"facts_before": codec.dumps(before), "facts_after": codec.dumps(after)}
    await _set(conn, decision, **values)


async def set_other(conn: AsyncConnection, decision: DecisionId, number: EventId | None) -> None:
    """Note the number that a merge took away, or that a split gave."""
    await _set(conn, decision, other=number)


async def activate(conn: AsyncConnection, decision: DecisionId, *, at: datetime) -> None:
    """Let a decision hold, from a moment (aware UTC)."""
    await _set(conn, decision, state=DecisionState.ACTIVE.value, decided_at=at)


async def take_back(conn: AsyncConnection, decision: DecisionId, *, by: UserId, at: datetime) -> None:
    """Note that a decision was undone, by whom and when (aware UTC)."""
    await _set(conn, decision, state=DecisionState.UNDONE.value, undone_by=by, undone_at=at)


async def swap_sides(conn: AsyncConnection, decision: DecisionId) -> None:
    """Exchange the two sides of a decision's reports."""
    for before, after in ((OWN, "swap"), (OTHER, OWN), ("swap", OTHER)):
        await conn.execute(
            update(event_decision_report)
            .where(event_decision_report.c.decision == decision, event_decision_report.c.side == before)
            .values(side=after)
        )


async def forget_drafts(conn: AsyncConnection, guild: GuildId, *, until: datetime) -> None:
    """Delete a server's decisions that nobody saved, up to a moment (aware UTC)."""
    await conn.execute(
        delete(event_decision).where(
            event_decision.c.guild == guild,
            event_decision.c.state == DecisionState.DRAFT.value,
            event_decision.c.decided_at <= until,
        )
    )


async def forget_draft(conn: AsyncConnection, decision: DecisionId, guild: GuildId) -> None:
    """Delete a server's decision if nobody saved it."""
    await conn.execute(
        delete(event_decision).where(
            event_decision.c.id == decision,
            event_decision.c.guild == guild,
            event_decision.c.state == DecisionState.DRAFT.value,
        )
    )


async def find(conn: AsyncConnection, decision: DecisionId, guild: GuildId) -> tuple[Decision, int] | None:
    """Return a server's decision, a draft too, and the version of the event that it was made for; None for none."""
    asked = select(event_decision).where(event_decision.c.id == decision, event_decision.c.guild == guild)
    row = (await conn.execute(asked)).one_or_none()
    return None if row is None else (_decision(row), row.version)


async def history(
    conn: AsyncConnection, event: EventId, guild: GuildId, *, limit: int | None = None
) -> tuple[Decision, ...]:
    """Return what a server's editors decided about an event, newest first, what was undone too; may be empty.

    Args:
        conn: Any connection.
        event: Its number now.
        guild: The server.
        limit: Decisions at most; None for all.
    """
    rows = await conn.execute(
        select(event_decision).where(_about([event], guild)).order_by(event_decision.c.id.desc()).limit(limit)
    )
    return tuple(map(_decision, rows))


async def last_ids(
    conn: AsyncConnection, events: Collection[EventId], guild: GuildId
) -> dict[EventId, tuple[int, int]]:
    """Return, for events with decisions, the newest of these and how many there are, undone ones among them."""
    found: dict[EventId, tuple[int, int]] = {}
    for column in (event_decision.c.event, event_decision.c.other):
        rows = await conn.execute(
            select(column, func.max(event_decision.c.id), func.count())
            .where(_about(events, guild), column.in_(events))
            .group_by(column)
        )
        for number, newest, count in rows:
            before = found.get(EventId(number), (0, 0))
            found[EventId(number)] = (max(newest, before[0]), count + before[1])
    return found


async def settled_doubts(conn: AsyncConnection, guild: GuildId) -> dict[EventId, frozenset[str]]:
    """Return the keys of the doubts that editors of a server knew as they decided, by event."""
    rows = await conn.execute(
        select(event_decision.c.event, event_decision.c.settled).where(
            event_decision.c.guild == guild, event_decision.c.state == DecisionState.ACTIVE.value
        )
    )
    known: dict[EventId, frozenset[str]] = defaultdict(frozenset)
    for number, keys in rows:
        known[EventId(number)] |= frozenset(json.loads(keys))
    return known


async def reports_of(conn: AsyncConnection, decision: DecisionId) -> dict[str, tuple[Key, ...]]:
    """Return the reports of both sides of a decision that some reading tells now, in their order."""
    return (await _reports(conn, event_decision_report.c.decision == decision)).get(decision, {OWN: (), OTHER: ()})


async def bonds_for(conn: AsyncConnection, guild: GuildId | None) -> Bonds:
    """Return which reports a server's editors made one event, and which they parted."""
    if guild is None:
        return NO_BONDS
    found = await _holding(conn, guild, _GROUPS)
    if not found:
        return NO_BONDS
    reports = await _reports(conn, event_decision_report.c.decision.in_([row.id for row in found]))
    return bonds_of(
        Bond(
            is_together=row.kind == DecisionKind.MERGE.value,
            one=reports[row.id][OWN],
            other=reports[row.id][OTHER],
        )
        for row in found
        if row.id in reports
    )


async def rulings_for(conn: AsyncConnection, guild: GuildId | None) -> Rulings:
    """Return what a server's editors set, and what they withdrew."""
    if guild is None:
        return Rulings()
    found = await _holding(conn, guild, (DecisionKind.EDIT.value, DecisionKind.WITHDRAW.value))
    if not found:
        return Rulings()
    reports = await _reports(conn, event_decision_report.c.decision.in_([row.id for row in found]))
    held = [(reports[row.id][OWN][0], row) for row in found if row.id in reports and reports[row.id][OWN]]
    return Rulings(
        edits=[(key, codec.loads(EventEdit, row.edit)) for key, row in held if row.kind == DecisionKind.EDIT.value],
        withdrawals=[
            (key, Withdrawal(at=row.decided_at, reason=row.reason))
            for key, row in held
            if row.kind == DecisionKind.WITHDRAW.value
        ],
    )


async def recognise(
    conn: AsyncConnection,
    article: ArticleId,
    told: Mapping[int, ReportMark],
    *,
    newer: Mapping[int, int] = MappingProxyType({}),
) -> None:
    """Find the reports that decisions hold on to in what an article tells now, whichever reading it is.

    Args:
        conn: A writing connection.
        article: The article.
        told: What its reading tells, by position.
        newer: By the position of a report before, that of its newer form, where that is known: the number of the event
            went there, and what was decided goes with it. Marks are asked for the others, of which none is such a form.
    """
    taken = frozenset(newer.values())
    others = {at: mark for at, mark in told.items() if at not in taken}
    rows = await conn.execute(select(event_decision_report).where(event_decision_report.c.article == article))
    for row in rows.all():
        position = newer.get(row.position)
        if position is None:
            position = recognised(codec.loads(ReportMark, row.mark), others, position=row.position)
        if position != row.position:
            await conn.execute(
                update(event_decision_report)
                .where(
                    event_decision_report.c.decision == row.decision,
                    event_decision_report.c.side == row.side,
                    event_decision_report.c.place == row.place,
                )
                .values(position=position)
            )


async def follow(conn: AsyncConnection, numbers: Mapping[Key, EventId]) -> None:
    """Lead decisions to the events that the reports they hold on to tell now, a split to both of its."""
    articles = {article for article, _ in numbers}
    asked = select(event_decision_report.c.decision).where(event_decision_report.c.article.in_(articles))
    concerned = (await conn.scalars(asked.distinct())).all()
    if not concerned:
        return
    reports = await _reports(conn, event_decision_report.c.decision.in_(concerned))
    for decision, sides in reports.items():
        if sides[OWN] and sides[OWN][0] in numbers:
            number = numbers[sides[OWN][0]]
            await conn.execute(
                update(event_decision)
                .where(event_decision.c.id == decision, event_decision.c.event != number)
                .values(event=number)
            )
        if sides[OTHER] and sides[OTHER][0] in numbers:
            is_split = (event_decision.c.kind == DecisionKind.SPLIT.value, _HOLDS)
            await conn.execute(
                update(event_decision)
                .where(event_decision.c.id == decision, *is_split)
                .values(other=numbers[sides[OTHER][0]])
            )


async def _reports(conn: AsyncConnection, which: ColumnElement[bool]) -> dict[int, dict[str, tuple[Key, ...]]]:
    """Return the reports of decisions by side, in their order, those left out that no reading tells now."""
    found: dict[int, dict[str, tuple[Key, ...]]] = {}
    asked = select(event_decision_report).where(which).order_by(event_decision_report.c.place)
    for row in await conn.execute(asked):
        sides = found.setdefault(row.decision, {OWN: (), OTHER: ()})
        if row.position is not None:
            sides[row.side] += ((ArticleId(row.article), row.position),)
    return found


async def _holding(conn: AsyncConnection, guild: GuildId, kinds: Collection[str]) -> Sequence[AnyRow]:
    """Return the rows of a server's decisions of some kinds that hold, oldest first."""
    return (
        await conn.execute(
            select(event_decision)
            .where(
                event_decision.c.guild == guild,
                event_decision.c.kind.in_(kinds),
                event_decision.c.state == DecisionState.ACTIVE.value,
            )
            .order_by(event_decision.c.id)
        )
    ).all()


def _about(events: Collection[EventId], guild: GuildId) -> ColumnElement[bool]:
    """Return the condition of decisions that hold or held for some events."""
    return and_(
        event_decision.c.guild == guild,
        event_decision.c.state != DecisionState.DRAFT.value,
        or_(event_decision.c.event.in_(events), event_decision.c.other.in_(events)),
    )


async def _set(conn: AsyncConnection, decision: DecisionId, **values: Any) -> None:
    await conn.execute(update(event_decision).where(event_decision.c.id == decision).values(**values))


def _decision(row: AnyRow) -> Decision:
    return Decision(
        id=DecisionId(row.id),
        guild=GuildId(row.guild),
        event=EventId(row.event),
        other=None if row.other is None else EventId(row.other),
        kind=DecisionKind(row.kind),
        state=DecisionState(row.state),
        by=None if row.decided_by is None else UserId(row.decided_by),
        at=row.decided_at,
        reason=row.reason,
        edit=None if row.edit is None else codec.loads(EventEdit, row.edit),
        before=_facts(row.facts_before),
        after=_facts(row.facts_after),
        undone_by=None if row.undone_by is None else UserId(row.undone_by),
        undone_at=row.undone_at,
    )


def _facts(text: str) -> tuple[EventFacts, ...]:
    return codec.loads(tuple[EventFacts, ...], text)
