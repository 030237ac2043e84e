"""Posted cards that are made anew when an event on them changes: what is edited, and how the edit is owed.

A message that was sent gets a row that takes its place, a minute later, so that several changes are one edit. One that
no process has begun to send just says something else. One on its way is looked at again once it is sent.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from bot.digest.due import zone_named
from bot.digest.editor import Origin, compose_anew
from bot.digest.origin import UpdateOrigin
from bot.digest.sending import SendProblem
from bot.digest.told import Memory
from bot.model.digest import Digest, DigestDecision, LedgerEntry, OutboxItem, OutboxState, Update
from bot.model.ids import EventId
from bot.model.language import Speaking, in_english, say
from bot.model.settings import GuildSettings
from bot.model.stored import StoredEvent
from data import digests, events, guilds, revisions
from data.changes import Change
from data.store import Connection
from data.updates import is_update

_LOG = logging.getLogger(__name__)

COALESCED = timedelta(seconds=60)
"""How long an edit waits for further changes that it can tell, too."""


class Stage(Enum):
    """How far a message is."""

    UNSENT = "unsent"
    """No process has begun to send it."""
    ON_ITS_WAY = "on its way"
    """It may be in its channel, or may come there: begun, or refused and perhaps owed again one day."""
    SENT = "sent"


class MeanwhileError(Exception):
    """What was prepared no longer fits the store; nothing was changed, and the next tick does it anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendPress:
    """Makes the stored texts of cards that may be mended; the rules know no card."""

    update: Callable[[Update], str]
    digest: Callable[[Digest], str]
    says: Speaking = in_english


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A message as it is to be.

    Attributes:
        item: As it was when this was prepared.
        payload: The card.
        origin: What it is made of.
        reason: What was corrected, for the ledger; "" where a source was added only.
    """

    item: OutboxItem
    payload: str
    origin: str
    reason: str


def stage_of(item: OutboxItem) -> Stage:
    """Return how far a message is."""
    if item.state is OutboxState.SENT:
        return Stage.SENT
    return Stage.UNSENT if item.state is OutboxState.PENDING and item.attempts == 0 else Stage.ON_ITS_WAY


class Mender:
    """Prepares cards anew on one snapshot, and owes the edits in the transaction that settles the change."""

    def __init__(self, press: MendPress) -> None:
        """Take what makes the cards."""
        self._press = press

    async def prepare(self, conn: Connection, change: Change) -> tuple[Mended, ...]:
        """Return the messages that a change makes say something else; one that can't be made is logged and stays."""
        mended = []
        for item in await revisions.cards_showing(conn, change.event, change.guild):
            try:
                one = await self._anew(conn, item, change.at)
            except Exception:  # noqa: BLE001 - the edge of a job: one bad card must not stop the others
                _LOG.exception("card_not_mended outbox=%d guild=%d", item.id, item.guild)
                continue
            if one is not None:
                mended.append(one)
        return tuple(mended)

    async def put(self, conn: Connection, mended: Mended, now: datetime) -> None:
        """Owe an edit, or change what is owed.

        Args:
            conn: The writing connection that settles the change.
            mended: What was prepared.
            now: Aware UTC.

        Raises:
            MeanwhileError: The message is farther than it was.
        """
        item = await digests.get_item(conn, mended.item.id)
        stage = stage_of(item)
        if stage is not stage_of(mended.item):
            raise MeanwhileError
        if stage is Stage.ON_ITS_WAY:
            await revisions.mark_stale(conn, item.id)
            return
        if stage is Stage.UNSENT:
            await revisions.rewrite_unsent(conn, item.id, mended.payload)
        elif not await self._edit(conn, item, mended.payload, now):
            return
        await revisions.keep_origin(conn, item.id, mended.origin)
        if mended.reason and stage is Stage.SENT:
            await digests.record_decision(conn, _entry(mended, now))

    async def _edit(self, conn: Connection, item: OutboxItem, payload: str, now: datetime) -> bool:
        """Owe an edit of a sent message; return whether there is one to owe."""
        last = await revisions.last_revision(conn, item)
        if (item if last is None else last).payload == payload:
            return False
        if last is not None and last.reason == SendProblem.GONE.value:
            return False  # somebody deleted the message
        if last is None or not await revisions.rewrite_revision(conn, last.id, payload, now=now):
            follower = revisions.revision_of(item, payload, after=last, not_before=now + COALESCED)
            await digests.enqueue(conn, [follower])
        return True

    async def _anew(self, conn: Connection, item: OutboxItem, at: datetime) -> Mended | None:
        """Return a message as it is to be after a change (aware UTC); None where it says all that already."""
        settings = await guilds.get_settings(conn, item.guild)
        on = at.astimezone(zone_named(settings.schedule.zone)).date()
        with self._press.says(settings.digest.locale):
            if is_update(item.kind):
                return await self._update_anew(conn, item, settings, on)
            return await self._digest_anew(conn, item, settings, on)

    async def _update_anew(
        self, conn: Connection, item: OutboxItem, settings: GuildSettings, on: date
    ) -> Mended | None:
        """Return an update with the sources and facts of now."""
        assert item.origin is not None
        origin = UpdateOrigin.from_text(item.origin)
        found = await events.still_known(conn, [origin.event], guild=settings.guild)
        if not found:
            return None
        (stored,) = found
        memory = _seen(item, origin.memory.after({origin.event: stored}, on=on))
        revision = memory.revisions[0] if memory.revisions else None
        return Mended(
            item=item,
            payload=self._press.update(Update(pair=origin.pair, event=stored, revision=revision)),
            origin=replace(origin, memory=memory).to_text(),
            reason=_reason(origin.memory, memory, {stored.id: stored}),
        )

    async def _digest_anew(
        self, conn: Connection, item: OutboxItem, settings: GuildSettings, on: date
    ) -> Mended | None:
        """Return a digest with the facts of now; a further source alone does not edit it."""
        assert item.origin is not None
        origin = Origin.from_text(item.origin)
        made = await compose_anew(conn, settings, origin, on=on)
        if made is None:
            return None
        digest, after = made
        memory = _seen(item, after.memory)
        return Mended(
            item=item,
            payload=self._press.digest(replace(digest, revisions=memory.revisions)),
            origin=replace(after, memory=memory).to_text(),
            reason=_reason(origin.memory, memory, {one.id: one for one in digest.shown}),
        )


def _seen(item: OutboxItem, memory: Memory) -> Memory:
    """Return what a card says of its corrections: none while nobody has seen what was corrected."""
    return replace(memory, revisions=()) if stage_of(item) is Stage.UNSENT else memory


def _reason(before: Memory, after: Memory, shown: dict[EventId, StoredEvent]) -> str:
    """Return in words what was corrected; "" for nothing."""
    lines = []
    for revision in after.revisions:
        if revision not in before.revisions:
            stored = shown[revision.event]
            lines.append(_change(stored))
    return " ".join(lines)


def _change(stored: StoredEvent) -> str:
    event = f"E{stored.id}"
    if not stored.is_withdrawn:
        return say("{event} was corrected.", event=event)
    if not stored.withdrawn_reason:
        return say("{event} was withdrawn.", event=event)
    return say("{event} was withdrawn: {reason}.", event=event, reason=stored.withdrawn_reason.rstrip("."))


def _entry(mended: Mended, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        guild=mended.item.guild,
        kind=mended.item.kind,
        period=mended.item.period,
        decided_at=now,
        decision=DigestDecision.CORRECTED,
        reason=mended.reason,
    )
