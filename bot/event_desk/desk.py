"""Use cases of the event desk: the walk through uncertain events, and what editors decide. Knows no Discord."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.event_desk.doubts import doubts_of, worth_a_look
from bot.event_desk.edits import Coding, Wording, edit_of_coding, edit_of_wording, other_event
from bot.model.countries import Gazetteer
from bot.model.decisions import Decision, DecisionKind, EventCase, EventEdit, NewDecision, ReviewPage
from bot.model.errors import EventDeskError
from bot.model.ids import ArticleId, DecisionId, EventId, GuildId
from bot.model.language import told
from bot.model.members import Member
from data import decisions, event_desk, event_review, related
from data.on_desk import OnDesk, on_desk
from data.reports import ReportState
from data.store import Connection, Store


class EventDesk:
    """The desk between editors and the store."""

    def __init__(self, store: Store, gazetteer: Gazetteer, *, clock: Callable[[], datetime]) -> None:
        """Take the event store, the names of countries, and what gives the present, aware UTC."""
        self._store = store
        self._gazetteer = gazetteer
        self._clock = clock

    async def review(self, guild: GuildId, page: int) -> ReviewPage:
        """Return one stop of the walk through a server's uncertain events, the one most worth a look first.

        Args:
            guild: The server.
            page: 0-based; one beyond the last gives the end of the walk, without a case.
        """

        async def look(conn: Connection) -> ReviewPage:
            seen = await event_review.candidates(conn, guild)
            mistakes = await event_review.open_mistakes(conn, guild)
            settled = await decisions.settled_doubts(conn, guild)
            found = await asyncio.to_thread(worth_a_look, seen, mistakes, settled)
            if page >= len(found):
                return ReviewPage(total=len(found), page=page, case=None)
            one = next(each for each in seen if each.stored.id == found[page])
            return ReviewPage(total=len(found), page=page, case=await _case(conn, one, guild))

        return await self._store.read(look)

    async def case(self, guild: GuildId, event: EventId) -> EventCase:
        """Return one event, whether or not it is in doubt.

        Raises:
            NotFoundError: The server sees no such event.
        """

        async def look(conn: Connection) -> EventCase:
            return await _case(conn, await on_desk(conn, event, guild), guild)

        return await self._store.read(look)

    async def history(self, guild: GuildId, event: EventId) -> tuple[EventCase, tuple[Decision, ...]]:
        """Return an event with all that was decided about it, newest first.

        Raises:
            NotFoundError: The server sees no such event.
        """

        async def look(conn: Connection) -> tuple[EventCase, tuple[Decision, ...]]:
            case = await _case(conn, await on_desk(conn, event, guild), guild)
            return case, await decisions.history(conn, case.event.id, guild)

        return await self._store.read(look)

    async def confirm(self, by: Member, event: EventId, version: int) -> Decision:
        """Note that an event is right as it stands; it comes up again only on new grounds.

        Args:
            by: The editor.
            event: The event.
            version: Of the event as the editor saw it.

        Raises:
            NotFoundError: The server sees no such event.
            EventDeskError: It changed meanwhile, or is withdrawn.
        """
        return await self._decide(by, DecisionKind.CONFIRM, event, version, "")

    async def withdraw(self, by: Member, event: EventId, version: int, reason: str) -> Decision:
        """Withdraw an event for the editor's server: it leaves timelines, digests, the barometer and scores.

        Raises:
            NotFoundError, EventDeskError: As `confirm`.
        """
        if not reason.strip():
            raise EventDeskError(user_text=told("A withdrawal needs a reason: readers of posted cards are shown it."))
        return await self._decide(by, DecisionKind.WITHDRAW, event, version, reason)

    async def reword(self, by: Member, event: EventId, version: int, typed: Wording, reason: str) -> Decision:
        """Propose another headline, date or place.

        Returns:
            A draft with the facts before and after; `save` lets it hold.

        Raises:
            InvalidInputError: What was typed can't be used.
            NotFoundError, EventDeskError: As `confirm`; or nothing differs, or the event is the starter pack's.
        """
        edit = edit_of_wording((await self.case(by.guild, event)).event, typed)
        return await self._propose_edit(by, event, version, edit, reason)

    async def recode(self, by: Member, event: EventId, version: int, typed: Coding, reason: str) -> Decision:
        """Propose another kind, status or sides; otherwise as `reword`."""
        edit = edit_of_coding((await self.case(by.guild, event)).event, typed, self._gazetteer)
        return await self._propose_edit(by, event, version, edit, reason)

    async def merge(self, by: Member, event: EventId, version: int, other: str, reason: str) -> Decision:
        """Propose that two events are one.

        Args:
            by: The editor.
            event: One event.
            version: Of it as the editor saw it.
            other: The other's number as typed, "E147".
            reason: Why; "" for none.

        Raises:
            InvalidInputError: That is no event's number.
            NotFoundError, EventDeskError: As `confirm`; or the two can't be made one.
        """
        number = other_event(other)
        return await self._propose(
            NewDecision(
                guild=by.guild, by=by.user, at=self._clock(), kind=DecisionKind.MERGE, event=event, version=version,
                reason=_one_line(reason), other=number,
            )
        )  # fmt: skip

    async def split(
        self, by: Member, event: EventId, version: int, leaving: frozenset[ArticleId], reason: str
    ) -> Decision:
        """Propose that the reports of some articles leave an event.

        Raises:
            NotFoundError, EventDeskError: As `confirm`; or all or none would leave.
        """
        return await self._propose(
            NewDecision(
                guild=by.guild, by=by.user, at=self._clock(), kind=DecisionKind.SPLIT, event=event, version=version,
                reason=_one_line(reason), leaving=leaving,
            )
        )  # fmt: skip

    async def save(self, by: Member, draft: DecisionId) -> Decision:
        """Let a draft hold, with all that follows from it.

        Raises:
            EventDeskError: It was saved already or is no more, or the event changed since it was shown.
        """
        at = self._clock()

        async def work(conn: Connection) -> Decision:
            return await self._settled(conn, await event_desk.save(conn, draft, guild=by.guild, by=by.user, at=at))

        return await self._store.write(work)

    async def drop(self, by: Member, draft: DecisionId) -> None:
        """Forget a draft; a decision that was saved stays."""
        await self._store.write(lambda c: decisions.forget_draft(c, draft, by.guild))

    async def undo(self, by: Member, decision: DecisionId) -> Decision:
        """Take back the newest decision that holds for an event, with all that followed from it.

        Raises:
            EventDeskError: It was undone already, or a later one has to be undone first.
        """
        at = self._clock()
        return await self._store.write(lambda c: event_desk.undo(c, decision, guild=by.guild, by=by.user, at=at))

    async def _decide(self, by: Member, kind: DecisionKind, event: EventId, version: int, reason: str) -> Decision:
        new = NewDecision(
            guild=by.guild, by=by.user, at=self._clock(), kind=kind, event=event, version=version,
            reason=_one_line(reason),
        )  # fmt: skip

        async def work(conn: Connection) -> Decision:
            keys = await _doubt_keys(conn, new)
            return await self._settled(conn, await event_desk.decide(conn, new, settled=keys))

        return await self._store.write(work)

    async def _settled(self, conn: Connection, taken: Decision) -> Decision:
        """Tell what became of the members' reports on an event: what they said was looked at, and mended or not."""
        state = ReportState.DECLINED if taken.kind is DecisionKind.CONFIRM else ReportState.ACCEPTED
        await event_review.settle_mistakes(conn, taken.event, taken.guild, state)
        return taken

    async def _propose_edit(self, by: Member, event: EventId, version: int, edit: EventEdit, reason: str) -> Decision:
        return await self._propose(
            NewDecision(
                guild=by.guild, by=by.user, at=self._clock(), kind=DecisionKind.EDIT, event=event, version=version,
                reason=_one_line(reason), edit=edit,
            )
        )  # fmt: skip

    async def _propose(self, new: NewDecision) -> Decision:
        async def work(conn: Connection) -> Decision:
            return await event_desk.propose(conn, new, settled=await _doubt_keys(conn, new))

        return await self._store.write(work)


async def _case(conn: Connection, one: OnDesk, guild: GuildId) -> EventCase:
    found = await related.related_events(conn, one.stored.id, guild=guild)
    mistakes = await event_review.open_mistakes(conn, guild)
    told_elsewhere = [(each.relation, each.event.id) for each in found]
    leaving = {key[0] for key, known in one.known.items() if known.sighting.is_shared <= (not one.is_shared)}
    return EventCase(
        event=one.stored,
        doubts=doubts_of(one, told_elsewhere, mistakes.get(one.stored.id, ())),
        version=one.version,
        is_shared=one.is_shared,
        articles=tuple(dict.fromkeys(each.article for each in one.stored.reports if each.article in leaving)),
        decisions=one.decisions,
        mistakes=await event_review.mistakes_of(conn, one.stored.id, guild),
    )


async def _doubt_keys(conn: Connection, new: NewDecision) -> frozenset[str]:
    """Return the keys of the doubts that the editor is shown."""
    case = await _case(conn, await on_desk(conn, new.event, new.guild), new.guild)
    return frozenset(doubt.key for doubt in case.doubts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
