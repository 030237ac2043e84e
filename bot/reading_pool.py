"""Reading in a process of its own, so that the event loop never waits for a parse.

What runs there is imported there only: the bot's own process holds no language model and no page extractor.

Measured on two cores: loop lag p99 1.1-1.6 ms this way, 12-13 ms with a thread, 194 ms inline (docs/adr/0003).
"""

import asyncio
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.model.errors import BackchannelError
from bot.model.reading import ArticleText, Reading
from bot.model.wording import Verdict
from bot.sources.fetch import Page
from data.reference import load_gazetteer

if TYPE_CHECKING:
    from spacy.language import Language

    from bot.sources.extract import ExtractedPage

P = ParamSpec("P")
T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_NICE = 5
_LONGEST_READ_S = 120

_nlp: "Language | None" = None
"""The language model of a worker process; None in every other."""


class ReadingPool:
    """One worker process that reads articles and extracts pages; started when first needed, rebuilt when it breaks."""

    def __init__(self, model: str) -> None:
        """Take the model's package name; nothing is started yet."""
        self._model = model
        self._pool: ProcessPoolExecutor | None = None
        self._turn = asyncio.Lock()

    async def read(self, article: ArticleText) -> Reading:
        """Read one article.

        Raises:
            CannotReadError: It is no article, or not in English.
            BackchannelError: The reader broke twice, or took longer than two minutes.
        """
        return await self._run(_read, article)

    async def check(self, reading: Reading, proposed: tuple[str, ...]) -> tuple[Verdict, ...]:
        """Check sentences that a language model worded against the article of a reading; a verdict for each.

        Raises:
            BackchannelError: The reader broke twice, or took longer than two minutes.
        """
        return await self._run(_check, replace(reading, questions=()), proposed)

    async def extract_page(self, page: Page, *, today: date) -> "ExtractedPage":
        """Take the article out of a fetched page; no publication date after `today` is believed.

        Raises:
            CannotReadError: It is broken, encrypted, without a text, or something else than an article.
        """
        return await self._run(_extract_page, page, today)

    async def extract_file(self, body: bytes, *, name: str, today: date) -> "ExtractedPage":
        """Take the text out of a file; its name's ending decides where its bytes don't.

        Raises:
            InvalidInputError: A kind of file that is not read.
            CannotReadError: It is too large, broken, encrypted, without a text, or something else than an article.
        """
        return await self._run(_extract_file, body, name, today)

    async def close(self) -> None:
        """End the worker."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True)

    async def _run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one job at a time: waiting counts for no job's two minutes, and no job breaks by another's fault."""
        assert not kwargs
        async with self._turn:
            return await self._try_twice(work, *args)

    async def _try_twice(self, work: Callable[..., T], *args: object) -> T:
        for attempt in (1, 2):
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    1, multiprocessing.get_context("spawn"), initializer=_start, initargs=(self._model,)
                )
            pool = self._pool
            try:
                async with asyncio.timeout(_LONGEST_READ_S):
                    return await asyncio.get_running_loop().run_in_executor(pool, work, *args)
            except BrokenProcessPool:
                _LOG.warning("reader_broke attempt=%d", attempt)
                self._drop(pool)
            except TimeoutError as error:
                self._drop(pool)
                raise BackchannelError(
                    "reading timed out", user_text="Reading took too long and was stopped."
                ) from error
        raise BackchannelError("the reader broke twice", user_text="This text could not be read: the reader broke.")

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 (3.14's kill_workers, for 3.11)
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _start(model: str) -> None:
    from bot.reader import load_model

    global _nlp  # noqa: PLW0603 (a worker process has one model)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends this process
    if hasattr(os, "nice"):
        os.nice(_NICE)
    _nlp = load_model(model)


def _read(article: ArticleText) -> Reading:
    from bot.reader import read_article

    assert _nlp is not None
    return read_article(article, _nlp, load_gazetteer())


def _check(reading: Reading, proposed: tuple[str, ...]) -> tuple[Verdict, ...]:
    from bot.reader import check_sentences

    assert _nlp is not None
    return check_sentences(reading, proposed, _nlp, load_gazetteer())


def _extract_page(page: Page, today: date) -> "ExtractedPage":
    from bot.pages import article_of_page

    return article_of_page(page, today=today)


def _extract_file(body: bytes, name: str, today: date) -> "ExtractedPage":
    from bot.pages import article_of_file

    return article_of_file(body, name=name, today=today)
