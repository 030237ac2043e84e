"""What follows from an editor's decision, in the transaction that keeps it: events, questions, cards that were posted.

A decision is a draft until it is saved. A draft is tried out and rolled back, so that an editor sees exactly what it
would do; saving it does the same once more, if the event is still the one that the editor saw.
"""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.decisions import (
    Decision,
    DecisionKind,
    DecisionState,
    EditedField,
    EventFacts,
    NewDecision,
)
from bot.model.digest import DigestDecision, LedgerEntry
from bot.model.errors import EventDeskError
from bot.model.ids import DecisionId, EventId, GuildId, ItemId, UserId
from bot.model.language import told
from bot.model.stored import StoredEvent
from data import decisions
from data.amending import GONE
from data.changes import note_changes
from data.decisions import OTHER, OWN, Marked
from data.digests import record_decision
from data.event_rows import current_numbers, load_events
from data.event_writes import settle
from data.events import give_reason
from data.grouping import Grouping, known_reports, regroup
from data.item_events import give_back_items, items_about, part_items, take_items, withdraw_asked_since, withdrawn_among
from data.on_desk import OnDesk, facts_of, on_desk
from data.posted import show_too
from data.schema import event, event_moved, event_report
from data.telling import Key
from data.updates import update_kind

_DRAFTS = timedelta(days=1)
"""How long a draft is kept that nobody saves."""


async def propose(conn: AsyncConnection, new: NewDecision, *, settled: Collection[str]) -> Decision:
    """Keep a decision as a draft, with what it would change; nothing else changes.

    Args:
        conn: A writing connection.
        new: The decision.
        settled: Keys of the doubts that the editor is shown.

    Raises:
        NotFoundError: The server sees no such event.
        EventDeskError: It can't be taken, or would change nothing; its text says why.
    """
    await decisions.forget_drafts(conn, new.guild, until=new.at - _DRAFTS)
    number = await _drafted(conn, new, settled)
    draft = await _found(conn, number, new.guild)
    async with conn.begin_nested() as trial:
        before, after = await _carry_out(conn, draft, at=new.at)
        await trial.rollback()
    known = {one.event for one in before}
    shown = tuple(one if one.event in known else replace(one, event=EventId(0)) for one in after)
    if new.kind is not DecisionKind.CONFIRM and before == shown:
        raise EventDeskError(user_text=told("That is what the record says already, so there is nothing to save."))
    await decisions.set_facts(conn, number, before=before, after=shown)
    return await _found(conn, number, new.guild)


async def save(conn: AsyncConnection, number: DecisionId, *, guild: GuildId, by: UserId, at: datetime) -> Decision:
    """Let a draft hold, with all that follows.

    Args:
        conn: A writing connection.
        number: The draft.
        guild: The server.
        by: Who saves it, who drafted it.
        at: Aware UTC.

    Raises:
        EventDeskError: It was saved already, is no more, or the event has changed since it was shown.
    """
    found = await decisions.find(conn, number, guild)
    if found is None or found[0].by != by:
        raise EventDeskError(user_text=told("This change is not kept any more. Begin it anew."))
    draft, version = found
    if draft.state is not DecisionState.DRAFT:
        raise EventDeskError(user_text=told("This change was saved already."))
    if version != await _version_now(conn, draft):
        raise _changed(draft.event)
    return await _take(conn, draft, at)


async def decide(conn: AsyncConnection, new: NewDecision, *, settled: Collection[str]) -> Decision:
    """Take a decision at once.

    Raises:
        NotFoundError, EventDeskError: As `propose`.
    """
    number = await _drafted(conn, new, settled)
    return await _take(conn, await _found(conn, number, new.guild), new.at)


async def undo(conn: AsyncConnection, number: DecisionId, *, guild: GuildId, by: UserId, at: datetime) -> Decision:
    """Take a decision back, with all that followed; it stays in the history, with who took it back.

    Args:
        conn: A writing connection.
        number: The newest decision that holds for its events, both of a merge or split: they are undone in order.
        guild: The server.
        by: Who takes it back.
        at: Aware UTC.

    Raises:
        EventDeskError: It was undone already, is no more, or a later one has to be undone first.
    """
    found = await decisions.find(conn, number, guild)
    if found is None or found[0].state is DecisionState.DRAFT:
        raise EventDeskError(user_text=told("This decision is not kept any more."))
    decision = found[0]
    if decision.state is DecisionState.UNDONE:
        raise EventDeskError(user_text=told("This decision was undone already."))
    for event_id in filter(None, (decision.event, decision.other)):
        about = await decisions.history(conn, event_id, guild)
        if any(one.id > number and one.state is DecisionState.ACTIVE for one in about):
            raise EventDeskError(
                user_text=told("A later decision about {event} has to be undone first.", event=f"E{event_id}")
            )
    await _carry_out(conn, decision, at=at, undone_by=by)
    return await _found(conn, number, guild)


async def _drafted(conn: AsyncConnection, new: NewDecision, settled: Collection[str]) -> DecisionId:
    """Keep a decision as a draft, once it is checked."""
    one = await on_desk(conn, new.event, new.guild)
    if new.version is not None and new.version != one.version:
        raise _changed(one.stored.id)
    await _check_stands(conn, one, new.guild)
    new = replace(new, event=one.stored.id)
    version = one.version
    own: tuple[Marked, ...] = one.marked()
    other: tuple[Marked, ...] = ()
    match new.kind:
        case DecisionKind.EDIT if one.is_shared:
            raise EventDeskError(
                user_text=told(
                    "{event} comes from the starter pack, which all servers share. "
                    "It can be confirmed, or withdrawn for this server alone.",
                    event=f"E{one.stored.id}",
                )
            )
        case DecisionKind.MERGE:
            assert new.other is not None
            two = await on_desk(conn, new.other, new.guild)
            await _check_stands(conn, two, new.guild)
            _check_merge(one, two)
            new, other = replace(new, other=two.stored.id), two.marked()
            version = _both(one, two)
        case DecisionKind.SPLIT:
            leaving = _leaving(one, new)
            own, other = one.marked(set(one.known) - leaving), one.marked(leaving)
    return await decisions.add_draft(conn, new, version=version, own=own, other=other, settled=settled)


async def _check_stands(conn: AsyncConnection, one: OnDesk, guild: GuildId) -> None:
    if not one.stored.is_withdrawn:
        return
    holding = [each.kind for each in await decisions.history(conn, one.stored.id, guild) if each.undone_at is None]
    if DecisionKind.WITHDRAW in holding:
        raise EventDeskError(
            user_text=told("{event} is withdrawn. Undo that in its history first.", event=f"E{one.stored.id}")
        )
    raise EventDeskError(
        user_text=told(
            "{event} was withdrawn, and not by an editor of this server, so it stays so.", event=f"E{one.stored.id}"
        )
    )


def _changed(number: EventId) -> EventDeskError:
    return EventDeskError(
        user_text=told(
            "{event} has changed since this card was shown. Look at it once more, then decide.", event=f"E{number}"
        )
    )


def _check_merge(one: OnDesk, two: OnDesk) -> None:
    if one.stored.id == two.stored.id:
        raise EventDeskError(user_text=told("That is {event} itself. Name another event.", event=f"E{one.stored.id}"))
    if one.is_shared and two.is_shared:
        raise EventDeskError(
            user_text=told(
                "Both events come from the starter pack, which all servers share, so they stay two. "
                "One can be withdrawn."
            )
        )


def _leaving(one: OnDesk, new: NewDecision) -> set[Key]:
    """Return the reports that a split takes out of an event.

    Raises:
        EventDeskError: None would leave or none would stay, or one is the starter pack's.
    """
    leaving = {key for key in one.known if key[0] in new.leaving}
    if not leaving or len(leaving) == len(one.known):
        raise EventDeskError(user_text=told("At least one report has to leave, and one has to stay."))
    if any(one.known[key].sighting.is_shared for key in leaving):
        raise EventDeskError(user_text=told("A report of the starter pack stays: all servers share its events."))
    return leaving


async def _found(conn: AsyncConnection, number: DecisionId, guild: GuildId) -> Decision:
    found = await decisions.find(conn, number, guild)
    assert found is not None
    return found[0]


async def _take(conn: AsyncConnection, draft: Decision, at: datetime) -> Decision:
    """Let a draft hold, and note what it did."""
    before, after = await _carry_out(conn, draft, at=at)
    await decisions.set_facts(conn, draft.id, before=before, after=after)
    return await _found(conn, draft.id, draft.guild)


async def _carry_out(
    conn: AsyncConnection, decision: Decision, *, at: datetime, undone_by: UserId | None = None
) -> tuple[tuple[EventFacts, ...], tuple[EventFacts, ...]]:
    """Let a decision hold, or hold no more if somebody undoes it, with what follows; return events before and after."""
    guild = decision.guild
    sides = await decisions.reports_of(conn, decision.id)
    numbers = await _concerned(conn, decision, sides)
    before = await load_events(conn, numbers, guild=guild)
    items = await items_about(conn, numbers, guild)
    if undone_by is None:
        await decisions.activate(conn, decision.id, at=at)
    else:
        await decisions.take_back(conn, decision.id, by=undone_by, at=at)
    after = before
    if decision.kind is not DecisionKind.CONFIRM:
        changed = await _regrouped(conn, decision, numbers, at=at, is_undone=undone_by is not None)
        after = await load_events(conn, changed, guild=guild)
        await note_changes(conn, {one.id for one in after if one.id in numbers}, guild=guild, at=at)
        await _tell_no_news(conn, decision, set(changed) - set(numbers), at=at)
        if undone_by is not None:
            await _restore(conn, decision, before, after, at=at)
        else:
            await _withdraw_questions(conn, decision, items, before, after, at=at)
    return tuple(map(facts_of, before)), tuple(map(facts_of, after))


async def _concerned(conn: AsyncConnection, decision: Decision, sides: Mapping[str, tuple[Key, ...]]) -> list[EventId]:
    """Return the events that a decision's reports tell now."""
    keys = [*sides[OWN], *sides[OTHER]] if decision.kind in _OF_GROUPS else sides[OWN][:1]
    which = [(event_report.c.article == article) & (event_report.c.position == position) for article, position in keys]
    found = set(await conn.scalars(select(event_report.c.event).where(or_(*which)))) if which else set()
    if not found:
        known = select(event.c.id).where(event.c.id == decision.event)
        found = set(await conn.scalars(known))
    return sorted(map(EventId, found))


_OF_GROUPS = frozenset({DecisionKind.MERGE, DecisionKind.SPLIT})


async def _regrouped(
    conn: AsyncConnection, decision: Decision, numbers: Sequence[EventId], *, at: datetime, is_undone: bool
) -> list[EventId]:
    """Make events anew of their reports; return the numbers that these have then."""
    guild = decision.guild
    known = await known_reports(conn, event_report.c.event.in_(numbers), guild)
    bonds = await decisions.bonds_for(conn, guild)
    if decision.kind in _OF_GROUPS:
        grouping = await regroup(conn, known, guild=guild, bonds=bonds)
    else:
        grouping = Grouping(bonds=bonds)
        grouping.learn(known)
        grouping.unite()
    revived = await _revived(conn, decision) if is_undone and decision.kind is DecisionKind.MERGE else {}
    settled = await settle(conn, grouping, guild=guild, at=at, again=known.keys(), revived=revived)
    now = settled.numbers
    untold = set(numbers) - {one.event for one in known.values()}
    if is_undone and decision.kind is DecisionKind.WITHDRAW:
        await give_reason(conn, untold, guild, GONE)
    changed = sorted({now[key] for key in known} | untold)
    await note_changes(conn, settled.changed | set(changed), guild=guild, at=at)
    sides = await decisions.reports_of(conn, decision.id)
    if not is_undone and decision.kind is DecisionKind.MERGE:
        await _note_gone(conn, decision, numbers, now, sides)
    if not is_undone and decision.kind is DecisionKind.SPLIT and sides[OTHER]:
        await decisions.set_other(conn, decision.id, now[sides[OTHER][0]])
    for number in set(revived.values()) & set(changed):
        for kept in numbers:
            await show_too(conn, kept, number)
            await part_items(conn, kept, number)
    return changed


async def _note_gone(
    conn: AsyncConnection,
    decision: Decision,
    numbers: Sequence[EventId],
    now: Mapping[Key, EventId],
    sides: Mapping[str, tuple[Key, ...]],
) -> None:
    """Note the number that a merge took away, and let the other side be the one that kept its own."""
    kept = now[sides[OWN][0]]
    gone = next((one for one in numbers if one != kept), None)
    await decisions.set_other(conn, decision.id, gone)
    if kept == decision.other:
        await decisions.swap_sides(conn, decision.id)


async def _revived(conn: AsyncConnection, decision: Decision) -> dict[Key, EventId]:
    """Return the number that a merge took away, for the reports whose event had it, if it still leads elsewhere."""
    sides = await decisions.reports_of(conn, decision.id)
    if decision.other is None or not sides[OTHER]:
        return {}
    if await conn.scalar(select(event_moved.c.id).where(event_moved.c.id == decision.other)) is None:
        return {}
    return {sides[OTHER][0]: decision.other}


async def _tell_no_news(conn: AsyncConnection, decision: Decision, made: Collection[EventId], *, at: datetime) -> None:
    """Note that events which a decision made of others are no news that a server is told at once."""
    for number in sorted(made):
        entry = LedgerEntry(
            guild=decision.guild,
            kind=update_kind(number),
            period=at.date(),
            decided_at=at,
            decision=DigestDecision.LEFT_TO_DIGEST,
            reason=f"An editor made E{number} of E{decision.event}, which is no news.",
        )
        await record_decision(conn, entry)


async def _withdraw_questions(
    conn: AsyncConnection,
    decision: Decision,
    items: Mapping[EventId, frozenset[ItemId]],
    before: Sequence[StoredEvent],
    after: Sequence[StoredEvent],
    *,
    at: datetime,
) -> None:
    """Take the questions out of the scores that ask for what is withdrawn, or is told otherwise now."""
    other = await _told_otherwise(conn, decision, before, after)
    lost = frozenset().union(*(items[number] for number in other))
    lost |= await withdrawn_among(conn, frozenset().union(*items.values()))
    await take_items(conn, lost, decision.id, at=at)


async def _restore(
    conn: AsyncConnection,
    decision: Decision,
    before: Sequence[StoredEvent],
    after: Sequence[StoredEvent],
    *,
    at: datetime,
) -> None:
    """Let the questions count again, and not those that were made while the event was told otherwise."""
    for number in await _told_otherwise(conn, decision, before, after):
        await withdraw_asked_since(conn, number, decision.guild, since=decision.at, at=at)
    await give_back_items(conn, decision.id)


async def _told_otherwise(
    conn: AsyncConnection, decision: Decision, before: Sequence[StoredEvent], after: Sequence[StoredEvent]
) -> list[EventId]:
    """Return the events, by their numbers before, of which something that questions ask for is another now."""
    now_named = await current_numbers(conn, [one.id for one in before])
    now = {one.id: one for one in after}
    is_worded = decision.edit is not None and EditedField.HEADLINE in decision.edit.fields
    return [
        one.id
        for one in before
        if is_worded or (later := now.get(now_named[one.id])) is None or _asked_of(one) != _asked_of(later)
    ]


def _asked_of(stored: StoredEvent) -> tuple[object, ...]:
    """Return what questions ask for of an event."""
    found = stored.event
    sides = (stored.source_codes, stored.target_codes)
    return (found.shown_type, found.status, found.when.range, *sides, found.place, stored.is_withdrawn)


async def _version_now(conn: AsyncConnection, draft: Decision) -> int:
    one = await on_desk(conn, draft.event, draft.guild)
    if draft.kind is not DecisionKind.MERGE:
        return one.version
    assert draft.other is not None
    return _both(one, await on_desk(conn, draft.other, draft.guild))


def _both(one: OnDesk, two: OnDesk) -> int:
    return zlib.crc32(f"{one.version} {two.version}".encode())
