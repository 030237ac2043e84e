"""Prints what a server is owed: editions with their portraits, their cards, and how they arrive."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.digest.due import Due
from bot.digest.editor import Origin, compose_edition
from bot.digest.window import Plan, Window
from bot.model.barometer import Portrait, Portrayal
from bot.model.digest import (
    PLAIN,
    SCHEDULED,
    Digest,
    DigestDecision,
    Edition,
    LedgerEntry,
    NewOutboxItem,
    Posting,
    Stop,
)
from bot.model.errors import BackchannelError, StoreError
from bot.model.ids import GuildId
from bot.model.language import Speaking, in_english, say, say_n
from bot.model.settings import GuildSettings, Place, QuietRule
from data import digests
from data.store import Store

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Makes cards' stored texts; the digest's rules know no card.

    Attributes:
        portrait: Of a pair, its barometer; None where there is too little for one.
        edition: Of an edition, the cards in their order.
        opener: Of an edition, the name of its thread and the line that opens it.
        stopped: Of what is posted no more, the note to those who run the server.
        says: Speaks a server's language while its cards are composed.
    """

    portrait: Callable[[Portrayal], Awaitable[Portrait | None]]
    edition: Callable[[Edition], tuple[str, ...]]
    opener: Callable[[Edition], tuple[str, str]]
    stopped: Callable[[Stop], str]
    says: Speaking = in_english


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An edition with its cards' stored texts, and the name and line of its thread."""

    edition: Edition
    cards: tuple[str, ...]
    thread: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a server is owed now, and how far its schedule moves on with it."""

    guild: GuildId
    items: Sequence[NewOutboxItem]
    entries: Sequence[LedgerEntry]
    following: datetime
    told_until: datetime | None


Known = dict[tuple[GuildSettings, Window], Printed]
"""Editions that were made already, by what makes them."""


class Printer:
    """Makes editions and the messages that carry them; posts and stores nothing."""

    def __init__(self, store: Store, press: Press) -> None:
        """Take the store and what makes the cards."""
        self._store = store
        self._press = press

    async def owed(self, settings: GuildSettings, plan: Plan, now: datetime, known: Known) -> Owed:
        """Make the digests of a plan, or say why one is not made.

        Args:
            settings: Whose digests they are; a channel is set.
            plan: Which moments they are of.
            now: Aware UTC.
            known: Editions that were made already; new ones are added.

        Raises:
            StoreError: The store can't be read.
        """
        was_quiet = settings.digest.quiet is QuietRule.ONCE and await self._store.read(
            lambda c: digests.was_last_quiet(c, settings.guild, kind=SCHEDULED)
        )
        items: list[NewOutboxItem] = []
        entries = [_missed(settings, due, now) for due in plan.missed]
        for window in plan.windows:
            printed = await self._printed_once(settings, window, known)
            decision = _decision(printed.edition, settings.digest.quiet, was_quiet=was_quiet)
            entries.append(_entry(settings, window, decision, printed.edition, now))
            was_quiet = printed.edition.is_quiet
            if decision is DigestDecision.ENQUEUED:
                items += self.items(settings, window, printed, kind=SCHEDULED, now=now)
        return Owed(
            guild=settings.guild,
            items=items,
            entries=entries,
            following=plan.following.at,
            told_until=plan.windows[-1].until if plan.windows else None,
        )

    async def _printed_once(self, settings: GuildSettings, window: Window, known: Known) -> Printed:
        """Return an edition with its cards, made once for all servers that have set the same and see the same."""
        alike = _alike(settings)
        if (alike, window) not in known:
            known[alike, window] = self.printed(await self.edition(settings, window))
        return known[alike, window]

    async def edition(self, settings: GuildSettings, window: Window) -> Edition:
        """Compose what a server's digest tells of a time, with the portraits of its pairs."""
        with self._press.says(settings.digest.locale):
            made = await self._store.read(lambda c: compose_edition(c, settings, window))
        return replace(made, digests=tuple([await self._portrayed(one, settings, window) for one in made.digests]))

    async def _portrayed(self, digest: Digest, settings: GuildSettings, window: Window) -> Digest:
        """Return a digest with its pair's barometer; without one where it can't be made, so that none comes late."""
        asked = Portrayal(
            pair=digest.pair,
            guild=settings.guild,
            until=window.period.end,
            palette=settings.digest.palette,
            locale=settings.digest.locale,
            has_chart=not digest.is_quiet,
        )
        try:
            return replace(digest, portrait=await self._press.portrait(asked))
        except StoreError:
            raise
        except BackchannelError as error:
            _LOG.warning("portrait_not_made guild=%d error=%s", settings.guild, error)
            return digest

    def printed(self, made: Edition) -> Printed:
        """Return an edition with its cards."""
        with self._press.says(made.digests[0].locale):
            name, line = self._press.opener(made)
            return Printed(edition=made, cards=self._press.edition(made), thread=name, line=line)

    def items(
        self, settings: GuildSettings, window: Window, printed: Printed, *, kind: str, now: datetime
    ) -> list[NewOutboxItem]:
        """Return the messages of an edition; the first one mentions and opens the thread, the others follow it."""
        assert settings.digest_channel is not None
        is_scheduled = kind == SCHEDULED
        form = settings.digest
        first = Posting(
            ping=form.ping if is_scheduled else None,
            is_silent=form.is_silent,
            thread=printed.thread,
            line=printed.line if form.place is Place.THREAD else "",
        )
        origins = [Origin.of(digest, window) for digest in printed.edition.digests]
        items = []
        charts = [_chart(digest) for digest in printed.edition.digests]
        for part, payload in enumerate(printed.cards):
            origin = origins[part] if part < len(origins) else None
            items.append(
                NewOutboxItem(
                    guild=settings.guild,
                    channel=settings.digest_channel,
                    kind=kind,
                    period=window.local_date,
                    part=part,
                    payload=payload,
                    picture=charts[part] if part < len(charts) else None,
                    not_before=now,
                    posting=first if part == 0 else replace(PLAIN, is_silent=form.is_silent),
                    origin=None if origin is None else origin.to_text(),
                    due_at=window.until if is_scheduled else None,
                    events=() if origin is None else origin.shown,
                )
            )
        return items


def _chart(digest: Digest) -> bytes | None:
    """Return the picture that a digest's card shows."""
    return None if digest.portrait is None or digest.is_quiet else digest.portrait.image


def _alike(settings: GuildSettings) -> GuildSettings:
    """Return settings without what a digest doesn't tell; a new setting is told until it is named here."""
    usual = GuildSettings(guild=GuildId(0))
    form = replace(
        settings.digest,
        quiet=usual.digest.quiet,
        ping=usual.digest.ping,
        place=usual.digest.place,
        is_silent=usual.digest.is_silent,
        catch_up=usual.digest.catch_up,
    )
    return replace(
        settings,
        guild=usual.guild,
        digest_channel=usual.digest_channel,
        digest=form,
        updates=usual.updates,
        quiz=usual.quiz,
        is_paused=usual.is_paused,
        pause_reason=usual.pause_reason,
        failures=usual.failures,
        next_due_at=usual.next_due_at,
        told_until=usual.told_until,
        changed_by=usual.changed_by,
        changed_at=usual.changed_at,
    )


def _decision(made: Edition, rule: QuietRule, *, was_quiet: bool) -> DigestDecision:
    """Say whether an edition is posted."""
    if not made.is_quiet or rule is QuietRule.TELL or (rule is QuietRule.ONCE and not was_quiet):
        return DigestDecision.ENQUEUED
    return DigestDecision.BELOW_FLOOR if made.below_floor else DigestDecision.QUIET


def _missed(settings: GuildSettings, due: Due, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        guild=settings.guild,
        kind=SCHEDULED,
        period=due.local_date,
        decided_at=now,
        decision=DigestDecision.MISSED,
        reason=say("Backchannel was not running. The next one tells it."),
    )


def _entry(
    settings: GuildSettings, window: Window, decision: DigestDecision, made: Edition, now: datetime
) -> LedgerEntry:
    below = made.below_floor
    reasons = {
        DigestDecision.QUIET: say("Nothing new."),
        DigestDecision.BELOW_FLOOR: say_n(
            "{n} new, all below the salience floor.", "{n} new, all below the salience floor.", below
        ),
    }
    told_quiet = digests.TOLD_QUIET if made.is_quiet else None
    return LedgerEntry(
        guild=settings.guild,
        kind=SCHEDULED,
        period=window.local_date,
        decided_at=now,
        decision=decision,
        reason=reasons.get(decision, told_quiet),
    )
