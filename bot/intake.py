"""Use cases that take articles in: follow a link, read, keep. Knows no Discord."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.copy_desk import CopyDesk
from bot.model.errors import CannotReadError
from bot.model.ids import ArticleId, GuildId, UserId
from bot.model.members import Member
from bot.model.reading import ArticleText, Reading
from bot.model.stored import NewArticle, StoredArticle
from bot.reading_pool import ReadingPool
from bot.sources.links import looks_like_link
from bot.sources.web import Web
from data import articles
from data.starter import starter_articles
from data.store import Store

if TYPE_CHECKING:
    from bot.sources.extract import ExtractedPage

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """An article that was handed in; `is_new` is False where the server had it already."""

    article: StoredArticle
    is_new: bool


class BroughtOutcome(StrEnum):
    """What became of a text that a feed brought, in one server."""

    NEW = "new"
    """It was read and kept."""
    KNOWN = "known"
    """The server had it already; nothing changed."""
    COPY = "copy"
    """The server has its text from another outlet, which it was added to."""
    AMENDED = "amended"
    """The server has an earlier version of it, which it replaced."""
    LEFT_OUT = "left_out"
    """The server does not want it; nothing was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of a text in one server, and which of its articles it is now; None where it was left out."""

    outcome: BroughtOutcome
    article: ArticleId | None


Wanted = Callable[[GuildId, Reading], bool]
"""Whether a server wants an article, by what was read in it."""


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
            The article as stored, or the one that was there already.

        Raises:
            CannotReadError: It is no article, or not in English.
            StoreError: It could not be kept.
        """
        known = await self._store.read(lambda c: articles.find_duplicate(c, text=text, url=url, guild=by.guild))
        if known is not None:
            return Added(article=await self._article(known, by.guild), is_new=False)
        text_in = ArticleText(id="", text=text, title=title, published=published, source=source, url=url)
        return await self.keep(await self.read(text_in), by.guild, by.user)

    async def add_link(self, url: str, by: Member) -> Added:
        """Follow a link, read the page and keep it.

        Raises:
            FetchError: The link could not be followed.
            InvalidInputError: What is there is no kind of file that is read.
            CannotReadError: It is no article, or not in English.
            StoreError: It could not be kept.
        """
        known = await self._store.read(lambda c: articles.find_by_url(c, url, guild=by.guild))
        if known is not None:
            return Added(article=await self._article(known, by.guild), is_new=False)
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
        brought: dict[GuildId, Brought] = {}
        for guild in guilds:
            known = await self._known(text, guild)
            if known is not None:
                brought[guild] = Brought(outcome=BroughtOutcome.KNOWN, article=known)
        missing = [guild for guild in guilds if guild not in brought]
        if missing:
            reading = await self.read(text)
            for guild in missing:
                brought[guild] = await self._keep_wanted(reading, guild, wanted, is_background=guild in background)
        return brought

    async def _known(self, text: ArticleText, guild: GuildId) -> ArticleId | None:
        return await self._store.read(lambda c: articles.find_duplicate(c, text=text.text, url=text.url, guild=guild))

    async def _keep_wanted(self, reading: Reading, guild: GuildId, wanted: Wanted, *, is_background: bool) -> Brought:
        if not wanted(guild, reading):
            return Brought(outcome=BroughtOutcome.LEFT_OUT, article=None)
        added = await self.keep(reading, guild, is_background=is_background)
        outcome = BroughtOutcome.NEW if added.is_new else BroughtOutcome.KNOWN
        return Brought(outcome=outcome, article=added.article.id)

    async def read(self, text: ArticleText) -> Reading:
        """Read a text that is not kept yet.

        Raises:
            CannotReadError: It is no article, or not in English.
        """
        reading = await self._read(text)
        return reading if self._copy_desk is None else await self._copy_desk.reword(reading)

    async def keep(
        self, reading: Reading, guild: GuildId | None, user: UserId | None = None, *, is_background: bool = False
    ) -> Added:
        """Keep what was read for one server.

        Args:
            reading: As `read` gives it.
            guild: Which alone sees it; None: the starter pack, which all see.
            user: Who handed it in; None where a feed brought it.
            is_background: Whether nothing is told at once of it.

        Raises:
            StoreError: It could not be kept.
        """
        new = NewArticle(
            reading=reading, added_at=self._clock(), guild=guild, added_by=user, is_background=is_background
        )
        stored, is_new = await self._store.write(lambda c: articles.add_article(c, new))
        _LOG.info("article_read id=%d events=%d new=%s", stored, len(reading.events), is_new)
        return Added(article=await self._article(stored, guild), is_new=is_new)

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
