"""Use cases that take articles in: follow a link, read, keep. Knows no Discord."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.copy_desk import CopyDesk
from bot.model.copies import BroughtOutcome, NewCopy, Printed, Sketch
from bot.model.errors import CannotReadError, FetchError, InvalidInputError
from bot.model.ids import ArticleId, GuildId, UserId
from bot.model.members import Member
from bot.model.reading import ArticleText, Reading
from bot.model.stored import NewArticle, StoredArticle
from bot.reading_pool import ReadingPool
from bot.sieve import Finding, FindingKind, Sieve, is_same_address
from bot.sources.links import looks_like_link
from bot.sources.web import Web
from data import articles, copies
from data.amending import Amended, amend_article
from data.copies import KnownText
from data.fingerprint import fingerprint
from data.hiding import hiding_guilds
from data.seats import Turn
from data.starter import starter_articles
from data.store import Connection, Store

if TYPE_CHECKING:
    from bot.sources.extract import ExtractedPage

__all__ = ["Added", "Brought", "BroughtOutcome", "Intake", "Wanted"]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of a text in one server, and which of its articles it is now; None where it was left out."""

    outcome: BroughtOutcome
    article: ArticleId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """An article that was handed in, and what became of it; never left out."""

    article: StoredArticle
    outcome: BroughtOutcome

    @property
    def is_new(self) -> bool:
        """Whether the server did not have it before."""
        return self.outcome is BroughtOutcome.NEW


Wanted = Callable[[GuildId, Reading], bool]
"""Whether a server wants an article, by what was read in it."""


_LEFT_OUT = Brought(outcome=BroughtOutcome.LEFT_OUT, article=None)
_AT_ONCE = 50
"""Articles that are sketched before the store is written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incoming:
    """A text on its way in, compared by one sieve and read once as each text that it is to be read as."""

    text: ArticleText
    sieve: Sieve
    read: dict[ArticleText, Reading]


class Intake:
    """The desk between the world outside, the reader and the store."""

    def __init__(
        self,
        store: Store,
        readers: ReadingPool,
        *,
        web: Web,
        clock: Callable[[], datetime],
        copy_desk: CopyDesk | None = None,
    ) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            readers: The process that reads.
            web: The world outside.
            clock: Gives the present, aware UTC.
            copy_desk: Has a language model word summaries; None for the offline ones.
        """
        self._store = store
        self._readers = readers
        self._web = web
        self._clock = clock
        self._copy_desk = copy_desk

    async def add_text(
        self,
        text: str,
        by: Member,
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
            The article as stored, or the one that was there already: perhaps from another outlet, or read anew.

        Raises:
            CannotReadError: It is no article, or not in English.
            StoreError: It could not be kept.
        """
        text_in = ArticleText(id="", text=text, title=title, published=published, source=source, url=url)
        brought = await self._take(self._incoming(text_in), by.guild, user=by.user)
        assert brought.article is not None
        return Added(article=await self._article(brought.article, by.guild), outcome=brought.outcome)

    async def add_link(self, url: str, by: Member) -> Added:
        """Follow a link, read the page and keep it; one that is known is looked at again, since it may have changed.

        Raises:
            FetchError: The link could not be followed.
            InvalidInputError: What is there is no kind of file that is read.
            CannotReadError: It is no article, or not in English.
            StoreError: It could not be kept.
        """
        known = await self._store.read(lambda c: copies.known_address(c, url, guild=by.guild))
        try:
            return await self._follow(url, by)
        except (FetchError, CannotReadError, InvalidInputError):
            if known is None:
                raise
        return Added(article=await self._article(known, by.guild), outcome=BroughtOutcome.KNOWN)

    async def _follow(self, url: str, by: Member) -> Added:
        page = await self._web.page(url)
        try:
            found = await self._readers.extract_page(page, today=self._clock().date())
        except CannotReadError as error:
            _LOG.info("page_refused reason=%s", error.reason)
            error.concern(title=None, url=page.url)
            raise
        return await self._add_page(found, by, published=found.published)

    async def add_file(self, data: bytes, by: Member, *, name: str, published: date | None = None) -> Added:
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

    async def add_message(self, text: str, by: Member) -> Added:
        """Read a message: the page that its link leads to, where it is little more than a link, else its own text.

        Raises:
            FetchError, InvalidInputError, CannotReadError, StoreError: As `add_link` and `add_text`.
        """
        link = looks_like_link(text)
        return await (self.add_link(link, by) if link else self.add_text(text, by))

    async def bring(
        self,
        text: ArticleText,
        guilds: Sequence[GuildId],
        *,
        wanted: Wanted,
        background: Collection[GuildId] = (),
    ) -> Mapping[GuildId, Brought]:
        """Take in what a feed brought: read it at most once, and keep it for each server that wants it.

        Args:
            text: The article, with its address where it has one.
            guilds: The servers that follow the feed, each once.
            wanted: Is asked for each server that does not have it.
            background: Those of the servers that are not told at once what it tells: to them it came of a first sight.

        Returns:
            What became of it, for each of the servers.

        Raises:
            CannotReadError: Some server has it not, and it is no article, or not in English.
            StoreError: It could not be kept; in some servers it may have been.
        """
        incoming = self._incoming(text)
        hiding = await self._store.read(lambda c: hiding_guilds(c, text.source, text.url, guilds))
        return {
            guild: _LEFT_OUT
            if guild in hiding
            else await self._take(incoming, guild, wanted=wanted, is_background=guild in background)
            for guild in guilds
        }

    def _incoming(self, text: ArticleText) -> "_Incoming":
        return _Incoming(text=text, sieve=Sieve(self._store, self._readers, text), read={})

    async def _take(
        self,
        incoming: "_Incoming",
        guild: GuildId,
        *,
        user: UserId | None = None,
        wanted: Wanted | None = None,
        is_background: bool = False,
    ) -> Brought:
        """Take a text into one server: note it where it is known, read it where it is not."""
        found = await incoming.sieve.look(guild)
        if found.known is None:
            reading = await self._read_once(incoming, incoming.text)
            # Filters may have regular expressions, which take their time: never on the loop.
            if wanted is not None and not await asyncio.to_thread(wanted, guild, reading):
                return _LEFT_OUT
            async with self._store.seats.turn(Turn.KEEPING):
                found = await incoming.sieve.look(guild)  # another process may have kept a copy while this one read
                if found.known is None:
                    new = NewArticle(
                        reading=reading,
                        added_at=self._clock(),
                        guild=guild,
                        added_by=user,
                        sketch=await incoming.sieve.sketch(),
                        is_other_at_address=found.is_at_known_address,
                        is_background=is_background,
                    )
                    number, is_new = await self._add(new)
                    return Brought(outcome=BroughtOutcome.NEW if is_new else BroughtOutcome.KNOWN, article=number)
        if found.kind in {FindingKind.EDITED, FindingKind.FULLER}:
            return await self._amend(incoming, found, found.known, guild)
        return await self._note_copy(incoming.text, found, found.known, guild)

    async def _amend(self, incoming: "_Incoming", found: Finding, known: KnownText, guild: GuildId) -> Brought:
        """Read a text that takes the place of an article's, and let what that told give way."""
        reading = await self._read_once(incoming, newer_form(incoming.text, known.printed))
        new = NewArticle(reading=reading, added_at=self._clock(), guild=guild, sketch=await incoming.sieve.sketch())

        async def put(conn: Connection) -> Amended | None:
            amended = await amend_article(conn, known.article, new, expected=known.fingerprint)
            if amended is not None and found.kind is FindingKind.FULLER and known.printed.url != reading.article.url:
                await copies.add_copy(conn, _copy(known.printed, known, found.of_known, guild, new.added_at))
            return amended

        amended = await self._store.write(put)
        changed = 0 if amended is None else len(amended.changed)
        _LOG.info("article_amended id=%d done=%s events=%d", known.article, amended is not None, changed)
        outcome = BroughtOutcome.KNOWN if amended is None else BroughtOutcome.AMENDED
        return Brought(outcome=outcome, article=known.article)

    async def _note_copy(self, text: ArticleText, found: Finding, known: KnownText, guild: GuildId) -> Brought:
        """Note where else an article's text stands."""
        printed = Printed(name=text.source, url=text.url, title=text.title, day=text.published)
        is_new = False
        if (printed.name or printed.url) and not is_same_address(printed.url, known.printed.url):
            new = _copy(printed, known, found.similarity, guild, self._clock(), words=text.text)
            is_new = await self._store.write(lambda c: copies.add_copy(c, new))
        is_copy = is_new and found.kind is FindingKind.COPY
        return Brought(outcome=BroughtOutcome.COPY if is_copy else BroughtOutcome.KNOWN, article=known.article)

    async def _read_once(self, incoming: "_Incoming", text: ArticleText) -> Reading:
        if text not in incoming.read:
            incoming.read[text] = await self.read(text)
        return incoming.read[text]

    async def read(self, text: ArticleText) -> Reading:
        """Read a text that is not kept yet.

        Raises:
            CannotReadError: It is no article, or not in English.
        """
        reading = await self._read(text)
        return reading if self._copy_desk is None else await self._copy_desk.reword(reading)

    async def keep(self, reading: Reading, guild: GuildId | None, user: UserId | None = None) -> Added:
        """Keep what was read for one server.

        Args:
            reading: As `read` gives it.
            guild: Which alone sees it; None: the starter pack, which all see.
            user: Who handed it in; None where a feed brought it.

        Raises:
            StoreError: It could not be kept.
        """
        sketch = await self._readers.sketch(reading.article.text)
        new = NewArticle(reading=reading, added_at=self._clock(), guild=guild, added_by=user, sketch=sketch)
        number, is_new = await self._add(new)
        outcome = BroughtOutcome.NEW if is_new else BroughtOutcome.KNOWN
        return Added(article=await self._article(number, guild), outcome=outcome)

    async def _add(self, new: NewArticle) -> tuple[ArticleId, bool]:
        number, is_new = await self._store.write(lambda c: articles.add_article(c, new))
        _LOG.info("article_read id=%d events=%d new=%s", number, len(new.reading.events), is_new)
        return number, is_new

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
                await self.keep(await self._read(text), None)  # the starter pack waits for no language model
                read += 1
        return read

    async def fill_sketches(self) -> int:
        """Sketch the articles that a store of an older version has; return how many there were."""
        done = 0
        while waiting := await self._store.read(lambda c: copies.without_sketch(c, limit=_AT_ONCE)):
            sketched = [(number, guild, await self._readers.sketch(text)) for number, guild, text in waiting]

            async def keep(
                conn: Connection, rows: Sequence[tuple[ArticleId, GuildId | None, Sketch]] = sketched
            ) -> None:
                for number, guild, sketch in rows:
                    await copies.keep_sketch(conn, number, guild, sketch)

            await self._store.write(keep)
            done += len(waiting)
        return done

    async def _has_starter(self, text: ArticleText) -> bool:
        found = await self._store.read(lambda c: articles.find_duplicate(c, text=text.text, url=text.url, guild=None))
        return found is not None

    async def _add_page(self, found: "ExtractedPage", by: Member, *, published: date | None) -> Added:
        return await self.add_text(
            found.text, by, title=found.title, published=published, source=found.source, url=found.url
        )

    async def _read(self, text: ArticleText) -> Reading:
        try:
            return await self._readers.read(text)
        except CannotReadError as error:
            _LOG.info("article_refused reason=%s", error.reason)
            error.concern(title=text.title, url=text.url)
            raise

    async def _article(self, article: ArticleId, guild: GuildId | None) -> StoredArticle:
        return await self._store.read(lambda c: articles.get_article(c, article, guild=guild))


def newer_form(text: ArticleText, before: Printed) -> ArticleText:
    """Return a text that takes another's place, with what only that one gives.

    Args:
        text: The newer or fuller text.
        before: Where the other was printed. Its day goes before a later one, which is the day of the change: weekdays
            count from the day on which it was written.
    """
    days = [day for day in (text.published, before.day) if day is not None]
    return replace(
        text,
        title=text.title or before.title,
        source=text.source or (None if text.url else before.name),
        url=text.url or (None if text.source else before.url),
        published=min(days, default=None),
    )


def _copy(
    printed: Printed,
    known: KnownText,
    similarity: float,
    guild: GuildId,
    seen_at: datetime,
    *,
    words: str | None = None,
) -> NewCopy:
    """Return a copy of an article about to be kept; `words` None: it has the article's own words of before."""
    return NewCopy(
        article=known.article,
        guild=guild,
        printed=printed,
        fingerprint=known.fingerprint if words is None else fingerprint(words),
        similarity=round(similarity, 3),
        seen_at=seen_at,
    )
