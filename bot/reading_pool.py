"""Reading in a process of its own, so that the event loop never waits for a parse.

What runs there is imported there only: the bot's own process holds no language model and no page extractor.

Measured on two cores: loop lag p99 1.1-1.6 ms this way, 12-13 ms with a thread, 194 ms inline (docs/adr/0003).
"""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.model.copies import Edit, Likeness, Sketch, Twin
from bot.model.errors import CannotReadError
from bot.model.language import told
from bot.model.reading import ArticleText, Reading
from bot.model.wording import Verdict
from bot.sources.answers import Page
from bot.sources.likeness import edit, sketch, twins
from bot.worker import Worker, WorkerKind
from data.reference import load_gazetteer

if TYPE_CHECKING:
    from spacy.language import Language

    from bot.sources.extract import ExtractedPage

P = ParamSpec("P")
T = TypeVar("T")

_NICE = 5
_LONGEST_READ_S = 120

_nlp: "Language | None" = None
"""The language model of a worker process; None in every other."""


class ReadingPool(Worker):
    """The worker that reads articles and extracts pages."""

    def __init__(self, model: str, *, watch: Callable[[str], None] | None = None) -> None:
        """Start nothing yet.

        Args:
            model: The model's package name.
            watch: Is told of each text: "read", "failed", or the reason why it was refused.
        """
        self._watch = watch
        super().__init__(
            WorkerKind(
                name="reader",
                start=_start,
                start_with=(model,),
                slow=told("Reading took too long and was stopped."),
                broken=told("This text could not be read: the reader broke."),
            )
        )

    async def warm(self) -> None:
        """Start the process before it is needed, so that it loads its model meanwhile.

        Raises:
            BackchannelError: The reader broke twice, or took longer than two minutes.
        """
        await self._run(_nothing)

    async def read(self, article: ArticleText) -> Reading:
        """Read one article.

        Raises:
            CannotReadError: It is no article, or not in English.
            BackchannelError: The reader broke twice, or took longer than two minutes.
        """
        outcome = "failed"
        try:
            reading = await self._run(_read, article)
            outcome = "read"
        except CannotReadError as error:
            outcome = error.reason.value
            raise
        finally:
            self._tell(outcome)
        return reading

    async def check(self, reading: Reading, proposed: tuple[str, ...]) -> tuple[Verdict, ...]:
        """Check sentences that a language model worded against the article of a reading; a verdict for each.

        Raises:
            BackchannelError: The reader broke twice, or took longer than two minutes.
        """
        return await self._run(_check, replace(reading, questions=()), proposed)

    async def sketch(self, text: str) -> Sketch:
        """Return what is kept of a text so that its copies are found.

        Raises:
            BackchannelError: The reader broke twice, or took longer than two minutes.
        """
        return await self._run(sketch, text)

    async def twins(self, new: str, known: tuple[str, ...]) -> tuple[tuple[Twin, Likeness], ...]:
        """Say what a new text is to each of some that are known, in their order.

        Raises:
            BackchannelError: The reader broke twice, or took longer than two minutes.
        """
        return await self._run(twins, new, known)

    async def edit(self, old: str, new: str) -> Edit:
        """Say what became of the text at an address.

        Raises:
            BackchannelError: The reader broke twice, or took longer than two minutes.
        """
        return await self._run(edit, old, new)

    async def extract_page(self, page: Page, *, today: date) -> "ExtractedPage":
        """Take the article out of a fetched page; no publication date after `today` is believed.

        Raises:
            CannotReadError: It is broken, encrypted, without a text, or something else than an article.
            BackchannelError: It broke the reader twice, or took longer than two minutes.
        """
        return await self._extracted(_extract_page, page, today)

    async def extract_file(self, body: bytes, *, name: str, today: date) -> "ExtractedPage":
        """Take the text out of a file; its name's ending decides where its bytes don't.

        Raises:
            InvalidInputError: A kind of file that is not read.
            CannotReadError: It is too large, broken, encrypted, without a text, or something else than an article.
            BackchannelError: It broke the reader twice, or took longer than two minutes.
        """
        return await self._extracted(_extract_file, body, name, today)

    async def _extracted(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run an extraction; what is refused already is told to the watch, what is not will be read first."""
        try:
            return await self._run(work, *args, **kwargs)
        except CannotReadError as error:
            self._tell(error.reason.value)
            raise

    def _tell(self, outcome: str) -> None:
        if self._watch is not None:
            self._watch(outcome)

    async def _run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        assert not kwargs
        return await self._within(_LONGEST_READ_S, work, *args)


def _nothing() -> None:
    """Do nothing: a job that is done as soon as the process is there."""


def _start(model: str) -> None:
    from bot.reader import load_model, settle

    global _nlp  # noqa: PLW0603 (a worker process has one model)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends this process
    if hasattr(os, "nice"):
        os.nice(_NICE)
    _nlp = load_model(model)
    load_gazetteer()
    settle()


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
