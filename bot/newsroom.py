"""Use cases that join rooms: take in an article, look one up, ask the timeline. Knows no Discord."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.copy_desk import CopyDesk
from bot.model.countries import Dyad
from bot.model.errors import CannotReadError, NotFoundError
from bot.model.ids import ArticleId, EventId, GuildId, QuizId, UserId
from bot.model.pairs import article_pair
from bot.model.reading import ArticleText
from bot.model.stored import ArticleLine, EventPage, EventQuery, NewArticle, StoredArticle, StoredEvent
from bot.quizmaster import bank
from bot.reading_pool import ReadingPool
from bot.sources.fetch import FetchLimits, fetch
from bot.sources.links import looks_like_link
from data import articles, earlier, events, reports
from data.reports import NewReport, ReportSubject
from data.starter import starter_articles
from data.store import Connection, Store

if TYPE_CHECKING:
    from bot.sources.extract import ExtractedPage

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """An article that was handed in; `is_new` is False where the server had it already."""

    article: StoredArticle
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """Who hands in an article, and where: it is visible in that server only."""

    guild: GuildId
    user: UserId


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
    """The desk between the reader, the store and whoever asks."""

    def __init__(
        self,
        store: Store,
        readers: ReadingPool,
        *,
        clock: Callable[[], datetime],
        limits: FetchLimits,
        allow_private: bool = False,
        copy_desk: CopyDesk | None = None,
    ) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            readers: The process that reads.
            clock: Gives the present, aware UTC.
            limits: What a link may take.
            allow_private: Follow links into private networks (tests).
            copy_desk: Has a language model word summaries; None for the offline ones.
        """
        self._store = store
        self._readers = readers
        self._clock = clock
        self._limits = limits
        self._allow_private = allow_private
        self._copy_desk = copy_desk

    async def add_text(
        self,
        text: str,
        by: HandIn,
        *,
        title: str | None = None,
        published: date | None = None,
        source: str | None = None,
        url: str | None = None,
    ) -> Added:
        """Read a text and keep it.

        Args:
            text: The article's text.
            by: Who hands it in; only their server sees it.
            title: Headline, None where unknown.
            published: Day of publication; None where unknown: the text may print its own, and no other is invented.
            source: Outlet, None where unknown.
            url: Address, None where it came from none.

        Returns:
            The article as stored, or the one that was there already.

        Raises:
            CannotReadError: It is no article, or not in English.
            StoreError: It could not be kept.
        """
        known = await self._store.read(lambda c: articles.find_duplicate(c, text=text, url=url, guild=by.guild))
        if known is not None:
            return Added(article=await self.article(known, by.guild), is_new=False)
        text_in = ArticleText(id="", text=text, title=title, published=published, source=source, url=url)
        return await self._keep(text_in, by)

    async def add_link(self, url: str, by: HandIn) -> Added:
        """Follow a link, read the page and keep it.

        Raises:
            FetchError: The link could not be followed.
            InvalidInputError: What is there is no kind of file that is read.
            CannotReadError: It is no article, or not in English.
            StoreError: It could not be kept.
        """
        known = await self._store.read(lambda c: articles.find_by_url(c, url, guild=by.guild))
        if known is not None:
            return Added(article=await self.article(known, by.guild), is_new=False)
        page = await fetch(url, limits=self._limits, allow_private=self._allow_private)
        try:
            found = await self._readers.extract_page(page, today=self._clock().date())
        except CannotReadError as error:
            _LOG.info("page_refused reason=%s", error.reason)
            error.concern(title=None, url=page.url)
            raise
        return await self._add_page(found, by, published=found.published)

    async def add_file(self, data: bytes, by: HandIn, *, name: str, published: date | None = None) -> Added:
        """Read an attached file (plain text, HTML, PDF, DOCX) and keep it.

        Args:
            data: The file.
            by: Who hands it in.
            name: Its name, for its ending.
            published: Day of publication as the person gave it; goes before one found in the file.

        Raises:
            InvalidInputError: It is no kind of file that is read, or damaged.
            CannotReadError: It is no article, or not in English.
            StoreError: It could not be kept.
        """
        found = await self._readers.extract_file(data, name=name, today=self._clock().date())
        return await self._add_page(found, by, published=published or found.published)

    async def add_message(self, text: str, by: HandIn) -> Added:
        """Read a message: the page that its link leads to, where it is little more than a link, else its own text.

        Raises:
            FetchError, InvalidInputError, CannotReadError, StoreError: As `add_link` and `add_text`.
        """
        link = looks_like_link(text)
        return await (self.add_link(link, by) if link else self.add_text(text, by))

    async def article(self, article: ArticleId, guild: GuildId | None) -> StoredArticle:
        """Return an article that a server may see.

        Raises:
            NotFoundError: There is none, or it belongs to another server.
        """
        return await self._store.read(lambda c: articles.get_article(c, article, guild=guild))

    async def choose_article(self, wanted: str | None, guild: GuildId | None) -> StoredArticle:
        """Return the article that a person means.

        Args:
            wanted: An id as the autocomplete gives it, or words of a title; None or empty for the latest.
            guild: The server.

        Raises:
            NotFoundError: Nothing fits.
        """
        if not wanted:
            latest = await self._store.read(lambda c: articles.latest_article(c, guild=guild))
            if latest is None:
                raise NotFoundError(user_text="No article has been read here yet. Hand one in with /article add.")
            return latest
        if wanted.isdecimal() and len(wanted) < 18:
            return await self.article(ArticleId(int(wanted)), guild)
        lines = await self.find_articles(wanted, guild)
        if not lines:
            raise NotFoundError(user_text="No article with these words has been read here.")
        return await self.article(lines[0].id, guild)

    async def find_articles(self, words: str, guild: GuildId | None) -> Sequence[ArticleLine]:
        """Return up to 25 articles whose title or outlet has these words, newest first; "" gives the newest."""
        return await self._store.read(lambda c: articles.find_articles(c, words, guild=guild, limit=25))

    async def timeline(self, query: EventQuery) -> EventPage:
        """Return one page of the timeline."""
        return await self._store.read(lambda c: events.timeline(c, query))

    async def event(self, event: EventId, guild: GuildId | None) -> StoredEvent:
        """Return one event with its reports.

        Raises:
            NotFoundError: There is none that the server may see.
        """
        return await self._store.read(lambda c: events.get_event(c, event, guild=guild))

    async def events_named(self, numbers: Sequence[EventId], guild: GuildId | None) -> tuple[StoredEvent, ...]:
        """Return events with those of their reports that the server may see, in the order of their numbers.

        A number of none is passed over, one that an event had before it merged with another stands for that.
        """
        return await self._store.read(lambda c: events.still_known(c, numbers, guild=guild))

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
        about = article_pair(article.reading, pair)
        if about is None:
            return ()
        return await self._store.read(lambda c: earlier.earlier_events(c, article, pair=about, guild=guild))

    async def report_mistake(self, about: Mistake, comment: str, by: HandIn) -> None:
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
        read = await self._store.read(lambda c: articles.count_visible(c, guild=guild))
        page = await self._store.read(lambda c: events.timeline(c, EventQuery(guild=guild, limit=1)))
        return read, page.total

    async def fill_starter(self, progress: Callable[[str], None]) -> int:
        """Read the starter pack's articles that the store does not have yet.

        Args:
            progress: Is told what is being read.

        Returns:
            How many were read.
        """
        read = 0
        for text in starter_articles():
            if not await self._has_starter(text):
                progress(f"reading the starter article “{text.title}”")
                await self._keep(text, None)
                read += 1
        return read

    async def _has_starter(self, text: ArticleText) -> bool:
        found = await self._store.read(lambda c: articles.find_duplicate(c, text=text.text, url=text.url, guild=None))
        return found is not None

    async def _add_page(self, found: "ExtractedPage", by: HandIn, *, published: date | None) -> Added:
        return await self.add_text(
            found.text, by, title=found.title, published=published, source=found.source, url=found.url
        )

    async def _keep(self, text: ArticleText, by: HandIn | None) -> Added:
        try:
            reading = await self._readers.read(text)
        except CannotReadError as error:
            _LOG.info("article_refused reason=%s", error.reason)
            error.concern(title=text.title, url=text.url)
            raise
        if by is not None and self._copy_desk is not None:  # the starter pack waits for no language model
            reading = await self._copy_desk.reword(reading)
        guild, user = (by.guild, by.user) if by else (None, None)
        new = NewArticle(reading=reading, added_at=self._clock(), guild=guild, added_by=user)
        stored, is_new = await self._store.write(lambda c: articles.add_article(c, new))
        _LOG.info("article_read id=%d events=%d new=%s", stored, len(reading.events), is_new)
        return Added(article=await self.article(stored, guild), is_new=is_new)
