"""Use cases that join rooms: look an article up, ask the timeline, keep a report of a mistake. Knows no Discord."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.model.bodies import BodyNames
from bot.model.countries import Dyad
from bot.model.errors import NotFoundError
from bot.model.ids import ArticleId, EventId, GuildId, QuizId
from bot.model.language import told
from bot.model.long_view import LongView
from bot.model.members import Member
from bot.model.pairs import article_pair
from bot.model.stored import ArticleLine, EventPage, EventQuery, StoredArticle, StoredEvent
from bot.quizmaster import bank
from data import articles, earlier, events, long_view, reports
from data.reports import NewReport, ReportSubject
from data.store import Connection, Store

_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What a report of a mistake is about: one of an article's summary, an event, or a question of a quiz."""

    article: ArticleId | None = None
    event: EventId | None = None
    quiz: QuizId | None = None
    round_number: int | None = None

    @property
    def subject(self) -> ReportSubject:
        """Which of them it is."""
        if self.quiz is not None:
            return ReportSubject.QUESTION
        return ReportSubject.EVENT if self.event is not None else ReportSubject.SUMMARY


class Newsroom:
    """The desk between the store and whoever asks."""

    def __init__(self, store: Store, bodies: BodyNames, *, clock: Callable[[], datetime]) -> None:
        """Take the event store, the names by which unions are known, and what gives the present, aware UTC."""
        self._store = store
        self._bodies = bodies
        self._clock = clock

    async def article(self, article: ArticleId, guild: GuildId | None) -> StoredArticle:
        """Return an article that a server may see.

        Raises:
            NotFoundError: There is none, or it belongs to another server.
        """
        return await self._store.recall(articles.get_article, article, guild=await self._store.standpoint(guild))

    async def choose_article(self, wanted: str | None, guild: GuildId | None) -> StoredArticle:
        """Return the article that a person means.

        Args:
            wanted: An id as the autocomplete gives it, or words of a title; None or empty for the latest.
            guild: The server.

        Raises:
            NotFoundError: Nothing fits.
        """
        if not wanted:
            latest = await self._store.recall(articles.latest_article, guild=await self._store.standpoint(guild))
            if latest is None:
                raise NotFoundError(user_text=told("No article has been read here yet. Hand one in with /article add."))
            return latest
        if wanted.isdecimal() and len(wanted) < 18:
            return await self.article(ArticleId(int(wanted)), guild)
        lines = await self.find_articles(wanted, guild)
        if not lines:
            raise NotFoundError(user_text=told("No article with these words has been read here."))
        return await self.article(lines[0].id, guild)

    async def find_articles(self, words: str, guild: GuildId | None) -> Sequence[ArticleLine]:
        """Return up to 25 articles whose title or outlet has these words, newest first; "" gives the newest."""
        return await self._store.read(lambda c: articles.find_articles(c, words, guild=guild, limit=25))

    async def timeline(self, query: EventQuery) -> EventPage:
        """Return one page of the timeline."""
        return await self._store.recall(events.timeline, await self._shared(query))

    async def long_view(self, query: EventQuery) -> LongView:
        """Return what a timeline about a pair, a country or an article finds over all pages; of others, nothing."""
        if query.pair is None and query.country is None and query.article is None:
            return LongView()
        every_page = replace(await self._shared(query), offset=0)
        return await self._store.recall(long_view.long_view, every_page)

    async def _shared(self, query: EventQuery) -> EventQuery:
        """Return a query that gives the same, and is the same for all servers with nothing of their own."""
        return replace(query, guild=await self._store.standpoint(query.guild))

    async def event(self, event: EventId, guild: GuildId | None) -> StoredEvent:
        """Return one event with its reports.

        Raises:
            NotFoundError: There is none that the server may see.
        """
        return await self._store.recall(events.get_event, event, guild=await self._store.standpoint(guild))

    async def events_named(self, numbers: Sequence[EventId], guild: GuildId | None) -> tuple[StoredEvent, ...]:
        """Return events with those of their reports that the server may see, in the order of their numbers.

        A number of none is passed over, one that an event had before it merged with another stands for that.
        """
        return await self._store.read(lambda c: events.still_known(c, numbers, guild=guild))

    async def find_events(self, typed: str, guild: GuildId | None) -> Sequence[StoredEvent]:
        """Return up to 25 events meant by a number, or by words of a headline or sentence; "" gives the newest."""
        number = typed.strip().upper().removeprefix("E")
        if number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS:
            return await self.events_named([EventId(int(number))], guild)
        query = EventQuery(guild=guild, words=typed.strip() or None, limit=25)
        return (await self.timeline(query)).events

    async def actor_names(self, prefix: str, guild: GuildId | None) -> Sequence[str]:
        """Return up to 25 names of actors with recorded events that begin with or contain `prefix`."""
        return await self._store.read(lambda c: events.actor_names(c, prefix, guild=guild, limit=25))

    async def earlier(self, article: StoredArticle, guild: GuildId | None, *, pair: Dyad) -> Sequence[StoredEvent]:
        """Return up to three events of other articles from before an article, oldest first, that explain it.

        Args:
            article: One that the server may see.
            guild: The server.
            pair: The server's pair; only its order matters: what the article is about decides.
        """
        about = article_pair(article.reading, pair, self._bodies)
        if about is None:
            return ()
        return await self._store.recall(_earlier, article.id, pair=about, guild=await self._store.standpoint(guild))

    async def report_mistake(self, about: Mistake, comment: str, by: Member) -> None:
        """Keep a person's report that something shown is wrong; a question that two people report is hidden.

        Args:
            about: The article, event or question that is meant.
            comment: The person's own words.
            by: Who reports it, and where.
        """
        report = NewReport(
            guild=by.guild,
            user=by.user,
            subject=about.subject,
            article=about.article,
            event=about.event,
            quiz=about.quiz,
            round_number=about.round_number,
            comment=comment,
            reported_at=self._clock(),
        )

        async def keep(conn: Connection) -> None:
            await reports.add_report(conn, report)
            if report.quiz is not None and report.round_number is not None:
                await bank.hide_reported(conn, by.guild, report.quiz, report.round_number, now=report.reported_at)

        await self._store.write(keep)

    async def counts(self, guild: GuildId | None) -> tuple[int, int]:
        """Return how many articles and how many events a server can see."""
        return await self._store.recall(_counts, guild=await self._store.standpoint(guild))


async def _earlier(
    conn: Connection, number: ArticleId, *, pair: Dyad, guild: GuildId | None
) -> tuple[StoredEvent, ...]:
    article = await articles.get_article(conn, number, guild=guild)
    return tuple(await earlier.earlier_events(conn, article, pair=pair, guild=guild))


async def _counts(conn: Connection, *, guild: GuildId | None) -> tuple[int, int]:
    return await articles.count_visible(conn, guild=guild), await events.count_visible(conn, guild=guild)
