"""Use cases of filters: what a server takes from its feeds, tried on what they brought lately. Knows no Discord."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.model.countries import Gazetteer
from bot.model.errors import InvalidInputError, NotFoundError
from bot.model.ids import GuildId, TopicId
from bot.model.language import told
from bot.model.members import Member
from bot.model.plover import EventType
from bot.model.topic_trials import (
    CheckedDraft,
    Draft,
    DraftView,
    DryRun,
    SeenEntry,
    TopicChange,
    TopicHistory,
    TopicView,
    Tried,
    Undoing,
)
from bot.model.topics import Effect, Topic, Topics, Verdict
from bot.topic_drafts import checked, draft_of
from bot.topics.judge import judge
from bot.topics.patterns import DOCUMENT_S, Patience
from data import topic_changes
from data import topics as kept
from data.seen_entries import seen_entries
from data.store import Connection, Store

LATEST: Final = 100
"""Entries that a dry run looks at."""
CHANGES_A_PAGE: Final = 5
_DRY_RUN_S: Final = 2.0
"""Seconds that the regular expressions of a dry run may look through all its entries together."""
_NOT_LOOKED_AT = Verdict(passes=False, undecided=False, judged=())
_NO_DRAFT = told("Nothing typed for a filter is kept any more. Begin again with /filter add.")


class TopicDesk:
    """The desk at which those who manage a server say what it takes from its feeds."""

    def __init__(self, store: Store, gazetteer: Gazetteer, *, clock: Callable[[], datetime]) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            gazetteer: Names of countries.
            clock: Gives the present, aware UTC.
        """
        self._store = store
        self._gazetteer = gazetteer
        self._clock = clock

    async def topics(self, guild: GuildId) -> Topics:
        """Return the pairs that a server follows, and its filters."""
        return (await self._store.read(lambda c: kept.topics_for(c, [guild])))[guild]

    async def topic(self, guild: GuildId, number: TopicId) -> TopicView:
        """Return a filter, and what it does with what was brought lately.

        Raises:
            NotFoundError: The server has none of this number.
        """
        topic = await self._store.read(lambda c: kept.get_topic(c, guild, number))
        topics = await self.topics(guild)
        with_it = _with(topics, replace(topic, is_on=True))
        without = replace(topics, filters=tuple(each for each in topics.filters if each.id != number))
        seen = await self._latest(guild)
        return TopicView(topic=topic, with_it=await _try(with_it, seen), without=await _try(without, seen))

    async def switch(self, number: TopicId, by: Member, *, is_on: bool) -> TopicView:
        """Switch a filter on or off.

        Raises:
            NotFoundError: The server has none of this number.
        """
        now = self._clock()
        await self._store.write(lambda c: kept.switch_topic(c, number, by, now, is_on=is_on))
        return await self.topic(by.guild, number)

    async def remove(self, number: TopicId, by: Member) -> Topic:
        """Remove a filter, and return what it was.

        Raises:
            NotFoundError: The server has none of this number.
        """
        now = self._clock()
        return await self._store.write(lambda c: kept.remove_topic(c, number, by, now))

    async def history(self, guild: GuildId, page: int) -> TopicHistory:
        """Return a page of the changes of a server's filters, newest first.

        Args:
            guild: The server.
            page: From 0; one that is not there is taken as the nearest that is.
        """
        count = await self._store.read(lambda c: topic_changes.count_changes(c, guild))
        pages = max(1, -(-count // CHANGES_A_PAGE))
        page = min(max(page, 0), pages - 1)
        start = page * CHANGES_A_PAGE
        found = await self._store.read(lambda c: topic_changes.changes(c, guild, limit=CHANGES_A_PAGE, offset=start))
        return TopicHistory(changes=tuple(found), first=start + 1, page=page, pages=pages)

    async def undoing(self, guild: GuildId, change: int) -> Undoing:
        """Return what undoing a change would do.

        Raises:
            NotFoundError: The server has no such change, or it is too long ago.
        """
        meant = await self._store.read(lambda c: topic_changes.get_change(c, guild, change))
        topics, seen = await self.topics(guild), await self._latest(guild)
        others = tuple(each for each in topics.filters if each.id != meant.topic)
        after = replace(topics, filters=others) if meant.before is None else _with(topics, meant.before)
        return Undoing(
            change=meant,
            now=next((each for each in topics.filters if each.id == meant.topic), None),
            before=await _try(topics, seen),
            after=await _try(after, seen),
        )

    async def undo(self, change: int, by: Member) -> TopicChange:
        """Undo a change, which is a change, too; return the one that is undone.

        Raises:
            NotFoundError: The server has no such change, or it is too long ago.
            InvalidInputError: Another filter has its name by now, or the server has as many as it may.
        """
        now = self._clock()

        async def set_back(conn: Connection) -> TopicChange:
            meant = await topic_changes.get_change(conn, by.guild, change)
            await kept.set_back(conn, meant.topic, meant.before, by, now)
            return meant

        return await self._store.write(set_back)

    async def edit(self, number: TopicId, by: Member) -> DraftView:
        """Begin to change a filter; what the person typed before and did not save is dropped.

        Raises:
            NotFoundError: The server has none of this number.
        """
        topic = await self._store.read(lambda c: kept.get_topic(c, by.guild, number))
        return await self._put(draft_of(topic, self._gazetteer), by)

    async def typed(self, by: Member, *, name: str, words: str, pairs: str, outlets: str, is_new: bool) -> DraftView:
        """Keep what a person typed for a filter, valid or not.

        Args:
            by: Who typed it, and where.
            name: As typed.
            words: As typed.
            pairs: As typed.
            outlets: As typed.
            is_new: Whether a new filter is begun, in place of what was typed before.

        Raises:
            NotFoundError: A draft is continued that was dropped in the meantime.
        """
        draft = Draft() if is_new else await self.draft(by)
        return await self._put(replace(draft, name=name, words=words, pairs=pairs, outlets=outlets), by)

    async def choose(
        self,
        by: Member,
        *,
        effect: Effect | None = None,
        kinds: frozenset[EventType] | None = None,
        weight: float | None = None,
    ) -> DraftView:
        """Change one choice of a person's draft; None leaves one as it is.

        Raises:
            NotFoundError: There is no draft.
        """
        draft = await self.draft(by)
        return await self._put(
            replace(
                draft,
                effect=draft.effect if effect is None else effect,
                kinds=draft.kinds if kinds is None else kinds,
                weight=draft.weight if weight is None else weight,
            ),
            by,
        )

    async def draft(self, by: Member) -> Draft:
        """Return what a person typed and did not save.

        Raises:
            NotFoundError: There is nothing.
        """
        draft = await self._store.read(lambda c: kept.get_draft(c, by))
        if draft is None:
            raise NotFoundError(user_text=_NO_DRAFT)
        return draft

    async def look(self, by: Member) -> DraftView:
        """Return a person's draft with what is wrong with it, and a dry run without it and with it.

        Raises:
            NotFoundError: There is none, or the filter that it changes was removed.
        """
        return await self._view(await self.draft(by), by)

    async def save(self, by: Member) -> TopicView:
        """Save a person's draft as a filter.

        Raises:
            InvalidInputError: Something in it is wrong, its name is taken, or there are too many filters.
            NotFoundError: There is none, or the filter that it changes was removed.
        """
        result = await self._check(await self.draft(by), by)
        topic = result.topic
        if topic is None:
            raise InvalidInputError(user_text=next(iter(result.problems.values())))
        now = self._clock()

        async def keep(conn: Connection) -> Topic:
            saved = await kept.save_topic(conn, topic, by, now)
            await kept.drop_draft(conn, by)
            return saved

        saved = await self._store.write(keep)
        assert saved.id is not None
        return await self.topic(by.guild, saved.id)

    async def discard(self, by: Member) -> None:
        """Drop what a person typed and did not save."""
        await self._store.write(lambda c: kept.drop_draft(c, by))

    async def dry_run(self, by: Member, *, is_draft: bool = False) -> DryRun:
        """Return what the filters that are on would have done with the last hundred entries.

        Args:
            by: Who asks, and for which server.
            is_draft: Whether what the person is changing counts, too.

        Raises:
            InvalidInputError: Something in the draft is wrong.
            NotFoundError: There is no draft.
        """
        if is_draft:
            view = await self.look(by)
            if view.after is None:
                raise InvalidInputError(user_text=next(iter(view.checked.problems.values())))
            return view.after
        return await _try(await self.topics(by.guild), await self._latest(by.guild))

    async def _put(self, draft: Draft, by: Member) -> DraftView:
        await self._store.write(lambda c: kept.put_draft(c, draft, by))
        return await self._view(draft, by)

    async def _view(self, draft: Draft, by: Member) -> DraftView:
        result = await self._check(draft, by)
        topics, seen = await self.topics(by.guild), await self._latest(by.guild)
        before = await _try(topics, seen)
        after = None if result.topic is None else await _try(_with(topics, replace(result.topic, is_on=True)), seen)
        return DraftView(checked=result, before=before, after=after)

    async def _check(self, draft: Draft, by: Member) -> CheckedDraft:
        known = None
        if draft.topic is not None:
            number = draft.topic
            known = await self._store.read(lambda c: kept.get_topic(c, by.guild, number))
        # Regular expressions are compiled, which takes its time.
        return await asyncio.to_thread(checked, draft, self._gazetteer, known)

    async def _latest(self, guild: GuildId) -> Sequence[SeenEntry]:
        return await self._store.read(lambda c: seen_entries(c, guild, LATEST))


def _with(topics: Topics, topic: Topic) -> Topics:
    """Return what decides once a filter is saved: in the place of the one that it changes, else at the end."""
    others = [topic if each.id == topic.id else each for each in topics.filters]
    is_known = any(each.id == topic.id for each in topics.filters)
    return replace(topics, filters=tuple(others if is_known else [*others, topic]))


async def _try(topics: Topics, seen: Sequence[SeenEntry]) -> DryRun:
    """Judge entries in a thread, so that a hundred long texts hold nobody up."""
    return await asyncio.to_thread(_tried, topics, seen)


def _tried(topics: Topics, seen: Sequence[SeenEntry]) -> DryRun:
    """Judge entries as long as each has its whole time, as it has when it comes; the rest is not looked at."""
    left = Patience(_DRY_RUN_S)
    tried = []
    for each in seen:
        if left.left_s < DOCUMENT_S:
            tried.append(Tried(entry=each, verdict=_NOT_LOOKED_AT, is_looked_at=False))
        else:
            tried.append(Tried(entry=each, verdict=judge(topics, each.facts, left.part(DOCUMENT_S))))
    return DryRun(tried=tuple(tried))
